"""What a View says, and what a page of HTML shows: for tests that compare the two."""

import dataclasses
import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import Any

from ereput.report.view.shapes import Number

NUMBER = re.compile(r"\d(?:[\d\u202f\u00a0.,]*\d)?")


def texts(thing: Any) -> Iterator[str]:
    """Every text of a View, those of its numbers included."""
    if isinstance(thing, str):
        yield thing
    elif dataclasses.is_dataclass(thing):
        for field in dataclasses.fields(thing):
            yield from texts(getattr(thing, field.name))
    elif isinstance(thing, Mapping):
        for key, value in thing.items():
            yield from (*texts(key), *texts(value))
    elif isinstance(thing, tuple):
        for value in thing:
            yield from texts(value)


def numbers(thing: Any) -> Iterator[Number]:
    """Every number of a part of a View."""
    if isinstance(thing, Number):
        yield thing
    elif dataclasses.is_dataclass(thing):
        for field in dataclasses.fields(thing):
            yield from numbers(getattr(thing, field.name))
    elif isinstance(thing, tuple):
        for value in thing:
            yield from numbers(value)


class Page(HTMLParser):
    """The elements of a page, and the text that is shown, style sheets left out."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.said: list[tuple[str, str]] = []  # where, what
        self._open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attributes}))
        if tag not in ("meta", "img", "br", "rect", "line", "circle", "polygon", "polyline"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        where = "svg" if "svg" in self._open else self._open[-1] if self._open else ""
        if where != "style":
            self.said.append((where, data))

    @property
    def text(self) -> str:
        return " ".join("".join(text for where, text in self.said).split())
