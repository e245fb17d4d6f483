"""A ruling in words, as an annotation says it, and such words taken as a ruling again."""

import re
from typing import NamedTuple

from wellsourced.model import Credibility, Decision, Draft, Slot

_VERBS = {
    "accept": Decision.ACCEPT,
    "accepted": Decision.ACCEPT,
    "reject": Decision.REJECT,
    "rejected": Decision.REJECT,
}
_GRADED = re.compile(r"credibility (?P<value>[1-6])\b(?:: )?(?P<why>.*)", re.DOTALL)
_CORRECTED = re.compile(
    rf"correct (?P<field>{'|'.join(Slot)}) to (?:“(?P<value>.*?)”|(?P<none>nothing))"
    r"(?:: (?P<why>.*))?",
    re.DOTALL,
)
_SAID = re.compile(r"(?P<first>[\w-]+)\b(?:: )?(?P<rest>.*)", re.DOTALL)


class Verdict(NamedTuple):
    """What words decide: the parts of a ruling but for what it is about, and by whom."""

    decision: Decision
    value: str | None = None
    why: str = ""
    field: Slot | None = None


def worded(draft: Draft) -> str:
    """Give a decision in words.

    >>> worded(Draft(decision=Decision.CORRECT, field=Slot.ACTOR, value="Lake Guard", why="p. 3"))
    'correct actor to “Lake Guard”: p. 3'
    >>> worded(Draft(decision=Decision.NOTE, value="ask again"))
    'note ask again'
    """
    if draft.decision is Decision.CORRECT:
        value = "nothing" if draft.value is None else f"“{draft.value}”"
        said = f"correct {draft.field} to {value}"
    else:
        said = " ".join(w for w in (draft.decision.value, draft.value) if w)
    return f"{said}: {draft.why}" if draft.why else said


def verdict(words: str) -> Verdict | None:
    """Give what words decide that assess something; None: it takes more than words to tell.

    What is none of our words is a note.

    >>> verdict("reject: he was not there")
    Verdict(decision=<Decision.REJECT: 'reject'>, value=None, why='he was not there', field=None)
    >>> verdict("Where was he?").decision, verdict("merge") is None
    (<Decision.NOTE: 'note'>, True)
    """
    if graded := _GRADED.fullmatch(words):
        return Verdict(Decision.CREDIBILITY, Credibility(graded["value"]), graded["why"])
    if corrected := _CORRECTED.fullmatch(words):
        field, why = Slot(corrected["field"]), corrected["why"] or ""
        return Verdict(Decision.CORRECT, corrected["value"], why, field)
    said = _SAID.fullmatch(words)
    first = said["first"].casefold() if said else ""
    if said and first in _VERBS:
        return Verdict(_VERBS[first], why=said["rest"])
    if said and first == Decision.NOTE:
        return Verdict(Decision.NOTE, said["rest"].strip())
    return None if first in set(Decision) else Verdict(Decision.NOTE, words)


def tagged(tag: str) -> Decision | None:
    """Give what a tag decides; None: nothing."""
    return _VERBS.get(tag.casefold())
