"""Who said a thing first, and through whom it came."""

import functools
import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from msgspec import Struct

from wellsourced.lexicon.reader import read
from wellsourced.link import offices
from wellsourced.link.roles import Roles, held
from wellsourced.link.stories import known as lists
from wellsourced.link.units import THREAD, said_on
from wellsourced.model import (
    Attribution,
    Document,
    EntityKind,
    MarkId,
    Marks,
    OriginKind,
    Part,
    Source,
    Span,
)

_KINDS = {
    EntityKind.PERSON: OriginKind.PERSON,
    EntityKind.OUTLET: OriginKind.OUTLET,
    EntityKind.ORGANISATION: OriginKind.ORGANISATION,
    EntityKind.FACTION: OriginKind.ORGANISATION,
    EntityKind.FORCE: OriginKind.ORGANISATION,
    EntityKind.GOVERNMENT: OriginKind.ORGANISATION,
    EntityKind.PLACE: OriginKind.ORGANISATION,
    EntityKind.NATIONALITY: OriginKind.ORGANISATION,
}
_REACH = 80  # characters between a name and the cue, in which stands who it is
_ARTICLE = 8  # characters at most of a comma and an article
_BEFORE = re.compile(r",\s+(?:an?\s|the\s|his\s|her\s|its\s)?")
_APPOSED = re.compile(r",\s+(?:an?|the|his|her|its)\s[^,.;:!?\n]+,\s+")
_EARLIER = re.compile(r"(?:an|our|the)\s+(?:earlier|previous)\s+\w+\b(?!\s+(?:by|in)\b)", re.I)
_OWN_VERSION = re.compile(
    r"\bversion of (?:this|our) (?:article|column|page|piece|post|report|story|text)\b"
)
_COMMON = re.compile(r"[a-z]{4,}")
_BODIES = (
    EntityKind.ORGANISATION,
    EntityKind.FACTION,
    EntityKind.FORCE,
    EntityKind.GOVERNMENT,
)
_NOBODY = frozenset({"", "unnamed", "unknown", "unspecified", "anonymous"})
_READER = "a reader"


class _Words(Struct, frozen=True):
    words: tuple[str, ...]


class _Anonymity(Struct, frozen=True):
    """How unnamed sources are described (en/anonymity.toml), as far as it matters here."""

    unnamed: _Words


class Names(NamedTuple):
    """How the case calls things, and what kind each is; `outlets` are those of pages too."""

    names: Mapping[str, str]
    kinds: Mapping[str, EntityKind]
    outlets: frozenset[str]
    roles: Roles = Roles({})

    def called(self, name: str) -> str:
        """Give the name that the case uses; of several joined names each."""
        plain = name.strip()
        if "; " in plain:
            return "; ".join(map(self.called, plain.split("; ")))
        return self.names.get(plain.casefold(), plain)

    def kind(self, name: str) -> OriginKind:
        """What kind of source a name is, by the case, else by its last word."""
        if offices.office(name) is not None:
            return OriginKind.ORGANISATION  # also where a page is its own
        if name in self.outlets:
            return OriginKind.OUTLET
        if name in self.kinds:
            return _KINDS.get(self.kinds[name], OriginKind.ORGANISATION)
        return _by_words(name)


@functools.lru_cache(maxsize=1 << 14)
def _by_words(name: str) -> OriginKind:
    """What kind of source a name is by its words alone."""
    last = name.split()[-1] if name.split() else ""
    if last.casefold() in lists().heads.document:
        return OriginKind.DOCUMENT
    if last and last in lists().heads.outlet:
        return OriginKind.OUTLET
    return OriginKind.PERSON if _two_capitals(name) else OriginKind.ORGANISATION


def _two_capitals(name: str) -> bool:
    words = name.split()
    return len(words) in (2, 3) and all(w[:1].isupper() for w in words)


class Voice(NamedTuple):
    """Who says the words at one place: the origin, the chain to it, and who carried it."""

    origin: Source
    described: str | None
    chain: tuple[str, ...]
    reader: str | None
    attribution: Attribution | None


class Page(NamedTuple):
    """A document with its marks, as origins are looked up in it.

    `outlet`: by which name the page speaks, as its first version: outlet, author, title, file;
    `itself`: by which as this version; `taken`: where it takes something back.
    """

    document: Document
    marks: Marks
    attributions: Mapping[MarkId, Attribution]
    first: Document
    outlet: str
    itself: str
    taken: tuple[Span, ...]


def page(document: Document, marks: Marks, first: Document) -> Page:
    """Give a document with its attributions by their ids; `first` is its page's first version."""
    attributions = {a.id: a for a in marks.attributions}
    taken = tuple(s for p in document.parts for s in p.takes_back)
    names = _speaks_as(first), _speaks_as(document)
    return Page(document, marks, attributions, first, *names, taken)


def _speaks_as(d: Document) -> str:
    return d.outlet or d.author or d.title or d.file


