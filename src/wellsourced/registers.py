"""The register of a large case: whether there is one that fits, and how it is made."""

from pathlib import Path

from wellsourced.errors import StoreError
from wellsourced.flow.about import fold
from wellsourced.flow.library import opened
from wellsourced.store import beside, register
from wellsourced.store.evidence import Evidence
from wellsourced.store.snapshots import RECORD, Snapshots


def claims(case: Path) -> tuple[Path, int]:
    """Give the folder of the record in force, and how many claims it holds.

    Raises StoreError if the case was not run yet.
    """
    folder = Snapshots(case).current()
    if folder is None:
        raise StoreError(f"{case} was not run yet", hint=f"wellsourced run {case}")
    return folder, many_in(folder)


def many_in(folder: Path) -> int:
    """Tell how many claims the record in a folder holds."""
    with opened(folder) as found:
        return len(found.table("r.claims"))


def waits(folder: Path) -> bool:
    """Whether the register of a record is still to be made, or is not what was made."""
    return not beside.fits(folder) or bool(beside.altered(folder))


def registered(path: Path, folder: Path, *, anew: bool = False) -> Path:
    """Give the register of a record, which is made where there is none; `anew`: in any case."""

    def make(to: Path) -> None:
        added = Evidence(path / "evidence").first_added()
        register.made(folder / RECORD, to, fold, added)

    return beside.ensure(folder, make, anew=anew)
