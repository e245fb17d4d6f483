"""Ways through a sentence's tree: who is subject of what, and which words belong together."""

import functools
from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from wellsourced.mark.cues import cues
from wellsourced.mark.drafts import Range
from wellsourced.mark.speakers import speaker, speakers
from wellsourced.mark.timewords import calendar

_WHO = frozenset({"WP", "WDT", "WP$"})
_CLAUSAL = frozenset(
    {"ROOT", "ccomp", "advcl", "conj", "relcl", "parataxis", "pcomp", "acl", "xcomp"}
)
_LOOSE = frozenset({"appos", "relcl", "punct", "advcl", "parataxis"})
_JOINED = frozenset({"conj", "advcl", "dep"})
_ASKED = frozenset({"when", "if", "whether", "where", "why", "how"})
_BESIDE = frozenset({"while", "although", "though", "whereas", "with", "despite"})
_GIVES = frozenset({"give", "offer", "provide", "present", "cite", "produce", "release", "make"})
WORDS_GIVEN = frozenset(
    {"evidence", "proof", "detail", "details", "explanation", "figure", "figures", "information"}
    | {"comment", "reason", "reasons", "names", "timetable", "timeline", "specifics", "source"}
)
PASSING_ON = frozenset({"cite", "quote"})
_BREAKS = frozenset({",", ";", ":", "--", "—", "–", "(", ")", "-"})


def children(token: Token) -> dict[str, Token]:
    """Give a token's children by their label; of several with one label the first."""
    found: dict[str, Token] = {}
    for child in token.children:
        found.setdefault(child.dep_, child)
    return found


def passive(verb: Token, kids: dict[str, Token]) -> bool:
    """Whether the verb's subject is the one it is done to."""
    contracted = kids.get("auxpass")
    if contracted is not None and contracted.text in ("'s", "’s") and "xcomp" not in kids:
        return verb.lemma_ not in (
            "say",
            "write",
            "claim",
            "argue",
        )  # "he's said", not "he is said"
    if "auxpass" in kids or "nsubjpass" in kids:
        return True
    if verb.tag_ == "VBN" and verb.dep_ == "ROOT" and "xcomp" in kids and "nsubj" not in kids:
        return "aux" not in kids  # "Believed to be abroad."
    if verb.tag_ == "VBN" and verb.dep_ == "advcl" and verb.lemma_ == "ask":
        return "aux" not in kids  # "Asked about the raid, he left"
    return verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod") and "dobj" not in kids


def subject(verb: Token, kids: dict[str, Token] | None = None, *, depth: int = 0) -> Token | None:
    """Give the head of who does what the verb says, also where the verb shares another's subject.

    For "the commanders, who said" it is the noun before; for "left, saying" the subject of "left".
    """
    kids = children(verb) if kids is None else kids
    own = kids.get("nsubj") or kids.get("nsubjpass")
    if own is not None:
        own = _nearest(verb, own)
        if own.tag_ in _WHO and verb.dep_ in ("relcl", "acl", "ccomp"):
            return verb.head if verb.head.pos_ in ("NOUN", "PROPN", "PRON") else own
        return own
    if verb.dep_ == "ROOT" or depth > 6:
        return None
    return quoted_by(verb) or _shared(verb, kids, depth + 1)


def _nearest(verb: Token, first: Token) -> Token:
    """Give, of several subjects, the one beside its verb: "One of the best," said the mayor."""
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    return min(subjects, key=lambda c: abs(c.i - verb.i)) if len(subjects) > 1 else first


def _shared(verb: Token, kids: dict[str, Token], depth: int) -> Token | None:
    head, dep = verb.head, verb.dep_
    if dep in _JOINED and head.pos_ in ("VERB", "AUX", "ADJ", "NOUN"):
        return subject(_teller(head) if strayed(verb, kids) else head, depth=depth)
    if dep == "relcl":
        if verb.tag_ == "VB" and "nsubj" not in kids and "aux" in kids and not speaker(head):
            return None
        return head if "dobj" not in kids or kids["dobj"].tag_ not in _WHO else None
    if dep == "acl":
        return _speaks_of(verb, head, depth)
    if dep == "xcomp":
        return children(head).get("dobj") or subject(head, depth=depth)
    return _by_doing(head.head, depth) if dep == "pcomp" else None


