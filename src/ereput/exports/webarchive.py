"""What Safari saves as "Web Archive" (`.webarchive`): a binary property list with the page as its main resource."""

import plistlib
import re
import struct
from typing import Any

MARK = b"bplist00"


def page(body: bytes) -> tuple[bytes, str, str | None] | None:
    """The page's bytes, its content type, and the address that it was saved from; None where there is no page."""
    if not _is_honest(body):
        return None
    try:
        main = _inner(plistlib.loads(body, fmt=plistlib.FMT_BINARY), "WebMainResource")
    except (plistlib.InvalidFileException, ValueError, RecursionError, OverflowError, TypeError, LookupError):
        return None
    content, kind, charset, url = (
        main.get(f"WebResource{name}") for name in ("Data", "MIMEType", "TextEncodingName", "URL")
    )
    if not isinstance(content, bytes) or "html" not in str(kind).lower():
        return None
    return content, f"text/html; charset={charset}" if isinstance(charset, str) else "", _address(url)


def _is_honest(body: bytes) -> bool:
    """It has no more objects than bytes; plistlib makes room for as many as the last lines say."""
    return len(body) > 40 and struct.unpack(">Q", body[-24:-16])[0] <= len(body)


def _inner(value: Any, key: str) -> dict[str, Any]:
    inner = value.get(key) if isinstance(value, dict) else None
    return inner if isinstance(inner, dict) else {}


def _address(url: Any) -> str | None:
    return url[:2_000] if isinstance(url, str) and re.match(r"https?://", url) else None
