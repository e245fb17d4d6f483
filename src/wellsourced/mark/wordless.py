"""What a commenter says of others that gives no words of theirs."""

from wellsourced.mark.drafts import Voice
from wellsourced.mark.speakers import speakers, speaks

_WH = frozenset({"WP", "WRB", "WDT"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_REACTIONS = frozenset(
    {"know", "deny", "judge", "sure", "hopeful", "show", "order", "demand", "doubt", "describe as"}
)
_SIGNS = frozenset({"show", "indicate"})


def wordless(voice: Voice) -> bool:
    """Whether a reader only guesses at what others know, feel or mean by what they do.

    Examples: "They know what they want", "They reject our ways", "His flight shows that he fears
    us", "The guards are aware of him".
    """
    draft = voice.draft
    if draft is None or draft.kind is None or draft.stated is None:
        return False
    name, stated = draft.kind.name, draft.stated
    if name == "know" and stated.left_edge.tag_ in _WH:
        return True
    if name in _SIGNS:
        return draft.head is not None and not _speaks(draft.head.text)
    return name in _REACTIONS and (stated.pos_ in _NOUNS or stated.dep_ == "prep")


def _speaks(word: str) -> bool:
    return word[:1].isupper() or speaks(word) or word.lower() in speakers().pronouns
