"""Which names are one: from the settings, from the texts, from the sound."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from rapidfuzz.distance import OSA

from wellsourced.lang.names import bare, fold, is_acronym, skeleton

_NEAR = 0.92  # likeness of two spellings of one full name, vowels made alike
_LETTERS = 4  # letters from which a single word can be a spelling of another


class Union:
    """Names put together; the smallest of a set stands for it. Those `apart` never meet in one."""

    def __init__(self, apart: Iterable[str] = ()) -> None:
        self._up: dict[str, str] = {}
        self._apart = {name: name for name in apart}

    def root(self, name: str) -> str:
        """Give the name that stands for this one."""
        path = []
        while (up := self._up.get(name, name)) != name:
            path.append(name)
            name = up
        self._up.update(dict.fromkeys(path, name))
        return name

    def join(self, one: str, other: str) -> None:
        """Say that both are one, unless that would make one of two that are apart."""
        a, b = sorted((self.root(one), self.root(other)))
        held = {self._apart[n] for n in (a, b) if n in self._apart}
        if a != b and len(held) < 2:
            self._up[b] = a
            for name in held:
                self._apart[a] = name


def spellings(names: Iterable[str]) -> list[tuple[str, str]]:
    """Give pairs of names that are spellings of one.

    >>> spellings(["Moqtada Sarif", "Muqtada al-Sareef", "Omar Sarif"])
    [('Moqtada Sarif', 'Muqtada al-Sareef')]
    """
    ordered = sorted(set(names))
    pairs = {*_chained(ordered, fold), *_chained([n for n in ordered if _sounds(n)], skeleton)}
    blocks: dict[tuple[str, str, int], list[tuple[str, str]]] = defaultdict(list)
    for name in ordered:
        plain = skeleton(name)
        words = plain.split()
        if len(words) > 1:
            blocks[name.split()[0][0], words[-1], len(words)].append((name, plain))
    for block in blocks.values():
        pairs.update(_near(block))
    return sorted(pairs)


def _chained(names: Sequence[str], key: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    first: dict[str, str] = {}
    for name in names:
        sound = key(name)
        if sound in first:
            yield first[sound], name
        elif sound:
            first[sound] = name


def _sounds(name: str) -> bool:
    """Whether a name is long enough to be known by its sound."""
    return len(bare(name)) >= _LETTERS and not name.isupper()


def _near(block: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Full names with one family name and one first letter that are nearly spelt alike."""
    for n, (one, plain) in enumerate(block):
        for other, spelt in block[n + 1 :]:
            if OSA.normalized_similarity(plain, spelt, score_cutoff=_NEAR) >= _NEAR:
                yield one, other


def shortened(names: Counter[str], full: Iterable[str]) -> dict[str, str]:
    """Give for a short name the only full name that it can be short for.

    Two people of one family name: the short name is neither's.

    >>> shortened(Counter(["Sarif", "Kell"]), ["Omar Sarif", "Jan Kell", "Ada Kell"])
    {'Sarif': 'Omar Sarif'}
    """
    ends: dict[str, set[str]] = defaultdict(set)
    for name in full:
        words = skeleton(name).split()
        if len(words) > 1:
            ends[words[-1]].add(name)
    out = {}
    for name in sorted(names):
        words = skeleton(name).split()
        known = ends.get(words[-1], set()) if len(words) == 1 else set()
        if len(known) == 1:
            out[name] = next(iter(known))
    return out


def lettered(short: Iterable[str], full: Iterable[str]) -> dict[str, str]:
    """Give for letters the only name of several words that they stand for.

    >>> lettered(["LRB", "HB"], ["Lake Relief Board", "Harbour Board", "Herald Bank"])
    {'LRB': 'Lake Relief Board'}
    """
    names = sorted(set(full))
    out = {}
    for letters in sorted(set(short)):
        known = [n for n in names if is_acronym(letters, n)]
        if len(known) == 1:
            out[letters] = known[0]
    return out


def fullest(names: Mapping[str, int]) -> str:
    """Give the name to call a thing by: most words, then most often used.

    >>> fullest({"Sarif": 9, "Omar Sarif": 2, "Omar al-Sarif": 5})
    'Omar al-Sarif'
    """

    def rank(name: str) -> tuple[int, int, int, str]:
        return (-len(skeleton(name).split()), name.isupper(), -names[name], name)

    return min(names, key=rank)
