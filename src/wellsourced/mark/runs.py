"""Runs of capitalised words in a parsed paragraph, cut where one name ends and another begins."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Token

from wellsourced.mark.words import Known, Words, words

_SHOUTING = 0.6  # share of capitalised words from which capitals tell nothing
_FEW = 3  # fewer long words than these tell nothing of their capitals
_OPEN = frozenset({"NOUN", "ADJ", "PROPN"})
_CONNECT = frozenset({"of", "for", "on"})
_OWNERS = frozenset({"People", "Lord", "Women", "Children", "Workers", "King", "Queen", "Farmers"})
_NATION_LONGEST = 5
_ARTICLES = frozenset({"al", "el", "as", "ash", "ad", "ar", "az"})
_RANK = re.compile(r"\d+(?:st|nd|rd|th)")  # of a unit: "158th Fighter Wing"


class Run(NamedTuple):
    """Tokens `first` to `last` that may be a name; `known`: a nation or its people.

    `title` is what stood before it ("Prime Minister"); `bare` tells a title with no name after it.
    """

    first: int
    last: int
    known: Known | None = None
    title: str | None = None
    bare: bool = False


def shouting(tokens: Sequence[Token]) -> bool:
    """Whether nearly every word has a capital, as in headlines."""
    alpha = [t for t in tokens if t.is_alpha and len(t) > 3]
    if len(alpha) < _FEW or any(t.text in {".", "?", "!"} for t in tokens[-2:]):
        return False
    return sum(t.text[0].isupper() for t in alpha) > _SHOUTING * len(alpha)


def runs(tokens: Sequence[Token], seen: frozenset[str], taken: Sequence[bool]) -> Iterator[Run]:
    """Give the runs, in order; `seen`: words that had a capital elsewhere inside a sentence.

    `taken` tells, token by token, which belong to names already found.
    """
    lists = words()
    loud = shouting(tokens)
    at, size = 0, len(tokens)
    while at < size:
        if taken[at] or not _begins(tokens[at], lists, seen, loud=loud):
            at += 1
            continue
        last = _end(tokens, at, lists, taken, seen if loud else None)
        yield from _cut(tokens, at, last, lists)
        at = last + 1


def _begins(token: Token, lists: Words, seen: frozenset[str], *, loud: bool) -> bool:
    text = token.text
    if text in lists.titles.particles:
        return _article_of_name(token)
    if _RANK.fullmatch(text) and token.i + 1 < len(token.doc):
        return token.nbor(1).pos_ == "PROPN" and token.nbor(1).text not in lists.never
    if not text[0].isupper() or text in lists.never:
        return False
    if (text,) in lists.nations or text.split("-")[0] in ("U.S.", "US", "UK", "UN"):
        return True
    if loud:
        return text in seen
    return token.pos_ == "PROPN" or text in seen or (not token.is_sent_start and _mid(token))


def _article_of_name(token: Token) -> bool:
    """Whether an Arabic article begins a name: "al-Sarif", "al Kasra"."""
    ahead = [t.text for t in token.doc[token.i + 1 : token.i + 3]]
    if ahead[:1] == ["-"] and token.text in _ARTICLES:
        return ahead[1:] != [] and ahead[1][0].isupper()
    return token.text in {"al", "el"} and bool(ahead) and ahead[0][0].isupper()


def _mid(token: Token) -> bool:
    """A capital inside a sentence is a name's, but for the first word of a quotation."""
    before = token.nbor(-1).text if token.i else '"'
    return before not in {'"', "'", ":", "(", "-", "*", "..."} and token.pos_ in _OPEN


def _end(
    tokens: Sequence[Token],
    first: int,
    lists: Words,
    taken: Sequence[bool],
    seen: frozenset[str] | None,
) -> int:
    """The last token of the run that begins at `first`."""
    last, joined = first, False
    while True:
        takes = joined or tokens[last].text in lists.takes
        step = _step(tokens, last, lists, takes=takes)
        joined = joined or (step > 1 and tokens[last + 1].text in _CONNECT)
        if not step or any(taken[last + 1 : last + step + 1]):
            return last
        if seen is not None and tokens[last + step].text not in seen:
            return last
        last += step


