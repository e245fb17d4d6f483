"""Trees put right where the parser is known to misread who is told, and which clause is chief."""

from spacy.tokens import Doc, Token

from wellsourced.mark.answering import set_apart
from wellsourced.mark.cues import cues
from wellsourced.mark.parting import introduced, led, named, parted, told_by_noun
from wellsourced.mark.passing import passed
from wellsourced.mark.speakers import speaker, speakers

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_KINDS = ("VERB", "AUX", "ADV")
_TAGS = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ")
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_MEANWHILE = frozenset({"as", "while", "after", "before"})
_YIELDING = frozenset({"while", "although", "though", "whereas", "if", "since"})


def mended(tree: Doc) -> Doc:
    """Mend the sentences that hold a saying in one of the misread constructions.

    >>> from wellsourced.mark.syntax import parser
    >>> tree = mended(parser()("Two officers told Harbour News Kell is said to have left."))
    >>> tree[5].text, [t.text for t in tree[5].lefts]
    ('Kell', [])
    """
    known = cues().verbs
    wanted, cites = _worth_a_look(tree)
    named(wanted)
    for token in wanted:
        if token.pos_ in ("VERB", "AUX"):
            if cites:
                introduced(token)
                led(token)
            told_by_noun(token)
        if token.tag_[0] == "V" and token.lemma_ in known:
            parted(token)
            if known[token.lemma_].told:
                _part_told(token)
            _put_chief(token)
            _part_subjects(token)
            _put_passer(token)
            _part_charge(token)
            _put_citing(token)
            set_apart(token)
            _put_meanwhile(token)
    passed(wanted)
    return tree


def _worth_a_look(tree: Doc) -> tuple[list[Token], bool]:
    """The verbs, adverbs and each "according", and whether there is one of these.

    Read off the tree at once, for speed.
    """
    strings = tree.vocab.strings
    citing = strings["according"]
    kinds, tags = {strings[p] for p in _KINDS}, {strings[t] for t in _TAGS}
    rows = tree.to_array(["LOWER", "POS", "TAG"]).tolist()
    wanted = [
        tree[i]
        for i, (word, pos, tag) in enumerate(rows)
        if pos in kinds or tag in tags or word == citing
    ]
    return wanted, any(t.lower_ == "according" for t in wanted)


def _part_told(verb: Token) -> None:
    """Part the paper that was told from who is spoken of: "told Harbour News Kell had left"."""
    clause = next((c for c in verb.rights if c.dep_ == "ccomp"), None)
    if clause is None:
        return
    first = verb.i + 1
    glued = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    if glued is None:
        glued = next((c for c in clause.lefts if c.dep_ in _SUBJECTS), None)
    elif any(c.dep_ in _SUBJECTS for c in clause.lefts) or clause.left_edge.i != glued.i + 1:
        return
    if glued is None or glued.left_edge.i != first:
        return
    last = _paper_end(glued, first)
    if last is None:
        return
    tree = verb.doc
    inside = range(first, last + 1)
    if glued.head.i == verb.i:
        _hang(glued, clause, "nsubj")
    for at in inside:
        if tree[at].i != last and tree[at].head.i not in inside:
            _hang(tree[at], tree[last], "compound")
    _hang(tree[last], verb, "dobj")


def _paper_end(glued: Token, first: int) -> int | None:
    """Give the last word of a paper's name that begins the name of another."""
    names = glued.doc[first : glued.i]
    if glued.pos_ != "PROPN" or any(t.pos_ not in ("PROPN", "DET") for t in names):
        return None
    ends = [t.i for t in names if t.text in speakers().outlets]
    return ends[-1] if ends else None


def _put_chief(verb: Token) -> None:
    """Put the chief clause above one that yields: "While reports indicate X, a source says Y"."""
    if verb.dep_ != "ROOT":
        return
    mark = next((c for c in verb.lefts if c.dep_ == "mark"), None)
    if mark is None or mark.lower_ not in _YIELDING:
        return
    clauses = [c for c in verb.rights if c.dep_ == "ccomp"]
    if len(clauses) < 2:
        return
    chief = clauses[-1]
    _give_subject(chief, clauses[0])
    opens = chief.left_edge.i
    own = any(c.dep_ in _SUBJECTS and c.i < chief.i for c in chief.lefts)
    if own and verb.doc[opens - 1].text == ",":
        chief.head = chief
        chief.dep_ = "ROOT"
        _hang(verb, chief, "advcl")


def _part_subjects(verb: Token) -> None:
    """Put a saying aside that stands in what is said: "The boats, the mayor said, will sail"."""
    first = [c for c in verb.lefts if c.dep_ in ("nsubj", "dep") and c.pos_ in _NOUNS]
    if len(first) != 2 or verb.doc[first[0].right_edge.i + 1].text != ",":
        return
    clause = next((c for c in verb.rights if c.dep_ in ("ccomp", "conj")), None)
    if clause is None or any(c.dep_ in _SUBJECTS for c in clause.lefts):
        return
    if verb.doc[clause.left_edge.i - 1].text != ",":
        return
    chief = verb.dep_ == "ROOT"
    clause.head, clause.dep_ = (clause if chief else verb.head), verb.dep_
    _hang(verb, clause, "parataxis")
    for child in [c for c in verb.lefts if c.i < first[0].i]:
        _hang(child, clause, child.dep_)
    _hang(first[0], clause, "nsubj")


