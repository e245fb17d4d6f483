"""Pages of contested news into a sourced record."""

from importlib import import_module

__all__ = ["Case", "WellsourcedError"]

__version__ = "0.1.0"

_FROM = {"Case": "wellsourced.case", "WellsourcedError": "wellsourced.errors"}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used: asking for help must not open the database."""
    if name in _FROM:
        return getattr(import_module(_FROM[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
