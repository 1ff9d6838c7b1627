"""From text to one tree, whatever the text: what would make the parser slow or stop it is taken out, and said."""

import re
from typing import Any

from lxml import etree

from ereput.words import N_

LONGEST = 30_000_000  # characters of one page
_MOST_ATTRIBUTES = 5_000  # of one tag: libxml2 takes a time that grows with the square of their number
_MOST_SQUARES = 500_000_000  # of all tags together, about a second
_FEW = 300
_SMALL = 80_000  # bytes of a page: the 20,000 attributes that find room in it take less than a second

# A tag up to its end or the end of the page, quotes meaning something only after "="; it never fails, so it is
# linear.
_TAG = rb"(?:[^=>]++|=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))?+)*+"
# A tag too short for a crowd, whose first ">" stands behind a closing quote with no other kind of quote before it.
_PLAIN = rb"[^'>]{0,597}+(?<=[^=\s]\")>"
# Not plain, and ">" comes late or stands within quotes: what is no crowd is passed over in less than half the time.
_LONG_TAG = re.compile(
    rb"<[a-zA-Z](?!" + _PLAIN + rb")"
    rb"(?=[^>]{600}|[^>\"']*+(?:\"[^\">]*+\"[^>\"']*+|'[^'>]*+'[^>\"']*+)*+[\"'])" + _TAG
)
_VALUE = re.compile(rb"=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))")
_TAG_NAME = re.compile(rb"<[a-zA-Z][\w-]{0,40}")
_PLAIN_TAG = re.compile(rb"</?(?:div|span|b|i|font|center|section|p|ul|li|blockquote)\s{0,9}>", re.I)

CUT = N_("only the first 30 million characters were read")
DEEP = N_("the page is nested more than 2 000 levels deep: tags without attributes were left out")
TOO_DEEP = N_("the page is nested more than 2 000 levels deep: what lies deeper was not read")
ATTRIBUTES = N_("a tag has thousands of attributes: they were left out")
NO_PAGE = N_("there is no page in this text")


def tree(text: str) -> tuple[Any, list[str]]:
    """The tree of a page, None where there is none, and what was left out."""
    problems: list[str] = []
    if len(text) > LONGEST:
        text = text[:LONGEST]
        problems.append(CUT)
    page = _without_early_end(text.encode("utf-8", "replace").replace(b"\x00", b""))
    lighter = _without_crowds(page)
    if lighter is not page:
        problems.append(ATTRIBUTES)
    found, is_deep = _parsed(lighter)
    if is_deep:
        found, is_deep = _parsed(_PLAIN_TAG.sub(b" ", lighter))
        problems.append(TOO_DEEP if is_deep else DEEP)
    if found is None:
        problems.append(NO_PAGE)
    return found, problems


def _without_early_end(page: bytes) -> bytes:
    """The page without end tags of the page that stand before its end: libxml2 reads nothing after them."""
    end = page.find(b"</html>")
    if end < 0 or not page[end + 7 : end + 1000].strip():
        return page
    return page.replace(b"</html>", b" ").replace(b"</body>", b" ")


def _parsed(page: bytes) -> tuple[Any, bool]:
    # Not lxml.html's parser, whose elements are made by a function in Python, one call for each.
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_pis=True, remove_comments=True, collect_ids=False
    )
    try:
        root = etree.fromstring(page, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None, False
    return root, any("Excessive depth" in entry.message for entry in parser.error_log.filter_from_fatals())


def _without_crowds(page: bytes) -> bytes:
    """The page without the attributes of tags that have thousands of them."""
    if len(page) < _SMALL:
        return page
    squares = 0
    cut: list[tuple[int, int]] = []
    for match in _LONG_TAG.finditer(page):
        if match.end() - match.start() < 2 * _FEW:
            continue
        number = _attributes(match.group())
        squares += number * number
        if number > _MOST_ATTRIBUTES or (squares > _MOST_SQUARES and number > _FEW):
            name = _TAG_NAME.match(match.group())
            cut.append((match.start() + (name.end() if name else 2), match.end()))
    if not cut:
        return page
    parts, at = [], 0
    for start, end in cut:
        parts.append(page[at:start])
        at = end
    return b"".join([*parts, page[at:]])


def _attributes(tag: bytes) -> int:
    """How many there are, by the words outside quotes."""
    words = sum(tag.count(mark) for mark in (b" ", b"\n", b"\t", b"/", b'"', b"'"))
    return len(_VALUE.sub(b" ", tag).replace(b"/", b" ").split()) if words > _FEW else words
