"""Why a thing of the record is as it is, one module a kind of reason."""

from wellsourced.tell.why.answer import explained
from wellsourced.tell.why.incidents import incident

__all__ = ["explained", "incident"]
