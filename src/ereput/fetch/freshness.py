"""How long an answer may be used again: RFC 9111 for a private cache. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ereput.fetch.instants import instant
from ereput.fetch.wire import Answer

_HEURISTIC_SHARE = 0.1  # of the time since the last change, RFC 9111 §4.2.2
_HEURISTIC_MOST = timedelta(days=1)
_DIRECTIVE = re.compile(r"([\w-]+)(?:\s*=\s*(?:\"([^\"]*)\"|([^\s,\"]+)))?")
_OF_THE_BODY = ("content-length", "content-encoding", "transfer-encoding", "content-range")


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer and when it was had, or last confirmed."""

    answer: Answer
    at: datetime  # UTC

    @property
    def directives(self) -> Mapping[str, str]:
        """Cache-Control, names in lower case."""
        stated = self.answer.headers.get("cache-control", "")
        return {name.lower(): quoted or plain for name, quoted, plain in _DIRECTIVE.findall(stated)}


def is_fresh(kept: Kept, now: datetime) -> bool:
    """It may be used without asking. s-maxage is for shared caches, and does not count."""
    if kept.at > now or "no-cache" in kept.directives or "no-store" in kept.directives or _varies_by_all(kept):
        return False
    return now - kept.at + _age_when_had(kept) < _lifetime(kept)


def may_serve_stale(kept: Kept) -> bool:
    """It may be read while nobody can be asked (RFC 9111 §4.2.4)."""
    return not {"no-cache", "no-store", "must-revalidate"} & kept.directives.keys()


def may_keep(kept: Kept) -> bool:
    """It may be kept beyond this audit."""
    return kept.answer.status == 200 and "no-store" not in kept.directives and not _varies_by_all(kept)


def validators(kept: Kept) -> dict[str, str]:
    """The headers of a question whether it has changed; empty when it has no mark to ask by that can be sent."""
    headers = kept.answer.headers
    marks = {"if-none-match": headers.get("etag"), "if-modified-since": headers.get("last-modified")}
    sendable = {name: value for name, value in marks.items() if value and value.isascii() and value.isprintable()}
    return sendable if kept.answer.status == 200 else {}


def confirmed(kept: Kept, answer: Answer, at: datetime) -> Kept:
    """What was kept, with the headers of the 304 that confirms it."""
    newer = {name: value for name, value in answer.headers.items() if name not in _OF_THE_BODY}
    return Kept(replace(kept.answer, headers={**kept.answer.headers, **newer}), at)


def _lifetime(kept: Kept) -> timedelta:
    headers = kept.answer.headers
    if "max-age" in kept.directives:
        stated = kept.directives["max-age"]
        return timedelta(seconds=int(stated[:9]) if stated.isascii() and stated.isdigit() else 0)
    had = instant(headers.get("date", "")) or kept.at
    if "expires" in headers:
        expires = instant(headers["expires"])  # "0" and other impossible dates are the past
        return expires - had if expires else timedelta()
    changed = instant(headers.get("last-modified", ""))
    if kept.answer.status != 200 or changed is None or changed > had:
        return timedelta()
    return min(_HEURISTIC_SHARE * (had - changed), _HEURISTIC_MOST)


def _age_when_had(kept: Kept) -> timedelta:
    """The greater of `Age` and what the clocks say (RFC 9111 §4.2.3)."""
    stated = kept.answer.headers.get("age", "")
    age = timedelta(seconds=int(stated[:9])) if stated.isascii() and stated.isdigit() else timedelta()
    made = instant(kept.answer.headers.get("date", ""))
    return max(age, kept.at - made if made else timedelta())


def _varies_by_all(kept: Kept) -> bool:
    # Any other Vary is met: the key holds every header that we send.
    return "*" in kept.answer.headers.get("vary", "")
