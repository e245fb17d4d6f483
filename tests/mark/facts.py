"""Texts as the markers of facts see them: names, times and places already found."""

from datetime import date
from functools import cache

from msgspec.structs import replace

from wellsourced.config import OwnPlace, Settings
from wellsourced.mark.checks import checks
from wellsourced.mark.names import mentions
from wellsourced.mark.places import places
from wellsourced.mark.quantities import quantities
from wellsourced.mark.syntax import Reading, readings
from wellsourced.mark.times import times
from wellsourced.model import Dated, Document, DocumentId, Marks, Part, PartId, PartKind

FRIDAY = date(1998, 5, 15)
TOWNS = Settings(
    places=(
        OwnPlace(name="Havrin", latitude=45.0, longitude=30.0, country="TV"),
        OwnPlace(name="Karsk", latitude=45.5, longitude=30.5, country="TV"),
        OwnPlace(name="Reed Quarter", aliases=("Reeds",), within="Havrin"),
    )
)


def page(text: str, on: date | None = FRIDAY) -> Document:
    """A document of one body, published on a Friday."""
    body = Part(id=PartId("p0"), kind=PartKind.BODY, start=0, end=len(text))
    published = Dated(earliest=on, latest=on, basis="given") if on else Dated()
    return Document(
        id=DocumentId("d"),
        evidence="e",
        file="d.txt",
        text=text,
        parts=(body,),
        published=published,
    )


def reading(document: Document, settings: Settings = TOWNS) -> Reading:
    """The document, parsed."""
    return next(readings([document], settings))


@cache
def facts(text: str, on: date | None = FRIDAY) -> Marks:
    """Times, places, quantities and checks of a text."""
    seen = reading(page(text, on))
    found = Marks(doc=seen.document.id)
    found = replace(found, entities=mentions(seen, found))
    found = replace(found, times=times(seen, found))
    found = replace(found, places=places(seen, found))
    found = replace(found, quantities=quantities(seen, found))
    return replace(found, checks=checks(seen, found))
