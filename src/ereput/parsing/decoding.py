"""Bytes to text: the charset of the header, the mark, the meta, then by looking."""

import codecs
import re
from typing import Any

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.I)
_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)", re.I)
# Python's own codecs that no browser knows: some take minutes over a page, some make half letters of it.
_NEVER = {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "utf-7", "mbcs", "oem"}
# The WHATWG Encoding Standard reads these labels as windows-1252, as browsers do.
_AS_1252 = {"iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii", "iso8859-1", "l1"}
_HALVES = re.compile("[\ud800-\udfff]")


def whole(value: Any) -> Any:
    """What JSON held, with U+FFFD for each half of a pair of surrogates: it cannot be kept, hashed or printed."""
    if isinstance(value, str):
        return _HALVES.sub("\ufffd", value)
    if isinstance(value, list):
        return [whole(member) for member in value]
    if isinstance(value, dict):
        return {whole(key): whole(member) for key, member in value.items()}
    return value


def decoded(body: bytes, content_type: str | None = None) -> str:
    """The text of a body. Never raises: what cannot be read becomes U+FFFD.

    UTF-8 is tried strictly before any single-byte charset, since a page that is valid UTF-8 beyond ASCII is UTF-8
    whatever it states; the order after the mark is header, meta, UTF-8, windows-1252.
    """
    for mark, charset in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(charset, "replace")
    stated = [m.group(1) for m in [_HEADER.search(content_type or "")] if m]
    stated += [m.group(1).decode("ascii", "ignore") for m in [_META.search(body[:4096]), _XML.search(body[:400])] if m]
    for charset in [*stated, "utf-8"]:
        name = "windows-1252" if charset.lower() in _AS_1252 else charset
        try:
            if name == "windows-1252":
                return body.decode("utf-8")
            if codecs.lookup(name).name.replace("_", "-") not in _NEVER:
                return body.decode(name)
        except (UnicodeError, LookupError):
            continue
    return body.decode("windows-1252", "replace")
