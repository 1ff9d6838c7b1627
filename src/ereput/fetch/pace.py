"""Not yet: one question at a time per host and port, at the slowest pace that anybody stated for it.

A Pace belongs to the process: every practitioner's questions pass through the same one.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from ereput.errors import Throttled

Sleep = Callable[[float], Awaitable[object]]
Clock = Callable[[], float]  # seconds, never going back


@dataclass(slots=True)
class _Door:
    """One host and port: who is asking, and when the next may."""

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    next_at: float = float("-inf")
    closed_until: float = float("-inf")  # by a Retry-After
    slowest: float = 0.0  # seconds between requests, by its robots.txt


class Pace:
    """A bucket of one token for each host and port."""

    def __init__(self, *, sleep: Sleep = asyncio.sleep, clock: Clock = time.monotonic) -> None:
        self._sleep, self._clock = sleep, clock
        self._doors: dict[str, _Door] = {}

    @asynccontextmanager
    async def turn(self, door: str, seconds: float, longest_wait: float) -> AsyncIterator[None]:
        """A turn at a door ("host:port"), `seconds` at least after the one before.

        Raises Throttled at once when the door has asked us to stay away for more than `longest_wait`.
        """
        place = self._door(door)
        async with place.turn:
            away = place.closed_until - self._clock()
            if away > longest_wait:
                raise Throttled(f"{door} is not asked again for {away:.0f} s, as it wished", away)
            wait = max(place.next_at - self._clock(), away)
            if wait > 0:
                await self._sleep(wait)
            place.next_at = max(place.next_at, self._clock()) + max(seconds, place.slowest)
            yield

    def stay_away(self, door: str, seconds: float) -> None:
        """Nobody asks at this door for so long: its Retry-After, or our patience after a failure."""
        place = self._door(door)
        place.closed_until = max(place.closed_until, self._clock() + seconds)

    def slow_down(self, door: str, seconds: float) -> None:
        """Its robots.txt wants so many seconds between requests."""
        place = self._door(door)
        place.slowest = max(place.slowest, seconds)

    def _door(self, door: str) -> _Door:
        return self._doors.setdefault(door, _Door())
