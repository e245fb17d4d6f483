"""Who a source is: its name for the chain, and whether the page gives a name at all."""

import re
from collections.abc import Callable, Sequence

from spacy.tokens import Token

from wellsourced.mark.bodies import body_meant
from wellsourced.mark.interviews import Interviews
from wellsourced.mark.namebook import Names
from wellsourced.mark.named import NOBODY, SELF, Named
from wellsourced.mark.pronouns import antecedent
from wellsourced.mark.speakers import (
    anonymous,
    collective,
    definite,
    full,
    indefinite,
    is_outlet,
    obtainer,
    speakers,
)
from wellsourced.mark.syntax import Passage
from wellsourced.mark.titles import bearer, holder
from wellsourced.mark.trees import children, described, subject
from wellsourced.model import EntityKind, Mention

_ARTICLE = re.compile(r"^(?:the|a|an|this|that|these|those)\s+", re.IGNORECASE)
_DEEP = 4  # pronouns that stand for pronouns
_ISSUED = 2  # passages back that "the statement" may reach
_MADE_BY = frozenset({"by", "from", "of", "in", "for", "at"})
_ABOUT = frozenset({"on", "about", "into"})


class Book:
    """What is known of the sources of one document while it is read from top to bottom."""

    def __init__(self, passages: Sequence[Passage], mentions: Sequence[Mention]) -> None:
        self.passages = passages
        self.names = Names(passages, mentions)
        self.heads: dict[int, dict[int, Named]] = {}
        self._order: list[tuple[Token, Named]] = []
        self._media: dict[str, tuple[str, int]] = {}
        self._interviews = Interviews(passages, self.names)

    def name(self, number: int, head: Token) -> Named:
        """Give who the source with this head word is, and remember him."""
        named = self._joint(number, head)
        if not named.self:
            self.heads.setdefault(number, {})[head.i] = named
            self._order.append((head, named))
        return named

    def floor(self, name: str, number: int, medium: str | None) -> str | None:
        """Give through whom a source speaks: who goes on in one paragraph goes on to the same."""
        if medium is None:
            before = self._media.get(name)
            if before is None or number - before[1] not in (0, 1):
                return self._interviews.printer(name, number, self.one)
            medium = before[0]
        self._media[name] = medium, number
        return medium

    def _joint(self, number: int, head: Token) -> Named:
        """Give a source; several are joined by "; "."""
        first = self.one(number, head)
        also = [t for t in _conjuncts(head) if t.pos_ in ("NOUN", "PROPN")]
        if first.self or not also or head.pos_ == "PRON":
            return first
        names = [first, *(self.one(number, t) for t in also)]
        if NOBODY in names:
            return first
        text = "; ".join(dict.fromkeys(n.name for n in names))
        return Named(text, unnamed=all(n.unnamed for n in names))

    def one(self, number: int, head: Token, *, depth: int = 0) -> Named:
        """Give who a word means, by the first of: pronoun, known name, capitals, description."""
        words = speakers()
        if head.lower_ in words.self:
            return SELF
        if head.lower_ in words.pronouns:
            return self._before(number, head, depth)
        mention = self.names.at(number, head)
        body = head.is_sent_start and head.left_edge.i == head.i and head.lower_ in words.named
        if mention is not None and (mention.kind is EntityKind.PERSON or not anonymous(head)):
            small = body and mention.name == head.text  # "Army" at the head of a line
            return Named(head.lower_ if small else _untitled(mention), unnamed=False)
        plain = anonymous(head) or indefinite(head) or head.lower_ in words.carriers
        if head.pos_ == "PROPN" and not (plain or body or self.names.of_people(number, head)):
            return self._proper(number, head)
        return self._common(number, head)

    def _proper(self, number: int, head: Token) -> Named:
        """Give a name that nobody knows yet: the capitalized words around its head."""
        passage = self.passages[number]
        first, last = described(head)
        while first < head.i and not head.doc[first].text[:1].isupper():
            first += 1
        while last + 1 < len(head.doc) and head.doc[last].text == "-":
            last += 2
        span = passage.span(head.doc[first], head.doc[last - 1])
        persons = [m for m in self.names.within(span) if m.kind is EntityKind.PERSON]
        if persons:
            return Named(full(persons[-1].name), unnamed=False)
        words = passage.text[span.start - passage.start : span.end - passage.start]
        return Named(full(" ".join(words.split())), unnamed=False)

    def _common(self, number: int, head: Token) -> Named:
        for way in (self._apposed, self._carried, self._paper, self._role, self._body):
            found = way(number, head)
            if found is not None:
                return found
        return Named(self.description(number, head), unnamed=not collective(head))

    def _apposed(self, number: int, head: Token) -> Named | None:
        """Examples: "the mayor, Ada Brun, said"; "the broadcaster LTV reported"."""
        beside = _beside_name(head)
        if beside is None:
            return None
        mention = self.names.at(number, beside)
        if mention is None:
            return self._proper(number, beside)
        near = beside.left_edge.i == head.i + 1 and mention.kind is not EntityKind.PLACE
        known = near or mention.kind is EntityKind.PERSON
        return Named(full(mention.name), unnamed=False) if known else None

    def _carried(self, number: int, head: Token) -> Named | None:
        """Example: "a statement from the ministry" is the ministry's."""
        if head.lower_ not in speakers().carriers:
            return None
        maker = self._maker(number, head)
        if maker is None and definite(head):
            one = head.lower_.rstrip("s")
            carriers = speakers().carriers
            before = self._last(
                head, lambda t: t.lower_ in carriers or t.lower_.rstrip("s") == one
            )
            return before or self._issuer(number, head)
        return maker

    def _issuer(self, number: int, head: Token) -> Named | None:
        """Give who issued it: "The guild issued a statement. The statement said"."""
        for back in range(number, max(-1, number - 1 - _ISSUED), -1):
            tree = self.passages[back].tree
            for token in reversed(tree[: head.i] if back == number else tree[:]):
                if token.lower_ != head.lower_ or token.dep_ not in ("dobj", "pobj"):
                    continue
                verb = token.head if token.dep_ == "dobj" else token.head.head
                issuer = subject(verb) if verb.pos_ == "VERB" else None
                if issuer is not None and issuer.lower_ not in speakers().carriers:
                    return self.one(back, issuer, depth=1)
        return None

    def _paper(self, number: int, head: Token) -> Named | None:
        """Example: "a reporter for the Harbour Herald" speaks for the paper."""
        if head.lower_ not in speakers().press:
            return None
        maker = self._maker(number, head)
        return maker if maker is not None and is_outlet(maker.name) else None

    def _maker(self, number: int, head: Token) -> Named | None:
        """Give whose statement or report it is."""
        owner = children(head).get("poss")
        if owner is not None:
            return self.one(number, owner, depth=1)
        span = self.passages[number].span(head.left_edge, head)
        inside = [m for m in self.names.within(span) if m.kind is not EntityKind.PLACE]
        if inside:
            return Named(full(inside[-1].name), unnamed=False)
        for child in head.rights:
            by = _made_by(child)
            if by is not None:
                return self.one(number, by, depth=1)
        return None

    def _role(self, number: int, head: Token) -> Named | None:
        """Give the one named before whom "the official" stands for."""
        words = speakers()
        if head.lower_ not in words.singular and head.lower_ not in words.plural:
            return None
        if any(c.dep_ in ("prep", "poss") for c in head.children):
            return None
        if not definite(head):  # "Bridge unsafe, mayor says"
            return None if indefinite(head) else self.holder(head.lower_)
        office = {head.lower_, *_rank(head)}
        found = self._last(head, lambda t: office <= _beside(t))
        if found is not None:
            return found
        titled = bearer(self.passages, self.names.mentions, number, head, _rank(head))
        return _named(titled) or self.holder(head.lower_)

    def _body(self, number: int, head: Token) -> Named | None:
        """Give the body named before that "the group" stands for."""
        at = self.passages[number].start + head.idx
        meant = body_meant(self.names.before(at), head, at)
        return None if meant is None else Named(full(meant), unnamed=False)

    def holder(self, office: str) -> Named | None:
        """Give who holds an office, where the document names him anywhere."""
        return _named(holder(self.passages, self.names.mentions, office))

    def _last(self, head: Token, fits: Callable[[Token], bool]) -> Named | None:
        for token, named in reversed(self._order):
            if token is not head and fits(token):
                return named
        return None

    def _before(self, number: int, pronoun: Token, depth: int) -> Named:
        """Give whom a pronoun stands for, as named before or as named there."""
        found = None if depth > _DEEP else antecedent(self.names, self.heads, number, pronoun)
        if found is None:
            return NOBODY
        place, token = found
        known = self.heads.get(place, {}).get(token.i)
        return known or self.one(place, token, depth=depth + 1)

    def description(self, number: int, head: Token) -> str:
        """Give the words that describe a source, beginning small, a pronoun in them put by name.

        Example: "His spokesman" is "Odo Kell's spokesman"; "Some officials" are "officials".
        """
        tokens = _describing(head)
        passage = self.passages[number]
        span = passage.span(tokens[0], tokens[-1])
        words = passage.text[span.start - passage.start : span.end - passage.start].split()
        if tokens[0].dep_ == "poss" and tokens[0].lower_ in speakers().pronouns:
            owner = self._before(number, tokens[0], 1)
            if owner != NOBODY and not owner.self:
                return " ".join([f"{owner.name}'s", *words[1:]])
        bare = _ARTICLE.sub("", " ".join(words))
        small = _opens(tokens) and not self.names.of_people(number, tokens[0])
        return bare[:1].lower() + bare[1:] if small else bare