def _step(tokens: Sequence[Token], last: int, lists: Words, *, takes: bool) -> int:
    """How many tokens further the name goes on; 0: it ends here."""
    ahead = [t.text for t in tokens[last + 1 : last + 5]]
    if not ahead:
        return 0
    if _carries(tokens[last + 1], lists):
        return 1
    if ahead[0].lower() in lists.titles.particles:
        return _particle(ahead)
    if takes and ahead[0] in _CONNECT:
        skip = 2 if len(ahead) > 2 and ahead[1] == "the" else 1
        return skip + 1 if len(ahead) > skip and _carries(tokens[last + 1 + skip], lists) else 0
    return 2 * _joined(tokens[last], ahead)


def _joined(token: Token, ahead: list[str]) -> bool:
    """Whether a mark joins the next word: "Kell-Brun", "Kell & Brun", "Lord's Army"."""
    if len(ahead) < 2 or not ahead[1][0].isupper():
        return False
    if ahead[0] in {"-", "'", "’", "/"}:
        return not token.whitespace_ and not token.nbor(1).whitespace_
    return ahead[0] == "&" or (token.text in _OWNERS and ahead[0] in {"'s", "’s"})


def _particle(ahead: list[str]) -> int:
    """The length of "al-Sarif", "bin Omar" or "van der Beel" after a name."""
    size = 1
    while size < len(ahead) and (ahead[size] == "-" or ahead[size] in words().titles.particles):
        size += 1
    return size + 1 if size < len(ahead) and ahead[size][0].isupper() else 0


def _carries(token: Token, lists: Words) -> bool:
    text = token.text
    if not text[0].isupper() or text in lists.never:
        return text[0].isdigit() and text.endswith(("st", "nd", "rd", "th"))
    return token.pos_ in _OPEN or token.pos_ in {"VERB", "X", "NUM"}


def _cut(tokens: Sequence[Token], first: int, last: int, lists: Words) -> Iterator[Run]:
    """Cut a run into nation, title and name."""
    nation = _nation(tokens, first, last, lists)
    if nation:
        stop, known = nation
        if stop == last or not _goes_on(tokens, stop + 1, last, lists):
            yield Run(first, stop, known)
            if stop < last:
                yield from _cut(tokens, stop + 1, last, lists)
            return
    title = _title(tokens, first, last, lists)
    if title is None:
        yield Run(first, last)
        return
    words_of_title = "".join(t.text_with_ws for t in tokens[first : title + 1]).strip()
    if title == last:
        yield Run(first, last, bare=True, title=words_of_title)
        return
    if nation:
        yield Run(first, nation[0], nation[1])
    yield Run(title + 1, last, title=words_of_title)


def _nation(
    tokens: Sequence[Token], first: int, last: int, lists: Words
) -> tuple[int, Known] | None:
    for stop in range(min(last, first + _NATION_LONGEST - 1), first - 1, -1):
        known = lists.nations.get(tuple(t.text for t in tokens[first : stop + 1]))
        if known:
            return stop, known
    return None


def _goes_on(tokens: Sequence[Token], first: int, last: int, lists: Words) -> bool:
    """Whether a nation's word belongs to the name after it: "Norvian Army", "Norvia City"."""
    tail = {t.text for t in tokens[first : last + 1]}
    return not tail.isdisjoint(lists.heads) and _title(tokens, first, last, lists) is None


def _title(tokens: Sequence[Token], first: int, last: int, lists: Words) -> int | None:
    """The last token of the title that the run begins with."""
    if tokens[last].text in lists.heads and tokens[last].text not in lists.titles.heads:
        return None
    at = [i for i in range(first, last + 1) if tokens[i].text in lists.titles.heads]
    if not at:
        return None
    end = at[-1]
    if end < last and tokens[end + 1].text in _CONNECT:
        return min(end + 2, last)
    return end
