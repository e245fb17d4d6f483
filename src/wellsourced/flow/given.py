"""What is given to `add`: files, folders and addresses, and where in a list each is named."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from wellsourced.errors import InputError
from wellsourced.fetch.address import FetchError, target
from wellsourced.read.decode import decoded


class Given(NamedTuple):
    """What there is to add, and in `faults` why the rest is nothing that can be added.

    `places`: the list and line that name an address, by the address as it is kept.
    """

    paths: tuple[Path, ...]
    addresses: tuple[str, ...]
    faults: tuple[str, ...]
    places: dict[str, str]


class _Named(NamedTuple):
    words: str
    place: str  # "list.txt:4: ", or nothing


def given(names: Iterable[str], listed: Path | None) -> Given:
    """Part addresses from files, and both from what is neither."""
    paths: list[Path] = []
    addresses: list[str] = []
    faults: list[str] = []
    places: dict[str, str] = {}
    for words, place in (*(_Named(n, "") for n in names), *_lines(listed)):
        if not words.lower().startswith(("http://", "https://")):
            if fault := _no_path(words):
                faults.append(f"{place}not kept: {words}: {fault}")
            else:
                paths.append(Path(words))
            continue
        try:
            address = target(words).url
        except FetchError as error:
            faults.append(f"{place}not kept: {words}: {error}")
            continue
        addresses.append(address)
        places.setdefault(address, place)
    return Given(tuple(paths), tuple(addresses), tuple(faults), places)


def _lines(listed: Path | None) -> Iterator[_Named]:
    """The lines of a list that are neither empty nor a remark."""
    if listed is None:
        return
    text = decoded(listed.read_bytes())
    if text is None:
        raise InputError(f"{listed} is no list of addresses", hint="one a line, as plain text")
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield _Named(line.strip(), f"{listed}:{number}: ")


def _no_path(words: str) -> str | None:
    """Why words are no file; None if they are one, or a folder."""
    try:
        there = Path(words).exists()
    except (OSError, ValueError):  # longer than any name, or with a zero in it
        there = False
    if there:
        return None
    web = "; of addresses, http:// and https:// are fetched" if "://" in words else ""
    return f"there is no such file or folder{web}"
