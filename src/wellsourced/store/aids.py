"""The answers of a reading aid: a file of a case that is only added to, each line sealed."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from wellsourced.errors import IntegrityError
from wellsourced.model import digest
from wellsourced.model.aid import Aid
from wellsourced.store import lines

START = "0"
FILE = "aid.jsonl"


class Aids:
    """What was answered, in its order."""

    def __init__(self, case: Path) -> None:
        self._file = case / FILE

    def all(self) -> tuple[Aid, ...]:
        """Give all answers; raises IntegrityError for a line that is not as it was written."""
        found, seal = [], START
        for number, line in enumerate(lines.whole(self._file), start=1):
            try:
                aid = msgspec.json.decode(line, type=Aid)
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise _broken(number) from error
            if sealed(aid, seal) != aid:
                raise _broken(number)
            seal = aid.seal
            found.append(aid)
        return tuple(found)

    def append(self, new: Iterable[Aid]) -> tuple[Aid, ...]:
        """Write answers down, and give them sealed."""
        known = self.all()
        seal, added = known[-1].seal if known else START, []
        for aid in new:
            added.append(sealed(aid, seal))
            seal = added[-1].seal
        lines.append(self._file, (msgspec.json.encode(a) + b"\n" for a in added))
        return tuple(added)


def sealed(aid: Aid, previous: str) -> Aid:
    """Give an answer with its seal."""
    bare = msgspec.structs.replace(aid, seal="")
    seal = digest("aid", previous, msgspec.json.encode(bare).decode())
    return msgspec.structs.replace(bare, seal=seal)


def _broken(number: int) -> IntegrityError:
    return IntegrityError(f"{FILE}: line {number} is not as it was written")
