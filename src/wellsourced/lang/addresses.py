"""Addresses of pages: which of them name one page, and whose it is."""

import re
from urllib.parse import urlsplit

_COUNTED = re.compile(r"&?\b(?:utm_\w+|fbclid|gclid|mc_[ce]id)=[^&]*", re.IGNORECASE)


def page_of(url: str | None) -> str | None:
    """Give what is the same in all addresses of one page; None where it names none.

    >>> page_of("http://www.post.example/bridge/?utm_source=feed#c3")
    'post.example/bridge'
    >>> page_of("https://post.example/") is None
    True
    """
    try:
        told = urlsplit((url or "").strip())
        host = (told.hostname or "").lower().removeprefix("www.")
    except ValueError:
        return None
    path, query = told.path.rstrip("/"), _COUNTED.sub("", told.query).strip("&")
    if told.scheme not in ("http", "https") or not host or not (path or query):
        return None
    return f"{host}{path}{'?' if query else ''}{query}"


def host(url: str) -> str:
    """Give the house that an address names; of a page in a web archive that of the page itself.

    >>> host("http://www.post.example/bridge"), host("no address")
    ('post.example', '')
    >>> host("https://archive.example/web/2011/http://post.example/bridge")
    'post.example'
    """
    inner = url[max(url.rfind("http://"), url.rfind("https://"), 0) :]
    try:
        return (urlsplit(inner.strip()).hostname or "").lower().removeprefix("www.")
    except ValueError:
        return ""
