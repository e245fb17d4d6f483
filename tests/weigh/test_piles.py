"""Groups are the same however they are looked for, and none is missed."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.weigh.drawn import Draws, some
from tests.weigh.makers import day
from tests.weigh.plain import joined, likeness, order, proposition
from wellsourced.model import (
    ClaimMark,
    ClaimType,
    Commitment,
    DocumentId,
    MarkId,
    OriginKind,
    Polarity,
    Quote,
    Source,
    Utterance,
)
from wellsourced.weigh.cues import Attitude
from wellsourced.weigh.frames import Frames
from wellsourced.weigh.growing import in_order
from wellsourced.weigh.piles import Piles
from wellsourced.weigh.tellings import Slots, Telling, telling_words
from wellsourced.weigh.world import World

CASE = World(holders={"Lorne": ("Norvia",), "Tarn": ("Norvia",)})


def telling(number, chance):
    told = day(1) + timedelta(chance.randrange(200))
    kind = chance.choice((ClaimType.ASSAULT, ClaimType.CONTROL, ClaimType.ACCUSE))
    slots = Slots(
        type=kind,
        actor=some(chance, ("Lake Guard", "Salt Front")),
        recipient=some(chance, ("mill", "Odo Kell")),
        place=some(chance, ("Lorne", "Tarn", "Norvia", "Sarland")),
        earliest=told if chance.random() < 0.4 else None,
        latest=told + timedelta(chance.randrange(90)) if chance.random() < 0.4 else None,
        polarity=Polarity.HOLDS,
    )
    words = f"they {chance.choice(('took', 'burned'))} the {chance.choice(('mill', 'pier'))}"
    name = f"{number:03}"
    said = Utterance(
        claim=MarkId(name),
        document=DocumentId(name),
        origin=Source(name="Ada Orm", unnamed=False, kind=OriginKind.PERSON),
        described=None,
        chain=("Herald", "Ada Orm"),
        same=f"text {chance.randrange(150)}",
        commenter=False,
        commitment=Commitment.CERTAIN,
        said_on=told if chance.random() < 0.9 else None,
        heard_on=None,
    )
    mark = ClaimMark(id=MarkId(name), attribution=None, start=0, end=len(words), type=kind)
    quote = Quote(document=DocumentId(name), start=0, end=len(words), quote=words)
    return Telling(said, mark, slots, quote, None, Attitude.SAYS, telling_words(words), words)


def by_looking_at_all(found):
    piles = []  # what each claims, and its own
    for t in sorted(found, key=order):
        kin = [n for n, (p, _) in enumerate(piles) if p.slots.type == t.slots.type]
        same = [n for n in kin if t.utterance.same in {o.utterance.same for o in piles[n][1]}]
        fits = [(9.0, -n) for n in same]
        fits = fits or [(s, -n) for n in kin if (s := fit(*piles[n], t)) is not None]
        if fits:
            n = -max(fits)[1]
            piles[n] = joined(piles[n][0], t, CASE), [*piles[n][1], t]
        else:
            piles.append((proposition(t), [t]))
    return piles


def fit(p, own, t):
    names = {name for o in own for slot in o.slots[1:4] for name in slot}
    return likeness(p, t, CASE) if names & set().union(*t.slots[1:4]) else None


def piled(found):
    frames = Frames(CASE)
    piles = Piles(frames, CASE)
    for seen in in_order(found, frames):
        piles.add(seen)
    return [(p.growing.proposition(), [o.telling for o in p.own]) for p in piles.found]


def test_the_index_finds_the_group_that_looking_at_all_groups_finds():
    chance = Draws("crowd")
    found = [telling(n, chance) for n in range(300)]

    assert piled(found) == by_looking_at_all(found)


@settings(max_examples=25, deadline=None)
@given(st.text("abcdefgh", min_size=1, max_size=6), st.integers(1, 60))
def test_a_crowd_is_grouped_as_by_comparing_all_step_by_step(name, size):
    chance = Draws(name)
    found = [telling(n, chance) for n in range(size)]

    assert piled(found) == by_looking_at_all(found)
