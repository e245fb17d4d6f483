"""The shipped example, read once, and its key: what was planted, and what a right record says."""

from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest
from msgspec import Struct

from wellsourced.case import Case
from wellsourced.model import ClaimType, Outcome, Polarity, Status, Verdict

EXAMPLES = Path(__file__).parents[2] / "examples"
PAGES = EXAMPLES / "pages"
SETTINGS = EXAMPLES / "wellsourced.toml"
ADDED = datetime(2010, 1, 1, tzinfo=UTC)


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    file: str
    quote: str


class ClaimKey(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: str
    about: str
    type: tuple[ClaimType, ...]
    polarity: Polarity | None = None
    rests_on: tuple[Words, ...]
    as_of: date | None = None
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    earliest: date | None = None
    latest: date | None = None
    count: int | None = None
    status: tuple[Status, ...] = ()
    origins: tuple[int, int] | None = None
    unnamed: bool = False
    said_by: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    retracted_by: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()


class NoClaim(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    about: str
    as_of: date | None = None
    type: tuple[ClaimType, ...] = ()
    actor: tuple[str, ...] = ()


class TallyKey(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    about: str
    outcome: Outcome
    best: int
    high: int
    low: int | None = None
    as_of: date | None = None
    status: tuple[Status, ...]
    said_by: tuple[str, ...]
    rests_on: tuple[Words, ...]


class CheckKey(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    verdict: Verdict
    why: tuple[str, ...]
    about: tuple[Words, ...]


class DocumentKey(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    file: str
    latest: tuple[date, date]
    basis: str


class Same(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    names: tuple[str, ...]
    least: int


class Phenomenon(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str
    title: str
    files: tuple[str, ...]
    claim: tuple[ClaimKey, ...] = ()
    no_claim: tuple[NoClaim, ...] = ()
    tally: tuple[TallyKey, ...] = ()
    check: tuple[CheckKey, ...] = ()
    document: tuple[DocumentKey, ...] = ()
    same: tuple[Same, ...] = ()


class AnswerKey(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: str
    against: tuple[int, int]
    voices_against: tuple[str, ...] = ()


class QuestionKey(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    question: str
    as_of: date | None = None
    leads: tuple[str, ...]
    hangs_on: tuple[str, ...] = ()
    answer: tuple[AnswerKey, ...]


class Slots(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    type: ClaimType
    polarity: Polarity
    actor: str | None = None
    recipient: str | None = None
    place: str | None = None


class Invented(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    inconsistent_checks: int
    retracted_claims: int
    denied_or_disputed_about: tuple[str, ...]
    corroborated: tuple[str, ...]
    superseded_counts: tuple[int, ...]
    told_once: tuple[Slots, ...]
    documents: int


class Key(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    phenomenon: tuple[Phenomenon, ...]
    question: tuple[QuestionKey, ...]
    invented: Invented

    def of(self, name):
        return next(p for p in self.phenomenon if p.id == name)


class Record:
    """A case, asked through the words of the key."""

    def __init__(self, case, key):
        self.case = case
        self.key = key
        self.files = {d.id: d.file for d in case.documents()}

    def claim(self, phenomenon, name):
        """Give the one claim that the key means, or say what there is instead."""
        asked = next(c for c in self.key.of(phenomenon).claim if c.name == name)
        there = self.case.claims(about=asked.about, as_of=asked.as_of)
        found = [c for c in there if self.fits(c, asked)]
        others = "\n".join(
            f"  {c.type} {c.polarity} {c.actor} > {c.recipient} @ {c.place} {c.status}: {c.text}"
            for c in there
            if c.type in asked.type
        )
        assert len(found) == 1, f"{len(found)} claims are {name!r}; there are\n{others}"
        return asked, found[0]

    def fits(self, claim, asked):
        return (
            claim.type in asked.type
            and asked.polarity in (None, claim.polarity)
            and _one_of(claim.actor, asked.actor)
            and _one_of(claim.recipient, asked.recipient)
            and _one_of(claim.place, asked.place)
            and _counts(claim.quantity, asked.count)
            and self.rests(claim.evidence, asked.rests_on)
        )

    def rests(self, evidence, words):
        """Whether each of the words stands in the evidence."""
        return all(
            any(w.file in self.files[e.document] and _share(e.quote, w.quote) for e in evidence)
            for w in words
        )


def _one_of(slot, allowed):
    return not allowed or any(name in allowed for name in (slot or "").split("; "))


def _counts(figure, count):
    return count is None or (figure is not None and figure.low == count)


def _share(a, b):
    a, b = " ".join(a.split()), " ".join(b.split())
    return b in a or (len(a) > 1 and a in b)


def built(folder, files):
    """Build a case of these pages from nothing."""
    case = Case.create(folder)
    case.settle(SETTINGS)
    case.add(files, at=ADDED)
    case.run(workers=0)
    return case


@pytest.fixture(scope="session")
def key():
    return msgspec.toml.decode((EXAMPLES / "KEY.toml").read_bytes(), type=Key)


@pytest.fixture(scope="session")
def pages():
    return sorted(PAGES.iterdir())


@pytest.fixture(scope="session")
def build():
    return built


@pytest.fixture(scope="session")
def record(tmp_path_factory, key, pages):
    return Record(built(tmp_path_factory.mktemp("example") / "case", pages), key)
