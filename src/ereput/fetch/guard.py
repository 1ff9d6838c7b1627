"""No request reaches a private address: a name is resolved once, all its addresses are checked, a checked one is used.

The refused ranges are listed, since `ipaddress.is_global` of Python 3.11 lacks some: IANA's special-purpose registries
for IPv4 and IPv6 (RFC 6890 and its updates), with every range that wraps another address (NAT64, 6to4, Teredo, mapped).
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import httpcore

from ereput.errors import Disallowed, Unreachable
from ereput.fetch.wire import Lost

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]

MOST_ADDRESSES = 4  # tried for one name

_REFUSED_V4 = [
    ip_network(network)
    for network in (
        "0.0.0.0/8",  # this network, the unspecified address
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # carrier-grade NAT
        "127.0.0.0/8",  # loopback
        "169.254.0.0/16",  # link-local, the metadata services of clouds
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.31.196.0/24",  # AS112
        "192.52.193.0/24",  # AMT
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "192.175.48.0/24",  # AS112
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
]
_GLOBAL_V6 = ip_network("2000::/3")  # all else is refused: ::1, mapped, NAT64, ULA, link-local, multicast, reserved
_REFUSED_V6 = [
    ip_network(network)
    for network in (
        "2001::/23",  # protocol assignments: Teredo, ORCHID, benchmarks
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4
        "2620:4f:8000::/48",  # AS112
        "3fff::/20",  # documentation
    )
]


def is_public(address: str) -> bool:
    """An address that anybody on the internet may be asked at; False for what is no address."""
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    match ip:
        case IPv4Address():
            return not any(ip in network for network in _REFUSED_V4)
        case IPv6Address():
            return ip.scope_id is None and ip in _GLOBAL_V6 and not any(ip in network for network in _REFUSED_V6)


async def resolved(host: str, port: int) -> Sequence[str]:
    """The addresses of a name, in the system's order."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(info[4][0]) for info in found))


class Guard:
    """Addresses that may be connected to."""

    def __init__(self, allow_private: Iterable[str] = (), resolve: Resolve = resolved) -> None:
        self._allowed = {door.lower() for door in allow_private}
        self._resolve = resolve

    async def addresses(self, host: str, port: int) -> Sequence[str]:
        """Checked addresses of a name. Disallowed when any of them is private, Unreachable when there is none."""
        host = host.strip("[]").lower()
        try:
            found = await self._resolve(host, port)
        except socket.gaierror as error:
            kind = Lost if error.errno == socket.EAI_AGAIN else Unreachable
            raise kind("the name {host} cannot be resolved", host=host) from error
        except (OSError, UnicodeError) as error:
            raise Unreachable("the name {host} cannot be resolved", host=host) from error
        if not found:
            raise Unreachable("the name {host} has no address", host=host)
        private = [address for address in found if not is_public(address)]
        if private and not self._is_allowed(host, port):
            raise Disallowed(
                "{host} leads to a private address ({address}), which is not in allow_private",
                host=host,
                address=private[0],
            )
        return found[:MOST_ADDRESSES]

    def _is_allowed(self, host: str, port: int) -> bool:
        # By the name that was asked, so that no other name can be pointed at what the user opened for one.
        return f"{host}:{port}" in self._allowed or f"[{host}]:{port}" in self._allowed


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Connects to checked addresses only; TLS still sees the name."""

    def __init__(self, guard: Guard, inner: httpcore.AsyncNetworkBackend | None = None) -> None:
        self._guard = guard
        self._inner = inner or httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        failure: Exception = httpcore.ConnectError("no address answered")
        try:
            async with asyncio.timeout(timeout):
                addresses = await self._guard.addresses(host, port)
        except TimeoutError:
            raise httpcore.ConnectTimeout(f"the name {host} was not resolved in time") from None
        for address in addresses:
            try:
                return await self._inner.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    async def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None
    ) -> httpcore.AsyncNetworkStream:
        raise httpcore.ConnectError("no unix sockets")

    async def sleep(self, seconds: float) -> None:
        await self._inner.sleep(seconds)
