"""From text to one tree, whatever the text: what would make the parser slow or stop it is taken out, and said."""

import re
from itertools import islice
from typing import Any

from lxml import etree

from ereput.words import N_

LONGEST = 30_000_000  # characters of one page
_MOST_ATTRIBUTES = 5_000  # of one tag: libxml2 takes a time that grows with the square of their number
_MOST_SQUARES = 500_000_000  # of all tags together, about a second
_FEW = 300

# A tag up to its end or the end of the text, quotes meaning something only after "="; it never fails, so it is
# linear.
_TAG = r"(?:[^=>]++|=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))?+)*+"
_OPEN_TAG = re.compile(rf"<[a-zA-Z]{_TAG}")
# The same where ">" comes late, which is three times as fast; ">" within quotes, seldom seen, may come early.
_LONG_TAG = re.compile(rf"<[a-zA-Z](?=[^>]{{600}}){_TAG}")
_QUOTED_END = re.compile(r"=\s*+(?:\"[^\">]*+>|'[^'>]*+>)")
_SELDOM = 20  # in a page: between them is room for some thousand attributes
_VALUE = re.compile(r"=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))")
_TAG_NAME = re.compile(r"<[a-zA-Z][\w-]{0,40}")
_PLAIN_TAG = re.compile(r"</?(?:div|span|b|i|font|center|section|p|ul|li|blockquote)\s{0,9}>", re.I)

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
    text = _without_early_end(text.replace("\x00", ""))
    lighter = _without_crowds(text)
    if lighter is not text:
        problems.append(ATTRIBUTES)
    found, is_deep = _parsed(lighter)
    if is_deep:
        found, is_deep = _parsed(_PLAIN_TAG.sub(" ", lighter))
        problems.append(TOO_DEEP if is_deep else DEEP)
    if found is None:
        problems.append(NO_PAGE)
    return found, problems


def _without_early_end(text: str) -> str:
    """The text without end tags of the page that stand before its end: libxml2 reads nothing after them."""
    end = text.find("</html>")
    if end < 0 or not text[end + 7 : end + 1000].strip():
        return text
    return text.replace("</html>", " ").replace("</body>", " ")


def _parsed(text: str) -> tuple[Any, bool]:
    # Not lxml.html's parser, whose elements are made by a function in Python, one call for each.
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_pis=True, remove_comments=True, collect_ids=False
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None, False
    return root, any("Excessive depth" in entry.message for entry in parser.error_log.filter_from_fatals())


def _without_crowds(text: str) -> str:
    """The text without the attributes of tags that have thousands of them."""
    if len(text) < 2 * _FEW:
        return text
    squares = 0
    cut: list[tuple[int, int]] = []
    is_seldom = next(islice(_QUOTED_END.finditer(text), _SELDOM, None), None) is None
    for match in (_LONG_TAG if is_seldom else _OPEN_TAG).finditer(text):
        if match.end() - match.start() < 2 * _FEW:
            continue
        number = _attributes(match.group())
        squares += number * number
        if number > _MOST_ATTRIBUTES or (squares > _MOST_SQUARES and number > _FEW):
            name = _TAG_NAME.match(match.group())
            cut.append((match.start() + (name.end() if name else 2), match.end()))
    if not cut:
        return text
    parts, at = [], 0
    for start, end in cut:
        parts.append(text[at:start])
        at = end
    return "".join([*parts, text[at:]])


def _attributes(tag: str) -> int:
    """How many there are, by the words outside quotes."""
    words = tag.count(" ") + tag.count("\n") + tag.count("\t") + tag.count("/") + tag.count('"') + tag.count("'")
    return len(_VALUE.sub(" ", tag).replace("/", " ").split()) if words > _FEW else words
