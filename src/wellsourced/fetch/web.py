"""Pages from addresses: asked for politely, of public machines only, kept as web archives."""

from collections.abc import Iterable, Iterator

from wellsourced.fetch.address import FetchError, Target, onward, target
from wellsourced.fetch.archive import archived
from wellsourced.fetch.exchange import Door, Exchange, exchange
from wellsourced.fetch.robots import Robots
from wellsourced.model import Page, Rejected

_ONWARD = (301, 302, 303, 307, 308)
_READABLE = (
    "text/",
    "application/xhtml",
    "application/pdf",
    "application/rss",
    "application/atom",
    "application/rdf",
    "application/xml",
)
_REMEDIES = {
    401: "it wants a password: save the page, and add the file",
    403: "it lets no programs in: save the page, and add the file",
    404: "look at the spelling, or ask a web archive for it",
    410: "it was taken down: ask a web archive for it",
    429: "it is asked too often: try again later",
    451: "it is blocked by law: ask a web archive for it",
}


def fetched(addresses: Iterable[str], door: Door) -> Iterator[Page | Rejected]:
    """Give the page of each address, as an archive of the whole exchange, or why there is none.

    An address that is given twice is asked once.
    """
    web = _Web(door)
    for address in dict.fromkeys(a.strip() for a in addresses):
        yield web.page(address)


class _Web:
    """The sites that were asked so far: their rules, and when each was asked last."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._robots = Robots(self._asked, door.agent, door.limits.redirects)
        self._last: dict[str, float] = {}

    def page(self, address: str) -> Page | Rejected:
        """Give the page of an address, or why there is none."""
        try:
            first = target(address)
            address = first.url
            found = self._followed(first)
            _fit(found[-1])
        except FetchError as error:
            return Rejected(stage="read", input=address, reason=" ".join(str(error).split()))
        return Page(
            file=address,
            body=archived(found),
            media_type="application/warc",
            url=found[-1].target.url,
            fetched_at=found[-1].at,
            payload=found[-1].seal,
        )

    def _followed(self, at: Target) -> list[Exchange]:
        """Ask, and go where one is sent; each step is checked like the first."""
        found: list[Exchange] = []
        for _ in range(self._door.limits.redirects + 1):
            if self._robots.forbid(at):
                raise FetchError(
                    f"{at.site}/robots.txt asks programs to stay away: save the page, and add "
                    "the file"
                )
            found.append(self._asked(at))
            location = found[-1].fields.get("location")
            if found[-1].status not in _ONWARD or not location:
                return found
            at = onward(at, location)
        raise FetchError(
            f"redirected more than {self._door.limits.redirects} times: give the last address"
        )

    def _asked(self, at: Target) -> Exchange:
        """Ask a site, which is not asked again too soon."""
        limits, door = self._door.limits, self._door
        apart = min(max(limits.apart, self._robots.delay(at)), limits.longest)
        if at.site in self._last:
            wait = self._last[at.site] + apart - door.seconds()
            if wait > 0:
                door.pause(wait)
        try:
            return exchange(at, door)
        finally:
            self._last[at.site] = door.seconds()


def _fit(answer: Exchange) -> None:
    """Refuse what is no page; raises FetchError."""
    status = answer.status
    if status != 200:
        later = "try again later" if status >= 500 else "look at it in a browser"
        raise FetchError(f"answers {status}: {_REMEDIES.get(status, later)}")
    if not answer.body.strip():
        raise FetchError("answers nothing: look at it in a browser")
    told = answer.media_type
    if told and not told.startswith(_READABLE):
        raise FetchError(f"is {told[:60]}, no page: save it, and add the file if it holds pages")
