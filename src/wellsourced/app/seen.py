"""The case that a command asks, as it is to be seen: with rulings, without readers' names."""

from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec

import click

from wellsourced.app.options import case_argument
from wellsourced.case import Case

P = ParamSpec("P")


def asked_case(command: Callable[P, None]) -> Callable[P, None]:
    """Add the case that is asked, and the options of how it is seen."""
    return case_argument(seen_options(command))


def seen_options(command: Callable[P, None]) -> Callable[P, None]:
    """Add --ruled and --withhold-commenters."""
    for name, words in (
        ("withhold-commenters", "Name no reader."),
        ("ruled", "With the analysts' rulings put over the machine's record."),
    ):
        command = click.option(
            f"--{name}", is_flag=True, help=words, expose_value=False, callback=_noted
        )(command)
    return command


def seen(case: Path) -> Case:
    """Open a case as it is to be seen."""
    asked = click.get_current_context().meta
    return Case.open(case).seen(
        ruled=bool(asked.get("ruled")),
        withhold_commenters=bool(asked.get("withhold_commenters")),
    )


def _noted(context: click.Context, option: click.Parameter, value: bool) -> None:  # noqa: FBT001
    context.meta[str(option.name)] = value
