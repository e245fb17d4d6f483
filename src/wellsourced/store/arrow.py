"""An Arrow schema is read off the record type, and records go into Arrow without loss."""

import types
import typing
from collections.abc import Iterable
from datetime import date, datetime
from enum import Enum

import msgspec
import pyarrow as pa
from msgspec import Struct

from wellsourced.errors import BrokenRecordError, StoreError

_PLAIN = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    bytes: pa.binary(),
    date: pa.date32(),
    datetime: pa.timestamp("us", tz="UTC"),
}


class UnfitError(StoreError):
    """A record that does not fit its table."""


def schema_of(kind: type[Struct]) -> pa.Schema:
    """Give the schema of a record type: one column a field, typed as the field is.

    >>> from wellsourced.model import Estimate
    >>> print(schema_of(Estimate).to_string())
    low: int64 not null
    high: int64 not null
    """
    return pa.schema(_fields(kind))


def table_of(records: Iterable[Struct], kind: type[Struct]) -> pa.Table:
    """Put records into an Arrow table.

    Raises UnfitError for what no column holds: a number of more than 64 bits, half a character.
    """
    rows = [msgspec.to_builtins(r, builtin_types=(date, datetime, bytes)) for r in records]
    try:
        return pa.Table.from_pylist(rows, schema=schema_of(kind))
    except (OverflowError, UnicodeEncodeError, pa.ArrowInvalid) as error:
        raise UnfitError(f"a {kind.__name__} does not fit its table: {error}") from error


def text_of(schema: pa.Schema) -> str:
    """Write a schema as text, a column a line, so that a change of it can be read."""
    return "".join(f"{line}\n" for field in schema for line in _lines(field, ""))


def _fields(kind: type[Struct]) -> list[pa.Field]:
    hints = typing.get_type_hints(kind)
    return [_field(name, hints[name]) for name in kind.__struct_fields__]


def _field(name: str, hint: object) -> pa.Field:
    inner, nullable = _known(hint)
    return pa.field(name, _arrow(inner), nullable=nullable)


def _known(hint: object) -> tuple[object, bool]:
    """Take `| None` off a type, and tell whether it was there."""
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        kinds = [a for a in typing.get_args(hint) if a is not types.NoneType]
        if len(kinds) != 1:
            raise BrokenRecordError(f"a column of several types: {hint}")
        return kinds[0], True
    return hint, False


def _arrow(hint: object) -> pa.DataType:
    hint = getattr(hint, "__supertype__", hint)  # NewType
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple and inner[1:] == (Ellipsis,):
        return pa.list_(_field("item", inner[0]))
    if origin is dict:
        return pa.map_(_arrow(inner[0]), _field("value", inner[1]))
    if isinstance(hint, type):
        return _arrow_of_class(hint)
    raise BrokenRecordError(f"no column holds a {hint}")


def _arrow_of_class(kind: type) -> pa.DataType:
    if issubclass(kind, Enum):
        return pa.string()
    if issubclass(kind, Struct):
        return pa.struct(_fields(kind))
    if kind in _PLAIN:
        return _PLAIN[kind]
    raise BrokenRecordError(f"no column holds a {kind.__name__}")


def _lines(field: pa.Field, indent: str) -> Iterable[str]:
    kind = field.type
    nested = pa.types.is_struct(kind)
    listed = pa.types.is_list(kind)
    name = "struct" if nested else "list" if listed else str(kind)
    yield f"{indent}{field.name}: {name}{'' if field.nullable else ' not null'}"
    if nested or listed:
        for i in range(kind.num_fields):
            yield from _lines(kind.field(i), indent + "  ")
