"""Being built."""

from wellsourced.mark.syntax import Reading
from wellsourced.model import Attribution, Marks


def attributions(reading: Reading, found: Marks) -> tuple[Attribution, ...]:
    """Find nothing yet."""
    return ()
