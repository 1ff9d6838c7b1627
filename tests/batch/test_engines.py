"""Batches on the test web, whose hosts count and punish: small here, a thousand in `make soak`."""

import csv
import io
import signal
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import people
import pytest
from carried import NOW, Ran, audits, carried, paces
from webs import Web

from ereput.batch.dask import Cluster
from ereput.batch.local import Local
from ereput.batch.work import Outcome
from ereput.errors import StoreError
from ereput.history import History

FEW = 8


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with Web(paces(0.1), latency=0.002, faults=0.02) as opened:
        yield opened


@pytest.fixture(scope="module")
def whole(web: Web, tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """FEW practitioners, by the local engine."""
    return carried(web, tmp_path_factory.mktemp("whole") / "local", FEW)


def rows(ran: Ran) -> list[dict[str, str]]:
    """The lines of summary.csv."""
    return list(csv.DictReader(io.StringIO(ran.files["summary.csv"].decode())))


def nobody_was_pressed(web: Web) -> bool:
    """No host has seen two questions closer than its pace."""
    return all(not told.get("violations") for told in web.counts().values())


def test_every_practitioner_ends_with_an_audit_and_no_host_is_pressed(web: Web, whole: Ran) -> None:
    assert whole.states == {"done": FEW}
    assert len([name for name in whole.files if name.endswith("report.json")]) == FEW
    assert nobody_was_pressed(web)


def test_a_cluster_keeps_the_same_allowance_and_comes_to_the_same(web: Web, tmp_path: Path, whole: Ran) -> None:
    there = carried(web, tmp_path / "dask", FEW, Cluster(jobs=16, workers=2))

    assert there.files == whole.files
    assert audits(tmp_path / "dask.sqlite") == audits(whole.folder.with_name("local.sqlite"))
    assert nobody_was_pressed(web)


def test_with_one_at_a_time_it_comes_to_the_same(web: Web, tmp_path: Path) -> None:
    assert carried(web, tmp_path / "one", 3, Local(jobs=1)).files == carried(web, tmp_path / "many", 3).files


def test_the_same_question_is_asked_once_in_a_batch(tmp_path: Path) -> None:
    with Web({}) as web:
        carried(web, tmp_path / "local", 6)

        told = web.counts()["rpps"]["asked"]

    # Its columns once; each name and surname, every other number; and once more a name that nobody there bears.
    assert told == 1 + 6 + 6 + 3 + 1


def test_what_is_finished_is_not_repeated(web: Web, tmp_path: Path) -> None:
    carried(web, tmp_path / "local", 4)
    before = {host: told["asked"] for host, told in web.counts().items()}

    again = carried(web, tmp_path / "local", 4, resumes=True)

    assert {host: told["asked"] for host, told in web.counts().items()} == before
    assert again.states == {"done": 4}


def test_files_that_an_interruption_left_out_are_written_from_the_history(web: Web, tmp_path: Path) -> None:
    whole = carried(web, tmp_path / "local", 4).files
    asked = web.counts()["rpps"]["asked"]
    for file in (tmp_path / "local").glob("*/report.*"):
        file.unlink()
    with History(tmp_path / "local.sqlite") as history:
        history.database.write(lambda tables: tables.change("UPDATE batch_jobs SET state = 'audited'"))

    assert carried(web, tmp_path / "local", 4, resumes=True).files == whole
    assert web.counts()["rpps"]["asked"] == asked


def test_lines_that_were_added_to_the_table_are_audited_when_it_is_resumed(web: Web, tmp_path: Path) -> None:
    carried(web, tmp_path / "local", 3)

    more = carried(web, tmp_path / "local", 5, resumes=True)

    assert more.states == {"done": 5}
    assert more.files == carried(web, tmp_path / "whole", 5).files


def test_a_practitioner_that_cannot_be_audited_is_told_and_the_others_are_audited(
    web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ereput.batch import work

    judged = work.judged

    def defect(who: Any, *rest: Any, **more: Any) -> Any:
        if who.rpps:
            raise RuntimeError("a defect of ours")
        return judged(who, *rest, **more)

    monkeypatch.setattr(work, "judged", defect)

    ran = carried(web, tmp_path / "local", 4)

    assert ran.states == {"done": 2, "failed": 2}
    assert b"RuntimeError: a defect of ours" in ran.files["summary.csv"]


class Interrupted(Local):
    """Somebody presses Ctrl-C after so many."""

    def run(self, work: Any, jobs: Any, keep: Any, watch: Any) -> None:
        told = 0

        def one(outcome: Outcome) -> None:
            nonlocal told
            told += 1
            if told == 2:
                signal.raise_signal(signal.SIGINT)

        watch.told = one
        super().run(work, jobs, keep, watch)


def test_an_interruption_leaves_tables_of_what_was_done(web: Web, tmp_path: Path, whole: Ran) -> None:
    with pytest.raises(KeyboardInterrupt):
        carried(web, tmp_path / "local", FEW, Interrupted(jobs=2))

    summary = (tmp_path / "local" / "summary.csv").read_text(encoding="utf-8")
    assert 2 <= summary.count(",audited,") < FEW
    assert summary.count(",waiting,") == FEW - summary.count(",audited,")
    assert carried(web, tmp_path / "local", FEW, resumes=True).files == whole.files


def test_every_format_is_written_that_was_asked_for(web: Web, tmp_path: Path) -> None:
    ran = carried(web, tmp_path / "local", 1, formats=("csv", "terminal"))

    reports = {name.rpartition("/")[2] for name in ran.files if "/" in name}
    assert reports == {"findings.csv", "listings.csv", "reviews.csv", "report.txt"}


def test_a_second_month_tells_what_changed_and_nothing_else(tmp_path: Path) -> None:
    with Web({}) as web:
        first = carried(web, tmp_path / "local", 6)
        web.counts(month=2)
        second = carried(web, tmp_path / "local", 6, now=NOW + timedelta(days=30))

    digest = second.files["digest.md"].decode()
    changed = [row["name"] for row in rows(second) if row["changes"]]
    assert "## " not in first.files["digest.md"].decode()
    assert [row["previous"] for row in rows(second)] == [NOW.isoformat()] * 6
    assert changed == [people.person(number)["name"] for number in (0, 3)]
    assert digest.count("\n## [") == 2
    assert "04 65 71 99 99" in digest


@pytest.mark.soak
def test_a_thousand_practitioners_on_both_engines(tmp_path: Path) -> None:
    ran = {}
    with Web(paces(0.6), latency=0.005, faults=0.02) as web:
        for name, engine in (("local", Local(jobs=24)), ("dask", Cluster(jobs=24, workers=2))):
            before, began = web.counts(), time.monotonic()
            ran[name] = carried(web, tmp_path / name, 1000, engine)
            seconds, after = time.monotonic() - began, web.counts()
            asked = {host: told["asked"] - before[host].get("asked", 0) for host, told in after.items()}
            limit = max(many * after[host]["pace"] for host, many in asked.items())
            told = f"{name}: {sum(asked.values()):.0f} requests in {seconds:.0f} s, {limit / seconds:.3f} of the limit"
            sys.stderr.write(told + "\n")
            assert nobody_was_pressed(web)
            assert sum(asked.values()) > 40_000
            assert ran[name].states == {"done": 1000}
    here, there = ran["local"].files, ran["dask"].files
    assert [name for name in here.keys() | there.keys() if here.get(name) != there.get(name)] == []
    assert [row[:3] for row in audits(tmp_path / "dask.sqlite")] == [
        row[:3] for row in audits(tmp_path / "local.sqlite")
    ]


def test_a_disk_that_refuses_ends_the_batch_and_loses_nothing(web: Web, tmp_path: Path) -> None:
    whole = carried(web, tmp_path / "whole", 4).files
    blocked = next(name for name in whole if name.endswith("report.json")).partition("/")[0]
    (tmp_path / "local").mkdir()
    (tmp_path / "local" / blocked).write_text("a file where a folder is due", encoding="utf-8")

    with pytest.raises(StoreError, match="cannot be written"):
        carried(web, tmp_path / "local", 4)
    (tmp_path / "local" / blocked).unlink()

    assert carried(web, tmp_path / "local", 4, resumes=True).files == whole