def quoted_by(verb: Token) -> Token | None:
    """Give who is quoted as saying: "Reuters quoted *Tam* as saying", "quoted Tam saying"."""
    if verb.tag_ != "VBG" or verb.dep_ not in ("pcomp", "advcl", "xcomp"):
        return None
    above = verb.head
    if above.lower_ == "as":
        above = above.head
    if above.lemma_ not in PASSING_ON:
        return None
    whom = children(above).get("dobj")
    return whom if whom is not None and above.i < whom.i < verb.i else None


def _by_doing(above: Token, depth: int) -> Token | None:
    """Give who speaks in "began by saying", "a letter to the mayor saying"."""
    if above.pos_ in ("NOUN", "PROPN") and above.dep_ not in ("dobj", "pobj"):
        return above
    return subject(above, depth=depth)


def strayed(verb: Token, kids: dict[str, Token]) -> bool:
    """Whether a saying was hung on what is said, and goes on with who says it.

    Example: "said the 36 must stay, adding ..."; "said there was no bread and urged ...".
    """
    if "nsubj" in kids or "nsubjpass" in kids or verb.lemma_ not in cues().trailing:
        return False
    if verb.dep_ == "advcl":
        comma = verb.i > 0 and verb.nbor(-1).text == ","
        return comma and verb.tag_ == "VBG" and "mark" not in kids
    if verb.dep_ != "conj" or _teller(verb.head).tag_ != "VBD":
        return False
    return verb.tag_ == "VBD" or (negated(verb) and any(c.lower_ == "would" for c in verb.lefts))


def strays(teller: Token, part: Token) -> list[Token]:
    """Give the sayings that were hung on what another says, and are no part of it."""
    return [
        child
        for child in part.rights
        if child.dep_ in ("advcl", "conj")
        and teller.i < part.i
        and (strayed(child, kids := children(child)) or _rival(child, kids) or _bare(child, kids))
    ]


def _bare(verb: Token, kids: dict[str, Token]) -> bool:
    """Whether it is told how little was said: "said it had fallen, but *gave no details*"."""
    if verb.lemma_ not in _GIVES or "nsubj" in kids or verb.dep_ != "conj":
        return False
    thing = kids.get("dobj")
    none = thing is not None and any(c.lower_ in ("no", "any", "few") for c in thing.lefts)
    return none and thing is not None and thing.lower_ in WORDS_GIVEN


def _rival(verb: Token, kids: dict[str, Token]) -> bool:
    """Whether another speaks beside the first: "said it fell, while the mayor said it stood"."""
    own = kids.get("nsubj")
    cue = cues().verbs.get(verb.lemma_)
    if own is None or own.pos_ == "PRON" or cue is None or "clause" not in cue.shapes:
        return False
    if verb.dep_ == "conj":
        return verb.tag_ in ("VBD", "VBZ", "VBP") and "ccomp" in kids
    mark = kids.get("mark")
    return mark is not None and mark.lower_ in _BESIDE


def _teller(verb: Token) -> Token:
    """Climb from what is said to the verb that says it."""
    while verb.dep_ == "ccomp" and verb.head.pos_ == "VERB":
        verb = verb.head
    return verb


def _speaks_of(verb: Token, noun: Token, depth: int) -> Token | None:
    """Give who speaks in "attacked the raid, saying ...": not the raid, but who attacked it."""
    above = noun.head
    if verb.tag_ == "VB" and not speaker(noun):
        return None  # "time to say", "the duty to answer"
    if noun.dep_ == "dobj" and above.lemma_ in cues().light and noun.lower_ in speakers().carriers:
        return subject(above, depth=depth) or noun
    if noun.lemma_ in cues().nouns:
        return noun
    if verb.tag_ == "VBG" and verb.lemma_ in cues().trailing and noun.dep_ in ("dobj", "pobj"):
        return subject(clause_head(above), depth=depth) or noun
    return noun


def agent(kids: dict[str, Token]) -> Token | None:
    """Give the head of "by ..." beside a passive."""
    by = kids.get("agent")
    if by is None:
        return None
    return children(by).get("pobj")


def whole(token: Token) -> Range:
    """Give everything that depends on the token."""
    return token.left_edge.i, token.right_edge.i + 1