def _rank(head: Token) -> frozenset[str]:
    """Give the words that tell one office from another: "the *prime* minister"."""
    return frozenset(c.lower_ for c in head.lefts if c.lower_ in speakers().ranks)


def _named(found: Mention | None) -> Named | None:
    return Named(full(found.name), unnamed=False) if found is not None else None


def _untitled(mention: Mention) -> str:
    """Give a name without what its bearer is: "Voter Ada Brun" is Ada Brun."""
    first, _, rest = mention.name.partition(" ")
    titled = mention.kind is EntityKind.PERSON and first.lower() in speakers().singular
    return full(rest if titled and " " in rest else mention.name)


def _beside_name(head: Token) -> Token | None:
    """Give the name beside a word, or beside what belongs to it: "the mayor of Lorne, Kell"."""
    own = children(head).get("appos")
    if head.dep_ == "dobj" and head.head.dep_ == "csubj":
        return None  # "According to the Herald, citing two officers, Kell is abroad"
    if own is not None:
        return own if own.pos_ == "PROPN" else None
    last = head.doc[described(head, apposed=True)[1] - 1]
    last = last.nbor(-1) if last.is_punct else last
    if last.dep_ != "appos" or last.pos_ != "PROPN" or last.head.dep_ != "pobj":
        return None
    return last if last.doc[last.left_edge.i - 1].text == "," else None


