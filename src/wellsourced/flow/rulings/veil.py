"""What is not to be shown: redacted words and names, and, if asked, the names of readers.

Letters are blanked one for one in texts and quotations, so that every other word stands where it
stood; the originals, the record and the rulings stay as they are.
"""

import calendar
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from wellsourced.flow.rulings.anchors import Pages, Place
from wellsourced.model import (
    Anchor,
    Before,
    Decision,
    Document,
    DocumentId,
    Evidence,
    PartKind,
    Quote,
    Ruling,
    SubjectKind,
)

BLANK = "█"
_LEAST = 3  # redacted words that are blanked wherever they stand
_THREAD = (PartKind.COMMENT, PartKind.TRACKBACK, PartKind.NOTE)
_CALENDAR = frozenset((*calendar.month_name, *calendar.day_name))  # "May" is more than a reader
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LETTERS = re.compile(r"[^\W_]+")
_MANY = 50_000  # strings whose look is kept
_NOBODY = frozenset({"anonymous", "unknown", "a reader", "reader", "guest", "unnamed"})

_RESTS_ON = ("evidence", "about", "anchors", "quotes")  # fields with the words of a record

S = TypeVar("S", bound=Struct)
Value = object
Quoted = Quote | Evidence | Anchor


class Veil(Struct, frozen=True, dict=True):
    """What to blank: `names` gives for each name what stands for it, `spots` are words of pages.

    `names` are blanked wherever they stand but in pages, `words` everywhere; `readers`: for each
    page the names of those who write below it; `pieces`: words that stand in such names alone,
    each with the name: marking may take one for a name of its own.
    """

    names: dict[str, str] = {}
    words: tuple[str, ...] = ()
    spots: dict[DocumentId, tuple[Place, ...]] = {}
    readers: dict[DocumentId, tuple[str, ...]] = {}
    pieces: dict[str, str] = {}

    @property
    def sheer(self) -> bool:
        """Whether there is nothing to blank."""
        return not (self.names or self.words or self.spots)

    def over(self, record: S) -> S:
        """Give a record with what is not to be shown blanked, in all that it holds."""
        if self.sheer:
            return record
        shown = self._shown
        return shown.document(record) if isinstance(record, Document) else shown.struct(record)

    def text(self, words: str) -> str:
        """Give words with names and redacted words blanked."""
        return words if self.sheer else self._shown.string(words)

    @cached_property
    def _shown(self) -> "_Shown":
        return _Shown(self)


