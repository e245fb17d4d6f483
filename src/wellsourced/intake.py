"""What comes into a case: files and addresses as people give them, and what is told of them."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from wellsourced.case import Case
from wellsourced.fetch import exchange
from wellsourced.fetch import web as asking
from wellsourced.fetch.network import Internet
from wellsourced.flow import given as handed
from wellsourced.model import Page, Rejected
from wellsourced.read.page import wordless
from wellsourced.store.evidence import Entry, Evidence, beside

Door = exchange.Door
Given = handed.Given


def internet(
    *, clock: Callable[[], datetime], seconds: Callable[[], float], pause: Callable[[float], None]
) -> Door:
    """Give the door to the internet, which calls itself by the product's name."""
    agent = f"wellsourced/{version('wellsourced')} (fetches single pages that a person names)"
    return Door(network=Internet(), clock=clock, seconds=seconds, pause=pause, agent=agent)


def fetched(addresses: Iterable[str], door: Door) -> Iterator[Page | Rejected]:
    """Give the pages of addresses, each when it is asked for, or why there is none."""
    return asking.fetched(addresses, door)


def given(names: Iterable[str], listed: Path | None) -> Given:
    """Part addresses from files, and both from what is neither."""
    return handed.given(names, listed)


def told_beside(case: Case, new: Iterable[Entry]) -> tuple[str, ...]:
    """Tell of pages just added which hold the same bytes as another, change one, or no words."""
    evidence, added = Evidence(case.path / "evidence"), list(new)
    kept = [(e.file, wordless(evidence.page(e))) for e in added if e.evidence]
    bare = tuple(f"{file}: kept, but nothing to read: {why}" for file, why in kept if why)
    return (*beside(evidence.chain(), added), *bare)


def came_in(case: Case, new: Iterable[Entry]) -> tuple[int, int]:
    """Count the pages among what was just added, and the names of pages that were there."""
    added = [e for e in new if e.evidence]
    seals = {e.seal for e in added}
    chain = Evidence(case.path / "evidence").chain()
    pages = {e.evidence for e in added} - {e.evidence for e in chain if e.seal not in seals}
    return len(pages), len(added) - len(pages)
