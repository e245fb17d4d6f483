"""Names as words: how they fold, shorten, vary, and how a text teaches one for another."""

import functools
import re
import unicodedata
from typing import NamedTuple

_KNOWN = 1 << 15  # names kept folded: a page compares each of its names with many
_PARTICLE = re.compile(r"^(?:al|el|ul|ad|as|ash|ar|an|az)[- ](?=\w)", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_SMALL = frozenset(
    {"of", "the", "for", "and", "in", "on", "to", "de", "la", "al", "el", "du", "des"}
)

# A name: capitalised words, with small words between them.
_CAP = r"(?:(?:[A-Z]\.)+|[A-Z][\w'’&-]*|(?:al|el)-[A-Z][\w'’-]*)"
_NAME = rf"{_CAP}(?:\s+(?:(?:of|for|the|in|on|and|al|el|bin|de)\s+){{0,2}}{_CAP}){{0,9}}"
_TEACHING = (
    # As in "the Harbour Relief Board (HRB)" and "the Lake Front (LF, formerly Shore Front)".
    re.compile(
        rf"(?P<name>{_NAME})\s*\(\s*(?:the\s+)?[\"“]?(?P<alias>{_NAME})[\"”]?"
        rf"(?:,\s*formerly\s+(?:the\s+)?(?P<second>{_NAME}))?\s*\)"
    ),
    # As in "Jan Kell, also known as Abu Noor" and "the Jund al-Bahr, or Sea Army".
    re.compile(
        rf"(?P<name>{_NAME}),?\s+(?:(?:also|better|formerly|previously|commonly)\s+)?"
        rf"(?:known\s+(?:[a-z]+\s+){{0,4}}?as|called|dubbed|nicknamed|a\.?k\.?a\.?)\s+(?:the\s+)?[\"“]?(?P<alias>{_NAME})"
    ),
    re.compile(
        rf"(?P<name>{_NAME}),\s+or\s+(?:the\s+)?[\"“]?(?P<alias>{_NAME})(?=[\"”]?\s*[,.;)]|$)"
    ),
)
_VOWELS = str.maketrans("oyec", "uiik")
_HINT = re.compile(r"\(|, or |known |called|dubbed|nicknamed|a\.?k\.?a")


class Taught(NamedTuple):
    """Another name that a sentence gives to a name, and where its words stand in it."""

    name: str
    alias: str
    start: int
    end: int


def taught_aliases(sentence: str) -> tuple[Taught, ...]:
    """Give the other names that the sentence teaches, in the order of their words.

    >>> [t[:2] for t in taught_aliases("The Lake Board (LB) met the Jund al-Bahr, or Sea Army.")]
    [('Lake Board', 'LB'), ('Jund al-Bahr', 'Sea Army')]
    >>> taught_aliases("Jan Kell (Norvia) spoke.")
    ()
    """
    found = []
    if not _HINT.search(sentence):
        return ()
    for pattern in _TEACHING:
        for match in pattern.finditer(sentence):
            name = _ARTICLE.sub("", match["name"])
            for group in ("alias", "second"):
                alias = match.groupdict().get(group)
                if alias and _teaches(
                    name, alias, bracket=pattern is _TEACHING[0], second=group == "second"
                ):
                    found.append(Taught(name, alias, match.start(), match.end()))
    return tuple(sorted(found, key=lambda t: (t.start, t.end, t.alias)))


@functools.lru_cache(maxsize=_KNOWN)
def fold(name: str) -> str:
    """Give the name without case, accents, article, possessive and punctuation, to compare by.

    >>> fold("The Al-Sarif’s") == fold("al Sarif")
    True
    """
    plain = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", name.strip()))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    plain = re.sub(r"(?<=\b\w)\.(?=\w\b|\s|$)", "", plain)
    plain = re.sub(r"[^\w ]+", " ", plain.replace("'", "").replace("’", ""))
    return _ARTICLE.sub("", re.sub(r"\s+", " ", plain).strip())


@functools.lru_cache(maxsize=_KNOWN)
def bare(word: str) -> str:
    """Give the name without a leading "al-" or "el-", folded.

    >>> bare("al-Sarif"), bare("El Sarif"), bare("Alba")
    ('sarif', 'sarif', 'alba')
    """
    return fold(_PARTICLE.sub("", word.strip()))


@functools.lru_cache(maxsize=_KNOWN)
def acronym(name: str) -> str:
    """Give the first letters of the name's words, small words left out.

    >>> acronym("Board of Harbour and Lake Relief")
    'BHLR'
    """
    return "".join(w[0] for w in re.findall(r"\w+", name) if w.casefold() not in _SMALL).upper()


def is_acronym(short: str, name: str) -> bool:
    """Whether the letters stand for the name, small words counted or not.

    >>> is_acronym("L.R.B.", "Lake Relief Board"), is_acronym("UoN", "University of Norvia")
    (True, True)
    """
    letters = _abbreviation(short)
    return bool(letters) and letters in _initials(name)


@functools.lru_cache(maxsize=_KNOWN)
def _abbreviation(short: str) -> str:
    """The letters of what may stand for a name; of a single one nothing."""
    letters = re.sub(r"\W", "", short)
    return letters.upper() if len(letters) > 1 else ""


@functools.lru_cache(maxsize=_KNOWN)
def _initials(name: str) -> tuple[str, ...]:
    """What can stand for a name of several words: its first letters, small words or not."""
    words = re.findall(r"\w+", name)
    return (acronym(name), "".join(w[0] for w in words).upper()) if len(words) > 1 else ()


def shortens(short: str, name: str) -> bool:
    """Whether the one can be a short form of the other: last name, first words, or letters.

    >>> shortens("Sarif", "Omar al-Sarif"), shortens("Lake Front", "Lake Front Party")
    (True, True)
    >>> shortens("Party", "Lake Front Party"), shortens("Kell", "Jan Kellman")
    (True, False)
    """
    a, b = _parts(short), _parts(name)
    if not a or len(a) >= len(b):
        return is_acronym(short, name)
    return b[-len(a) :] == a or b[: len(a)] == a or is_acronym(short, name)


@functools.lru_cache(maxsize=_KNOWN)
def _parts(name: str) -> tuple[str, ...]:
    return tuple(bare(name).split())


@functools.lru_cache(maxsize=_KNOWN)
def skeleton(name: str) -> str:
    """Give what transliterations of one name have in common.

    >>> skeleton("Moqtada el Sarif") == skeleton("Muqtada al-Sareef")
    True
    >>> skeleton("Kell") == skeleton("Kall")
    False
    """
    plain = re.sub(r"\b(?:al|el|ul)\s+", "", fold(name) + " ").strip()
    for old, new in (
        ("ou", "u"),
        ("oo", "u"),
        ("ee", "i"),
        ("dj", "j"),
        ("kh", "h"),
        ("gh", "g"),
        ("q", "k"),
    ):
        plain = plain.replace(old, new)
    plain = plain.translate(_VOWELS)
    return re.sub(r"(\w)\1+", r"\1", re.sub(r"h\b", "", plain))


def _teaches(name: str, alias: str, *, bracket: bool, second: bool) -> bool:
    """A bracket teaches letters of the name, and what a later clause calls its former name.

    Anything else in brackets is as often a place or a party.
    """
    if fold(name) == fold(alias):
        return False
    if not bracket or second:
        return True
    return is_acronym(alias, name) or is_acronym(name, alias) or _letters(alias, name)


def _letters(short: str, name: str) -> bool:
    """Capitals that come from the name's initials in order ("SLIRI" of a translated name)."""
    if not re.fullmatch(r"[A-Z][A-Za-z]{1,6}", short) or not short[1:2].isupper():
        return False
    rest = iter(acronym(name))
    hits = sum(1 for c in short if any(c == r for r in rest))
    return hits >= max(2, (len(short) + 1) // 2) and short[0] == acronym(name)[:1]
