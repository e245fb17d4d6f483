"""What is asked of a large case, and what is cut out for it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from wellsourced.app.web.asked import Asked
from wellsourced.app.web.screens import View
from wellsourced.errors import NotYetError
from wellsourced.large import Large, Lens, Near, Part

PAGE = 50  # rows on a screen
_SOME = (
    "what was known on {} is being put together, which takes a case of {:,} claims some minutes"
)
_HINT = (
    "ask again in some minutes, and every screen is given as of that day; claims, the timeline, "
    "the pages and each claim or page are given at once, from the pages of what they show"
)


class Cut(NamedTuple):
    """A screen, and the part of the case from which it was filled."""

    view: View
    near: Near


class Filter(NamedTuple):
    """A condition on the claims of the register, in SQL, with what stands for its `$1`, `$2`.

    `source`: the rows that it is a condition on, where those are not all claims.
    """

    where: str = "true"
    given: tuple[object, ...] = ()
    source: str = "g.claim"

    @property
    def all(self) -> bool:
        """Whether every claim fits."""
        return self.where == "true" and self.source == "g.claim"


class Ask(NamedTuple):
    """A question to a large case: as it is seen, with the pieces of the address."""

    large: Large
    lens: Lens
    asked: Asked
    of: Mapping[str, str]

    @property
    def about(self) -> str | None:
        """Give the name that is asked about."""
        return self.asked.given.get("about") or None

    @property
    def start(self) -> int:
        """Give how many rows stand before the screen."""
        return self.asked.number("start", 0)

    def near(self, part: Part = Part(), *, said: str = "", new: bool = False) -> Near:  # noqa: B008
        """Give a part of the case as it is asked for."""
        return self.large.near(self.lens, part, said=said, new=new)

    def bare(self, claims: Sequence[int]) -> Near:
        """Give some claims alone."""
        return self.near(Part(claims=tuple(sorted(claims)), bare=True))

    @property
    def day(self) -> date | None:
        """Give the day that is asked for, where the record is not that of the day itself."""
        return None if self.large.day is not None else self.asked.as_of

    def now(self) -> None:
        """Refuse to answer as of a day whose record is not there.

        Raises NotYetError, which tells what is given meanwhile.
        """
        if self.day is not None:
            raise NotYetError(_SOME.format(self.day, self.large.total), hint=_HINT)

    def filter(self, *more: Filter) -> Filter:
        """Give the condition of who is asked about, of the day, and more."""
        whose = self.named()
        conditions, given = [whose.where], whose.given
        for one in (self._known(), self._listed(), *more):
            told = one.where
            for at in range(len(one.given), 0, -1):
                told = told.replace(f"${at}", f"${at + len(given)}")
            conditions.append(told)
            given = (*given, *one.given)
        where = " AND ".join(c for c in conditions if c != "true") or "true"
        return Filter(where, given, whose.source)

    def named(self) -> Filter:
        """Give the condition of who is asked about."""
        if self.about is None:
            return Filter()
        names = self.large.meant(self.about)
        pages = [] if names else self.large.pages_called(self.about)
        if pages:
            told = "n IN (SELECT n FROM g.told WHERE document IN (SELECT unnest($1::VARCHAR[])))"
            return Filter(told, (pages,))
        if len(names) == 1:
            return Filter("name = $1", (names[0],), "g.named")
        source = "(SELECT DISTINCT * EXCLUDE (name) FROM g.named WHERE {})"
        return Filter("true", (names,), source.format("name IN (SELECT unnest($1::VARCHAR[]))"))

    def _listed(self) -> Filter:
        """Without those that analysts took out of all lists."""
        out = self.large.over.out if self.lens.ruled and self.day is None else ()
        return Filter(f"n NOT IN ({', '.join(map(str, out))})") if out else Filter()

    def _known(self) -> Filter:
        return Filter("heard <= $1", (self.day,)) if self.day else Filter()

    def count(self, of: Filter) -> int:
        """Tell how many claims fit."""
        if of.all:
            return self.large.total
        return self.large.library.number(
            f"SELECT count(*) FROM {of.source} WHERE {of.where}", *of.given
        )
