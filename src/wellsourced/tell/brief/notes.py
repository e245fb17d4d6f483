"""Footnotes: each place of a page once, numbered as it is first cited."""

from collections.abc import Iterable

from wellsourced.model import DocumentId, Footnote, PartKind, Quote
from wellsourced.tell.brief.ends import whole
from wellsourced.tell.ground import Ground, quote

_MOST = 420  # characters of a quoted sentence; of a longer one only the words themselves are


class Notes:
    """The footnotes of a brief, as they are cited."""

    def __init__(self, of: Ground) -> None:
        self._of = of
        self._numbers: dict[tuple[DocumentId, int, int], int] = {}
        self._found: list[Footnote] = []

    def cite(self, places: Iterable[tuple[DocumentId, int, int]]) -> tuple[int, ...]:
        """Give the numbers of the sentences that hold the places; each is quoted whole."""
        numbers = (self._number(self._whole(*p)) for p in places)
        return tuple(sorted(set(numbers)))

    def all(self) -> tuple[Footnote, ...]:
        """Give all that were cited."""
        return tuple(self._found)

    def _whole(self, document: DocumentId, start: int, end: int) -> tuple[DocumentId, int, int]:
        """The sentence that holds words, if it is not too long."""
        text = self._of.documents[document].text
        left, right = whole(text, start, end)
        if right - left > _MOST or right < end or left > start:
            return document, start, end
        while right < len(text) and text[right] in '”"’)':
            right += 1
        left += len(text[left:right]) - len(text[left:right].lstrip())
        return document, left, left + len(text[left:right].rstrip())

    def _number(self, place: tuple[DocumentId, int, int]) -> int:
        if place not in self._numbers:
            self._numbers[place] = len(self._numbers) + 1
            self._found.append(self._note(*place))
        return self._numbers[place]

    def _note(self, document: DocumentId, start: int, end: int) -> Footnote:
        page = self._of.documents[document]
        words: Quote = quote(page, start, end)
        spoken = page.speech_at(start)
        comment = spoken is not None and spoken.kind is PartKind.COMMENT
        return Footnote(
            number=len(self._found) + 1,
            file=page.file,
            outlet=page.outlet,
            title=page.title,
            published=page.published,
            quote=words,
            part="comment" if comment else None,
        )
