"""Whether the log of rulings is what was written: every ruling, in its order, to the last."""

from collections.abc import Iterator

from wellsourced.errors import StoreError
from wellsourced.store import damage
from wellsourced.store.broken import Broken, Kind, Looked
from wellsourced.store.rulings import FILE_NAME, START, Row, Rulings, seal_of

_EMPTY = f"{FILE_NAME} is empty: the first ruling broke off, or all are gone; only a head tells"
_SHORT = 2_000  # bytes of a ruling in which the one bad byte is sought


def examined(log: Rulings) -> Looked:
    """Re-derive every seal."""
    try:
        rows, ever, faults, empty = log.rows(), log.ever(), log.faults(), log.empty()
    except StoreError as error:
        return Looked(count=0, broken=(_broken(error.problem),))
    bad = [*_first_break(rows, ever)]
    count = int(bad[0].id or 1) - 1 if bad else len(rows)
    bad += [_broken(f"{FILE_NAME}: {words}") for words in faults]
    return Looked(count=count, broken=tuple(bad), notes=(_EMPTY,) if empty else ())


def _broken(words: str, number: int | None = None, offset: int | None = None) -> Broken:
    name = str(number) if number else None
    return Broken(kind=Kind.RULING, file=FILE_NAME, words=words, id=name, offset=offset)


def _first_break(rows: list[Row], ever: int) -> Iterator[Broken]:
    expected, previous = 1, START
    for row in rows:
        number, entry, before, seal = row
        if seal != seal_of(number, entry, before):
            yield _altered(row, expected, previous, len(rows))
            return
        if number != expected:
            gone = f"{expected}" if number == expected + 1 else f"{expected} to {number - 1}"
            yield _broken(f"rulings: number {gone} is gone", expected)
            return
        if before != previous:
            words = f"rulings: number {number} does not follow on the one before"
            first = f"number {number - 1} was put in or exchanged" if number > 1 else "it is first"
            yield _broken(f"{words}: {first}", number)
            return
        expected, previous = number + 1, seal
    if ever >= expected:
        words = f"rulings: {ever} were written, {expected - 1} are there: the last are gone"
        yield _broken(words, expected)
    elif ever < expected - 1:
        yield _broken(f"rulings: {expected - 1} are there, but {ever} were written", expected)


def _altered(row: Row, expected: int, previous: str, many: int) -> Broken:
    """A ruling whose own seal does not hold: which of what is sealed was changed."""
    number, entry, before, seal = row
    name = f"rulings: number {number} is not what was written"
    place = next((n for n in range(1, many + 2) if seal == seal_of(n, entry, before)), None)
    if place:
        return _broken(f"{name}: it was number {place}, out of order", expected)
    if seal == seal_of(number, entry, previous):
        return _broken(f"{name}: what it follows on was changed", expected)
    found = _bad_byte(row)
    if found:
        words = f"{name}: byte {found.offset} of its entry, {found.words}"
        return _broken(words, expected, found.offset)
    return _broken(f"{name}: its entry or its seal was changed", expected)


def _bad_byte(row: Row) -> damage.Damage | None:
    number, entry, before, seal = row
    if type(entry) is not str or len(entry) > _SHORT:  # a damaged file may give bytes
        return None

    def proof(content: bytes) -> bool:
        try:
            return seal_of(number, content.decode(), before) == seal
        except UnicodeDecodeError:
            return False

    return damage.single(entry.encode(), proof)
