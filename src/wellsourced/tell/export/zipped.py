"""A ZIP archive whose bytes tell nothing of when and where it was made."""

from types import TracebackType
from typing import IO, BinaryIO, Self, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_NO_DAY = (1980, 1, 1, 0, 0, 0)  # the first that a ZIP archive can tell
_UNIX, _READ = 3, 0o644 << 16


class Archive:
    """An archive that is written member by member, none of which is held whole."""

    def __init__(self, out: BinaryIO) -> None:
        self._zip = ZipFile(out, "w", allowZip64=True)

    def open(self, name: str, *, stored: bool = False) -> BinaryIO:
        """Give what writes a member; `stored`: as it is, not pressed."""
        info = ZipInfo(name, _NO_DAY)
        info.compress_type = ZIP_STORED if stored else ZIP_DEFLATED
        info.create_system, info.external_attr = _UNIX, _READ
        made: IO[bytes] = self._zip.open(info, "w", force_zip64=True)
        return cast("BinaryIO", made)

    def put(self, name: str, raw: bytes, *, stored: bool = False) -> None:
        """Write a member."""
        with self.open(name, stored=stored) as to:
            to.write(raw)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._zip.close()
