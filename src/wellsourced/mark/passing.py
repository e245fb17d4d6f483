"""Trees put right by their surface where one passes on another: "It fell, X said, Y reported"."""

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from wellsourced.mark.cues import cues

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_CLAUSAL = frozenset({"VERB", "AUX"})


def passed(tokens: Iterable[Token]) -> None:
    """Put who passes it on above who said it, and what is said below both.

    >>> from wellsourced.mark.syntax import parser
    >>> tree = parser()("The general had been arrested, an aide said, the Selm Post reported.")
    >>> passed(tree)
    >>> [t.text for t in tree if t.dep_ == "ROOT"]
    ['reported']
    """
    for token in tokens:
        if token.lower_ == "according":
            _to(token)
        elif token.tag_ in _FINITE and token.dep_ != "ROOT" and token.lemma_ in cues().verbs:
            _by(token)


def _by(verb: Token) -> None:
    """As in "The governor had fled, a guard said, Harbour News reported on Tuesday"."""
    opens = _opens(verb)
    ends = verb.sent.end - 1 - (verb.sent[-1].is_punct)
    after = verb.doc[verb.i + 1 : ends + 1]
    if opens is None or any(t.tag_ in _FINITE or t.text == "," for t in after):
        return
    found = _told(verb.doc, verb.sent.start, opens)
    if found is None:
        return
    said, teller = found
    verb.head, verb.dep_ = verb, "ROOT"
    _hang(said, verb, "ccomp")
    _hang(teller, verb, "parataxis")
    for token in verb.doc[verb.i + 1 : verb.sent.end]:
        if token.is_punct or token.head.i in (said.i, teller.i):
            _hang(token, verb, token.dep_)


def _to(according: Token) -> None:
    """As in "The convoy was hit, a driver said, according to Harbour News"."""
    opens = according.i
    if according.doc[opens - 1].text != ",":
        return
    found = _told(according.doc, according.sent.start, opens)
    if found is None:
        return
    said, teller = found
    if said.dep_ != "ROOT" or according.head.i not in (said.i, teller.i):
        return
    teller.head, teller.dep_ = teller, "ROOT"
    _hang(said, teller, "ccomp")
    for token in according.doc[teller.i + 1 : according.sent.end]:
        if token.head.i == said.i:
            _hang(token, teller, token.dep_)


def _opens(verb: Token) -> int | None:
    """Where the words of saying begin, right after a comma, with a subject before the verb."""
    own = next((c for c in verb.lefts if c.dep_ in _SUBJECTS), None)
    if own is None or own.i > verb.i:
        return None
    opens = own.left_edge.i
    return opens if opens > 1 and verb.doc[opens - 1].text == "," else None


def _told(tree: Doc, start: int, opens: int) -> tuple[Token, Token] | None:
    """Give what is said and the verb that says it, which ends right before a comma."""
    for verb in reversed(tree[start : opens - 1]):
        if verb.text == ",":
            return None
        if verb.tag_ in _FINITE and verb.lemma_ in cues().verbs:
            first = _opens(verb)
            said = None if first is None else _clause(tree, start, first - 1)
            return None if said is None else (said, verb)
    return None


def _clause(tree: Doc, start: int, end: int) -> Token | None:
    """Give the one verb that heads the words before the saying."""
    tops = [t for t in tree[start:end] if not start <= t.head.i < end or t.head.i == t.i]
    tops = [t for t in tops if not t.is_punct]
    if len(tops) != 1 or tops[0].pos_ not in _CLAUSAL:
        return None
    return tops[0] if any(c.dep_ in _SUBJECTS for c in tops[0].lefts) else None


def _hang(token: Token, head: Token, label: str) -> None:
    token.head = head
    token.dep_ = label
