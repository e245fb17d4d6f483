"""Boards of Open Synthesis: rival hypotheses, and how people rate the evidence for each."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import median

import msgspec
from msgspec import Struct

from wellsourced.config import Hypothesis, Rule
from wellsourced.errors import InputError
from wellsourced.read.foreign.sheets import Row

_NEUTRAL = 3  # of 1, very inconsistent, to 5, very consistent; 0 is not applicable
_HINT = "write the board with `manage.py dumpdata openach`, or as one JSON object"


class _Record(Struct, frozen=True):
    """A row of the board's own database, as it is dumped."""

    model: str
    fields: msgspec.Raw
    pk: int = 0


class _Board(Struct, frozen=True):
    board_title: str = ""


class _Answer(Struct, frozen=True):
    hypothesis_text: str
    board: int = 0
    removed: bool = False
    pk: int = 0


class _Evidence(Struct, frozen=True):
    evidence_desc: str
    event_date: str | None = None
    board: int = 0
    removed: bool = False
    pk: int = 0


class _Source(Struct, frozen=True):
    evidence: int
    source_url: str = ""
    source_title: str = ""
    source_date: str | None = None
    corroborating: bool = True
    removed: bool = False


class _Rating(Struct, frozen=True):
    hypothesis: int
    evidence: int
    value: int


class _Whole(Struct, frozen=True):
    """A board as one object, its parts numbered as they stand (`pk`) or from 1."""

    board_title: str = ""
    hypotheses: tuple[_Answer, ...] = ()
    evidence: tuple[_Evidence, ...] = ()
    sources: tuple[_Source, ...] = ()
    evaluations: tuple[_Rating, ...] = ()


class _Read(Struct):
    """All boards of a file."""

    titles: dict[int, str]
    answers: dict[int, _Answer]
    evidence: dict[int, _Evidence]
    sources: list[_Source]
    ratings: list[_Rating]


def hypotheses(file: str, body: bytes) -> tuple[tuple[Hypothesis, ...], tuple[str, ...]]:
    """Give the hypotheses with rules for the evidence that speaks for or against each.

    Where several people rated, the middle one counts. Evidence that nobody rated, or that sits
    with a hypothesis neither way, is in no rule; hypotheses that were taken off the board are not
    there. Also gives what could not be used.
    """
    board = _read(file, body)
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    rejected = []
    for r in board.ratings:
        if r.hypothesis not in board.answers or r.evidence not in board.evidence:
            words = f"a rating of evidence {r.evidence} for hypothesis {r.hypothesis}"
            rejected.append(
                f"{file}: {words}: there is no such cell; nothing to mend if it was removed"
            )
        elif r.value:
            cells[r.hypothesis, r.evidence].append(r.value)
    found = []
    for name, answer in sorted(board.answers.items()):
        rated = {e: median(v) for (h, e), v in sorted(cells.items()) if h == name}
        found.append(
            Hypothesis(
                question=board.titles.get(answer.board) or file,
                name=answer.hypothesis_text,
                supports=_rules(board, [e for e, v in rated.items() if v > _NEUTRAL]),
                contradicts=_rules(board, [e for e, v in rated.items() if v < _NEUTRAL]),
            )
        )
    return tuple(found), tuple(rejected)


def rows(body: bytes) -> Iterator[Row]:
    """Give the evidence of a board as rows of a table of events: what, when, by whom told."""
    board = _read("the board", body)
    for name, e in sorted(board.evidence.items()):
        told = [s for s in board.sources if s.evidence == name and s.corroborating]
        titles = [s.source_title or _host(s.source_url) for s in told if not s.removed]
        cells = {"id": f"evidence {name}", "what": _plain(e.evidence_desc)}
        cells |= {
            "date": e.event_date or "",
            "source": "; ".join(t.replace(";", ",") for t in titles),
        }
        yield Row(name, {k: v for k, v in cells.items() if v})


def _rules(board: _Read, names: Sequence[int]) -> tuple[Rule, ...]:
    return tuple(Rule(words=_plain(board.evidence[n].evidence_desc)) for n in names)


def _plain(words: str) -> str:
    return " ".join(words.split())


def _host(url: str) -> str:
    return url.split("//")[-1].split("/")[0].removeprefix("www.")


def _read(file: str, body: bytes) -> _Read:
    try:
        if body.lstrip()[:1] == b"[":
            return _dumped(msgspec.json.decode(body, type=list[_Record]))
        return _numbered(msgspec.json.decode(body, type=_Whole))
    except msgspec.MsgspecError as error:
        raise InputError(f"{file} is no board: {error}", hint=_HINT) from error


def _numbered(whole: _Whole) -> _Read:
    answers = {a.pk or n: a for n, a in enumerate(whole.hypotheses, start=1)}
    evidence = {e.pk or n: e for n, e in enumerate(whole.evidence, start=1)}
    found = _Read({0: whole.board_title}, answers, evidence, list(whole.sources), [])
    found.ratings = list(whole.evaluations)
    return _there(found)


def _dumped(records: Sequence[_Record]) -> _Read:
    found = _Read({}, {}, {}, [], [])
    for r in records:
        match r.model:
            case "openach.board":
                found.titles[r.pk] = msgspec.json.decode(r.fields, type=_Board).board_title
            case "openach.hypothesis":
                found.answers[r.pk] = msgspec.json.decode(r.fields, type=_Answer)
            case "openach.evidence":
                found.evidence[r.pk] = msgspec.json.decode(r.fields, type=_Evidence)
            case "openach.evidencesource":
                found.sources.append(msgspec.json.decode(r.fields, type=_Source))
            case "openach.evaluation":
                found.ratings.append(msgspec.json.decode(r.fields, type=_Rating))
            case _:
                continue  # users, tags, news: of the board's house, not of the question
    return _there(found)


def _there(found: _Read) -> _Read:
    """Without what was taken off the board."""
    found.answers = {n: a for n, a in found.answers.items() if not a.removed}
    found.evidence = {n: e for n, e in found.evidence.items() if not e.removed}
    return found
