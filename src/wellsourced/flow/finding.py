"""What the doctor found."""

from enum import StrEnum

from msgspec import Struct


class Grade(StrEnum):
    """How a thing that was looked at stands."""

    OK = "ok"
    WARNING = "warning"  # something that only some need, or that may be meant so
    BAD = "bad"


class Finding(Struct, frozen=True, kw_only=True):
    """One thing that was looked at, and what to do about it if it is not as it should be."""

    what: str
    grade: Grade = Grade.OK
    words: str
    remedy: str = ""
