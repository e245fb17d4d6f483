"""The parts of a letter's body: its own words, what it quotes and of whom, its signature."""

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct

from wellsourced.lexicon.reader import read
from wellsourced.model import Part, PartKind
from wellsourced.read.mime import unworded
from wellsourced.read.moments import moment
from wellsourced.read.parts import Piece, numbered


class Phrase(Struct, frozen=True):
    """A pattern for a whole paragraph, and one that it is for."""

    pattern: str
    example: str


class Phrases(Struct, frozen=True):
    """The word list `en/mail.toml`."""

    announcing: tuple[Phrase, ...]
    passing: tuple[Phrase, ...]
    heading: tuple[Phrase, ...]
    signing: tuple[Phrase, ...]


class Passage(NamedTuple):
    """A paragraph, and how many quote marks stood before it."""

    depth: int
    words: str


class Quoted(NamedTuple):
    """Whose words are quoted, and when they were written, as far as it is told."""

    author: str | None
    at: str | None


_MARKS = re.compile(r"(?:>[ \t]?){1,200}(?!From )")
_MOST_DEPTH = 12
_LONGEST = 400  # characters of a line that announces a quotation
_NARROW, _WIDE = 50, 100  # characters between which letters are wrapped
_ITEM = re.compile(r"[-*•·–]\s|\(?\d{1,3}[.)]\s")
_NOBODY = Quoted(None, None)


def phrases() -> Phrases:
    """Give the word list."""
    found: Phrases = read("en/mail.toml", Phrases)
    return found


def matched(kind: str, words: str) -> re.Match[str] | None:
    """Give the match of the first phrase of that kind that the words are."""
    if len(words) > _LONGEST:
        return None
    return next((m for p in _compiled(kind) if (m := p.fullmatch(words))), None)


@functools.cache
def _compiled(kind: str) -> tuple[re.Pattern[str], ...]:
    rows: tuple[Phrase, ...] = getattr(phrases(), kind)
    return tuple(re.compile(row.pattern, re.IGNORECASE) for row in rows)


def name_of(address: str) -> str | None:
    """Give who an address is of: the name where it has one, else the address itself.

    >>> name_of('"Reyes, Ana" <ana@harbour.example>'), name_of("ana@harbour.example")
    ('Reyes, Ana', 'ana@harbour.example')
    """
    plain = unworded(address)[:500]
    bare = re.sub(r"<[^<>]*>|\[mailto:[^\]]*\]", " ", plain)
    name = " ".join(bare.split()).strip("\"' ,*")
    inside = re.search(r"<([^<>\s]+)>", plain)
    return name or (inside[1] if inside else None)


def passages(text: str) -> Iterator[Passage]:
    r"""Give the paragraphs of a plain letter, lines that only its width broke joined again.

    >>> [tuple(told) for told in passages("He fell.\n> Did he?\n>> Yes.\n")]
    [(0, 'He fell.'), (1, 'Did he?'), (2, 'Yes.')]
    """
    lines = [_unmarked(line) for line in text.splitlines()]
    widths: dict[int, int] = {}
    for depth, words in lines:
        if len(words) <= _WIDE:
            widths[depth] = max(widths.get(depth, 0), len(words))
    held: list[str] = []
    last = 0
    for depth, words in lines:
        alone = matched("signing", words) or matched("passing", words.strip())
        if held and (depth != last or not words.strip() or alone):
            for some in _parted(held, quoting=depth > last):
                yield Passage(last, _joined(some, widths.get(last, 0)))
            held = []
        last = depth
        if alone:
            yield Passage(depth, words.strip())
        elif words.strip():
            held.append(words)
    if held:
        yield Passage(last, _joined(held, widths.get(last, 0)))


def _unmarked(line: str) -> Passage:
    marks = _MARKS.match(line)
    if not marks:
        return Passage(0, line.rstrip("\r\n"))
    return Passage(min(marks[0].count(">"), _MOST_DEPTH), line[marks.end() :].rstrip("\r\n"))


def _parted(lines: Sequence[str], *, quoting: bool) -> Iterator[Sequence[str]]:
    """The lines right above a quotation that announce it are a paragraph of their own."""
    if quoting and lines[-1].rstrip().endswith(":"):
        for count in (1, 2, 3):
            last = " ".join(line.strip() for line in lines[-count:])
            if count < len(lines) and matched("announcing", last):
                yield lines[:-count]
                yield lines[-count:]
                return
    yield lines


