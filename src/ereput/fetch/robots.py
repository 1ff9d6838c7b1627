"""May we read this page? robots.txt, by RFC 9309; asked once per origin and day, through the same wire.

Absent (404 and its like) allows all; 401 and 403 allow nothing; unreadable (5xx, 429, a broken answer) allows nothing
for now. A server that is busy, broken or cannot be reached has not spoken of robots: that is what is said.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

from ereput.errors import Disallowed, SourceError, Throttled, Unkept, Unreachable
from ereput.fetch.addresses import door, origin
from ereput.fetch.pace import Clock, Turns
from ereput.fetch.wire import Answer
from ereput.parsing.decoding import decoded
from ereput.source import About

AGENT = "ereput"
MOST_BYTES = 500 * 1024  # RFC 9309 §2.5: what lies beyond is not read
LONGEST_DELAY = 60.0  # seconds; a longer Crawl-delay is honoured up to here
_KEPT_SECONDS = 24 * 3600.0  # RFC 9309 §2.4
_KEPT_FAILURE = 3600.0
_MOST_KNOWN = 500  # origins; a long batch meets many

Read = Callable[
    [str, About], Awaitable[Answer]
]  # an address, redirects followed; raises SourceError, so at 429 and 5xx


@dataclass(frozen=True, slots=True)
class _Rules:
    """What one origin says: its rules, or why nothing may be read."""

    until: float  # by the clock
    rules: Protego | None = None
    no: SourceError | None = None


class Robots:
    """The robots.txt of every origin met."""

    def __init__(self, read: Read, pace: Turns, clock: Clock) -> None:
        self._read, self._pace, self._clock = read, pace, clock
        self._known: dict[str, _Rules] = {}

    async def insist(self, url: str, about: About) -> None:
        """Returns when the page may be read; Disallowed when not, Unreachable or Throttled when nobody says."""
        if urlsplit(url).path == "/robots.txt":
            return
        said = await self._rules(url, about)
        if said.no:
            raise type(said.no)(said.no.text, **said.no.values)  # new, with a trace of its own
        if said.rules and not said.rules.can_fetch(url, AGENT):
            raise Disallowed(
                "robots.txt of {host} does not allow {path}", host=door(url), path=urlsplit(url).path[:100]
            )

    async def _rules(self, url: str, about: About) -> _Rules:
        place = origin(url)
        known = self._known.get(place)
        if known is None or known.until <= self._clock():
            known = await self._asked(url, about)
            self._known.pop(place, None)
            self._known[place] = known
            if len(self._known) > _MOST_KNOWN:
                del self._known[next(iter(self._known))]
        return known

    async def _asked(self, url: str, about: About) -> _Rules:
        parts = urlsplit(url)
        try:
            answer = await self._read(f"{parts.scheme}://{parts.netloc}/robots.txt", about)
        except (Disallowed, Throttled, Unkept):
            raise
        except Unreachable as error:
            return self._nothing(Unreachable("robots.txt could not be asked for: {reason}", reason=error))
        except SourceError as error:
            return self._nothing(Disallowed("robots.txt could not be read: {reason}", reason=error))
        match answer.status:
            case 200:
                return self._parsed(url, answer)
            case 401 | 403:
                return self._nothing(Disallowed("robots.txt is refused ({status})", status=f"HTTP {answer.status}"))
            case status if 400 <= status < 500:
                return _Rules(self._clock() + _KEPT_SECONDS)
            case status:
                return self._nothing(Disallowed("robots.txt could not be read: {reason}", reason=f"HTTP {status}"))

    def _parsed(self, url: str, answer: Answer) -> _Rules:
        rules = Protego.parse(decoded(answer.body, "text/plain; charset=utf-8"))
        delay = rules.crawl_delay(AGENT) or 0.0
        if rate := rules.request_rate(AGENT):
            delay = max(delay, rate.seconds / rate.requests)
        self._pace.slow_down(door(url), min(delay, LONGEST_DELAY))
        return _Rules(self._clock() + _KEPT_SECONDS, rules)

    def _nothing(self, why: SourceError) -> _Rules:
        return _Rules(self._clock() + _KEPT_FAILURE, no=why)
