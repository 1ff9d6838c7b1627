"""Speed of batches: what `benchmarks/speed.py batch` prints.

paced    1,000 practitioners on the test web of twelve hosts: the wall time against the physical limit, which is the
         largest of requests × pace over the hosts.
lifted   the same web with paces lifted: audits a second of one core, by ereput's own processor time.
replay   saved answers, so that nothing is waited for: the wall time of one local process over that of Dask with two
         worker processes.
"""

import csv
import os
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "batch")]
SCALE = 0.6  # of the paces of tests/batch/carried.py


def batch(parts: tuple[str, ...] = ("paced", "lifted", "replay")) -> dict[str, Any]:
    """All of it, or the parts named in BATCH_PARTS: each takes minutes."""
    wanted = os.environ.get("BATCH_PARTS", ",".join(parts)).split(",")
    figures: dict[str, Any] = {}
    for part in wanted:
        with tempfile.TemporaryDirectory() as folder:
            figures |= {"paced": paced, "lifted": lifted, "replay": replay}[part](Path(folder))
    return figures


def paced(folder: Path, many: int = 1000) -> dict[str, Any]:
    from carried import carried, paces
    from webs import Web

    from ereput.batch.local import Local

    with Web(paces(SCALE), latency=0.005, faults=0.02) as web:
        began, cpu = time.perf_counter(), time.process_time()
        ran = carried(web, folder / "run", many, Local(jobs=24))
        wall, cpu = time.perf_counter() - began, time.process_time() - cpu
        counts = web.counts()
    limit = max(told["asked"] * told["pace"] for told in counts.values())
    return {
        "batch_audited": ran.states.get("done", 0),
        "batch_requests": round(sum(told["asked"] for told in counts.values())),
        "batch_too_early": round(sum(told.get("violations", 0) for told in counts.values())),
        "batch_wall_s": round(wall, 1),
        "batch_limit_s": round(limit, 1),
        "batch_cpu_s": round(cpu, 1),
        "batch_limit_over_wall": round(limit / wall, 3),
        "batch_load": round(os.getloadavg()[0], 1),
    }


def lifted(folder: Path, many: int = 200) -> dict[str, Any]:
    from carried import carried
    from webs import Web

    from ereput.batch.local import Local

    with Web({}) as web:
        carried(web, folder / "first", 5)  # what is loaded once is loaded
        began = time.process_time()
        carried(web, folder / "run", many, Local(jobs=24))
        cpu = time.process_time() - began
        asked = sum(told["asked"] for told in web.counts().values())
    return {
        "batch_audits_per_cpu_s": round(many / cpu, 2),
        "batch_requests_per_audit": round(asked / (many + 5), 1),
    }


def replay(folder: Path, many: int = int(os.environ.get("BATCH_MANY", "300"))) -> dict[str, Any]:
    """Processor time is told too, the first process's and its workers': few machines are idle."""
    from ereput.batch.dask import Cluster
    from ereput.batch.local import Local

    walls, spent = {}, {}
    for name, engine in (("local", Local(jobs=1)), ("dask", Cluster(jobs=16, workers=2))):
        own, theirs = _spent(resource.RUSAGE_SELF), _spent(resource.RUSAGE_CHILDREN)
        walls[name] = _replayed(folder / name, many, engine)
        spent[name] = [
            round(_spent(resource.RUSAGE_SELF) - own, 1),
            round(_spent(resource.RUSAGE_CHILDREN) - theirs, 1),
        ]
    return {
        "batch_replay_local_s": round(walls["local"], 1),
        "batch_replay_dask_2_s": round(walls["dask"], 1),
        "batch_replay_dask_2_over_local": round(walls["local"] / walls["dask"], 2),
        "batch_replay_cpu_s": spent,
        "batch_replay_practitioners": many,
        "batch_replay_load": round(os.getloadavg()[0], 1),
    }


def _spent(whose: int) -> float:
    used = resource.getrusage(whose)
    return used.ru_utime + used.ru_stime


def _replayed(folder: Path, many: int, engine: Any) -> float:
    from datetime import UTC, datetime

    from ereput import registry
    from ereput.batch import running, table
    from ereput.batch.running import Heard
    from ereput.batch.watching import Watch
    from ereput.batch.work import Work
    from ereput.fetch import FetchSettings
    from ereput.history import History

    folder.mkdir()
    with (folder / "table.csv").open("w", encoding="utf-8", newline="") as opened:
        rows = (("Dr Hélène Vaubrun", "Lyon", "dermatologue", f"19990{number:06}") for number in range(many))
        csv.writer(opened).writerows([("nom", "ville", "spécialité", "rpps"), *rows])
    sources = [source for source in registry.sources({}).values() if registry.is_on(source)]
    with History(folder / "history.sqlite") as history:
        work = Work(
            batch="",
            sources=tuple((source.about.name, source.settings) for source in sources),
            asking=FetchSettings(),
            language="fr",
            formats=("markdown", "json"),
            database=folder / "history.sqlite",
            now=datetime(2026, 11, 21, 9, tzinfo=UTC),
            replay=ROOT / "fixtures" / "webs" / "lyon",
        )
        made = running.begun(table.opened(folder / "table.csv"), folder, work, Heard, history, resumes=False)
        began = time.perf_counter()
        made.run(engine, Watch(total=many))
        return time.perf_counter() - began
