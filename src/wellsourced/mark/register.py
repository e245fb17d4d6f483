"""Who is who in one document: short forms to full ones, letters to names, titles to holders."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from wellsourced.lang.names import bare, fold, shortens, skeleton
from wellsourced.mark.kinds import Votes
from wellsourced.mark.words import words
from wellsourced.model import EntityKind

_ORDER = {kind: i for i, kind in enumerate(EntityKind)}


class Register(NamedTuple):
    """The names of a document, folded, with their full forms, kinds, and the holders of titles."""

    full: dict[str, str]
    kinds: dict[str, EntityKind]
    holders: dict[str, frozenset[str]]

    def name(self, text: str) -> str:
        """Give the fullest form."""
        return self.full.get(fold(text), text)

    def kind(self, text: str) -> EntityKind:
        """Give the kind of the name, or that of its full form."""
        return self.kinds.get(fold(self.name(text))) or self.kinds.get(
            fold(text), EntityKind.OTHER
        )

    def holder(self, title: str) -> str | None:
        """Give the one person that the document names with this title."""
        held = self.holders.get(_office(title) or "", frozenset())
        return next(iter(held)) if len(held) == 1 else None


def register(
    seen: Iterable[tuple[str, str | None, Votes]],
    taught: Iterable[tuple[str, str]],
    own: Iterable[tuple[str, str]],
) -> Register:
    """Learn a document's names from its sightings, from what it teaches, and from the settings.

    `seen`: words, title and votes; `taught`: name and alias; `own`: words and settled name.
    """
    weights: dict[str, Votes] = defaultdict(Counter)
    shown: dict[str, str] = {}
    titles: list[tuple[str, str]] = []
    for text, title, ballot in seen:
        key = fold(text)
        weights[key].update(ballot)
        shown.setdefault(key, text)
        if title and _office(title):
            titles.append((_office(title) or "", text))
    kinds = {k: _elected(v) for k, v in weights.items()}
    settled = {fold(text): name for text, name in own}
    full = _full(shown, kinds, taught, settled)
    holders: dict[str, set[str]] = defaultdict(set)
    for office, text in titles:
        holders[office].add(full.get(fold(text), text))
    _lend(kinds, full)
    return Register(full, kinds, {k: frozenset(v) for k, v in holders.items()})


def _elected(ballot: Votes) -> EntityKind:
    best = min(ballot.items(), key=lambda kv: (-kv[1], _ORDER[kv[0]]), default=None)
    return best[0] if best and best[1] > 0 else EntityKind.OTHER


def _full(
    shown: dict[str, str],
    kinds: dict[str, EntityKind],
    taught: Iterable[tuple[str, str]],
    settled: dict[str, str],
) -> dict[str, str]:
    full = {**shown, **settled}
    pairs = {fold(alias): name for name, alias in taught if fold(alias) in shown}
    long = sorted((k for k in shown if " " in k), key=lambda k: (-len(k), k))
    for key in sorted(shown):
        if key in settled:
            continue
        if key in pairs:
            full[key] = full.get(fold(pairs[key]), pairs[key])
            continue
        longer = [k for k in long if _may_shorten(key, k, shown, kinds)]
        if longer and _one(longer, shown):
            full[key] = shown[longer[0]]
        elif shown[key] in words().alone:
            full[key] = _ending(shown[key], (*shown.values(), *settled.values()))
    return _settle_variants(full, shown, kinds)


def _ending(word: str, names: Iterable[str]) -> str:
    """The one name that ends with a word, "the Iron Oar *Brigade*"; the word, if it is not one."""
    found = {n for n in names if " " in n and n.split()[-1] == word}
    found = {n.removeprefix("the ").removeprefix("The ") for n in found}
    return found.pop() if len(found) == 1 else word


_MAY_BE_A_PERSON = frozenset({EntityKind.PERSON, EntityKind.OTHER, EntityKind.ORGANISATION})


def _may_shorten(
    key: str, longer: str, shown: dict[str, str], kinds: dict[str, EntityKind]
) -> bool:
    if key == longer:
        return False
    person = kinds[longer] is EntityKind.PERSON
    if person and kinds[key] not in _MAY_BE_A_PERSON:
        return False
    if not person and EntityKind.PLACE in (kinds[longer], kinds[key]):
        return False
    if not shortens(shown[key], shown[longer]):
        return False
    if person:
        return True
    return bare(longer).split()[: len(key.split())] == key.split() or shown[key].isupper()


def _one(longer: list[str], shown: dict[str, str]) -> bool:
    """Whether the longer forms are all forms of the longest: else two persons share the name."""
    return all(k == longer[0] or shortens(shown[k], shown[longer[0]]) for k in longer)


def _settle_variants(
    full: dict[str, str], shown: dict[str, str], kinds: dict[str, EntityKind]
) -> dict[str, str]:
    """Other transliterations of a person's full name go by the first one."""
    first: dict[str, str] = {}
    for key in shown:
        if kinds[key] is EntityKind.PERSON and " " in key and fold(full[key]) == key:
            first.setdefault(skeleton(key), full[key])
    return {
        k: first.get(skeleton(v), v) if kinds.get(fold(v)) is EntityKind.PERSON else v
        for k, v in full.items()
    }


def _lend(kinds: dict[str, EntityKind], full: dict[str, str]) -> None:
    """A short form has the kind of its full form."""
    for key, name in full.items():
        if fold(name) in kinds:
            kinds[key] = kinds[fold(name)]


def _office(title: str) -> str | None:
    """The office in a title: "Norvian Prime Minister" holds "prime minister"."""
    low = title.casefold()
    found = [o for o in words().titles.singular if low.endswith(o.casefold())]
    return max(found, key=len).casefold() if found else None
