"""A wire that keeps every exchange that passes it: the bytes in a WARC file at once, the rest in memory."""

import hashlib
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import IO
from urllib.parse import urlsplit

from ereput.errors import SourceError
from ereput.evidence.harmless import without_secrets
from ereput.evidence.manifest import Hop, Pairs
from ereput.fetch import Answer, Ask, Wire, Wired, redacted

_ORIGINAL = "X-Archive-Orig-"  # before a header that no longer fits what is kept


class Witness:
    """Passes questions on to another wire, and notes each with its answer. Keys and cookies are never written."""

    def __init__(self, wire: Wire, warc: IO[bytes], now: Callable[[], datetime], tool: str) -> None:
        from warcio.warcwriter import WARCWriter

        self._wire, self._now = wire, now
        self._writer = WARCWriter(warc, gzip=True, warc_version="1.1")
        self.hops: list[Hop] = []
        self.clients: set[str] = set()  # our own addresses on the connections
        info = self._writer.create_warcinfo_record(None, {"software": tool, "format": "WARC File Format 1.1"})
        self._writer.write_record(info)

    async def __call__(self, ask: Ask) -> Answer:
        at = self._now()
        try:
            answer = await self._wire(ask)
        except SourceError:
            self.hops.append(Hop(url=redacted(ask.url), asked_at=at, status=None))
            raise
        wired = answer.wired or _as_read(ask, answer)
        self.hops.append(_hop(ask, answer, wired, at, self._now()))
        self._keep(ask, answer, wired, at)
        if wired.client:
            self.clients.add(wired.client)
        return answer

    def keep_file(self, url: str, body: bytes, content_type: str, at: datetime) -> None:
        """Keeps a file that the user brought, as it is."""
        record = self._writer.create_warc_record(
            redacted(url),
            "resource",
            payload=BytesIO(body),
            length=len(body),
            warc_content_type=content_type,
            warc_headers_dict={"WARC-Date": _instant(at)},
        )
        self._writer.write_record(record)

    def _keep(self, ask: Ask, answer: Answer, wired: Wired, at: datetime) -> None:
        from warcio.statusandheaders import StatusAndHeaders

        url = redacted(ask.url)
        about = {"WARC-Date": _instant(at), **({"WARC-IP-Address": wired.server} if wired.server else {})}
        cut = {} if wired.is_whole else {"WARC-Truncated": "unspecified"}
        response = self._writer.create_warc_record(
            url,
            "response",
            payload=BytesIO(wired.body),
            length=len(wired.body),
            http_headers=StatusAndHeaders(
                f"{answer.status} {_line(wired.reason)}", _kept(wired.headers), protocol=wired.protocol
            ),
            warc_headers_dict={**about, **cut},
        )
        path = urlsplit(url)._replace(scheme="", netloc="").geturl() or "/"
        request = self._writer.create_warc_record(
            url,
            "request",
            payload=BytesIO(ask.body or b""),
            length=len(ask.body or b""),
            http_headers=StatusAndHeaders(f"{path} {wired.protocol}", _kept(wired.asked), protocol=ask.method),
            warc_headers_dict={**about, "WARC-Concurrent-To": response.rec_headers.get_header("WARC-Record-ID")},
        )
        self._writer.write_record(request)
        self._writer.write_record(response)


def _hop(ask: Ask, answer: Answer, wired: Wired, asked_at: datetime, had_at: datetime) -> Hop:
    return Hop(
        url=redacted(ask.url),
        asked_at=asked_at,
        status=answer.status,
        protocol=wired.protocol,
        headers=_kept(wired.headers),
        server=wired.server,
        certificate=hashlib.sha256(wired.certificate).hexdigest() if wired.certificate else None,
        clock_ahead=_ahead(answer.headers.get("date", ""), had_at),
    )


def _as_read(ask: Ask, answer: Answer) -> Wired:
    """For a wire that does not say what went over it: what was read, which is all that is known."""
    headers = tuple((n, v) for n, v in answer.headers.items() if n not in ("content-encoding", "transfer-encoding"))
    return Wired(
        protocol="HTTP/1.1", reason="", asked=tuple(ask.headers.items()), headers=headers, body=answer.body,
        is_whole=True,
    )  # fmt: skip


def _kept(headers: Pairs) -> Pairs:
    """Headers as they may be written: one line each, no keys in addresses, none of chunks that are no longer there."""
    return tuple(
        (f"{_ORIGINAL}{name}" if name.lower() == "transfer-encoding" else _line(name), without_secrets(_line(value)))
        for name, value in headers
    )


def _line(text: str) -> str:
    """In ASCII, without breaks: what else a server wrote stands there by its number, as in an address."""
    return "".join(c if c.isascii() and c.isprintable() else f"%{ord(c):02X}" for c in text)


def _ahead(stated: str, now: datetime) -> int | None:
    """Seconds from the server's Date to our clock; None where it states none."""
    with suppress(ValueError, OverflowError, TypeError):
        said = parsedate_to_datetime(stated)
        return round((now - (said if said.tzinfo else said.replace(tzinfo=UTC))).total_seconds())
    return None


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
