"""A server on this machine, and a door that leads to it and to nowhere else."""

import threading
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

import pytest
from msgspec import Struct

from wellsourced.fetch.exchange import Door
from wellsourced.fetch.guard import Policy, refusal
from wellsourced.fetch.network import Internet
from wellsourced.fetch.wire import Limits

AT = datetime(2031, 3, 4, 5, 6, 7, tzinfo=UTC)
HTML = b"""<html><head><title>Bridge at Havrin falls</title></head><body><article>
<h1>Bridge at Havrin falls</h1><p>The old bridge at Havrin fell on Monday, the council said in a
statement.</p><p>Nobody was hurt, said Ana Reyes, who keeps the ferry below it.</p></article>
</body></html>"""


class Answer(NamedTuple):
    body: bytes = HTML
    status: int = 200
    fields: Mapping[str, str] = {"Content-Type": "text/html"}
    raw: bytes | None = None  # instead of all that: these very bytes


class Site(NamedTuple):
    """What the server answers, by path; and what it was asked, which grows."""

    answers: dict[str, Answer]
    asked: list[tuple[str, str, str]]  # path, host, agent
    port: int

    def url(self, path: str, host: str = "site.test") -> str:
        return f"http://{host}:{self.port}{path}"


class Town(Struct, frozen=True):
    """A network whose names are known; everything else is this machine's."""

    names: Mapping[str, tuple[str, ...]]
    reached: list[str]

    def resolve(self, host: str, port: int) -> tuple[str, ...]:
        if host not in self.names:
            raise OSError("no such name")
        return self.names[host]

    def connect(self, address: str, port: int, seconds: float):
        self.reached.append(address)
        return Internet().connect(address, port, seconds)

    def secured(self, connection, host: str):
        return Internet().secured(connection, host)


@pytest.fixture
def site() -> Iterator[Site]:
    answers: dict[str, Answer] = {}
    asked: list[tuple[str, str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked.append((self.path, self.headers["Host"], self.headers["User-Agent"]))
            answer = answers.get(self.path, Answer(b"not here", 404))
            if answer.raw is not None:
                self.wfile.write(answer.raw)
                self.close_connection = True
                return
            self.send_response(answer.status)
            for name, value in answer.fields.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """Whoever asked has gone: that is what some tests are about."""

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield Site(answers, asked, server.server_port)
    server.shutdown()
    thread.join()
    server.server_close()


def door(names: Mapping[str, tuple[str, ...]] | None = None, **given) -> Door:
    """A door through which one address of this machine may be reached."""
    known = {"site.test": ("127.0.0.1",), "other.test": ("127.0.0.1",)} | dict(names or {})
    policy = Policy(
        address=lambda a: None if a == "127.0.0.1" else refusal(a), port=lambda scheme, port: None
    )
    return Door(
        network=Town(known, []),
        clock=lambda: AT,
        seconds=given.pop("seconds", lambda: 0.0),
        pause=given.pop("pause", lambda seconds: None),
        agent="wellsourced/test",
        policy=policy,
        limits=given.pop("limits", Limits(silence=0.3)),
    )
