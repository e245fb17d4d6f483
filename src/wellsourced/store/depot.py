"""An object store: whole objects by name, kept by the first who puts them.

What is put carries its hash behind it, so what a crash or a lesser store cut off is as good as
absent. The store is any that fsspec knows; S3 needs the extra `s3`.
"""

import hashlib
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from wellsourced.errors import PluginError, StoreError

_SEAL = 32  # bytes of the hash behind what is put


class Depot:
    """The objects under an address such as "s3://bucket/case".

    >>> depot = Depot("memory://docs")
    >>> depot.put("tasks/a", b"first"), depot.put("tasks/a", b"second"), depot.get("tasks/a")
    (True, False, b'first')
    """

    def __init__(self, url: str) -> None:
        self.url = url
        try:
            from fsspec.core import url_to_fs

            self._files, root = url_to_fs(url)
        except (ImportError, ValueError) as error:
            hint = "pip install 'wellsourced[s3]'; s3://bucket/folder is an address"
            raise PluginError(f"no object store at {url}: {error}", hint=hint) from error
        self._root = root.rstrip("/")

    def put(self, name: str, content: bytes) -> bool:
        """Put an object where none of its name is; False: there is one, and it stays."""
        whole = content + hashlib.sha256(content).digest()
        with self._reached(name):
            self._folder(name)
            try:
                self._files.pipe_file(self._path(name), whole, mode="create")
            except FileExistsError:
                if self.get(name) is not None:
                    return False
                self._files.pipe_file(self._path(name), whole, mode="overwrite")
        return True

    def get(self, name: str) -> bytes | None:
        """Give an object; None: there is none, or it is not whole."""
        return self.take([name]).get(name)

    def take(self, names: Iterable[str]) -> dict[str, bytes]:
        """Give those objects that are there and whole, fetched side by side."""
        paths = {self._path(n): n for n in names}
        if not paths:
            return {}
        with self._reached(next(iter(paths.values()))):
            self._files.invalidate_cache()
            found: Mapping[str, object] = self._files.cat(list(paths), on_error="return")
        wholes = ((paths[p], _whole(c)) for p, c in found.items() if isinstance(c, bytes))
        failed = [c for c in found.values() if isinstance(c, Exception)]
        for error in failed:
            if not isinstance(error, FileNotFoundError):
                raise self._unreached("", error) from error
        return {n: c for n, c in wholes if c is not None}

    def names(self, folder: str) -> frozenset[str]:
        """List what lies in a folder, whole or not."""
        with self._reached(folder):
            self._files.invalidate_cache()
            try:
                found: list[str] = self._files.find(self._path(folder))
            except FileNotFoundError:
                return frozenset()
        return frozenset(p.removeprefix(self._root).lstrip("/") for p in found)

    def write(self, name: str, content: bytes) -> None:
        """Write an object as it is, without its hash, over what may be there."""
        with self._reached(name):
            self._folder(name)
            self._files.pipe_file(self._path(name), content)

    def read(self, name: str) -> bytes | None:
        """Give an object that was written as it is."""
        with self._reached(name):
            self._files.invalidate_cache()
            try:
                content: bytes = self._files.cat_file(self._path(name))
            except FileNotFoundError:
                return None
        return content

    def upload(self, name: str, path: str) -> None:
        """Put a file there as it is, in pieces; it is not to be seen until all are."""
        with self._reached(name):
            self._folder(name)
            self._files.put_file(path, self._path(name))

    def download(self, name: str, path: str) -> None:
        """Fetch such a file."""
        with self._reached(name):
            self._files.get_file(self._path(name), path)

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}"

    def _folder(self, name: str) -> None:
        """A store that has folders wants them made; an object store has none."""
        if "file" in self._files.protocol:
            self._files.makedirs(self._path(name).rpartition("/")[0], exist_ok=True)

    @contextmanager
    def _reached(self, name: str) -> Iterator[None]:
        try:
            yield
        except _failures() as error:
            raise self._unreached(name, error) from error

    def _unreached(self, name: str, error: Exception) -> StoreError:
        hint = "see to address, keys and network, and do it again: what was put is kept"
        return StoreError(f"{self.url}/{name} cannot be reached: {error}", hint=hint)


def _whole(content: bytes) -> bytes | None:
    """Give the content of an object, if its hash is behind it."""
    body, seal = content[:-_SEAL], content[-_SEAL:]
    return body if hashlib.sha256(body).digest() == seal else None


def _failures() -> tuple[type[Exception], ...]:
    """The errors of a store; those of the library behind S3 are no OSError."""
    module = sys.modules.get("botocore.exceptions")
    return (OSError, module.BotoCoreError) if module else (OSError,)