def _joined(lines: Sequence[str], width: int) -> str:
    """Where the next word would not have fitted into the width, the line was only broken."""
    out = [lines[0].strip()]
    for before, line in pairwise(lines):
        words = line.strip()
        first = words.split(maxsplit=1)[0]
        full = width >= _NARROW and len(before.rstrip()) + 1 + len(first) > width
        announced = before.lower().startswith(("on ", "at ")) and words.endswith("wrote:")
        wrapped = (full or announced) and not _ITEM.match(words)
        out.append((" " if wrapped else "\n") + words)
    return "".join(out)


def letter(title: str | None, told: Iterable[Passage]) -> tuple[str, tuple[Part, ...]]:
    """Give the text of a letter and its parts.

    What is quoted is a part of its own, with its author where the line above says who; a
    quotation within it is a part within it.
    """
    made = _Letter(title)
    all_told = list(told)
    for passage, after in zip(all_told, [*all_told[1:], Passage(0, "")], strict=False):
        made.passage(passage, followed=after.depth)
    return made.done()


class _Open(NamedTuple):
    start: int
    quoted: Quoted


class _Letter:
    """A letter that is being written out."""

    def __init__(self, title: str | None) -> None:
        self._written: list[str] = []
        self._length = self._end = 0
        self._pieces: list[Piece] = []
        self._open: list[_Open] = []
        self._announced = _NOBODY
        self._passed = self._signed = False  # what comes is another's; is a signature
        self._heading = False
        if title:
            start = self._write(title)
            self._pieces.append(Piece(PartKind.HEADLINE, start, self._length))

    def passage(self, told: Passage, *, followed: int) -> None:
        """Write a paragraph; `followed`: the quote marks before the next one."""
        depth = min(told.depth + self._passed, _MOST_DEPTH)
        if self._passes(told) or self._furnishes(told.words, depth, quoting=followed > told.depth):
            return
        self._level(depth)
        start = self._write(told.words)
        if not depth:
            self._pieces.append(Piece(PartKind.BODY, start, self._length))
        self._end = self._length

    def done(self) -> tuple[str, tuple[Part, ...]]:
        self._level(0)
        return "".join(self._written), numbered(self._pieces)

    def _passes(self, told: Passage) -> bool:
        """Whether it is the line, or the head, of a letter that is passed on below."""
        line = matched("passing", told.words) is not None
        head = not line and self._head(told)
        self._heading = line
        if line or head:
            self._passed, self._signed = True, False
        if line:
            self._furniture(told.words, told.depth)
        return line or head

    def _furnishes(self, words: str, depth: int, *, quoting: bool) -> bool:
        """Whether it belongs to a signature, or announces a quotation."""
        announced = matched("announcing", words) if quoting and words.endswith(":") else None
        if announced:
            self._announced, self._signed = _quoted(announced), False
        elif not self._signed or depth != len(self._open):
            self._signed = matched("signing", words) is not None
        if announced or self._signed:
            self._furniture(words, depth)
        return announced is not None or self._signed

    def _head(self, told: Passage) -> bool:
        """Take the lines From, Sent, To and Subject of a letter that is passed on."""
        words = told.words
        lines = words.split("\n")
        if not self._heading and (len(lines) < 3 or not words.lower().startswith("from:")):
            return False
        if not all(matched("heading", line) for line in lines):
            return False
        self._furniture(words, told.depth)
        for line in lines:
            field, _, value = line.partition(":")
            name = field.strip("*> ").lower()
            if name == "from":
                self._announced = self._announced._replace(author=name_of(value))
            elif name in ("sent", "date") and (when := moment(value[:100])):
                self._announced = self._announced._replace(at=when.iso)
        return True

    def _furniture(self, words: str, depth: int) -> None:
        self._level(min(depth, len(self._open)))
        start = self._write(words)
        self._pieces.append(Piece(PartKind.FURNITURE, start, self._length))

    def _level(self, depth: int) -> None:
        """End the quotations that are over; those that begin here begin with the next words."""
        while len(self._open) > depth:
            start, quoted = self._open.pop()
            within = self._pieces[-1] if self._pieces else None
            same = within is not None and (within.start, within.end) == (start, self._end)
            if not same and self._end > start:
                piece = Piece(PartKind.BLOCKQUOTE, start, self._end, quoted.author, quoted.at)
                self._pieces.append(piece)
        while len(self._open) < depth:
            last = len(self._open) + 1 == depth
            begin = self._length + 2 * bool(self._written)
            self._open.append(_Open(begin, self._announced if last else _NOBODY))
            if last:
                self._announced = _NOBODY

    def _write(self, words: str) -> int:
        if self._written:
            self._written.append("\n\n")
            self._length += 2
        start = self._length
        self._written.append(words)
        self._length += len(words)
        return start


def _quoted(announced: re.Match[str]) -> Quoted:
    when = moment(announced[0])
    name = announced.groupdict().get("name")
    return Quoted(name_of(name) if name else None, when.iso if when else None)
