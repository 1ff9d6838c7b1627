"""The fetcher: rules, what is kept, robots, pace, then the wire; what fails is a SourceError.

Redirects are followed here, hop by hop, so that each hop passes all of these; cookies are neither sent nor kept.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Container
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit
from weakref import WeakValueDictionary

from ereput.errors import NOT_KEPT, Broken, Disallowed, Refused, Unkept
from ereput.fetch.addresses import door, redacted
from ereput.fetch.asking import REDIRECTS, asked, redirected, robots_ask
from ereput.fetch.cache import Cache, key
from ereput.fetch.freshness import Kept, confirmed, is_fresh, may_serve_stale, validators
from ereput.fetch.pace import Clock, Pace, Sleep, Turns
from ereput.fetch.refusals import refusal
from ereput.fetch.robots import MOST_BYTES, Robots
from ereput.fetch.settings import FetchSettings
from ereput.fetch.statuses import RETRIED, failure, in_words, retry_after
from ereput.fetch.wire import Answer, Ask, Lost, Wire
from ereput.page import Page
from ereput.source import About, Request

if TYPE_CHECKING:
    from ereput.fetch.http import HttpWire

log = logging.getLogger(__name__)

MOST_REDIRECTS = 5


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Fetcher:
    """Asks, politely: one for the whole process. An async context manager; holds connections and the cache.

    `wire` stands in for the network; `now` dates what is read; `sleep` and `clock` (in seconds) are the pace's, where
    no `turns` are given that others share.
    """

    def __init__(
        self,
        settings: FetchSettings | None = None,
        *,
        wire: Wire | None = None,
        now: Callable[[], datetime] = _utc_now,
        sleep: Sleep = asyncio.sleep,
        clock: Clock = time.monotonic,
        turns: Turns | None = None,
    ) -> None:
        self.settings = settings = settings or FetchSettings()
        self._wire, self._now = wire, now
        self._own: HttpWire | None = None
        self._pace = turns or Pace(sleep=sleep, clock=clock)
        self._robots = Robots(self._robots_txt, self._pace, clock)
        self._cache = Cache(settings.cache, most_bytes=settings.cache_bytes, longest=settings.cache_age)
        self._asking: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def __aenter__(self) -> Self:
        """Raises UsageError where the settings do not allow a connection."""
        if not self.settings.offline:
            self._network()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Lets go of the cache, and of the connections if they are ours."""
        self._cache.close()
        if self._own is not None:
            await self._own.aclose()
            self._wire = self._own = None

    async def __call__(self, request: Request, about: About) -> Page:
        """The answer to a request; raises the SourceError that says what became of it."""
        ask, kept = await self._followed(
            asked(request, self.settings),
            about,
            request.answers,
            is_page=request.wants_page,
            asks_robots=about.asks_robots,
            may_lead_to=request.may_lead_to,
        )
        answer = kept.answer
        if request.wants_page and (page := refusal(answer)):
            raise Refused("{page} ({status})", page=page, status=in_words(answer.status))
        if answer.status not in request.answers:
            raise failure(answer, kept.at, self.settings.longest_wait)
        return Page(
            source=about.name,
            url=ask.url,
            asked=request.url,
            status=answer.status,
            headers=answer.headers,
            body=answer.body,
            retrieved_at=kept.at,
        )

    # ---------------------------------------------------------------- hop by hop

    async def _followed(
        self,
        ask: Ask,
        about: About,
        answers: Container[int],
        *,
        is_page: bool = False,
        asks_robots: bool = False,
        may_lead_to: Callable[[str], bool] | None = None,
    ) -> tuple[Ask, Kept]:
        """The last hop, and its answer."""
        passed: set[tuple[str, str]] = set()
        for _ in range(MOST_REDIRECTS + 1):
            if (ask.method, ask.url) in passed:
                raise Broken("redirected in a circle, back to {url}", url=redacted(ask.url))
            passed.add((ask.method, ask.url))
            kept = await self._hop(ask, about, answers, is_page=is_page, asks_robots=asks_robots)
            answer = kept.answer
            if answer.status in answers or answer.status not in REDIRECTS or "location" not in answer.headers:
                return ask, kept
            ask = redirected(ask, answer)
            if may_lead_to is not None and not may_lead_to(ask.url):
                raise Disallowed("it leads to {host}, which is not read", host=urlsplit(ask.url).hostname)
        raise Broken("redirected more than {count} times", count=MOST_REDIRECTS)

    async def _hop(self, ask: Ask, about: About, answers: Container[int], *, is_page: bool, asks_robots: bool) -> Kept:
        """One hop: what is kept of it, or else what is answered now."""
        lock = self._asking.setdefault(key(ask), asyncio.Lock())
        async with lock:  # who asks the same at the same time waits, and reads what was kept
            kept = self._cache.get(ask)
            if kept is not None and self._is_recent(kept):
                return kept
            if self.settings.offline:
                return _without_asking(ask, kept)
            if asks_robots:
                await self._robots.insist(ask.url, about)
            answer = await self._tried(_conditional(ask, kept), about, answers, is_page=is_page)
            if answer.status == 304 and kept is not None and validators(kept):
                kept = confirmed(kept, answer, self._now())
            else:
                kept = Kept(answer, self._now())
            self._cache.put(ask, kept)
            return kept

    def _is_recent(self, kept: Kept) -> bool:
        now = self._now()
        return is_fresh(kept, now) or timedelta() <= now - kept.at < self.settings.minimum_age

    async def _tried(self, ask: Ask, about: About, answers: Container[int], *, is_page: bool) -> Answer:
        """The answer to one hop, asked for three times at most; each time takes its turn."""
        place, seconds = door(ask.url), self._seconds(about)
        for patience in (*self.settings.patience, None):
            async with self._pace.turn(place, seconds, self.settings.longest_wait):
                log.debug("%s %s", ask.method, redacted(ask.url))
                try:
                    answer = await self._asked(ask)
                except Lost:
                    if patience is None:
                        raise
                    self._pace.stay_away(place, patience)
                    continue
                if answer.status not in RETRIED:
                    return answer
                wait = retry_after(answer, self._now())
                self._pace.stay_away(place, (patience or 0.0) if wait is None else wait)
                is_over = patience is None or (wait or 0.0) > self.settings.longest_wait
                if is_over or answer.status in answers or (is_page and refusal(answer)):
                    return answer
        raise AssertionError("the last time returns or raises")

    async def _asked(self, ask: Ask) -> Answer:
        return await self._network()(ask)

    def _network(self) -> Wire:
        if self._wire is None:
            from ereput.fetch.http import HttpWire  # httpx is heavy, and a replay needs none

            self._wire = self._own = HttpWire(self.settings)
        return self._wire

    async def _robots_txt(self, url: str, about: About) -> Answer:
        ask = robots_ask(url, self.settings, MOST_BYTES)
        _, kept = await self._followed(ask, about, (200,))
        if kept.answer.status == 429 or kept.answer.status >= 500:
            raise failure(kept.answer, kept.at, self.settings.longest_wait)
        return kept.answer

    def _seconds(self, about: About) -> float:
        return self.settings.paces.get(about.name, about.seconds_between_requests)


def _conditional(ask: Ask, kept: Kept | None) -> Ask:
    """The question whether what is kept has changed, where it can be put so."""
    if kept is None or ask.method != "GET":
        return ask
    return replace(ask, headers={**ask.headers, **validators(kept)})


def _without_asking(ask: Ask, kept: Kept | None) -> Kept:
    if kept is None or not may_serve_stale(kept):
        raise Unkept(NOT_KEPT, url=redacted(ask.url))
    return kept
