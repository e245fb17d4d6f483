"""What the columns of CSV files are: a data package, as frictionless reads it."""

import types
import typing
from datetime import date, datetime

import msgspec
from msgspec import Struct

from wellsourced.model import Told
from wellsourced.tell.export.linked import Json, Node
from wellsourced.tell.export.tables import tables

_EVIDENCE = ("of", "document", "start", "end", "quote", "chain", "commitment", "stance")
_NUMBERS = ("start", "end")
_APART = "evidence"
_KINDS = {int: "integer", float: "number", bool: "boolean", date: "date", datetime: "datetime"}
_FLAGS: Node = {"trueValues": ["True"], "falseValues": ["False"]}


def described(told: Told) -> bytes:
    """Give the data package of the files that the tables of a record are written to."""
    resources = [_resource(t.name, _fields(t.kind)) for t in tables(told)]
    own: list[Json] = [
        _field(name, "integer" if name in _NUMBERS else "string") for name in _EVIDENCE
    ]
    package: Node = {
        "profile": "tabular-data-package",
        "name": "wellsourced",
        "title": told.frame.case,
        "resources": [*resources, _resource(_APART, own)],
    }
    return msgspec.json.format(msgspec.json.encode(package)) + b"\n"


def _resource(name: str, fields: list[Json]) -> Node:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True},
        "schema": {"fields": fields, "missingValues": [""]},
    }


def _fields(kind: type[Struct]) -> list[Json]:
    hints = typing.get_type_hints(kind)
    return [_field(n, _sort(hints[n])) for n in kind.__struct_fields__ if n != _APART]


def _field(name: str, sort: str) -> Node:
    return {"name": name, "type": sort, **(_FLAGS if sort == "boolean" else {})}


def _sort(hint: object) -> str:
    """The type of a column; what is listed or shaped in a cell is words.

    >>> _sort(int | None), _sort(tuple[str, ...])
    ('integer', 'string')
    """
    inner = [a for a in typing.get_args(hint) if a is not types.NoneType]
    found = inner[0] if isinstance(hint, types.UnionType) and len(inner) == 1 else hint
    return next((name for kind, name in _KINDS.items() if found is kind), "string")
