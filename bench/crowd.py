"""CPU of weighing a crowd of made-up claims: one crowded block, and how cost grows with claims."""

import argparse
import gc
import time
from datetime import date, timedelta
from random import Random

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
from wellsourced.weigh.groups import groups
from wellsourced.weigh.oppositions import oppositions
from wellsourced.weigh.tellings import Slots, Telling, telling_words
from wellsourced.weigh.world import World

START = date(2031, 1, 1)
VERBS = ("attacked", "shelled", "raided", "stormed", "struck")
THINGS = ("barracks", "bridge", "depot", "convoy", "station", "bank", "mill", "harbour", "yard")
TYPES = (ClaimType.ASSAULT, ClaimType.ARREST, ClaimType.SUPPORT, ClaimType.CONTROL)


def main() -> None:
    """Weigh a crowded block, then crowds of growing size, and print CPU and its growth."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--block", type=int, default=40_000, help="claims in one block")
    parser.add_argument("--sizes", type=int, nargs="*", default=[10_000, 100_000])
    asked = parser.parse_args()
    found = crowd(asked.block, actors=1, types=1)
    print(f"one block, {asked.block} claims: {spent(found):.2f} s of CPU")
    before = 0.0
    for size in asked.sizes:
        now = spent(crowd(size, actors=max(55, size // 300)))
        grown = f", {now / before:.1f} times as much" if before else ""
        print(f"{size} claims: {now:.2f} s of CPU{grown}")
        before = now


def spent(found: list[Telling]) -> float:
    """CPU seconds of grouping them and looking for what excludes what."""
    gc.collect()
    gc.freeze()
    start = time.process_time()
    gathered = groups(found, World())
    oppositions(gathered, World())
    return time.process_time() - start


def crowd(size: int, *, actors: int, types: int = len(TYPES)) -> list[Telling]:
    """Tellings of acts by some actors, three or so of each act; the same for the same numbers."""
    chance = Random(size)
    out = []
    for n in range(size // 3):
        who, whom = f"Guard {n % actors}", f"Front {chance.randrange(60)}"
        place = f"Town {chance.randrange(200)}"
        day = START + timedelta(chance.randrange(1500))
        kind, thing = TYPES[n % types], chance.choice(THINGS)
        for k in range(3):
            words = f"{who} {chance.choice(VERBS)} the {thing} of {whom} in {place}"
            slots = Slots(
                kind,
                frozenset({who}),
                frozenset({whom}),
                frozenset({place} if chance.random() < 0.8 else ()),
                day if chance.random() < 0.6 else None,
                day,
                Polarity.FAILS if chance.random() < 0.05 else Polarity.HOLDS,
            )
            slots = slots if slots.earliest else slots._replace(latest=None)
            out.append(_telling(f"{n}-{k}", slots, words, day + timedelta(chance.randrange(3))))
    return out


def _telling(name: str, slots: Slots, words: str, day: date) -> Telling:
    document, mark = DocumentId(f"d{name}"), MarkId(f"m{name}")
    origin = Source(name=f"Voice {name[-3:]}", unnamed=False, kind=OriginKind.PERSON)
    said = Utterance(
        claim=mark,
        document=document,
        origin=origin,
        described=None,
        chain=("Herald", origin.name),
        same=name,
        commenter=False,
        commitment=Commitment.CERTAIN,
        said_on=day,
        heard_on=day,
    )
    claim = ClaimMark(
        id=mark,
        attribution=None,
        start=0,
        end=len(words),
        type=slots.type,
        polarity=slots.polarity,
        commitment=Commitment.CERTAIN,
    )
    quote = Quote(document=document, start=0, end=len(words), quote=words)
    told = telling_words(words)
    return Telling(said, claim, slots, quote, None, Attitude.SAYS, told, words)


if __name__ == "__main__":
    main()
