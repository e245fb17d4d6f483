"""A huge case made from a smaller record: each of its rows many times over, by SQL alone.

Every copy has ids, initials of names and days of its own, so that copies are other pages of other
days, about others; what points at an id points at the same copy's. Some pages get readers, places
a spot on the map, some counts a sum that fails. 100,000 tellings of bench/synthetic.py (about a
CPU minute) become 10^6 claims with their pages in some minutes more.
"""

import argparse
import sys
from datetime import UTC, datetime
from hashlib import sha256
from itertools import islice
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import BinaryIO

import duckdb
import msgspec
from scale import Turn
from synthetic import A_PAGE

from wellsourced.case import Case
from wellsourced.flow.rulings.anchors import Pages
from wellsourced.flow.rulings.subjects import of_claim
from wellsourced.model import Decision, Draft
from wellsourced.store import disk, duck, pieces, streams, tables
from wellsourced.store.evidence import CHAIN, START, Entry, Evidence
from wellsourced.store.rulings import Rulings, Written
from wellsourced.store.snapshots import MANIFEST, RECORD, Manifest, Snapshots

_INITIALS = "BDKLMNRST"
_NAMES = {"actor", "recipient", "place", "text", "name", "quote", "chain", "outlet", "by"}
_WORDS = {"why", "says", "reader", "commitment", "stance", "status", "mark", "kind"}
_MADE = {
    "latitude": "20 + hash(name) % 3000 / 100.0",
    "longitude": "10 + hash(name || 'x') % 4000 / 100.0",
}
_ONCE = {"entities", "names"}  # a copy with the same initials has the same ones
_ORDER = {"claims": "id", "tallies": "outcome, id", "documents": "id", "stories": "id"}
_READERS = 20  # of so many pages one has a thread
_SUMS = 50  # of so many counts one has a sum that fails
_AT = datetime(2031, 6, 1, tzinfo=UTC)
_DECISIONS = (
    (Decision.ACCEPT, None),
    (Decision.REJECT, None),
    (Decision.CREDIBILITY, "2"),
    (Decision.NOTE, "seen by two"),
)
_BODY = "id || chr(10) || text"  # of an original: of the copies of a page no two are the same
_DAYS = 110  # by which each copy is later


