"""One address of each screen of a case, by the names of what it holds."""

from wellsourced.app.web.views import SCREENS
from wellsourced.case import Case


def addresses(case: Case) -> list[str]:
    """Give an address for each screen; a screen whose pieces are not known here is a fault."""
    claims = case.claims()
    known = {
        "{id}": {
            "/claims/{id}": max(claims, key=lambda c: (len(c.rivals), c.id)).id,
            "/documents/{id}": case.documents()[0].id,
            "/tallies/{id}": case.tallies()[0].id,
        },
    }
    return [_filled(s.path, known) for s in SCREENS]


def _filled(path: str, known: dict[str, dict[str, str]]) -> str:
    if "{id}" in path:
        return path.replace("{id}", known["{id}"][path])
    assert "{" not in path.replace("{name:path}", ""), f"no example for {path}"
    return path.replace("{name:path}", "Danil Orsak")
