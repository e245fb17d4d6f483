"""Words for those who speak: pronouns, roles, bodies, papers, and the things that carry words."""

import functools

from msgspec import Struct
from spacy.tokens import Token

from wellsourced.lexicon.reader import read


class _Words(Struct, frozen=True):
    words: tuple[str, ...]
    example: str


class Anonymity(Struct, frozen=True):
    """The list of how unnamed sources are described, as it is written."""

    unnamed: _Words
    named: _Words
    carriers: _Words
    vague: _Words
    terms: _Words


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


class Roles(Struct, frozen=True):
    """The list of role nouns and pronouns, as it is written."""

    singular: _Words
    plural: _Words
    offices: _Words
    onlookers: _Words
    ranks: _Words
    kin: _Words
    mouths: _Words
    groups: _Words
    powers: _Words
    pronouns: _Pronouns


class _Outlets(Struct, frozen=True):
    heads: tuple[str, ...]
    example: str


class Wires(Struct, frozen=True):
    """The list of agencies and papers, as it is written."""

    press: tuple[str, ...]
    printers: tuple[str, ...]
    gathered: tuple[str, ...]
    obtained: tuple[str, ...]
    full: dict[str, str]
    outlets: _Outlets


class Speakers(Struct, frozen=True):
    """The words, class by class, for looking up."""

    unnamed: frozenset[str]
    named: frozenset[str]
    carriers: frozenset[str]
    vague: frozenset[str]
    terms: tuple[str, ...]
    singular: frozenset[str]
    plural: frozenset[str]
    offices: frozenset[str]
    onlookers: frozenset[str]
    ranks: frozenset[str]
    kin: frozenset[str]
    mouths: frozenset[str]
    groups: frozenset[str]
    powers: frozenset[str]
    pronouns: dict[str, str]
    self: frozenset[str]
    general: frozenset[str]
    man: frozenset[str]
    woman: frozenset[str]
    press: frozenset[str]
    printers: frozenset[str]
    gathered: frozenset[str]
    obtained: frozenset[str]
    outlets: frozenset[str]
    full: dict[str, str]


@functools.cache
def speakers() -> Speakers:
    """Give the word lists, turned for looking up."""
    anonymity = read("en/anonymity.toml", Anonymity)
    roles = read("en/roles.toml", Roles)
    wires = read("en/wires.toml", Wires)
    said = roles.pronouns
    kinds = {"he": said.male, "she": said.female, "they": said.plural, "it": said.thing}
    return Speakers(
        unnamed=frozenset(anonymity.unnamed.words),
        named=frozenset(anonymity.named.words),
        carriers=frozenset(anonymity.carriers.words),
        vague=frozenset(anonymity.vague.words),
        terms=anonymity.terms.words,
        singular=frozenset(roles.singular.words),
        plural=frozenset(roles.plural.words),
        offices=frozenset(roles.offices.words),
        onlookers=frozenset(roles.onlookers.words),
        ranks=frozenset(roles.ranks.words),
        kin=frozenset(roles.kin.words),
        mouths=frozenset(roles.mouths.words),
        groups=frozenset(roles.groups.words),
        powers=frozenset(roles.powers.words),
        pronouns={word: kind for kind, words in kinds.items() for word in words},
        self=frozenset(said.self),
        general=frozenset(said.general),
        man=frozenset(said.male_words),
        woman=frozenset(said.female_words),
        press=frozenset(wires.press),
        printers=frozenset(wires.printers),
        gathered=frozenset(wires.gathered),
        obtained=frozenset(wires.obtained),
        outlets=frozenset(wires.outlets.heads),
        full=wires.full,
    )


def full(name: str) -> str:
    """Give an agency's full name for its short one, anything else as it is.

    >>> full("AP"), full("Harbour Herald")
    ('Associated Press', 'Harbour Herald')
    """
    return speakers().full.get(name, name)


def is_outlet(name: str) -> bool:
    """Whether a name is one of those who print what they are told.

    >>> is_outlet("Harbour Herald"), is_outlet("Odo Kell")
    (True, False)
    """
    parts = name.split()
    return bool(parts) and (parts[-1] in speakers().outlets or name in speakers().full.values())


def speaks(words: str) -> bool:
    """Whether words name a thing or a group that can speak.

    >>> speaks("Poll"), speaks("Sunday")
    (True, False)
    """
    last = words.split()[-1].lower()
    known = speakers()
    return last in known.carriers or last in known.unnamed or last in known.named


def told_by_role(words: str) -> bool:
    """Whether words in small letters tell people only by what they are.

    >>> told_by_role("engineers"), told_by_role("army"), told_by_role("Odo Kell")
    (True, False, False)
    """
    last = words.split()[-1]
    known = speakers()
    people = known.unnamed | known.singular | known.plural
    return words.islower() and last not in known.named and bool({last, last[:-1]} & people)


def speaker(head: Token) -> bool:
    """Whether a word names somebody, or a body or a thing that can speak."""
    known = speakers()
    if head.pos_ in ("PROPN", "PRON"):
        return True
    words = {head.lower_, head.lemma_}
    return bool(words & (known.unnamed | known.named | known.carriers | known.singular))


def obtainer(child: Token) -> Token | None:
    """Give through whom words came: "a letter obtained by Reuters"; `child`: of "letter"."""
    if child.dep_ not in ("acl", "relcl") or child.tag_ != "VBN":
        return None
    if child.lemma_ not in speakers().obtained:
        return None
    by = next((c for c in child.rights if c.dep_ == "agent"), None)
    return next((c for c in by.rights if c.dep_ == "pobj"), None) if by is not None else None


def general(head: Token) -> bool:
    """Whether a source is nobody in particular: "you know", "everyone hopes"."""
    return head.lower_ in speakers().general


def anonymous(head: Token) -> bool:
    """Whether the word itself tells people by what they are: "Norvian officials"."""
    known = speakers()
    return head.lower_ in known.unnamed and head.lower_ not in known.carriers


def collective(head: Token) -> bool:
    """Whether a common noun names a body that speaks as one: "the ministry"."""
    known = speakers()
    if head.lower_ in known.unnamed:
        return False
    return head.lower_ in known.named or (head.pos_ == "PROPN" and not indefinite(head))


def indefinite(head: Token) -> bool:
    """Whether a noun names one of many: "a Norvian", "one Democrat"."""
    return any(c.lower_ in ("a", "an", "one", "some", "no") for c in head.lefts)


def definite(head: Token) -> bool:
    """Whether a noun points back: "the official"."""
    return any(c.lower_ in ("the", "this", "that", "these", "those") for c in head.lefts)


def stands_for(pronoun: Token, word: Token) -> bool:
    """Whether a pronoun can stand for a word, by number, and by sex where it shows."""
    known = speakers()
    want = known.pronouns.get(pronoun.lower_, "it")
    if word.pos_ == "PRON":
        return known.pronouns.get(word.lower_, "it") == want
    if want == "they":
        return True
    around = {word.lower_, *(c.lower_ for c in word.lefts)}
    if word.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in word.rights):
        return False
    if want == "he":
        return not around & known.woman
    if want == "she":
        return not around & known.man
    return word.lower_ not in known.singular