class _Shown:
    """How things look through one veil."""

    def __init__(self, veil: Veil) -> None:
        self._veil = veil
        self._words = _any(veil.words)
        self._heads = _by_head(n for n in veil.names if n not in _CALENDAR)
        self._folded = {n.casefold(): out for n, out in veil.names.items()}
        self._pieces = _run(veil.pieces)
        self._known: dict[str, str] = {}

    def document(self, d: S) -> S:
        """A page: blanked where words are redacted, in its thread also the names of readers."""
        assert isinstance(d, Document)
        text = self._page(d)
        parts = tuple(self.struct(p) for p in d.parts)
        spots = self._veil.spots.get(d.id, ())
        gone = _any(d.text[p.start : p.end] for p in spots)
        bare = replace(d, text="", parts=(), title=_all(gone, d.title) if d.title else d.title)
        return replace(self.struct(bare), text=text, parts=parts)

    def struct(self, record: S) -> S:
        """A record, field by field; what it quotes of pages by where it stands there."""
        now = {f: self._value(getattr(record, f)) for f in record.__struct_fields__}
        if isinstance(record, Quote | Evidence | Anchor):
            now["quote"] = self.quote(record)
        else:
            self._beside(record, now)
        changed = {f: v for f, v in now.items() if v is not getattr(record, f)}
        return replace(record, **changed) if changed else record

    def quote(self, q: Quoted) -> str:
        """Quoted words, blanked where they stand in the page."""
        words = q.quote
        for p in self._veil.spots.get(q.document, ()):
            start, end = max(p.start, q.start) - q.start, min(p.end, q.end) - q.start
            words = _blanked(words, start, end)
        return _all(self._readers_of(q.document), self._same_length(words))

    def _readers_of(self, document: DocumentId) -> re.Pattern[str] | None:
        """A pattern for the names of who writes below a page."""
        names = self._veil.readers.get(document)
        return _whole(names) if names else None

    def string(self, words: str) -> str:
        """Any other words: a name alone is replaced, within words it is too."""
        if words not in self._known:
            if len(self._known) >= _MANY:
                self._known.clear()
            self._known[words] = self._string(words)
        return self._known[words]

    def _string(self, words: str) -> str:
        if words.casefold() in self._folded:
            return self._folded[words.casefold()]
        found = self._same_length(words) if self._words else words
        names = self._named_in(found)
        if names is not None:
            found = names.sub(lambda m: self._folded.get(m[0].casefold(), m[0]), found)
        return self._pieces.sub(self._whose, found) if self._pieces else found

    def _named_in(self, words: str) -> re.Pattern[str] | None:
        """A pattern for those of the names that can stand in some words: of many names few."""
        told = {w.casefold() for w in _LETTERS.findall(words)}
        heads = [h for h in ("", *told) if h in self._heads]
        held = sorted(n for h in heads for n, all_ in self._heads[h] if all_ <= told)
        return _pattern(tuple(held)) if held else None

    def _whose(self, piece: re.Match[str]) -> str:
        """What stands for the reader of whose name something is a piece."""
        told = [self._veil.pieces.get(w.casefold()) for w in _WORD.findall(piece[0])]
        return next((self._folded[n.casefold()] for n in told if n), piece[0])

    def _same_length(self, words: str) -> str:
        return _all(self._words, words)

    def _page(self, d: Document) -> str:
        text = self._same_length(d.text)
        for p in self._veil.spots.get(d.id, ()):
            text = _blanked(text, p.start, p.end)
        names = self._readers_of(d.id)
        for start, end in _thread(d) if names else ():
            text = text[:start] + _all(names, text[start:end]) + text[end:]
        return text

    def _beside(self, record: Struct, now: dict[str, Value]) -> None:
        """What a record says in words that are redacted in what it rests on."""
        told = [q for f in _RESTS_ON for q in getattr(record, f, ()) if isinstance(q, Quoted)]
        self._named(now, told)
        pattern = _any(w for q in told for w in self._gone(q)) if self._veil.spots else None
        for field, value in now.items() if pattern else ():
            if isinstance(value, str) and not _code(value):
                now[field] = _all(pattern, value)
            elif isinstance(value, tuple) and any(isinstance(v, str) for v in value):
                now[field] = tuple(_all(pattern, v) if isinstance(v, str) else v for v in value)

    def _named(self, now: dict[str, Value], told: Sequence[Quoted]) -> None:
        """Readers' names in what their own pages say, in letters of either case."""
        for document in {q.document for q in told} if self._veil.readers else ():
            pattern = self._readers_of(document)
            for field, value in now.items() if pattern else ():
                now[field] = _within(pattern, value)

    def _gone(self, q: Quoted) -> Iterator[str]:
        for p in self._veil.spots.get(q.document, ()):
            start, end = max(p.start, q.start), min(p.end, q.end)
            if start < end:
                yield " ".join(q.quote[start - q.start : end - q.start].split())

    def _value(self, value: Value) -> Value:
        if isinstance(value, str):
            return value if _code(value) else self.string(value)
        if isinstance(value, Struct):
            return self.struct(value)
        if isinstance(value, tuple):
            out = tuple(self._value(v) for v in value)
            return out if any(a is not b for a, b in zip(out, value, strict=True)) else value
        if isinstance(value, dict):
            return {self._value(k): self._value(v) for k, v in value.items()}
        return value


def _code(value: str) -> bool:
    """Whether it is a value of an enumeration, or an id."""
    return type(value) is not str or bool(re.fullmatch(r"[0-9a-f]{16,64}", value))


def _by_head(names: Iterable[str]) -> dict[str, list[tuple[str, set[str]]]]:
    """Names by their first word, each with all of its words."""
    found: dict[str, list[tuple[str, set[str]]]] = {}
    for name in names:
        words = [w.casefold() for w in _LETTERS.findall(name)]
        found.setdefault(words[0] if words else "", []).append((name, set(words)))
    return found


@lru_cache(1_000)
def _whole(names: tuple[str, ...]) -> re.Pattern[str] | None:
    return _any(names)


@lru_cache(1_000)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str] | None:
    return _any(names, flags=0)


def _any(names: Iterable[str], flags: int = re.IGNORECASE) -> re.Pattern[str] | None:
    """A pattern for whole names, the longest first, with any blanks between their words."""
    told = sorted({n for n in names if n.strip()}, key=lambda n: (-len(n), n))
    each = (r"[\s_+-]+".join(re.escape(w) for w in n.split()) for n in told)
    joined = "|".join(rf"(?<!\w){n}(?!\w)" for n in each)
    return re.compile(joined, flags) if joined else None


def _all(pattern: re.Pattern[str] | None, words: str) -> str:
    if pattern is None:
        return words
    return pattern.sub(lambda m: _blanked(m[0], 0, len(m[0])), words)


def _within(pattern: re.Pattern[str] | None, value: Value) -> Value:
    """Words blanked, also those of the claims that an analyst merged into one."""
    if isinstance(value, str):
        return value if _code(value) else _all(pattern, value)
    if isinstance(value, tuple) and any(isinstance(v, Before) for v in value):
        return tuple(replace(v, text=_all(pattern, v.text)) for v in value)
    return value


def _blanked(words: str, start: int, end: int) -> str:
    """Words with some letters blanked; what is between them stays, and so does the length.

    >>> _blanked("He met Ada Orm there", 7, 14)
    'He met ███ ███ there'
    """
    if start >= end:
        return words
    return words[:start] + re.sub(r"\S", BLANK, words[start:end]) + words[end:]


