"""The scope of a count: whom, where, when, per what, and whose words it stands in."""

import itertools
import re
from datetime import date

from spacy.tokens import Token

from wellsourced.config import Settings
from wellsourced.mark.clauses import after
from wellsourced.mark.counts import counting
from wellsourced.mark.doers import cause, event_doer, is_event
from wellsourced.mark.outcomes import told_by
from wellsourced.mark.roles import both
from wellsourced.mark.syntax import Passage
from wellsourced.model import (
    Attribution,
    Document,
    EntityKind,
    MarkId,
    Marks,
    Mention,
    Outcome,
    PlaceMark,
    TimeMark,
    TimeType,
)

Days = tuple[date | None, date | None]

_SINCE = re.compile(r"\bsince\b[^.;:]*$", re.IGNORECASE)
_KEPT = frozenset({"amod", "compound", "nmod", "poss"})
_ANYBODY = frozenset(
    {"people", "persons", "person", "others", "more", "casualties", "victims", "one"}
)
_DROPPED = frozenset({"other", "more", "another", "additional", "further", "total", "own", "such"})
_PERIODS = {
    "daily": "day",
    "monthly": "month",
    "weekly": "week",
    "yearly": "year",
    "annual": "year",
}
_TO = frozenset({"to", "through", "until", "-", "–", "and", "and the", "till", "to the"})
_PAY = frozenset({"stipend", "salary", "wage", "allowance", "pension", "paycheck"})


def name_of(passage: Passage, noun: Token, found: Marks) -> str:
    """Give the canonical name that a noun belongs to, or its own phrase."""
    mention = _mention(passage, noun, found)
    if mention is not None and mention.kind is not EntityKind.NATIONALITY:
        return mention.name
    return _phrase(passage, noun, found)


def group_name(passage: Passage, noun: Token, outcome: Outcome, found: Marks) -> str | None:
    """Give the counted group: the noun with its modifiers, names made canonical.

    "People" and "deaths" say no more than the outcome does; "five of the wounded" died says more.
    """
    if noun.pos_ == "PRON":
        return None
    mention = _mention(passage, noun, found)
    if mention is not None and passage.start + noun.idx + len(noun) == mention.end:
        return mention.name
    if noun.lower_ in counting().sizes.words[:2]:
        owners = (_mention(passage, c, found) for c in (*noun.lefts, *after(noun, ("of",))))
        return next((m.name for m in owners if m is not None), None)
    name = _phrase(passage, noun, found)
    if name.lower() in _ANYBODY or told_by("nouns").get(name.lower()) is outcome:
        return None
    owner = next((c for c in noun.children if c.lower_ == "of"), None)
    inner = next((g for g in owner.children if g.dep_ == "pobj"), None) if owner else None
    named = _mention(passage, inner, found) if inner is not None else None
    return f"{named.name} {name}" if named is not None else name


def _phrase(passage: Passage, noun: Token, found: Marks) -> str:
    """A noun and the modifiers before it, without numbers and articles; names canonical."""
    first = noun
    for child in noun.lefts:
        if child.dep_ in _KEPT and child.pos_ not in {"NUM", "PRON", "DET"}:
            first = min(
                first, child.left_edge if child.dep_ != "poss" else child, key=lambda t: t.i
            )
    words: list[str] = []
    skip = -1
    for i in range(first.i, noun.i + 1):
        token = noun.doc[i]
        if token.idx < skip or _unwanted(token):
            continue
        mention = _mention(passage, token, found)
        if mention is not None and mention.kind is not EntityKind.NATIONALITY:
            words.append(mention.name)
            skip = mention.end - passage.start
        else:
            words.append(token.lower_ if token.is_sent_start and _plain(token) else token.text)
    return " ".join(words) or noun.text


def _plain(token: Token) -> bool:
    return token.pos_ in {"NOUN", "ADJ", "VERB"} and token.is_title


def _unwanted(token: Token) -> bool:
    return (
        token.like_num
        or token.is_punct
        or token.pos_ in {"NUM", "DET", "PRON", "ADV", "PART"}
        or token.lower_ in _DROPPED
    )


def _mention(passage: Passage, token: Token, found: Marks) -> Mention | None:
    at = passage.start + token.idx
    return next((m for m in found.entities if m.start <= at < m.end), None)


_WHERE = frozenset({"in", "at", "near"})


