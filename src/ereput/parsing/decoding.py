"""Bytes to text: the charset of the mark, the header, the meta, then by looking; and letters read wrongly, mended."""

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
# Python's own codecs that no browser knows: some take minutes over a page, some make half letters of it, some unpack.
_NEVER = frozenset(
    "idna punycode unicode-escape raw-unicode-escape undefined utf-7 mbcs oem"
    " base64 bz2 hex quopri rot-13 rot13 uu zlib".split()
)
# What browsers read under these labels: the WHATWG Encoding Standard.
_BROWSERS = {
    **dict.fromkeys("iso-8859-1 latin-1 latin1 ascii us-ascii iso8859-1 l1 x-user-defined".split(), "windows-1252"),
    **dict.fromkeys("utf-16 utf-16le utf-16be utf-32 ucs-2".split(), "utf-8"),  # whoever can read it, reads ASCII
    **dict.fromkeys("shift_jis shift-jis sjis x-sjis ms_kanji windows-31j".split(), "cp932"),
    **dict.fromkeys("gb2312 gbk x-gbk".split(), "gb18030"),
    **dict.fromkeys("euc-kr ks_c_5601-1987".split(), "cp949"),
    **dict.fromkeys("iso-8859-9 latin5".split(), "windows-1254"),
    "tis-620": "windows-874",
}
# Charsets of several bytes a letter are taken at their word; any other names something for every byte, UTF-8's too.
_STRICT = re.compile("utf|gb|big5|euc|cp9|shift|iso2022|hz|johab")
_HALVES = re.compile("[\ud800-\udfff]")
_KANA = re.compile("[\u3041-\u30ff]")
_HIGH = re.compile(rb"[\x80-\xff]")
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
_FEWEST_KANA = 5

# A letter that is the first byte of a UTF-8 letter, and after it what its other bytes look like in windows-1252.
_TO_BYTES = {ord(bytes([n]).decode("windows-1252", "ignore") or chr(n)): n for n in range(0x80, 0xA0)}
_REST = "".join(map(chr, [*_TO_BYTES, *range(0x80, 0xC0)]))
_BROKEN = re.compile(f"[\xc2-\xf4][{re.escape(_REST)}]")


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
    whatever it states; the order after the mark is header, meta, UTF-8, what the bytes look like, windows-1252.
    A body cut within a letter loses that letter only.
    """
    for mark, charset in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(charset, "replace")
    wide = _wide(body)
    return body.decode(wide, "replace") if wide else mended(_narrow(body, content_type))


def _narrow(body: bytes, content_type: str | None) -> str:
    stated = [m.group(1) for m in [_HEADER.search(content_type or "")] if m]
    stated += [m.group(1).decode("ascii", "ignore") for m in [_META.search(body[:4096]), _XML.search(body[:400])] if m]
    for label in [*stated, "utf-8"]:
        charset = _BROWSERS.get(label.lower(), label)
        text = _as(body, "utf-8") if not _STRICT.match(charset.lower()) else None
        if text is None and charset != "windows-1252":
            text = _as(body, charset)
        if text is not None:
            return text
    return _japanese(body) or body.decode("windows-1252", "replace")


def _as(body: bytes, charset: str) -> str | None:
    """The text in a charset, the end of a cut body left out; None where it is not in it.

    Now and then a page in UTF-8 or Shift-JIS holds a byte that is none: one in twenty letters is borne.
    """
    try:
        name = codecs.lookup(charset).name.replace("_", "-")
        if name in _NEVER:
            return None
        decoder = codecs.getincrementaldecoder(charset)()
        text = decoder.decode(body)
        if decoder.getstate()[0] and not _BEYOND_ASCII.search(text):
            return None  # "café" in windows-1252: its last letter, alone, is no cut one of UTF-8
    except UnicodeError:
        is_borne = name == "utf-8" or (name == "cp932" and not _is_utf_8(body))
        text = body.decode(charset, "replace") if is_borne else "\ufffd"
        wrong = text.count("\ufffd")
        return text if 20 * wrong <= len(_BEYOND_ASCII.findall(text)) - wrong else None
    except LookupError:
        return None
    return text


def _is_utf_8(body: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(body)
    except UnicodeError:
        return False
    return True


def _wide(body: bytes) -> str | None:
    """UTF-16 without a mark: in a page every second byte is nought."""
    beginning = body[:2000]
    half = len(beginning) // 2
    if half < 8:
        return None
    first, second = beginning[0::2].count(0), beginning[1::2].count(0)
    if second > 0.7 * half and first < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if first > 0.7 * half and second < 0.1 * half else None


def _japanese(body: bytes) -> str | None:
    """Shift-JIS that does not say so: three in ten of what is not ASCII are kana, as in no other tongue."""
    if not _HIGH.search(body):
        return None
    try:
        text = codecs.getincrementaldecoder("cp932")().decode(body)
    except UnicodeError:
        return None
    kana = len(_KANA.findall(text))
    return text if kana >= _FEWEST_KANA and 10 * kana >= 3 * len(_BEYOND_ASCII.findall(text)) else None


def mended(text: str) -> str:
    """The text as it was before UTF-8 was read as windows-1252: "Ã©" is "é". Only when all of it says so.

    Every letter has to be one of windows-1252's, their bytes have to be whole UTF-8, and fewer such pairs may be left;
    a text in which one "é" is right is left as it is.
    """
    for _ in range(2):  # some are read wrongly twice
        broken = 0 if text.isascii() else len(_BROKEN.findall(text))
        if not broken:
            break
        try:
            better = text.translate(_TO_BYTES).encode("latin-1").decode("utf-8")
        except UnicodeError:
            break
        if len(_BROKEN.findall(better)) >= broken:
            break
        text = better
    return text
