"""A linker of call signs: "Lake Guard, call sign Heron" teaches that Heron is the Lake Guard."""

import re
from collections.abc import Iterator

from msgspec import Struct

from wellsourced.model import Document, Marks, Teaching


class CallSignLinker(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Tells by which call signs those go who are named; `said`: how these are brought up."""

    said: tuple[str, ...] = ("call sign", "callsign")

    def names(self, document: Document, found: Marks) -> Iterator[Teaching]:
        """Give the call sign that stands behind a name, with both as the words that teach it."""
        brought = "|".join(map(re.escape, self.said))
        behind = re.compile(rf",? \(?(?:{brought}) [“\"]?(?P<sign>[A-Z][\w-]+)")
        for mention in found.entities:
            sign = behind.match(document.text, mention.end)
            if sign:
                yield Teaching(
                    name=mention.name, alias=sign["sign"], start=mention.start, end=sign.end()
                )
