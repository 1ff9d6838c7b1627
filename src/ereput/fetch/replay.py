"""Saved answers in place of the network, and the recorder that saves them.

A folder is readable and writable by hand: every `*.toml` in it, or one level below, that has `[[exchange]]` tables.
A WARC file holds request and response records in pairs. `docs/replay.md` documents both.
A request that the saved answers lack is Unkept: a Problem of its source, never a crash.
"""

import json
import mimetypes
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import IO, Any, Self
from urllib.parse import parse_qsl, quote, unquote, urlsplit

import msgspec

from ereput.errors import NOT_RECORDED, Broken, StoreError, Unkept
from ereput.fetch.wire import Answer, Ask, Lost, Wire
from ereput.reasons import shaped

_PLAIN = "%/?:@!$&'()*+,;=~"  # what an address may hold as it is
_ERRORS = {"timeout": "time-out", "connection": "no connection"}


class Exchange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One saved question and its answer: an `[[exchange]]` table."""

    url: str
    query_has: tuple[str, ...] = ()  # in place of the address's query: parts that it holds, decoded
    method: str = "GET"
    body: str | None = None  # the whole body: JSON is compared as JSON, a form as a form
    body_has: tuple[str, ...] = ()  # or parts of it
    status: int = 200
    headers: Mapping[str, str] = {}
    file: str | None = None  # the answer's body, beside the TOML file
    text: str | None = None  # or written here
    error: str | None = None  # timeout · connection: no answer at all


class _Saved:
    def __init__(self, exchange: Exchange, content: bytes) -> None:
        self.exchange, self.content = exchange, content
        self.address = address(exchange.url)

    def answers(self, ask: Ask) -> bool:
        exchange = self.exchange
        if exchange.method != ask.method or not self._is_at(ask.url):
            return False
        sent = (ask.body or b"").decode("utf-8", "replace")
        readable = sent + "\n" + unquote(sent.replace("+", " "))
        if exchange.body is not None and not _same_body(exchange.body, sent):
            return False
        return all(part in readable for part in exchange.body_has)

    def _is_at(self, url: str) -> bool:
        asked = address(url)
        if not self.exchange.query_has:
            return self.address == asked
        query = " ".join(f"{name}={value}" for name, value in asked[3])
        return self.address[:3] == asked[:3] and all(part in query for part in self.exchange.query_has)

    def answer(self, ask: Ask) -> Answer:
        exchange = self.exchange
        if exchange.error is not None:
            raise Lost(_ERRORS.get(exchange.error, exchange.error))
        if len(self.content) > ask.most_bytes and not ask.may_cut:
            raise Broken(f"more than {ask.most_bytes // 1_000_000} MB")
        return Answer(
            status=exchange.status,
            headers={"content-type": self._type(), **_lower(exchange.headers)},
            body=self.content,
        )

    def _type(self) -> str:
        guessed = mimetypes.guess_type(self.exchange.file or "a.txt")[0] or "application/octet-stream"
        return f"{guessed}; charset=utf-8" if guessed.startswith("text/") else guessed


class Player:
    """A wire that answers from saved exchanges; repeated requests are answered in order, the last one for ever."""

    def __init__(self, exchanges: Iterable[tuple[Exchange, bytes]]) -> None:
        self._saved = [_Saved(exchange, content) for exchange, content in exchanges]
        self._played: set[int] = set()

    @classmethod
    def of(cls, path: Path) -> Self:
        """The player of a folder or of a WARC file; StoreError where it is neither."""
        try:
            return cls(saved(path))
        except OSError as error:
            raise StoreError("{path} cannot be replayed: {reason}", path=path, reason=error) from None

    async def __call__(self, ask: Ask) -> Answer:
        fitting = [number for number, saved in enumerate(self._saved) if saved.answers(ask)]
        if not fitting:
            raise Unkept(NOT_RECORDED, request=f"{ask.method} {ask.url}{_shown(ask)}")
        number = next((n for n in fitting if n not in self._played), fitting[-1])
        self._played.add(number)
        return self._saved[number].answer(ask)

    @property
    def unplayed(self) -> list[str]:
        """The addresses of saved answers that nothing asked for."""
        return [s.exchange.url for n, s in enumerate(self._saved) if n not in self._played]


def address(url: str) -> tuple[str, str, str, tuple[tuple[str, str], ...]]:
    """What two spellings of one address have in common: percent-encoding and the order of the query aside."""
    parts = urlsplit(url)
    query = tuple(sorted(parse_qsl(parts.query, keep_blank_values=True)))
    return parts.scheme.lower(), parts.netloc.lower(), unquote(parts.path) or "/", query


def exchanges(path: Path) -> Iterator[tuple[Exchange, bytes]]:
    """The `[[exchange]]` tables of one TOML file with their bodies; StoreError for one that is not understood."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get("exchange", [])
        for table in tables:
            exchange = shaped(table, Exchange)
            yield exchange, _content(path.parent, exchange)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise StoreError("{path}: {reason}", path=path, reason=error) from None


