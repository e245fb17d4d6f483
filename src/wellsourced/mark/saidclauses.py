"""What is said as a clause: the one behind the verb, or the one that the saying interrupts."""

from spacy.tokens import Token

from wellsourced.mark.cues import cues
from wellsourced.mark.drafts import Range
from wellsourced.mark.sayingcues import EMPTY, Found, Saying
from wellsourced.mark.trees import children, described, left_open, minus, strays, whole

_ASIDE = frozenset({"parataxis", "advcl", "ccomp", "conj"})
_OWN = frozenset({"nsubj", "dobj", "npadvmod", "prt", "dative"})


def clause(saying: Saying) -> Found | None:
    """Take a clause. Example: "said the bridge had fallen"; "the bridge had fallen, he said"."""
    kind = saying.cue.shapes.get("clause")
    if kind is None:
        return None
    parts = [c for c in saying.verb.children if c.dep_ == "ccomp" and not _of_object(c, saying)]
    parts = parts or [c for c in saying.verb.rights if left_open(c, saying.verb)]
    if not parts or (kind.name == "know" and parts[0].tag_ in ("VB", "VBG")):
        return None
    after = [c for c in parts if c.i > saying.verb.i]
    parts = [_before_next(c) for c in after] or parts
    teller = saying.kids.get("nsubj")
    own = [(saying.verb.i, saying.verb.i + 1)]
    if teller is not None and any(a <= teller.i < b for a, b in map(whole, parts)):
        own.append((teller.left_edge.i, teller.i + 1))  # "which *residents* said killed nine"
    holes = [*own, *(whole(t) for c in parts for t in strays(saying.verb, c))]
    pieces = (r for c in parts for r in minus(_joined(saying.verb, c), holes))
    content = tuple(_antecedent(saying.verb, r) for r in pieces)
    return kind, content, parts[0], saying.range


def _before_next(part: Token) -> Token:
    """Give what was said before another speaks: "said *13 had died*; the army put it at 60"."""
    semicolon = next((c.i for c in part.lefts if c.text == ";"), None)
    if semicolon is None or part.lemma_ not in cues().verbs:
        return part
    return next((c for c in part.lefts if c.dep_ == "ccomp" and c.i < semicolon), part)


def _joined(verb: Token, part: Token) -> Range:
    """Give a clause with the one before it that the parser took for the sentence's own.

    Example: "A man has died and two others are hurt, police have confirmed".
    """
    first, last = whole(part)
    above = verb.head
    joint = part.doc[first - 1] if first else part
    told = verb.dep_ == "conj" and part.i < verb.i and joint.dep_ == "cc" and joint.head == above
    if told and above.lemma_ not in cues().verbs and "nsubj" in children(above):
        return above.left_edge.i, last
    return first, last


def _antecedent(verb: Token, piece: Range) -> Range:
    """Put the noun for its pronoun: "raids which they say killed ten" are raids."""
    words = [t for t in verb.doc[piece[0] : piece[1]] if not t.is_punct]
    if len(words) == 1 and words[0].tag_ in ("WDT", "WP") and verb.dep_ == "relcl":
        return described(verb.head)
    return piece


def _of_object(part: Token, saying: Saying) -> bool:
    """Whether the clause is an infinitive with a subject: "wants them to leave"."""
    if "clause" in saying.cue.shapes and "object-infinitive" not in saying.cue.shapes:
        return False
    return part.tag_ == "VB" and any(c.lower_ == "to" for c in part.lefts) and saying.cue.told


def aside(saying: Saying) -> Found | None:
    """Take the clause that the cue interrupts. Example: "The rebels, he says, have fled"."""
    verb = saying.verb
    kind = saying.cue.shapes.get("clause") or saying.cue.shapes.get("aside")
    if kind is None or verb.dep_ not in _ASIDE or ("mark" in saying.kids and not _as(saying)):
        return None
    if verb.dep_ == "ccomp" and not verb.head.i > verb.i:
        return None
    if (verb.dep_ == "advcl" and not _as(saying)) or (verb.dep_ == "conj" and not _run_on(verb)):
        return None
    outer, inner = _interrupted(verb), whole(verb)
    first = inner[0] - 1 if _as(saying) and inner[0] > outer[0] else inner[0]
    if _heads_list(verb):
        return None
    content = minus(outer, [(first, _aside_end(verb, saying, inner))])
    if sum(b - a for a, b in content) < 2:
        return None
    return kind, content, verb.head, saying.range


def _interrupted(verb: Token) -> Range:
    """Give what the words of saying stand in: before another saying, what both speak of."""
    before = [c for c in verb.head.lefts if c.dep_ == "ccomp" and c.i < verb.i]
    passed_on = before and verb.dep_ == "parataxis" and verb.head.lemma_ in cues().verbs
    inside = verb.dep_ == "parataxis" and verb.head.dep_ == "nsubj" and verb.head.head.i > verb.i
    return whole(before[0] if passed_on else verb.head.head if inside else verb.head)


def passed_on(saying: Saying) -> Found | None:
    """Take another's saying before it. Example: "The town fell, the mayor said, AFP reported"."""
    kind = saying.cue.shapes.get("clause")
    if kind is None:
        return None
    for child in saying.verb.lefts:
        if child.dep_ == "parataxis" and child.lemma_ in cues().verbs:
            return kind, (whole(child),), child, saying.range
    return None


def _run_on(verb: Token) -> bool:
    """Whether a comma alone joins the words of saying on. Example: "He fled, the mayor said"."""
    doc, first = verb.doc, verb.left_edge.i
    while doc[first].is_punct:
        first += 1
    own = any(c.dep_ == "nsubj" and c.i < verb.i for c in verb.lefts)
    ends = all(t.is_punct for t in doc[verb.right_edge.i + 1 : verb.sent.end])
    return own and ends and first > verb.sent.start and doc[first - 1].text == ","


def _as(saying: Saying) -> bool:
    mark = saying.kids.get("mark") or saying.kids.get("advmod")
    thing = saying.kids.get("dobj")  # "as the army rejected the charge", not "as he put it"
    own = thing is not None and thing.lower_ not in EMPTY and not saying.cue.told
    return mark is not None and mark.lower_ in ("as", "like") and not own


def _heads_list(verb: Token) -> bool:
    """Whether a clause joined on by a colon or a semicolon tells of its own, and is no aside."""
    before = verb.left_edge.i - 1
    return before >= 0 and verb.doc[before].text in (";", ":")


def _aside_end(verb: Token, saying: Saying, inner: Range) -> int:
    """Where the aside ends: words after its comma are the content's."""
    own = [c.right_edge.i for c in verb.children if c.dep_ in _OWN]
    last_own = max([verb.i, *own])
    for child in verb.rights:
        if child.text == "," and child.i > last_own and verb.dep_ == "parataxis":
            return inner[1] if _goes_on(verb, child) else child.i
    return inner[1]


def _goes_on(verb: Token, comma: Token) -> bool:
    """Whether a clause of the saying's own follows. Example: "he said, as the rain fell"."""
    return any(c.dep_ == "advcl" and c.left_edge.i == comma.i + 1 for c in verb.rights)
