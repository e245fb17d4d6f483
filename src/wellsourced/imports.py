"""What other tools hold, brought into a case: names, places, events, libraries, judgements.

What a file gives is kept in the case under a digest of the file, beneath the analyst's own
settings; a table of events lies among the pages. The same file twice changes nothing, and any of
it can be taken out again.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import msgspec
from msgspec import Struct

from wellsourced import config
from wellsourced.case import Case
from wellsourced.config import Imported
from wellsourced.errors import InputError
from wellsourced.model import Document, Page, Rejected, RulingId, RulingState, digest
from wellsourced.read.foreign import annotations, boards, ftm, library, names, wikidata
from wellsourced.read.foreign.events import PIECE, EventReader
from wellsourced.read.foreign.found import Found
from wellsourced.read.foreign.mapping import BOARD, OUT, WHOLE, Mapped, mapped, media_type, sort_of
from wellsourced.read.foreign.sheets import heads, is_workbook, pieces
from wellsourced.store import imported

_MOST_BYTES = 200_000_000
_MOST_ROWS = 1_000  # of a table that are read at once
_CSV, _XLSX = "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Kind(StrEnum):
    """What a file holds."""

    ALIASES = "aliases"
    PLACES = "places"
    EVENTS = "events"
    LIBRARY = "library"
    ANNOTATIONS = "annotations"
    HYPOTHESES = "hypotheses"


class Given(Struct, frozen=True, kw_only=True):
    """A file as it is handed in, and what is told of it; None: it is seen from the file."""

    file: Path
    kind: Kind
    at: datetime
    form: str | None = None
    outlet: str | None = None
    columns: Mapping[str, str] = {}


class Brought(Struct, frozen=True, kw_only=True):
    """What an import gave; `new`: whether anything changed."""

    found: Imported
    new: bool


def bring(case: Case, given: Given) -> Brought:
    """Bring a file into a case.

    Raises InputError for a file that is not there, is none of the formats, or has nothing in it.
    """
    if not given.file.is_file():
        raise InputError(f"no file {given.file}", hint="check the path")
    if given.kind in _OWN_WAY:
        return _OWN_WAY[given.kind](case, given)
    form = given.form or _form(given)
    forms = _LIBRARIES if given.kind is Kind.LIBRARY else _FORMS
    found = forms[form](given) if form in forms else None
    if found is None:
        hint = f"--format takes: {', '.join(sorted(forms))}"
        raise InputError(f"no format {form!r} for {given.kind}", hint=hint)
    return _settled(case, given, form, found)


def _form(given: Given) -> str:
    """The format of a file, by its name and its first bytes."""
    file = given.file
    if given.kind is Kind.LIBRARY:
        return "ris" if file.suffix.lower() == ".ris" else "csl"
    bare = file.name.lower().removesuffix(".gz").removesuffix(".bz2")
    if bare.endswith((".json", ".jsonl", ".ijson", ".ndjson", ".ftm")) or ".ftm." in bare:
        for _, line in _head(file):
            return "wikidata" if b'"labels"' in line or b'"claims"' in line else "ftm"
    return "csv"


def _head(file: Path) -> list[tuple[int, bytes]]:
    from wellsourced.read.foreign.found import lines

    for number, line in lines(file):
        if line.strip() not in (b"", b"["):
            return [(number, line)]
    return []


def _table(given: Given) -> Found:
    body = _body(given.file)
    read = names.places if given.kind is Kind.PLACES else names.aliases
    try:
        return read(given.file.name, body)
    except InputError as error:
        raise InputError(f"{given.file}: {error.problem}", hint=error.hint) from error


def _ftm(given: Given) -> Found:
    return ftm.entities(given.file)


def _wikidata(given: Given) -> Found:
    return wikidata.items(given.file)


def _csl(given: Given) -> Found:
    return library.csl(given.file.name, _body(given.file))


def _ris(given: Given) -> Found:
    return library.ris(given.file.name, _body(given.file))


_LIBRARIES: dict[str, Callable[[Given], Found]] = {"csl": _csl, "ris": _ris}
_FORMS: dict[str, Callable[[Given], Found]] = {"csv": _table, "ftm": _ftm, "wikidata": _wikidata}


def _body(file: Path) -> bytes:
    if file.stat().st_size > _MOST_BYTES:
        raise InputError(f"{file}: more than {_MOST_BYTES:,} bytes", hint="split it")
    return file.read_bytes()


def _settled(case: Case, given: Given, form: str, found: Found) -> Brought:
    """Keep what settles names; what was taken out comes in again."""
    told = msgspec.structs.asdict(found)
    bare = Imported(id="", kind=given.kind, form=form, file=given.file.name, **told)
    new = msgspec.structs.replace(bare, id=digest("import", msgspec.json.encode(bare)))
    if not (new.actors or new.places or new.outlets or new.hypotheses or new.library):
        reasons = "; ".join(new.rejected[:3]) or "it is empty"
        raise InputError(f"{given.file}: nothing in it can be used", hint=reasons)
    return Brought(found=new, new=_keep(case, new))


def _keep(case: Case, new: Imported) -> bool:
    content = msgspec.json.format(msgspec.json.encode(new), indent=1)
    return imported.keep(case.path, f"{new.id}.json", content)


def _events(case: Case, given: Given) -> Brought:
    """Put a table of events among the pages."""
    body = _body(given.file)
    how = _how(given, heads(body))
    page = Page(
        file=given.file.name,
        body=body,
        media_type=media_type(_XLSX if is_workbook(body) else _CSV, how),
    )
    pages = _pieces(page, how)
    rows = [r for p in pages for r in EventReader().read(p) if not _told_only(r)]
    bad = [r for r in rows if isinstance(r, Rejected)]
    if len(bad) == len(rows):
        reasons = "; ".join(r.reason for r in bad[:3]) or "it is empty"
        raise InputError(f"{given.file}: no row of it can be used", hint=reasons)
    seal = digest("events", page.file, page.media_type, body)
    new = Imported(
        id=seal,
        kind=given.kind,
        form=how.sort,
        file=page.file,
        rows=len(rows),
        pages=tuple(p.file for p in pages),
        rejected=tuple(f"{r.input}: {r.reason}" for r in bad),
    )
    _replaced(case, new, given.at)
    added = case.add((), at=given.at, fetched=pages)
    kept = _keep(case, new)
    return Brought(found=new, new=bool(added) or kept)


def _annotations(case: Case, given: Given) -> Brought:
    """Write down what annotations made elsewhere decide."""
    from wellsourced.annotated import judge

    body = _body(given.file)
    read = annotations.remarks(given.file.name, body)
    seal = digest("annotations", given.file.name, body)
    out = any(i.id == seal and i.out for i in listed(case))
    judged = judge(case, read, at=given.at, anew=out)
    before = next((i for i in listed(case) if i.id == seal and not i.out), None)
    idle = (f"{given.file.name}: {read.idle} annotations decide and note nothing; not used",)
    new = Imported(
        id=seal,
        kind=given.kind,
        form="webanno",
        file=given.file.name,
        rows=len(read.remarks) + len(read.rejected) + read.idle,
        rulings=(*(before.rulings if before else ()), *judged.rulings),
        rejected=(*judged.rejected, *(idle if read.idle else ())),
    )
    return Brought(found=new, new=_keep(case, new) or bool(judged.rulings))


def _hypotheses(case: Case, given: Given) -> Brought:
    """Put a board's evidence among the pages, and its hypotheses beneath those of the case."""
    body = _body(given.file)
    found, rejected = boards.hypotheses(given.file.name, body)
    how = mapped(BOARD, given.outlet, {})
    kind = media_type("application/json", how)
    page = Page(file=given.file.name, body=body, media_type=kind)
    rows = list(EventReader().read(page))
    bad = (f"{r.input}: {r.reason}" for r in rows if isinstance(r, Rejected))
    if not found:
        raise InputError(f"{given.file}: there is no hypothesis on the board")
    new = Imported(
        id=digest("hypotheses", page.file, page.media_type, body),
        kind=given.kind,
        form=BOARD,
        file=page.file,
        rows=len(rows) + len(found),
        hypotheses=found,
        pages=(page.file,),
        rejected=(*rejected, *bad),
    )
    _replaced(case, new, given.at)
    added = case.add((), at=given.at, fetched=[page])
    return Brought(found=new, new=_keep(case, new) or bool(added))


