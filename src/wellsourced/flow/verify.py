"""Every span re-read, every hash re-derived."""

from collections.abc import Callable
from pathlib import Path

from wellsourced.config import Settings
from wellsourced.errors import IntegrityError
from wellsourced.flow.published import examined as record_of
from wellsourced.flow.rereading import Reread, reread
from wellsourced.store import custody, docket, imported
from wellsourced.store import evidence as originals
from wellsourced.store import head as heads
from wellsourced.store.aids import aids
from wellsourced.store.broken import Kind, Verified
from wellsourced.store.rulings import Rulings
from wellsourced.store.snapshots import Snapshots

_LOGS = (Kind.CHAIN, Kind.RULING, Kind.AID, Kind.IMPORT)


def verify(case: Path, settings: Callable[[], Settings]) -> Verified:
    """Look at the whole case again.

    Raises IntegrityError, naming the first original, link, ruling, table, span or quote that does
    not hold.
    """
    found = examined(case, settings)
    if found.broken:
        raise IntegrityError(found.broken[0].words, hint=found.broken[0].hint)
    return found


def examined(
    case: Path, settings: Callable[[], Settings], kept: heads.Head | None = None
) -> Verified:
    """Look at the whole case again, and at whether it has grown out of a head that was kept."""
    evidence = custody.examined(originals.Evidence(case / "evidence"))
    rulings = docket.examined(Rulings(case))
    answers, imports = aids(case).examined(Kind.AID), imported.examined(case)
    published = record_of(case, settings)
    looked = (evidence, rulings, answers, imports, published)
    broken = [bad for one in looked for bad in one.broken]
    notes = [note for one in looked for note in one.notes]
    folder = Snapshots(case).current() if published.count else None
    words = reread(folder) if folder else Reread()
    broken += words.broken
    if kept and not any(b.kind in _LOGS for b in broken):
        told = heads.compared(case, kept)
        broken += told.broken
        notes += told.notes
    return Verified(
        links=evidence.count,
        documents=words.documents,
        spans=words.spans,
        quotes=words.quotes,
        rulings=rulings.count,
        answers=answers.count,
        imports=imports.count,
        broken=tuple(broken),
        notes=tuple(notes),
    )
