"""The local engine: every practitioner of a batch in one process, whose hosts work side by side.

One fetcher asks for all, so that a host has one allowance however many practitioners are at work. What follows from
the answers is concluded and kept in a thread of its own, so that nobody's turn passes meanwhile.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from ereput.batch.keeping import Keeper
from ereput.batch.watching import Watch
from ereput.batch.work import Job, Outcome, Told, Work, concluded, failed, harvested, let_go, moment
from ereput.collect import Fetch
from ereput.errors import StoreError
from ereput.fetch import Fetcher, FetchSettings
from ereput.fetch.pace import Pace, Turns
from ereput.fetch.replay import Player, saved
from ereput.model import Harvest


@dataclass(frozen=True, slots=True, kw_only=True)
class Local:
    """`jobs` practitioners at work at a time."""

    jobs: int

    def run(self, work: Work, jobs: Iterator[Job], keep: Keeper, watch: Watch) -> None:
        """Carries out every job; an interruption or a StoreError ends it, with what was kept kept."""
        asyncio.run(self._run(work, jobs, keep, watch))

    async def _run(self, work: Work, jobs: Iterator[Job], keep: Keeper, watch: Watch) -> None:
        loop = asyncio.get_running_loop()
        reckoner = ThreadPoolExecutor(1, "reckoner")  # a connection to the history belongs to one thread

        async def hand() -> None:
            for job in jobs:
                watch.began(job)
                now = moment(work)
                said = await asked(work, job, fetching)
                watch.ended(await loop.run_in_executor(reckoner, _finished, work, job, said, now, keep))

        try:
            pace = Pace(is_resumed=work.is_resumed)
            watch.waiting = pace.waiting
            async with fetcher(work, pace) as fetching:
                hands = [asyncio.create_task(hand()) for _ in range(self.jobs)]
                try:
                    await asyncio.gather(*hands)
                finally:
                    for one in hands:
                        one.cancel()
                    await asyncio.gather(*hands, return_exceptions=True)
        finally:
            await loop.run_in_executor(reckoner, _let_go, keep)
            reckoner.shutdown()


class Fetching:
    """The fetcher of a batch, or, where saved answers are played, one for each practitioner."""

    def __init__(self, work: Work, shared: Fetcher | None) -> None:
        self._work, self._shared = work, shared
        self._saved = list(saved(work.replay)) if work.replay else []

    @asynccontextmanager
    async def one(self) -> AsyncIterator[Fetch]:
        if self._shared is not None:
            yield self._shared
            return
        async with Fetcher(FetchSettings(), wire=Player(self._saved), now=_clock(self._work), sleep=_at_once) as fetch:
            yield fetch


@asynccontextmanager
async def fetcher(work: Work, turns: Turns) -> AsyncIterator[Fetching]:
    """What asks in a batch, at the turns that it shares with whoever else asks."""
    if work.replay:
        yield Fetching(work, None)
        return
    async with Fetcher(work.asking, now=_clock(work), turns=turns) as fetch:
        yield Fetching(work, fetch)


async def asked(work: Work, job: Job, fetching: Fetching) -> tuple[Harvest, ...] | Outcome:
    """What every source says of one practitioner, or why nobody could be asked. Raises StoreError alone."""
    if job.reason is not None:
        return Outcome(digest=job.digest, told=Told(name=job.who.name, reason=job.reason, values=job.values))
    try:
        async with fetching.one() as fetch:
            return await harvested(work, job, fetch)
    except StoreError:
        raise
    except ExceptionGroup as group:  # of every source that was being asked
        if lost := group.subgroup(StoreError):
            raise _first(lost) from None
        return failed(job, _first(group))
    except Exception as error:
        return failed(job, error)


def _finished(work: Work, job: Job, said: tuple[Harvest, ...] | Outcome, now: datetime, keep: Keeper) -> Outcome:
    """From the answers to the report, and both kept. Raises StoreError alone."""
    outcome = said if isinstance(said, Outcome) else concluded(work, job, said, now)
    keep(outcome)
    return outcome


def _let_go(keep: Keeper) -> None:
    try:
        keep.close()
    finally:
        let_go()


def _first(error: Exception) -> Exception:
    while isinstance(error, ExceptionGroup):
        error = error.exceptions[0]
    return error


def _clock(work: Work) -> Callable[[], datetime]:
    return lambda: work.now or datetime.now(UTC)


async def _at_once(_seconds: float) -> None:
    await asyncio.sleep(0)
