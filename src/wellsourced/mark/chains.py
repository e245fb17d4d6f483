"""The way a statement came: the page's outlet first, its origin last."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from wellsourced.mark.drafts import Draft, Voice
from wellsourced.mark.named import NOBODY, Named
from wellsourced.mark.sources import Book
from wellsourced.mark.speakers import full, is_outlet, obtainer, speakers
from wellsourced.mark.trees import PASSING_ON, children, subject
from wellsourced.model import Document, EntityKind, Part

_SPEAKS = frozenset({"speak", "talk", "write", "appear"})
_VIA = ("in", "on", "to", "with", "by")


def opening(document: Document, part: Part) -> tuple[str, ...]:
    """Give the chain that everything in a part begins with.

    In the thread that is "<Outlet> comments" and the commenter.
    """
    speech = document.speech_at(part.start)
    if speech is None:
        return (document.outlet,) if document.outlet else ()
    place = (f"{document.outlet} comments",) if document.outlet else ()
    return (*place, speech.author or NOBODY.name)


def chain_of(
    voice: Voice, above: tuple[str, ...], named: Named | None, book: Book
) -> tuple[str, ...]:
    """Give a voice's chain: that of what it is nested in, who was told, and the source itself.

    A speaker who quotes himself, and a page that was the one told, are not repeated.
    """
    links = list(above)
    if named is not None and named.none:
        return above
    medium = voice.through or _employer(voice, book) or told(voice, book)
    if named is not None and not named.self:
        medium = book.floor(named.name, voice.passage, medium)
    if medium is not None and medium not in links and (named is None or medium != named.name):
        links.append(medium)
    if named is not None and not named.self and (not links or links[-1] != named.name):
        links.append(named.name)
    return tuple(links)


def _employer(voice: Voice, book: Book) -> str | None:
    """Give the paper whose man speaks: "the Herald's Odo Kell"."""
    head = voice.draft.head if voice.draft is not None else None
    if head is None or head.pos_ != "PROPN":
        return None
    owner = children(head).get("poss")
    return None if owner is None else _outlet(voice.passage, owner, book)


def told(voice: Voice, book: Book) -> str | None:
    """Give the paper, station or agency through which the words came: "told Reuters"."""
    draft = voice.draft
    if draft is None:
        return None
    for child in draft.head.rights if draft.head is not None else ():
        through = obtainer(child)
        if through is not None:
            return _hearer(voice.passage, through, book)
    through = _quoter(draft) or _seen_by(draft)
    if through is not None:
        heard = _hearer(voice.passage, through, book)
        return heard or book.description(voice.passage, through)
    if draft.told is not None:
        return _hearer(voice.passage, draft.told, book)
    for child in (*draft.word.rights, *_speaking(draft)):
        if child.dep_ == "prep" and child.lower_ in _VIA:
            inner = children(child).get("pobj")
            if inner is not None and inner.i < child.i + 12:
                found = _outlet_below(voice, inner, book)
                if found is not None:
                    return found
    return None


def _quoter(draft: Draft) -> Token | None:
    """Give who quotes the source: "*state radio* quoted a pilot as saying"."""
    head = draft.head
    if head is None or head.dep_ != "dobj" or head.head.i == draft.word.i:
        return None
    return subject(head.head) if head.head.lemma_ in PASSING_ON else None


def _seen_by(draft: Draft) -> Token | None:
    """Give who has seen what it was written in: "In a letter seen by *the Herald*, Kell said"."""
    for child in draft.word.lefts:
        letter = children(child).get("pobj") if child.lower_ == "in" else None
        for part in letter.rights if letter is not None else ():
            if (through := obtainer(part)) is not None:
                return through
    return None


def _hearer(number: int, token: Token, book: Book) -> str | None:
    """Give the medium that was told: "The Meridian", "the news agency LTV", "state media"."""
    found = _outlet(number, token, book)
    if found is not None:
        return found
    if token.lower_ in speakers().gathered:
        return book.description(number, token)
    after = token.i + 1
    beside = token.doc[after] if after < len(token.doc) else token
    if token.lower_ in speakers().printers and beside.pos_ == "PROPN":
        return _name_at(number, beside, book)
    first = token.left_edge
    if token.pos_ == "PROPN" and first.text == "The" and first.i == token.i - 1:
        return f"The {token.text}"
    return None


def _name_at(number: int, token: Token, book: Book) -> str:
    mention = book.names.at(number, token)
    return full(token.text if mention is None else mention.name)


def _speaking(draft: Draft) -> Iterator[Token]:
    """Give what goes with a speaker's speaking: "Kell, speaking on Lorne TV, said"."""
    held = (*draft.word.lefts, *(draft.head.rights if draft.head is not None else ()))
    for child in held:
        if child.tag_ == "VBG" and child.lemma_ in _SPEAKS and child.dep_ in ("advcl", "acl"):
            yield from child.rights


def _outlet_below(voice: Voice, token: Token, book: Book) -> str | None:
    found = _outlet(voice.passage, token, book)
    if found is not None or token.lower_ not in (
        "interview",
        "report",
        "article",
        "statement",
        "remarks",
        "conversation",
        "call",
    ):
        return found
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ in ("with", "to", "by", "for", "on"):
            inner = children(child).get("pobj")
            if inner is not None:
                return _outlet(voice.passage, inner, book)
    return None


def _outlet(number: int, token: Token, book: Book) -> str | None:
    mention = book.names.at(number, token)
    if mention is not None and (mention.kind is EntityKind.OUTLET or is_outlet(mention.name)):
        return full(mention.name)
    if token.pos_ != "PROPN" or not is_outlet(token.text):
        return None
    if mention is None:
        return full(token.text)
    glued = mention.end > book.passages[number].span(token).end
    return full(_own_words(token)) if glued else None


def _own_words(token: Token) -> str:
    """Give a paper's name to which the next is glued: "told Harbour News Kell had left"."""
    return " ".join(
        t.text for t in token.doc[token.left_edge.i : token.i + 1] if t.pos_ == "PROPN"
    )


def in_order(parents: Sequence[int | None]) -> list[int]:
    """Give the numbers so that each comes after the one it is nested in."""
    depth: dict[int, int] = {}

    def deep(number: int) -> int:
        if number not in depth:
            above = parents[number]
            depth[number] = 0 if above is None else deep(above) + 1
        return depth[number]

    return sorted(range(len(parents)), key=lambda n: (deep(n), n))
