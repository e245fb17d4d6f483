"""Whether the evidence is what was added: every original, every link, in their order."""

import hashlib
from collections.abc import Iterator, Sequence

import msgspec
from msgspec import Struct

from wellsourced.store import damage, lines, pieces
from wellsourced.store.broken import Broken, Kind, Looked
from wellsourced.store.evidence import CHAIN, START, Entry, Evidence

_SHORT = 4_000  # bytes of a link in which the one bad byte is sought
_CHAIN = f"evidence/{CHAIN}"
_PIECES = f"evidence/{pieces.FILE_NAME}"


class _Line(Struct, frozen=True):
    """A line of the chain: its number from 1, at which byte it begins, what it says if it can."""

    number: int
    at: int
    raw: bytes
    entry: Entry | None

    def broken(self, words: str, offset: int | None = None) -> Broken:
        place = None if offset is None else self.at + offset
        name = f" ({self.entry.file})" if self.entry else ""
        where = "" if place is None else f"; byte {place} of {_CHAIN}"
        return Broken(
            kind=Kind.CHAIN,
            file=_CHAIN,
            words=f"evidence chain: link {self.number}{name} {words}{where}",
            id=str(self.number),
            offset=place,
        )


def examined(evidence: Evidence) -> Looked:
    """Re-derive every hash and every seal."""
    kept = pieces.kept(evidence.folder)  # before the chain: what is added meanwhile is there first
    chain = list(_lines(evidence))
    bad = [*_first_break(chain), *_end(evidence, chain)]
    count = int(bad[0].id or 1) - 1 if bad else len(chain)
    originals = {e.evidence: e for line in chain if (e := line.entry) and e.evidence}
    bad += [*_originals(evidence, originals, kept), *_unlinked(evidence, originals, kept, bad)]
    return Looked(count=count, broken=tuple(bad), notes=tuple(_notes(evidence, originals)))


def _lines(evidence: Evidence) -> Iterator[_Line]:
    at = 0
    for number, raw in enumerate(lines.whole(evidence.folder / CHAIN), 1):
        yield _Line(number, at, raw, _entry(raw))
        at += len(raw)


def _entry(raw: bytes) -> Entry | None:
    try:
        return msgspec.json.decode(raw, type=Entry)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None


def _written(raw: bytes, entry: Entry) -> bytes:
    """The line as it was written: older ones lack what was not yet known then."""
    try:
        there = msgspec.json.decode(raw, type=dict[str, msgspec.Raw])
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return b""  # in what is no field of it
    said = msgspec.to_builtins(entry)
    return msgspec.json.encode({k: v for k, v in said.items() if k in there}) + b"\n"


def _first_break(chain: Sequence[_Line]) -> Iterator[Broken]:
    previous = START
    for line in chain:
        entry = line.entry
        if not entry or entry.sealed(entry.previous) != entry:
            yield _altered(line, previous)
            return
        if entry.previous != previous:
            yield line.broken(_out_of_order(line, chain))
            return
        if _written(line.raw, entry) != line.raw:
            yield _altered(line, previous)
            return
        previous = entry.seal


def _altered(line: _Line, previous: str) -> Broken:
    """A link whose own seal does not hold: the bad byte, if it is one."""

    def proof(raw: bytes) -> bool:
        entry = _entry(raw) if _may_hold(raw) else None
        if not entry or entry.sealed(previous) != entry:
            return False
        return _written(raw, entry) == raw

    short = len(line.raw) < _SHORT
    found = damage.single(line.raw[:-1], lambda b: proof(b + b"\n")) if short else None
    if found:
        return line.broken(f"is not sealed: {found.words}", found.offset)
    return line.broken("is not sealed: it was changed" if line.entry else "is no link")


def _may_hold(raw: bytes) -> bool:
    """Whether the seal fits the bytes: quicker than to read them first."""
    seal, sealed = raw[-67:-3], raw[:-67] + b'"}'
    digest = hashlib.sha256(sealed.replace(b'"payload":null,', b"")).hexdigest()
    return seal == digest.encode()


