"""HAR, what a browser's developer tools save of a visit: the bodies of answers, and nothing else.

Only `response.content` and the address are ever looked at: cookies, Authorization and what was sent are not kept, not
shown, and not even turned into values of ours.
"""

import base64
import binascii
import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from ereput.parsing.decoding import whole
from ereput.words import N_

EMPTY = N_("this HAR file holds no body of a page; save it “with content”")
DAMAGED = N_("this HAR file is damaged: what stands before the damage was read")

_MARK = re.compile(r'\s{0,100}\{\s{0,100}"log"\s{0,100}:')
_ENTRIES = re.compile(r'"entries"\s{0,100}:\s{0,100}\[')
_SPACE = re.compile(r"\s*+")
_SECRET = re.compile(r"(?:^|[_.-])(?:key|token|secret|password|pwd|sig|signature|auth|session|sid|code|jwt)$", re.I)


class Answer(NamedTuple):
    """One answer of a recording."""

    url: str | None
    kind: str  # content type
    body: bytes
    status: int  # of HTTP; 200 where none is told


def is_one(text: str) -> bool:
    return bool(_MARK.match(text[:1_000]))


def answers(text: str) -> Iterator[Answer]:
    """The answers that have a body, one by one. Raises ValueError where the file is damaged or cut."""
    begin = _ENTRIES.search(text)
    if not begin:
        raise ValueError("no entries")
    decoder, at = json.JSONDecoder(), begin.end()
    while True:
        at = _after(text, at)
        if text[at : at + 1] == "]":
            return
        try:
            entry, at = decoder.raw_decode(text, at)
        except RecursionError:
            raise ValueError("nested too deep") from None
        if found := _answer(whole(entry)):
            yield found
        at = _after(text, at)
        if text[at : at + 1] == ",":
            at += 1


def _after(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return space.end() if space else at


def _answer(entry: Any) -> Answer | None:
    content = _inner(_inner(entry, "response"), "content")
    body, kind = content.get("text"), content.get("mimeType")
    if not isinstance(body, str) or not body or not isinstance(kind, str):
        return None
    if content.get("encoding") == "base64":
        try:
            held = base64.b64decode(body, validate=False)
        except (binascii.Error, ValueError):
            return None
        return Answer(_address(entry), kind, held, _status(entry))
    # the browser has decoded it: no charset that the answer or the page states holds any longer
    kind = re.sub(r";.*", "", kind, flags=re.S) + "; charset=utf-8"
    return Answer(_address(entry), kind, body.encode("utf-8", "replace"), _status(entry))


def _status(entry: Any) -> int:
    status = _inner(entry, "response").get("status")
    return status if isinstance(status, int) and status else 200


def _inner(value: Any, key: str) -> dict[str, Any]:
    inner = value.get(key) if isinstance(value, dict) else None
    return inner if isinstance(inner, dict) else {}


def _address(entry: Any) -> str | None:
    return public(_inner(entry, "request").get("url"))


def public(url: Any) -> str | None:
    """A web address without credentials; without its query where that holds something that looks like a key."""
    try:
        parts = urlsplit(url) if isinstance(url, str) and len(url) < 4_000 else None
        if parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
            return None
        is_secret = any(_SECRET.search(name) for name, _ in parse_qsl(parts.query, keep_blank_values=True))
        host = parts.netloc.rpartition("@")[2]
    except ValueError:
        return None
    return parts._replace(netloc=host, query="" if is_secret else parts.query, fragment="").geturl()
