"""W3C Web Annotation: each telling of a claim or count as an annotation of its words in a page."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import ClassVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from wellsourced.lang.anchor import anchored
from wellsourced.lang.verdicts import worded
from wellsourced.model import (
    Anchor,
    Carried,
    Claim,
    Decision,
    Document,
    DocumentId,
    Evidence,
    Exported,
    Frame,
    RulingRow,
    RulingState,
    Tally,
    Told,
    digest,
)
from wellsourced.tell.export import write
from wellsourced.tell.export.linked import ANNO, Json, Node, iri, known, moment, pieces, under
from wellsourced.tell.export.parties import batches, telling

_HERE_ALONE = (Decision.REDACT, Decision.UNDO)  # what they say is not to be told, or is done
_MOTIVES = {"questions": "questioning", "denies": "replying", "disputes": "replying"}
_FEW = 20  # claims whose pages are held at once
Row = Claim | Tally
Texts = Mapping[DocumentId, Document]


class WebAnnoExporter(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Writes a page of annotations; `base` begins each id."""

    base: str = "urn:wellsourced:"

    about: ClassVar[str] = "W3C Web Annotations: the words that each claim and count rests on"
    loses: ClassVar[str] = "rivals, origins as numbers, checks, ties; the text of the pages itself"
    suffix: ClassVar[str] = ".anno.jsonld"

    def __post_init__(self) -> None:
        under(self.base)

    def files(self, told: Told) -> Iterator[Exported]:
        """Give the one file."""
        yield write.pieces("annotations.anno.jsonld", lambda: self._pieces(told))

    def _pieces(self, told: Told) -> Iterator[bytes]:
        name = f"{self.base}annotations"
        page: Node = {"id": f"{name}/1", "type": "AnnotationPage", "startIndex": 0}

        def whole(many: int) -> Node:
            label = f"{told.frame.case}: what its claims and counts rest on"
            of: Node = {"id": name, "type": "AnnotationCollection", "label": label, "total": many}
            return {"partOf": of}

        return pieces({"@context": ANNO, **page}, "items", self.annotations(told), whole)

    def annotations(self, told: Told) -> Iterator[Node]:
        """Give the annotations: of claims, of counts, and what analysts decided about words."""
        frame = told.frame
        rows: Iterator[Row] = chain(told.claims(), told.tallies())
        for batch in batches(rows, _FEW):
            texts = told.texts(e.document for row in batch for e in row.evidence)
            for row in batch:
                yield from (self._told(row, e, texts, frame) for e in dict.fromkeys(row.evidence))
        ruled = [r for r in told.rulings() if r.state is RulingState.IN_FORCE]
        texts = told.texts(a.document for r in ruled for a in _anchors(r))
        for r in ruled:
            yield from self._rulings(r, texts)

    def _told(self, row: Row, e: Evidence, texts: Texts, frame: Frame) -> Node:
        kind = "claim" if isinstance(row, Claim) else "count"
        words = row.text if isinstance(row, Claim) else f"{row.outcome}: {_figures(row)}"
        sort = row.type.value if isinstance(row, Claim) else row.outcome.value
        tags = (sort, row.status.value, e.stance)
        return known(
            {
                "id": f"{self.base}annotation:{telling(row.id, e)}",
                "type": "Annotation",
                "motivation": _MOTIVES.get(e.stance, "describing"),
                "generated": moment(frame.at),
                "generator": {"type": "Software", "name": f"wellsourced {frame.version}"},
                "body": [
                    _text(words, "describing"),
                    *(_text(t, "tagging") for t in tags),
                    {
                        "type": "SpecificResource",
                        "source": f"{self.base}{kind}:{row.id}",
                        "purpose": "linking",
                    },
                    *([_text(" <- ".join(e.chain), "commenting")] if e.chain else []),
                ],
                "target": self._target(e.document, e.start, e.end, e.quote, texts),
            }
        )

    def _rulings(self, row: RulingRow, texts: Texts) -> Iterator[Node]:
        """An annotation for each of the words that a ruling is about, else one of its names."""
        bare = _bare(row)
        on = [
            (replace(bare, subject=n, anchor=k), a)
            for n, s in enumerate(row.ruling.draft.subjects)
            for k, a in enumerate(s.anchors)
            if a.document in texts
        ]
        for carried, a in on:
            words = self._target(a.document, a.start, a.end, a.quote, texts)
            yield self._ruled(row, carried, words)
        names = [s for s in row.ruling.draft.subjects if s.name]
        if not any(bare.words) and names and row.ruling.decision not in _HERE_ALONE:
            first = names[0]
            target: Json = f"{self.base}{first.kind}:{digest(first.kind, first.name or '')}"
            yield self._ruled(row, bare, target)

    def _ruled(self, row: RulingRow, carried: Carried, target: Json) -> Node:
        ruling = row.ruling
        body: list[Json] = [_text(worded(ruling.draft), "assessing")]
        if ruling.decision not in _HERE_ALONE:
            whole = msgspec.json.encode(carried).decode()
            body.append({**_text(whole, "classifying"), "format": "application/json"})
        place = (str(carried.subject), str(carried.anchor))
        return {
            "id": f"{self.base}annotation:{digest('ruling', ruling.id, *place)}",
            "type": "Annotation",
            "motivation": "assessing",
            "created": moment(ruling.at),
            "creator": {"type": "Person", "nickname": ruling.by},
            "body": body,
            "target": target,
        }

    def _target(
        self, document: DocumentId, start: int, end: int, quote: str, texts: Texts
    ) -> Node:
        """The words: where they stand in the text as it was read, and between which others."""
        page = texts[document]
        words = anchored(page.text, start, end)
        position: Node = {"type": "TextPositionSelector", "start": start, "end": end}
        exact: Node = {"type": "TextQuoteSelector", "exact": quote}
        fetched = page.fetched_at
        return known(
            {
                "type": "SpecificResource",
                "source": {
                    "id": iri(page.url) or f"{self.base}page:{document}",
                    "type": "Text",
                    "language": page.language,
                },
                "state": {"type": "TimeState", "sourceDate": moment(fetched)} if fetched else None,
                "selector": [
                    position,
                    known({**exact, "prefix": words.prefix, "suffix": words.suffix}),
                ],
            }
        )


def _text(words: str, purpose: str) -> Node:
    return {"type": "TextualBody", "value": words, "purpose": purpose, "format": "text/plain"}


def _figures(t: Tally) -> str:
    """Lowest, best and highest, as "3 / 4 / 5"."""
    return " / ".join("?" if n is None else str(n) for n in (t.low, t.best, t.high))


def _bare(row: RulingRow) -> Carried:
    draft = row.ruling.draft
    subjects = tuple(replace(s, anchors=()) for s in draft.subjects)
    return Carried(
        ruling=row.ruling.id,
        number=row.ruling.number,
        at=row.ruling.at,
        draft=replace(draft, subjects=subjects),
        words=tuple(len(s.anchors) for s in draft.subjects),
    )


def _anchors(row: RulingRow) -> Iterable[Anchor]:
    return (a for s in row.ruling.draft.subjects for a in s.anchors)
