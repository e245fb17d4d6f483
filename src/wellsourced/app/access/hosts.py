"""Under which names one may be asked: others lead to us by a name server that lies."""

from collections.abc import Iterable
from urllib.parse import urlsplit

HOME = ("127.0.0.1", "localhost", "::1")
EVERYWHERE = ("0.0.0.0", "::", "")


def host(header: str) -> str:
    """Give the name in a Host header, without the port; "" for what is none.

    >>> host("127.0.0.1:8765"), host("[::1]:80"), host("Desk.example."), host("a@b"), host("a/b")
    ('127.0.0.1', '::1', 'desk.example', '', '')
    """
    if any(c in header for c in "@/\\?# \t"):
        return ""
    try:
        found = urlsplit(f"//{header}")
        _ = found.port
    except ValueError:
        return ""
    return (found.hostname or "").rstrip(".")


def at_home(header: str) -> bool:
    """Whether a Host header names this machine itself."""
    return host(header) in HOME


def names(listening: str, more: Iterable[str] = ()) -> frozenset[str]:
    """Give the names of a server that listens at an address, and is known by more names.

    >>> sorted(names("192.0.2.7", ["Desk.example"]))
    ['127.0.0.1', '192.0.2.7', '::1', 'desk.example', 'localhost']
    """
    own = () if listening in EVERYWHERE else (listening.lower(),)
    return frozenset((*HOME, *own, *(m.lower().rstrip(".") for m in more)))
