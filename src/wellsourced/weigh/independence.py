"""How many independent origins stand behind a claim: a range, and the reason for each collapse."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from wellsourced.model import Estimate, Utterance

_ARTICLES = frozenset({"the", "a", "an", "some", "one", "two", "three", "several", "another"})


class Independent(NamedTuple):
    """The range, and why it is no wider."""

    origins: Estimate
    why: tuple[str, ...]


def independent(found: Iterable[Utterance], authors: Mapping[str, str]) -> Independent:
    """Count origins that cannot, and that need not, be one and the same.

    Named origins that differ count in both bounds. Two unnamed officials may be one man: unnamed
    origins raise the upper bound only, as does what readers pass on. Copies of one text are one,
    and who passes a thing on does not back it a second time. `authors`: a writer's outlet.
    """
    told = sorted(found, key=lambda u: (u.document, u.claim))
    passed = passed_on(told)
    why = [f"{a} has it from {b}: not counted beside it" for a, b in sorted(passed.items())]
    counted = [u for u in told if u.origin.unnamed or u.origin.name not in passed]
    one = _collapsed(counted, authors)
    named = [us for us in one if any(not u.origin.unnamed for u in us)]
    direct = [us for us in named if any(u.reader is None and not u.origin.unnamed for u in us)]
    high = len(one)
    low = max(len(direct), min(high, 1))
    why += [reason for us in one for reason in _reasons(us)]
    why += _doubts([us for us in one if us not in named])
    why += _borne([us for us in named if us not in direct])
    return Independent(Estimate(low, high), tuple(dict.fromkeys(why)))


def passed_on(found: Sequence[Utterance]) -> dict[str, str]:
    """Give for each origin that says no more than it passes on: from whom it has it.

    A headline in the page's own voice over "..., the mayor said" is the mayor's word.
    """
    out: dict[str, str] = {}
    names = {u.origin.name for u in found if not u.origin.unnamed}
    for u in found:
        for name in u.chain[:-1]:
            if name in names and name != u.origin.name:
                out.setdefault(name, u.origin.name)
    return {a: b for a, b in out.items() if not _circular(a, out)}


def _circular(name: str, out: Mapping[str, str]) -> bool:
    """Whether following who has it from whom leads back; the first by name then counts."""
    seen, at = [name], out.get(name)
    while at is not None and at not in seen:
        seen.append(at)
        at = out.get(at)
    return at == name and name == min(seen)


def _collapsed(
    found: Sequence[Utterance], authors: Mapping[str, str]
) -> list[tuple[Utterance, ...]]:
    """Put together what has one origin, or is one text."""
    root: dict[str, str] = {}

    def top(key: str) -> str:
        while root.setdefault(key, key) != key:
            key = root[key]
        return key

    for u in found:
        a, b = sorted((top(_origin(u, authors)), top(f"same {u.same}")))
        root[b] = a
    sets: dict[str, list[Utterance]] = defaultdict(list)
    for u in found:
        sets[top(_origin(u, authors))].append(u)
    return [tuple(sets[k]) for k in sorted(sets)]


def _origin(u: Utterance, authors: Mapping[str, str]) -> str:
    """What makes two tellings one origin's."""
    if not u.origin.unnamed:
        return f"named {authors.get(u.origin.name, u.origin.name)}"
    carrier = u.chain[-2] if len(u.chain) > 1 else u.document
    if u.described is None:
        return f"unnamed {u.document} {carrier}"
    return f"unnamed {carrier} {head(u.described)}"


def head(described: str) -> str:
    """Give the word that says what an unnamed source is.

    >>> head("two senior militia commanders"), head("a source in the intelligence community")
    ('commander', 'source')
    """
    before = re.split(
        r"\s+(?:in|of|at|with|from|close|who|inside|near|to|on)\s", described.casefold()
    )
    words = [w for w in re.findall(r"[\w'’-]+", before[0]) if w not in _ARTICLES]
    return re.sub(r"s$", "", words[-1]) if words else ""


def _reasons(us: Sequence[Utterance]) -> list[str]:
    """Why several tellings are one."""
    out = []
    texts = {u.same for u in us}
    if len(us) > len(texts):
        places = sorted({u.chain[0] for u in us})
        out.append(f"{len(us)} tellings in one text ({', '.join(places)}): copies, counted once")
    outlets = sorted({u.chain[0] for u in us})
    if len(texts) > 1 and len(outlets) > 1:
        out.append(f"{us[0].origin.name} is the origin in {', '.join(outlets)}: one origin")
    return out


def _doubts(unnamed: Sequence[Sequence[Utterance]]) -> list[str]:
    """Unnamed origins that may be one."""
    if len(unnamed) < 2:
        return [f"{us[0].origin.name}: without a name" for us in unnamed]
    listed = sorted({_told(us[0]) for us in unnamed})
    both = "both are" if len(unnamed) == 2 else "all are"
    return [f"{'; '.join(listed)}: {both} unnamed and may be one"]


def _told(u: Utterance) -> str:
    who = u.described or "somebody unnamed"
    return f"{who} ({u.chain[-2]})" if len(u.chain) > 1 else who


def _borne(found: Sequence[Sequence[Utterance]]) -> list[str]:
    return [
        f"{us[0].origin.name} comes through a reader ({us[0].reader}): raises the upper bound only"
        for us in found
    ]
