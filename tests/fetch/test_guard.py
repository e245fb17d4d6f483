"""No machine but those of the public internet is asked, whatever name it goes by."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fetch.conftest import Answer, door
from wellsourced.fetch.address import FetchError, target
from wellsourced.fetch.exchange import exchange
from wellsourced.fetch.guard import Policy, odd_port, refusal
from wellsourced.fetch.web import fetched

CLOSED = (
    "127.0.0.1", "127.8.9.1", "10.0.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "100.127.255.255", "0.0.0.0", "224.0.0.1", "255.255.255.255", "240.1.1.1",
    "192.0.0.8", "198.18.0.1", "203.0.113.7", "::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8",
    "::8.8.8.8", "64:ff9b::8.8.8.8", "64:ff9b:1::1", "2002:7f00:1::", "2001::1", "fe80::1",
    "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1", "ff02::1", "2001:db8::1", "localhost", "",
)  # fmt: skip
OPEN = ("8.8.8.8", "100.63.255.255", "100.128.0.1", "172.32.0.1", "2606:4700::1111", "11.0.0.1")


@pytest.mark.parametrize("address", CLOSED)
def test_a_machine_that_is_not_of_the_public_internet_is_refused(address):
    assert refusal(address)


@pytest.mark.parametrize("address", OPEN)
def test_a_machine_of_the_public_internet_is_not_refused(address):
    assert refusal(address) is None


@given(st.ip_addresses())
def test_whatever_the_library_calls_not_global_is_refused(address):
    if not address.is_global or address.is_multicast or address.is_reserved:
        assert refusal(str(address))


@given(st.ip_addresses(v=4))
def test_no_ipv4_address_comes_in_another_s_clothes(address):
    for block in ("::ffff:0:0", "64:ff9b::", "::"):
        inner = ipaddress.IPv6Address(int(ipaddress.IPv6Address(block)) | int(address))
        assert refusal(str(inner))


def test_only_ports_of_the_web_are_asked():
    assert [odd_port("http", p) is None for p in (80, 8080, 22, 443, 6379)] == [
        True, True, False, False, False,
    ]  # fmt: skip
    with pytest.raises(FetchError, match="port 22"):
        exchange(target("https://site.test:22/"), door_of({}))


def door_of(names, **given):
    import msgspec

    return msgspec.structs.replace(door(names, **given), policy=Policy())


@pytest.mark.parametrize("addresses", [("10.0.0.1",), ("8.8.8.8", "127.0.0.1"), ("::1",)])
def test_a_name_is_refused_if_any_of_its_machines_is(addresses):
    entry = door_of({"inner.test": addresses})
    (found,) = fetched(["http://inner.test/"], entry)

    assert "not asked; save the page" in found.reason
    assert entry.network.reached == []


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "2130706433", "0x7f.1", "[::1]", "[::ffff:7f00:1]", "localhost"]
)
def test_this_machine_is_refused_however_it_is_spelt(host):
    from wellsourced.fetch.network import Internet

    class Plain(Internet):
        def connect(self, address, port, seconds):
            raise AssertionError("asked")

    import msgspec

    (found,) = fetched([f"http://{host}/"], msgspec.structs.replace(door_of({}), network=Plain()))
    assert "not asked" in found.reason or "no such host" in found.reason


def test_one_is_not_sent_to_a_machine_that_may_not_be_asked(site):
    site.answers["/page"] = Answer(b"", 302, {"Location": "http://inner.test/secret"})
    entry = door({"inner.test": ("169.254.169.254",)})
    (found,) = fetched([site.url("/page")], entry)

    assert "169.254.169.254, which is link-local" in found.reason
    assert set(entry.network.reached) == {"127.0.0.1"}


def test_the_machine_that_was_checked_is_the_one_that_is_asked(site):
    """A name that means another machine when it is asked for again gains nothing by it."""
    site.answers["/page"] = Answer()
    turns = iter([("127.0.0.1",), ("127.0.0.1",), ("10.0.0.1",)])

    class Turning(dict):
        def __getitem__(self, key):
            return next(turns)

    import msgspec

    entry = door()
    town = msgspec.structs.replace(entry.network, names=Turning({"site.test": ()}))
    (found,) = fetched([site.url("/page")], msgspec.structs.replace(entry, network=town))

    assert found.fetched_at
    assert town.reached == ["127.0.0.1", "127.0.0.1"]
