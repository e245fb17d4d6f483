"""Crowds of made-up tellings, linked and marked as pages are: acts, tolls, stays, all mixed."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from wellsourced.config import OwnPlace, Settings
from wellsourced.model import (
    Attribution,
    AttributionKind,
    Bound,
    ClaimMark,
    ClaimType,
    Commitment,
    Dated,
    Document,
    DocumentId,
    Entity,
    EntityId,
    EntityKind,
    Linked,
    MarkId,
    Marks,
    OriginKind,
    Outcome,
    Part,
    PartId,
    PartKind,
    Polarity,
    Quantity,
    Source,
    Span,
    Utterance,
)

START = date(2031, 1, 1)
LANDS, TOWNS, PAGE = 8, 200, 10  # the last: tellings on a page
VERBS = ("attacked", "shelled", "raided", "stormed", "struck")
THINGS = ("barracks", "bridge", "depot", "convoy", "station", "bank", "mill", "harbour", "yard")
ROUNDS = ("at dawn", "with mortars", "after a long siege", "for the third time", "by night", "")
GONE = ("flood", "blast", "ambush", "raid", "fire", "shelling", "clash", "collapse")
ACTS = (ClaimType.ASSAULT, ClaimType.ARREST, ClaimType.SUPPORT, ClaimType.CONTROL)


class Said(NamedTuple):
    """What a telling says, before it stands on a page."""

    words: str
    type: ClaimType
    day: date  # on which it was so
    actor: str | None = None
    recipient: str | None = None
    place: str | None = None
    dated: bool = True
    fails: bool = False
    number: int | None = None  # of those killed; its figure stands first in the words
    text: str = ""  # the text that it is a copy of


class Crowd(NamedTuple):
    """What weighing is given."""

    linked: Linked
    documents: tuple[Document, ...]
    marks: tuple[Marks, ...]
    settings: Settings


Telling = Callable[[Random, int], Said]


def crowd(size: int, tell: Callable[[Random], Telling]) -> Crowd:
    """Give a crowd: of what is told a third are copies, a third reworded, a third told once."""
    chance = Random(size)
    told = list(_retold(size, tell(chance), chance))
    pages = [told[n : n + PAGE] for n in range(0, size, PAGE)]
    made = [_page(n, said, chance) for n, said in enumerate(pages)]
    people = tuple(
        Entity(id=EntityId(f"e{n}"), kind=EntityKind.PERSON, name=name)
        for n, name in enumerate(sorted({s.actor for s in told if s.actor and "Kell" in s.actor}))
    )
    linked = Linked(
        entities=people,
        stories=(),
        utterances=tuple(u for _, _, said, _ in made for u in said),
        names={},
        counts=tuple(u for _, _, _, counts in made for u in counts),
    )
    places = tuple(
        OwnPlace(name=f"Town {n}", within=f"Land {n % LANDS}", country=f"Land {n % LANDS}")
        for n in range(TOWNS)
    )
    documents, marks = tuple(d for d, *_ in made), tuple(m for _, m, *_ in made)
    return Crowd(linked, documents, marks, Settings(places=places))


def acts(chance: Random) -> Telling:
    """One army against sixty fronts in two hundred towns, over four years."""
    return lambda of, n: _act(of, "Guard 0", f"Front {of.randrange(60)}", ClaimType.ASSAULT)


def siege(chance: Random) -> Telling:
    """One army against one front in one town, over a year."""

    def told(of: Random, n: int) -> Said:
        said = _act(of, "Guard 0", "Front 0", ClaimType.ASSAULT)
        day = START + timedelta(of.randrange(365))
        return said._replace(place="Town 1" if said.place else None, day=day)

    return told


def tolls(chance: Random) -> Telling:
    """Those killed in one town over a year."""
    return lambda of, n: _toll(of, "Town 1", START + timedelta(of.randrange(365)))


def stays(chance: Random) -> Telling:
    """Where one man is, over a year: a fortnight here, a fortnight there."""
    return lambda of, n: _stay(of, "Idris Kell", START + timedelta(of.randrange(365)))


def mixed(size: int) -> Callable[[Random], Telling]:
    """All kinds over four years; names grow with the crowd, a few are everywhere."""

    def of_all(chance: Random) -> Telling:
        names = max(55, size // 200)

        def told(of: Random, n: int) -> Said:
            who = min(names - 1, int(of.paretovariate(0.6)) - 1)
            day = START + timedelta(of.randrange(1500))
            kind = of.random()
            if kind < 0.2:
                return _toll(of, f"Town {who % TOWNS}", day)
            if kind < 0.35:
                return _stay(of, f"Kell {who}", day)
            whom = min(names - 1, int(of.paretovariate(0.6)) - 1)
            return _act(of, f"Guard {who}", f"Front {whom}", of.choice(ACTS))

        return told

    return of_all


def _act(of: Random, who: str, whom: str, kind: ClaimType) -> Said:
    town = f"Town {of.randrange(TOWNS)}"
    verb, thing, how = of.choice(VERBS), of.choice(THINGS), of.choice(ROUNDS)
    return Said(
        words=f"{who} {verb} the {thing} of {whom} in {town} {how}".strip(),
        type=kind,
        day=START + timedelta(of.randrange(1500)),
        actor=who,
        recipient=whom,
        place=town if of.random() < 0.8 else None,
        dated=of.random() < 0.6,
        fails=of.random() < 0.05,
    )


def _toll(of: Random, town: str, day: date) -> Said:
    number = min(500, int(3 * of.paretovariate(0.7)))
    where = f"the {of.choice(THINGS)} in {town}" if of.random() < 0.9 else town
    words = f"{number} people were killed in a {of.choice(GONE)} at {where} {of.choice(ROUNDS)}"
    words = words.strip()
    dated = of.random() < 0.7
    return Said(words, ClaimType.CASUALTY, day, place=town, dated=dated, number=number)


def _stay(of: Random, who: str, day: date) -> Said:
    """Where somebody is; one telling in seven is wrong, one in ten denies it."""
    stay = (day - START).days // 14 * 7 % 24  # where he truly is
    at = stay if of.random() < 0.85 else of.randrange(24)
    place = f"Town {at}" if of.random() < 0.7 else f"Land {at % LANDS}"
    fails = of.random() < 0.1
    verb = "is not" if fails else of.choice(("is", "stays", "was seen", "hides"))
    words = f"{who} {verb} in {place} {of.choice(ROUNDS)}".strip()
    dated = of.random() < 0.4
    kind = ClaimType.WHEREABOUTS
    return Said(words, kind, day, actor=who, place=place, dated=dated, fails=fails)


def _retold(size: int, tell: Telling, chance: Random) -> Iterator[Said]:
    """What is said, with its copies and its rewordings in the days after; some deny it."""
    out: list[Said] = []
    n = 0
    while len(out) < size:
        first = tell(chance, n)
        out.append(first._replace(text=f"t{n}"))
        for k in range(chance.randrange(4)):
            late = first.day + timedelta(chance.randrange(3))
            day = first.day if first.dated else late
            again = first._replace(day=day, text=f"t{n}" if chance.random() < 0.4 else f"t{n}.{k}")
            if chance.random() < 0.5:
                extra = chance.choice(("reportedly", "once more", "again", "there"))
                again = again._replace(words=f"{again.words} {extra}", text=f"t{n}.{k}")
            if chance.random() < 0.05:
                again = again._replace(fails=not again.fails, text=f"t{n}.{k}")
            out.append(again)
        n += 1
    chance.shuffle(out)
    yield from out[:size]


_Made = tuple[Document, Marks, list[Utterance], list[Utterance]]


def _page(number: int, said: Sequence[Said], chance: Random) -> _Made:
    """A page that tells ten things; one page in fifty takes back what it says last."""
    name = DocumentId(f"d{number:07}")
    outlet = f"Outlet {number % 97}"
    text, claims, attributions, quantities = "", [], [], []
    utterances: list[Utterance] = []
    counts: list[Utterance] = []
    day = max(s.day for s in said) + timedelta(1)
    last = 0
    for s in said:
        start = last = len(text)
        end = start + len(s.words)
        voice = min(299, int(chance.paretovariate(0.7)))
        own = chance.random() < 0.2
        cue = "denied" if s.fails and chance.random() < 0.5 else "said"
        text += f"{s.words}. " if own else f"{s.words}, Voice {voice} {cue}. "
        held = None if own else MarkId(f"a{start}")
        sure = Commitment.POSSIBLE if chance.random() < 0.1 else Commitment.CERTAIN
        if held:
            attributions.append(_attribution(held, (start, end), f"Voice {voice}", cue))
        claims.append(_claim(s, start, end, held, sure))
        utterance = _utterance(s, name, claims[-1].id, outlet, None if own else voice, sure)
        if s.number is not None:
            quantities.append(_quantity(s, start, held))
            counts.append(_again(utterance, quantities[-1].mark))
        utterances.append(utterance)
    takes = (Span(last, len(text.rstrip())),) if chance.random() < 0.02 else ()
    part = Part(id=PartId("body"), kind=PartKind.BODY, start=0, end=len(text), takes_back=takes)
    published = Dated(earliest=day, latest=day, basis="given")
    document = Document(
        id=name,
        evidence=name,
        file=f"{name}.txt",
        text=text,
        parts=(part,),
        outlet=outlet,
        published=published,
    )
    marks = Marks(
        doc=name,
        claims=tuple(claims),
        attributions=tuple(attributions),
        quantities=tuple(quantities),
    )
    return document, marks, utterances, counts


def _attribution(held: MarkId, words: tuple[int, int], voice: str, cue: str) -> Attribution:
    source = words[1] + 2, words[1] + 2 + len(voice)
    return Attribution(
        id=held,
        kind=AttributionKind.INDIRECT,
        source=Span(*source),
        cue=Span(source[1] + 1, source[1] + 1 + len(cue)),
        content=(Span(*words),),
        commitment=Commitment.CERTAIN_NOT if cue == "denied" else Commitment.CERTAIN,
    )


def _claim(s: Said, start: int, end: int, held: MarkId | None, sure: Commitment) -> ClaimMark:
    return ClaimMark(
        id=MarkId(f"k{start}"),
        attribution=held,
        start=start,
        end=end,
        type=s.type,
        actor=s.actor,
        recipient=s.recipient,
        place=s.place,
        earliest=s.day if s.dated else None,
        latest=s.day if s.dated else None,
        polarity=Polarity.FAILS if s.fails else Polarity.HOLDS,
        commitment=sure,
    )


def _utterance(
    s: Said, name: DocumentId, mark: MarkId, outlet: str, voice: int | None, sure: Commitment
) -> Utterance:
    unnamed = voice is not None and voice % 10 == 0
    who = outlet if voice is None else "unnamed" if unnamed else f"Voice {voice}"
    kind = OriginKind.OUTLET if voice is None else OriginKind.PERSON
    day = s.day + timedelta(1)
    return Utterance(
        claim=mark,
        document=name,
        origin=Source(name=who, unnamed=unnamed, kind=OriginKind.UNNAMED if unnamed else kind),
        described=f"an official of Guard {voice}" if unnamed else None,
        chain=(outlet,) if voice is None else (outlet, who),
        same=s.text,
        commenter=False,
        commitment=sure,
        said_on=day,
        heard_on=day,
        own=voice is None,
    )


def _again(of: Utterance, mark: MarkId) -> Utterance:
    return Utterance(
        claim=mark,
        document=of.document,
        origin=of.origin,
        described=of.described,
        chain=of.chain,
        same=f"{of.same} {mark.split(':')[0]}",
        commenter=of.commenter,
        commitment=of.commitment,
        said_on=of.said_on,
        heard_on=of.heard_on,
        own=of.own,
    )


def _quantity(s: Said, start: int, held: MarkId | None) -> Quantity:
    return Quantity(
        start=start,
        end=start + len(str(s.number)),
        outcome=Outcome.KILLED,
        low=s.number,
        high=s.number,
        bound=Bound.EXACT,
        group="people",
        place=s.place,
        earliest=s.day if s.dated else None,
        latest=s.day if s.dated else None,
        attribution=held,
    )