def voice(of: Page, start: int, attribution: MarkId | None, names: Names) -> Voice:
    """Give whose words stand at a place: of the attribution given, else of the page or reader."""
    part = of.document.speech_at(start)
    reader = _reader(part)
    found = of.attributions.get(attribution) if attribution else None
    if found is None:
        return _own(of, part, names)
    chain = tuple(names.called(n) for n in _chain(of, found)) or (of.outlet,)
    if reader is None:
        through = (of.outlet if _short_for(n, of.outlet) else n for n in chain[:-1])
        chain = (*dict.fromkeys(through), chain[-1])
    said = _described(of.document, found, chain[-1])
    again = reader is not None and chain[-1].casefold() == reader.casefold()
    body = chain[-1] == names.called(of.outlet) and offices.office(chain[-1]) is not None
    itself = reader is None and (body or _short_for(chain[-1], of.outlet))
    if again or itself or _itself(said) or _corrects(of, found):
        return _own(of, part, names)._replace(attribution=found)
    known = _apposed(of, found, names) or _known(of, found, said, names)
    known = known or _swallowed(of, found, names) or _office(of, found, chain[-1], names)
    known = known or _in_full(of, found, chain[-1], names) or _label(of, found, chain[-1], names)
    if known is not None:
        chain = (*chain[:-1], known)
    origin = _origin(found, chain[-1], said, names, known=known is not None)
    return Voice(origin, said if origin.unnamed else None, chain, reader, found)


def _apposed(of: Page, found: Attribution, names: Names) -> str | None:
    """The name to which the words for a speaker stand in apposition.

    As in "Ada Orm, the mayor of Lorne, withdrew her statement" and "the mayor of Lorne, Ada Orm,
    said"; in "to Ada Orm, the mayor said" another speaks.
    """
    text, source = of.document.text, found.source
    if source is None or text[source.end : source.end + 1] != ",":
        return _at_end(of, found, names)
    for m in of.marks.entities:
        near = m.kind is EntityKind.PERSON and m.end <= source.start <= m.end + _ARTICLE
        if near and _BEFORE.fullmatch(text, m.end, source.start):
            return names.called(m.name)
    return _at_end(of, found, names)


def _at_end(of: Page, found: Attribution, names: Names) -> str | None:
    """The name with which the words for a speaker end: "the mayor of Lorne, *Ada Orm*"."""
    text, source = of.document.text, found.source
    if source is None or not found.unnamed:
        return None
    for m in of.marks.entities:
        last = source.start < m.start and m.end in (source.end, source.end - 1)
        if last and m.kind is EntityKind.PERSON and text[m.start - 2 : m.start] == ", ":
            return names.called(m.name)
    return None


def _swallowed(of: Page, found: Attribution, names: Names) -> str | None:
    """The speaker whose name was read as the end of what he says.

    As in "the bridge was taken by the guards, Ada Orm, the mayor of Lorne, said".
    """
    if found.source is not None or found.cue is None or not found.unnamed:
        return None
    text, stop = of.document.text, found.cue.start
    for m in of.marks.entities:
        person = m.kind is EntityKind.PERSON and 0 < m.start < m.end <= stop < m.end + _REACH
        if (
            person
            and _APPOSED.fullmatch(text, m.end, stop)
            and text[m.start - 2 : m.start] == ", "
        ):
            return names.called(m.name)
    return None


def _office(of: Page, found: Attribution, name: str, names: Names) -> str | None:
    """The whole name of a body of a state, where a source goes by its end.

    As in "the interior ministry of Norvia said", said by a "ministry of Norvia".
    """
    source = found.source.of(of.document.text) if found.source and not found.unnamed else ""
    whole = offices.told(source)
    cut = whole is not None and whole != name and whole.endswith(f" {name}")
    return names.called(whole) if whole is not None and cut else None


def _label(of: Page, found: Attribution, name: str, names: Names) -> str | None:
    """The one person of the page whose role stands before a colon: "Mayor: bridge open"."""
    source = found.source
    if source is None or name.casefold() not in held() or found.cue is not None:
        return None
    text = of.document.text
    begins = source.start == 0 or text[source.start - 1] == "\n"
    if not begins or text[source.end : source.end + 1] != ":":
        return None
    person = names.roles.holder(of.document, of.marks, name)
    return names.called(person) if person else None


def _in_full(of: Page, found: Attribution, name: str, names: Names) -> str | None:
    """The body that a page names in full, where its one common word stands for it.

    "The council says" is the only council that the page names; "court" of a headline is the "court
    in Lorne" below.
    """
    if found.unnamed or not _COMMON.fullmatch(name):
        return None
    chains = (a.chain for a in of.attributions.values() if a.chain and not a.unnamed)
    others = {c[-1] for c in chains if name in c[-1].casefold()}
    named = (m.name for m in of.marks.entities if m.kind in _BODIES)
    bodies = {n for n in named if name in n.casefold()}
    if not others and not bodies:
        return None
    own = rf"(?:.*[A-Z].* )?{re.escape(name)}(?: (?:of|in|for|at) .*)?"
    whole = {n for n in others | bodies if n != name and re.fullmatch(own, n, re.IGNORECASE)}
    called = {names.called(n) for n in whole if n[:1].isupper() or n in others}
    return called.pop() if len(called) == 1 else None


