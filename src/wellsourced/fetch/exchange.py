"""One question and its answer over HTTP, of a machine that was checked before it was asked."""

import hashlib
import http.client
import ssl
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import datetime

from msgspec import Struct

from wellsourced.fetch.address import FetchError, Target
from wellsourced.fetch.guard import Policy
from wellsourced.fetch.network import Connection, Network
from wellsourced.fetch.wire import Limits, Seconds, Wire

_ACCEPTED = "text/html, application/xhtml+xml, application/pdf, text/plain, */*;q=0.5"


class Door(Struct, frozen=True, kw_only=True):
    """What comes in from the world: the network, the clock, and time that passes."""

    network: Network
    clock: Callable[[], datetime]
    seconds: Seconds
    pause: Callable[[float], None]
    agent: str
    policy: Policy = Policy()
    limits: Limits = Limits()


class Exchange(Struct, frozen=True, kw_only=True):
    """A question and its answer: the very bytes of both, and what the answer says."""

    target: Target
    address: str  # of the machine that answered
    at: datetime
    asked: bytes
    answered: bytes
    status: int
    fields: Mapping[str, str]  # by name in small letters
    body: bytes

    @property
    def media_type(self) -> str:
        """The type it says it is."""
        return self.fields.get("content-type", "").split(";")[0].strip().lower()

    @property
    def seal(self) -> str:
        """Give the SHA-256 of what was answered, without its head."""
        return hashlib.sha256(self.body).hexdigest()


def exchange(target: Target, door: Door) -> Exchange:
    """Ask; raises FetchError with the reason where no whole answer comes."""
    address, connection = _reached(target, door)
    with closing(connection):
        try:
            if target.scheme == "https":
                connection = door.network.secured(connection, target.host)
            with closing(connection):
                return _answer(target, address, connection, door)
        except ssl.SSLError as error:
            why = getattr(error, "verify_message", "") or error.reason or "not encrypted"
            raise FetchError(
                f"no trusted connection ({why.rstrip('.')}): look at it in a browser"
            ) from error
        except TimeoutError as error:
            raise FetchError("does not answer in time: try again later") from error
        except (OSError, http.client.HTTPException) as error:
            words = str(error) or type(error).__name__
            raise FetchError(f"no whole answer ({words[:200]}): try again later") from error


def _reached(target: Target, door: Door) -> tuple[str, Connection]:
    """Connect to one of the host's addresses, all of which have to be such as may be asked.

    The very address that was checked is connected to: no name is asked for a second time.
    """
    if why := door.policy.port(target.scheme, target.port):
        raise FetchError(f"{why}: not asked")
    fault: OSError | None = None
    for address in _resolved(target, door):
        try:
            return address, door.network.connect(address, target.port, door.limits.connect)
        except OSError as error:
            fault = error
    told = "does not answer in time" if isinstance(fault, TimeoutError) else str(fault)[:200]
    raise FetchError(f"cannot be reached ({told}): try again later") from fault


def _resolved(target: Target, door: Door) -> list[str]:
    try:
        found = list(door.network.resolve(target.host, target.port))
    except (OSError, UnicodeError) as error:
        raise FetchError(f"no such host as {target.host}: look at the spelling") from error
    if not found:
        raise FetchError(f"no such host as {target.host}: look at the spelling")
    for address in found:
        if why := door.policy.address(address):
            raise FetchError(
                f"{target.host} is at {address}, which is {why}: not asked; save the page, and "
                "add the file"
            )
    return found


def _answer(target: Target, address: str, connection: Connection, door: Door) -> Exchange:
    wire = Wire(connection, door.seconds, door.limits)
    asked = _question(target, door.agent)
    at = door.clock()
    wire.send(asked)
    told = http.client.HTTPResponse(wire, method="GET")  # type: ignore[arg-type]  # makes a file
    with closing(told):
        told.begin()
        body = b"".join(iter(lambda: told.read(65_536), b""))
        if told.length:
            raise FetchError(f"cut off: {told.length:,} bytes did not come; try again later")
        return Exchange(
            target=target,
            address=address,
            at=at,
            asked=asked,
            answered=bytes(wire.received),
            status=told.status,
            fields={name.lower(): value for name, value in told.getheaders()},
            body=body,
        )


def _question(target: Target, agent: str) -> bytes:
    lines = (
        f"GET {target.path} HTTP/1.1",
        f"Host: {target.site.partition('://')[2]}",
        f"User-Agent: {agent}",
        f"Accept: {_ACCEPTED}",
        "Accept-Language: en, *;q=0.5",
        "Accept-Encoding: identity",
        "Connection: close",
    )
    return "".join(f"{line}\r\n" for line in (*lines, "")).encode("ascii")
