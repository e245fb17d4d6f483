"""The packages that the product stands on, as they are installed, with their licences."""

import re
from collections.abc import Iterator
from importlib import metadata
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PRODUCT = "wellsourced"
EXTRAS = ("oidc", "signing")
"""Beside what everybody gets; what only some get of the engines stands with those."""

_COPYLEFT = re.compile(r"\b(A?GPL|LGPL|GNU|MPL|Mozilla|EPL|EUPL|CDDL|OSL|CC[- ]BY[- ]SA)", re.I)
_CLASSIFIER = "License :: OSI Approved :: "
_LONG = 60  # characters from which on what stands under "License" is its text


class Component(NamedTuple):
    """A package: `licence` as it says itself, "" if it does not; `requires` by name."""

    name: str
    version: str
    licence: str
    requires: tuple[str, ...]
    summary: str

    @property
    def copyleft(self) -> bool:
        """Whether its licence asks those who pass it on for more than its notice."""
        return bool(_COPYLEFT.search(self.licence))


def components(extras: tuple[str, ...] = EXTRAS) -> list[Component]:
    """Give all packages that are installed with the product, sorted by name.

    The product itself is not among them.
    """
    found: dict[str, Component] = {}
    todo = [(PRODUCT, extra) for extra in ("", *extras)]
    seen: set[tuple[str, str]] = set()
    while todo:
        name, extra = todo.pop()
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        try:
            package = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        needed = list(_needed(package, extra))
        todo += needed
        if name != PRODUCT:
            found.setdefault(name, _component(name, package))
    return [found[name] for name in sorted(found)]


def product() -> metadata.Distribution:
    """Give the product's own package."""
    return metadata.distribution(PRODUCT)


def _needed(package: metadata.Distribution, extra: str) -> Iterator[tuple[str, str]]:
    for line in package.requires or []:
        wanted = Requirement(line)
        if wanted.marker and not wanted.marker.evaluate({"extra": extra}):
            continue
        name = canonicalize_name(wanted.name)
        yield name, ""
        yield from ((name, of) for of in sorted(wanted.extras))


def _component(name: str, package: metadata.Distribution) -> Component:
    there = {n for n, _ in _needed(package, "") if _installed(n)}
    return Component(
        name=name,
        version=package.version,
        licence=licence(package),
        requires=tuple(sorted(there)),
        summary=package.metadata.get("Summary") or "",
    )


def _installed(name: str) -> bool:
    try:
        metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def licence(package: metadata.Distribution) -> str:
    """Give the licence that a package names: as an expression, a short word, or a classifier."""
    said = package.metadata
    expression = said.get(
        "License-Expression"
    )  # the backport of metadata raises where there is none
    if expression:
        return expression
    words = (said.get("License") or "").strip()
    if words and "\n" not in words and len(words) <= _LONG and words != "UNKNOWN":
        return words
    classes = [c for c in said.get_all("Classifier") or [] if c.startswith(_CLASSIFIER)]
    if classes:
        return ", ".join(c.removeprefix(_CLASSIFIER) for c in classes)
    return words.splitlines()[0].strip() if words else ""
