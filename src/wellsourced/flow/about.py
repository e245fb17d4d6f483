"""What a name means in a record, and the claims and tallies that are about it."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from wellsourced.model import Claim, Document, Entity, EntityKind, Evidence, Source, Tally

_LIKE = 60  # of 100: how alike a name has to be to be hinted at
_SHOWN = 3
_BESIDE = 300  # characters
_LONGEST = 6  # words of a name that is looked for in a sentence
_APART = re.compile(r"'s\b|[^\w']+")  # what stands between the names in a sentence


@dataclass(frozen=True)
class Subject:
    """What a name means: the folded names that count as it, and the pages of that name.

    `named` gives all whom words name, `around` the words about a quote.
    """

    names: frozenset[str]
    documents: frozenset[str]
    named: Callable[[str], set[str]]
    around: Callable[[Evidence], str]

    def of_claim(self, claim: Claim) -> bool:
        """Whether the claim is about it, names it, comes from it, or rests on it."""
        slots = (claim.actor, claim.recipient, claim.place)
        told = (claim.said_by, claim.confirmed_by, claim.denied_by)
        asked = (claim.disputed_by, claim.questioned_by, claim.retracted_by)
        return (
            self._in_slots(slots)
            or any(self._in_sources(s) for s in (*told, *asked))
            or self._in_evidence(claim.evidence)
        )

    def of_tally(self, tally: Tally) -> bool:
        """Whether the count is of it, by it or at it, comes from it, or stands beside its name.

        What is counted is often only "fighters", and whose they are is said a sentence before.
        """
        slots = (tally.group, tally.by, tally.place)
        return (
            self._in_slots(slots)
            or self._in_sources(tally.said_by)
            or self._in_evidence(tally.evidence)
            or any(self._named_in(self.around(e)) for e in tally.evidence)
        )

    def _in_slots(self, slots: Iterable[str | None]) -> bool:
        return any(fold(n) in self.names or self._named_in(n) for s in slots for n in _each(s))

    def _in_sources(self, sources: Iterable[Source]) -> bool:
        return any(fold(s.name) in self.names for s in sources)

    def _in_evidence(self, evidence: Iterable[Evidence]) -> bool:
        return any(
            e.document in self.documents
            or any(fold(n) in self.names for n in e.chain)
            or self._named_in(e.quote)
            for e in evidence
        )

    def _named_in(self, words: str) -> bool:
        return not self.names.isdisjoint(self.named(words))


class Directory:
    """All names of a record: of people, groups, places, sources and pages."""

    def __init__(
        self,
        entities: Iterable[Entity],
        names: dict[str, str],
        documents: Iterable[Document],
        record: Iterable[Claim | Tally],
    ) -> None:
        entities = tuple(entities)
        self._meant: dict[str, set[str]] = {}
        self._spelt: dict[str, set[str]] = {}
        self._within: dict[str, set[str]] = {}
        self._heard: dict[str, set[str]] = {}
        for entity in entities:
            for name in (entity.name, *(a.name for a in entity.aliases)):
                self._learn(name, entity.name)
            if entity.part_of and entity.kind is not EntityKind.PERSON:
                self._within.setdefault(fold(entity.part_of), set()).add(entity.name)
        for surface, name in names.items():
            self._learn(surface, name)
        # "River Guard fighters" in a slot can be asked for, but is no longer name of another.
        for name in {n for row in record for n in _names_in(row)}:
            self._meant.setdefault(fold(name), set()).add(name)
        documents = tuple(documents)
        self._texts: dict[str, str] = {d.id: d.text for d in documents}
        self._pages: dict[str, set[str]] = {}
        for document in documents:
            for name in _names_of(document):
                self._pages.setdefault(fold(name), set()).add(document.id)

    def subject(self, name: str) -> Subject | None:
        """Give what the name means, with the factions of it; None: nothing here has it."""
        meant = self._meant.get(fold(name), set())
        pages = self._pages.get(fold(name), set())
        if not meant and not pages:
            return None
        names: set[str] = set()
        todo = {fold(n) for n in meant}
        while todo:
            names |= todo
            todo = {fold(n) for whole in todo for n in self._within.get(whole, ())} - names
        return Subject(frozenset(names), frozenset(pages), self._named, self._around)

    def nearest(self, name: str) -> list[str]:
        """Give the names that are most like this one, best first."""
        known = sorted({n for meant in self._meant.values() for n in meant})
        alike = process.extract(
            name,
            known,
            scorer=fuzz.WRatio,
            processor=fold,
            limit=_SHOWN,
            score_cutoff=_LIKE,
        )
        return [found[0] for found in alike]

    def _named(self, words: str) -> set[str]:
        """All whom the words name; a longer name is not taken for the shorter one within it."""
        if words not in self._heard:
            self._heard[words] = self._told_of(words)
        return self._heard[words]

    def _told_of(self, words: str) -> set[str]:
        tokens, found, at = _tokens(words), set[str](), 0
        while at < len(tokens):
            ends = range(min(len(tokens), at + _LONGEST), at, -1)
            end = next((e for e in ends if " ".join(tokens[at:e]) in self._spelt), at)
            found |= self._spelt.get(" ".join(tokens[at:end]), set())
            at = max(end, at + 1)
        return found

    def _around(self, evidence: Evidence) -> str:
        """The words of the paragraph about a quote, as far as a sentence or two to each side."""
        text = self._texts.get(evidence.document, "")
        first = max(0, evidence.start - _BESIDE)
        before = text[first : evidence.start].rpartition("\n")[2]
        after = text[evidence.end : evidence.end + _BESIDE].partition("\n")[0]
        return before + evidence.quote + after

    def _learn(self, surface: str, name: str) -> None:
        self._meant.setdefault(fold(surface), set()).add(name)
        self._spelt.setdefault(" ".join(_tokens(surface)), set()).add(fold(name))


@lru_cache(1 << 16)
def fold(name: str) -> str:
    """Give a name without what people write now so, now so.

    >>> fold("The  Café’s  Owner") == fold("cafe's owner")
    True
    """
    bare = name if name.isascii() else _bare(name)
    words = re.sub(r"[-\s_]+", " ", bare.replace("’", "'").casefold()).strip()
    return words.removeprefix("the ") or words


def _bare(name: str) -> str:
    """A name without its accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def _tokens(words: str) -> list[str]:
    return _APART.sub(" ", fold(words)).split()


def _each(slot: str | None) -> list[str]:
    return [n for n in (slot or "").split("; ") if n]


def _names_in(row: Claim | Tally) -> Iterable[str]:
    said: tuple[Source, ...]
    if isinstance(row, Claim):
        slots = (row.actor, row.recipient, row.place)
        said = (*row.said_by, *row.confirmed_by, *row.denied_by, *row.disputed_by)
        said = (*said, *row.questioned_by, *row.retracted_by)
    else:
        slots = (row.group, row.by, row.place)
        said = row.said_by
    yield from (n for slot in slots for n in _each(slot))
    yield from (s.name for s in said)
    yield from (n for e in row.evidence for n in e.chain)


def _names_of(document: Document) -> Iterable[str]:
    name = document.file.rsplit("/", 1)[-1]
    stem = name.rsplit(".", 1)[0]
    known = (document.id, document.file, name, stem, document.title, document.url)
    return (n for n in known if n)
