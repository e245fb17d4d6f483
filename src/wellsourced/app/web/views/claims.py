"""The list of claims: disputes first, rivals side by side, then what is best backed."""

from collections.abc import Iterator, Mapping

from wellsourced.app.web.asked import Asked
from wellsourced.app.web.layer import laid, rejected
from wellsourced.app.web.screens import Screen, View
from wellsourced.case import Case, disputes, sheet
from wellsourced.errors import InputError
from wellsourced.model import Claim, Status

_PAGE = 50  # claims on a screen


class Listed(View, frozen=True, kw_only=True):
    """Claims, a screenful at a time; `groups`: what stands together, disputes first.

    `total`: how many there are; `start`: how many stand before these; `rejected`: what analysts
    hold to be misread, on the first screen. What rulings bear on is given as `Ruled`.
    """

    about: str | None
    status: Status | None
    total: int
    start: int
    groups: tuple[tuple[Claim, ...], ...]
    counts: dict[str, int]
    rejected: tuple[Claim, ...] = ()
    nearest: tuple[str, ...] = ()

    def sheet(self) -> Iterator[str]:
        """Give the lines of a spreadsheet of the claims on the screen."""
        yield from sheet(Claim, [c for group in self.groups for c in group])


def listed(case: Case, asked: Asked, of: Mapping[str, str]) -> Listed:
    """Give the claims that are asked for (`about`, `status`, `start`)."""
    about, status = asked.given.get("about") or None, status_of(asked.given.get("status", ""))
    found = case.claims(about=about, as_of=asked.as_of)
    counts = {s.value: sum(c.status is s for c in found) for s in Status}
    chosen = [c for c in found if status is None or c.status is status]
    groups = disputes(laid(case, asked, chosen))
    start = asked.number("start", 0)
    return Listed(
        about=about,
        status=status,
        total=len(chosen),
        start=start,
        groups=tuple(_within(groups, start)),
        counts=counts,
        rejected=() if start or status else rejected(case, asked, about),
        nearest=tuple(case.nearest(about, as_of=asked.as_of) or ()) if about else (),
    )


def status_of(word: str) -> Status | None:
    """Give the standing that a word names; raises InputError for what is none."""
    try:
        return Status(word) if word else None
    except ValueError as error:
        raise InputError(
            f"no claim stands {word!r}", hint=f"one of {', '.join(Status)}"
        ) from error


def _within(groups: list[tuple[Claim, ...]], start: int) -> Iterator[tuple[Claim, ...]]:
    """The groups that begin on the screen after so many claims."""
    before = 0
    for group in groups:
        if start <= before < start + _PAGE:
            yield group
        before += len(group)


SCREENS = (Screen(path="/claims", name="claims", gather=listed, heading="Claims"),)
