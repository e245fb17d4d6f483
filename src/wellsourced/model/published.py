"""What lies in an object store for others to fetch."""

from msgspec import Struct


class Published(Struct, frozen=True, kw_only=True):
    """A publication: its name, its files with their SHA-256, and how many originals lie beside."""

    name: str
    files: dict[str, str]
    originals: int
