"""One address of each screen of a case, by the names of what it holds."""

from datetime import date

from wellsourced.app.web.site import SCREENS
from wellsourced.case import Case


def addresses(case: Case) -> list[str]:
    """Give an address for each screen; a screen whose pieces are not known here is a fault."""
    return addresses_on(case, None)


def addresses_on(case: Case, day: date | None) -> list[str]:
    """Give an address for each screen, of what was known on a day."""
    claims = case.claims(as_of=day)
    ids = {
        "claims": max(claims, key=lambda c: (len(c.rivals), c.id)).id,
        "documents": case.documents(as_of=day)[0].id,
        "tallies": case.tallies(as_of=day)[0].id,
        "incidents": case.incidents(as_of=day)[0].id,
    }
    return [_filled(s.path, ids) for s in SCREENS]


def _filled(path: str, ids: dict[str, str]) -> str:
    path = path.replace("{name:path}", "Danil Orsak")
    return path.replace("{id}", ids[path.split("/")[1]]) if "{id}" in path else path
