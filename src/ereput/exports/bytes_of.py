"""Bytes of a file: how many are read, what they are by their first letters, and what of a page is no text."""

import re
import zlib

from ereput.words import N_

MOST = 64_000_000  # bytes read of one file
_PIECE = 1_000  # bytes of a gzip file that are unpacked at once: so much is lost at most before a damage
MOST_OF_PAGE = 8_000_000  # bytes of one page: its tree takes thirty times as much memory

GZIP = b"\x1f\x8b"
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
WARC = b"WARC/"
FOREIGN = {
    b"%PDF": N_("this is a PDF; open the page in a browser and save it as HTML"),
    b"\x89PNG": N_("this is a picture, not a page"),
    b"\xff\xd8\xff": N_("this is a picture, not a page"),
    b"GIF8": N_("this is a picture, not a page"),
    b"SQLite format 3": N_("this is a database, not a page"),
    b"\xd0\xcf\x11\xe0": N_("this is an old Office file; save the table as CSV"),
}
OFFICE = N_("this is an Office file; save the table as CSV")

_PAGE = re.compile(
    r"<(?:!doctype|html|head|body|meta|title|script|link|div|span|p|a|table|section|article|main|h1|img|ul)\b", re.I
)
_XML = re.compile(r"\s{0,100}<(?:\?xml|!doctype\s{1,20}(?!html))", re.I)
_ENTITY = re.compile(r"<!ENTITY\b")
_HTML = re.compile(r"<(?:html|!doctype\s{1,20}html)\b", re.I)
_INLINE = re.compile(rb"data:[\w/+.-]{1,80}(?:;[\w=-]{1,40}){0,4};base64,[A-Za-z0-9+/=%]{200,}")


def inflated(body: bytes) -> tuple[bytes, bool]:
    """What a gzip'd file holds, its members one after another, at most MOST bytes; and whether it is whole.

    Of a damaged or cut one, what stands before the damage. What follows the last member is none of its.
    """
    held = bytearray()
    at = 0
    while body.startswith(GZIP, at) and len(held) < MOST:
        member = zlib.decompressobj(wbits=31)
        while not member.eof and len(held) < MOST:
            piece = body[at : at + _PIECE]
            try:
                held += member.decompress(piece, MOST - len(held))
            except zlib.error:
                return bytes(held), False
            if not piece:
                return bytes(held), False
            at += len(piece)
        at -= len(member.unused_data)
    return bytes(held), True


def cut(body: bytes) -> tuple[bytes, bool]:
    """A page without the pictures that are written in it, and whether it was too long and is cut."""
    if len(body) > MOST_OF_PAGE:
        body = _INLINE.sub(b"data:,", body)
    return body[:MOST_OF_PAGE], len(body) > MOST_OF_PAGE


def looks_like_page(text: str) -> bool:
    """A tag of HTML stands in it, and it is text."""
    beginning = text[:200_000]
    return beginning.count("\x00") < 10 and bool(_PAGE.search(beginning)) and not is_xml(text)


def is_xml(text: str) -> bool:
    """XML that is no XHTML: a feed, a drawing, a trap of entities. No entity is ever resolved."""
    is_html = _HTML.search(text[:100_000]) and not _ENTITY.search(text[:10_000])
    return bool(_XML.match(text)) and not is_html


def legible(name: str) -> str:
    """A name that can be printed and kept: what is no letter becomes "?"."""
    return name.encode("utf-8", "replace").decode("utf-8")
