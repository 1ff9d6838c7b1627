"""Work shared out over processes: answers come in the order of what was asked, and little waits in memory."""

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context
from typing import Any, TypeVar

A = TypeVar("A")
B = TypeVar("B")
CHUNK = 200  # things that are handed over at once
AHEAD = 3  # chunks a process that are asked for before the first is awaited


@contextmanager
def shared(
    jobs: int,
    work: Callable[[Sequence[A]], Sequence[B]],
    begin: Callable[..., object],
    given: tuple[Any, ...] = (),
) -> Iterator[Callable[[Iterable[A]], Iterator[B]]]:
    """A function from things to their answers, worked out by so many processes; by this one where jobs is 1.

    `work` and `begin` stand at the top of a module; `begin(*given)` is called once in each process, before any work.
    """
    if jobs == 1:
        begin(*given)
        yield lambda things: (answer for thing in things for answer in work([thing]))
        return
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _begun, (begin, given))
    try:
        yield lambda things: _in_order(pool, jobs, work, things)
    finally:
        pool.shutdown(cancel_futures=True)


def _begun(begin: Callable[..., object], given: tuple[Any, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interruption is for the process that shares out
    begin(*given)


def _in_order(
    pool: ProcessPoolExecutor, jobs: int, work: Callable[[Sequence[A]], Sequence[B]], things: Iterable[A]
) -> Iterator[B]:
    rest = iter(things)
    waiting: deque[Future[Sequence[B]]] = deque()
    while chunk := list(islice(rest, CHUNK)):
        waiting.append(pool.submit(work, chunk))
        if len(waiting) >= AHEAD * jobs:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()
