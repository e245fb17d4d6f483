"""The door to the network: names to addresses, addresses to connections."""

import socket
import ssl
from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct

Connection = socket.socket


class Network(Protocol):
    """What is asked of a network."""

    def resolve(self, host: str, port: int) -> Sequence[str]:
        """Give the addresses of a host; raises OSError if there are none."""
        ...

    def connect(self, address: str, port: int, seconds: float) -> Connection:
        """Connect to an address, which is no name; raises OSError if that fails."""
        ...

    def secured(self, connection: Connection, host: str) -> Connection:
        """Give the connection encrypted, its other end known to be the host."""
        ...


class Internet(Struct, frozen=True):
    """The network of this machine."""

    def resolve(self, host: str, port: int) -> Sequence[str]:
        """Ask the machine's resolver."""
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        return list(dict.fromkeys(str(place[0]) for *_, place in found))

    def connect(self, address: str, port: int, seconds: float) -> Connection:
        """Connect over TCP; the address is taken as it stands and asked of no resolver."""
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        connection = socket.socket(family, socket.SOCK_STREAM)
        try:
            connection.settimeout(seconds)
            connection.connect((address, port))
        except OSError:
            connection.close()
            raise
        return connection

    def secured(self, connection: Connection, host: str) -> Connection:
        """Encrypt by TLS, with the certificates that the machine trusts."""
        return ssl.create_default_context().wrap_socket(connection, server_hostname=host)