def _thread(d: Document) -> Iterator[tuple[int, int]]:
    """From where to where readers write, with the lines that name them.

    The line that names who writes stands before or after the words, as furniture or as no part.
    """
    found = [p for p in d.parts if p.kind in _THREAD]
    if found:
        own = [p.end for p in d.parts if p.kind in (PartKind.BODY, PartKind.HEADLINE)]
        first = min(p.start for p in found)
        yield max((e for e in own if e <= first), default=0), len(d.text)


def veil(
    log: Sequence[Ruling], documents: Iterable[Document], *, withhold_commenters: bool
) -> Veil:
    """Give what is to be blanked: what was redacted, and if asked readers' names.

    Pages are gone through more than once, and held only where words of them were redacted.
    """
    names: dict[str, str] = {}
    words: list[str] = []
    spots: dict[DocumentId, list[Place]] = {}
    redactions = [r for r in log if r.decision is Decision.REDACT]
    pages = Pages(tuple(documents)) if redactions else None
    for r in redactions:
        for s in r.draft.subjects:
            if s.kind is not SubjectKind.WORDS:
                names[s.name or s.said] = re.sub(r"\S", BLANK, s.name or s.said)
                words.append(s.name or s.said)
            for a in s.anchors if pages and s.kind is SubjectKind.WORDS else ():
                words += [a.quote] if _telling(a.quote) else []
                place = pages.place(a) if pages else None
                if place is not None:
                    spots.setdefault(place.document, []).append(place)
    readers = _readers(documents) if withhold_commenters else {}
    names |= {n: out for n, out in numbered(readers).items() if n not in names}
    found = Veil(
        names=names,
        words=tuple(words),
        spots={d: tuple(s) for d, s in spots.items()},
        readers=readers,
    )
    return pieced(found, documents)


def pieced(found: Veil, documents: Iterable[Document]) -> Veil:
    """Give a veil that also hides words of readers' names which stand in such names alone."""
    pieces = _lone(found.readers, documents)
    readers = {d: (*names, *_pieces(names, pieces)) for d, names in found.readers.items()}
    return replace(found, readers=readers, pieces=pieces) if pieces else found


def _lone(
    readers: Mapping[DocumentId, tuple[str, ...]], documents: Iterable[Document]
) -> dict[str, str]:
    """Give the words that stand only in names of readers, each with the first such name.

    A word of small letters is left out: what the record says of itself is written in them.
    """
    names = dict.fromkeys(n for known in readers.values() for n in known)
    found: dict[str, str] = {}
    for name in names:
        for word in _WORD.findall(name):
            if len(word) > 1 and not word.islower() and not word.isdigit():
                found.setdefault(word.casefold(), name)
    for d in documents if found else ():
        known = _any(readers.get(d.id, ()))
        text = known.sub(" ", d.text) if known else d.text
        for said in (text, d.title or "", d.author or "", d.outlet or ""):
            for word in set(_WORD.findall(said)):
                found.pop(word.casefold(), None)
    return found


def _pieces(names: Iterable[str], lone: Mapping[str, str]) -> list[str]:
    """The words of some names that stand nowhere else, each once."""
    words = (w for n in names for w in _WORD.findall(n) if w.casefold() in lone)
    return list(dict.fromkeys(words))


def _run(pieces: Iterable[str]) -> re.Pattern[str] | None:
    """A pattern for pieces of names, with all the signs between those that follow each other."""
    each = "|".join(re.escape(w) for w in sorted(pieces, key=lambda w: (-len(w), w)))
    one = rf"(?<!\w)(?:{each})(?!\w)"
    return re.compile(rf"{one}(?:[^\w\s]+{one})*", re.IGNORECASE) if each else None


def _telling(words: str) -> bool:
    """Whether words are blanked wherever they stand: several, or a number, that nobody else has.

    >>> _telling("12 Weir Lane"), _telling("Ada Orm")
    (True, False)
    """
    return len(words.split()) >= _LEAST or any(c.isdigit() for c in words)


def _readers(documents: Iterable[Document]) -> dict[DocumentId, tuple[str, ...]]:
    found = readers_of((d.id, p.author) for d in documents for p in d.parts if p.kind in _THREAD)
    return dict(sorted(found.items()))


def readers_of(told: Iterable[tuple[DocumentId, str | None]]) -> dict[DocumentId, tuple[str, ...]]:
    """Give for each page the names of who writes below it, each once; nobody has no name."""
    out: dict[DocumentId, dict[str, None]] = {}
    for document, name in told:
        if name and name.casefold() not in _NOBODY:
            out.setdefault(document, {})[name] = None
    return {document: tuple(names) for document, names in out.items()}


def numbered(readers: Mapping[DocumentId, tuple[str, ...]]) -> dict[str, str]:
    """Give what stands for the name of each reader, by the order of their pages."""
    order = dict.fromkeys(n for known in readers.values() for n in known)
    return {n: f"reader {i}" for i, n in enumerate(order, 1)}
