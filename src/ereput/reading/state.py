"""The state that a page carries for its own scripts: `__NEXT_DATA__` and other JSON scripts, `window.__STATE__ = {…}`.

It has no vocabulary. JSON-LD in it is JSON-LD. Otherwise an object is a review when it has words, a mark, and an
author or a day; and a listing when it has a name with a mark and a count, or with an address and a telephone, and is
what the page is about: its name stands in the title, or it is one of three or more of a list.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from ereput.parsing.decoding import whole
from ereput.parsing.names import folded
from ereput.reading import jsonld, repair, vocabulary
from ereput.reading.parts import Script
from ereput.reading.things import Thing

MOST_STATE = 8_000_000  # characters of all scripts together
MOST_NODES = 300_000
_LONGEST_TEXT_OF_JSON = 200_000
_FEWEST_OF_LIST = 3

_HOLDERS = ("window.", "window[", "self.", "self[", "globalThis")
_MOST_ASSIGNED = 20  # of one script
_ASSIGNED = re.compile(
    r"(?:window|self|globalThis)(?:\.|\[[\"'])(?:__\w{1,60}|[A-Z][A-Z_]{3,60})(?:[\"']\])?\s{0,9}=\s{0,9}"
    r"(?P<parse>JSON\.parse\(\s{0,9}(?=[\"'])|(?=[{\[]))"
)
_NO_JSON = re.compile(r"(?<=[:,\[])\s{0,9}(?:undefined|NaN|void 0)(?=\s{0,9}[,}\]])")


@dataclass(slots=True)
class State:
    """What the state of a page says, as things."""

    stated: list[Thing] = field(default_factory=list)  # JSON-LD, wherever it stands
    listings: list[Thing] = field(default_factory=list)
    reviews: list[Thing] = field(default_factory=list)


def is_carried(scripts: list[Script]) -> bool:
    """A cheap look."""
    state = (script for script in scripts if "ld+json" not in script.kind)
    return any("json" in script.kind or any(name in script.text for name in _HOLDERS) for script in state)


def read(scripts: list[Script], title: str) -> State:
    """The things of a page's state; `title` is what the page calls itself."""
    reader = _Reader(folded(title))
    for value in _values(scripts):
        reader.read(value)
    reader.state.stated = jsonld.things(reader.values)
    return reader.state


def _values(scripts: list[Script]) -> Iterator[Any]:
    left = MOST_STATE
    for script in scripts:
        left -= len(script.text)
        if left < 0:
            return
        if "ld+json" not in script.kind:
            yield from _parsed(script.text.strip()) if "json" in script.kind else _assigned(script.text)


def _parsed(text: str) -> list[Any]:
    try:
        return [repair.loaded(text)]
    except (ValueError, RecursionError):
        return []


def _assigned(text: str) -> Iterator[Any]:
    """The values that a script gives to the window, as far as they are JSON."""
    found = _ASSIGNED.finditer(text) if any(name in text for name in _HOLDERS) else iter(())
    for match in islice(found, _MOST_ASSIGNED):
        value = _decoded(text, match.end())
        if match["parse"] and isinstance(value, str):
            yield from _parsed(value)
        elif isinstance(value, dict | list):
            yield whole(value)


def _decoded(text: str, start: int) -> Any:
    decoder = json.JSONDecoder(strict=False)
    try:
        return decoder.raw_decode(text, start)[0]
    except (ValueError, RecursionError):
        if not _NO_JSON.search(text, start):
            return None
    try:
        return decoder.raw_decode(_NO_JSON.sub("null", text[start:]))[0]
    except (ValueError, RecursionError):
        return None


class _Reader:
    """One walk over the values, the outer before the inner, with the listing that holds what is met."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.left = MOST_NODES
        self.state = State()
        self.values: list[Any] = []  # JSON-LD
        self.patience = repair.Patience()

    def read(self, start: Any) -> None:
        waiting: list[tuple[Any, Thing | None]] = [(start, None)]
        while waiting and self.left > 0:
            value, holder = waiting.pop()
            self.left -= 1
            if isinstance(value, dict):
                if self.is_json_ld(value):
                    self.values.append(value)
                    continue
                inner = self.meet(value, holder)
                members = [v for k, v in value.items() if not vocabulary.is_aside(k)]
                waiting.extend((member, inner) for member in reversed(members) if isinstance(member, dict | list | str))
            elif isinstance(value, list):
                self.meet_list(value)
                waiting.extend((member, holder) for member in reversed(value) if isinstance(member, dict | list | str))
            elif isinstance(value, str) and value.startswith(("{", "[")):
                self.read_text(value)

    def is_json_ld(self, value: dict[str, Any]) -> bool:
        return "@context" in value and ("@type" in value or "@graph" in value)

    def read_text(self, text: str) -> None:
        if '"@context"' in text and "schema.org" in text and len(text) < _LONGEST_TEXT_OF_JSON:
            self.values += repair.parsed(text, self.patience) or []

    def meet(self, value: dict[str, Any], holder: Thing | None) -> Thing | None:
        """What holds the members of an object: the listing that it is, else what holds the object."""
        review = vocabulary.review(value)
        if review is not None:
            if holder is not None:
                holder.add("review", review)
            self.state.reviews.append(review)
            return holder
        listing = vocabulary.listing(value)
        if listing is None or not self.is_subject(listing):
            return holder
        self.state.listings.append(listing)
        return listing

    def is_subject(self, listing: Thing) -> bool:
        name = folded(listing.text("name"))
        return bool(name) and (name in self.title or name in self.listed)

    listed: frozenset[str] = frozenset()

    def meet_list(self, values: list[Any]) -> None:
        """The names of what stands in a list of listings."""
        found = [vocabulary.listing(value) for value in values[:500] if isinstance(value, dict)]
        names = {folded(listing.text("name")) for listing in found if listing is not None}
        if len(names) >= _FEWEST_OF_LIST:
            self.listed |= names
