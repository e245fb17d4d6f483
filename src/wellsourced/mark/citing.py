"""Who is cited: "AFP reported, citing two officers, ..." tells what the officers said."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from wellsourced.mark.cues import cues
from wellsourced.mark.drafts import Draft, Voice
from wellsourced.mark.speakers import speaks
from wellsourced.mark.trees import children
from wellsourced.model import Commitment

_CLAIMED = frozenset({"NOUN", "PROPN", "PRON"})


def cited(passage: int, verb: Token, kids: dict[str, Token]) -> Draft | None:
    """Give the attribution to the one cited, whose content is that of the cue around it.

    Example: "The port is closed, AFP reported, citing two officers".
    """
    whom = kids.get("dobj")
    above = _teller(verb)
    if above is None or whom is None or whom.pos_ not in _CLAIMED or verb.head.i == verb.i:
        return None
    if whom.pos_ == "NOUN" and (not speaks(whom.text) or _deed(whom)):
        return None
    return Draft(
        passage=passage,
        word=verb,
        cue=(verb.i, verb.i + 1),
        kind=None,
        head=whom,
        under=above,
        flat=Commitment.CERTAIN,
        quotes=True,
    )


def _teller(verb: Token) -> Token | None:
    """Give the cue whose words are passed on: "the report, which cited officers, *said*"."""
    if verb.tag_ == "VBG":
        above = verb.head
        if above.dep_ == "pobj" and above.head.head.lower_ == "according":
            return above.head.head
        return _fronting(verb) or above
    if verb.dep_ != "relcl" or verb.tag_ not in ("VBD", "VBZ"):
        return None
    noun = verb.head
    while noun.dep_ in ("pobj", "prep", "appos") and noun.lower_ != "according":
        noun = noun.head
    if noun.lower_ == "according":
        return noun
    return noun.head if noun.dep_ == "nsubj" and noun.head.lemma_ in cues().verbs else None


def _fronting(verb: Token) -> Token | None:
    """Give the "according" before "citing two officers, the port was closed"."""
    before = verb.head.lefts if verb.dep_ in ("csubj", "advcl") else ()
    return next((c for c in before if c.lower_ == "according" and c.i < verb.i), None)


def settled(voices: Sequence[Voice]) -> list[Voice]:
    """Give the voices, each cited one with the content of the one that cites it."""
    words = {v.draft.word.i: v for v in voices if v.draft is not None and v.draft.under is None}
    out: list[Voice] = []
    for voice in voices:
        draft = voice.draft
        if draft is None or draft.under is None:
            out.append(voice)
            continue
        outer = words.get(draft.under.i) or _beside(draft.under, words)
        if outer is not None and outer.content and outer.cue is not None:
            out.append(replace(voice, content=outer.content, within=outer.cue))
    return out


def _beside(above: Token, words: dict[int, Voice]) -> Voice | None:
    """Find the cue where the parser has hung "citing" on another word of its clause."""
    for child in (*children(above).values(), above.head):
        if child.i in words:
            return words[child.i]
    return None


def _deed(whom: Token) -> bool:
    """Whether a word that may carry words is an act here: "citing the release of prisoners"."""
    alone = whom.lower_ == "release" and not any(c.dep_ == "compound" for c in whom.lefts)
    return alone and any(c.lower_ == "of" for c in whom.rights)