def place_of(passage: Passage, number: Token, found: Marks) -> str | None:
    """Give the place that the number's clause names: behind it first, then before it.

    A place behind another number belongs to that one: "30 men, 18 in one town".
    """
    first, last = _sentence_of(passage, number)
    inside = [p for p in found.places if first <= p.start < last and _locative(passage, p)]
    at = passage.start + number.idx
    ahead = number.doc[number.i + 1 : sentence(number)[1]]
    numbers = [passage.start + t.idx for t in ahead if t.like_num]
    limit = min(numbers, default=last)
    behind = [p for p in inside if at < p.start < limit and not _told(passage, number, p)]
    if not behind and _next(number) in _WHERE:
        return None  # "190 in Lorne and 92 in the valley": a valley that the map does not know
    before = [p for p in inside if p.start < at]
    here = _clause_of(passage, number)
    own = [p for p in before if here[0] <= p.start]
    chosen = behind[:1] or own[-1:] or before[-1:]
    return chosen[0].name if chosen else None


def _next(number: Token) -> str:
    return number.nbor(1).lower_ if number.i + 1 < len(number.doc) else ""


def _told(passage: Passage, number: Token, place: PlaceMark) -> bool:
    """Whether the place stands in what the counted say: "two men said that in Rome ..."."""
    start, end = place.start - passage.start, place.end - passage.start
    at = passage.tree.char_span(start, end, alignment_mode="expand")
    token = at.root if at is not None else number
    while token.head.i != token.i:
        speaking = (t.i for c in token.head.lefts if c.i != token.i for t in c.subtree)
        if token.dep_ == "ccomp" and number.i in speaking:
            return True
        token = token.head
    return False


def _locative(passage: Passage, place: PlaceMark) -> bool:
    """Whether a preposition of place stands before the name: "in Paris", not "Paris said"."""
    before = passage.text[max(0, place.start - passage.start - 40) : place.start - passage.start]
    words = before.lower().replace(",", " ").split()
    return any(
        w
        in {
            "in",
            "into",
            "at",
            "near",
            "outside",
            "across",
            "throughout",
            "around",
            "inside",
            "within",
            "on",
        }
        for w in words[-3:]
    )


def sentence(token: Token) -> tuple[int, int]:
    """Give the numbers of the first word of a token's sentence, and of the first behind it."""
    tree, first, last = token.doc, token.i, token.i + 1
    while first and not tree[first].is_sent_start:
        first -= 1
    while last < len(tree) and not tree[last].is_sent_start:
        last += 1
    return first, last


def _sentence_of(passage: Passage, token: Token) -> tuple[int, int]:
    first, last = sentence(token)
    end = token.doc[last - 1]
    return passage.start + token.doc[first].idx, passage.start + end.idx + len(end)


def _clause_of(passage: Passage, token: Token) -> tuple[int, int]:
    """The stretch of the sentence that belongs to the number's own verb."""
    verb = token
    while verb.head.i != verb.i and verb.pos_ not in {"VERB", "AUX"}:
        verb = verb.head
    own = sorted(t.i for t in verb.subtree if not _other_clause(t, verb))
    if not own:
        return _sentence_of(passage, token)
    first, last = token.doc[own[0]], token.doc[own[-1]]
    return passage.start + first.idx, passage.start + last.idx + len(last)


def _other_clause(token: Token, verb: Token) -> bool:
    while token.i not in (verb.i, token.head.i):
        if token.dep_ in {"conj", "parataxis", "ccomp"} and token.pos_ in {"VERB", "AUX"}:
            return True
        token = token.head
    return False


def interval_of(passage: Passage, number: Token, found: Marks, document: Document) -> Days:
    """Give the days that the sentence dates the count to; a range where it names both ends."""
    first, last = _sentence_of(passage, number)
    inside = [t for t in found.times if first <= t.start < last and t.earliest and t.latest]
    inside = [t for t in inside if t.type is not TimeType.SET]
    if not inside:
        return None, None
    at = passage.start + number.idx
    nearest = min(inside, key=lambda t: (abs(t.start - at), t.start))
    text = document.text
    index = inside.index(nearest)
    for other in (*inside[index + 1 : index + 2], *inside[max(0, index - 1) : index]):
        ends = sorted((nearest, other), key=lambda t: t.start)
        if ranges(passage, ends[0], ends[1]):
            return ends[0].earliest, ends[1].latest
    if _SINCE.search(text[max(first, nearest.start - 45) : nearest.start]):
        return nearest.earliest, document.published.latest
    return nearest.earliest, nearest.latest


