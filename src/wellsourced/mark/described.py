"""Who and what a text speaks of without a name: "the militants", "a rifle", "she"."""

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct
from spacy.tokens import Doc, Token

from wellsourced.lexicon.reader import read
from wellsourced.mark.scene import Shelf
from wellsourced.mark.syntax import Passage, Reading
from wellsourced.mark.words import words
from wellsourced.model import Description, EntityKind, Form, Marks, Mention, Sort, Span, TimeMark

_ORG, _PLACE, _PERSON = Sort.ORGANISATION, Sort.PLACE, Sort.PERSON
_GROUPS = frozenset(
    {_ORG, EntityKind.FACTION, EntityKind.FORCE, EntityKind.GOVERNMENT, EntityKind.OUTLET}
)
_PRONOUNS = {
    **dict.fromkeys(("i", "me", "myself", "he", "she", "him"), _PERSON),
    **dict.fromkeys(("we", "us", "ourselves", "they"), _ORG),
    "here": _PLACE,
}
_PRONOUN_TAGS = frozenset({"PRP", "RB"})
_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_ARMS = frozenset({Sort.WEAPON, Sort.PLATFORM, Sort.VEHICLE})
_CURRENCY = frozenset("$£€")
_NUMBER = re.compile(r"\d[\d,.]*|[a-z-]+", re.IGNORECASE)
_COORDINATE = re.compile(
    r"\d{1,3}°(?:\d\d?[′'](?:[\d.]+[″\"])?)?[NS] \d{1,3}°(?:\d\d?[′'](?:[\d.]+[″\"])?)?[EW]"
    r"|\d{1,3}\.\d+°[NS] \d{1,3}\.\d+°[EW]"
)


class _Listed(Struct, frozen=True, forbid_unknown_fields=True):
    example: str
    words: tuple[str, ...]
    plural: tuple[str, ...] = ()


class Lists(Struct, frozen=True, forbid_unknown_fields=True):
    """The word list: each class with an example in which what it describes stands in brackets."""

    groups: _Listed
    places: _Listed
    weapons: _Listed
    platforms: _Listed
    vehicles: _Listed
    documents: _Listed
    military: _Listed
    measures: _Listed


class _Nouns(NamedTuple):
    """Each noun's sort; `several`: those that mean a group only in the plural."""

    kinds: dict[str, Sort]
    several: frozenset[str]
    military: frozenset[str]
    measures: frozenset[str]


def described(reading: Reading, found: Marks) -> tuple[Description, ...]:
    """Give what is spoken of in other words than names alone, in order."""
    names, times = Shelf(found.entities), Shelf(found.times)
    made = [
        found
        for passage in reading.passages
        for found in (*_spoken(passage), *_widened(passage, names), *_figures(passage, times))
    ]
    unlike = {(d.start, d.end, d.sort): d for d in made}
    return tuple(unlike[key] for key in sorted(unlike))


def _spoken(passage: Passage) -> Iterator[Description]:
    for token in passage.tree:
        tag = token.tag_
        if tag in _PRONOUN_TAGS:
            pronoun = _PRONOUNS.get(token.lower_)
            if pronoun:
                yield _one(passage.span(token), pronoun, Form.PRONOUN)
        elif tag in _NOUN_TAGS and (sort := _sort(token)):
            first, last = _first(token, bare=sort in _ARMS), token
            if sort not in _ARMS:
                last = _named_part(token)
            yield _one(passage.span(first, last), sort, Form.DESCRIPTION)


def _one(span: Span, sort: Sort, form: Form, name: str | None = None) -> Description:
    return Description(start=span.start, end=span.end, sort=sort, form=form, name=name)


def _sort(token: Token) -> Sort | None:
    """What a noun that heads its phrase describes."""
    kinds, several, military, _ = _nouns()
    lemma = token.lemma_.lower()
    if token.tag_ in {"NNP", "NNPS"}:
        found = kinds.get(token.lower_) or kinds.get(token.lower_.removesuffix("s"))
        return found if found in _ARMS and token.text[:2].isupper() else _people(token)
    if token.tag_ not in {"NN", "NNS"} or (lemma in several and token.tag_ == "NN"):
        return _people(token)
    sort = kinds.get(lemma) or kinds.get(token.lower_)
    if lemma == "system":
        sort = next((s for c in token.children if (s := kinds.get(c.lower_)) in _ARMS), None)
    if sort is Sort.VEHICLE and any(c.lower_ in military for c in token.children):
        return Sort.PLATFORM
    if token.dep_ in {"compound", "nmod"}:
        return sort if sort is Sort.WEAPON and token.head.lemma_ != "system" else None
    if sort is Sort.DOCUMENT and not any(
        c.dep_ == "poss" or c.pos_ == "PROPN" for c in token.children
    ):
        return None
    return sort


def _people(token: Token) -> Sort | None:
    """A people as a group: "many Norvians"."""
    known = words().nations.get((token.text,))
    many = token.tag_ in {"NNS", "NNPS"} and token.text.endswith("s")
    if known is None or not many or known.kind is not EntityKind.NATIONALITY:
        return None
    return _ORG


