"""JSON as pages write it: strictly first, then without what does not belong, then repaired."""

import html
import json
import re
from typing import Any

import json_repair

from ereput.parsing.decoding import whole

LONGEST = 2_000_000  # characters of one script
LONGEST_REPAIR = 200_000
_LETTERS_A_LOOK = 20  # of a piece that is taken out at once
_WRAPPERS = re.compile(
    r"^(?:\s|\ufeff|<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)+"
    r"|(?:\s|;|-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>|//\s*-->)+$"
)
_CURLY = str.maketrans(dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'))


class Impatience(Exception):
    """Text that is looked at over and over."""


class Patience:
    """How often broken text may be looked at, over all blocks of a page: json-repair goes back on hostile input."""

    def __init__(self, looks: int = 200_000) -> None:  # a block needs half as many as it has letters
        self.looks = looks

    def spend(self, looks: int) -> None:
        self.looks -= looks
        if self.looks < 0:
            raise Impatience


def parsed(text: str, patience: Patience | None = None) -> list[Any] | None:
    """The JSON values of a script, objects and arrays only; None where nothing can be read.

    Several values standing one after another are all taken.
    """
    if len(text) > LONGEST:
        return None
    values = _strict(text)
    if values:
        return values
    text = _bare(text)
    return _several(text) or _repaired(_bare(text), patience or Patience()) or None


def _bare(text: str) -> str:
    text = _unwrapped(text)
    if '"' in text:
        return text
    # Where an editor has turned every quote into an entity or a curly one.
    return html.unescape(text).translate(_CURLY)


def _unwrapped(text: str) -> str:
    # Both ends are cut to short pieces first, so that the pattern never runs over a hostile middle.
    head, tail = text[:200], text[200:]
    head = re.sub(_WRAPPERS, "", head, count=1) if _WRAPPERS.match(head) else head
    body = head + tail
    cut = max(0, len(body) - 200)
    return body[:cut] + _WRAPPERS.sub("", body[cut:])


def loaded(text: str) -> Any:
    """The value of a text that is JSON, raw control characters borne. Raises ValueError or RecursionError."""
    value = json.loads(text, strict=False)
    return whole(value) if "\\ud" in text or "\\uD" in text else value  # else no half of a pair can be in it


def _strict(text: str) -> list[Any]:
    try:
        return [value for value in [loaded(text)] if isinstance(value, dict | list) and value]
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


class _Counted(str):
    """Text that counts how often it is looked at, and passes that on to what is made of it."""

    patience: Patience

    def __getitem__(self, place: Any) -> str:
        found = str.__getitem__(self, place)
        if len(found) < 2:
            self.patience.spend(1)
            return found
        self.patience.spend(1 + len(found) // _LETTERS_A_LOOK)
        return _counted(found, self.patience)

    def __add__(self, other: str) -> str:
        return _counted(str.__add__(self, other), self.patience)


def _counted(text: str, patience: Patience) -> str:
    counted = _Counted(text)
    counted.patience = patience
    return counted


def _repaired(text: str, patience: Patience) -> list[Any]:
    if len(text) > LONGEST_REPAIR or "{" not in text or patience.looks < len(text):
        return []
    try:
        value = json_repair.loads(_counted(text, patience), skip_json_loads=True)
        return _kept([json.loads(json.dumps(value))])  # plain strings again
    except Exception:  # json-repair's own failures are of many kinds
        return []


def _kept(values: list[Any]) -> list[Any]:
    return [whole(value) for value in values if isinstance(value, dict | list) and value]
