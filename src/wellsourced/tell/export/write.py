"""Writing an export: each file beside its place, and moved there once all are whole."""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from wellsourced.errors import UnwrittenError
from wellsourced.model import Exported


def pieces(name: str, found: Callable[[], Iterable[bytes]]) -> Exported:
    """Give a file that is made of pieces, which are asked for when it is written."""

    def write(out: BinaryIO) -> None:
        out.writelines(found())

    return Exported(name, write)


def into(folder: Path, files: Iterable[Exported]) -> list[Path]:
    """Write files into a folder, where others stay; gives their paths.

    Raises UnwrittenError where that does not go; then no file of the folder has changed.
    """
    beside = _beside(folder)
    try:
        beside.mkdir(parents=True)
        names = [_written(beside, f) for f in files]
        return list(_moved(names, beside, folder))
    except OSError as error:
        raise UnwrittenError(f"cannot write {folder}: {error.strerror or error}") from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def onto(path: Path, file: Exported) -> Path:
    """Write the one file of an export under a name; raises UnwrittenError as `into`."""
    beside = _beside(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as out:
            file.write(out)
        beside.replace(path)
    except OSError as error:
        raise UnwrittenError(f"cannot write {path}: {error.strerror or error}") from error
    finally:
        beside.unlink(missing_ok=True)
    return path


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}")


def _written(folder: Path, file: Exported) -> str:
    path = folder / file.name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as out:
        file.write(out)
    return file.name


def _moved(names: Iterable[str], beside: Path, folder: Path) -> Iterator[Path]:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        (beside / name).replace(path)
        yield path
