"""Groups are the same however they are looked for, and none is missed."""

from datetime import timedelta

from tests.weigh.drawn import Draws, some
from tests.weigh.makers import day
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
from wellsourced.weigh.piles import Pile, Piles
from wellsourced.weigh.propositions import order
from wellsourced.weigh.tellings import Slots, Telling, telling_words
from wellsourced.weigh.world import World

CASE = World(holders={"Lorne": ("Norvia",), "Tarn": ("Norvia",)})


def telling(number, chance):
    told = day(1) + timedelta(chance.randrange(200))
    kind = chance.choice((ClaimType.ASSAULT, ClaimType.CONTROL))
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
    piles = []
    for t in found:
        kin = [p for p in piles if (p.own[0].slots.type) == t.slots.type]
        same = [p for p in kin if t.utterance.same in {o.utterance.same for o in p.own}]
        fits = [(s, -piles.index(p)) for p in kin if (s := p.fit(t, CASE)) is not None]
        fits = [(9.0, -piles.index(p)) for p in same] or fits
        if fits:
            piles[-max(fits)[1]].take(t, CASE)
        else:
            piles.append(Pile(t))
    return [p.own for p in piles]


def test_the_index_finds_the_group_that_looking_at_all_groups_finds():
    chance = Draws("crowd")
    found = sorted((telling(n, chance) for n in range(300)), key=order)
    piles = Piles(CASE)
    for t in found:
        piles.add(t)

    assert [p.own for p in piles.found] == by_looking_at_all(found)
