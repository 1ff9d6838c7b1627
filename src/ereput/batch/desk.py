"""On a worker of a Dask cluster: one fetcher for all its practitioners, and one thread that concludes and keeps."""

import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar, cast

from distributed import get_worker
from distributed.diagnostics.plugin import WorkerPlugin

from ereput.batch.local import Fetching, asked, fetcher
from ereput.batch.turns import ClusterTurns
from ereput.batch.work import Job, Outcome, Work, concluded, kept, let_go, moment, opened
from ereput.model import Harvest
from ereput.parsing import zones

T = TypeVar("T")


def carried(desk: str, job: Job) -> Outcome:
    """One practitioner, on the worker that runs this."""
    here = cast("Desk", get_worker().plugins[desk])
    return here.carried(job)


class Desk(WorkerPlugin):
    """Holds what the practitioners at work on this worker share. Their threads only wait."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.name = f"ereput-{work.batch}"

    def setup(self, worker: Any) -> None:
        zones.use(self.work.zone)
        self._worker, self._theirs = worker, asyncio.get_running_loop()
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        self._reckoner = ThreadPoolExecutor(1, "reckoner")  # a connection to the history belongs to one thread
        self._open = AsyncExitStack()
        turns = ClusterTurns(self._ask, worker.address)
        self._fetching: Fetching = self._done(self._open.enter_async_context(fetcher(self.work, turns)))

    def teardown(self, worker: Any) -> None:
        self._done(self._open.aclose())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._reckoner.submit(let_go)
        self._reckoner.shutdown(wait=False)

    def carried(self, job: Job) -> Outcome:
        """From the first question to the report; kept, where the history is a server. Raises StoreError alone."""
        now = moment(self.work)
        said = self._done(asked(self.work, job, self._fetching))
        return self._reckoner.submit(self._concluded, job, said, now).result()

    def _concluded(self, job: Job, said: tuple[Harvest, ...] | Outcome, now: datetime) -> Outcome:
        outcome = said if isinstance(said, Outcome) else concluded(self.work, job, said, now)
        if not isinstance(self.work.database, str):
            return outcome  # a file: the first process keeps it
        kept(opened(self.work.database), self.work, outcome)
        return replace(outcome, document=None)

    def _done(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    async def _ask(self, question: str, **what: Any) -> Any:
        """A question to the scheduler, over the worker's own connection."""
        asking = getattr(self._worker.scheduler, question)(**what)
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(asking, self._theirs))
