"""How often one may try a password: a few times for a name, more from one place."""

import threading
from collections import deque
from collections.abc import Iterable
from datetime import datetime, timedelta

WINDOW = timedelta(minutes=5)
_BY_NAME_AND_PLACE, _BY_PLACE, _BY_NAME = 5, 20, 100
_KEPT = 10_000  # keys; beyond these what is out of date is thrown away

Key = tuple[str, ...]


class Patience:
    """Counts tries that are not known to be right; kept in memory, gone with the server."""

    def __init__(self) -> None:
        self._tries: dict[Key, deque[datetime]] = {}
        self._turn = threading.Lock()

    def wait(self, name: str, place: str, *, now: datetime) -> timedelta | None:
        """Count a try; gives how long to wait, where there were too many already."""
        limits = _limits(name, place)
        with self._turn:
            self._clear(limits if len(self._tries) < _KEPT else list(self._tries), now)
            full = [k for k, most in limits.items() if len(self._tries.get(k, ())) >= most]
            if full:
                return max(self._tries[k][0] for k in full) + WINDOW - now
            for one in limits:
                self._tries.setdefault(one, deque()).append(now)
        return None

    def right(self, name: str, place: str) -> None:
        """Forget the tries of one who knew the password in the end."""
        with self._turn:
            self._tries.pop((name, place), None)

    def _clear(self, keys: Iterable[Key], now: datetime) -> None:
        for one in keys:
            tries = self._tries.get(one, deque())
            while tries and now - tries[0] >= WINDOW:
                tries.popleft()
            if not tries:
                self._tries.pop(one, None)


def _limits(name: str, place: str) -> dict[Key, int]:
    return {
        (name, place): _BY_NAME_AND_PLACE,
        ("place", "", place): _BY_PLACE,
        ("name", "", name): _BY_NAME,
    }