def _named_part(token: Token) -> Token:
    """The name behind "of": "the city *of Dorvel*"; the noun itself without any."""
    of = next((c for c in token.children if c.lower_ == "of" and c.i == token.i + 1), None)
    name = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    if name is None or name.pos_ != "PROPN" or name.right_edge.i > name.i:
        return token
    return name


def _first(token: Token, *, bare: bool) -> Token:
    """The first word of the phrase, without a count before it: "three *armed* men".

    `bare`: without an article either.
    """
    first = token
    for i in range(token.i - 1, -1, -1):
        word = token.doc[i]
        if word.head.i != token.i and not token.is_ancestor(word):
            break
        if word.dep_ in {"nummod", "quantmod", "preconj", "cc"} or word.pos_ == "NUM":
            break
        if bare and word.lower_ in {"a", "an"}:
            break
        first = word
    return first


@functools.cache
def _nouns() -> _Nouns:
    lists = read("en/described.toml", Lists)
    kinds = {
        **dict.fromkeys(lists.places.words, _PLACE),
        **dict.fromkeys(lists.documents.words, Sort.DOCUMENT),
        **dict.fromkeys(lists.platforms.words, Sort.PLATFORM),
        **dict.fromkeys(lists.vehicles.words, Sort.VEHICLE),
        **dict.fromkeys(lists.weapons.words, Sort.WEAPON),
        **dict.fromkeys(lists.groups.words, _ORG),
    }
    several = frozenset(lists.groups.plural)
    listed = (frozenset(lists.military.words), frozenset(lists.measures.words))
    return _Nouns(kinds, several, *listed)


def _widened(passage: Passage, names: Shelf[Mention]) -> Iterator[Description]:
    """Names with the words that belong to them: "President Obama", "the Norvian Army"."""
    for mention in names.over(passage.start, passage.end):
        tree = passage.tree.char_span(
            mention.start - passage.start, mention.end - passage.start, alignment_mode="expand"
        )
        if tree is None:
            continue
        if mention.kind is EntityKind.PERSON:
            first = _title(tree[0])
            if first is not None:
                yield _one(passage.span(first, tree[-1]), _PERSON, Form.DESCRIPTION, mention.name)
        elif mention.kind in _GROUPS or (mention.kind is EntityKind.PLACE and _acts(tree.root)):
            first = tree[0]
            if first.i and first.nbor(-1).lower_ == "the":
                first = first.nbor(-1)
            elif mention.kind in _GROUPS:
                continue
            yield _one(passage.span(first, tree[-1]), _ORG, Form.DESCRIPTION, mention.name)


def _acts(name: Token) -> bool:
    """Whether a country is told as one who acts: "Norvia agreed", "Norvia's reply"."""
    if name.dep_ == "conj":
        return _acts(name.head)
    if name.dep_ == "poss":
        return True
    if name.dep_ == "pobj":
        return name.head.lower_ in {"by", "with"}
    return name.dep_ == "nsubj" and name.head.pos_ == "VERB"


def _title(name: Token) -> Token | None:
    """The first word of the title before a name."""
    titles = words().titles.heads
    first, titled = name, False
    while first.i:
        before = first.nbor(-1)
        nation = words().nations.get((before.text,))
        if nation and nation.kind is EntityKind.PLACE and "." not in before.text:
            break
        if before.text == "." and before.i and before.nbor(-1).text + "." in titles:
            before = before.nbor(-1)
        elif not before.text[0].isupper() or before.text in words().never:
            break
        titled = titled or before.text in titles or before.text + "." in titles
        first = before
    if not titled:
        return None
    if first.i and first.nbor(-1).lower_ == "the":
        return first.nbor(-1)
    return first


def _figures(passage: Passage, times: Shelf[TimeMark]) -> Iterator[Description]:
    """Numbers that count or measure, sums of money, and places on the map in degrees."""
    degrees = [
        Span(passage.start + found.start(), passage.start + found.end())
        for found in _COORDINATE.finditer(passage.text)
    ]
    yield from (_one(span, Sort.COORDINATE, Form.DESCRIPTION) for span in degrees)
    tree, at = passage.tree, 0
    while at < len(tree):
        stop = _number_end(tree, at)
        if stop == at:
            at += 1
            continue
        last, money = tree[stop - 1], at and tree[at - 1].text in _CURRENCY
        span = passage.span(tree[at - 1] if money else tree[at], last)
        at = stop
        if any(times.over(span.start, span.end)) or any(d.holds(span) for d in degrees):
            continue
        if money:
            yield _one(span, Sort.MONEY, Form.DESCRIPTION)
        elif last.dep_ == "nummod" and last.head.i >= stop:
            if last.head.i == stop and last.head.lemma_.lower() in _nouns().measures:
                span = Span(span.start, passage.span(last.head).end)
            yield _one(span, Sort.QUANTITY, Form.DESCRIPTION)


def _number_end(tree: Doc, at: int) -> int:
    """Where the number that begins at a token ends: "3,000 to 5,000"; `at` itself: none does."""
    stop, size = at, len(tree)
    while stop < size and tree[stop].tag_ == "CD" and _NUMBER.fullmatch(tree[stop].text):
        stop += 1
        if stop + 1 < size and tree[stop].text in {"to", "-"} and tree[stop + 1].tag_ == "CD":
            stop += 1
    return stop
