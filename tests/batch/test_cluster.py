"""A Dask cluster of processes of its own, whose workers are killed and whose scheduler is started anew."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from carried import audits, carried, paces
from webs import Web

from ereput.batch.dask import Cluster
from ereput.batch.work import Outcome
from ereput.errors import StoreError, UsageError


class Machines:
    """A scheduler and two workers, each a process, as an administrator would run them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.processes: list[subprocess.Popen[bytes]] = []

    @property
    def address(self) -> str:
        return f"tcp://127.0.0.1:{self.port}"

    def start(self) -> None:
        self._run("scheduler", "--host", "127.0.0.1", "--port", str(self.port), "--no-dashboard", "--no-show")
        for _ in range(2):
            self.worker()

    def worker(self) -> None:
        self._run("worker", self.address, "--nthreads", "8", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1")

    def kill(self, *which: int) -> None:
        for number in which:
            self.processes[number].send_signal(signal.SIGKILL)
            self.processes[number].wait()

    def _run(self, *words: str) -> None:
        environment = {**os.environ, "DASK_DISTRIBUTED__WORKER__DAEMON": "False"}
        command = [sys.executable, "-m", "dask", *words, "--local-directory", str(self.folder)]
        if words[0] == "scheduler":
            command = command[:-2]
        self.processes.append(
            subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        )


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[Machines]:
    running = Machines(tmp_path / "dask")
    running.start()
    try:
        yield running
    finally:
        for process in running.processes:
            process.kill()
            process.wait()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shaken(Cluster):
    """Something happens to the machines once so many practitioners are kept."""

    after: int
    happens: Callable[[], None]

    def run(self, work: Any, jobs: Any, keep: Any, watch: Any) -> None:
        def told(outcome: Outcome) -> None:
            if watch.done == self.after:
                self.happens()

        watch.told = told
        Cluster.run(self, work, jobs, keep, watch)


def asked(web: Web) -> float:
    return sum(told.get("asked", 0) for told in web.counts().values())


def nobody_was_pressed(web: Web) -> bool:
    return all(not told.get("violations") for told in web.counts().values())


def test_a_killed_worker_loses_nothing_and_repeats_nothing_that_was_kept(
    tmp_path: Path, machines: Machines, postgres: str
) -> None:
    with Web(paces(0.1), latency=0.01) as web:
        whole = carried(web, tmp_path / "whole", 8)
        once = asked(web)
        engine = Shaken(jobs=4, scheduler=machines.address, after=3, happens=lambda: machines.kill(1))

        ran = carried(web, tmp_path / "shaken", 8, engine, place=postgres)

        assert ran.states == {"done": 8}
        assert ran.files == whole.files
        assert [row[:3] for row in audits(postgres)] == [row[:3] for row in audits(tmp_path / "whole.sqlite")]
        assert asked(web) - once < once * 4 / 8 + once  # those at work on it, at the most, are asked about again
        assert nobody_was_pressed(web)


def test_a_scheduler_that_is_started_anew_goes_on_from_the_history(
    tmp_path: Path, machines: Machines, postgres: str
) -> None:
    def restart() -> None:
        machines.kill(0, 1, 2)
        machines.start()

    with Web(paces(0.1), latency=0.01) as web:
        whole = carried(web, tmp_path / "whole", 6)
        engine = Shaken(jobs=3, scheduler=machines.address, after=2, happens=restart)

        ran = carried(web, tmp_path / "shaken", 6, engine, place=postgres)

        assert ran.states == {"done": 6}
        assert ran.files == whole.files
        assert nobody_was_pressed(web)


def test_a_cluster_that_is_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from ereput.batch import dask

    monkeypatch.setattr(dask, "PATIENCE", 0.1)
    with Web({}) as web, pytest.raises(StoreError, match="no Dask cluster at tcp://127"):
        carried(web, tmp_path / "none", 1, Cluster(jobs=1, scheduler="tcp://127.0.0.1:9"))


@pytest.mark.parametrize("scheduler", ["127.0.0.1:8786", "tcp://", "tcp://["])
def test_an_address_that_is_none_is_refused(tmp_path: Path, scheduler: str) -> None:
    with Web({}) as web, pytest.raises(UsageError, match="is written tcp"):
        carried(web, tmp_path / "none", 1, Cluster(jobs=1, scheduler=scheduler))


def test_machines_that_share_nothing_need_a_server(tmp_path: Path) -> None:
    with Web({}) as web, pytest.raises(UsageError, match="shares one history"):
        carried(web, tmp_path / "none", 1, Cluster(jobs=1, scheduler="tcp://cluster.example:8786"))
