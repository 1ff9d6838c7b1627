"""The Dask engine: the same work on the workers of a cluster, at turns that the whole cluster shares.

A worker asks, concludes, and keeps the audit where the history is a server; where it is a file, the first process keeps
it. Outcomes come back as values and are written down here. A worker that dies is another's work again; when the
scheduler is started anew, what the history does not hold yet is handed out again.
"""

import asyncio
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import chain, islice
from queue import Empty, Queue
from typing import Any
from urllib.parse import urlsplit

from ereput.batch.keeping import Keeper
from ereput.batch.watching import Watch
from ereput.batch.work import Job, Outcome, Work, failed, let_go
from ereput.errors import StoreError, UsageError

log = logging.getLogger(__name__)

PATIENCE = 120.0  # seconds to wait for a scheduler that went away, and for its workers
_POLL = 1.0
_HERE = ("127.0.0.1", "localhost", "::1")
_PARTS = 4  # a quarter of those at work is handed out together: a message of several costs little more than one
_DEATHS = 10  # of workers, before the job that they had in common is given up


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """`jobs` practitioners at a time, over the cluster of `scheduler` or over so many `workers` on this machine."""

    jobs: int
    workers: int = 2
    scheduler: str | None = None

    def run(self, work: Work, jobs: Iterator[Job], keep: Keeper, watch: Watch) -> None:
        """Carries out every job; an interruption or a StoreError ends it, with what was kept kept."""
        _insist(self.scheduler, work)
        held: dict[str, Job] = {}  # handed out, and not yet kept
        try:
            while True:
                again = [job for job in held.values() if keep.waits(job.digest)]
                for _ in range(len(held) - len(again)):
                    watch.done += 1  # a worker had kept it before the scheduler went
                for _ in held:
                    watch.let_be()
                held.clear()
                keep.rest()
                try:
                    with self._client() as client:
                        _carry(client, work, chain(again, jobs), keep, watch, held, self.jobs)
                    return
                except _Gone:
                    if self.scheduler is None:
                        raise StoreError("the Dask scheduler went away; --resume goes on") from None
                    log.warning("the scheduler at %s went away; it is waited for", self.scheduler)
        finally:
            keep.close()
            let_go()

    @contextmanager
    def _client(self) -> Iterator[Any]:
        distributed = _distributed()
        if self.scheduler is None:
            with (
                distributed.LocalCluster(
                    n_workers=self.workers,
                    threads_per_worker=max(1, -(-self.jobs // self.workers)),
                    host="127.0.0.1",
                    dashboard_address=None,
                    memory_limit=0,
                    silence_logs=logging.CRITICAL,
                ) as cluster,
                distributed.Client(cluster, direct_to_workers=True) as client,  # their answers make no detour
            ):
                yield client
            return
        with _reached(distributed, self.scheduler) as client:
            yield client


class _Gone(Exception):
    """The scheduler is gone, and with it all that was handed out."""


def _distributed() -> Any:
    try:
        import dask
        import distributed
    except ImportError:
        raise UsageError("Dask is not installed: pip install 'ereput[dask]'") from None
    dask.config.set({"distributed.scheduler.allowed-failures": _DEATHS, "distributed.comm.timeouts.connect": "10s"})
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    return distributed


def _insist(scheduler: str | None, work: Work) -> None:
    """Raises UsageError where workers on other machines would each look for a file of their own."""
    if scheduler is None:
        return
    try:
        host = urlsplit(scheduler).hostname
    except ValueError:
        host = None
    if not host:
        raise UsageError("--scheduler is written tcp://HOST:8786, not {scheduler!r}", scheduler=scheduler)
    if host not in _HERE and not isinstance(work.database, str):
        raise UsageError("a cluster of several machines shares one history: --database postgresql://…")


def _reached(distributed: Any, scheduler: str) -> Any:
    until = time.monotonic() + PATIENCE
    while True:
        client = None
        try:
            client = distributed.Client(scheduler, timeout=min(10.0, max(1.0, PATIENCE)))
            client.wait_for_workers(1, timeout=max(1.0, until - time.monotonic()))
            return client
        except (OSError, TimeoutError) as error:
            if client is not None:
                with suppress(Exception):
                    client.close(timeout=1)
            if time.monotonic() > until:
                raise StoreError("no Dask cluster at {place}: {reason}", place=scheduler, reason=error) from None
            time.sleep(_POLL)


def _carry(
    client: Any, work: Work, jobs: Iterator[Job], keep: Keeper, watch: Watch, held: dict[str, Job], most: int
) -> None:
    """Hands out jobs, `most` at a time, and keeps what comes back. Raises _Gone where the scheduler is gone."""
    from ereput.batch.desk import Desk, carried
    from ereput.batch.turns import Allowance

    desk = Desk(work)
    ended: Queue[str] = Queue()
    client.register_plugin(Allowance())
    client.register_plugin(desk)
    handed: dict[str, Any] = {}
    told: dict[str, int] = {}
    told_at = 0.0
    watch.waiting = lambda: told
    try:
        while True:
            free = most - len(handed)
            if free >= max(1, most // _PARTS) and (some := list(islice(jobs, free))):
                for job in some:
                    watch.began(job)
                    held[job.digest] = job
                keys = [f"{desk.name}-{job.digest}" for job in some]
                futures = client.map(carried, [desk.name] * len(some), some, key=keys, pure=False)
                for job, future in zip(some, futures, strict=True):
                    handed[job.digest] = future
                    future.add_done_callback(lambda _, digest=job.digest: ended.put(digest))
            if not handed:
                return
            for outcome in _outcomes(client, [(held[one], handed.pop(one)) for one in _drawn(ended)]):
                keep(outcome)
                del held[outcome.digest]
                watch.ended(outcome)
            if client.status not in ("running", "newly-created"):
                raise _Gone
            if time.monotonic() - told_at >= _POLL:
                told, told_at = _waiting(client), time.monotonic()
    finally:
        with suppress(Exception):
            client.cancel(list(handed.values()), force=True)
            client.unregister_worker_plugin(desk.name)


def _drawn(ended: Queue[str]) -> list[str]:
    """All that ended; waits for the first, but not for long."""
    drawn = []
    with suppress(Empty):
        drawn.append(ended.get(timeout=_POLL))
        while True:
            drawn.append(ended.get_nowait())
    return drawn


def _outcomes(client: Any, ended: list[tuple[Job, Any]]) -> Iterator[Outcome]:
    """What became of each, in one message where none of them failed."""
    try:
        outcomes = client.gather([future for _, future in ended])
    except Exception:
        outcomes = (_outcome(future, job) for job, future in ended)
    yield from outcomes


def _outcome(future: Any, job: Job) -> Outcome:
    from distributed.client import FutureCancelledError
    from distributed.scheduler import KilledWorker

    try:
        outcome: Outcome = future.result()
    except KilledWorker as error:
        return failed(job, error)
    except (FutureCancelledError, asyncio.CancelledError, OSError):
        raise _Gone from None
    return outcome


def _waiting(client: Any) -> dict[str, int]:
    try:
        return dict(client.sync(client.scheduler.ereput_waiting))
    except (OSError, AttributeError, TypeError):
        return {}
