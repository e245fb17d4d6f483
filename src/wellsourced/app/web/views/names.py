"""Who and where: the names of a case, and the dossier of each."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from msgspec import Struct, field

from wellsourced.app.dossier import TITLES
from wellsourced.app.web.asked import Asked
from wellsourced.app.web.layer import rejected
from wellsourced.app.web.screens import Screen, View
from wellsourced.case import Case, sheet
from wellsourced.model import Claim, Dossier, DossierRow, Entity, Section, SourceRow


class Named(View, frozen=True, kw_only=True):
    """The people, groups and places of a case, most spoken of first.

    `counts`: how many there are of each kind, where not all are shown.
    """

    kinds: tuple[tuple[str, tuple[Entity, ...]], ...]
    counts: dict[str, int] = field(default_factory=dict)

    def sheet(self) -> Iterator[str]:
        """Give the lines of a spreadsheet of the names."""
        yield from sheet(Entity, [e for _, found in self.kinds for e in found])


class Part(Struct, frozen=True, kw_only=True):
    """A section of a dossier; `readers`: what only readers say."""

    section: Section
    title: str
    rows: tuple[DossierRow, ...]
    readers: tuple[DossierRow, ...]


class About(View, frozen=True, kw_only=True):
    """All that the record holds about one name; `rejected`: what analysts hold to be misread."""

    dossier: Dossier
    parts: tuple[Part, ...]
    rejected: tuple[Claim, ...] = ()

    def sheet(self) -> Iterator[str]:
        """Give the lines of a spreadsheet of its rows."""
        yield from sheet(DossierRow, self.dossier.rows)


class Sources(View, frozen=True, kw_only=True):
    """The origins, those with a name and those without."""

    named: tuple[SourceRow, ...]
    unnamed: tuple[SourceRow, ...]

    def sheet(self) -> Iterator[str]:
        """Give the lines of a spreadsheet of the sources."""
        yield from sheet(SourceRow, (*self.named, *self.unnamed))


def names(case: Case, asked: Asked, of: Mapping[str, str]) -> Named:
    """Give all names, by kind."""
    found = sorted(
        case.entities(as_of=asked.as_of), key=lambda e: (e.kind, -e.mentions, e.name, e.id)
    )
    kinds = groupby(found, key=lambda e: e.kind.value)
    return Named(kinds=tuple((kind, tuple(group)) for kind, group in kinds))


def about(case: Case, asked: Asked, of: Mapping[str, str]) -> About:
    """Give the dossier of a name; any alias will do."""
    dossier = case.dossier(of["name"], as_of=asked.as_of)
    by_section = {s: tuple(rows) for s, rows in groupby(dossier.rows, key=lambda r: r.section)}
    parts = (
        Part(
            section=section,
            title=title,
            rows=tuple(r for r in by_section[section] if not r.reader),
            readers=tuple(r for r in by_section[section] if r.reader),
        )
        for section, title in TITLES.items()
        if section in by_section
    )
    apart = rejected(case, asked, dossier.name)
    return About(dossier=dossier, parts=tuple(parts), rejected=apart)


def sources(case: Case, asked: Asked, of: Mapping[str, str]) -> Sources:
    """Give who says things first, most claims first."""
    found = case.sources(as_of=asked.as_of)
    return Sources(
        named=tuple(r for r in found if not r.unnamed),
        unnamed=tuple(r for r in found if r.unnamed),
    )


SCREENS = (
    Screen(path="/names", name="names", gather=names, heading="Names"),
    Screen(path="/names/{name:path}", name="dossier", gather=about),
    Screen(path="/sources", name="sources", gather=sources, heading="Sources"),
)
