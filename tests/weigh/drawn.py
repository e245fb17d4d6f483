"""Tellings and counts that look drawn and are the same every time, many of them nearly equal."""

from datetime import timedelta

from tests.weigh.makers import day
from wellsourced.model import (
    Bound,
    ClaimMark,
    ClaimType,
    Commitment,
    DocumentId,
    MarkId,
    OriginKind,
    Outcome,
    Polarity,
    Quantity,
    Quote,
    Source,
    Utterance,
    digest,
)
from wellsourced.weigh.counts import Count
from wellsourced.weigh.cues import Attitude
from wellsourced.weigh.tellings import Slots, Telling, telling_words
from wellsourced.weigh.world import World

CASE = World(
    holders={
        "Lorne": ("Norvia",),
        "Tarn": ("Norvia",),
        "Sarbay": ("Sarland",),
        "Norvia": (),
        "Sarland": (),
    },
    wholes={"Lake Guard": "Norvian army"},
)
WHO = ("Lake Guard", "Salt Front", "Norvian army", "Salt Front rebels")
WHERE = ("Lorne", "Tarn", "Norvia", "Sarbay", "Sarland")


class Draws:
    """Numbers that look drawn and are the same every time."""

    def __init__(self, name):
        self.name, self.count = name, 0

    def randrange(self, limit):
        self.count += 1
        return int(digest(self.name, str(self.count)), 16) % limit

    def choice(self, of):
        return of[self.randrange(len(of))]

    def random(self):
        return self.randrange(1000) / 1000

    def shuffled(self, found):
        return sorted(found, key=lambda _: self.randrange(10**6))


def some(chance, names, share=0.7):
    return frozenset({chance.choice(names)}) if chance.random() < share else frozenset()


def said(chance, name, told, *, texts=80, pages=60):
    unnamed = chance.random() < 0.3
    who = "unnamed" if unnamed else f"Voice {chance.randrange(12)}"
    outlet = f"Herald {chance.randrange(4)}"
    return Utterance(
        claim=MarkId(name),
        document=DocumentId(f"{chance.randrange(pages):03}"),
        origin=Source(
            name=who, unnamed=unnamed, kind=OriginKind.UNNAMED if unnamed else OriginKind.PERSON
        ),
        described=chance.choice((None, "an aide", "a senior aide", "a miller"))
        if unnamed
        else None,
        chain=(outlet, "Lake Press", who) if chance.random() < 0.3 else (outlet, who),
        same=f"text {chance.randrange(texts)}",
        commenter=chance.random() < 0.1,
        commitment=chance.choice((Commitment.CERTAIN,) * 4 + (Commitment.POSSIBLE,)),
        said_on=told if chance.random() < 0.9 else None,
        heard_on=None,
    )


def telling(number, chance, *, kinds=(ClaimType.ASSAULT, ClaimType.CONTROL), days=200):
    """One of a crowd; that of an act tells who did what to whom."""
    told = day(1) + timedelta(chance.randrange(days))
    kind = chance.choice(kinds)
    stay = kind is ClaimType.WHEREABOUTS
    slots = Slots(
        type=kind,
        actor=frozenset({"Omar Sarif"}) if stay else some(chance, WHO),
        recipient=frozenset() if stay else some(chance, (*WHO[:2], "mill", "Odo Kell")),
        place=some(chance, WHERE, 1.0 if stay else 0.7),
        earliest=told if chance.random() < 0.4 else None,
        latest=told + timedelta(chance.randrange(30)) if chance.random() < 0.4 else None,
        polarity=Polarity.FAILS if chance.random() < 0.3 else Polarity.HOLDS,
    )
    words = f"they {chance.choice(('took', 'burned'))} the {chance.choice(('mill', 'pier'))}"
    utterance = said(chance, f"{number:03}", told)
    mark = ClaimMark(id=utterance.claim, attribution=None, start=0, end=len(words), type=kind)
    quote = Quote(document=utterance.document, start=number, end=number + len(words), quote=words)
    attitude = chance.choice((Attitude.SAYS,) * 6 + (Attitude.DENIES, Attitude.DOUBTS))
    return Telling(utterance, mark, slots, quote, None, attitude, telling_words(words), words)


def count(number, chance, *, pages=60):
    """One of a crowd of counts; many of one number, place, day and wording."""
    told = day(1) + timedelta(chance.randrange(60))
    low = chance.choice((3, 5, 8))
    dated = chance.random() < 0.6
    utterance = said(chance, f"{number:03}", told, texts=400, pages=pages)
    where = chance.choice(("mill", "pier", "bridge"))
    place = some(chance, ("Lorne", "Tarn", "Norvia"))
    words = f"{low} people were killed by a {chance.choice(('flood', 'fire'))} at the {where}"
    quantity = Quantity(
        start=number,
        end=number + 1,
        outcome=chance.choice((Outcome.KILLED, Outcome.KILLED, Outcome.WOUNDED)),
        low=low,
        high=low if chance.random() < 0.8 else None,
        bound=Bound.EXACT,
        group=chance.choice((None, "people", "soldiers")),
        earliest=told if dated else None,
        latest=told if dated else None,
    )
    quote = Quote(document=utterance.document, start=number, end=number + 1, quote=str(low))
    told_by = frozenset(w for w in telling_words(words) if not w.isdigit())
    return Count(quantity, utterance, quote, told_by, quantity.group, frozenset(), place)
