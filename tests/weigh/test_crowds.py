"""What is looked up in a crowd is what looking at all pairs finds."""

from itertools import product

import pytest

from tests.weigh.drawn import CASE, Draws, count, telling
from wellsourced.model import ClaimType, Polarity
from wellsourced.weigh.counts import GROWING, superseded
from wellsourced.weigh.groups import groups
from wellsourced.weigh.independence import independent, one_man
from wellsourced.weigh.nearness import Near, told_first, told_last
from wellsourced.weigh.oppositions import oppositions
from wellsourced.weigh.propositions import same_question
from wellsourced.weigh.rivals import Rivals, answers
from wellsourced.weigh.scopes import alike, scopes
from wellsourced.weigh.scoping import one_scope
from wellsourced.weigh.stays import departures
from wellsourced.weigh.whereabouts import excludes, of_one_time

ALL = (ClaimType.ASSAULT, ClaimType.CONTROL, ClaimType.WHEREABOUTS, ClaimType.DEMAND)


def tellings(name, number=160, **more):
    chance = Draws(name)
    return [telling(n, chance, **more) for n in range(number)]


@pytest.mark.parametrize("name", ["ferry", "crane"])
def test_a_crowd_in_another_order_is_the_same_crowd(name):
    found = tellings(name, kinds=ALL)
    gathered = groups(found, CASE)
    again = groups(Draws("again").shuffled(found), CASE)

    assert again == gathered
    assert oppositions(again, CASE) == oppositions(gathered, CASE)


def excluded(a, b):
    """Whether a group excludes another, by its slots alone."""
    p, q = a.proposition, b.proposition
    if p.slots.type is ClaimType.WHEREABOUTS:
        days = told_first(a), max((t.until for t in a.own if t.until), default=None)
        apart = p.slots.actor == q.slots.actor and excludes(p.slots, q.slots, CASE)
        return apart and any(of_one_time(p, t, days) for t in b.own)
    return (same_question(p, q, CASE) and kindred(p.slots, q.slots)) or ousted(a, b)


def kindred(a, b):
    """Whether the two name one, or one who is part of the other."""
    return any(CASE.related(x, y) or CASE.related(y, x) for x, y in product(named(a), named(b)))


def named(s):
    if s.type is ClaimType.CONTROL:
        return s.actor | s.recipient | s.place
    return s.actor | s.recipient or s.place


def ousted(a, b):
    s, o = a.proposition.slots, b.proposition.slots
    control = s.type is ClaimType.CONTROL is o.type and s.place == o.place
    held = s.polarity is Polarity.HOLDS is o.polarity and s.place and s.actor and o.actor
    days = told_last(a), told_last(b)
    near = None in days or abs((days[0] - days[1]).days) <= 2
    return (
        control
        and held
        and near
        and not any(CASE.related(x, y) for x, y in product(s.actor, o.actor))
    )


@pytest.mark.parametrize("name", ["ferry", "crane", "weir"])
def test_all_that_excludes_a_group_is_found_near_it(name):
    found = groups(tellings(name, kinds=ALL), CASE)
    near = Near(found, CASE)

    for n, g in enumerate(found):
        against = {m for m, o in enumerate(found) if m != n and excluded(g, o)}
        assert against <= set(near.contrary(n))


def test_those_who_are_told_to_have_done_one_thing_are_rivals():
    found = [[t] for t in tellings("rivals", kinds=(ClaimType.ASSAULT, ClaimType.DEMAND), days=30)]
    rivals = Rivals(found, CASE)

    def rival(t, o):
        shared = {k for k in answers(t) if len(k) > 3} & set(answers(o))
        pairs = product(t.slots.actor, o.slots.actor)
        apart = not any(CASE.related(x, y) for x, y in pairs)
        near = t.day is None or o.day is None or abs((t.day - o.day).days) <= 7
        return shared and apart and near and t.utterance.origin != o.utterance.origin

    for n, (t,) in enumerate(found):
        expected = {m for m, (o,) in enumerate(found) if m != n and rival(t, o)}
        assert rivals.of([t]) - {n} == expected


def stays_by_looking_at_all(found):
    """Each telling to the cluster of its days, all of whose tellings it fits, pair by pair."""
    clusters = []
    for t in found:
        fits = [c for c in clusters if all(one_stay(t, o) for o in c)]
        if fits:
            max(fits, key=lambda c: sum(shared(t.slots, o.slots) for o in c) / len(c)).append(t)
        else:
            clusters.append([t])
    return clusters


