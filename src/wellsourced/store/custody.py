"""Whether the evidence is what was added: every original, every link, in their order."""

import hashlib
from collections.abc import Iterator, Sequence
from itertools import islice

import msgspec
from msgspec import Struct

from wellsourced.store import damage, lines, pieces
from wellsourced.store.broken import Broken, Kind, Looked
from wellsourced.store.drawer import Drawer
from wellsourced.store.evidence import CHAIN, START, Entry, Evidence

_SHORT = 4_000  # bytes of a link in which the one bad byte is sought
_LEAVE = "get leave to read it, or copy the case to a sound disk, and verify again"
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


class _Chain:
    """The links that were there when it was begun; the first that does not hold. None is held."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self.count = self.size = 0
        self.files = Drawer(str)  # the name under which each original was last added, by its hash
        self.bad: tuple[_Line, str] | None = None  # and the seal of the one before
        previous = START
        for line in _lines(evidence):
            self.count, self.size = line.number, self.size + len(line.raw)
            if not (self.bad or _follows(line, previous)):
                self.bad = line, previous
            if line.entry and line.entry.evidence:
                self.files.put(line.entry.evidence, line.entry.file)
            previous = line.entry.seal if line.entry else ""

    def lines(self) -> Iterator[_Line]:
        """Give the links once more."""
        return islice(_lines(self.evidence), self.count)

    def place(self, seal: str) -> int:
        """Give the number of the first link of a seal; 0: there is none."""
        found = (n.number for n in self.lines() if n.entry and n.entry.seal == seal)
        return next(found, 0)

    def originals(self) -> Iterator[tuple[str, str]]:
        """Give each original, by its hash, with its last name, in the order they came."""
        told = Drawer(bool)
        for line in self.lines():
            name = (line.entry and line.entry.evidence) or ""
            if name and told.new(name, thing=True):
                yield name, self.files.get(name) or ""


def examined(evidence: Evidence) -> Looked:
    """Re-derive every hash and every seal."""
    try:
        sums = pieces.Kept(evidence.folder)  # before the chain: what is added later is there first
        chain = _Chain(evidence)
    except OSError as error:
        words = f"evidence chain: {error.filename} cannot be read: {error.strerror}"
        bad_one = Broken(kind=Kind.CHAIN, file=_CHAIN, words=words, hint=_LEAVE)
        return Looked(count=0, broken=(bad_one,))
    bad = [*_first_break(chain), *_end(chain)]
    count = int(bad[0].id or 1) - 1 if bad else chain.count
    bad += [*_originals(chain, sums), *_unlinked(chain, sums, bad)]
    return Looked(count=count, broken=tuple(bad), notes=tuple(_notes(chain)))


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


def _follows(line: _Line, previous: str) -> bool:
    """Whether a link holds, and follows on the one before."""
    entry = line.entry
    if not entry or entry.previous != previous or entry.sealed(previous) != entry:
        return False
    return _written(line.raw, entry) == line.raw


def _first_break(chain: _Chain) -> Iterator[Broken]:
    if chain.bad is None:
        return
    line, previous = chain.bad
    entry = line.entry
    if entry and entry.previous != previous and entry.sealed(entry.previous) == entry:
        yield line.broken(_out_of_order(line, chain))
    else:
        yield _altered(line, previous)


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


def _out_of_order(line: _Line, chain: _Chain) -> str:
    """A link that holds for itself, but does not follow on the one before it."""
    entry = line.entry
    assert entry
    first, follows = chain.place(entry.seal), chain.place(entry.previous)
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


def _end(chain: _Chain) -> Iterator[Broken]:
    """A last line without its end that is a whole link: its end was changed or is gone."""
    tail = lines.cut_off(chain.evidence.folder / CHAIN)
    for cut in (tail, tail[:-1]):
        if tail and (entry := _entry(cut)) and entry.sealed(entry.previous) == entry:
            last = _Line(chain.count + 1, chain.size, tail, entry)
            yield last.broken("has not the end of its line", len(cut))
            return


def _originals(chain: _Chain, sums: pieces.Kept) -> Iterator[Broken]:
    for name, file in chain.originals():
        yield from _original(chain.evidence, name, file, sums)


def _unlinked(chain: _Chain, sums: pieces.Kept, known: Sequence[Broken]) -> Iterator[Broken]:
    """Checksums are only kept once the link is: of what is in no link, the link is gone."""
    for name, at in sums.each():
        if chain.files.get(name) is not None:
            continue
        if not (name and chain.evidence.path(name).is_file()):
            words = f"{_PIECES}: what begins at byte {at} is no line of checksums of any original"
            yield Broken(kind=Kind.PIECES, file=_PIECES, words=words, offset=at)
        elif not known:
            words = f"evidence chain: links are gone, among them that of evidence {name}"
            yield Broken(kind=Kind.CHAIN, file=_CHAIN, words=words, id=name)


def _original(evidence: Evidence, name: str, added: str, sums: pieces.Kept) -> Iterator[Broken]:
    path = evidence.path(name)
    file = f"evidence/{name[:2]}/{name}"
    if not path.is_file():
        words = f"evidence {name} ({added}) is gone"
        yield Broken(kind=Kind.ORIGINAL, file=file, words=words, id=added)
        return
    try:
        body = path.read_bytes()
    except OSError as error:
        words = f"evidence {name} ({added}) cannot be read: {error.strerror}"
        yield Broken(kind=Kind.ORIGINAL, file=file, words=words, id=added, hint=_LEAVE)
        return
    at, line = sums.of(name)
    found = hashlib.sha256(body).hexdigest()
    if found != name:
        where = _where(body, name, line)
        told = f": byte {where.offset}, {where.words}" if where else ""
        words = f"evidence {name} ({added}) now hashes to {found}{told}"
        offset = where.offset if where else None
        yield Broken(kind=Kind.ORIGINAL, file=file, words=words, id=added, offset=offset)
    elif line and line != (good := pieces.pieces_of(name, body).line()):
        offset = at + damage.differs(line, good)
        words = f"{_PIECES}: byte {offset} is wrong (checksums of {added})"
        yield Broken(kind=Kind.PIECES, file=_PIECES, words=words, id=added, offset=offset)


def _where(body: bytes, name: str, line: bytes) -> damage.Damage | None:
    kept = pieces.read(line)
    if not kept:
        return None

    def proof(mended: bytes) -> bool:
        return hashlib.sha256(mended).hexdigest() == name

    return damage.damage(body, kept.sums, kept.size, proof)


def _notes(chain: _Chain) -> Iterator[str]:
    folder = chain.evidence.folder
    stray, first = 0, ""
    for name in (p.name for p in folder.glob("??/*") if len(p.name) == 64):
        if chain.files.get(name) is None:
            stray, first = stray + 1, min(first or name, name)
    if stray:
        yield (
            f"{stray} originals are in no link ({first[:16]}... first): an adding broke "
            "off, or the last links are gone; compare with a head that was kept elsewhere"
        )
    if rest := lines.cut_off(folder / CHAIN):
        yield f"{len(rest)} bytes at the end of {_CHAIN} are no whole link: an adding broke off"
