"""The wire itself, over httpx: one hop, HTTP/1.1 or HTTP/2, guarded and bounded, without cookies or environment.

The transport is used directly, not the client: a client would keep cookies, follow redirects and inflate whole chunks.
"""

import asyncio
import contextlib
import logging
import ssl
from collections.abc import Iterator
from types import TracebackType
from typing import Self

import h2.exceptions
import httpcore
import httpx

from ereput.errors import Broken, SourceError, Unreachable, UsageError
from ereput.fetch.addresses import door, redacted
from ereput.fetch.bodies import bounded
from ereput.fetch.guard import Guard, GuardedBackend, Resolve, resolved
from ereput.fetch.pace import left
from ereput.fetch.settings import FetchSettings
from ereput.fetch.wire import Answer, Ask, Lost
from ereput.fetch.wired import Sent, ends, wired
from ereput.reasons import why

# These write headers, keys among them, at DEBUG.
for _chatty in ("httpx", "httpcore", "h2", "hpack"):
    logging.getLogger(_chatty).setLevel(logging.WARNING)

_MOST_CONNECTIONS = 32
_IDLE_SECONDS = 15.0


class HttpWire:
    """Asks over the network. An async context manager; holds the connections."""

    def __init__(
        self,
        settings: FetchSettings,
        *,
        resolve: Resolve = resolved,
        transport: httpx.AsyncBaseTransport | None = None,
        keeps_wired: bool = False,
    ) -> None:
        self._settings = settings
        self._keeps_wired = keeps_wired  # every answer says what went over the wire, byte for byte
        self._guard = Guard(settings.allow_private, resolve)
        self._transport = transport or _transport(settings, self._guard)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        await self._transport.aclose()

    async def __call__(self, ask: Ask) -> Answer:
        try:
            async with asyncio.timeout(self._settings.total_seconds):
                with _said_plainly(ask.url, self._settings):
                    return await self._answer(ask)
        except TimeoutError:
            seconds = f"{self._settings.total_seconds:g}"
            raise Unreachable("time-out: no whole answer within {seconds} s", seconds=seconds) from None

    async def _answer(self, ask: Ask) -> Answer:
        request = self._request(ask)
        if self._settings.proxy:
            # The proxy resolves again by itself; what we see as private is not asked of it.
            # By the name that httpx asks for, since readers of addresses differ on names that are not ASCII.
            port = int(door(ask.url).rpartition(":")[2])
            await self._guard.addresses(request.url.raw_host.decode("ascii"), port)
        response = await self._transport.handle_async_request(request)
        try:
            headers = {
                name: value for name, value in response.headers.items() if name not in ("set-cookie", "set-cookie2")
            }
            if not self._keeps_wired:
                return Answer(response.status_code, headers, await self._body(response, ask))
            sent, between = Sent(), ends(response)
            body = await self._body(response, ask, sent)
            return Answer(
                response.status_code, headers, body, wired(request, response, ask.secret_headers, sent, between)
            )
        finally:
            await response.aclose()

    def _request(self, ask: Ask) -> httpx.Request:
        secrets = {name: secret.reveal() for name, secret in ask.secret_headers.items()}
        if not all(value.isascii() and value.isprintable() for value in {**ask.headers, **secrets}.values()):
            raise Broken("{url} cannot be asked: a header is not well formed", url=redacted(ask.url))
        timeout = httpx.Timeout(
            self._settings.read_seconds, connect=self._settings.connect_seconds, pool=self._settings.total_seconds
        )
        return httpx.Request(
            ask.method,
            ask.url,
            headers={**ask.headers, **secrets},
            content=ask.body,
            extensions={"timeout": timeout.as_dict(), "trace": _left},
        )

    async def _body(self, response: httpx.Response, ask: Ask, sent: Sent | None = None) -> bytes:
        """Nothing of a redirect, what can be had of a refusal, all of an answer."""
        encoding = response.headers.get("content-encoding", "")
        chunks = sent.noted(response.aiter_raw()) if sent else response.aiter_raw()
        if 300 <= response.status_code < 400:
            return b""
        if response.status_code < 400:
            return await bounded(chunks, encoding, ask.most_bytes, may_cut=ask.may_cut)
        with contextlib.suppress(SourceError), _said_plainly(ask.url, self._settings):
            return await bounded(chunks, encoding, ask.most_bytes, may_cut=True)
        return b""  # a refusal stays one, however badly it is said


