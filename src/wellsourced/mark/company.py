"""Those heard of so far on a page, and which of them "he", "they" or "it" means."""

from dataclasses import dataclass, field

from spacy.tokens import Token

from wellsourced.mark.cues import cues
from wellsourced.mark.frames import clause_words
from wellsourced.mark.scene import Scene
from wellsourced.mark.speakers import collective
from wellsourced.mark.words import words
from wellsourced.model import Attribution, Document, EntityKind, PartId, PartKind

_NEAR = 700  # characters back that a pronoun looks
_CLOSE = 350  # within these a name comes before other words


@dataclass(frozen=True, slots=True)
class Heard:
    """A subject met on the way through the document."""

    at: int
    name: str
    person: bool
    many: bool
    named: bool
    voice: PartId | None


@dataclass(slots=True)
class Company:
    """The subjects and the doers of a document, in the order in which they come on."""

    scene: Scene
    document: Document
    heard: list[Heard] = field(default_factory=list)
    deeds: list[tuple[int, str]] = field(default_factory=list)
    voice: PartId | None = None  # the comment that is being read; None: the page itself
    topic: str | None = None  # the person that the page's title names first

    def __post_init__(self) -> None:
        self.topic = self._topic()

    def deed(self, at: int) -> str | None:
        """Give who did the deed that was told last before a place."""
        return next((n for a, n in reversed(self.deeds) if a < at and at - a <= _NEAR), None)

    def meant(self, at: int, word: str, but: int | None = None) -> str | None:
        """Give the name that a pronoun at a place stands for, if there is one.

        `but`: where somebody stands who tells of others, and is not meant himself.
        """
        small = clause_words()
        near = [h for h in reversed(self.heard) if at - _NEAR <= h.at < at and h.at != but]
        near = [h for h in near if h.voice == self.voice]
        if word in small.it:
            fit = [h for h in near if (not h.person and not h.many) or (h.named and not h.person)]
        elif word in small.they:
            fit = [h for h in near if h.many]
        else:
            return self._person(at, [h for h in near if h.person])
        return self._best(at, fit)

    def _best(self, at: int, fit: list[Heard]) -> str | None:
        """The last one named nearby, else the last one."""
        best = next((h for h in fit if h.named and at - h.at <= _CLOSE), None)
        best = best or next(iter(fit), None)
        return best.name if best else None

    def _person(self, at: int, fit: list[Heard]) -> str | None:
        """Who "he" is: one heard of, one named in passing, else whom the page is about.

        "The governor *confirmed* that he had left": people confirm what others did, so where the
        page is about somebody else, he is meant.
        """
        confirming = self.scene.said_at(at, at + 1)
        if confirming and self._confirms(confirming.said):
            own = self._speaker(confirming.said)
            fit = [h for h in fit if h.name != own]
            return self._best(at, fit) or self.topic or own
        best = self._best(at, fit)
        if best:
            return best
        for mention in self.scene.mentions.before(at):
            if at - mention.start > _NEAR:
                break
            speech = self.document.speech_at(mention.start)
            same = (speech.id if speech else None) == self.voice
            if mention.kind is EntityKind.PERSON and same:
                return mention.name
        return self.topic

    def _confirms(self, said: Attribution) -> bool:
        cue = said.cue.of(self.document.text).lower() if said.cue else ""
        return any(w.startswith("confirm") for w in cue.split())

    def _speaker(self, said: Attribution) -> str | None:
        if said.source is None:
            return None
        over = self.scene.mentions.over(said.source.start, said.source.end)
        return next((m.name for m in over if m.kind is EntityKind.PERSON), None)

    def _topic(self) -> str | None:
        title = self.document.title or ""
        top = next((p for p in self.document.parts if p.kind is PartKind.HEADLINE), None)
        over = self.scene.mentions.over(top.start, top.end) if top else ()
        named = [m.name for m in over if m.kind is EntityKind.PERSON]
        if named or top:
            return named[0] if named else None
        persons = (m for m in self.scene.mentions.all() if m.kind is EntityKind.PERSON)
        return next((m.name for m in persons if m.name.split()[-1] in title.split()), None)


def sayer(pronoun: Token) -> Token | None:
    """Give who says what "it" or "they" is told to do.

    "The army said *it* had shelled the town": the army did, whoever was told of before.
    """
    at = pronoun.head if pronoun.dep_ == "poss" else pronoun
    if at.dep_ not in ("nsubj", "nsubjpass"):
        return None
    verb = at.head.head
    cue = cues().verbs.get(verb.lemma_)
    if at.head.dep_ != "ccomp" or cue is None or "clause" not in cue.shapes:
        return None
    own = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    return own if own is not None and own.pos_ in ("NOUN", "PROPN") else None


def itself(sayer: Token, pronoun: Token) -> bool:
    """Whether a sayer speaks of itself: a body or a force does; witnesses saw others do it."""
    side = collective(sayer) or sayer.lower_ in words().nouns
    alone = sayer.tag_ not in ("NNS", "NNPS") and not sayer.conjuncts
    return side and (alone or pronoun.lower_ in clause_words().they)
