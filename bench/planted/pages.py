"""The pages of a hidden world, and where in them each act stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from random import Random

from planted import words
from planted.world import Act, Report, Way, World
from wellsourced.config import Actor, Outlet, OwnPlace, Settings
from wellsourced.model import EntityKind


@dataclass(frozen=True)
class Spot:
    """The sentence of an act."""

    act: Act
    sentence: str


@dataclass(frozen=True)
class Written:
    """A page: what a reader is given, and what it holds."""

    file: str
    report: Report
    url: str
    text: str
    spots: tuple[Spot, ...]
    links: str | None = None  # where the words for a link lead
    version: str | None = None  # the file of the version before


def settings(of: World) -> Settings:
    """What an analyst of this world would write down in ten minutes."""
    lasts = [p.split()[-1] for p in [*of.people, of.homonyms[1]]]
    people = tuple(
        Actor(
            name=p,
            kind=EntityKind.PERSON,
            aliases=(p.split()[-1],) if lasts.count(p.split()[-1]) == 1 else (),
        )
        for p in [*of.people, of.homonyms[1]]
    )
    forces = tuple(Actor(name=f, kind=EntityKind.FORCE) for f in words.FORCES)
    countries = tuple(
        Actor(name=c, kind=EntityKind.GOVERNMENT) for c in (*words.ABROAD, *words.HOMES)
    )
    places = tuple(OwnPlace(name=c, country=c) for c in (*words.ABROAD, *words.HOMES)) + tuple(
        OwnPlace(name=t, within=of.home, country=of.home) for t in of.towns
    )
    papers = tuple(
        Outlet(name=p, aliases=(f"the {p}", f"The {p}"), hosts=(_host(p),)) for p in of.papers
    )
    wires = tuple(Outlet(name=a, hosts=(_host(a),), wire=True) for a in words.AGENCIES)
    return Settings(actors=people + forces + countries, places=places, outlets=papers + wires)


def pages(of: World) -> list[Written]:
    """Write a world's pages."""
    chance = Random(of.seed * 7919 + 1)
    filling = _fillings(chance)
    out: list[Written] = []
    for at, report in enumerate(of.reports):
        if report.version is not None:
            out.append(_later(at, report, out[report.version], filling))
        elif report.copies is None:
            out.append(_fresh(of, at, report, chance, filling))
        else:
            out.append(_copy(of, at, report, out[report.copies], chance, filling))
    return [
        replace(p, links=out[p.report.links].url) if p.report.links is not None else p for p in out
    ]


def _later(at: int, report: Report, first: Written, fillings: Iterator[str]) -> Written:
    """A page as it was fetched again: a sentence more."""
    head, *rest = first.text.split("\n\n", 2)
    text = "\n\n".join([head, *rest[:1], next(fillings), *rest[1:]])
    file = f"{first.file.split('-')[0]}-{at:02}.txt"
    return replace(first, file=file, report=report, text=text, version=first.file)


def _fillings(chance: Random) -> Iterator[str]:
    """Sentences that say nothing to the matter, hardly a phrase of which stands in another."""
    lists = [
        re.split(r"[|\n]", w)
        for w in (words.WHICH, words.WHAT, words.WHERE, words.DOES, words.WHEN)
    ]
    while True:
        which, what, where, does, when = (chance.choice(w) for w in lists)
        yield f"The {which} {what} {where} {does} {when}."


def _fresh(of: World, at: int, report: Report, chance: Random, fillings: Iterator[str]) -> Written:
    town = chance.choice(of.towns[4:])
    filling = list(islice(fillings, 5))
    told = [Spot(a, _sentence(a, report, chance)) for a in report.acts if a.way is not Way.READER]
    story = [
        " ".join((filling[0], *(s.sentence for s in told))),
        " ".join(filling[1:3]),
        " ".join(filling[3:5]),
    ]
    if report.agency:
        dateline = f"{town.upper()}, {report.day:%B} {report.day.day} ({report.outlet}) - "
        story[0] = dateline + " ".join((*(s.sentence for s in told), filling[0]))
    return _written(of, at, report, story, told)


def _copy(
    of: World, at: int, report: Report, first: Written, chance: Random, fillings: Iterator[str]
) -> Written:
    """A paper prints a dispatch, whole or edited."""
    story = first.text.split("\n\n")[2:5]
    if report.edited:
        story = [story[0], next(fillings), _reworded(story[1], chance)]
    told = [s for s in first.spots if s.act.way is not Way.READER]
    return _written(of, at, report, story, told)


def _reworded(sentence: str, chance: Random) -> str:
    """Every tenth word or so is another."""
    return re.sub(
        r"\b[a-z]{4,}\b", lambda m: "often" if chance.random() < 0.08 else m[0], sentence
    )


def _written(of: World, at: int, report: Report, story: list[str], told: list[Spot]) -> Written:
    day = f"{report.day:%A, %B} {report.day.day}, {report.day.year}"
    blocks = [f"News from the valley, {at + 1}", day, *story]
    spots = list(told)
    for act in report.acts:
        if act.way is Way.READER:
            words_ = f"{_capital(act.about.said[-1])}."
            blocks += ["1 Comment", f"{act.voice.who} says:", words_]
            spots.append(Spot(act, words_))
    url = f"https://{_host(report.outlet)}/{report.day:%Y/%m/%d}/valley-{at}"
    return Written(f"{of.seed}-{at:02}.txt", report, url, "\n\n".join(blocks), tuple(spots))


def _sentence(act: Act, report: Report, chance: Random) -> str:
    about, who = act.about, act.voice.told
    if act.way is Way.RETRACTS:
        return _taken_back(act, report)
    if act.voice.outlet:
        link = f", {words.LINK}" if report.links is not None else ""
        return f"{chance.choice(words.SEEN)}, {about.plain}{link}."
    if act.way is Way.DENIES:
        if about.concerned and chance.random() < 0.5:
            return f"{_capital(who)} said that {about.opposite}."
        return f"{_capital(who)} denied that {about.plain}."
    return _told(act, report, chance)


def _taken_back(act: Act, report: Report) -> str:
    if act.voice.outlet:
        return f"Correction: The {report.outlet} retracts its report that {act.about.plain}."
    return f"{_capital(act.voice.told)} withdrew his statement that {act.about.plain}."


def _told(act: Act, report: Report, chance: Random) -> str:
    """What a source says, or may have said, in one of the ways of reporters."""
    who = act.voice.told
    clause = act.about.maybe if act.way is Way.HEDGES else chance.choice(act.about.said)
    if report.through:
        told = f"{who} told {report.through} that {clause}."
        return f"{report.over} reported that {told}" if report.over else _capital(told)
    paper = "the agency" if report.agency else f"the {report.outlet}"
    return chance.choice(
        (
            f"{_capital(who)} said that {clause}.",
            f"{_capital(clause)}, {who} said.",
            f"According to {who.rstrip(',')}, {clause}.",
            f"“{_capital(clause)},” {who} said.",
            f"{_capital(who)} told {paper} that {clause}.",
        )
    )


def _capital(words_: str) -> str:
    return words_[:1].upper() + words_[1:]


def _host(name: str) -> str:
    return f"www.{re.sub(r'[^a-z]', '', name.lower())}.example"