def _transport(settings: FetchSettings, guard: Guard) -> httpx.AsyncHTTPTransport:
    limits = httpx.Limits(
        max_connections=_MOST_CONNECTIONS, max_keepalive_connections=_MOST_CONNECTIONS, keepalive_expiry=_IDLE_SECONDS
    )
    trust = _trust(settings)
    if settings.proxy:
        return _proxied(settings.proxy, trust, limits)
    transport = httpx.AsyncHTTPTransport(verify=trust, trust_env=False, http2=True, limits=limits)
    # httpx has no way in for a network backend; httpcore, which it stands on, has.
    transport._pool = httpcore.AsyncConnectionPool(
        ssl_context=trust,
        max_connections=limits.max_connections,
        max_keepalive_connections=limits.max_keepalive_connections,
        keepalive_expiry=limits.keepalive_expiry,
        http1=True,
        http2=True,
        network_backend=GuardedBackend(guard),
    )
    return transport


def _proxied(proxy: str, trust: ssl.SSLContext, limits: httpx.Limits) -> httpx.AsyncHTTPTransport:
    try:
        return httpx.AsyncHTTPTransport(verify=trust, trust_env=False, http2=True, limits=limits, proxy=proxy)
    except (ValueError, ImportError, httpx.InvalidURL):
        raise UsageError("the proxy must be written http://host:port or https://host:port") from None


def _trust(settings: FetchSettings) -> ssl.SSLContext:
    if settings.ca_file is None:
        return httpx.create_ssl_context(trust_env=False)
    try:
        return ssl.create_default_context(cafile=str(settings.ca_file))
    except (OSError, ssl.SSLError):
        raise UsageError("the certificates in {path} cannot be read", path=settings.ca_file) from None


async def _left(event: str, _info: object) -> None:
    if event.endswith("send_request_body.complete"):  # of HTTP/1.1 and of HTTP/2, where there is no body too
        left.get()(0.0)


@contextlib.contextmanager
def _said_plainly(url: str, settings: FetchSettings) -> Iterator[None]:
    """httpx's exceptions in the words of the house."""
    try:
        yield
    except httpx.ConnectTimeout as error:
        raise Lost("time-out: no connection within {seconds} s", seconds=f"{settings.connect_seconds:g}") from error
    except httpx.TimeoutException as error:
        raise Unreachable("time-out: no answer within {seconds} s", seconds=f"{settings.read_seconds:g}") from error
    except httpx.ProxyError as error:
        raise Unreachable("the proxy says: {reason}", reason=_plain(error)) from error
    except httpx.NetworkError as error:
        if reason := _certificate(error):
            raise Unreachable(
                "the certificate of {host} cannot be trusted: {reason}", host=door(url), reason=reason
            ) from error
        raise Lost("the connection failed: {reason}", reason=_plain(error)) from error
    except httpx.RemoteProtocolError as error:
        raise Lost("the connection was cut: {reason}", reason=_plain(error)) from error
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError):
        raise Broken("{url} cannot be asked: its address is not well formed", url=redacted(url)) from None
    except (httpx.LocalProtocolError, h2.exceptions.H2Error, ValueError):
        # httpx blames us, or lets it pass, when a server breaks the rules of HTTP/2; our own headers are well formed.
        raise Lost("the connection was cut: the server breaks the rules of HTTP") from None
    except (httpx.HTTPError, OSError) as error:
        raise Lost("the connection failed: {reason}", reason=_plain(error)) from error


def _certificate(error: BaseException | None) -> str | None:
    """Why a certificate was refused, if that is what is behind an error."""
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return error.verify_message
        error = error.__cause__ or error.__context__
    return None


def _plain(error: Exception) -> str:
    """What the system says of the connection, in our words where they are known; else what the library says."""
    behind: BaseException | None = error
    while behind is not None:
        if isinstance(behind, OSError) and (reason := why(behind)):
            return reason
        behind = behind.__cause__ or behind.__context__
    text = "".join(c if c.isprintable() else " " for c in str(error))
    return text[:120] or type(error).__name__
