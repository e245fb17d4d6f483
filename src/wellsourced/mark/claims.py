"""Being built."""

from wellsourced.mark.syntax import Reading
from wellsourced.model import ClaimMark, Marks


def claims(reading: Reading, found: Marks) -> tuple[ClaimMark, ...]:
    """Find nothing yet."""
    return ()
