"""Makers of trouble: small disks, read-only folders, commands in processes of their own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

LINE = (sys.executable, "-m", "wellsourced.app.cli")


def command(*words: object) -> "subprocess.CompletedProcess[str]":
    """Run a command line to its end."""
    line = (*LINE, *map(str, words))
    return subprocess.run(line, capture_output=True, text=True, check=False)


@contextmanager
def mounted(place: Path, *words: str) -> Iterator[Path]:
    """Mount something at a place, as root may; else the test is skipped."""
    place.mkdir(exist_ok=True)
    done = subprocess.run(("mount", *words, str(place)), capture_output=True, check=False)
    if done.returncode:
        pytest.skip(f"nothing can be mounted here: {done.stderr.decode().strip()}")
    try:
        yield place
    finally:
        subprocess.run(("umount", "-l", str(place)), check=True)


@contextmanager
def read_only(folder: Path) -> Iterator[Path]:
    """A folder as one sees it who may not write there: mounted so, or by its permissions."""
    if os.geteuid() == 0:
        with mounted(folder.with_name("frozen"), "--bind", "-o", "ro", str(folder)) as place:
            yield place
        return
    places = [folder, *(p for p in folder.rglob("*") if p.is_dir())]
    for place in places:
        place.chmod(0o555)
    try:
        yield folder
    finally:
        for place in places:
            place.chmod(0o755)


def fill(disk: Path, *, leave: int) -> Path:
    """Fill a disk, but for some bytes; gives the file that fills it."""
    filler = disk / "filler"
    filler.unlink(missing_ok=True)
    left = os.statvfs(disk)
    size = max(0, left.f_bavail * left.f_frsize - leave)
    with filler.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, size) if size else None
    return filler
