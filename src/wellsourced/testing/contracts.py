"""What every plug-in has to keep, whoever wrote it, kind by kind."""

import ast
import inspect
import io
import pickle
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from wellsourced.errors import BrokenRecordError
from wellsourced.link.theirs import fault
from wellsourced.mark.theirs import faults
from wellsourced.model import (
    Document,
    Engine,
    Exporter,
    Linker,
    Marker,
    Marks,
    Page,
    Reader,
    Rejected,
    Task,
    Told,
)

Plugin = Reader | Marker | Linker | Exporter | Engine
_CLOCKS = frozenset({"now", "today", "utcnow", "time_ns", "monotonic", "perf_counter", "environ"})
_BANNED = frozenset({"random", "secrets", "uuid", "socket", "requests", "httpx", "urllib3"})
_NETWORK = ("socket.connect", "socket.getaddrinfo", "socket.bind")
_SPOILT = (b"", b"\x00", b"\xff\xfe\x00", b"\xc3(", b"PK\x03\x04")


class ContractError(AssertionError):
    """What a plug-in does not keep, in words."""


def check_reader(reader: Reader, pages: Iterable[Page], *, refuses: Iterable[Page] = ()) -> None:
    """Check a reader on pages that it reads, and on pages that are none of its own.

    Its options are frozen and have defaults, it can be sent to another process, it gives the same
    documents for the same page, their parts lie in their text, and bytes that are spoilt give a
    Rejected, never an error. Raises ContractError; an error of the reader's own comes through.
    """
    _check_options(reader)
    for page in refuses:
        _hold(not reader.accepts(page), f"it accepts {page.file}, which is none of its own")
    for page in pages:
        _hold(reader.accepts(page), f"it does not accept {page.file}")
        found = _read(reader, page)
        _hold(found == _read(_sent(reader), page), f"{page.file}: read twice it is not the same")
        _hold(any(isinstance(f, Document) for f in found), f"{page.file}: {_reasons(found)}")
        for broken in (page.body[: len(page.body) // 2], *_SPOILT, page.body + b"\x00\xff"):
            _read(reader, replace(page, body=broken))


def check_marker(marker: Marker, documents: Iterable[Document]) -> None:
    """Check a marker on documents, in at least one of which it finds something.

    As for readers; it keeps the marks that were there, and its own point at characters of the
    text. Raises ContractError.
    """
    _check_options(marker)
    some = False
    for document in documents:
        empty = Marks(doc=document.id)
        found = _marked(marker, document, empty)
        again = _marked(_sent(marker), document, empty)
        _hold(found == again, f"{document.file}: marked twice it is not the same")
        _hold(not (wrong := list(faults(document, found))), f"{document.file}: {wrong}")
        more = _marked(marker, document, found)
        lost = [n for n in found.__struct_fields__ if not _holds(more, found, n)]
        _hold(not lost, f"{document.file}: it drops marks that were there: {', '.join(lost)}")
        some = some or found != empty
        blank = replace(document, text="", parts=())
        _marked(marker, blank, empty)
    _hold(some, "it finds nothing in any of the documents")


def check_linker(linker: Linker, pages: Iterable[tuple[Document, Marks]]) -> None:
    """Check a linker on documents with their marks, in at least one of which it finds something.

    As for readers; each other name that it tells of stands in the words that teach it. Raises
    ContractError.
    """
    _check_options(linker)
    some = False
    for document, marks in pages:
        with _offline():
            found = list(linker.names(document, marks))
            again = list(_sent(linker).names(document, marks))
        _hold(found == again, f"{document.file}: asked twice it is not the same")
        wrong = [w for told in found if (w := fault(document, told))]
        _hold(not wrong, f"{document.file}: {wrong}")
        some = some or bool(found)
        list(linker.names(replace(document, text="", parts=()), Marks(doc=document.id)))
    _hold(some, "it finds nothing in any of the documents")


def check_exporter(exporter: Exporter, told: Told) -> None:
    """Check an exporter on a record: it says what it gives and loses, and its bytes are the same.

    Raises ContractError.
    """
    _check_options(exporter)
    for name in ("about", "loses"):
        words = getattr(exporter, name, "")
        _hold(bool(words) and "\n" not in words, f"`{name}` is no line of words")
    first, again = _written(exporter, told), _written(_sent(exporter), told)
    _hold(bool(first), "it writes no file")
    _hold(first == again, "written twice it is not the same")
    _hold(not exporter.suffix or len(first) == 1, "it has a suffix, and writes several files")
    wrong = [n for n in first if n.startswith("/") or ".." in n.split("/")]
    _hold(not wrong, f"it writes outside of its folder: {', '.join(wrong)}")


class _Write(Struct, frozen=True):
    """A task that writes its own name."""

    output: Path

    def run(self) -> None:
        self.output.write_text(self.output.name, encoding="utf-8")

    def reject(self, reason: str) -> None:
        self.output.write_text(reason, encoding="utf-8")


def check_engine(engine: Engine, folder: Path, *, tasks: int = 7) -> None:
    """Check an engine: it does each task once, tells of each, and can be closed and asked again.

    Raises ContractError.
    """
    for turn in ("first", "again"):
        wanted = [_Write(folder / f"{turn}-{n}") for n in range(tasks)]
        done: list[Path] = []

        def note(task: Task, done: list[Path] = done) -> None:
            done.append(task.output)

        engine.run(wanted, done=note)
        engine.close()
        _hold(sorted(done) == sorted(w.output for w in wanted), f"{turn}: told of {len(done)}")
        _hold(all(w.output.exists() for w in wanted), f"{turn}: not all was done")


def _check_options(plugin: Plugin) -> None:
    kind = type(plugin)
    _hold(isinstance(plugin, Struct), "its class is no msgspec.Struct, whose fields are options")
    config = getattr(kind, "__struct_config__", None)
    _hold(config is not None and config.frozen, "its options can be changed: say frozen=True")
    _hold(
        config is not None and config.forbid_unknown_fields,
        "it takes options that it does not have: say forbid_unknown_fields=True",
    )
    try:
        msgspec.convert({}, kind)
    except msgspec.ValidationError as error:
        raise ContractError(f"an option has no default: {error}") from error
    _hold(_sent(plugin) == plugin, "sent to another process it is not the same")
    _check_source(kind)


def _check_source(kind: type) -> None:
    """Its own module asks no clock, no chance, no network and no environment."""
    module = sys.modules[kind.__module__]
    try:
        tree = ast.parse(inspect.getsource(module))
    except (OSError, TypeError):
        return  # compiled: what it does shows when it runs
    for node in ast.walk(tree):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        bad = {n.split(".")[0] for n in names} & _BANNED
        asked = node.attr if isinstance(node, ast.Attribute) and node.attr in _CLOCKS else None
        where = f"{kind.__module__}, line {getattr(node, 'lineno', 0)}"
        _hold(not bad and not asked, f"{where}: {asked or ', '.join(bad)}: same in, same out")


P = TypeVar("P")


def _sent(plugin: P) -> P:
    found: P = pickle.loads(pickle.dumps(plugin))  # our own bytes
    return found


def _read(reader: Reader, page: Page) -> list[Document | Rejected]:
    with _offline():
        try:
            found = list(reader.read(page)) if reader.accepts(page) else []
        except Exception as error:  # whatever it is, it is told
            raise ContractError(f"{page.file}: {type(error).__name__}: {error}") from error
    for document in (f for f in found if isinstance(f, Document)):
        size, ids = len(document.text), {p.id for p in document.parts}
        outside = [p.id for p in document.parts if p.end > size]
        _hold(not outside, f"{page.file}: parts outside of the text: {', '.join(outside)}")
        _hold(len(ids) == len(document.parts), f"{page.file}: two parts of one id")
    names = [f.id for f in found if isinstance(f, Document)]
    _hold(len(set(names)) == len(names), f"{page.file}: two documents of one id")
    return found


def _marked(marker: Marker, document: Document, found: Marks) -> Marks:
    with _offline():
        try:
            return marker.mark(document, found)
        except BrokenRecordError as error:
            raise ContractError(f"{document.file}: {error}") from error


def _holds(more: Marks, found: Marks, layer: str) -> bool:
    if layer == "doc":
        return more.doc == found.doc
    return all(mark in getattr(more, layer) for mark in getattr(found, layer))


def _written(exporter: Exporter, told: Told) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    with _offline():
        for file in exporter.files(told):
            out = io.BytesIO()
            file.write(out)
            found[file.name] = out.getvalue()
    return found


def _reasons(found: Iterable[Document | Rejected]) -> str:
    return "; ".join(f.reason for f in found if isinstance(f, Rejected)) or "it gives nothing"


_asked: list[str] = []
_heard: list[bool] = []


@contextmanager
def _offline() -> Iterator[None]:
    """What asks the network meanwhile is told."""
    if not _heard:
        sys.addaudithook(_hear)
        _heard.append(True)
    _asked.clear()
    yield
    _hold(not _asked, f"it asks the network: {', '.join(_asked)}")


def _hear(event: str, _: tuple[object, ...]) -> None:
    if event in _NETWORK:
        _asked.append(event)


def _hold(kept: bool, words: str) -> None:  # noqa: FBT001  # what is held, and what is said if not
    if not kept:
        raise ContractError(words)
