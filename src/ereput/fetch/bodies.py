"""A body, read no further than its limit, counted after decompression."""

import zlib
from collections.abc import AsyncIterable

from ereput.errors import Broken
from ereput.fetch.wire import Lost

_GZIP = ("gzip", "x-gzip")
_PLAIN = ("", "identity")
_STEP = 65_536


def _is_readable(encoding: str) -> bool:
    """We asked for gzip or nothing; another encoding is refused unread."""
    return encoding.strip().lower() in _GZIP + _PLAIN


async def bounded(chunks: AsyncIterable[bytes], encoding: str, most: int, *, may_cut: bool = False) -> bytes:
    """The body, decompressed, `most` bytes at most. Broken when it is longer and may not be cut."""
    if not _is_readable(encoding):
        raise Broken("an encoding that was not asked for: {encoding}", encoding=repr(encoding[:40]))
    inflate = _Gunzip() if encoding.strip().lower() in _GZIP else None
    body = bytearray()
    sent = 0
    async for chunk in chunks:
        sent += len(chunk)
        for part in inflate.parts(chunk, most + 1 - len(body)) if inflate else (chunk,):
            body += part
        if len(body) > most or sent > most + _STEP:  # gzip can also go on for ever and unfold to nothing
            if may_cut:
                return bytes(body[:most])
            raise Broken("the answer is longer than {size} MB", size=f"{most / 1e6:g}")
    if inflate and not inflate.is_whole:
        raise Lost("the answer was cut short")
    return bytes(body)


class _Gunzip:
    """Inflates in small steps, so that a bomb never gets room; several members are one body (RFC 1952)."""

    def __init__(self) -> None:
        self._inflate = zlib.decompressobj(16 + zlib.MAX_WBITS)
        self._is_begun = False

    @property
    def is_whole(self) -> bool:
        return self._inflate.eof or not self._is_begun

    def parts(self, chunk: bytes, most: int) -> "list[bytes]":
        """What a chunk unfolds to, no more than `most` bytes of it."""
        parts: list[bytes] = []
        while chunk and most > 0:
            if self._inflate.eof:
                if not chunk.startswith(b"\x1f"):
                    break  # padding after the last member
                self._inflate = zlib.decompressobj(16 + zlib.MAX_WBITS)
            self._is_begun = True
            try:
                part = self._inflate.decompress(chunk, min(most, _STEP))
            except zlib.error:
                raise Broken("the answer says that it is gzip, and is not") from None
            parts.append(part)
            most -= len(part)
            chunk = self._inflate.unused_data if self._inflate.eof else self._inflate.unconsumed_tail
        return parts
