"""What a person sees of a page: title, language, main text."""

import re
from functools import cache
from typing import Any

from lxml import etree

from ereput.reading.parts import Parts

LONGEST = 20_000  # characters of main text
_UNSEEN = frozenset("script style noscript template svg math head iframe object select option textarea canvas".split())
_BLOCKS = frozenset(
    "address article aside blockquote br dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main "
    "nav ol p pre section table tbody td th thead tr ul".split()
)
_AROUND = frozenset("nav header footer aside form".split())
_LANGUAGE = re.compile(r"^\s*([A-Za-z]{2,3})(?:[-_][\w-]*)?\s*$")


class Sight:
    """Reads the text inside elements, as long as its patience lasts: nested elements would be read over and over."""

    def __init__(self, patience: int = 500_000) -> None:
        self.patience = patience  # nodes looked at, over all readings

    def shown(self, element: Any, longest: int = LONGEST, skip: frozenset[str] = _UNSEEN) -> str:
        """The text inside an element, a line for each block; what is hidden by its kind is left out."""
        parts: list[str] = []
        length = 0
        waiting: list[Any] = [element]
        while waiting and length < longest and self.patience > 0:
            node = waiting.pop()
            if isinstance(node, str):
                parts.append(node)
                length += len(node)
                continue
            self.patience -= 1
            if node is not element and node.tail:
                waiting.append(node.tail)
            tag = node.tag
            if not isinstance(tag, str) or (tag in skip and node is not element):
                continue
            if tag in _BLOCKS:
                parts.append("\n")
                waiting.append("\n")
            waiting.extend(reversed(node))
            if node.text:
                waiting.append(node.text)
        return "".join(parts)[:longest]


def shown(element: Any, longest: int = LONGEST, skip: frozenset[str] = _UNSEEN) -> str:
    """The text inside one element."""
    return Sight().shown(element, longest, skip)


def main_text(tree: Any) -> str:
    """The main visible text, at most LONGEST characters; what stands around it only when there is nothing else."""
    body = tree.find(".//body")
    start = next((e for e in tree.iter("main")), None)
    for candidate in (start, body, tree):
        if candidate is not None:
            text = _lines(_told(candidate))
            if len(text) > 200 or candidate is tree:
                return text[:LONGEST]
    return ""


def _told(element: Any) -> str:
    """What `shown` gives without what stands around, several times as fast: in C, as far as libxslt goes down."""
    try:
        return str(_telling()(element))[: 4 * LONGEST]
    except etree.LxmlError:
        return shown(element, 4 * LONGEST, _UNSEEN | _AROUND)


@cache
def _telling() -> Any:
    silent = "|".join(f"*/{tag}" for tag in sorted(_UNSEEN | _AROUND))
    blocks = "|".join(sorted(_BLOCKS - _AROUND))
    return etree.XSLT(
        etree.XML(
            '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:output method="text"/>'
            f'<xsl:template match="{silent}" priority="2"/>'
            f'<xsl:template match="{blocks}"><xsl:text>&#10;</xsl:text><xsl:apply-templates/>'
            "<xsl:text>&#10;</xsl:text></xsl:template></xsl:stylesheet>"
        )
    )


def title(page: Parts) -> str | None:
    """The title of the page, else its first heading."""
    for element in (*page.titles, *page.headings):
        text = " ".join(shown(element, 1000).split())
        if text:
            return text[:500]
    return None


def language(tree: Any, page: Parts) -> str | None:
    """The language that the page states, as two letters; None where it states none."""
    stated = (tree.get("lang"), tree.get("{http://www.w3.org/XML/1998/namespace}lang"), tree.get("xml:lang"))
    for value in (*stated, page.meta("content-language"), page.meta("og:locale")):
        match = _LANGUAGE.match(value or "")
        if match and len(match.group(1)) == 2:
            return match.group(1).lower()
    return None


def _lines(text: str) -> str:
    """The lines that say something, as many as are kept of a main text."""
    lines: list[str] = []
    length = 0
    for line in text.split("\n"):
        if line and not line.isspace():
            lines.append(" ".join(line.split()))
            length += len(lines[-1]) + 1
            if length > LONGEST:
                break
    return "\n".join(lines)