def ranges(passage: Passage, first: TimeMark, last: TimeMark) -> bool:
    """Tell whether two dates are the ends of one stretch: "from May 1998 to June 1999"."""
    if first.earliest is None or last.latest is None or first.earliest > last.latest:
        return False
    between = passage.text[first.end - passage.start : last.start - passage.start]
    return between.strip().lower() in _TO


def per_of(number: Token, noun: Token | None) -> str | None:
    """Give the rate that a count is: per day, month, person, or person-month.

    The rate stands behind the count ("$50 each", "9 a day") or before it ("a monthly wage").
    """
    tree, end = number.doc, max(number.i, noun.i if noun is not None else 0)
    start, stop = sentence(number)
    behind = [tree[i].lower_ for i in range(end + 1, min(end + 8, stop))]
    for word, unit in itertools.pairwise(behind):
        if word in {"per", "a", "each", "every"} and unit in {
            "day",
            "month",
            "week",
            "year",
            "person",
            "hour",
        }:
            return unit
    ahead = [tree[i].lower_ for i in range(max(start, number.i - 6), number.i)]
    period = next((_PERIODS[w] for w in reversed(ahead) if w in _PERIODS), None)
    if period:
        return f"person-{period}" if _PAY & set(ahead) else period
    if behind[:1] == ["each"] or behind[:2] == ["per", "person"] or "apiece" in behind[:2]:
        return "person"
    return next((_PERIODS[w] for w in behind[:2] if w in _PERIODS), None)


def doer(passage: Passage, noun: Token, found: Marks, settings: Settings) -> str | None:
    """Give who did it: the subject of the verb, or the agent of its passive."""
    head = noun
    while head.dep_ in {"conj", "nummod", "appos"} and head.head.i != head.i:
        head = head.head
    agents = _agents(head) or _causers(noun, head.head) or _leaving(head.head)
    named = (
        n
        for agent in agents
        for a in (agent, *agent.conjuncts)
        for n in both(passage, a, settings) or [name_of(passage, a, found)]
    )
    return "; ".join(dict.fromkeys(named)) or None


def _agents(head: Token) -> list[Token]:
    verb = head.head
    if verb.lemma_.lower() not in told_by("suffer"):
        return []
    if head.dep_ == "nsubjpass":
        agents = [t for c in verb.children if c.dep_ == "agent" for t in c.children]
        return [t for t in agents if t.dep_ == "pobj"]
    return _subjects(verb) if head.dep_ == "dobj" else []


def _causers(noun: Token, verb: Token) -> list[Token]:
    """Who did what they died of: "six people *killed in police firing*"."""
    told = told_by("suffer"), told_by("undergo")
    below = [c for c in noun.children if c.dep_ in {"acl", "relcl"}]
    near = [t for t in (verb, *below) if any(t.lemma_.lower() in words for words in told)]
    found = (cause(t) for t in (*near, noun))
    return [t for t in found if t is not None][:1]


def _leaving(verb: Token) -> list[Token]:
    """Who did what left them dead: "a *Norvian* air strike left nine dead"."""
    if verb.lemma_ != "leave":
        return []
    events = [_antecedent(t) for t in verb.children if t.dep_ == "nsubj"]
    doers = (event_doer(t) for t in events if is_event(t))
    return [t for t in doers if t is not None]


def _antecedent(noun: Token) -> Token:
    return noun.head.head if noun.tag_ in {"WDT", "WP"} and noun.head.dep_ == "relcl" else noun


def _subjects(verb: Token) -> list[Token]:
    own = [c for c in verb.children if c.dep_ == "nsubj"]
    while not own and verb.dep_ in {"conj", "xcomp", "advcl"} and verb.head.i != verb.i:
        verb = verb.head
        own = [c for c in verb.children if c.dep_ == "nsubj"]
    return [t for t in own if t.pos_ in {"NOUN", "PROPN"}]


def attribution_of(position: int, found: Marks) -> MarkId | None:
    """Give the innermost attribution whose content holds the character."""
    holding: list[tuple[int, Attribution]] = [
        (span.end - span.start, a)
        for a in found.attributions
        for span in a.content
        if span.start <= position < span.end
    ]
    return min(holding, key=lambda x: (x[0], x[1].id))[1].id if holding else None
