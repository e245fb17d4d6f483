"""Which machines may be asked: those of the public internet, at the ports of the web."""

from collections.abc import Callable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from msgspec import Struct

_CLOSED: dict[str, str] = {
    "0.0.0.0/8": "no machine's",
    "10.0.0.0/8": "private",
    "100.64.0.0/10": "a provider's own (CGNAT)",
    "127.0.0.0/8": "this machine's (loopback)",
    "169.254.0.0/16": "link-local",
    "172.16.0.0/12": "private",
    "192.0.0.0/24": "reserved",
    "192.0.2.0/24": "reserved for examples",
    "192.88.99.0/24": "reserved",
    "192.168.0.0/16": "private",
    "198.18.0.0/15": "reserved for measuring",
    "198.51.100.0/24": "reserved for examples",
    "203.0.113.0/24": "reserved for examples",
    "224.0.0.0/4": "multicast",
    "240.0.0.0/4": "reserved",
    "::/96": "no machine's, or this machine's (loopback)",
    "::ffff:0:0/96": "an IPv4 address in another's clothes (mapped)",
    "::ffff:0:0:0/96": "an IPv4 address in another's clothes (translated)",
    "64:ff9b::/96": "an IPv4 address in another's clothes (NAT64)",
    "64:ff9b:1::/48": "an IPv4 address in another's clothes (NAT64)",
    "100::/64": "reserved",
    "2001::/23": "reserved, or a tunnel (Teredo)",
    "2001:db8::/32": "reserved for examples",
    "2002::/16": "an IPv4 address in another's clothes (6to4)",
    "3fff::/20": "reserved for examples",
    "5f00::/16": "reserved",
    "fc00::/7": "private",
    "fe80::/10": "link-local",
    "fec0::/10": "private",
    "ff00::/8": "multicast",
}
_NETWORKS: tuple[tuple[IPv4Network | IPv6Network, str], ...] = tuple(
    (ip_network(network), words) for network, words in _CLOSED.items()
)
_PORTS = {"http": frozenset({80, 8080}), "https": frozenset({443, 8443})}


def refusal(address: str) -> str | None:
    """Tell why a machine's address may not be asked; None: it may.

    >>> refusal("10.1.2.3"), refusal("::ffff:8.8.8.8"), refusal("8.8.8.8")
    ('private', "an IPv4 address in another's clothes (mapped)", None)
    """
    try:
        found: IPv4Address | IPv6Address = ip_address(address)
    except ValueError:
        return "not an address"
    for network, words in _NETWORKS:
        if found.version == network.version and found in network:
            return words
    open_ = found.is_global and not (found.is_reserved or found.is_multicast)
    return None if open_ else "not of the public internet"


def odd_port(scheme: str, port: int) -> str | None:
    """Tell why a port may not be asked; None: it is one of the web's.

    >>> odd_port("https", 443), odd_port("http", 6379)
    (None, 'port 6379 is not one of the web')
    """
    return None if port in _PORTS[scheme] else f"port {port} is not one of the web"


class Policy(Struct, frozen=True, kw_only=True):
    """What may be asked: by the machine's address, and by scheme and port."""

    address: Callable[[str], str | None] = refusal
    port: Callable[[str, int], str | None] = odd_port
