"""JSON-LD in pieces, and the contexts it names, which lie beside this module."""

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from importlib import resources
from urllib.parse import quote

import msgspec

from wellsourced.errors import InputError
from wellsourced.tell.export import contexts

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]
Node = dict[str, Json]

ANNO, SCHEMA = "http://www.w3.org/ns/anno.jsonld", "https://schema.org"
_FILES = {ANNO: "anno.jsonld", SCHEMA: "schema.jsonld"}
_NEVER = frozenset('<>"{}|\\^`')


@functools.cache
def context(address: str) -> Node:
    """Give a context by its address, from the package.

    >>> context(ANNO)["Annotation"]
    'oa:Annotation'
    """
    raw = resources.files(contexts).joinpath(_FILES[address]).read_bytes()
    found: dict[str, Node] = msgspec.json.decode(raw)
    return found["@context"]


def at_hand(document: Node) -> Node:
    """Give a document with the contexts that it names put in, so that no network is asked."""
    named = document.get("@context")
    listed = named if isinstance(named, list) else [named]
    found: list[Json] = [context(c) if isinstance(c, str) else c for c in listed]
    return {**document, "@context": found}


def pieces(
    head: Mapping[str, Json],
    name: str,
    rows: Iterable[Node],
    last: Callable[[int], Node | Iterable[bytes]],
) -> Iterator[bytes]:
    r"""Give an object with a list too long to be held; `last`: what stands behind so many rows.

    >>> b"".join(pieces({"a": 1}, "items", [{}, {}], lambda many: {"z": many}))
    b'{"a":1,"items":[\n{},\n{}\n],"z":2}\n'
    """
    encode = msgspec.json.Encoder().encode
    yield encode(head)[:-1] + (b"," if head else b"") + encode(name) + b":["
    many = 0
    for row in rows:
        yield (b",\n" if many else b"\n") + encode(row)
        many += 1
    yield b"\n]"
    rest = last(many)
    if isinstance(rest, dict):
        rest = [b"," + encode(rest)[1:-1]] if rest else []
    yield from rest
    yield b"}\n"


def listed(rows: Iterable[Node]) -> Iterator[bytes]:
    r"""Give a list too long to be held.

    >>> b"".join(listed([{}, {}]))
    b'[\n{},\n{}\n]\n'
    """
    encode = msgspec.json.Encoder().encode
    yield b"["
    for n, row in enumerate(rows):
        yield (b",\n" if n else b"\n") + encode(row)
    yield b"\n]\n"


def moment(at: datetime) -> str:
    """Give a moment as RFC 3339 has it, by universal time."""
    return f"{at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"


def midnight(day: date) -> str:
    """Give the first moment of a day."""
    return moment(datetime.combine(day, time(), UTC))


def known(node: Mapping[str, Json]) -> Node:
    """Give a node without what is not known of it."""
    return {k: v for k, v in node.items() if v is not None and v not in ([], {}, "")}


def iri(address: str | None) -> str | None:
    """Give the address of a page as an IRI; None: it is none, and cannot be made one.

    >>> iri("https://courier.example/a b"), iri("courier.txt")
    ('https://courier.example/a%20b', None)
    """
    found = (address or "").strip()
    if not found.lower().startswith(("http://", "https://")):
        return None
    return "".join(
        c if c.isprintable() and c not in _NEVER and c != " " else quote(c) for c in found
    )


def under(base: str) -> str:
    """Give the beginning of all ids, if it can begin an IRI; else raises InputError."""
    scheme, colon, _ = base.partition(":")
    if not colon or not scheme.isalpha() or iri(f"http://{base}") != f"http://{base}":
        raise InputError(f"{base!r} cannot begin an IRI", hint="such as urn:wellsourced:")
    return base
