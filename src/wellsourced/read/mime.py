"""Messages in the manner of the internet: their heads, and the texts that their bodies hold."""

import base64
import binascii
import quopri
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from wellsourced.read.decode import decoded

MOST_HEAD = 262_144  # bytes
_MOST_DEPTH = 30  # of multiparts within multiparts
_MOST_PARTS = 2_000
_FIELD = re.compile(r"([!-9;-~]{1,100})[ \t]*:(.*)", re.DOTALL)
_HEAD_END = re.compile(rb"\r?\n\r?\n|\A\r?\n")
_FOLD = re.compile(r"\r?\n(?=[ \t])")
_PARAMETER = re.compile(r""";\s*([\w*-]{1,40})\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]*))""")
_WORD = re.compile(r"=\?([\w.:+-]{1,40})(?:\*[\w-]*)?\?([bq])\?([^?\s]*)\?=", re.IGNORECASE)
_BETWEEN = re.compile(r"(\?=)\s+(?==\?)")
_NOT_64 = re.compile(rb"[^A-Za-z0-9+/]")


class TangledError(ValueError):
    """A message whose parts are more, or lie deeper, than any letter's."""


class Entity(NamedTuple):
    """A message, or a part of one: its fields by name in small letters, and its raw body."""

    fields: Mapping[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        """The type it says it is; plain text if none."""
        told = self.fields.get("content-type", "").split(";")[0].strip().lower()
        return told if "/" in told else "text/plain"

    def parameter(self, name: str, *, of: str = "content-type") -> str:
        """Give a parameter of a field, such as charset or boundary; "" if there is none."""
        found = _PARAMETER.findall(self.fields.get(of, "")[:4_000])
        return next((quoted or bare for n, quoted, bare in found if n.lower() == name), "")

    def content(self) -> bytes:
        """Give the body without its transfer encoding."""
        how = self.fields.get("content-transfer-encoding", "").strip().lower()
        if how == "base64":
            return _unbased(self.body)
        if how == "quoted-printable":
            return quopri.decodestring(self.body)
        return self.body

    def text(self) -> str | None:
        """Give the body as text; None if it is none."""
        raw = self.content()
        charset = self.parameter("charset")
        words = _spelt(raw, charset) if charset.lower() not in ("", "us-ascii") else None
        return decoded(raw, told=charset) if words is None else words


def entity(raw: bytes) -> Entity:
    r"""Part the head of a message from its body.

    >>> entity(b"Subject: The\n bridge\n\nIt fell.\n").fields["subject"]
    'The bridge'
    """
    end = _HEAD_END.search(raw, 0, MOST_HEAD)
    head = raw[: end.start()] if end else raw[:MOST_HEAD]
    fields: dict[str, str] = {}
    for line in re.split(r"\r?\n", _FOLD.sub("", _bare(head))):
        if told := _FIELD.match(line):
            fields.setdefault(told[1].lower(), told[2].strip())
    return Entity(fields, raw[end.end() :] if end else b"")


def leaves(message: Entity) -> Iterator[Entity]:
    """Give the parts of a message that are not made of parts, in order.

    Raises TangledError where they are too many, or too deep.
    """
    todo = [(message, 0)]
    count = 0
    while todo:
        one, depth = todo.pop()
        boundary = one.parameter("boundary") if one.media_type.startswith("multipart/") else ""
        if not boundary:
            yield one
            continue
        if depth >= _MOST_DEPTH:
            raise TangledError(f"parts nested more than {_MOST_DEPTH} deep")
        inner = [(entity(raw), depth + 1) for raw in _parted(one.body, boundary)]
        count += len(inner)
        if count > _MOST_PARTS:
            raise TangledError(f"more than {_MOST_PARTS:,} parts")
        todo += reversed(inner)


def _parted(body: bytes, boundary: str) -> Iterator[bytes]:
    mark = re.escape(boundary.encode("utf-8", "surrogatepass"))
    start = None
    count = 0
    for line in re.finditer(rb"(?:\A|\r?\n)--" + mark + rb"(--)?[ \t]*(?=\r?\n|\Z)", body):
        if start is not None:
            yield body[start : line.start()]
            count += 1
        start = line.end() + (body[line.end() : line.end() + 2] == b"\r\n") + 1
        if line[1] or count > _MOST_PARTS:
            return
    if start is not None and start < len(body):  # cut off before its end
        yield body[start:]


def unworded(value: str) -> str:
    """Spell out the encoded words of a field, on one line.

    >>> unworded("=?utf-8?q?Caf=C3=A9_?= =?utf-8?b?w6Fz?= (Selm)")
    'Café ás (Selm)'
    """
    plain = _WORD.sub(_spelt_word, _BETWEEN.sub(r"\1", value[:10_000]))
    return " ".join("".join(c if c.isprintable() else " " for c in plain).split())


def _spelt_word(told: re.Match[str]) -> str:
    raw = told[3].encode("utf-8", "replace")
    raw = _unbased(raw) if told[2].lower() == "b" else quopri.decodestring(raw, header=True)
    words = _spelt(raw, told[1])
    return _bare(raw) if words is None else words


def _unbased(raw: bytes) -> bytes:
    plain = _NOT_64.sub(b"", raw)
    try:
        return base64.b64decode(plain[: len(plain) - (len(plain) % 4 == 1)] + b"==")
    except binascii.Error:
        return b""


def _spelt(raw: bytes, charset: str) -> str | None:
    """The bytes in a charset; None where it is unknown, or they are not in it."""
    try:
        words = raw.decode(charset)
    except (LookupError, ValueError):
        return None
    return words.encode("utf-8", "replace").decode().replace("\0", "\ufffd")


def _bare(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")
