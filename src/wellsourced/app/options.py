"""Arguments and options that several commands share."""

from datetime import date
from pathlib import Path

import click

from wellsourced import config
from wellsourced.config import Settings

FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)

case_argument = click.argument("case", type=FOLDER)
about_option = click.option(
    "--about", metavar="NAME", help="Of a person, group, place, source or page; any alias will do."
)
as_of_option = click.option(
    "--as-of",
    metavar="DAY",
    help="What was known on that day (2007-02-16).",
    callback=lambda ctx, param, value: _day(value),
)
settings_option = click.option(
    "--settings", type=FILE, metavar="FILE", help="A wellsourced.toml with names, places, outlets."
)


def settings_of(file: Path | None) -> Settings:
    """Give the settings of a file; without one, the defaults."""
    return config.load(file) if file else Settings()


def format_options(command: click.Command) -> click.Command:
    """Add --json and --csv."""
    for form, words in (
        ("csv", "Rows for a spreadsheet."),
        ("json", "The records, for programs."),
    ):
        command = click.option(f"--{form}", "form", flag_value=form, help=words)(command)
    return command


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no day; write it as 2007-02-16") from error
