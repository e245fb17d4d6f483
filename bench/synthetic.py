"""Marked pages made up by number: a paper's archive of so many days, without a parser.

A hundred pages a day, ten claims a page. Acts and states go round for some days, in several
papers; some are denied, some counted anew, some passages copied, some reports taken back. Who acts
grows in number with the archive, but for one army that has a part in a twentieth of all.
"""

from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from wellsourced.model import (
    Attribution,
    AttributionKind,
    Bound,
    ClaimMark,
    ClaimType,
    Dated,
    Document,
    DocumentId,
    EntityKind,
    MarkId,
    Marks,
    Mention,
    Outcome,
    Part,
    PartId,
    PartKind,
    PlaceMark,
    Polarity,
    Quantity,
    Span,
    digest,
)

A_DAY = 100  # pages
A_PAGE = 10  # claims
_START = date(1990, 1, 1)
_GOES_ROUND = 5  # days
_EVENTS = 200  # a day: five tellings of each
_SYLLABLES = tuple(f"{a}{b}" for a in "bdklmnrst" for b in "aeo")
_KINDS = (
    (ClaimType.ASSAULT, "shelled"),
    (ClaimType.CONTROL, "holds"),
    (ClaimType.ARREST, "arrested men of"),
    (ClaimType.CONSULT, "met"),
    (ClaimType.AID, "sent flour to"),
    (ClaimType.THREATEN, "threatened"),
    (ClaimType.ALLEGIANCE, "broke with"),
    (ClaimType.CASUALTY, "lost"),
)
_ARMY = "Norvian army"


class Event(NamedTuple):
    """What is told, in the same words or in others."""

    kind: ClaimType
    verb: str
    actor: str
    other: str
    town: str
    day: date
    toll: int


def identity(number: int) -> DocumentId:
    """Give a page's id."""
    return DocumentId(digest("synthetic", str(number)))


def _word(number: int) -> str:
    out = ""
    while True:
        out += _SYLLABLES[number % len(_SYLLABLES)]
        number //= len(_SYLLABLES)
        if not number:
            return out.capitalize()


def _event(number: int) -> Event:
    """An event of the day `number // _EVENTS`; its actors are those of its season, or the army."""
    chance = Random(number)
    day = number // _EVENTS
    near = day // 30 * 40
    kind, verb = _KINDS[chance.randrange(len(_KINDS))]
    actor = (
        _ARMY if chance.random() < 0.05 else f"{_word(near + chance.randrange(60) + 700)} Guard"
    )
    other = f"{_word(near + chance.randrange(60) + 700)} Front"
    town = f"{_word(near + chance.randrange(40) + 900)}bay"
    return Event(kind, verb, actor, other, town, _START + timedelta(day), chance.randrange(3, 40))


class _Page:
    """A page in the making."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.chance = Random(number * 7919 + 13)
        self.text = ""
        self.attributions: list[Attribution] = []
        self.claims: list[ClaimMark] = []
        self.quantities: list[Quantity] = []
        self.mentions: list[Mention] = []
        self.places: list[PlaceMark] = []
        self.taken: list[Span] = []

    def tell(self, at: int) -> None:
        chance = self.chance
        day = max(0, self.number // A_DAY - chance.randrange(_GOES_ROUND))
        of = _event(day * _EVENTS + chance.randrange(_EVENTS))
        fails = chance.random() < 0.05
        back = chance.random() < 0.0005
        start = len(self.text)
        body = f"{'no, ' if fails else ''}the {of.actor} {of.verb} the {of.other} at {of.town}"
        if of.kind is ClaimType.CASUALTY:
            body += f" and {of.toll + chance.randrange(2)} people were killed"
        noise = " ".join(_word(chance.randrange(10_000)).casefold() for _ in range(2))
        body = f"{'The paper retracts its report that ' if back else ''}{body} by the {noise}"
        end = start + len(body)
        who = chance.random()
        said = "" if who < 0.4 else f"General {_word(chance.randrange(3000) + 1000)} Kell"
        said = "an official" if who > 0.8 else said
        self.text += body + (f", {said} said" if said else "") + ".\n"
        if back:
            self.taken.append(Span(start, end))
        held = self._attributed(at, (start, end), said) if said else None
        self._claim(at, of, (start, end), held, fails=fails)
        self._names(of, start)

    def _attributed(self, at: int, content: tuple[int, int], said: str) -> MarkId:
        source = Span(content[1] + 2, content[1] + 2 + len(said))
        name = MarkId(f"a{at}")
        self.attributions.append(
            Attribution(
                id=name,
                kind=AttributionKind.INDIRECT,
                source=source,
                cue=Span(source.end + 1, source.end + 5),
                content=(Span(*content),),
                chain=(self.outlet, said),
                unnamed=said == "an official",
            )
        )
        return name

    @property
    def outlet(self) -> str:
        return f"{_word(self.number % 200 + 1000)} Herald"

    def _claim(
        self, at: int, of: Event, spot: tuple[int, int], held: MarkId | None, *, fails: bool
    ) -> None:
        self.claims.append(
            ClaimMark(
                id=MarkId(f"c{at}"),
                attribution=held,
                start=spot[0],
                end=spot[1],
                type=of.kind,
                actor=of.actor,
                recipient=of.other,
                place=of.town,
                earliest=of.day,
                latest=of.day,
                polarity=Polarity.FAILS if fails else Polarity.HOLDS,
            )
        )
        found = self.text.find(" people were killed", spot[0])
        if of.kind is ClaimType.CASUALTY and found >= 0:
            begin = self.text.rindex(" ", 0, found) + 1
            toll = int(self.text[begin:found])
            self.quantities.append(
                Quantity(
                    start=begin,
                    end=found + 7,
                    outcome=Outcome.KILLED,
                    low=toll,
                    high=toll,
                    bound=Bound.EXACT,
                    group="people",
                    place=of.town,
                    earliest=of.day,
                    latest=of.day,
                    attribution=held,
                )
            )

    def _names(self, of: Event, start: int) -> None:
        for name in (of.actor, of.other):
            at = self.text.index(name, start)
            mark = MarkId(f"m{at}")
            end = at + len(name)
            self.mentions.append(
                Mention(id=mark, start=at, end=end, kind=EntityKind.FORCE, name=name)
            )
        at = self.text.index(of.town, start)
        self.places.append(
            PlaceMark(start=at, end=at + len(of.town), name=of.town, country="Norvia")
        )

    def made(self) -> tuple[Document, Marks]:
        """Give the page and its marks."""
        for at in range(A_PAGE):
            self.tell(at)
        day = _START + timedelta(self.number // A_DAY)
        name = identity(self.number)
        body = Part(
            id=PartId("body"),
            kind=PartKind.BODY,
            start=0,
            end=len(self.text),
            takes_back=tuple(self.taken),
        )
        document = Document(
            id=name,
            evidence=name,
            file=f"{self.number}.txt",
            text=self.text,
            parts=(body,),
            url=f"https://{self.outlet.split()[0].casefold()}.example/{self.number}",
            outlet=self.outlet,
            published=Dated(earliest=day, latest=day, basis="given"),
        )
        marks = Marks(
            doc=name,
            entities=tuple(self.mentions),
            places=tuple(self.places),
            quantities=tuple(self.quantities),
            attributions=tuple(self.attributions),
            claims=tuple(self.claims),
        )
        return document, marks


def page(number: int) -> tuple[Document, Marks]:
    """Give a page by its number; in every twentieth stand the words of the page before it too."""
    if number % 20:
        return _Page(number).made()
    found = _Page(number)
    found.chance = Random((number - 1) * 7919 + 13)
    return found.made()
