"""Who a noun phrase means: names, a description, or the one a pronoun stands for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from wellsourced.config import Settings
from wellsourced.mark.bearers import Bearers, bearers, described, group_of, mention_at, office
from wellsourced.mark.blame import disaster_of
from wellsourced.mark.bodies import body_meant
from wellsourced.mark.clauses import after
from wellsourced.mark.company import Company, Heard, itself, sayer
from wellsourced.mark.frames import clause_words
from wellsourced.mark.known import book
from wellsourced.mark.ownvoice import own_voice
from wellsourced.mark.scene import Scene
from wellsourced.mark.speakers import speakers
from wellsourced.mark.syntax import Passage
from wellsourced.mark.words import words
from wellsourced.model import Document, EntityKind, Mention

_GROUPS = frozenset(
    {EntityKind.ORGANISATION, EntityKind.FACTION, EntityKind.FORCE, EntityKind.GOVERNMENT}
)
_DROPPED = frozenset({"det", "nummod", "poss", "predet", "quantmod", "case", "punct"})
_ASIDE = re.compile(r"\([^()]*\)?")
_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)
_LEFT_OUT = {"det", "nummod", "relcl", "quantmod", "poss"}


@dataclass(slots=True)
class Cast:
    """Those who act in a document, in the order in which they come on."""

    scene: Scene
    settings: Settings
    document: Document
    passages: tuple[Passage, ...] = ()
    called: Bearers = field(init=False)
    company: Company = field(init=False)
    disaster: str | None = None  # the storm or quake that the page is about
    own: str | None = None  # who speaks where nobody is quoted
    people: frozenset[str] = frozenset()  # the names of persons

    def __post_init__(self) -> None:
        self.company = Company(self.scene, self.document)
        named = (m for m in self.scene.mentions.all() if m.kind is EntityKind.PERSON)
        self.people = frozenset(m.name for m in named)
        self.called = bearers(self.passages, self.scene)
        self.disaster = disaster_of(self.passages, self.scene)

    def did(self, at: int, name: str) -> None:
        """Remember who did a violent deed."""
        self.company.deeds.append((at, name))

    def deed(self, at: int) -> str | None:
        """Give who did the deed that was told last before a place."""
        return self.company.deed(at)

    def enter(self, passage: Passage) -> None:
        """Begin a passage: what a pronoun means is told by the same writer."""
        speech = self.document.speech_at(passage.start)
        self.company.voice = speech.id if speech else None
        self.own = own_voice(passage, self.document, self.scene)

    def hear(self, passage: Passage, token: Token) -> None:
        """Remember a subject, for the pronouns that follow."""
        if token.pos_ in {"PRON", "DET"} or token.lower_ in clause_words().nobody:
            return
        mention = self._mention(passage, token)
        name = self.name(passage, token)
        if name:
            person = mention.kind is EntityKind.PERSON if mention else name in self.people
            many = token.tag_ in {"NNS", "NNPS"} or bool(token.conjuncts)
            many = many or (mention is not None and mention.kind in _GROUPS)
            person = person or (
                mention is None and not many and token.lower_ in words().titles.roles
            )
            at, voice = passage.start + token.idx, self.company.voice
            self.company.heard.append(Heard(at, name, person, many, mention is not None, voice))

    def sort(self, passage: Passage, token: Token | None) -> str:
        """Give what sort of words the phrase is: a kind of name, a pronoun, a description."""
        if token is None:
            return "none"
        mention = self._mention(passage, token)
        if mention:
            return mention.kind.value
        return token.pos_

    def names(self, passage: Passage, token: Token, speaker: str | None) -> str | None:
        """Give the name or names that the phrase means, joined by "; "."""
        heads = [token, *(c for c in token.conjuncts if c.i > token.i and c.pos_ != "VERB")]
        found: list[str] = []
        for head in heads:
            for name in self._of(passage, head, speaker):
                if name not in found:
                    found.append(name)
        return "; ".join(found) or None

    def name(self, passage: Passage, token: Token) -> str | None:
        """Give what one noun phrase means: a name if it has one, else its words."""
        mention = self._mention(passage, token)
        called = self._called(passage, token) if token.pos_ == "NOUN" else None
        if mention and not called:
            return _nation(mention, token)
        return (
            called
            or self._apposed(passage, token)
            or self._described(passage, token)
            or self._owner(passage, token)
            or self._body(passage, token)
            or self._words(passage, token)
        )

    def _called(self, passage: Passage, token: Token) -> str | None:
        """The name of "the militia known as *the Lake Front*"."""
        for verb in token.rights:
            if verb.dep_ == "acl" and verb.lemma_ in clause_words().called:
                below = [c for c in verb.children if c.dep_ == "oprd"]
                for child in (*below, *after(verb, ("as",))):
                    named = self._mention(passage, child)
                    if named:
                        return named.name
        return None

    def _described(self, passage: Passage, token: Token) -> str | None:
        """The one whom the page has called "the cleric", "the leader of the Front"."""
        if token.pos_ != "NOUN" or not described(token):
            return None
        group = group_of(passage, token, self.scene)
        return self.called.meant(office(token), group, passage.start + token.idx)

    def _body(self, passage: Passage, token: Token) -> str | None:
        """The body named before that "the group" stands for."""
        at = passage.start + token.idx
        return body_meant(self.scene.mentions.before(at), token, at)

    def _apposed(self, passage: Passage, token: Token) -> str | None:
        """The name that stands in apposition: "one of these groups, *the Lake Front*"."""
        for child in token.rights:
            named = self._mention(passage, child) if child.dep_ == "appos" else None
            if named and named.kind in _GROUPS | {EntityKind.PERSON}:
                return named.name
        if token.dep_ == "appos":  # "the Lake Front, a *militia* loyal to Kell"
            named = self._mention(passage, token.head)
            if named and named.kind in _GROUPS | {EntityKind.PERSON}:
                return named.name
        if token.lower_ in words().titles.roles:
            return self._titled(passage, token)
        return None

    def _titled(self, passage: Passage, token: Token) -> str | None:
        """The person behind an office: "the manager of Harbour Media, *Odo Kell*, said"."""
        for noun in token.rights:
            for owner in noun.children if noun.lower_ in {"of", "for"} else ():
                for child in owner.rights:
                    named = self._mention(passage, child) if child.dep_ == "appos" else None
                    if named and named.kind is EntityKind.PERSON:
                        return named.name
        return None

    def _of(self, passage: Passage, token: Token, speaker: str | None) -> Iterator[str]:
        small = clause_words()
        word = token.text if token.text == "US" else token.lower_  # a country, not "us"
        if word in small.speaker:
            yield from filter(None, [speaker])
        elif word in small.which and token.tag_ in {"WP", "WDT", "IN", "DT", "WP$"}:
            noun = _antecedent(token)
            if noun is not None and noun.i < token.i:
                yield from filter(None, [self.names(passage, noun, speaker)])
        elif word in small.he | small.she | small.they | small.it:
            yield from filter(None, [self._meant(passage, token)])
        elif word in small.nobody or token.pos_ in {"DET", "NUM", "PRON"}:
            apposed = self._apposed(passage, token)
            yield from [apposed] if apposed else self._part(passage, token, speaker)
        else:
            yield from both(passage, token, self.settings) or filter(
                None, [self.name(passage, token)]
            )

    def _meant(self, passage: Passage, pronoun: Token) -> str | None:
        """Whom a pronoun stands for: the body that speaks of itself, or another heard of."""
        small = clause_words()
        at, word = passage.start + pronoun.idx, pronoun.lower_
        if word in small.he | small.she and (spoken := self._spoken_for(passage, pronoun)):
            return spoken
        own = sayer(pronoun) if word in small.they | small.it else None
        if own is None:
            return self.company.meant(at, word)
        if itself(own, pronoun) and (name := self.name(passage, own)):
            return name
        onlooker = passage.start + own.idx if own.lower_ in speakers().onlookers else None
        return self.company.meant(at, word, onlooker) or self.company.meant(at, word)

    def _spoken_for(self, passage: Passage, pronoun: Token) -> str | None:
        """For whom somebody speaks: "*Kell's office* denied that he had left"."""
        own = sayer(pronoun)
        owner = next((c for c in own.lefts if c.dep_ == "poss"), None) if own is not None else None
        if own is None or owner is None or own.lower_ not in speakers().mouths:
            return None
        if owner.lower_ in clause_words().he | clause_words().she:
            return self.company.meant(passage.start + owner.idx, owner.lower_)
        mention = self._mention(passage, owner)
        return mention.name if mention and mention.kind not in _GROUPS else None

    def _part(self, passage: Passage, token: Token, speaker: str | None) -> Iterator[str]:
        """Who is meant by "two of the miners"; a bare number means nobody in particular."""
        for child in token.rights:
            if child.lower_ == "of":
                for noun in child.children:
                    yield from filter(None, [self.names(passage, noun, speaker)])

    def _mention(self, passage: Passage, token: Token) -> Mention | None:
        return mention_at(passage, token, self.scene)

    def _owner(self, passage: Passage, token: Token) -> str | None:
        """The group of "Lake Front fighters" and "members of the Lake Front"."""
        small = clause_words()
        lemma = token.lemma_.lower()
        if lemma in small.belongings:
            owners = [c for c in token.lefts if c.dep_ in {"poss", "compound"}]
            return next(filter(None, (self.names(passage, c, None) for c in owners)), None)
        if lemma not in small.parts | small.mouths and token.lower_ not in words().nouns:
            return None
        if lemma in small.bodies:
            return None
        near = [c for c in token.lefts if c.dep_ in {"compound", "nmod", "amod"}]
        if lemma in small.mouths:
            near = []
        for child in token.rights:
            if child.lower_ in {"of", "for"}:
                near += [c for c in child.children if c.dep_ == "pobj"]
        for child in near:
            mention = self._mention(passage, child)
            if mention and mention.kind in _GROUPS:
                return mention.name
        return None

    def _words(self, passage: Passage, token: Token) -> str | None:
        """The phrase without article, number, apposition and relative clause."""
        left = token.left_edge.i
        kept = [
            t
            for t in passage.tree[left : token.i]
            if (t.dep_ not in _DROPPED or t.head.i != token.i) and t.tag_ != "WRB"
        ]
        kept = [t for t in kept if not _under(t, token, _LEFT_OUT)]
        text = "".join(t.text_with_ws for t in kept) + token.text
        owner = next((c for c in token.lefts if c.dep_ == "poss"), None)
        if owner is not None:
            name = next(iter(self._of(passage, owner, None)), None)
            text = f"{name}'s {text}" if name else text
        for child in token.rights:
            if child.lower_ == "of" and child.dep_ == "prep":
                text += " " + passage.tree[child.i : _short(child) + 1].text
        text = " ".join(_ASIDE.sub(" ", text).split()).strip(" ,-'\"")
        text = _ARTICLE.sub("", text)
        return text if any(c.isalnum() for c in text) else None


def both(passage: Passage, token: Token, settings: Settings) -> list[str]:
    """Give the two of "Norvian and Sarkan forces": as the settings name them, else as nations'."""
    for child in token.lefts:
        pair = [child, *(c for c in child.conjuncts if c.i < token.i)]
        if child.dep_ in {"amod", "nmod", "compound"} and len(pair) > 1:
            tail = passage.tree[pair[-1].i + 1 : token.i + 1].text
            owns = book(settings)
            known = [next(owns.matches(f"{p.text} {tail}"), None) for p in pair]
            if all(known):
                return [k.own.name for k in known if k]
            if all((p.text,) in words().nations for p in pair) and token.lower_ in words().nouns:
                return [f"{p.text} {tail}" for p in pair]
    return []


