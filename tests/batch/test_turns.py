"""The allowance of a cluster, with the scheduler and its workers in one process."""

import asyncio
import itertools
import time
from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from typing import Any

import pytest

from ereput.batch.turns import Allowance, ClusterTurns
from ereput.errors import StoreError, Throttled
from ereput.fetch.pace import left

Test = Callable[["Cluster"], Awaitable[None]]


class Cluster:
    """A scheduler that knows its handlers, and workers that ask it."""

    def __init__(self) -> None:
        self.scheduler = SimpleNamespace(handlers={})
        self.allowance = Allowance()

    async def open(self) -> None:
        await self.allowance.start(self.scheduler)

    def worker(self, name: str) -> ClusterTurns:
        async def ask(question: str, **what: Any) -> Any:
            return await self.scheduler.handlers[question](**what)

        return ClusterTurns(ask, name)

    def dies(self, name: str) -> None:
        self.allowance.remove_worker(self.scheduler, name)


def run(test: Test) -> None:
    async def whole() -> None:
        cluster = Cluster()
        await cluster.open()
        async with asyncio.timeout(20):
            await test(cluster)

    asyncio.run(whole())


def test_two_workers_share_one_allowance() -> None:
    begun: list[float] = []

    async def ask(turns: ClusterTurns) -> None:
        async with turns.turn("a:443", 0.05, 60):
            begun.append(time.monotonic())

    async def test(cluster: Cluster) -> None:
        workers = [cluster.worker("one"), cluster.worker("two")]
        await asyncio.gather(*(ask(worker) for worker in workers * 3))

    run(test)

    assert len(begun) == 6
    assert min(later - one for one, later in itertools.pairwise(begun)) >= 0.045


def test_the_distance_is_kept_from_when_a_question_left_its_worker() -> None:
    sent: list[float] = []

    async def ask(turns: ClusterTurns) -> None:
        async with turns.turn("a:443", 0.1, 60):
            await asyncio.sleep(0.05)
            sent.append(time.monotonic())
            left.get()(0.0)

    async def test(cluster: Cluster) -> None:
        await asyncio.gather(*(ask(cluster.worker("one")) for _ in range(3)))

    run(test)

    assert min(later - one for one, later in itertools.pairwise(sent)) >= 0.145


def test_the_turns_of_a_worker_that_dies_come_back() -> None:
    async def test(cluster: Cluster) -> None:
        dying = cluster.worker("dying").turn("a:443", 0, 60)
        await dying.__aenter__()
        waiting = asyncio.create_task(cluster.worker("dying").turn("a:443", 0, 60).__aenter__())
        await asyncio.sleep(0.01)
        assert await cluster.allowance.waiting() == {"a:443": 1}

        cluster.dies("dying")

        async with cluster.worker("other").turn("a:443", 0, 60):
            assert not waiting.done() or waiting.cancelled() or waiting.exception()
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)

    run(test)


def test_a_door_that_one_worker_was_sent_away_from_is_closed_to_all() -> None:
    async def test(cluster: Cluster) -> None:
        one = cluster.worker("one")
        async with one.turn("a:443", 0, 60):
            one.stay_away("a:443", 600)
        with pytest.raises(Throttled, match="is not asked again") as caught:
            async with cluster.worker("two").turn("a:443", 0, 60):
                pass
        assert caught.value.retry_after > 590

    run(test)


def test_what_a_robots_txt_wishes_holds_for_all() -> None:
    begun: list[float] = []

    async def test(cluster: Cluster) -> None:
        one = cluster.worker("one")
        one.slow_down("a:443", 0.1)
        for worker in (one, cluster.worker("two"), cluster.worker("two")):
            async with worker.turn("a:443", 0, 60):
                begun.append(time.monotonic())

    run(test)

    assert min(later - one for one, later in itertools.pairwise(begun)) >= 0.095


def test_a_scheduler_that_is_gone_is_no_answer_of_a_source() -> None:
    async def gone(question: str, **what: Any) -> Any:
        raise OSError("connection closed")

    async def ask() -> None:
        async with ClusterTurns(gone, "one").turn("a:443", 0, 60):
            pass

    with pytest.raises(StoreError, match="cannot be reached: connection closed"):
        asyncio.run(ask())