def _short_for(name: str, outlet: str) -> bool:
    """Whether a page calls itself so, as the Ostrel Courier does "the Courier".

    >>> _short_for("Courier", "Ostrel Courier"), _short_for("Lake Courier", "Ostrel Courier")
    (True, False)
    """
    own, whole = name.split(), outlet.split()
    return 0 < len(own) < len(whole) and name[0].isupper() and whole[-len(own) :] == own


def _itself(said: str | None) -> bool:
    """Whether a page speaks of its own earlier word.

    >>> _itself("An earlier version of this story"), _itself("An earlier version of the law")
    (True, False)
    """
    plain = said.casefold() if said else ""
    return "version of" in plain and _OWN_VERSION.search(plain) is not None


def _corrects(of: Page, found: Attribution) -> bool:
    """Whether a page takes back its own word: "Correction: An earlier report of May 4 said"."""
    if found.source is None or not of.taken:
        return False
    at, words = found.source.start, found.source.of(of.document.text)
    return bool(_EARLIER.match(words)) and any(s.start <= at < s.end for s in of.taken)


def _chain(of: Page, found: Attribution) -> tuple[str, ...]:
    """The chain, from the page's name on; a later version goes by the name of the first."""
    if found.chain and found.chain[0] == of.itself:
        return (of.outlet, *found.chain[1:])
    return found.chain


def _reader(part: Part | None) -> str | None:
    return None if part is None else (part.author or _READER)


def _own(of: Page, part: Part | None, names: Names) -> Voice:
    """The page's own voice, or the reader's whose comment it is."""
    outlet = names.called(of.outlet)
    if part is None or part.kind not in THREAD:
        paper = of.first.outlet and offices.office(outlet) is None
        kind = OriginKind.OUTLET if paper else names.kind(outlet)
        return Voice(Source(name=outlet, unnamed=False, kind=kind), None, (outlet,), None, None)
    reader = part.author or _READER
    origin = Source(name=reader, unnamed=part.author is None, kind=OriginKind.COMMENTER)
    return Voice(origin, None, (f"{outlet} comments", reader), reader, None)


def _known(of: Page, found: Attribution, said: str | None, names: Names) -> str | None:
    """The person whom the page names elsewhere, for a source that is only described."""
    if not found.unnamed or said is None:
        return None
    name = names.roles.stands_for(of.document, of.marks, found, said)
    return names.called(name) if name else None


def _origin(
    found: Attribution, last: str, said: str | None, names: Names, *, known: bool
) -> Source:
    if found.unnamed and not known:
        name = said or (last if last.casefold() not in _NOBODY else "unnamed")
        return Source(name=name, unnamed=True, kind=OriginKind.UNNAMED)
    return Source(name=last, unnamed=False, kind=names.kind(last))


def speakers(origin: Source, names: Names) -> tuple[Source, ...]:
    """Give those who say something together, each as a source; none where it is one's word.

    Of "residents and a UN official" neither is named.
    """
    parts = origin.name.split("; ")
    if len(parts) < 2 or origin.kind is OriginKind.COMMENTER:
        return ()
    return tuple(_speaker(part, names, unnamed=origin.unnamed or _by_role(part)) for part in parts)


def _speaker(name: str, names: Names, *, unnamed: bool) -> Source:
    kind = OriginKind.UNNAMED if unnamed else names.kind(name)
    return Source(name=name, unnamed=unnamed, kind=kind)


def _by_role(name: str) -> bool:
    """Whether words tell somebody by what he is, as "UN official" does."""
    last = name.split()[-1]
    return last.islower() and last in _roles()


@functools.cache
def _roles() -> frozenset[str]:
    found: _Anonymity = read("en/anonymity.toml", _Anonymity)
    return frozenset(found.unnamed.words)


def _described(document: Document, found: Attribution, last: str) -> str | None:
    """The words for an unnamed source: its link of the chain, else the mention itself."""
    if last.casefold() not in _NOBODY:
        return last
    if found.source is None:
        return None
    words = re.sub(r"\s+", " ", found.source.of(document.text))
    return words if len(words) > 3 else None


def told_on(of: Page, said: Voice, part: Part | None) -> date | None:
    """When the words were said: the one day named beside the cue, else the page's or comment's."""
    heard = heard_on(of.document, part)
    found = said.attribution
    if found is None or found.cue is None:
        return heard
    for time in of.marks.times:
        day = time.earliest
        if day is None or day != time.latest or (heard is not None and day > heard):
            continue
        apart = max(time.start - found.cue.end, found.cue.start - time.end)
        if 0 <= apart <= 12 and not any(_meets(c, time.start, time.end) for c in found.content):
            return day
    return heard


def _meets(span: Span, start: int, end: int) -> bool:
    return span.start < end and start < span.end


def heard_on(document: Document, part: Part | None) -> date | None:
    """The day from which the words could be read; of an interval the last, to be safe."""
    own = said_on(part) if part is not None else None
    return own or document.published.latest or document.published.earliest
