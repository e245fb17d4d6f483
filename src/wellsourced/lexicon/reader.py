"""The one reader of the word lists."""

import functools
from importlib import resources
from typing import TypeVar

import msgspec

T = TypeVar("T")


@functools.cache
def read(name: str, kind: type[T]) -> T:
    """Give the word list `name` ("en/cues.toml") as the type that says what is in it.

    A list that does not fit its type is a broken installation: msgspec's error names the place.
    """
    return msgspec.toml.decode(resources.files(__package__).joinpath(name).read_bytes(), type=kind)
