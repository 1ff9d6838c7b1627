"""WARC, what archives and `ereput audit --record` write: the responses in it, and nothing that was sent."""

import zlib
from collections.abc import Iterator
from importlib import import_module
from typing import IO, Any

from ereput.exports.bytes_of import MOST_OF_PAGE
from ereput.exports.har import Answer, public
from ereput.words import N_

DAMAGED = N_("this WARC file is damaged: what stands before the damage was read")
EMPTY = N_("this WARC file holds no page")


def answers(opened: IO[bytes]) -> Iterator[Answer]:
    """The responses, one by one. Raises ValueError where the file is damaged or cut."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        for record in ArchiveIterator(opened):
            if record.rec_type not in ("response", "resource"):
                continue
            heads = record.http_headers or record.rec_headers
            kind = heads.get_header("Content-Type") or ""
            if not any(word in kind.lower() for word in ("html", "json")):
                continue
            body = _body(record, heads.get_header("Content-Encoding") or "")
            status = record.http_headers.get_statuscode() if record.http_headers else ""
            address = public(record.rec_headers.get_header("WARC-Target-URI"))
            yield Answer(address, kind, body, int(status) if (status or "").isdigit() else 200)
            if len(body) < 2 * MOST_OF_PAGE and getattr(record.raw_stream, "limit", 0) > 0:
                raise ValueError("cut")  # warcio ends there without a word
    except (ArchiveLoadFailed, zlib.error, OSError, EOFError, ValueError, LookupError, TypeError, AttributeError):
        # warcio raises what its parts raise: a cut gzip member, a length that is no number
        raise ValueError("this WARC file is damaged") from None


def _body(record: Any, encoding: str) -> bytes:
    """What a record holds, unpacked, so far as a page goes; b"" where Brotli packed it and is not there to unpack."""
    if encoding.strip().lower() != "br":
        body: bytes = record.content_stream().read(2 * MOST_OF_PAGE)
        return body
    packed = record.raw_stream.read(2 * MOST_OF_PAGE)  # warcio's own way asks of Brotli what it has no more
    try:
        brotli = import_module("brotli")
    except ImportError:
        return b""
    try:
        unpacked: bytes = brotli.Decompressor().process(packed, output_buffer_limit=2 * MOST_OF_PAGE)
    except brotli.error:
        return b""
    return unpacked