def main() -> int:
    """Make a case of so many claims in a folder."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("folder", type=Path)
    given.add_argument("--claims", type=int, default=1_000_000)
    given.add_argument("--tellings", type=int, default=100_000, help="of the smaller record")
    given.add_argument("--record", type=Path, help="the smaller record, where there is one")
    given.add_argument("--rulings", type=int, default=0, help="put so many over it")
    given.add_argument("--originals", action="store_true", help="and files that the pages are of")
    asked = given.parse_args()
    small = asked.record or _small(asked.tellings)
    print(made(asked.folder, small, asked.claims))
    if asked.originals:
        originals(asked.folder)
    if asked.rulings:
        ruled(asked.folder, asked.rulings)
    return 0


def _small(tellings: int) -> Path:
    folder = Path(mkdtemp())
    Turn(folder, tellings // A_PAGE, 0)
    return folder / "record.duckdb"


def made(folder: Path, small: Path, claims: int) -> int:
    """Publish a case of at least so many claims; gives how many times the record is in it."""
    Case.create(folder)
    place = duck.Snapshots(folder).folder / "1"
    rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    record = place / "record.duckdb"
    spill = place / "spill"
    config = {"memory_limit": "3GB", "threads": 2, "temp_directory": str(spill)}
    with duckdb.connect(str(record), config=config) as db:
        db.execute(f"ATTACH '{small}' AS small (READ_ONLY)")
        had = _number(db, "SELECT count(*) FROM small.claims")
        times = -(-claims // had)
        names = [n for (n,) in db.execute("SHOW TABLES FROM small").fetchall()]
        for name in names:
            _copied(db, name, times)
        _readers(db)
        _sums(db)
        db.execute(
            "CREATE TABLE rejected (stage VARCHAR, input VARCHAR, reason VARCHAR, note BOOLEAN)"
        )
    rmtree(spill, ignore_errors=True)
    _published(folder, record, times)
    return times


def originals(folder: Path) -> None:
    """Give each page an original of its own, and the record the seals by which all holds."""
    record = Snapshots(folder).current() / RECORD
    with duckdb.connect(str(record)) as db:
        db.execute(f"UPDATE documents SET evidence = sha256({_BODY})")
    evidence = Evidence(folder / "evidence")
    previous = START
    with (
        duckdb.connect(str(record), read_only=True) as db,
        _new(evidence.folder / CHAIN) as chain,
        _new(evidence.folder / pieces.FILE_NAME) as sums,
    ):
        for batch in db.sql(f"SELECT id, evidence, {_BODY} FROM documents").to_arrow_reader(2_000):
            for name, sha256, words in zip(*(c.to_pylist() for c in batch.columns), strict=True):
                body = words.encode()
                bare = Entry(file=f"{name}.txt", evidence=sha256, size=len(body), added_at=_AT)
                entry = bare.sealed(previous)
                previous = entry.seal
                evidence.path(sha256).parent.mkdir(exist_ok=True)
                evidence.path(sha256).write_bytes(body)
                chain.write(msgspec.json.encode(entry) + b"\n")
                sums.write(pieces.pieces_of(sha256, body).line())
    with duckdb.connect(str(record), read_only=True) as db:
        names = [n for (n,) in db.execute("SHOW TABLES").fetchall()]
    found = {"made_from": previous, "chain": previous, "record": disk.seal_of(record)}
    _sealed(record, {**found, "tables": duck.seals_of(record, names)})


def _new(path: Path) -> BinaryIO:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.open("wb")


def ruled(folder: Path, many: int) -> None:
    """Rule on so many claims, from the first to the last: one is accepted, the next rejected..."""
    record = Case.open(folder)._records.machine(None)
    step = max(1, record.count(tables.CLAIMS.name) // many)
    some = list(islice(streams.each(record, tables.CLAIMS), None, None, step))[:many]
    wanted = {e.document for c in some for e in c.evidence}
    pages = Pages(d for d in streams.documents(record) if d.id in wanted)
    log = Rulings(folder)
    for n, claim in enumerate(some):
        decision, value = _DECISIONS[n % len(_DECISIONS)]
        draft = Draft(decision=decision, subjects=(of_claim(claim, pages),), value=value)
        log.append(Written(draft=draft, by="ada", at=_AT, before="", after=""))


def _copied(db: duckdb.DuckDBPyConnection, name: str, times: int) -> None:
    """All copies of a table, in the order in which its rows are kept."""
    columns = [(c, t) for c, t, *_ in db.execute(f"DESCRIBE small.{name}").fetchall()]
    copies = min(times, len(_INITIALS)) if name in _ONCE else times
    cells = ", ".join(f'{_cell(_quoted(c), c, t)} AS "{c}"' for c, t in columns)
    if name == "names":
        cells = "lower(x) AS surface, x AS name"
        source = f"SELECT DISTINCT {_name('name')} AS x FROM small.names, range({copies}) k(k)"
    else:
        source = f"SELECT *, rowid AS nth, k FROM small.{name}, range({copies}) k(k)"
    owned = any(c == "document" for c, _ in columns)
    order = _ORDER.get(name, "document, nth" if owned else "ALL")
    db.execute(f"CREATE TABLE {name} AS SELECT {cells} FROM ({source}) ORDER BY {order}")


def _cell(value: str, field: str, kind: str) -> str:
    """A value as a copy `k` has it: ids, days and names of its own."""
    if kind.endswith("[]"):
        inner = _cell(f"{field}_x", field, kind[:-2])
        plain = inner == f"{field}_x"
        return value if plain else f"list_transform({value}, lambda {field}_x: {inner})"
    if kind.startswith("STRUCT("):
        cells = ", ".join(
            f'"{f}" := {_cell(f"{value}.{_quoted(f)}", f, t)}' for f, t in _fields(kind)
        )
        return f"CASE WHEN {value} IS NULL THEN NULL ELSE struct_pack({cells}) END"
    if field in _MADE:
        return _MADE[field]
    if kind == "DATE":
        return f"({value} + {_DAYS} * k::INT)::DATE"
    if kind == "VARCHAR" and field not in _WORDS:
        return _name(value) if field in _NAMES else _id(value)
    return value


def _quoted(name: str) -> str:
    return f'"{name}"'


def _id(value: str) -> str:
    """What is an id is another one; all else is what it was."""
    is_one = f"regexp_full_match({value}, '[0-9a-f]{{16,64}}')"
    return f"CASE WHEN {is_one} THEN substr(md5({value} || k), 1, 16) ELSE {value} END"


def _name(value: str) -> str:
    """A name or text with other initials, as long as it was."""
    turned = f"'{_INITIALS}{_INITIALS}'[k::INT % {len(_INITIALS)} + 1 : k::INT % 9 + 9]"
    return f"translate({value}, '{_INITIALS}', {turned})"


def _fields(kind: str) -> list[tuple[str, str]]:
    """The fields of a type written as STRUCT(a X, b Y)."""
    out, depth, start = [], 0, 0
    inner = kind[len("STRUCT(") : -1] + ","
    for at, c in enumerate(inner):
        depth += (c == "(") - (c == ")")
        if c == "," and not depth:
            name, _, rest = inner[start:at].strip().partition(" ")
            out.append((name.strip('"'), rest))
            start = at + 1
    return out


def _readers(db: duckdb.DuckDBPyConnection) -> None:
    """Threads of two readers below some pages: the parts alone, behind the page's own words."""
    db.execute(
        f"""INSERT INTO parts BY NAME SELECT id AS document, 'c' || n AS id, 'comment' AS kind,
        len(text) - 3 + n AS "start", len(text) - 2 + n AS "end", 'Reader ' ||
        (hash(id) + n) % 5000 AS author,
        [] AS takes_back FROM documents, range(2) t(n) WHERE hash(id) % {_READERS} = 0"""
    )
    db.execute('CREATE OR REPLACE TABLE parts AS FROM parts ORDER BY document, "start", id')


