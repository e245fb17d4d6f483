"""Who a source is: its name for the chain, and whether anybody could know it."""

import functools
import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from msgspec import Struct
from spacy.tokens import Token

from wellsourced.lexicon.reader import read
from wellsourced.mark.syntax import Passage
from wellsourced.mark.trees import children, described
from wellsourced.model import EntityKind, Mention, Span

UNNAMED = "unnamed"
_SPEAKING = frozenset(
    {
        EntityKind.PERSON,
        EntityKind.ORGANISATION,
        EntityKind.FACTION,
        EntityKind.FORCE,
        EntityKind.GOVERNMENT,
        EntityKind.OUTLET,
        EntityKind.PLACE,
        EntityKind.OTHER,
    }
)
_ARTICLE = re.compile(r"^(?:the|a|an|this|that|these|those)\s+", re.IGNORECASE)
_VAGUE = frozenset({"some", "other", "another", "one", "early", "new", "the", "a", "an", "these", "those", "this", "that"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_BACK = 3  # passages back that a pronoun may reach


class _Words(Struct, frozen=True):
    words: tuple[str, ...]
    example: str


class _Carriers(Struct, frozen=True):
    words: tuple[str, ...]
    makers: tuple[str, ...]
    example: str


class _Anonymity(Struct, frozen=True):
    unnamed: _Words
    named: _Words
    carriers: _Carriers


class _Pronouns(Struct, frozen=True):
    male: tuple[str, ...]
    female: tuple[str, ...]
    plural: tuple[str, ...]
    thing: tuple[str, ...]
    self: tuple[str, ...]
    general: tuple[str, ...]
    male_words: tuple[str, ...]
    female_words: tuple[str, ...]
    example: str


class _Roles(Struct, frozen=True):
    singular: _Words
    plural: _Words
    pronouns: _Pronouns


class _Wires(Struct, frozen=True):
    full: dict[str, str]
    outlets: dict[str, tuple[str, ...] | str]
    press: tuple[str, ...]


@functools.cache
def _words() -> tuple[_Anonymity, _Roles, _Wires]:
    return (
        read("en/anonymity.toml", _Anonymity),
        read("en/roles.toml", _Roles),
        read("en/wires.toml", _Wires),
    )


@functools.cache
def _sets() -> dict[str, frozenset[str]]:
    anonymity, roles, wires = _words()
    return {
        "unnamed": frozenset(anonymity.unnamed.words),
        "named": frozenset(anonymity.named.words),
        "carriers": frozenset(anonymity.carriers.words),
        "singular": frozenset(roles.singular.words),
        "plural": frozenset(roles.plural.words),
        "he": frozenset(roles.pronouns.male),
        "she": frozenset(roles.pronouns.female),
        "they": frozenset(roles.pronouns.plural),
        "it": frozenset(roles.pronouns.thing),
        "self": frozenset(roles.pronouns.self),
        "general": frozenset(roles.pronouns.general),
        "man": frozenset(roles.pronouns.male_words),
        "woman": frozenset(roles.pronouns.female_words),
        "press": frozenset(wires.press),
        "outlets": frozenset(wires.outlets["heads"]),
    }


@dataclass(frozen=True, slots=True)
class Named:
    """A source as the chain has it. `self`: the speaker himself ("I", "we")."""

    name: str
    unnamed: bool
    self: bool = False


NOBODY = Named(UNNAMED, unnamed=True)
_SELF = Named("", unnamed=False, self=True)


@dataclass(slots=True)
class Book:
    """What is known of the sources of one document while it is read from top to bottom."""

    passages: Sequence[Passage]
    mentions: Sequence[Mention]
    starts: list[int] = field(default_factory=list)
    heads: dict[int, list[tuple[Token, Named]]] = field(default_factory=dict)
    order: list[tuple[Token, Named]] = field(default_factory=list)

    peoples: frozenset[int] = frozenset()
    media: dict[str, tuple[str, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.peoples = frozenset(m.start for m in self.mentions if m.kind is EntityKind.NATIONALITY)
        self.mentions = sorted(
            (m for m in self.mentions if m.kind in _SPEAKING), key=lambda m: m.start
        )
        self.starts = [m.start for m in self.mentions]

    def name(self, number: int, head: Token) -> Named:
        """Give who the source with this head word is, and remember him."""
        named = self._joint(number, head)
        if not named.self:
            self.heads.setdefault(number, []).append((head, named))
            self.order.append((head, named))
        return named

    def mention_at(self, number: int, token: Token) -> Mention | None:
        """Give the name that covers a token."""
        at = self.passages[number].start + token.idx
        spot = bisect_left(self.starts, at + 1) - 1
        for mention in reversed(self.mentions[max(0, spot - 2) : spot + 1]):
            if mention.start <= at < mention.end:
                return mention
        return None

    def floor(self, name: str, number: int, medium: str | None) -> str | None:
        """Give through whom a source speaks: who goes on in one paragraph goes on to the same."""
        if medium is None:
            before = self.media.get(name)
            return before[0] if before is not None and number - before[1] in (0, 1) else None
        self.media[name] = medium, number
        return medium

    def speaker(self, span: Span) -> str | None:
        """Give the name that fills a span, as known; None: no name does."""
        for mention in self.mentions_in(span):
            if mention.end == span.end and mention.kind is not EntityKind.PLACE:
                return full(mention.name)
        return None

    def mentions_in(self, span: Span) -> list[Mention]:
        """Give the names inside a span."""
        first = bisect_left(self.starts, span.start)
        out = []
        for mention in self.mentions[first:]:
            if mention.start >= span.end:
                break
            out.append(mention)
        return out

    def _joint(self, number: int, head: Token) -> Named:
        """Give a source, several joined by "; "."""
        first = self._named(number, head, 0)
        also = [t for t in _conjuncts(head) if t.pos_ in ("NOUN", "PROPN")]
        if first.self or not also or head.pos_ == "PRON":
            return first
        names = [first, *(self._named(number, t, 1) for t in also)]
        if any(n == NOBODY for n in names):
            return first
        text = "; ".join(dict.fromkeys(n.name for n in names))
        return Named(text, unnamed=all(n.unnamed for n in names))

    def _named(self, number: int, head: Token, depth: int) -> Named:
        words = _sets()
        lower = head.lower_
        if lower in words["self"]:
            return _SELF
        if (
            lower in words["he"]
            or lower in words["she"]
            or lower in words["they"]
            or lower in words["it"]
        ):
            return self._before(number, head, depth)
        mention = self.mention_at(number, head)
        if mention is not None and (mention.kind is EntityKind.PERSON or not self._anonymous(head)):
            return Named(full(mention.name), unnamed=False)
        common = self._anonymous(head) or head.lower_ in words["carriers"]
        if head.pos_ == "PROPN" and not common and not self._people(number, head):
            return self._proper(number, head)
        return self._common(number, head)

    def _people(self, number: int, head: Token) -> bool:
        """Whether a word is one of a people: "a local Norvian"."""
        at = self.passages[number].start + head.idx
        return at in self.peoples

    def _anonymous(self, head: Token) -> bool:
        """Whether the word itself tells people by what they are: "Norvian officials"."""
        return head.lower_ in _sets()["unnamed"] and head.lower_ not in _sets()["carriers"]

    def _proper(self, number: int, head: Token) -> Named:
        """Give a name that nobody knows yet: the run of capitalized words around its head."""
        passage = self.passages[number]
        first, last = described(head)
        tree = head.doc
        while first < head.i and not tree[first].text[:1].isupper():
            first += 1
        text = passage.text
        start, end = tree[first].idx, tree[last - 1].idx + len(tree[last - 1])
        near = self.mentions_in(Span(passage.start + start, passage.start + end))
        persons = [m for m in near if m.kind is EntityKind.PERSON]
        if persons:
            return Named(full(persons[-1].name), unnamed=False)
        return Named(full(" ".join(text[start:end].split())), unnamed=False)

    def _common(self, number: int, head: Token) -> Named:
        words = _sets()
        kids = children(head)
        apposed = kids.get("appos")
        if apposed is not None and apposed.pos_ == "PROPN":
            mention = self.mention_at(number, apposed)
            if mention is None or mention.kind is EntityKind.PERSON:
                return (
                    Named(full(mention.name), unnamed=False)
                    if mention
                    else self._proper(number, apposed)
                )
        if head.lower_ in words["carriers"]:
            maker = self._maker(number, head)
            if maker is not None:
                return maker
        if head.lower_ in words["press"]:
            paper = self._maker(number, head)
            if paper is not None and is_outlet(paper.name):
                return paper
        role = self._role(number, head)
        if role is not None:
            return role
        return Named(self.description(number, head), unnamed=not self._collective(number, head))

    def _collective(self, number: int, head: Token) -> bool:
        words = _sets()
        if head.lower_ in words["unnamed"]:
            return False
        if head.lower_ in words["named"]:
            return True
        return head.pos_ == "PROPN"

    def _maker(self, number: int, head: Token) -> Named | None:
        """Give whose statement or report it is: the name in it, or the last one that reported."""
        passage = self.passages[number]
        first, last = head.left_edge.i, head.right_edge.i + 1
        for child in head.children:
            if child.dep_ == "poss":
                return self._named(number, child, 1)
        span = Span(
            passage.start + head.doc[first].idx,
            passage.start + head.doc[last - 1].idx + len(head.doc[last - 1]),
        )
        before = [
            m for m in self.mentions_in(span) if m.end <= passage.start + head.idx + len(head)
        ]
        good = [m for m in before if m.kind is not EntityKind.PLACE]
        if good:
            return Named(full(good[-1].name), unnamed=False)
        for child in head.rights:
            if child.dep_ in ("prep", "acl") and child.lower_ not in ("on", "about", "into"):
                by = children(child).get("pobj") or children(
                    children(child).get("agent", child)
                ).get("pobj")
                if by is not None and (
                    child.lower_ in ("by", "from", "of", "in", "for", "at") or child.dep_ == "acl"
                ):
                    return self._named(number, by, 1)
        if self._definite(head):
            return self._last(
                number,
                head,
                lambda t, n: (
                    t.lower_ in _sets()["carriers"]
                    or t.lower_.rstrip("s") == head.lower_.rstrip("s")
                ),
            )
        return None

    def _definite(self, head: Token) -> bool:
        return any(c.lower_ in ("the", "this", "that", "these", "those") for c in head.lefts)

    def _role(self, number: int, head: Token) -> Named | None:
        """Give the one named before whom "the official" stands for."""
        words = _sets()
        if head.lower_ not in words["singular"] and head.lower_ not in words["plural"]:
            return None
        if not self._definite(head) or any(c.dep_ in ("prep", "poss") for c in head.children):
            return None
        found = self._last(
            number,
            head,
            lambda t, n: t.lower_ == head.lower_ or head.lower_ in n.name.lower().split(),
        )
        if found is not None:
            return found
        return None

    def _last(self, number: int, head: Token, fits: Callable[[Token, Named], bool]) -> Named | None:
        for token, named in reversed(self.order):
            if token is not head and fits(token, named):
                return named
        return None

    def _before(self, number: int, pronoun: Token, depth: int) -> Named:
        """Give whom a pronoun stands for: the nearest subject or source before that may be it."""
        want = _want(pronoun)
        own = pronoun.i
        if depth > 4:
            return NOBODY
        for back in range(number, max(-1, number - 1 - _BACK), -1):
            tree = self.passages[back].tree
            last = own - 1 if back == number else len(tree) - 1
            known = {t.i: n for t, n in self.heads.get(back, ())}
            for at in range(last, -1, -1):
                token = tree[at]
                if at in known and _fits(want, token) and self._possible(back, token, want):
                    return known[at]
                if (
                    token.dep_ in _SUBJECTS
                    and token.pos_ in ("NOUN", "PROPN")
                    and _fits(want, token)
                ):
                    if self._possible(back, token, want):
                        return self._named(back, token, depth + 1)
        return NOBODY

    def _possible(self, number: int, token: Token, want: str) -> bool:
        """Whether a word is of a kind that such a pronoun stands for: people, bodies, papers."""
        mention = self.mention_at(number, token)
        words = _sets()
        person = mention is not None and mention.kind is EntityKind.PERSON
        role = token.lower_ in words["singular"] or token.lower_ in words["plural"]
        body = token.lower_ in words["named"] or token.lower_ in words["carriers"]
        if token.pos_ == "PRON":
            return True
        if want in ("he", "she"):
            return person or (mention is None and token.pos_ == "PROPN") or role
        if want == "it":
            return body or (mention is not None and not person)
        people = role or token.lower_ in words["unnamed"] or token.lower_ in words["named"]
        return people or mention is not None or token.tag_ == "NNPS" or _joined(token)

    def description(self, number: int, head: Token) -> str:
        """Give the words that describe a source, beginning small, a pronoun in them put by name."""
        first, last = described(head)
        tokens = list(head.doc[first:last])
        if tokens and tokens[-1].tag_ == "POS":
            tokens.pop()
        while len(tokens) > 1 and tokens[0].lower_ in _VAGUE:
            tokens.pop(0)
        joint = next((i for i, t in enumerate(tokens) if t.dep_ == "cc" and t.head is head), None)
        tokens = tokens[:joint] if joint else tokens
        own = tokens[0] if tokens and tokens[0].tag_ == "PRP$" else None
        passage = self.passages[number]
        text = " ".join(
            passage.text[tokens[0].idx : tokens[-1].idx + len(tokens[-1])].split()
        )
        if own is not None:
            named = self._before(number, own, 1)
            if named != NOBODY and not named.self:
                text = f"{named.name}'s{text[len(own) :]}"
                return text
        bare = _ARTICLE.sub("", text)
        opens = tokens[0].is_sent_start and not _proper_word(tokens[0])
        opens = opens or (len(tokens) == 1 and tokens[0].lower_ in _sets()["unnamed"])
        return (bare[:1].lower() + bare[1:] if opens else bare) or UNNAMED


def _proper_word(token: Token) -> bool:
    return token.pos_ == "PROPN" or not token.text[1:].islower() or (token.pos_ == "ADJ" and token.norm_[:1].isupper())


def _joined(token: Token) -> bool:
    return any(c.dep_ == "conj" for c in token.rights)


def _said_of(token: Token) -> frozenset[str]:
    """Give the words beside a source's name, in small letters: titles, roles, apposition."""
    first, last = described(token, apposed=True)
    return frozenset(t.lower_ for t in token.doc[first:last])


def _conjuncts(head: Token) -> list[Token]:
    found: list[Token] = []
    token: Token | None = head
    while token is not None:
        token = next((c for c in token.rights if c.dep_ == "conj"), None)
        if token is not None:
            found.append(token)
    return found


def _want(pronoun: Token) -> str:
    words = _sets()
    return next((k for k in ("he", "she", "they") if pronoun.lower_ in words[k]), "it")


def _fits(want: str, token: Token) -> bool:
    """Whether a pronoun can stand for a word, by number and by sex where it shows."""
    words = _sets()
    if token.pos_ == "PRON":
        return _want(token) == want
    around = {token.lower_, *(c.lower_ for c in token.lefts)}
    plural = token.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in token.rights)
    if want == "they":
        return True
    if want == "he":
        return not plural and not around & words["woman"]
    if want == "she":
        return not plural and not around & words["man"]
    return not plural and token.lower_ not in words["singular"]


def full(name: str) -> str:
    """Give an agency's full name for its short one, anything else as it is."""
    return _words()[2].full.get(name, name)


def is_outlet(name: str) -> bool:
    """Whether a name is one of those who print what they are told."""
    parts = name.split()
    return bool(parts) and (parts[-1] in _sets()["outlets"] or name in _words()[2].full.values())


def speaks(words: str) -> bool:
    """Whether words name a thing or a group that can speak: "Poll", "Police"."""
    last = words.split()[-1].lower()
    sets = _sets()
    return last in sets["carriers"] or last in sets["unnamed"] or last in sets["named"]


def general(head: Token) -> bool:
    """Whether a source is nobody in particular: "you know", "everyone hopes"."""
    return head.lower_ in _sets()["general"]
