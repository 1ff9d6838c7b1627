"""Not yet: one question at a time per host and port, at the slowest pace that anybody stated for it.

A Pace belongs to the process: every practitioner's questions pass through the same one. A cluster has turns of its own.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Protocol

from ereput.errors import Throttled

Sleep = Callable[[float], Awaitable[object]]
Clock = Callable[[], float]  # seconds, never going back

# Called when the last byte of a question has left, by a wire that knows, with how many seconds ago that was: a busy
# process sends later than it was allowed to.
left: ContextVar[Callable[[float], None]] = ContextVar("left", default=lambda ago: None)


class Turns(Protocol):
    """Whose turn it is to ask, in this process or in a whole cluster. A door is "host:port"; times are in seconds."""

    def turn(self, door: str, seconds: float, longest_wait: float) -> AbstractAsyncContextManager[None]:
        """A turn at a door, `seconds` at least after the one before.

        Raises Throttled at once when the door has asked us to stay away for more than `longest_wait`.
        """

    def stay_away(self, door: str, seconds: float) -> None:
        """Nobody asks at this door for so long: its Retry-After, or our patience after a failure."""

    def slow_down(self, door: str, seconds: float) -> None:
        """Its robots.txt wants so many seconds between requests."""


@dataclass(slots=True)
class _Door:
    """One host and port: who is asking, and when the next may."""

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    next_at: float = float("-inf")
    closed_until: float = float("-inf")  # by a Retry-After
    slowest: float = 0.0  # seconds between requests, by its robots.txt
    waiting: int = 0  # questions that are not yet put


class Pace(Turns):
    """A bucket of one token for each host and port.

    `is_resumed`: somebody may have asked just before this process began, so each door's first turn waits too.
    """

    def __init__(
        self, *, sleep: Sleep = asyncio.sleep, clock: Clock = time.monotonic, is_resumed: bool = False
    ) -> None:
        self._sleep, self._clock, self._is_resumed = sleep, clock, is_resumed
        self._doors: dict[str, _Door] = {}

    @asynccontextmanager
    async def turn(self, door: str, seconds: float, longest_wait: float) -> AsyncIterator[None]:
        place = self._door(door, seconds if self._is_resumed else None)
        place.waiting += 1
        try:
            await place.turn.acquire()
        finally:
            place.waiting -= 1
        try:
            await self._allowed(place, door, longest_wait)
            apart = max(seconds, place.slowest)
            place.next_at = max(place.next_at, self._clock()) + apart

            def asked(ago: float) -> None:
                place.next_at = max(place.next_at, self._clock() - ago + apart)

            left.set(asked)
            yield
        finally:
            place.turn.release()

    async def _allowed(self, place: _Door, door: str, longest_wait: float) -> None:
        away = place.closed_until - self._clock()
        if away > longest_wait:
            raise Throttled(
                "{host} is not asked again for {seconds} s, as it wished", away, host=door, seconds=round(away)
            )
        wait = max(place.next_at - self._clock(), away)
        if wait > 0:
            place.waiting += 1
            try:
                await self._sleep(wait)
            finally:
                place.waiting -= 1

    def stay_away(self, door: str, seconds: float) -> None:
        place = self._door(door)
        place.closed_until = max(place.closed_until, self._clock() + seconds)

    def slow_down(self, door: str, seconds: float) -> None:
        place = self._door(door)
        place.slowest = max(place.slowest, seconds)

    def waiting(self) -> dict[str, int]:
        """How many questions wait at each door, the most first."""
        most = sorted(self._doors.items(), key=lambda item: -item[1].waiting)
        return {door: place.waiting for door, place in most if place.waiting}

    def _door(self, door: str, first_wait: float | None = None) -> _Door:
        place = self._doors.get(door)
        if place is None:
            place = self._doors[door] = _Door()
            if first_wait is not None:
                place.next_at = self._clock() + first_wait
        return place
