"""The contract of plug-ins, as checks that anybody's tests can call on theirs."""

from wellsourced.testing.contracts import (
    ContractError,
    check_engine,
    check_exporter,
    check_linker,
    check_marker,
    check_reader,
)
from wellsourced.testing.makers import document, page, record

__all__ = [
    "ContractError",
    "check_engine",
    "check_exporter",
    "check_linker",
    "check_marker",
    "check_reader",
    "document",
    "page",
    "record",
]
