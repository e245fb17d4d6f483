"""One hidden world: propositions, the sources that know of them, and who says what when."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import Enum
from random import Random

from planted import words

START = date(2031, 3, 3)
DAYS = 20


class Kind(Enum):
    """What a proposition says; the record's types that may stand for it."""

    ARREST = ("ARREST",)
    ATTACK = ("ASSAULT",)
    CONTROL = ("CONTROL",)
    ARMS = ("SUPPORT", "AID")
    WHERE = ("WHEREABOUTS",)
    TOLL = ("CASUALTY",)


class Way(Enum):
    """How somebody stands to a proposition."""

    SAYS = "says"
    HEDGES = "hedges"
    DENIES = "denies"  # concerned by it, or in a denial's words
    RETRACTS = "retracts"
    READER = "reader"


@dataclass(frozen=True)
class Proposition:
    """What can be said: ways to say it as a clause, its opposite and its hedged form."""

    kind: Kind
    said: tuple[str, ...]
    opposite: str | None
    maybe: str
    concerned: str | None = None  # who speaks for somebody it is about
    question: str = ""  # those of one question and other words exclude each other

    @property
    def plain(self) -> str:
        """The plainest way to say it."""
        return self.said[0]


@dataclass(frozen=True)
class Voice:
    """A source: `who` it truly is, the words for it, and whether it is named."""

    who: str
    told: str
    named: bool = True
    outlet: bool = False


@dataclass(frozen=True)
class Act:
    """Somebody says something of a proposition."""

    voice: Voice
    way: Way
    about: Proposition


@dataclass(frozen=True)
class Report:
    """A page: its acts, through whom they came, and what it copies (`copies` is the place)."""

    outlet: str
    day: date
    acts: tuple[Act, ...]
    through: str | None = None  # "X told THROUGH"
    agency: bool = False
    copies: int | None = None
    edited: bool = False
    over: str | None = None  # who reports that "X told THROUGH"
    links: int | None = None  # the page that it has it from, and links to
    version: int | None = None  # the page of which it is a later version

    @property
    def older(self) -> int | None:
        """The page that its words are from."""
        return next((n for n in (self.copies, self.links, self.version) if n is not None), None)


@dataclass
class World:
    """All of it; `reports` in the order in which they were written."""

    seed: int
    home: str
    towns: list[str]
    people: list[str]
    homonyms: tuple[str, str]
    papers: list[str]
    reports: list[Report] = field(default_factory=list)
    propositions: list[Proposition] = field(default_factory=list)


def world(seed: int) -> World:
    """Draw a world."""
    chance = Random(seed)
    towns = chance.sample(words.TOWNS, 8)
    last = chance.sample(words.LAST, 14)
    first = chance.sample(words.FIRST, 14)
    people = [f"{f} {n}" for f, n in zip(first, last, strict=True)]
    twin = f"{chance.choice([f for f in words.FIRST if f not in first])} {last[0]}"
    papers = [f"{t} {p}" for t, p in zip(towns[2:], chance.sample(words.PAPERS, 5), strict=False)]
    out = World(seed, chance.choice(words.HOMES), towns, people, (people[0], twin), papers)
    out.propositions = _propositions(out, chance)
    for about in out.propositions:
        _told(out, about, chance)
    return out


def _propositions(of: World, chance: Random) -> list[Proposition]:
    """Some propositions of a world; those of one kind are about different things."""
    makers = chance.sample([_arrest, _attack, _control, _arms, _where, _toll], 3)
    return [p for make in makers for p in make(of, chance)]


def _arrest(of: World, chance: Random) -> list[Proposition]:
    """Two people of one family name, in two towns."""
    return [
        Proposition(
            Kind.ARREST,
            (
                f"the police arrested {who} in {town}",
                f"{who} was arrested by the police in {town}",
                f"the police have arrested {who} in {town}",
            ),
            f"the police did not arrest {who}",
            f"the police may have arrested {who} in {town}",
        )
        for who, town in zip(of.homonyms[: chance.randint(1, 2)], of.towns, strict=False)
    ]


