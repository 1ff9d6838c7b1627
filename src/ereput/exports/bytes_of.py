"""Bytes of a file: how many are read, and whether they look like a page."""

import re
import zlib

MOST = 30_000_000  # bytes of one file

_PAGE = re.compile(
    r"<(?:!doctype|html|head|body|meta|title|script|link|div|span|p|a|table|section|article|main|h1|img|ul|\?xml)\b",
    re.I,
)


def inflated(body: bytes) -> bytes:
    """What a gzip'd file holds, at most one byte more than MOST; b"" when it is damaged at once."""
    try:
        return zlib.decompressobj(wbits=31).decompress(body, MOST + 1)
    except zlib.error:
        return b""


def looks_like_page(text: str) -> bool:
    """A tag of HTML stands in it, and it is text."""
    beginning = text[:200_000]
    return beginning.count("\x00") < 10 and bool(_PAGE.search(beginning))