def _out_of_order(line: _Line, chain: Sequence[_Line]) -> str:
    """A link that holds for itself, but does not follow on the one before it."""
    entry = line.entry
    assert entry
    places = {other.entry.seal: other.number for other in reversed(chain) if other.entry}
    first, follows = places[entry.seal], places.get(entry.previous, 0)
    if first < line.number:
        return f"is not sealed to the one before: it is link {first} once more, put in here"
    if follows > line.number:
        return f"is not sealed to the one before: it follows on link {follows}, out of order"
    if follows or entry.previous == START:
        put_in = f"{follows + 1} to {line.number - 1}"
        return (
            f"is not sealed to the one before: it follows on link {follows}; {put_in} were put in"
        )
    return "is not sealed to the one before: the link that it follows on is gone"


def _end(evidence: Evidence, chain: Sequence[_Line]) -> Iterator[Broken]:
    """A last line without its end that is a whole link: its end was changed or is gone."""
    tail = lines.cut_off(evidence.folder / CHAIN)
    at = sum(len(line.raw) for line in chain)
    for cut in (tail, tail[:-1]):
        if tail and (entry := _entry(cut)) and entry.sealed(entry.previous) == entry:
            last = _Line(len(chain) + 1, at, tail, entry)
            yield last.broken("has not the end of its line", len(cut))
            return


def _originals(
    evidence: Evidence, originals: dict[str, Entry], kept: dict[str, tuple[int, bytes]]
) -> Iterator[Broken]:
    for name, entry in originals.items():
        yield from _original(evidence, entry, *kept.get(name, (0, b"")))


def _unlinked(
    evidence: Evidence,
    originals: dict[str, Entry],
    kept: dict[str, tuple[int, bytes]],
    known: Sequence[Broken],
) -> Iterator[Broken]:
    """Checksums are only kept once the link is: of what is in no link, the link is gone."""
    for name, (at, _) in kept.items():
        if name in originals:
            continue
        if not (name and evidence.path(name).is_file()):
            words = f"{_PIECES}: what begins at byte {at} is no line of checksums of any original"
            yield Broken(kind=Kind.PIECES, file=_PIECES, words=words, offset=at)
        elif not known:
            words = f"evidence chain: links are gone, among them that of evidence {name}"
            yield Broken(kind=Kind.CHAIN, file=_CHAIN, words=words, id=name)


def _original(evidence: Evidence, entry: Entry, at: int, line: bytes) -> Iterator[Broken]:
    name = entry.evidence or ""
    path = evidence.path(name)
    file = f"evidence/{name[:2]}/{name}"
    if not path.is_file():
        words = f"evidence {name} ({entry.file}) is gone"
        yield Broken(kind=Kind.ORIGINAL, file=file, words=words, id=entry.file)
        return
    body = path.read_bytes()
    found = hashlib.sha256(body).hexdigest()
    if found != name:
        where = _where(body, name, line)
        told = f": byte {where.offset}, {where.words}" if where else ""
        words = f"evidence {name} ({entry.file}) now hashes to {found}{told}"
        offset = where.offset if where else None
        yield Broken(kind=Kind.ORIGINAL, file=file, words=words, id=entry.file, offset=offset)
    elif line and line != (good := pieces.pieces_of(name, body).line()):
        offset = at + damage.differs(line, good)
        words = f"{_PIECES}: byte {offset} is wrong (checksums of {entry.file})"
        yield Broken(kind=Kind.PIECES, file=_PIECES, words=words, id=entry.file, offset=offset)


def _where(body: bytes, name: str, line: bytes) -> damage.Damage | None:
    kept = pieces.read(line)
    if not kept:
        return None

    def proof(mended: bytes) -> bool:
        return hashlib.sha256(mended).hexdigest() == name

    return damage.damage(body, kept.sums, kept.size, proof)


def _notes(evidence: Evidence, originals: dict[str, Entry]) -> Iterator[str]:
    there = {p.name for p in evidence.folder.glob("??/*") if len(p.name) == 64}
    if stray := sorted(there - {str(name) for name in originals}):
        yield (
            f"{len(stray)} originals are in no link ({stray[0][:16]}... first): an adding broke "
            "off, or the last links are gone; compare with a head that was kept elsewhere"
        )
    if rest := lines.cut_off(evidence.folder / CHAIN):
        yield f"{len(rest)} bytes at the end of {_CHAIN} are no whole link: an adding broke off"
