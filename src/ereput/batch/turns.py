"""One allowance per host for a whole Dask cluster: it lives on the scheduler, beside Dask's own locks and semaphores.

An actor would die with its worker; a Semaphore bounds how many ask, not how often, and may be overbooked. Here the same
Pace as in one process gives the turns; a turn comes back when it is over, when its worker is gone, or when it has
lasted too long. Scheduler and workers need ereput installed.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from distributed.diagnostics.plugin import SchedulerPlugin

from ereput.errors import StoreError, Throttled
from ereput.fetch.pace import Pace, Turns, left
from ereput.words import N_

LONGEST_TURN = 300.0  # seconds; an answer is given up long before
_MOST_ASKED = 250  # turns that one worker waits for: each holds one of its 512 connections to the scheduler
_TURN, _OVER, _WAITING = "ereput_turn", "ereput_over", "ereput_waiting"


@dataclass(slots=True)
class _Lease:
    """A turn that was given: to which worker, and what it says when it is over."""

    worker: str
    over: asyncio.Event = field(default_factory=asyncio.Event)
    ago: float | None = None  # seconds since the question left
    away: float = 0.0  # nobody asks there for so long
    slowest: float = 0.0  # seconds between requests, by its robots.txt


class Allowance(SchedulerPlugin):
    """On the scheduler: whose turn it is at each door. Somebody may have asked just before, so first turns wait."""

    name = "ereput-allowance"
    idempotent = True

    async def start(self, scheduler: Any) -> None:
        self._scheduler = scheduler
        self._pace = Pace(is_resumed=True)
        self._leases: dict[int, _Lease] = {}
        self._given = 0
        self._holding: set[asyncio.Task[None]] = set()
        scheduler.handlers.update({_TURN: self.turn, _OVER: self.over, _WAITING: self.waiting})

    async def turn(self, door: str, seconds: float, longest_wait: float, worker: str) -> dict[str, Any]:
        """Waits for a turn: its number, or for how long the door is closed."""
        self._given += 1
        number, lease = self._given, _Lease(worker)
        granted: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._leases[number] = lease
        holding = asyncio.create_task(self._hold(door, seconds, longest_wait, number, granted))
        self._holding.add(holding)
        holding.add_done_callback(self._holding.discard)
        try:
            await granted
        except Throttled as error:
            return {"lease": None, "away": error.retry_after}
        return {"lease": number, "away": None}

    async def over(self, lease: int, ago: float | None, away: float, slowest: float) -> None:
        """A turn is over."""
        if (held := self._leases.get(lease)) is not None:
            held.ago, held.away, held.slowest = ago, away, slowest
            held.over.set()

    async def waiting(self) -> dict[str, int]:
        """How many questions wait at each door."""
        return self._pace.waiting()

    def remove_worker(self, scheduler: Any, worker: str, **_: Any) -> None:
        """Dask says that a worker is gone: its turns come back."""
        for lease in self._leases.values():
            if lease.worker == worker:
                lease.over.set()

    async def _hold(
        self, door: str, seconds: float, longest_wait: float, number: int, granted: asyncio.Future[None]
    ) -> None:
        lease = self._leases[number]
        try:
            async with self._pace.turn(door, seconds, longest_wait):
                if not lease.over.is_set():  # its worker is still there
                    granted.set_result(None)
                    await _within(lease.over.wait(), LONGEST_TURN)
                    left.get()(lease.ago or 0.0)
                self._pace.stay_away(door, lease.away)
                self._pace.slow_down(door, lease.slowest)
        except Throttled as error:
            granted.set_exception(error)
        finally:
            del self._leases[number]
            if not granted.done():
                granted.cancel()


async def _within(waited: Awaitable[Any], seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await waited
    except TimeoutError:
        pass


Ask = Callable[..., Awaitable[Any]]  # puts a question to the scheduler: its name, and what goes with it


class ClusterTurns(Turns):
    """On a worker: turns asked of the scheduler."""

    def __init__(self, ask: Ask, worker: str) -> None:
        self._ask, self._worker = ask, worker
        self._asking = asyncio.Semaphore(_MOST_ASKED)
        self._away: dict[str, float] = {}
        self._slowest: dict[str, float] = {}

    @asynccontextmanager
    async def turn(self, door: str, seconds: float, longest_wait: float) -> AsyncIterator[None]:
        apart = max(seconds, self._slowest.get(door, 0.0))
        async with self._asking:
            said = await self._put(_TURN, door=door, seconds=apart, longest_wait=longest_wait, worker=self._worker)
        if said["lease"] is None:
            away = said["away"]
            sentence = N_("{host} is not asked again for {seconds} s, as it wished")
            raise Throttled(sentence, away, host=door, seconds=round(away))
        left_at: list[float] = []
        left.set(lambda ago: left_at.append(time.monotonic() - ago))
        try:
            yield
        finally:
            ago = time.monotonic() - left_at[-1] if left_at else None
            away, slowest = self._away.pop(door, 0.0), self._slowest.get(door, 0.0)
            await asyncio.shield(self._put(_OVER, lease=said["lease"], ago=ago, away=away, slowest=slowest))

    def stay_away(self, door: str, seconds: float) -> None:
        self._away[door] = max(self._away.get(door, 0.0), seconds)

    def slow_down(self, door: str, seconds: float) -> None:
        self._slowest[door] = max(self._slowest.get(door, 0.0), seconds)

    async def _put(self, question: str, **what: Any) -> Any:
        try:
            return await self._ask(question, **what)
        except OSError as error:  # Dask's own errors of a lost connection are among them
            raise StoreError("the Dask scheduler cannot be reached: {reason}", reason=error) from None