def _nation(mention: Mention, token: Token) -> str:
    """Give the name, or the nation of an adjective: "*Iraqi* air strikes"."""
    if mention.kind is not EntityKind.NATIONALITY or token.dep_ not in {
        "amod",
        "nmod",
        "compound",
    }:
        return mention.name
    nations = words().nations
    known = nations.get((mention.name,))
    code = known.code if known else None
    same = (k.name for k in nations.values() if k.kind is EntityKind.PLACE and k.code == code)
    return next(same, mention.name) if code else mention.name


def _short(preposition: Token) -> int:
    """The last word of an "of" phrase, without what is set apart behind it."""
    last = preposition.right_edge.i
    for token in preposition.subtree:
        if token.dep_ in {"appos", "relcl", "acl"} or token.text in {",", "(", "—", "–"}:
            return max(preposition.i, min(last, token.left_edge.i - 1, token.i - 1))
    return last


def _antecedent(token: Token) -> Token | None:
    """The noun that "who" or "which" stands for."""
    at = token
    while at.dep_ != "relcl":
        if at.head.i == at.i:
            return None
        at = at.head
    return at.head


def _under(token: Token, top: Token, deps: set[str]) -> bool:
    at = token
    while at.i not in (top.i, at.head.i):
        if at.dep_ in deps and at.head.i == top.i:
            return True
        at = at.head
    return False