def _sums(db: duckdb.DuckDBPyConnection) -> None:
    about = 'list_transform(evidence[:2], lambda e: struct_pack("document" := e.document, '
    about += '"start" := e."start", "end" := e."end", "quote" := e.quote))'
    db.execute(
        f"""INSERT INTO checks SELECT CASE WHEN hash(id) % {_SUMS} = 0 THEN 'inconsistent' ELSE
        'consistent' END, 'made up: ' || best || ' and ' || (best + 1), {about}, [id]
        FROM tallies WHERE hash(id) % {_SUMS} IN (0, {_SUMS} // 2) ORDER BY id"""
    )


def _published(folder: Path, record: Path, times: int) -> None:
    """Put in force what was made, under a seal of its own (none of its rows is read for it)."""
    seal = sha256(f"{record.stat().st_size} {times}".encode()).hexdigest()
    manifest = {"made_from": seal, "chain": None, "tables": {"all": seal}, "record": seal}
    _sealed(record, manifest)
    (folder / "CURRENT").write_text("1\n", "ascii")


def _sealed(record: Path, manifest: dict[str, object]) -> None:
    """Write what a record is sealed by, as a run would."""
    told = msgspec.convert(manifest, Manifest)
    raw = msgspec.json.format(msgspec.json.encode(told)) + b"\n"
    (record.parent / MANIFEST).write_bytes(raw)


def _number(db: duckdb.DuckDBPyConnection, query: str) -> int:
    row = db.execute(query).fetchone()
    assert row
    return int(row[0])


if __name__ == "__main__":
    sys.exit(main())
