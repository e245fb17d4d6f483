from wellsourced.case import Case as Case
from wellsourced.errors import WellsourcedError as WellsourcedError

__all__ = ["Case", "WellsourcedError"]

__version__: str
