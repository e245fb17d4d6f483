"""Corrections, and parts greater than the whole, are found in a crowd as by looking at all."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from tests.weigh.drawn import CASE, Draws, count, telling
from tests.weigh.makers import day
from wellsourced.model import ClaimType, DocumentId, Quote
from wellsourced.weigh.retractions import Alike, Correction, Told, retractions
from wellsourced.weigh.tallies import between
from wellsourced.weigh.tellings import telling_words

KINDS = (ClaimType.ASSAULT, ClaimType.DEMAND)
WORDS = (
    "They took the mill",
    "They burned the pier",
    "The mill was not burned",
    "It left",
    "Sorry",
)


def told(name, number=120):
    chance = Draws(name)
    return [telling(n, chance, kinds=KINDS) for n in range(number)]


def corrections(name, number=40, pages=60):
    chance = Draws(f"{name} takes back")
    return [correction(n, chance, pages) for n in range(number)]


def correction(n, chance, pages):
    page = DocumentId(f"{chance.randrange(pages):03}")
    words = f"{chance.choice(WORDS)}, and {chance.choice(WORDS).lower()}"
    on = None if chance.random() < 0.1 else day(1) + timedelta(chance.randrange(200))
    start = 200 * n
    quote = Quote(document=page, start=start, end=start + len(words), quote=words)
    around = max(0, start - 60), start + 60
    reader = "Ana" if chance.random() < 0.1 else None
    return Correction(page, reader, f"Herald {chance.randrange(4)}", on, quote, around)


def speaks_of(c, t):
    """Whether an outlet that told it speaks later of the same."""
    own = c.outlet in (t.utterance.origin.name, *t.utterance.chain) and c.reader is None
    later = t.day is not None and c.day is not None and t.day <= c.day
    both = t.words & telling_words(c.words.quote)
    return (
        own
        and later
        and not t.utterance.commenter
        and len(both) >= 2
        and len(both) >= 0.3 * len(t.words)
    )


@pytest.mark.parametrize("name", ["ferry", "crane", "weir"])
def test_what_speaks_of_a_telling_is_found_among_all_corrections(name):
    made = corrections(name)
    alike = Alike(made)

    for t in told(name):
        expected = {n for n, c in enumerate(made) if speaks_of(c, t)}
        assert set(alike.of(t)) == expected


@pytest.mark.parametrize("name", ["ferry", "crane", "weir", "lock"])
def test_corrections_that_bear_on_no_telling_take_none_back(name):
    found, made = told(name), [(c, ()) for c in corrections(name)]
    claims = [Told(found[n : n + 4], found[n + 4 : n + 6]) for n in range(0, len(found), 6)]

    for claim in claims:
        pages = {t.quote.document for t in (*claim.own, *claim.contrary)}
        near = [
            (c, again)
            for c, again in made
            if c.document in pages or any(speaks_of(c, t) for t in claim.own)
        ]
        assert retractions([claim], near) == retractions([claim], made)


def test_some_tellings_of_a_crowd_are_taken_back():
    found = told("ferry")

    taken = retractions([Told(found, ())], [(c, ()) for c in corrections("ferry")])

    assert 5 < len(taken) < len(found)


def greater(part, whole):
    """Whether a part is told to be greater than its whole, told no earlier, of days around."""
    p, w = part.quantity, whole.quantity
    dated = p.earliest and p.latest and w.earliest and w.latest
    inside = all(any(CASE.inside(x, y) for y in whole.place) for x in part.place)
    sure = all(c.utterance.commitment in ("CT+", "CT-") for c in (part, whole))
    return (
        part.quote.document != whole.quote.document
        and p.outcome == w.outcome
        and not (p.per or w.per)
        and part.place
        and whole.place
        and part.place != whole.place
        and inside
        and part.group
        and part.group == whole.group
        and dated
        and w.earliest <= p.earliest
        and p.latest <= w.latest
        and part.day
        and whole.day
        and part.day <= whole.day
        and sure
        and not (part.utterance.commenter or whole.utterance.commenter)
        and None not in (p.low, w.high)
        and p.low > w.high
    )


@pytest.mark.parametrize("name", ["ferry", "crane", "weir", "lock"])
def test_parts_greater_than_the_whole_are_those_that_looking_at_all_pairs_finds(name):
    chance = Draws(name)
    found = [longer(count(n, chance), chance) for n in range(240)]

    checks = between(found, CASE)

    pairs = [(w.quote, p.quote) for w in found for p in found if greater(p, w)]
    assert [c.about for c in checks] == pairs
    assert pairs


def longer(c, chance):
    """A number for more days, and sometimes for two places."""
    q = c.quantity
    if q.latest is not None and chance.random() < 0.5:
        q = replace(q, earliest=day(1), latest=q.latest + timedelta(chance.randrange(60)))
    c = c._replace(quantity=q, group=chance.choice(("people", "people", "soldiers")))
    if c.place and chance.random() < 0.2:
        c = c._replace(place=c.place | {"Tarn"})
    return c
