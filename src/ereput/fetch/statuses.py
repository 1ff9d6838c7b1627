"""What an HTTP status means to us, and how long we are asked to wait."""

from datetime import datetime
from http import HTTPStatus

from ereput.errors import Broken, Refused, SourceError, Throttled, Unreachable
from ereput.fetch.instants import instant
from ereput.fetch.wire import Answer

RETRIED = frozenset({429, 502, 503, 504})

_MEANINGS: dict[int, type[SourceError]] = {
    401: Refused,
    402: Refused,
    403: Refused,
    407: Unreachable,  # the proxy's, not the source's
    408: Unreachable,
    451: Refused,
    999: Refused,  # a status of its own by which LinkedIn refuses robots
}


def failure(answer: Answer, had_at: datetime, longest_wait: float) -> SourceError:
    """The error that an answer outside `request.answers` stands for."""
    status, words = answer.status, in_words(answer.status)
    wait = retry_after(answer, had_at)
    if status == 429 or (status in RETRIED and wait is not None and wait > longest_wait):
        if wait is None:
            return Throttled(words)
        return Throttled("{status}, to be asked again in {seconds} s", wait, status=words, seconds=round(wait))
    if kind := _MEANINGS.get(status):
        return kind(words)
    return Unreachable(words) if 500 <= status < 600 else Broken(words)


def retry_after(answer: Answer, now: datetime) -> float | None:
    """Seconds to wait by `Retry-After`, given as seconds or as a date (RFC 9110 §10.2.3); None when not stated.

    A date is counted from `now`, our clock, as the header means an instant.
    """
    stated = answer.headers.get("retry-after", "").strip()
    if stated.isascii() and stated.isdigit():
        return float(stated.lstrip("0")[:10] or 0)
    until = instant(stated)
    return max(0.0, (until - now).total_seconds()) if until else None


def in_words(status: int) -> str:
    """HTTP 404 Not Found."""
    try:
        return f"HTTP {status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"HTTP {status}"