def _attack(of: World, chance: Random) -> list[Proposition]:
    force, town = chance.choice(words.FORCES), of.towns[1]
    return [
        Proposition(
            Kind.ATTACK,
            (
                f"the {force} attacked the barracks in {town}",
                f"the barracks in {town} were attacked by the {force}",
                f"fighters of the {force} attacked the barracks in {town}",
            ),
            f"the {force} did not attack the barracks in {town}",
            f"the {force} may have attacked the barracks in {town}",
            concerned=f"{of.people[12]}, a spokesman for the {force}",
        )
    ]


def _control(of: World, chance: Random) -> list[Proposition]:
    town = of.towns[2]
    return [
        Proposition(
            Kind.CONTROL,
            (
                f"the {force} controls {town}",
                f"{town} is controlled by the {force}",
                f"the {force} holds {town}",
            ),
            f"the {force} does not control {town}",
            f"the {force} may control {town}",
            question=f"who holds {town}",
        )
        for force in chance.sample(words.FORCES, chance.choice((1, 1, 2)))
    ]


def _arms(of: World, chance: Random) -> list[Proposition]:
    country, force = chance.choice(words.ABROAD), chance.choice(words.FORCES)
    return [
        Proposition(
            Kind.ARMS,
            (
                f"{country} is arming the {force}",
                f"the {force} is being armed by {country}",
                f"{country} has been arming the {force}",
            ),
            f"{country} is not arming the {force}",
            f"{country} may be arming the {force}",
        )
    ]


def _where(of: World, chance: Random) -> list[Proposition]:
    who, abroad = of.people[1], chance.sample(words.ABROAD, chance.choice((1, 1, 2)))
    return [
        Proposition(
            Kind.WHERE,
            (
                f"{who} is in {country}",
                f"{who} has been in {country} since the winter"
                if len(abroad) == 1
                else f"{who} is now in {country}",
                f"{who} is staying in {country}",
            ),
            f"{who} is not in {country}",
            f"{who} may be in {country}",
            concerned=f"{of.people[11]}, an aide to {who}",
            question=f"where {who} is",
        )
        for country in abroad
    ]


def _toll(of: World, chance: Random) -> list[Proposition]:
    """A toll that grows."""
    town, number = of.towns[3], chance.randint(4, 30)
    grown = [number, number + chance.randint(2, 9)]
    return [
        Proposition(
            Kind.TOLL,
            (
                f"{n} people were killed in the {town} flood",
                f"the flood in {town} killed {n} people",
                f"{n} people died in the flood in {town}",
            ),
            None,
            f"as many as {n} people may have been killed in the {town} flood",
        )
        for n in grown
    ]


def _told(of: World, about: Proposition, chance: Random) -> None:
    """Let a world's sources speak of a proposition."""
    named = _named(of, about, chance)
    unnamed = _unnamed(about, chance)
    day = START + timedelta(chance.randint(0, 6))
    late = _late(of, about)
    day = max(day, late) if late else day
    for voice in chance.sample(named + unnamed, min(chance.randint(1, 4), len(named + unnamed))):
        way = Way.HEDGES if chance.random() < 0.12 else Way.SAYS
        _report(of, Act(voice, way, about), day, chance)
        day += timedelta(chance.randint(0, 3))
    if about.kind is not Kind.TOLL:
        _own_voice(of, about, day, chance)
        _withdrawn(of, about, day, chance)
        _against(of, about, day, chance)


def _late(of: World, about: Proposition) -> date | None:
    """A greater toll is known later: the day after the last fresh word of the smaller one."""
    before = [
        r.day
        for r in of.reports
        for a in r.acts
        if a.about.kind is Kind.TOLL and about.kind is Kind.TOLL and r.copies is None
    ]
    return max(before) + timedelta(1) if before else None


def _named(of: World, about: Proposition, chance: Random) -> list[Voice]:
    people = [p for p in of.people[2:11] if p not in about.plain]
    chosen = chance.sample(people, 3)
    out = []
    for at, name in enumerate(chosen):
        rank = words.RANKS[at % len(words.RANKS)]
        told = (
            f"{rank} {name}" if chance.random() < 0.6 else f"{name}, the mayor of {of.towns[7]},"
        )
        out.append(Voice(name, told))
    return out


def _unnamed(about: Proposition, chance: Random) -> list[Voice]:
    """Two mentions without a name; now and then one man under two descriptions."""
    a, b = chance.sample(words.UNNAMED, 2)
    first = Voice(f"{about.plain}: {a}", a, named=False)
    second = Voice(first.who if chance.random() < 0.4 else f"{about.plain}: {b}", b, named=False)
    return [first, second]


