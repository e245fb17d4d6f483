"""A process that reads a case over and over, on disk and over HTTP, and tells what was torn.

Usage: .venv/bin/python bench/onlooker.py CASE [PORT]       until standard input ends
"""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Self

import msgspec

from wellsourced.case import Case
from wellsourced.errors import StoreError

_PAUSE = 0.05  # seconds between two looks
_SERVE = (sys.executable, "-m", "wellsourced.app.cli", "serve")


class Onlooker:
    """The process that reads, and the server that it reads from, if there is a port for it."""

    def __init__(self, case: Path, port: int) -> None:
        self._case, self._port = case, port
        self._server: subprocess.Popen[bytes] | None = None
        self.read = 0
        self.torn: list[str] = []

    def __enter__(self) -> Self:
        out, port = subprocess.DEVNULL, str(self._port)
        if self._port:
            line = (*_SERVE, str(self._case), "--port", port)
            self._server = subprocess.Popen(line, stdout=out, stderr=out)
            until(lambda: answers(self._port))
        line = (sys.executable, __file__, str(self._case), port)
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(line, stdin=pipe, stdout=pipe)
        return self

    def __exit__(self, *_: object) -> None:
        told, _ = self._process.communicate()
        if self._server:
            self._server.kill()
            self._server.wait()
        self.read, self.torn = msgspec.json.decode(told or b'[0, ["the reader died"]]')


def reads(case: Path, port: int) -> None:
    """Read the record over and over until standard input ends; tells what was found torn."""
    count, torn = 0, []
    looks = [_disk, _web] if port else [_disk]
    os.set_blocking(sys.stdin.fileno(), False)
    while sys.stdin.buffer.raw.read(1) is None:  # type: ignore[attr-defined]
        for look in looks:
            try:
                look(case, port)
            except Exception as error:  # noqa: BLE001  whatever it is, it is a torn read
                torn.append(f"{look.__name__}: {type(error).__name__}: {error}")
        count += 1
        time.sleep(_PAUSE)
    print(msgspec.json.encode((count, torn)).decode())


def _disk(path: Path, _: int) -> None:
    case = Case.open(path)
    texts = {d.id: d.text for d in case._records.at(None).documents()}
    for claim in case.claims():
        for e in claim.evidence:
            if texts[e.document][e.start : e.end] != e.quote:
                raise StoreError(f"{claim.id} quotes what is not there")
    case.rulings()


def _web(_: Path, port: int) -> None:
    with urllib.request.urlopen(address(port), timeout=60) as answer:
        msgspec.json.decode(answer.read())


def address(port: int) -> str:
    """Give where the server lists the claims."""
    return f"http://127.0.0.1:{port}/api/v1/claims"


def answers(port: int) -> bool:
    """Whether the server is there."""
    try:
        with urllib.request.urlopen(address(port), timeout=60):
            return True
    except OSError:
        return False


def until(holds: Callable[[], bool], seconds: float = 120.0) -> bool:
    """Wait until something holds; tells whether it came to that."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.05)
    return False


if __name__ == "__main__":
    reads(Path(sys.argv[1]), int((sys.argv[2:] or [0])[0]))
