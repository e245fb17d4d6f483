"""Whose page it is: by the settings, by what the page says of itself, by its address."""

from collections import Counter
from collections.abc import Iterable
from itertools import islice
from urllib.parse import urlsplit

from wellsourced.config import Settings
from wellsourced.lang.datelines import agency
from wellsourced.read.masthead import outlet_alone
from wellsourced.read.phrases import outlet_named

_OPENING = 3  # paragraphs within which a dateline stands


def outlet_of(
    page: Iterable[str],
    *,
    url: str | None,
    settings: Settings,
    told: str | None = None,
    body: Iterable[str] = (),
) -> str | None:
    """Name the outlet: by the settings' hosts, else as the page's head (`told`) or words have it.

    Where neither says so, the address does: its registered name, spelt as a name. A page that says
    nothing of the kind is the agency's that its `body` opens with.
    """
    host = host_of(url)
    for outlet in settings.outlets:
        if host and any(host == h.lower() or host.endswith("." + h.lower()) for h in outlet.hosts):
            return outlet.name
    name = told or _most_named(page) or _by_address(url) or _filed_by(body)
    return canonical(name, settings) if name else None


def canonical(name: str, settings: Settings) -> str:
    """Give an outlet's name as the settings have it."""
    fold = name.casefold()
    for outlet in settings.outlets:
        if fold in {n.casefold() for n in (outlet.name, *outlet.aliases)}:
            return outlet.name
    return name


def host_of(url: str | None) -> str | None:
    """Give the host of an address, in small letters.

    >>> host_of("https://WWW.Example.org:8080/a")
    'www.example.org'
    """
    try:
        return urlsplit(url or "").hostname
    except ValueError:
        return None


def _most_named(page: Iterable[str]) -> str | None:
    named = Counter(name for words in page if (name := outlet_named(words)))
    most = max(named.values(), default=0)
    return next((name for name, n in named.items() if n == most), None)


def _filed_by(body: Iterable[str]) -> str | None:
    """The agency in the dateline of the first paragraphs."""
    named = (agency(words, 0, len(words)) for words in islice(body, _OPENING))
    return next((found for name in named if name and (found := outlet_alone(name))), None)


def _by_address(url: str | None) -> str | None:
    """The registered name in an address, as a name; up to three letters are an acronym.

    >>> _by_address("https://news.harbour-post.co.uk/a"), _by_address("https://www.hpn.org")
    ('Harbour Post', 'HPN')
    """
    if not url:
        return None
    from tld import get_tld  # its list of domains takes a while to load
    from tld.utils import Result

    found = get_tld(url, as_object=True, fail_silently=True, search_private=True)
    if not isinstance(found, Result) or not found.domain:
        return None
    words = found.domain.split("-")
    return " ".join(w.upper() if len(w) <= 3 else w.capitalize() for w in words)
