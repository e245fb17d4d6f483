"""The originals of all pages as a bag (BagIt 1.0, RFC 8493), with what seals them."""

import hashlib
import shutil
from collections.abc import Callable, Iterator
from tempfile import TemporaryFile
from typing import IO, BinaryIO, ClassVar, NamedTuple

import msgspec
from msgspec import Struct

from wellsourced.model import Exported, Original, Told
from wellsourced.tell.export import write
from wellsourced.tell.export.ris import one_line

_PIECE = 1 << 20  # bytes that are copied at once
_VERSION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_UNSAFE = {"%": "%25", "\n": "%0A", "\r": "%0D"}


class _Kept(NamedTuple):
    """A file of the bag."""

    name: str
    sha256: str
    size: int


class BagItExporter(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Writes a bag; `chain`: with what seals the order in which all was added, and the head."""

    chain: bool = False

    about: ClassVar[str] = "the originals of all pages as a bag (BagIt), sealed by their hashes"
    loses: ClassVar[str] = "the record itself; refused where names of readers are withheld"
    suffix: ClassVar[str] = ""

    def files(self, told: Told) -> Iterator[Exported]:
        """Give the originals, then what lists and seals them."""
        bag = _Bag(told)
        with TemporaryFile() as rows:
            listed = hashlib.sha256()
            for original in told.originals():
                name = f"data/{original.evidence[:2]}/{original.evidence}"
                bag.put(_Kept(name, original.evidence, original.size))
                row = _row(original)
                listed.update(row)
                rows.write(row)
                yield Exported(name, _copier(original))
            bag.put(_Kept("data/pages.jsonl", listed.hexdigest(), rows.tell()))
            yield Exported("data/pages.jsonl", lambda out: _poured(rows, out))
        for name, raw in told.custody().items() if self.chain else ():
            bag.put(_kept(f"data/{name}", raw))
            yield _put(f"data/{name}", raw)
        yield from _tags(told, bag)


class _Bag:
    """What lies in the bag, listed on disk: how many files, how many bytes."""

    def __init__(self, told: Told) -> None:
        self.files = self.octets = 0
        self._lines = told.drawer(bool)

    def put(self, kept: _Kept) -> None:
        """List a file."""
        self.files += 1
        self.octets += kept.size
        self._lines.put(_line(kept), thing=True)

    def manifest(self) -> Iterator[bytes]:
        """Give the lines of the list, in their order."""
        return (line.encode() for line, _ in self._lines.things())


def _tags(told: Told, bag: _Bag) -> Iterator[Exported]:
    """What tells of the bag itself."""
    info = (
        ("Bagging-Date", f"{told.frame.at:%Y-%m-%d}"),
        ("Bag-Software-Agent", f"wellsourced {told.frame.version}"),
        ("External-Identifier", told.frame.made_from),
        ("External-Description", one_line(f"Pages of the case {told.frame.case}")),
        ("Payload-Oxum", f"{bag.octets}.{bag.files}"),
    )
    tags = {
        "bagit.txt": _VERSION,
        "bag-info.txt": "".join(f"{k}: {v}\n" for k, v in info if v).encode(),
    }
    sealed = [_kept(name, raw) for name, raw in tags.items()]
    sealed.append(_listed("manifest-sha256.txt", bag))
    tags["tagmanifest-sha256.txt"] = "".join(sorted(map(_line, sealed))).encode()
    yield write.pieces("manifest-sha256.txt", bag.manifest)
    yield from (_put(name, raw) for name, raw in tags.items())


def _row(original: Original) -> bytes:
    """What is known of an original, in a line."""
    told = msgspec.structs.asdict(original)
    del told["path"]
    return msgspec.json.encode(told) + b"\n"


def _kept(name: str, raw: bytes) -> _Kept:
    return _Kept(name, hashlib.sha256(raw).hexdigest(), len(raw))


def _listed(name: str, bag: _Bag) -> _Kept:
    """The list of what lies in the bag, as a file of it."""
    seal, size = hashlib.sha256(), 0
    for line in bag.manifest():
        seal.update(line)
        size += len(line)
    return _Kept(name, seal.hexdigest(), size)


def _line(kept: _Kept) -> str:
    return f"{kept.sha256}  {_spelled(kept.name)}\n"


def _spelled(name: str) -> str:
    return "".join(_UNSAFE.get(c, c) for c in name)


def _put(name: str, raw: bytes) -> Exported:
    return write.pieces(name, lambda: (raw,))


def _copier(original: Original) -> Callable[[BinaryIO], None]:
    return lambda out: copied(original, out)


def copied(original: Original, out: BinaryIO) -> None:
    """Copy an original, piece by piece."""
    with original.path.open("rb") as kept:
        shutil.copyfileobj(kept, out, _PIECE)


def _poured(rows: IO[bytes], out: BinaryIO) -> None:
    rows.seek(0)
    shutil.copyfileobj(rows, out, _PIECE)
