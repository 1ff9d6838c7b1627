"""Thing: what a page states about one thing, whatever the syntax in which it states it."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

MOST_THINGS = 20_000  # of one page; the rest is left unread, and said
MOST_VALUES = 10_000  # of one member
_FEW = 50  # values among which a repeated one is looked for
DEEPEST = 40  # levels of things inside things
LONGEST = 20_000  # characters of one value

_MARKS = ("  ", "&", "\\")
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\s*\n\s*")


@dataclass(slots=True, eq=False)
class Thing:
    """An item with its members; two things are the same only when they are one object.

    `within` is the thing whose markup encloses this one without naming it as a member.
    """

    types: tuple[str, ...] = ()
    id: str | None = None
    members: "dict[str, list[Value]]" = field(default_factory=dict)
    element: Any = None  # the lxml element, where there is one
    within: "Thing | None" = None
    link: str | None = None  # where its name leads, as written

    def add(self, name: str, value: "Value") -> None:
        values = self.members.setdefault(name, [])
        if len(values) < MOST_VALUES and (len(values) > _FEW or value not in values):
            values.append(value)

    def values(self, *names: str) -> "list[Value]":
        """All values of the first of these members that has any."""
        return next((self.members[name] for name in names if self.members.get(name)), [])

    def things(self, *names: str) -> "list[Thing]":
        """The values that are things themselves."""
        return [value for name in names for value in self.members.get(name, []) if isinstance(value, Thing)]

    def texts(self, *names: str) -> list[str]:
        """The values of the first of these members that says anything, as text; of a thing its name."""
        for name in names:
            found = [text for text in map(text_of, self.members.get(name, [])) if text]
            if found:
                return found
        return []

    def text(self, *names: str) -> str | None:
        """The first of the texts, None where there is none."""
        for name in names:
            for value in self.members.get(name, ()):
                if text := text_of(value):
                    return text
        return None

    def is_a(self, kinds: frozenset[str]) -> bool:
        return not kinds.isdisjoint(self.types)


Value = str | int | float | Thing


def text_of(value: Value) -> str | None:
    """A value as clean text; of a thing its name, its value or its address."""
    if isinstance(value, Thing):
        for name in ("name", "legalName", "@value", "text"):
            inner = value.members.get(name)
            if inner and not isinstance(inner[0], Thing):
                return text_of(inner[0])
        given = [str(v) for n in ("givenName", "familyName") for v in value.members.get(n, [])[:1]]
        return clean(" ".join(given)) or clean(value.id or "")
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return clean(str(value))


def clean(text: str) -> str | None:
    """Entities decoded, spaces collapsed, line ends kept; None when nothing is left."""
    text = text[:LONGEST]
    if text.isprintable() and not any(mark in text for mark in _MARKS):  # most are, and nothing is to be done
        return text.strip() or None
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if "\\" in text:
        text = text.replace("\\/", "/").replace("\\n", "\n")
    text = _SPACES.sub(" ", text.replace("\x00", ""))
    return _LINES.sub("\n", text).strip() or None


def line(text: str | None) -> str | None:
    """The same on one line."""
    return " ".join(text.split()) or None if text else None


def walk(roots: "list[Thing]") -> "Iterator[Thing]":
    """Every thing once, the outer before the inner."""
    seen: set[Thing] = set()
    waiting = [(root, 0) for root in reversed(roots)]
    while waiting:
        thing, depth = waiting.pop()
        if thing in seen or depth > DEEPEST:
            continue
        seen.add(thing)
        yield thing
        inner = [value for values in thing.members.values() for value in values if isinstance(value, Thing)]
        waiting.extend((value, depth + 1) for value in reversed(inner))
