"""The originals of all pages as a bag (BagIt 1.0, RFC 8493), with what seals them."""

import hashlib
from collections.abc import Callable, Iterator
from typing import BinaryIO, ClassVar, NamedTuple

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
        kept: list[_Kept] = []
        listed: list[bytes] = []
        for original in told.originals():
            name = f"data/{original.evidence[:2]}/{original.evidence}"
            kept.append(_Kept(name, original.evidence, original.size))
            listed.append(_row(original))
            yield Exported(name, _copier(original))
        found = {"data/pages.jsonl": b"".join(listed)}
        if self.chain:
            found |= {f"data/{name}": raw for name, raw in told.custody().items()}
        for name, raw in found.items():
            kept.append(_kept(name, raw))
            yield _put(name, raw)
        yield from _tags(told, kept)


def _tags(told: Told, kept: list[_Kept]) -> Iterator[Exported]:
    """What tells of the bag itself."""
    octets = sum(k.size for k in kept)
    info = (
        ("Bagging-Date", f"{told.frame.at:%Y-%m-%d}"),
        ("Bag-Software-Agent", f"wellsourced {told.frame.version}"),
        ("External-Identifier", told.frame.made_from),
        ("External-Description", one_line(f"Pages of the case {told.frame.case}")),
        ("Payload-Oxum", f"{octets}.{len(kept)}"),
    )
    tags = {
        "bagit.txt": _VERSION,
        "bag-info.txt": "".join(f"{k}: {v}\n" for k, v in info if v).encode(),
        "manifest-sha256.txt": _manifest(kept),
    }
    tags["tagmanifest-sha256.txt"] = _manifest([_kept(n, raw) for n, raw in tags.items()])
    return (_put(name, raw) for name, raw in tags.items())


def _row(original: Original) -> bytes:
    """What is known of an original, in a line."""
    told = msgspec.structs.asdict(original)
    del told["path"]
    return msgspec.json.encode(told) + b"\n"


def _kept(name: str, raw: bytes) -> _Kept:
    return _Kept(name, hashlib.sha256(raw).hexdigest(), len(raw))


def _manifest(kept: list[_Kept]) -> bytes:
    lines = sorted(f"{k.sha256}  {_spelled(k.name)}\n" for k in kept)
    return "".join(lines).encode()


def _spelled(name: str) -> str:
    return "".join(_UNSAFE.get(c, c) for c in name)


def _put(name: str, raw: bytes) -> Exported:
    return write.pieces(name, lambda: (raw,))


def _copier(original: Original) -> Callable[[BinaryIO], None]:
    return lambda out: copied(original, out)


def copied(original: Original, out: BinaryIO) -> None:
    """Copy an original, piece by piece."""
    with original.path.open("rb") as kept:
        while piece := kept.read(_PIECE):
            out.write(piece)
