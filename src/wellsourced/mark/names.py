"""Names of people, groups and places, each with the fullest form known."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Token

from wellsourced.lang.names import taught_aliases
from wellsourced.mark.kinds import Votes, votes
from wellsourced.mark.known import book
from wellsourced.mark.register import Register, register
from wellsourced.mark.runs import Run, runs, shouting
from wellsourced.mark.syntax import Passage, Reading
from wellsourced.mark.words import words
from wellsourced.model import EntityKind, MarkId, Marks, Mention, digest

_ADJECTIVAL = frozenset({"compound", "nmod", "amod"})


class Sighting(NamedTuple):
    """A name seen: where, what it weighs for each kind, and what is known of it already.

    `name`, `kind` None: to be found from the whole document. `role`: a title without a name.
    """

    start: int
    end: int
    text: str
    votes: Votes
    name: str | None = None
    kind: EntityKind | None = None
    code: str | None = None
    title: str | None = None
    role: bool = False


def mentions(reading: Reading, found: Marks) -> tuple[Mention, ...]:
    """Find the names: those of the settings first, then by capitals, titles and head words."""
    sightings = tuple(_sightings(reading))
    taught = [t for p in reading.passages for t in taught_aliases(p.text)]
    known = register(
        ((s.text, s.title, s.votes) for s in sightings if s.kind is None and not s.role),
        ((t.name, t.alias) for t in taught),
        ((s.text, s.name) for s in sightings if s.name and s.kind is not EntityKind.NATIONALITY),
    )
    made = (_mention(s, known, reading) for s in sightings)
    return tuple(sorted((m for m in made if m), key=lambda m: (m.start, -m.end, m.kind)))


def _mention(sighting: Sighting, known: Register, reading: Reading) -> Mention | None:
    if sighting.role:
        name, kind = known.holder(sighting.title or ""), EntityKind.PERSON
    elif sighting.kind is not None:
        name, kind = sighting.name, sighting.kind
    else:
        name, kind = known.name(sighting.text), known.kind(sighting.text)
    if not name:
        return None
    place = (str(sighting.start), str(sighting.end), kind.value)
    return Mention(
        id=MarkId(digest(reading.document.id, "entities", *place)),
        start=sighting.start,
        end=sighting.end,
        kind=kind,
        name=name,
        code=sighting.code,
    )


def _sightings(reading: Reading) -> Iterator[Sighting]:
    tokens = [list(p.tree) for p in reading.passages]
    loud = [shouting(t) for t in tokens]
    seen = frozenset(_seen(t for t, shout in zip(tokens, loud, strict=True) if not shout))
    for passage, line in zip(reading.passages, tokens, strict=True):
        taken = [False] * len(line)
        yield from _own(passage, line, reading, taken)
        for run in runs(line, seen, taken):
            yield from _seen_run(passage, line, run)


def _seen(lines: Iterable[Sequence[Token]]) -> Iterator[str]:
    """Words with a capital inside sentences, which are names' words anywhere."""
    never = words().never
    for line in lines:
        for token in line:
            inside = token.pos_ == "PROPN" and not token.is_sent_start
            if inside and token.text[0].isupper() and token.text not in never:
                yield token.text


def _own(
    passage: Passage, line: Sequence[Token], reading: Reading, taken: list[bool]
) -> Iterator[Sighting]:
    """The settings' names in the passage; marks their tokens as taken."""
    for match in book(reading.settings).matches(passage.text):
        span = passage.tree.char_span(match.start, match.end, alignment_mode="expand")
        if span is None or _anothers(line, span.start, span.end - 1):
            continue
        for i in range(span.start, span.end):
            taken[i] = True
        own = match.own
        yield Sighting(
            passage.start + match.start,
            passage.start + match.end,
            passage.text[match.start : match.end],
            Counter(),
            name=own.name,
            kind=own.kind,
            code=own.code,
        )


def _anothers(line: Sequence[Token], first: int, last: int) -> bool:
    """Whether a one-word alias is but a piece of a longer name: "Sarif City", "Omar Sarif"."""
    lists = words()
    if first != last or not line[first].text[0].isupper():
        return False
    after = line[last + 1] if last + 1 < len(line) else None
    if after is not None and after.text in lists.heads and line[last].whitespace_:
        return True
    before = line[first - 1] if first else None
    return (
        before is not None
        and before.pos_ == "PROPN"
        and before.dep_ == "compound"
        and before.head.i == line[first].i
        and before.text[0].isupper()
        and before.text not in lists.titles.heads
        and (before.text,) not in lists.nations
    )


def _seen_run(passage: Passage, line: Sequence[Token], run: Run) -> Iterator[Sighting]:
    last = run.last
    if line[last].text in {"-", "'"} or not any(
        t.text[0].isalpha() for t in line[run.first : last + 1]
    ):
        return
    if run.known:
        yield from _nation(passage, line, run)
        return
    span = passage.span(line[run.first], line[last])
    text = passage.text[span.start - passage.start : span.end - passage.start]
    if run.bare:
        yield Sighting(span.start, span.end, text, Counter(), title=run.title, role=True)
        return
    yield Sighting(span.start, span.end, text, votes(line, run), title=run.title)


def _nation(passage: Passage, line: Sequence[Token], run: Run) -> Iterator[Sighting]:
    known = run.known
    if known is None:
        return
    kind, name = known.kind, known.name
    adjective = kind is EntityKind.PLACE and line[run.last].dep_ in _ADJECTIVAL
    span = passage.span(line[run.first], line[run.last])
    yield Sighting(
        span.start,
        span.end,
        span_text(passage, span.start, span.end),
        Counter(),
        name=name,
        kind=EntityKind.NATIONALITY if adjective else kind,
        code=known.code,
    )
    group = _group(line, run.last) if adjective or kind is EntityKind.NATIONALITY else None
    if group:
        stop, group_kind = group
        span = passage.span(line[run.first], line[stop])
        text = span_text(passage, span.start, span.end)
        yield Sighting(
            span.start, span.end, text, Counter(), name=text, kind=group_kind, code=known.code
        )


def _group(line: Sequence[Token], last: int) -> tuple[int, EntityKind] | None:
    """The end and kind of "Norvian security forces", from the nation's word on."""
    nouns = words().nouns
    best = None
    for i in range(last + 1, min(last + 4, len(line))):
        if line[i].pos_ not in {"NOUN", "ADJ", "PROPN"}:
            break
        if line[i].lower_ in nouns:
            best = i, nouns[line[i].lower_]
    return best


def span_text(passage: Passage, start: int, end: int) -> str:
    """Give the passage's words, with quotation marks made plain."""
    return " ".join(passage.text[start - passage.start : end - passage.start].split())
