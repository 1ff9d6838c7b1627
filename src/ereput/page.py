"""Page: a fetched answer, and ways to insist or to allow.

On a page `one` and `some` insist, `maybe` and `many` allow. On a Record `record["name"]` insists and
`record.get("name")` allows. A disappointed insistence is Broken, so that a redesign is noticed and not swallowed.
"""

import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag

from ereput.errors import Broken
from ereput.model import Evidence
from ereput.parsing.decoding import decoded, whole
from ereput.words import N_

ANSWER = N_("the answer")
LONGEST = 4_000  # characters of one text in a JSON answer; a page's own text is bounded where it is read

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class Record(Mapping[str, Any]):
    """A JSON object whose lacking members are Broken, with the place where they lack."""

    def __init__(self, members: Mapping[str, Any], where: str = ANSWER) -> None:
        self._members = members
        self._where = where

    def __getitem__(self, key: str) -> Any:
        try:
            return self._members[key]
        except KeyError:
            raise Broken("no {key} in {where}", key=repr(key), where=self._where) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._members)

    def __len__(self) -> int:
        return len(self._members)

    def __contains__(self, key: object) -> bool:
        return key in self._members

    def get(self, key: str, default: Any = None) -> Any:
        return self._members.get(key, default)

    def _odd(self, key: str, value: object, text: str) -> Broken:
        return Broken(text, key=repr(key), where=self._where, kind=_kind(value))

    def text(self, key: str) -> str:
        """A string that must be there."""
        value = self[key]
        if not isinstance(value, str):
            raise self._odd(key, value, N_("{key} in {where} is {kind}, expected text"))
        return value

    def maybe_text(self, key: str) -> str | None:
        """A string, or a number as one; None when absent, null or blank; Broken for anything else."""
        value = self._members.get(key)
        if value is None or isinstance(value, bool):
            return None
        if isinstance(value, int | float):
            return str(value)
        if not isinstance(value, str):
            raise self._odd(key, value, N_("{key} in {where} is {kind}, expected text"))
        return value.strip() or None

    def number(self, key: str) -> float:
        """A number that must be there, written as one or as text."""
        value = self[key]
        try:
            if isinstance(value, bool) or not math.isfinite(float(value)):
                raise ValueError
            return float(value)
        except (TypeError, ValueError, OverflowError):
            raise self._odd(key, value, N_("{key} in {where} is {kind}, expected a number")) from None

    def count(self, key: str) -> int:
        """A whole number from 0 that must be there, written as one or as text."""
        value = self.number(key)
        if value < 0 or value != int(value):
            raise Broken("{key} in {where} is {value}, expected a count", key=repr(key), where=self._where, value=value)
        return int(value)

    def record(self, key: str) -> "Record":
        """An object that must be there."""
        return record(self[key], repr(key))

    def maybe_record(self, key: str) -> "Record | None":
        """An object, None when absent or null."""
        value = self._members.get(key)
        return None if value is None else record(value, repr(key))

    def records(self, key: str) -> list["Record"]:
        """A list of objects that must be there."""
        value = self[key]
        if not isinstance(value, list):
            raise self._odd(key, value, N_("{key} in {where} is {kind}, expected a list"))
        return [record(member, f"{key!r}[{index}]") for index, member in enumerate(value)]

    def maybe_texts(self, key: str) -> list[str]:
        """A list of strings, empty when absent or null; Broken for anything else."""
        values = self._members.get(key)
        if values is None:
            return []
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            raise self._odd(key, values, N_("{key} in {where} is no list of texts"))
        return values

    def maybe_records(self, key: str) -> list["Record"]:
        """A list of objects, empty when absent or null."""
        return [] if self._members.get(key) is None else self.records(key)


def record(value: Any, where: str) -> Record:
    """A Record of a JSON object; Broken for anything else."""
    if not isinstance(value, Mapping):
        raise Broken("{where} is {kind}, expected an object", where=where, kind=_kind(value))
    return Record(value, where)


_KINDS: dict[type, str] = {
    dict: N_("an object"), list: N_("a list"), str: N_("text"), type(None): N_("null"), bool: N_("a truth value"),
}  # fmt: skip


def _kind(value: object) -> str:
    return _KINDS.get(type(value), N_("a number"))


@dataclass(frozen=True, kw_only=True)
class Page:
    """An answer: where it came from, and its bytes."""

    source: str
    url: str  # after redirects
    asked: str  # before them
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)  # names in lower case
    body: bytes = b""
    retrieved_at: datetime  # UTC

    @property
    def evidence(self) -> Evidence:
        """Where and when; every item carries it. The address is the one that answered, after redirects."""
        return Evidence(source=self.source, url=self.url, retrieved_at=self.retrieved_at)

    @property
    def media_type(self) -> str:
        """The media type that the server stated, without parameters; "" when it stated none."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @cached_property
    def text(self) -> str:
        """The body as text: charset from the header, the mark, the meta, then by looking."""
        return decoded(self.body, self.headers.get("content-type"))

    def json(self) -> Any:
        """The body as JSON; Broken when it is something else, an HTML page under 200 among them.

        Its texts are made sound: no control characters, no halves of an emoji, 4,000 characters at most.
        """
        text = self.text.strip()
        if self.media_type == "text/html" or text.startswith("<"):
            raise Broken("HTML where JSON was due: {beginning}", beginning=_beginning(text))
        try:
            return _sound(json.loads(text, parse_constant=_no_number))
        except (ValueError, RecursionError):
            raise Broken("not JSON: {beginning}", beginning=_beginning(text)) from None

    def record(self) -> Record:
        """The body as a JSON object."""
        return record(self.json(), ANSWER)

    def records(self) -> list[Record]:
        """The body as a JSON list of objects."""
        value = self.json()
        if not isinstance(value, list):
            raise Broken("{where} is {kind}, expected a list", where=ANSWER, kind=_kind(value))
        return [record(member, f"[{index}]") for index, member in enumerate(value)]

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The body as a tree; always from text, since bs4 guesses French cp1252 wrongly from bytes."""
        return BeautifulSoup(self.text, "lxml")

    def one(self, selector: str) -> Tag:
        """Exactly one element; Broken otherwise."""
        found = self.soup.select(selector)
        if len(found) != 1:
            raise Broken("{count} elements match {selector}, expected one", count=len(found), selector=repr(selector))
        return found[0]

    def some(self, selector: str) -> list[Tag]:
        """One element or more; Broken for none."""
        found = list(self.soup.select(selector))
        if not found:
            raise Broken("no element matches {selector}", selector=repr(selector))
        return found

    def maybe(self, selector: str) -> Tag | None:
        """The first element, or None."""
        return self.soup.select_one(selector)

    def many(self, selector: str) -> list[Tag]:
        """Any number of elements."""
        return list(self.soup.select(selector))

    def link(self, tag: Tag) -> str:
        """The address that a link leads to, made absolute; Broken where it has none."""
        href = tag.get("href")
        if not isinstance(href, str):
            raise Broken("a <{tag}> without an address", tag=tag.name)
        return urljoin(self.url, href)


def _sound(value: Any) -> Any:
    if isinstance(value, str):
        return _CONTROLS.sub(" ", whole(value[:LONGEST]))
    if isinstance(value, list):
        return [_sound(member) for member in value]
    if isinstance(value, dict):
        return {_sound(key): _sound(member) for key, member in value.items()}
    return value


def _no_number(word: str) -> float:
    """NaN and Infinity are no JSON."""
    raise ValueError(word)


def _beginning(text: str) -> str:
    return repr(text[:60])
