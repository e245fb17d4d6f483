"""Texts that a command is given as files, or writes into one; what is wrong names the file."""

from pathlib import Path

from wellsourced.errors import InputError, UnwrittenError


def text(file: Path) -> str:
    """Give what stands in a file; raises InputError where it is no text, or cannot be read."""
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{file} is no text", hint="look whether it is the right file") from error
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error.strerror}") from error


def put(file: Path, words: str) -> None:
    """Write a text into a file; raises UnwrittenError where that does not go."""
    try:
        file.write_text(words, encoding="utf-8")
    except OSError as error:
        hint = "name a file where there is room, and where you may write"
        raise UnwrittenError(f"{file} cannot be written: {error.strerror}", hint=hint) from error
