"""Words of a brief that all formats share: where a quotation stands, and text made harmless."""

import re

from wellsourced.app.screen import interval
from wellsourced.model import Footnote

# What moves the cursor, hides or turns text round, or is no character of XML.
_HIDDEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\uffff\ud800-\udfff]+"
)


def plain(text: str) -> str:
    """Give words as one line without what cannot be seen.

    >>> plain("The pier\\n\\u202eis closed ")
    'The pier is closed'
    """
    return " ".join(_HIDDEN.sub(" ", text).split())


def where(note: Footnote) -> str:
    """Write where a quotation stands: outlet, title, day, file and characters."""
    title = f"“{plain(note.title)}”" if note.title else None
    days = interval(note.published.earliest, note.published.latest)
    comment = "a reader's comment" if note.part == "comment" else None
    parts = (plain(note.outlet or ""), title, comment, days or "undated", plain(note.file))
    spot = f"characters {note.quote.start}–{note.quote.end}"
    return ", ".join(p for p in (*parts, spot) if p)


def quoted(text: str) -> str:
    """Put a page's words between quotation marks; its own become single ones.

    >>> quoted("She said “no”")
    '“She said ‘no’”'
    """
    inner = plain(text).replace("“", "‘").replace("”", "’").replace('"', "'")
    return f"“{inner}”"
