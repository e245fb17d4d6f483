"""The formats that a record can be exported in, and how one is asked for with its options."""

from collections.abc import Mapping

import msgspec
from msgspec import Struct

from wellsourced import plugins
from wellsourced.errors import InputError, PluginError
from wellsourced.model import Exporter

GROUP = "exporters"


class Format(Struct, frozen=True, kw_only=True):
    """A format as it is listed: what it gives, what it loses, and its options as they are set."""

    name: str
    about: str
    loses: str
    suffix: str
    options: dict[str, str]


def exporter(name: str, options: Mapping[str, object]) -> Exporter:
    """Give the exporter of a format, its options set from words or settings.

    Raises InputError for a format that is not known, and for an option that it has not.

    >>> exporter("jsonl", {}).suffix
    ''
    """
    known = plugins.names(GROUP)
    if name not in known:
        raise InputError(f"no format named {name!r}", hint=f"there are: {', '.join(known)}")
    kind = plugins.load(GROUP, name, Exporter)
    try:
        return msgspec.convert(dict(options), type=kind, strict=False)
    except msgspec.ValidationError as error:
        there = ", ".join(_options(kind())) or "none"
        problem = f"the format {name!r} does not take that option: {error}"
        raise InputError(problem, hint=f"its options: {there}") from error


def formats() -> tuple[Format, ...]:
    """List the formats that can be written, sorted; one that does not load says why."""
    return tuple(map(_format, plugins.names(GROUP)))


def _format(name: str) -> Format:
    try:
        kind = plugins.load(GROUP, name, Exporter)
    except PluginError as error:
        return Format(name=name, about=str(error), loses="", suffix="", options={})
    return Format(
        name=name,
        about=kind.about,
        loses=kind.loses,
        suffix=kind.suffix,
        options=_options(kind()),
    )


def _options(of: Exporter) -> dict[str, str]:
    found: dict[str, object] = msgspec.to_builtins(of)
    return {name: str(value) for name, value in found.items()}