def _content(folder: Path, exchange: Exchange) -> bytes:
    return (folder / exchange.file).read_bytes() if exchange.file else (exchange.text or "").encode()


def saved(path: Path) -> Iterator[tuple[Exchange, bytes]]:
    """What a folder or a WARC file holds."""
    return _folder(path) if path.is_dir() else _warc(path)


def _folder(path: Path) -> Iterator[tuple[Exchange, bytes]]:
    for file in sorted([*path.glob("*.toml"), *path.glob("*/*.toml")]):
        yield from exchanges(file)


def _same_body(saved: str, sent: str) -> bool:
    with suppress(ValueError):
        return bool(json.loads(saved) == json.loads(sent))
    if "=" in saved and "=" in sent:
        return sorted(parse_qsl(saved, keep_blank_values=True)) == sorted(parse_qsl(sent, keep_blank_values=True))
    return saved == sent


def _shown(ask: Ask) -> str:
    return f" {ask.body[:300].decode('utf-8', 'replace')}" if ask.body else ""


def _lower(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


# ---------------------------------------------------------------- WARC

_MARKS = (b"WARC/", b"\x1f\x8b")  # plain, and packed with gzip


def _warc(path: Path) -> Iterator[tuple[Exchange, bytes]]:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    asked: dict[str, tuple[str, bytes]] = {}  # id of the response -> method and body of its request
    try:
        with path.open("rb") as opened:
            if not opened.read(5).startswith(_MARKS):
                raise StoreError("{path} is neither a folder of saved answers nor a WARC file", path=path)
            opened.seek(0)
            for found in ArchiveIterator(opened):
                identity = found.rec_headers.get_header("WARC-Record-ID")
                if found.rec_type == "request":
                    method = found.http_headers.protocol if found.http_headers else "GET"
                    belongs = found.rec_headers.get_header("WARC-Concurrent-To") or ""
                    asked[belongs] = method, found.content_stream().read()
                elif found.rec_type == "response" and found.http_headers:
                    yield _response(found, *asked.get(identity, ("GET", b"")))
    except ArchiveLoadFailed:
        raise StoreError("{path} is a damaged WARC file", path=path) from None


def _response(found: Any, method: str, body: bytes) -> tuple[Exchange, bytes]:
    headers = {name.lower(): value for name, value in found.http_headers.headers}
    exchange = Exchange(
        url=found.rec_headers.get_header("WARC-Target-URI"),
        method=method,
        body=body.decode("utf-8", "replace") or None,
        status=int(found.http_headers.get_statuscode()),
        headers=headers,
    )
    return exchange, found.content_stream().read()


class Recorder:
    """A wire that passes questions on to another and keeps each answer in a WARC file. Keys are never written."""

    def __init__(self, wire: Wire, path: Path) -> None:
        self._wire, self._path = wire, path
        self._file: IO[bytes] | None = None

    async def __aenter__(self) -> Self:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._path.open("wb")
        except OSError as error:
            raise StoreError("{path} cannot be written: {reason}", path=self._path, reason=error) from None
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._file:
            self._file.close()

    async def __call__(self, ask: Ask) -> Answer:
        answer = await self._wire(ask)
        self._keep(ask, answer)
        return answer

    def _keep(self, ask: Ask, answer: Answer) -> None:
        from warcio.statusandheaders import StatusAndHeaders
        from warcio.warcwriter import WARCWriter

        assert self._file is not None
        writer = WARCWriter(self._file, gzip=self._path.suffix == ".gz")
        # The body is kept as it was read: decompressed and within its limit, so the headers that say otherwise go.
        headers = [(n, v) for n, v in answer.headers.items() if n not in ("content-encoding", "transfer-encoding")]
        response = writer.create_warc_record(
            ask.url,
            "response",
            payload=BytesIO(answer.body),
            http_headers=StatusAndHeaders(f"{answer.status} ", headers, protocol="HTTP/1.1"),
        )
        path = urlsplit(ask.url)._replace(scheme="", netloc="").geturl() or "/"
        request = writer.create_warc_record(
            ask.url,
            "request",
            payload=BytesIO(ask.body or b""),
            http_headers=StatusAndHeaders(
                f"{quote(path, safe=_PLAIN)} HTTP/1.1", list(ask.headers.items()), protocol=ask.method
            ),
            warc_headers_dict={"WARC-Concurrent-To": response.rec_headers.get_header("WARC-Record-ID")},
        )
        writer.write_record(request)
        writer.write_record(response)
        self._file.flush()