def minus(outer: Range, holes: Iterable[Range]) -> tuple[Range, ...]:
    """Give what is left of a range without the holes, in order."""
    left = [outer]
    for low, high in holes:
        left = [
            piece
            for a, b in left
            for piece in ((a, min(b, low)), (max(a, high), b))
            if piece[0] < piece[1]
        ]
    return tuple(left)


def unasided(verb: Token, content: Range) -> Range:
    """Leave out what the page adds to what is said: "cited the tax, which few have paid"."""
    tree = verb.doc
    for token in tree[content[0] : content[1]]:
        if token.dep_ != "relcl" or token.right_edge.i + 1 != content[1]:
            continue
        before = token.left_edge.i - 1
        if before > max(content[0], verb.i) and tree[before].text == ",":
            return content[0], before
    return content


def clause_head(token: Token) -> Token:
    """Climb from a word to the verb of its clause."""
    while token.dep_ not in _CLAUSAL and token.head.i != token.i:
        token = token.head
    return token


def sentence_head(token: Token) -> Token:
    """Climb to the top of the sentence."""
    while token.head.i != token.i:
        token = token.head
    return token


def described(head: Token, *, apposed: bool = False) -> Range:
    """Give the words that name a source: title and name, or head with what tells which one.

    Relative clauses and "with ..." are no part of it, appositions set off by commas if asked.
    """
    if head.tag_ in ("PRP", "WP", "WDT"):
        return head.i, head.i + 1
    first, last = head.left_edge.i, head.i + 1
    for child in head.rights:
        if child.dep_ == "punct" and apposed and child.text in (",", "(", ")"):
            continue
        if child.dep_ == "appos" and apposed and _near(child, last):
            end = described(child)[1]
            if head.dep_ == "pobj" and end < len(head.doc) and not head.doc[end].is_punct:
                break
            last = end
            continue
        if not _belongs(child, last):
            break
        last = child.right_edge.i + 1
        if (added := _added(child)) is not None:
            return first, added
    return first, last


def _added(child: Token) -> int | None:
    """Where what only adds to it begins: "a report by the mission, *which* cited officers"."""
    for token in child.subtree:
        before = token.left_edge.i - 1
        if token.dep_ == "relcl" and child.i < before and token.doc[before].text == ",":
            return before
    return None


def _near(child: Token, last: int) -> bool:
    """Whether marks alone stand before an apposition: "Ada Brun (D-Lorne), the chair"."""
    return all(t.is_punct for t in child.doc[last : child.left_edge.i])


def _belongs(child: Token, last: int) -> bool:
    if child.dep_ in _LOOSE or child.text in _BREAKS:
        return False
    if child.dep_ == "prep" and (child.lower_ in ("with", "without") or _dates(child)):
        return False
    if child.dep_ == "acl" and child.tag_ in ("VBG", "VB"):
        return False
    return child.left_edge.i == last or child.dep_ in ("prep", "cc", "conj")


def _dates(preposition: Token) -> bool:
    """Whether a preposition brings in a day: "officials on Saturday said"."""
    day = next((c for c in preposition.children if c.dep_ == "pobj"), None)
    return day is not None and (day.lower_ in _days() or (day.is_digit and len(day) == 4))


@functools.cache
def _days() -> frozenset[str]:
    known = calendar()
    return frozenset(known.weekdays.words) | frozenset(known.months.words)


def verb_group(verb: Token) -> int:
    """Give the number of the first word of a verb's auxiliaries and negation."""
    parts = [c.i for c in verb.lefts if c.dep_ in ("aux", "auxpass", "neg")]
    return min(parts, default=verb.i)


def negated(token: Token) -> bool:
    """Whether the word itself is negated."""
    return any(c.dep_ == "neg" for c in token.children)


def left_open(part: Token, verb: Token) -> bool:
    """Whether a clause is what was not said: "have not said when they will sail"."""
    first = part.left_edge
    asked = first.lower_ in _ASKED and first.i == verb.i + 1
    return part.dep_ == "advcl" and asked and negated(verb)


def holds(ranges: Iterable[Range], number: int) -> bool:
    """Whether a token stands in one of the ranges."""
    return any(a <= number < b for a, b in ranges)


def up(token: Token) -> Iterator[Token]:
    """Give the token's heads, nearest first."""
    while token.head.i != token.i:
        token = token.head
        yield token
