"""The processes that answer: one, or several that share a door; beside each a helper."""

import signal
import socket
import sys
import threading
from multiprocessing import connection, get_context, parent_process
from multiprocessing.process import BaseProcess
from pathlib import Path

import uvicorn
from anyio.to_thread import current_default_thread_limiter
from msgspec import Struct

from wellsourced.app.access.accounts import Accounts
from wellsourced.app.access.desk import Desk, Rules
from wellsourced.app.access.signing import Voucher
from wellsourced.app.access.ways import Ways
from wellsourced.app.web.second import Second
from wellsourced.app.web.serving import Site
from wellsourced.app.web.site import site
from wellsourced.case import Case

_WAITING = 250  # questions that wait at once in a process
_SWITCH = 0.001  # seconds after which another thread has its turn


class Served(Struct, frozen=True, kw_only=True):
    """What is served, where and to whom."""

    case: Path
    way: Ways
    rules: Rules
    withhold: bool


class _Server(uvicorn.Server):
    """Lets many wait: who waits for what takes long must not keep out who asks for little."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to take questions."""
        current_default_thread_limiter().total_tokens = _WAITING
        await super().startup(sockets)


def single(of: Served, voucher: Voucher | None = None) -> None:
    """Answer in this process until it is ended."""
    _Server(_config(of, voucher)).run()


def several(of: Served, workers: int) -> None:
    """Answer in several processes until this one is ended; one that dies is replaced."""
    door = uvicorn.Config("", host=of.way.host, port=of.way.port, log_level="error").bind_socket()
    context = get_context("spawn")

    def begun() -> BaseProcess:
        process = context.Process(target=_worker, args=(of, door))
        process.start()
        return process

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    running = [begun() for _ in range(workers)]
    try:
        while True:
            ended = connection.wait([p.sentinel for p in running], timeout=60)
            running = [begun() if p.sentinel in ended else p for p in running]
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.join(10)


def _worker(of: Served, door: socket.socket) -> None:
    """Answer until ended, or until nobody is there any more who would end it."""
    server = _Server(_config(of, None))
    threading.Thread(target=_watch, args=(server,), daemon=True).start()
    server.run(sockets=[door])


def _watch(server: uvicorn.Server) -> None:
    above = parent_process()
    if above is not None:
        connection.wait([above.sentinel])
        server.should_exit = True


def _config(of: Served, voucher: Voucher | None) -> uvicorn.Config:
    desk = Desk(Accounts(of.case), of.rules)
    app = site(Case.open(of.case), withhold=of.withhold, desk=desk, voucher=voucher)
    shown: Site = app.state.site
    if shown.hall is not None:
        sys.setswitchinterval(_SWITCH)
        app.state.helper = Second(of.case, withhold=of.withhold)
        app.state.helper.begin()
        shown.hall.warm()
    return uvicorn.Config(
        app,
        host=of.way.host,
        port=of.way.port,
        log_level="warning",
        server_header=False,
        ssl_certfile=of.way.cert,
        ssl_keyfile=of.way.key,
    )
