"""Rival accounts against the claims: what does not sit with each, and on what that hangs."""

from collections.abc import Iterator, Mapping

from wellsourced.app.web.asked import Asked
from wellsourced.app.web.screens import Screen, View
from wellsourced.case import Case, disputes, matrix_sheet
from wellsourced.errors import InputError
from wellsourced.model import Claim, Matrix

_MOST = 12  # disputes that are offered


class Rival(View, frozen=True, kw_only=True):
    """Questions with their matrices; `offered`: disputes that can be taken as one."""

    matrices: tuple[Matrix, ...]
    offered: tuple[tuple[Claim, ...], ...]
    none: str

    def sheet(self) -> Iterator[str]:
        """Give the lines of a spreadsheet of the matrices."""
        yield from matrix_sheet(self.matrices)


def rival(case: Case, asked: Asked, of: Mapping[str, str]) -> Rival:
    """Give the hypotheses of the settings, or those of a dispute (`dispute`: a claim's id)."""
    dispute = asked.given.get("dispute") or None
    groups = [g for g in disputes(case.claims(as_of=asked.as_of)) if len(g) > 1]
    offered = tuple(g for g in groups if any(c.rivals for c in g))[:_MOST]
    if dispute is not None:
        found = case.hypotheses(dispute=dispute, as_of=asked.as_of)
        return Rival(matrices=found, offered=offered, none="")
    try:
        return Rival(matrices=case.hypotheses(as_of=asked.as_of), offered=offered, none="")
    except InputError as error:
        return Rival(matrices=(), offered=offered, none=error.hint)


SCREENS = (Screen(path="/hypotheses", name="hypotheses", gather=rival, heading="Hypotheses"),)