def _made_by(child: Token) -> Token | None:
    """Example: "by the ministry", "issued by the ministry"."""
    if child.dep_ == "prep" and child.lower_ in _MADE_BY:
        return children(child).get("pobj")
    if child.dep_ == "acl" and child.lower_ not in _ABOUT and obtainer(child) is None:
        by = children(child).get("agent")
        return None if by is None else children(by).get("pobj")
    return None


def _describing(head: Token) -> list[Token]:
    """Give the tokens of a description, without "'s", "some", and what is joined on by "and"."""
    first, last = described(head)
    tokens = list(head.doc[first:last])
    if len(tokens) > 1 and tokens[-1].tag_ == "POS":
        tokens.pop()
    while len(tokens) > 1 and tokens[-1].text == ",":
        tokens.pop()
    vague = speakers().vague
    while len(tokens) > 1 and tokens[0].lower_ in vague and tokens[1].dep_ != "prep":
        tokens.pop(0)
    got = next((c.left_edge.i for c in head.rights if obtainer(c) is not None), last)
    tokens = [t for t in tokens if t.i < got]
    joint = next((i for i, t in enumerate(tokens) if t.dep_ == "cc" and t.head == head), 0)
    return tokens[:joint] if joint else tokens


def _opens(tokens: Sequence[Token]) -> bool:
    """Whether a capital is there only because the sentence begins."""
    first = tokens[0]
    if len(tokens) == 1 and first.lower_ in speakers().unnamed | speakers().named:
        return True
    return bool(first.is_sent_start) and first.pos_ != "PROPN" and first.text[1:].islower()


def _beside(token: Token) -> frozenset[str]:
    """Give the words of a source, in small letters: titles, roles, apposition."""
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
