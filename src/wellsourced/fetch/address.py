"""An address of the web, taken apart and spelt so that it can be sent."""

import re
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

_PORTS = {"http": 80, "https": 443}
_LONGEST = 4_000
_KEPT = "/%:;=@!$&'()*+,~-._[]?"  # what a path or query may hold as it is
_HOST = re.compile(r"[a-z0-9._-]{1,253}|[0-9a-f:.]{2,45}")
_ODD = re.compile(r"[\x00-\x20\x7f\\]")


class FetchError(Exception):
    """Why an address gave no page, with what to do, in one line."""


class Target(NamedTuple):
    """Where to ask, and for what; `path` with the query."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def site(self) -> str:
        """The scheme, host and port, as one writes them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}{'' if self._usual else f':{self.port}'}"

    @property
    def url(self) -> str:
        """The whole address."""
        return f"{self.site}{self.path}"

    @property
    def _usual(self) -> bool:
        return _PORTS[self.scheme] == self.port


def target(url: str) -> Target:
    """Take an address apart; raises FetchError if it is none that can be asked.

    >>> target("HTTP://Post.Example:80/a b?q=é#top").url
    'http://post.example/a%20b?q=%C3%A9'
    """
    url = url.strip()
    if len(url) > _LONGEST:
        raise FetchError(f"the address is longer than {_LONGEST:,} characters")
    try:
        told = urlsplit(_ODD.sub(lambda m: quote(m[0]), url))
        scheme, port = told.scheme.lower(), told.port
        host = _host(told.hostname or "")
    except (ValueError, UnicodeError) as error:
        raise FetchError(f"not an address: {error}") from error
    if scheme not in _PORTS:
        raise FetchError(f"{scheme or 'no scheme'}: only http and https are fetched")
    if told.username or told.password:
        raise FetchError("an address with a name or password in it: leave them out")
    path = quote(told.path or "/", safe=_KEPT)
    query = f"?{quote(told.query, safe=_KEPT)}" if told.query else ""
    return Target(scheme, host, port or _PORTS[scheme], path + query)


def onward(from_: Target, location: str) -> Target:
    """Give where a redirect leads; raises FetchError if it leads nowhere."""
    return target(urljoin(from_.url, location.strip()))


def _host(name: str) -> str:
    host = name if name.isascii() else name.encode("idna").decode("ascii").lower()
    named = all(0 < len(label) < 64 for label in host.removesuffix(".").split("."))
    if not _HOST.fullmatch(host) or not named:
        raise ValueError("it names no host")
    return host
