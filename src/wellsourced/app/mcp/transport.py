"""How an assistant reaches the server: standard input and output, or HTTP on this machine."""

from collections.abc import Callable

import anyio
import uvicorn
from mcp.server.stdio import stdio_server
from mcp.server.transport_security import TransportSecuritySettings

from wellsourced.app.mcp.server import server
from wellsourced.app.web.serving import Site
from wellsourced.case import Case
from wellsourced.errors import InputError

_HOME = "127.0.0.1"


def stdio(case: Case, *, withhold: bool) -> None:
    """Answer on standard input and output until the input ends."""

    async def answering() -> None:
        serving = server(Site(case, withhold=withhold))
        async with stdio_server() as (given, told):
            await serving.run(given, told, serving.create_initialization_options())

    anyio.run(answering)


def http(case: Case, port: int, *, withhold: bool, tell: Callable[[str], None]) -> None:
    """Answer on a port of this machine; who comes under another name, or from a site, may not.

    A page in a browser can reach this machine's ports: so Host and Origin are looked at.
    """
    config = uvicorn.Config("", host=_HOME, port=port, log_level="warning", server_header=False)
    try:
        door = config.bind_socket()
    except SystemExit:
        raise InputError(f"port {port} is taken", hint="--http 0 takes a free one") from None
    own = door.getsockname()[1]
    rules = TransportSecuritySettings(
        allowed_hosts=[f"{_HOME}:{own}", f"localhost:{own}"],
        allowed_origins=[f"http://{_HOME}:{own}", f"http://localhost:{own}"],
    )
    app = server(Site(case, withhold=withhold)).streamable_http_app(
        transport_security=rules, stateless_http=True, json_response=True
    )
    config.app = app
    tell(f"http://{_HOME}:{own}/mcp")
    uvicorn.Server(config).run(sockets=[door])
