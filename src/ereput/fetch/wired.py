"""What went over the wire for one hop, as it was sent: kept for evidence only, as it doubles what an answer weighs."""

from collections.abc import AsyncIterable, AsyncIterator, Collection
from dataclasses import dataclass, field
from typing import NamedTuple

import httpx

from ereput.fetch.wire import Wired

_COOKIES = frozenset({"cookie", "set-cookie", "set-cookie2"})


@dataclass
class Sent:
    """The bytes of a body while they come in, still compressed."""

    body: bytearray = field(default_factory=bytearray)
    is_whole: bool = False

    async def noted(self, chunks: AsyncIterable[bytes]) -> AsyncIterator[bytes]:
        """The same chunks, each noted before it is passed on."""
        async for chunk in chunks:
            self.body += chunk
            yield chunk
        self.is_whole = True


class Ends(NamedTuple):
    """Of a connection, while it is open."""

    server: str | None
    client: str | None
    certificate: bytes | None


def ends(response: httpx.Response) -> Ends:
    """Who is at either end. Asked before the body is read, since the connection may close with it."""
    if (stream := response.extensions.get("network_stream")) is None:
        return Ends(None, None, None)
    tls = stream.get_extra_info("ssl_object")
    return Ends(
        _address(stream.get_extra_info("server_addr")),
        _address(stream.get_extra_info("client_addr")),
        tls.getpeercert(binary_form=True) if tls else None,
    )


def wired(
    request: httpx.Request, response: httpx.Response, secrets: Collection[str], sent: Sent, between: Ends
) -> Wired:
    """What was asked and answered. Keys and cookies are left out; `secrets` are names of headers, in lower case."""
    return Wired(
        protocol=response.extensions.get("http_version", b"HTTP/1.1").decode("ascii", "replace"),
        reason=response.extensions.get("reason_phrase", b"").decode("latin-1"),
        asked=_headers(request.headers, _COOKIES.union(secrets)),
        headers=_headers(response.headers, _COOKIES),
        body=bytes(sent.body),
        is_whole=sent.is_whole,
        server=between.server,
        client=between.client,
        certificate=between.certificate,
    )


def _headers(headers: httpx.Headers, without: Collection[str]) -> tuple[tuple[str, str], ...]:
    """In their order, spelt as they were sent."""
    pairs = ((name.decode("latin-1"), value.decode("latin-1")) for name, value in headers.raw)
    return tuple((name, value) for name, value in pairs if name.lower() not in without)


def _address(pair: object) -> str | None:
    """The address of a socket, without its port."""
    return str(pair[0]) if isinstance(pair, tuple) and pair else None
