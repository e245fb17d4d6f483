"""Questions to the shipped example with their answers, as scripts/apiexamples.py wrote them."""

from collections.abc import Mapping
from functools import cache
from importlib import resources

import msgspec
from msgspec import Struct


class Example(Struct, frozen=True, kw_only=True):
    """A question to the shipped example, by the pieces of its address, and the answer."""

    path: dict[str, str] = {}
    query: dict[str, str] = {}
    answer: msgspec.Raw = msgspec.Raw(b"null")


@cache
def examples() -> Mapping[str, Example]:
    """Give the examples by verb."""
    file = resources.files("wellsourced.app.api").joinpath("examples.json")
    return msgspec.json.decode(file.read_bytes(), type=dict[str, Example])
