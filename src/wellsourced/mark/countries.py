"""The country, or the body of many countries, for which a side of a claim stands."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from wellsourced.lexicon.reader import read
from wellsourced.mark.scene import Scene
from wellsourced.mark.words import words
from wellsourced.model import ClaimMark, Span

_TITLE = (
    45  # characters in front of a name that may tell its country: "Norvian President Odo Kell"
)
_BEHIND = 25  # and behind it: "King Odo of Norvia"
_BREAK = re.compile(r"[.,;:()\"\n]\s|\b(?:and|with|to|by|from|that|told|said|on|in|for)\b")


@dataclass(frozen=True, slots=True)
class Sides:
    """The names of a document with what tells their countries."""

    here: Scene
    text: str
    spoken: dict[Span, list[str]] = field(default_factory=dict)  # by sentence, as asked for

    def codes(self, claim: ClaimMark, sentence: Span) -> dict[str, str]:
        """Give the codes of actor and recipient, several joined by ";".

        A side that names no country stands for the one that its sentence names beside the other
        side's, as coders of events take it; without any, for the country of the other side.
        """
        actor, recipient = self._of(claim.actor), self._of(claim.recipient)
        if actor and recipient:
            return {"actor": ";".join(actor), "recipient": ";".join(recipient)}
        spoken = self._spoken(sentence)
        if not actor:
            actor = [c for c in spoken if c not in recipient][:1] or spoken[:1]
        if not recipient:
            recipient = [c for c in spoken if c not in actor][:1] or actor[:1]
        found = (("actor", actor), ("recipient", recipient))
        return {side: ";".join(codes) for side, codes in found if codes}

    def _of(self, names: str | None) -> list[str]:
        parts = (names or "").split("; ")
        return list(dict.fromkeys(c for p in parts if p for c in self._one(p)))

    def _one(self, name: str) -> Iterator[str]:
        told = list(dict.fromkeys(coded(name)))
        if told:
            yield from told
            return
        for mention in self.here.mentions.all():
            if mention.name == name:
                yield from filter(None, [mention.code or self._beside(mention.start, mention.end)])
                return

    def _beside(self, start: int, end: int) -> str | None:
        before = _BREAK.split(self.text[max(0, start - _TITLE) : start])[-1]
        behind = _BREAK.split(self.text[end : end + _BEHIND])[0]
        found = [*coded(before), *(coded(behind) if behind.startswith(" of ") else ())]
        return found[-1] if found else None

    def _spoken(self, sentence: Span) -> list[str]:
        if sentence not in self.spoken:
            words = self.text[sentence.start : sentence.end]
            self.spoken[sentence] = list(dict.fromkeys(coded(words)))
        return self.spoken[sentence]


def coded(phrase: str) -> Iterator[str]:
    """Give the codes of the nations and bodies that words name, in order.

    >>> list(coded("Iraqi and Syrian soldiers"))
    ['IRQ', 'SYR']
    >>> list(coded("envoys of the United Nations"))
    ['IGO']
    """
    for found in _known().finditer(phrase):
        yield _table()[found.group().lower()]


@functools.cache
def _table() -> dict[str, str]:
    bodies = read("codes/bodies.toml", dict[str, tuple[str, ...]])
    nations = {" ".join(n): k.code for n, k in words().nations.items() if k.code}
    named = {name: code for code, names in bodies.items() for name in names}
    return {name.lower(): code for name, code in (nations | named).items()}


@functools.cache
def _known() -> re.Pattern[str]:
    bodies = read("codes/bodies.toml", dict[str, tuple[str, ...]])
    nations = [" ".join(n) for n, k in words().nations.items() if k.code]
    listed = sorted(
        {*nations, *(n for names in bodies.values() for n in names)}, key=lambda n: (-len(n), n)
    )
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, listed))})(?!\w)")
