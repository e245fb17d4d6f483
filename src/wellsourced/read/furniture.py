"""What of a page is neither its story nor its thread, region by region."""

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from wellsourced.model import PartKind
from wellsourced.read.markup import Block
from wellsourced.read.stretches import Stretch

_MOST = 20_000  # characters of furniture that a document keeps
_REGIONS = 100  # parts of it


def furniture(found: Sequence[Stretch], kept: Collection[int]) -> tuple[Block, ...]:
    """Give what is left out of the story: one block for each menu, list or run of lines.

    What says the same as one before it is said once. Of a page that has more than a document
    keeps, the last block tells how much was left out.
    """
    told: dict[str, None] = {}
    for region in _regions(found, kept):
        told.setdefault("\n".join(stretch.text for stretch in region))
    shown: list[str] = []
    room, out = _MOST, 0
    for words in told:
        if len(shown) < _REGIONS and len(words) <= room:
            shown.append(words)
            room -= len(words)
        else:
            out += len(words)
    if out:
        shown.append(f"[{out:,} more characters of furniture]")
    return tuple(Block(PartKind.FURNITURE, words) for words in shown)


def _regions(found: Sequence[Stretch], kept: Collection[int]) -> Iterator[list[Stretch]]:
    """The stretches that are not kept: those of one apparatus, or one after the other."""

    def place(n: int) -> object:
        if n in kept:
            return None
        return found[n].regions[0] if found[n].regions else "plain"

    for region, run in groupby(range(len(found)), key=place):
        if region is not None:
            yield [found[n] for n in run]
