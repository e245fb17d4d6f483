"""A connection that keeps all that comes over it, and ends in time and at a size."""

import io
from collections.abc import Callable

from msgspec import Struct

from wellsourced.fetch.address import FetchError
from wellsourced.fetch.network import Connection

Seconds = Callable[[], float]  # since some moment; never goes back


class Limits(Struct, frozen=True, kw_only=True):
    """How long an address may take, and how much it may answer."""

    connect: float = 10.0  # seconds
    silence: float = 20.0  # seconds in which nothing comes
    whole: float = 60.0  # seconds for a question and its answer
    most: int = 20_000_000  # bytes of an answer
    redirects: int = 5
    apart: float = 1.0  # seconds between two questions to one site
    longest: float = 30.0  # seconds that a site may ask for between two questions


class Wire(io.RawIOBase):
    """What comes over a connection, as a file; `received` are the very bytes."""

    def __init__(self, connection: Connection, seconds: Seconds, limits: Limits) -> None:
        super().__init__()
        self._connection = connection
        self._seconds, self._limits = seconds, limits
        self._until = seconds() + limits.whole
        self.received = bytearray()

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def makefile(self, mode: str) -> io.BufferedReader:
        """Give itself, as `http.client` asks a socket to."""
        return io.BufferedReader(self, 65_536)

    def send(self, question: bytes) -> None:
        """Put a question."""
        self._connection.settimeout(self._limits.silence)
        self._connection.sendall(question)

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        """Take what comes next."""
        left = self._until - self._seconds()
        if left <= 0:
            raise FetchError(f"took longer than {self._limits.whole:g} seconds: try again later")
        self._connection.settimeout(min(left, self._limits.silence))
        count = self._connection.recv_into(buffer)
        self.received += buffer[:count]
        if len(self.received) > self._limits.most:
            raise FetchError(
                f"answers more than {self._limits.most:,} bytes: save the page, and add the file"
            )
        return count