_OWN_WAY: dict[Kind, Callable[[Case, Given], Brought]] = {
    Kind.EVENTS: _events,
    Kind.ANNOTATIONS: _annotations,
    Kind.HYPOTHESES: _hypotheses,
}


def _how(given: Given, there: tuple[str, ...]) -> Mapped:
    if not there:
        raise InputError(f"{given.file} is no table", hint="CSV and XLSX are read")
    sort = given.form or sort_of(there) or ("table" if given.columns.get("date") else None)
    if sort is None:
        hint = "--map date=COLUMN --map what=COLUMN ... says which column holds what"
        raise InputError(f"{given.file} has no column that is known to hold a date", hint=hint)
    how = mapped(sort, given.outlet, given.columns)
    missing = sorted(h for h in how.columns.values() if h not in there)
    if missing:
        hint = f"its columns: {', '.join(there)}"
        raise InputError(f"{given.file} has no column {', '.join(missing)}", hint=hint)
    return how


def _pieces(page: Page, how: Mapped) -> list[Page]:
    """A long table as it came, which is kept, and the pieces that it is read in."""
    parts = list(pieces(page.body, _MOST_ROWS))
    if len(parts) < 2:
        return [page]
    whole = msgspec.structs.replace(
        page, media_type=f"{page.media_type.split(';')[0]};rows={WHOLE}"
    )
    found = [whole]
    for above, body in parts:
        kind = media_type(_CSV, msgspec.structs.replace(how, above=above))
        name = f"{page.file}{PIECE}{above + 2}"
        found.append(Page(file=name, body=body, media_type=kind))
    return found


