"""What a site lets robots read: its robots.txt, asked for once."""

from collections.abc import Callable

from protego import Protego

from wellsourced.fetch.address import FetchError, Target, onward
from wellsourced.fetch.exchange import Exchange

_MOST = 500_000  # bytes that are heeded, as RFC 9309 has it


class Robots:
    """The rules of the sites that were asked so far."""

    def __init__(self, ask: Callable[[Target], Exchange], agent: str, redirects: int) -> None:
        self._ask, self._agent, self._redirects = ask, agent, redirects
        self._rules: dict[str, Protego | None] = {}

    def forbid(self, target: Target) -> bool:
        """Whether the site asks robots to stay away from an address.

        Raises FetchError if the site does not say.
        """
        rules = self._of(target)
        return rules is not None and not rules.can_fetch(target.url, self._agent)

    def delay(self, target: Target) -> float:
        """Give the seconds that the site, once it was asked, wants between two questions."""
        rules = self._rules.get(target.site)
        return float(rules.crawl_delay(self._agent) or 0) if rules else 0.0

    def _of(self, target: Target) -> Protego | None:
        if target.site not in self._rules:
            self._rules[target.site] = self._told(target._replace(path="/robots.txt"))
        return self._rules[target.site]

    def _told(self, target: Target) -> Protego | None:
        """The rules; None: there are none, and all may be read."""
        for _ in range(self._redirects + 1):
            answer = self._ask(target)
            if answer.status in (301, 302, 303, 307, 308) and "location" in answer.fields:
                target = onward(target, answer.fields["location"])
                continue
            if answer.status >= 500 or answer.status == 429:
                raise FetchError(f"its robots.txt cannot be had ({answer.status}): try later")
            if not 200 <= answer.status < 300:
                return None
            return Protego.parse(answer.body[:_MOST].decode("utf-8", "replace"))
        return None