def _put_passer(verb: Token) -> None:
    """Put who passes it on above who said it: "It fell, a statement said, AFP reported"."""
    last = next((c for c in verb.rights if c.dep_ == "ccomp"), None)
    said = next((c for c in verb.lefts if c.dep_ == "ccomp"), None)
    if last is None or said is None or verb.dep_ != "ROOT" or last.lemma_ not in cues().verbs:
        return
    if last.right_edge.i != last.i or verb.doc[last.left_edge.i - 1].text != ",":
        return
    if not any(c.dep_ == "nsubj" for c in last.lefts):
        return
    last.head, last.dep_ = last, "ROOT"
    _hang(verb, last, "parataxis")
    for child in [c for c in verb.lefts if c.i <= said.i]:
        _hang(child, last, child.dep_)


def _part_charge(verb: Token) -> None:
    """Part who accuses from the charge: "accused by the army of arming the Guard"."""
    if "of" not in cues().verbs[verb.lemma_].prepositions:
        return
    _part_accused(verb)
    by = next((c for c in verb.rights if c.dep_ == "agent"), None)
    whom = next((c for c in by.rights if c.dep_ == "pobj"), None) if by is not None else None
    if whom is not None:
        for child in whom.rights:
            if child.lower_ == "of" and any(c.dep_ == "pcomp" for c in child.rights):
                _hang(child, verb, "prep")
                return
    elif any(c.dep_ == "auxpass" for c in verb.lefts):
        _last_agent(verb)


def _put_meanwhile(verb: Token) -> None:
    """Hang what happens meanwhile on the saying: "The toll rose, the nurse said, as rain fell".

    It is the page that tells it, and not who spoke before the comma.
    """
    said = verb.head if verb.dep_ == "parataxis" else verb
    for clause in [c for c in said.rights if c.dep_ in ("advcl", "ccomp") and c.i > verb.i]:
        mark = next((c for c in clause.lefts if c.dep_ == "mark"), None)
        first = clause.left_edge.i
        if mark is None or first == 0 or clause.doc[first - 1].text != ",":
            continue
        own = verb.i < first and any(c.dep_ in _SUBJECTS and c.i < verb.i for c in verb.lefts)
        ends = all(t.is_punct for t in clause.doc[verb.right_edge.i + 1 : first])
        if own and ends and mark.lower_ in _MEANWHILE and _told_before(verb):
            _hang(clause, verb, "advcl")


def _told_before(verb: Token) -> bool:
    """Whether what is said stands before the saying: "The town fell, the mayor said"."""
    return verb.dep_ == "parataxis" or any(c.dep_ == "ccomp" for c in verb.lefts)


def _part_accused(verb: Token) -> None:
    """Part who is accused from the charge: "suspect the Guard of burning the barn"."""
    whom = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    of = next((c for c in whom.rights if c.lower_ == "of"), None) if whom is not None else None
    if of is not None and any(c.dep_ == "pcomp" for c in of.rights):
        _hang(of, verb, "prep")


def _put_citing(verb: Token) -> None:
    """Put who reports above whom it cites: "The Herald, citing two envoys, reported that"."""
    whom = verb.head
    citing = whom.head
    if verb.dep_ != "acl" or citing.lemma_ != "cite" or citing.tag_ != "VBG":
        return
    own = next((c for c in citing.lefts if c.dep_ == "nsubj"), citing.head)
    if own.pos_ not in _NOUNS or verb.doc[verb.i - 1].text != ",":
        return
    if "ROOT" not in (citing.dep_, own.dep_):
        return
    verb.head, verb.dep_, verb.tag_ = verb, "ROOT", "VBD"
    _hang(own, verb, "nsubj")
    _hang(citing, verb, "advcl")


def _last_agent(verb: Token) -> None:
    """As in "was accused of arming the Guard by the army", where the army accuses."""
    of = next((c for c in verb.rights if c.lower_ == "of"), None)
    deed = next((c for c in of.rights if c.dep_ == "pcomp"), None) if of is not None else None
    last = next((c for c in deed.rights if c.lower_ == "by"), None) if deed is not None else None
    whom = next((c for c in last.rights if c.dep_ == "pobj"), None) if last is not None else None
    if last is not None and whom is not None and speaker(whom):
        _hang(last, verb, "agent")


def _give_subject(chief: Token, before: Token) -> None:
    """Give the chief clause its subject back: "with friends, a clerk in the office told us"."""
    opens = chief.left_edge.i
    if any(c.dep_ in _SUBJECTS for c in chief.lefts):
        return
    for token in chief.doc[before.i + 1 : opens]:
        if token.dep_ == "appos" and token.right_edge.i + 1 == opens:
            _hang(token, chief, "nsubj")
            return


def _hang(token: Token, head: Token, label: str) -> None:
    token.head = head
    token.dep_ = label
