import asyncio
import socket
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address

import httpcore
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ereput.errors import Disallowed, Unreachable
from ereput.fetch.guard import Guard, GuardedBackend, is_public, resolved
from ereput.fetch.wire import Lost

PUBLIC = "93.184.215.14"


@pytest.mark.parametrize("address", [PUBLIC, "1.1.1.1", "192.0.1.1", "2606:4700::1111", "2a00:1450:4007::1"])
def test_addresses_of_the_internet_may_be_asked(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    """
    0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 100.127.255.255 127.0.0.1 127.9.9.9 169.254.169.254 172.16.0.1 172.31.255.255
    192.0.0.8 192.0.2.1 192.31.196.1 192.52.193.1 192.88.99.1 192.168.1.1 192.175.48.1 198.18.0.1 198.19.255.255
    198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255
    :: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:93.184.215.14 64:ff9b::7f00:1 64:ff9b::5db8:d70e 64:ff9b:1::1 100::1
    2001::1 2001:0:4137:9e76::1 2001:2::1 2001:10::1 2001:20::1 2001:db8::1 2002:7f00:1::1 2620:4f:8000::1 3fff::1
    5f00::1 fc00::1 fd12:3456::1 fe80::1 fe80::1%eth0 fec0::1 ff02::1 ff0e::1 4000::1
    localhost 0x7f.1 1.1.1 1.1.1.1/32 2130706433
    """.split(),
)
def test_addresses_that_are_not_everybodys_are_refused(address: str) -> None:
    assert not is_public(address)


@given(st.ip_addresses())
def test_what_is_public_is_so_for_the_standard_library_too(ip: IPv4Address | IPv6Address) -> None:
    if is_public(str(ip)):
        assert ip.is_global
        assert not any([ip.is_multicast, ip.is_private, ip.is_loopback, ip.is_link_local, ip.is_reserved])


@given(st.ip_addresses(v=4))
def test_an_address_wrapped_in_another_is_never_public(ip: IPv4Address) -> None:
    wrapped = [f"::ffff:{ip}", f"::{ip}", f"64:ff9b::{ip}", str(ip_address(int(ip) << 80 | 0x2002 << 112))]

    assert not any(is_public(address) for address in wrapped)


def addresses(guard: Guard, host: str, port: int = 443) -> Sequence[str]:
    return asyncio.run(guard.addresses(host, port))


def named(*found: str, error: Exception | None = None) -> Guard:
    async def resolve(host: str, port: int) -> Sequence[str]:
        if error:
            raise error
        return found

    return Guard(["intranet.example:8801", "[::1]:8801"], resolve)


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    with pytest.raises(Disallowed, match=r"private address \(10\.0\.0\.7\)"):
        addresses(named(PUBLIC, "10.0.0.7"), "www.clinique.example")


def test_leave_holds_for_one_name_and_one_port() -> None:
    guard = named("10.0.0.7")

    assert addresses(guard, "Intranet.example", 8801) == ("10.0.0.7",)
    for host, port in [("intranet.example", 8802), ("www.clinique.example", 8801), ("10.0.0.7", 8801)]:
        with pytest.raises(Disallowed):
            addresses(guard, host, port)


def test_an_ipv6_address_is_allowed_as_it_is_written_in_a_url() -> None:
    assert addresses(named("::1"), "[::1]", 8801) == addresses(named("::1"), "::1", 8801) == ("::1",)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (socket.gaierror(socket.EAI_NONAME, "no such name"), Unreachable),
        (socket.gaierror(socket.EAI_AGAIN, "later"), Lost),
        (UnicodeError("label too long"), Unreachable),
    ],
)
def test_a_name_that_cannot_be_resolved_is_unreachable(error: Exception, kind: type[Unreachable]) -> None:
    with pytest.raises(Unreachable, match="cannot be resolved") as caught:
        addresses(named(error=error), "nobody.example")

    assert type(caught.value) is kind


def test_a_name_without_addresses_is_unreachable() -> None:
    with pytest.raises(Unreachable, match="has no address"):
        addresses(named(), "nobody.example")


def test_numbers_are_resolved_without_a_network() -> None:
    assert asyncio.run(resolved("127.0.0.1", 80)) == ["127.0.0.1"]


class Backend(httpcore.AsyncMockBackend):
    """Connects to the last address only; notes what was tried."""

    def __init__(self, good: str) -> None:
        super().__init__([])
        self.good, self.tried = good, list[str]()

    async def connect_tcp(self, host: str, *args: object, **more: object) -> httpcore.AsyncNetworkStream:
        self.tried.append(host)
        if host != self.good:
            raise httpcore.ConnectError("refused")
        return httpcore.AsyncMockStream([])


def test_checked_addresses_are_tried_in_turn_and_the_name_is_not_resolved_again() -> None:
    inner = Backend(good="1.1.1.1")

    asyncio.run(GuardedBackend(named(PUBLIC, "1.1.1.1"), inner).connect_tcp("www.clinique.example", 443))

    assert inner.tried == [PUBLIC, "1.1.1.1"]


def test_a_name_is_resolved_within_the_time_of_a_connection() -> None:
    async def silent(host: str, port: int) -> Sequence[str]:
        return await asyncio.Future()

    with pytest.raises(httpcore.ConnectTimeout, match="not resolved in time"):
        asyncio.run(GuardedBackend(Guard((), silent)).connect_tcp("a.example", 443, timeout=0.01))


def test_no_more_than_four_addresses_are_tried() -> None:
    inner = Backend(good="none")

    with pytest.raises(httpcore.ConnectError, match="refused"):
        asyncio.run(GuardedBackend(named(*[f"1.1.1.{n}" for n in range(9)]), inner).connect_tcp("a.example", 443))

    assert len(inner.tried) == 4


def test_sockets_of_the_file_system_are_not_opened() -> None:
    with pytest.raises(httpcore.ConnectError):
        asyncio.run(GuardedBackend(named()).connect_unix_socket("/run/docker.sock"))
