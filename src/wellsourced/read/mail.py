"""Letters: a message (.eml), or a box of them (mbox), each message a document."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from email.utils import parsedate_to_datetime

from lxml import etree
from msgspec import Struct

from wellsourced.config import Settings
from wellsourced.model import Dated, Document, DocumentId, Page, PartKind, Rejected, digest
from wellsourced.read.letter import Passage, letter, name_of, passages
from wellsourced.read.markup import blocks, tree_of
from wellsourced.read.mime import MOST_HEAD, Entity, TangledError, entity, leaves, unworded
from wellsourced.read.origin import Origin, origin_of
from wellsourced.read.outlets import outlet_of
from wellsourced.read.within import bounded

_TYPES = ("message/rfc822", "message/global", "application/mbox")
_BOX = re.compile(rb"\s{0,20}From \S{1,320} .{0,40}\d\d:\d\d.{0,40}\r?\n[!-9;-~]{1,60}:")
_NEXT = re.compile(
    rb"(?:\A\s{0,20}|\r?\n\r?\n)From [^\r\n]{1,360}\d\d:\d\d[^\r\n]{0,40}\r?\n(?=[!-9;-~]{1,60}:)"
)
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
_SIGNS = re.compile(
    rb"^(?:Received|MIME-Version|Message-ID|Delivered-To|Return-Path):", re.I | re.M
)
_FIELD = re.compile(rb"[!-9;-~]{1,60}:[ \t]")
_MOST_MESSAGE = 40_000_000  # bytes
_MOST_CHARS = 5_000_000  # of the text of one message
_MOST_DEPTH = 5  # of messages attached to messages
_MOST_QUOTED = 12  # quotations within quotations that are told apart
_BEGINS, _ENDS = "\ue000", "\ue001"  # of a block quote; in no text, as they mean nothing
_UNMARKED = dict.fromkeys(map(ord, (_BEGINS, _ENDS)), " ")
_POOR = 0.5  # share of the words of the HTML that the plain text has to have


class MailReader(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Reads e-mail: one document a message, also those attached; other attachments are left."""

    settings: Settings = Settings()

    def accepts(self, page: Page) -> bool:
        """Whether the page calls itself e-mail, or begins as a message or a mailbox does."""
        opening = page.body[:4_000]
        return (
            page.media_type.startswith(_TYPES)
            or _BOX.match(opening) is not None
            or (_FIELD.match(opening) is not None and len(_SIGNS.findall(opening)) >= 2)
        )

    def read(self, page: Page) -> Iterator[Document | Rejected]:
        """Give the messages, each a document."""
        yield from bounded(_documents(page, self.settings), page.file)


def _documents(page: Page, settings: Settings) -> Iterator[Document | Rejected]:
    origin = origin_of(page)
    if not _BOX.match(page.body, 0, 4_000):
        yield from _Letters(origin, settings).of(page.body, "", 0)
        return
    letters = _Letters(origin, settings)
    start = None
    number = 0
    for line in _NEXT.finditer(page.body):
        if start is not None:
            yield from letters.of(_unescaped(page.body[start : line.start()]), str(number), 0)
        number, start = number + 1, line.end()
    yield from letters.of(_unescaped(page.body[start:]), str(number), 0)


def _unescaped(raw: bytes) -> bytes:
    return _ESCAPED.sub(rb"\1", raw)


