"""A sequence whose members are made when they are asked for, and kept by nobody."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T", covariant=True)


class Made(Sequence[T]):
    """What `make` makes of places, in their order; of a million, only places are held.

    >>> [*Made([2, 0], "abc".__getitem__)]
    ['c', 'a']
    """

    def __init__(self, places: Sequence[int], make: Callable[[int], T]) -> None:
        self._places, self._make = places, make

    def __len__(self) -> int:
        return len(self._places)

    def __getitem__(self, place: int) -> T:  # type: ignore[override]  # nobody wants slices
        return self._make(self._places[place])

    def __iter__(self) -> Iterator[T]:
        return map(self._make, self._places)
