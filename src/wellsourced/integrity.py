"""Whether a case is what it was, held against what one kept of it elsewhere."""

from wellsourced.case import Case
from wellsourced.flow.verify import examined
from wellsourced.store.broken import Verified
from wellsourced.store.head import Head, head_in
from wellsourced.store.signed import locked, signed, signer

__all__ = ["Head", "Verified", "head_in", "locked", "signed", "signer", "verified"]


def verified(case: Case, kept: Head | None = None) -> Verified:
    """Look at a whole case again; tells all that does not hold.

    `kept`: a head that lay elsewhere, which the case has to have grown out of.
    """
    return examined(case.path, case.settings, kept)