class _Letters(Struct, frozen=True):
    """The messages of one file."""

    origin: Origin
    settings: Settings

    def of(self, raw: bytes, place: str, depth: int) -> Iterator[Document | Rejected]:
        """Give the documents of a message: its own, and those of messages attached to it."""
        if len(raw) > _MOST_MESSAGE:
            yield self._rejected(place, f"too long: {len(raw):,} bytes in a message")
            return
        message = entity(raw)
        if len(raw) > MOST_HEAD and not message.body:
            yield self._rejected(place, f"a head of more than {MOST_HEAD:,} bytes: no letter has")
            return
        try:
            parts = list(leaves(message))
        except TangledError as error:
            yield self._rejected(place, str(error))
            return
        yield self._document(message, parts, place)
        attached = [p for p in parts if p.media_type == "message/rfc822"]
        for number, part in enumerate(attached if depth < _MOST_DEPTH else ()):
            yield from self.of(part.content(), f"{place}/{number}", depth + 1)

    def _document(
        self, message: Entity, parts: Sequence[Entity], place: str
    ) -> Document | Rejected:
        title = unworded(message.fields.get("subject", "")) or None
        shown = [p for p in parts if not _is_attached(p)]
        plain, rich = _texts(shown, "text/plain"), _texts(shown, "text/html")
        chars = sum(map(len, (*plain, *rich)))
        if chars > _MOST_CHARS:
            return self._rejected(place, f"too long: {chars:,} characters in a message")
        text, made = letter(title, _body(plain, rich))
        if not any(part.kind is not PartKind.HEADLINE for part in made):
            return self._rejected(place, "empty: a message without words")
        sender = message.fields.get("from", "")
        id_ = DocumentId(digest(self.origin.evidence, place))
        return Document(
            id=id_,
            evidence=self.origin.evidence,
            file=self.origin.file,
            text=text,
            parts=made,
            title=title,
            url=self.origin.url,
            outlet=_outlet(sender, self.settings),
            author=name_of(sender) if sender else None,
            published=_published(self.origin.published, message.fields.get("date", "")),
        )

    def _rejected(self, place: str, reason: str) -> Rejected:
        name = f"{self.origin.file}#{place}" if place else self.origin.file
        return Rejected(stage="read", input=name, reason=reason)


def _is_attached(part: Entity) -> bool:
    return part.fields.get("content-disposition", "").lower().startswith("attach")


def _body(plain: Sequence[str], rich: Sequence[str]) -> list[Passage]:
    """The words of a message: plain, but where the HTML beside it has far more."""
    told = [passage for text in plain for passage in passages(text)]
    beside = [passage for html in rich for passage in _of_html(html)]
    return told if _length(told) >= _POOR * _length(beside) else beside


def _texts(parts: Sequence[Entity], media_type: str) -> list[str]:
    return [text for p in parts if p.media_type == media_type and (text := p.text())]


def _length(told: Sequence[Passage]) -> int:
    return sum(len(one.words) for one in told)


def _of_html(html: str) -> Iterator[Passage]:
    root = tree_of(html.translate(_UNMARKED)) if html.strip() else None
    if root is None:
        return
    for element in list(root.iter("blockquote")):
        _fenced(element)
    depth = 0
    for block in blocks(root):
        if block.text in (_BEGINS, _ENDS):
            depth += 1 if block.text == _BEGINS else -1
        else:
            yield Passage(max(0, min(depth, _MOST_QUOTED)), block.text)


def _fenced(element: etree._Element) -> None:
    """Put a mark before and behind what a block quote holds, so that nesting can be told."""
    begin, end = etree.Element("p"), etree.Element("p")
    begin.text, end.text = _BEGINS, _ENDS
    begin.tail, element.text = element.text, None
    element.insert(0, begin)
    element.append(end)


def _outlet(sender: str, settings: Settings) -> str | None:
    """An outlet of the settings whose host the sender's address is at: no guess beyond these."""
    host = re.search(r"@([\w.-]{1,250})", sender)
    named = outlet_of((), url=f"https://{host[1]}/", settings=settings) if host else None
    return named if named in {o.name for o in settings.outlets} else None


def _published(given: date | None, told: str) -> Dated:
    if given:
        return Dated(earliest=given, latest=given, basis="given")
    try:
        day = parsedate_to_datetime(told[:200]).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return Dated()
    return Dated(earliest=day, latest=day, basis="metadata")
