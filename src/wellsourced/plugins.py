"""Finds plug-ins: ours by a literal list, other people's by their packages' entry points."""

from collections.abc import Mapping
from importlib.metadata import EntryPoint, entry_points
from typing import TypeVar

import msgspec

from wellsourced.errors import PluginError, SettingsError

P = TypeVar("P")

GROUPS = ("readers", "markers", "linkers", "exporters", "engines")
"""The kinds of plug-in; a package names its own under "wellsourced.readers" and so on."""

_FORMATS = (
    ("acled", "acled:AcledExporter"),
    ("bagit", "bagit:BagItExporter"),
    ("bibtex", "bibtex:BibTexExporter"),
    ("csl", "csl:CslExporter"),
    ("csv", "csv:CsvExporter"),
    ("ftm", "ftm.exporter:FtmExporter"),
    ("geojson", "geojson:GeoJsonExporter"),
    ("gexf", "gexf:GexfExporter"),
    ("graphml", "graphml:GraphMlExporter"),
    ("jsonl", "jsonl:JsonlExporter"),
    ("parquet", "parquet:ParquetExporter"),
    ("plover", "plover:PloverExporter"),
    ("prov", "prov.exporter:ProvExporter"),
    ("prov-jsonld", "prov.exporter:ProvLdExporter"),
    ("ris", "ris:RisExporter"),
    ("schemaorg", "schemaorg:SchemaOrgExporter"),
    ("stix", "stix.exporter:StixExporter"),
    ("timemap", "timemap:TimeMapExporter"),
    ("ucdp", "ucdp:UcdpExporter"),
    ("wacz", "wacz:WaczExporter"),
    ("webanno", "webanno:WebAnnoExporter"),
    ("xlsx", "xlsx:XlsxExporter"),
)
_OURS = (
    EntryPoint("local", "wellsourced.flow.engines.local:LocalEngine", "wellsourced.engines"),
    EntryPoint("ray", "wellsourced.flow.engines.ray:RayEngine [ray]", "wellsourced.engines"),
    EntryPoint(
        "spark", "wellsourced.flow.engines.spark:SparkEngine [spark]", "wellsourced.engines"
    ),
    *(
        EntryPoint(n, f"wellsourced.tell.export.{at}", "wellsourced.exporters")
        for n, at in _FORMATS
    ),
)


def names(group: str) -> list[str]:
    """List the plug-ins of a group ("engines"), sorted.

    >>> names("engines")
    ['local', 'ray', 'spark']
    """
    return sorted(_found(group))


def load(group: str, name: str, kind: type[P]) -> type[P]:
    """Give the class of a plug-in, which is imported now.

    Raises PluginError if there is none of that name, or if it cannot be imported.
    """
    known = _found(group)
    if name not in known:
        there = ", ".join(sorted(known)) or "none"
        raise PluginError(f"no plug-in named {name!r} in {group}", hint=f"there are: {there}")
    try:
        found: type[P] = known[name].load()
    except (ImportError, AttributeError) as error:
        hint = "".join(f"pip install 'wellsourced[{extra}]'" for extra in known[name].extras)
        raise PluginError(f"{group} plug-in {name!r} does not load: {error}", hint=hint) from error
    return found


def build(group: str, name: str, options: Mapping[str, object], kind: type[P]) -> P:
    """Give a plug-in whose fields are as `options` say.

    Raises PluginError as `load` does, and SettingsError for options that it does not have.
    """
    found = load(group, name, kind)
    fields = tuple(getattr(found, "__struct_fields__", ()))
    unknown = sorted(options.keys() - set(fields))
    if unknown:
        hint = f"it takes: {', '.join(fields) or 'none'}"
        raise SettingsError(f"{group} plug-in {name!r} takes no {', '.join(unknown)}", hint=hint)
    try:
        return msgspec.convert(dict(options), found)
    except msgspec.ValidationError as error:
        raise SettingsError(f"[{group}.{name}] {error}") from error


def theirs(group: str) -> tuple[str, ...]:
    """Give the plug-ins of a group that are other people's, as "name (package version)"."""
    ours = {p.name for p in _OURS if p.group == f"wellsourced.{group}"}
    found = _found(group)
    return tuple(f"{n} ({_from(found[n])})" for n in sorted(found.keys() - ours))


def loadable(group: str) -> None:
    """Import other people's plug-ins of a group; raises PluginError for one that cannot be."""
    for told in theirs(group):
        load(group, told.split(" (")[0], object)


def added(group: str, options: Mapping[str, Mapping[str, object]], kind: type[P]) -> tuple[P, ...]:
    """Give the plug-ins of a group that are other people's, by name, each with its options.

    Raises SettingsError for options of a plug-in that is not there.
    """
    found = _found(group)
    ours = {p.name for p in _OURS if p.group == f"wellsourced.{group}"}
    unknown = sorted(options.keys() - found.keys())
    if unknown:
        hint = f"there are: {', '.join(sorted(found)) or 'none'}"
        raise SettingsError(
            f"[{group}.{unknown[0]}] is of no plug-in that is installed", hint=hint
        )
    names = sorted(found.keys() - ours)
    return tuple(build(group, name, options.get(name, {}), kind) for name in names)


def _from(point: EntryPoint) -> str:
    return f"{point.dist.name} {point.dist.version}" if point.dist else point.value


def _found(group: str) -> dict[str, EntryPoint]:
    found: dict[str, EntryPoint] = {}
    theirs = entry_points(group=f"wellsourced.{group}")
    for point in (*(p for p in _OURS if p.group == f"wellsourced.{group}"), *theirs):
        if point.name in found and found[point.name].value != point.value:
            both = f"{found[point.name].value} and {point.value}"
            raise PluginError(f"two {group} plug-ins named {point.name!r}: {both}")
        found[point.name] = point
    return found
