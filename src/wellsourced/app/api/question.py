"""What a question to the API can say behind the question mark, and what of that is none."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from wellsourced.errors import WellsourcedError
from wellsourced.model import Status

MOST = 500  # rows in one answer
_CURSOR = r"^[A-Za-z0-9_-]{1,500}$"


class WrongQuestionError(WellsourcedError):
    """A word of the address, or a body, that is not what is asked for."""


class LayerOf(StrEnum):
    """Whose record is shown."""

    ANALYST = "analyst"  # with the rulings
    MACHINE = "machine"  # alone


Words = Annotated[str, Meta(min_length=1, max_length=500)]


class Question(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that can be asked with; each address takes some of it."""

    about: (
        Annotated[
            Words, Meta(description="A person, group, place, source or page; any alias will do.")
        ]
        | None
    ) = None
    as_of: Annotated[date, Meta(description="What was known on that day.")] | None = None
    cursor: (
        Annotated[
            str,
            Meta(pattern=_CURSOR, description="`next` of the answer before, to go on from it."),
        ]
        | None
    ) = None
    dispute: (
        Annotated[Words, Meta(description="Id of a claim: its rivals are the accounts.")] | None
    ) = None
    layer: Annotated[
        LayerOf, Meta(description="With what analysts decided, or the machine's record alone.")
    ] = LayerOf.ANALYST
    least: Annotated[
        int, Meta(ge=1, le=1_000_000, description="Leave out links of fewer claims.")
    ] = 1
    limit: Annotated[int, Meta(ge=1, le=MOST, description="Rows in the answer, at most.")] = 100
    name: Annotated[Words, Meta(description="Of whom or what; any alias will do.")] | None = None
    of: (
        Annotated[
            Words, Meta(description="Id, or its beginning, or name of a thing of the record.")
        ]
        | None
    ) = None
    q: Annotated[Words, Meta(description="Words to look for, letters of either case.")] = ""
    question: (
        Annotated[
            Words, Meta(description="Only the questions of the settings that hold these words.")
        ]
        | None
    ) = None
    reviewer: (
        Annotated[Words, Meta(description="What is assigned to this one, or was judged by them.")]
        | None
    ) = None
    status: Annotated[Status, Meta(description="Only claims that stand so.")] | None = None
    withhold: Annotated[bool, Meta(description="Name no reader.")] = False


def question(
    given: Sequence[tuple[str, str]], takes: Iterable[str], needs: Iterable[str]
) -> Question:
    """Take what stands behind the question mark; raises WrongQuestionError for what is none."""
    known, names = sorted(takes), [name for name, _ in given]
    strange = sorted(set(names) - set(known))
    if strange:
        raise WrongQuestionError(
            f"nothing here is called {strange[0]!r}", hint=f"there are: {', '.join(known)}"
        )
    twice = sorted({n for n in names if names.count(n) > 1})
    missing = [n for n in needs if n not in names]
    if twice or missing:
        word = f"{twice[0]} is given twice" if twice else f"{missing[0]} is missing"
        raise WrongQuestionError(word, hint="/api tells what each address takes")
    try:
        return msgspec.convert(dict(given), Question, strict=False)
    except msgspec.ValidationError as error:
        raise WrongQuestionError(str(error), hint="/api tells what each address takes") from error
