"""What a run tells: as it goes on, and when it is done."""

from collections.abc import Callable

from msgspec import Struct

from wellsourced.model import Rejected

Progress = Callable[[str, int, int], None]  # stage, done, of how many


class Summary(Struct, frozen=True, kw_only=True):
    """What a run did: how many pages there are, were read and marked anew, and what failed."""

    pages: int
    read: int
    marked: int
    documents: int
    claims: int
    rejected: tuple[Rejected, ...]
    snapshot: str
    published: bool  # False: nothing had changed