def _report(of: World, act: Act, day: date, chance: Random) -> None:
    """A fresh report, as a paper's own, an agency's, or through another; then its copies."""
    outlet = chance.choice(of.papers)
    drawn = chance.random()
    if drawn < 0.3:
        agency = chance.choice(words.AGENCIES)
        of.reports.append(Report(agency, day, (act,), agency=True))
        first = len(of.reports) - 1
        for paper in chance.sample(of.papers, chance.randint(1, 3)):
            later = day + timedelta(chance.choice((0, 0, 1, 1, 6)))
            edited = chance.random() < 0.4
            of.reports.append(Report(paper, later, (act,), copies=first, edited=edited))
    elif drawn < 0.55:
        others = [*words.AGENCIES, *(f"the {p}" for p in of.papers if p != outlet)]
        through, over = chance.choice(others), chance.choice((None, None, *words.AGENCIES))
        over = None if over == through else over
        of.reports.append(Report(outlet, day, (act,), through=through, over=over))
        if chance.random() < 0.5:  # the one that it told reports it too, in other words
            other = chance.choice([p for p in of.papers if p != outlet])
            of.reports.append(Report(other, day + timedelta(1), (act,)))
    else:
        of.reports.append(Report(outlet, day, (act,)))
    if chance.random() < 0.15:
        reader = Voice(chance.choice(words.READERS), "", outlet=False)
        last = of.reports[-1]
        of.reports[-1] = replace(last, acts=(*last.acts, Act(reader, Way.READER, act.about)))
    elif chance.random() < 0.12:
        _again(of, act, len(of.reports) - 1, chance)


def _again(of: World, act: Act, at: int, chance: Random) -> None:
    """The same page some days later, or a paper that links to it for what it says."""
    first = of.reports[at]
    later = first.day + timedelta(chance.randint(1, 4))
    if chance.random() < 0.5:
        of.reports.append(replace(first, day=later, version=at if first.version is None else None))
    elif act.way is Way.SAYS:
        silent = _silent(of, act.about)
        if silent:
            told = replace(act, voice=replace(act.voice, outlet=True))
            of.reports.append(Report(silent[0], later, (told,), links=at))


def _silent(of: World, about: Proposition) -> list[str]:
    """The papers that have neither told it nor been told it."""
    spoken = {
        n
        for r in of.reports
        if any(a.about == about for a in r.acts)
        for n in (r.outlet, (r.through or "").removeprefix("the "))
    }
    return [p for p in of.papers if p not in spoken]


def _own_voice(of: World, about: Proposition, day: date, chance: Random) -> None:
    """A paper that has said nothing of it yet says so itself, and may take it back."""
    silent = _silent(of, about)
    if not silent or chance.random() > 0.35:
        return
    paper = silent[0]
    voice = Voice(paper, "", outlet=True)
    of.reports.append(Report(paper, day, (Act(voice, Way.SAYS, about),)))
    if chance.random() < 0.4:
        later = day + timedelta(chance.randint(1, 4))
        of.reports.append(Report(paper, later, (Act(voice, Way.RETRACTS, about),)))


def _withdrawn(of: World, about: Proposition, day: date, chance: Random) -> None:
    """A source with a name takes its word back."""
    said = [
        a.voice
        for r in of.reports
        for a in r.acts
        if a.about == about and a.way is Way.SAYS and a.voice.named and not a.voice.outlet
    ]
    if said and chance.random() < 0.15:
        voice = chance.choice(said)
        later = day + timedelta(chance.randint(0, 3))
        outlet = chance.choice(of.papers)
        of.reports.append(Report(outlet, later, (Act(voice, Way.RETRACTS, about),)))


def _against(of: World, about: Proposition, day: date, chance: Random) -> None:
    """Somebody denies it."""
    if about.opposite is None or chance.random() > 0.4:
        return
    told = about.concerned or f"{of.people[13]}, a government spokesman"
    voice = Voice(told.split(",")[0], f"{told},")
    outlet = chance.choice(of.papers)
    later = day + timedelta(chance.randint(0, 3))
    of.reports.append(Report(outlet, later, (Act(voice, Way.DENIES, about),)))
