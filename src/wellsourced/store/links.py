"""A file of lines that is only added to, each sealed to the one before."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Generic, Protocol, TypeVar

import msgspec

from wellsourced.errors import IntegrityError
from wellsourced.store import lines
from wellsourced.store.broken import Broken, Kind, Looked

START = "0"


class Link(Protocol):
    """What stands on a line: it knows its seal."""

    @property
    def seal(self) -> str:
        """The hash over this and the seal before."""
        ...


L = TypeVar("L", bound=Link)


class Links(Generic[L]):
    """The lines of a file in a case, read as `kind`; `sealed` gives one with its seal."""

    def __init__(
        self, case: Path, name: str, kind: type[L], sealed: Callable[[L, str], L]
    ) -> None:
        self._file, self._name = case / name, name
        self._kind, self._sealed = kind, sealed

    def all(self) -> tuple[L, ...]:
        """Give what was written; raises IntegrityError for a line that is not as it was."""
        found = []
        for number, (_, link) in enumerate(self._read(), start=1):
            if link is None:
                raise IntegrityError(f"{self._name}: line {number} is not as it was written")
            found.append(link)
        return tuple(found)

    def append(self, new: Iterable[L]) -> tuple[L, ...]:
        """Write down what is new, and give it sealed."""
        known = self.all()
        seal, added = known[-1].seal if known else START, []
        for link in new:
            added.append(self._sealed(link, seal))
            seal = added[-1].seal
        lines.append(self._file, (_line(link) for link in added))
        return tuple(added)

    def examined(self, kind: Kind) -> Looked:
        """Tell the first line that does not hold; `kind`: what is then broken."""
        count = 0
        for at, link in self._read():
            if link is None:
                return Looked(count=count, broken=(self._broken(kind, count + 1, at),))
            count += 1
        tail = lines.cut_off(self._file)
        if not tail:
            return Looked(count=count)
        words = f"{len(tail)} bytes at the end of {self._name} are no whole line: it was cut off"
        return Looked(count=count, notes=(words,))

    def _read(self) -> Iterator[tuple[int, L | None]]:
        """Each line's first byte, and what it says; None, and no more, if that does not hold."""
        at, seal = 0, START
        for raw in lines.whole(self._file):
            link = self._link(raw, seal)
            yield at, link
            if link is None:
                return
            at, seal = at + len(raw), link.seal

    def _link(self, raw: bytes, previous: str) -> L | None:
        try:
            link = msgspec.json.decode(raw, type=self._kind)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return None
        return link if self._sealed(link, previous) == link and _line(link) == raw else None

    def _broken(self, kind: Kind, number: int, at: int) -> Broken:
        words = f"{self._name}: line {number}, from byte {at} on, is not as it was written"
        return Broken(kind=kind, file=self._name, words=words, id=str(number), offset=at)


def _line(link: Link) -> bytes:
    return msgspec.json.encode(link) + b"\n"