def _told_only(row: Document | Rejected) -> bool:
    return isinstance(row, Rejected) and row.note


def _replaced(case: Case, new: Imported, at: datetime) -> None:
    """An older version of the same table is no longer in force, and is listed so."""
    for old in config.imported(case.path):
        if old.pages[:1] == new.pages[:1] and old.id != new.id and not old.out:
            for page in sorted({*old.pages} - {*new.pages}):
                _page_out(case, page, at)
            _keep(case, msgspec.structs.replace(old, out=True))


def listed(case: Case) -> tuple[Imported, ...]:
    """Give all that was imported, also what was taken out again."""
    return config.imported(case.path)


def taken_out(case: Case, name: str, *, at: datetime) -> Imported:
    """Take an import out of a case, by its id, the beginning of it, or its file's name.

    Raises InputError if there is none, or several, or it is out already.
    """
    there = [i for i in listed(case) if i.id.startswith(name) or i.file == name]
    found = [i for i in there if not i.out]
    if len(found) != 1:
        wrong = "is out already" if there and not found else f"names {len(found)} imports"
        hint = f"wellsourced imports {case.path} lists them"
        raise InputError(f"{name!r} {wrong}", hint=hint)
    (one,) = found
    for page in one.pages:
        _page_out(case, page, at)
    for ruling in one.rulings:
        _undone(case, ruling, one.file, at)
    out = msgspec.structs.replace(one, out=True)
    _keep(case, out)
    return out


def _undone(case: Case, ruling: str, file: str, at: datetime) -> None:
    """Undo what was ruled by an import; what an analyst undid meanwhile is left so."""
    state = {r.ruling.id: r.state for r in case.rulings()}
    if state.get(RulingId(ruling), RulingState.UNDONE) is not RulingState.UNDONE:
        case.undo(ruling, by=f"import of {file}", at=at, why="taken out again")


def _page_out(case: Case, name: str, at: datetime) -> None:
    """Say in the chain of what was added that a table is not to be read any more."""
    from wellsourced.store.evidence import Evidence

    evidence = Evidence(case.path / "evidence")
    entry = next(e for e in reversed(evidence.chain()) if e.file == name and e.evidence)
    page = evidence.page(entry)
    base = page.media_type.split(";")[0]
    bare = msgspec.structs.replace(page, media_type=f"{base};rows={OUT}")
    case.add((), at=at, fetched=[bare])
