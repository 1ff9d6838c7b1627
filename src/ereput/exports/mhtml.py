"""MHTML, what Chrome and Edge save as "single file" (`.mhtml`): the page itself among its pieces."""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.message import Message
from email.policy import compat32

_MARK = re.compile(
    r"\s{0,20}(?:[\w-]{1,40}:[^\n]{0,1000}\n(?:[ \t][^\n]{0,1000}\n){0,5}){0,20}?Content-Type:\s{0,5}multipart/", re.I
)
_MOST_PIECES = 20_000
_MOST_NESTED = 10


def is_one(text: str) -> bool:
    """A letter's head that announces several parts."""
    return bool(_MARK.match(text[:8_000]))


def page(body: bytes) -> tuple[bytes, str, str | None] | None:
    """The page's bytes, its content type, and the address that it was saved from; None where there is no page.

    The main part is the one that the head names, else the first HTML: the others are frames.
    """
    try:
        message = message_from_bytes(body, policy=compat32)
        pages = [
            piece for piece in _pieces(message) if piece.get_content_type() in ("text/html", "application/xhtml+xml")
        ]
        if not pages:
            return None
        saved = _line(message.get("Snapshot-Content-Location"))
        start = _line(message.get_param("start"))
        main = next((one for one in pages if start and _line(one.get("Content-ID")) == start), None)
        main = main or next((one for one in pages if saved and _line(one.get("Content-Location")) == saved), pages[0])
        content = main.get_payload(decode=True)
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None  # the parser is tolerant; hostile heads still break it in ways of their own
    address = saved or _line(main.get("Content-Location"))
    url = address if address and re.match(r"https?://", address) else None
    return (content, str(main.get("Content-Type", "")), url) if isinstance(content, bytes) else None


def _pieces(message: Message) -> Iterator[Message]:
    """All parts that hold none themselves, in order, a few levels deep."""
    waiting = [(message, 0)]
    for _ in range(_MOST_PIECES):
        if not waiting:
            return
        piece, depth = waiting.pop(0)
        inner = piece.get_payload()
        if isinstance(inner, list):
            waiting[:0] = [(one, depth + 1) for one in inner if isinstance(one, Message) and depth < _MOST_NESTED]
        else:
            yield piece


def _line(value: object) -> str | None:
    return re.sub(r"\s+", "", value)[:2_000] or None if isinstance(value, str) else None
