"""Selectors of site readers: a small part of CSS, turned into XPath once.

`tag`, `.class`, `[attribute]`, `[attribute=value]`, `[attribute^=beginning]`, a space for "somewhere inside" and `>`
for "directly inside"; a last `@attribute` takes the attribute's value in place of what is shown.
"""

import re
from dataclasses import dataclass
from typing import Any

from lxml import etree

from ereput.reading.things import clean
from ereput.reading.visible import Sight

_STEP = re.compile(r"(?P<tag>[a-z][a-z0-9]*|\*)?(?P<rest>(?:\.[\w-]+|\[[\w:-]+(?:\^?=[^\]\s'\"]+)?\])*)\Z")
_PART = re.compile(r"\.(?P<kind>[\w-]+)|\[(?P<name>[\w:-]+)(?:(?P<how>\^?=)(?P<value>[^\]\s'\"]+))?\]")


@dataclass(frozen=True, slots=True)
class Selector:
    """Which elements, and what of them: what is shown, or an attribute."""

    find: Any
    attribute: str | None

    def elements(self, inside: Any) -> list[Any]:
        return list(self.find(inside))

    def texts(self, inside: Any, sight: Sight) -> list[str]:
        found = self.elements(inside)
        texts = (element.get(self.attribute) if self.attribute else sight.shown(element) for element in found)
        return [said for said in (clean(text) for text in texts if text) if said]


def selector(text: str) -> Selector:
    """Raises ValueError where the text is no selector known here."""
    path, _, attribute = text.partition("@")
    steps = path.split()
    if not steps or (attribute and not re.fullmatch(r"[\w:-]+", attribute)):
        raise ValueError(text)
    axis, parts = "descendant::", []
    for step in steps:
        if step == ">":
            axis = "child::"
            continue
        parts.append(axis + _step(step))
        axis = "descendant::"
    if axis == "child::":
        raise ValueError(text)
    return Selector(etree.XPath("/".join(parts)), attribute or None)


def _step(text: str) -> str:
    match = _STEP.match(text)
    if not match:
        raise ValueError(text)
    return (match["tag"] or "*") + "".join(map(_condition, _PART.finditer(match["rest"])))


def _condition(part: re.Match[str]) -> str:
    if part["kind"]:
        return f"[contains(concat(' ', normalize-space(@class), ' '), ' {part['kind']} ')]"
    if not part["how"]:
        return f"[@{part['name']}]"
    if part["how"] == "=":
        return f"[@{part['name']}='{part['value']}']"
    return f"[starts-with(@{part['name']}, '{part['value']}')]"
