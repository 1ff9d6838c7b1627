"""JSON as pages write it: strictly first, then without what does not belong, then repaired."""

import html
import json
import re
from typing import Any

import json_repair

from ereput.parsing.decoding import whole

LONGEST = 2_000_000  # characters of one script
LONGEST_REPAIR = 200_000  # json-repair takes about 1.5 µs a character, and worse on hostile input
_WRAPPERS = re.compile(
    r"^(?:\s|\ufeff|<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)+"
    r"|(?:\s|;|-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>|//\s*-->)+$"
)
_QUOTED = re.compile(r"&(?:quot|#34|#x22);", re.I)


def parsed(text: str) -> list[Any] | None:
    """The JSON values of a script, objects and arrays only; None where nothing can be read.

    Several values standing one after another are all taken.
    """
    if len(text) > LONGEST:
        return None
    for reading in (_strict, _several, _repaired):
        values = reading(text)
        if values:
            return values
        text = _bare(text)
    return None


def _bare(text: str) -> str:
    text = _unwrapped(text)
    return html.unescape(text) if '"' not in text and _QUOTED.search(text) else text


def _unwrapped(text: str) -> str:
    # Both ends are cut to short pieces first, so that the pattern never runs over a hostile middle.
    head, tail = text[:200], text[200:]
    head = re.sub(_WRAPPERS, "", head, count=1) if _WRAPPERS.match(head) else head
    body = head + tail
    cut = max(0, len(body) - 200)
    return body[:cut] + _WRAPPERS.sub("", body[cut:])


def _strict(text: str) -> list[Any]:
    try:
        return _kept([json.loads(text, strict=False)])
    except (ValueError, RecursionError):
        return []


def _several(text: str) -> list[Any]:
    decoder, values, at = json.JSONDecoder(strict=False), [], 0
    try:
        while at < len(text):
            value, at = decoder.raw_decode(text, at)
            values.append(value)
            while at < len(text) and text[at] in " \t\r\n;,":
                at += 1
    except (ValueError, RecursionError):
        return []
    return _kept(values)


def _repaired(text: str) -> list[Any]:
    if len(text) > LONGEST_REPAIR or "{" not in text:
        return []
    try:
        return _kept([json_repair.loads(text, skip_json_loads=True)])
    except Exception:  # json-repair's own failures are of many kinds
        return []


def _kept(values: list[Any]) -> list[Any]:
    return [whole(value) for value in values if isinstance(value, dict | list) and value]