def one_stay(t, o):
    return len(departures([t, o], CASE)) == 1


def shared(a, b):
    if not (a.earliest and a.latest and b.earliest and b.latest):
        return 0.0
    both = (min(a.latest, b.latest) - max(a.earliest, b.earliest)).days + 1
    return max(both, 0) / ((max(a.latest, b.latest) - min(a.earliest, b.earliest)).days + 1)


@pytest.mark.parametrize("name", ["ferry", "crane"])
def test_stays_are_those_that_looking_at_all_pairs_finds(name):
    found = tellings(name, 90, kinds=(ClaimType.WHEREABOUTS,), days=60)

    assert departures(found, CASE) == stays_by_looking_at_all(found)


def scopes_by_looking_at_all(found):
    """The pairs told most alike first; two piles are one if each of the one fits each other."""
    links = sorted(
        (-score, n, m)
        for n, a in enumerate(found)
        for m, b in enumerate(found)
        if n < m and one_scope(a, b, CASE) and a.words & b.words and (score := alike(a, b))
    )
    piles = {n: [n] for n in range(len(found))}
    owner = {n: n for n in piles}
    for _, n, m in links:
        a, b = owner[n], owner[m]
        fit = (one_scope(found[x], found[y], CASE) for x in piles[a] for y in piles[b])
        if a != b and all(fit):
            piles[a] += piles.pop(b)
            owner.update(dict.fromkeys(piles[a], a))
    return sorted(sorted(found[n].key for n in pile) for pile in piles.values())


@pytest.mark.parametrize("name", ["ferry", "crane", "weir", "lock"])
def test_counts_are_those_that_looking_at_all_pairs_finds(name):
    chance = Draws(name)
    found = sorted((count(n, chance, pages=10**6) for n in range(90)), key=lambda c: c.key)
    piles = scopes(found, CASE)

    assert sorted(sorted(c.key for c in pile) for pile in piles) == scopes_by_looking_at_all(found)


@pytest.mark.parametrize("name", ["ferry", "crane"])
def test_no_two_counts_of_one_scope_exclude_each_other(name):
    chance = Draws(name)
    found = sorted((count(n, chance, pages=12) for n in range(150)), key=lambda c: c.key)

    for pile in scopes(found, CASE):
        assert all(one_scope(a, b, CASE) for a in pile for b in pile if a is not b)


def replaces(o, c):
    flat = not o.utterance.commenter and o.utterance.commitment in ("CT+", "CT-")
    if o.day is None or c.day is None or o.day < c.day or o.number == c.number or not flat:
        return False
    grows = c.quantity.outcome in GROWING and o.least > c.least
    if o.utterance.origin == c.utterance.origin and not o.utterance.origin.unnamed:
        return grows or o.day > c.day
    return grows and o.day > c.day


def test_a_count_is_replaced_by_the_last_of_all_that_replace_it():
    chance = Draws("tolls")
    found = [count(n, chance) for n in range(120)]
    last = {}
    for c in found:
        newer = [o for o in found if replaces(o, c)]
        if newer:
            o = max(newer, key=lambda o: (o.day, o.least, o.key))
            last[c.key] = f"a later count has “{o.quote.quote}” ({o.day})"

    assert superseded(found) == last


@pytest.mark.parametrize("name", ["ferry", "crane", "weir"])
def test_origins_are_counted_as_by_looking_at_all_pairs(name):
    told = [t.utterance for t in tellings(name, 60) if not t.utterance.commenter]
    ties = [{m for m, o in enumerate(told) if one(u, o) or one(o, u)} for u in told]
    left, sets = set(range(len(told))), 0
    while left:
        reached, todo = set(), [left.pop()]
        while todo:
            n = todo.pop()
            reached.add(n)
            todo += ties[n] - reached
        left -= reached
        sets += 1

    assert independent(told, {}).origins.high == sets


def one(u, o):
    if u.same == o.same:
        return True
    if u.origin.unnamed or o.origin.unnamed:
        return u.origin.unnamed and o.origin.unnamed and one_man(u, o)
    return u.origin.name == o.origin.name
