"""A batch that is killed, whose disk is full, whose server restarts: taken up again, it comes to the same."""

import os
import random
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from carried import Command, audits, files, paces
from webs import Web

from ereput.batch.files import locked, put, stream
from ereput.errors import StoreError
from postgres import Server

MANY = 6


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with Web(paces(0.05)) as opened:
        yield opened


@pytest.fixture(scope="module")
def whole(web: Web, tmp_path_factory: pytest.TempPathFactory) -> Command:
    """A batch of MANY that nothing disturbed."""
    return undisturbed(web, tmp_path_factory.mktemp("whole"), MANY)


def nobody_was_pressed(web: Web) -> bool:
    return all(not told.get("violations") for told in web.counts().values())


def undisturbed(web: Web, folder: Path, many: int) -> Command:
    command = Command(web, folder, many)
    ended = command.run()
    assert ended.returncode == 0, ended.stderr.decode()
    return command


def killed(command: Command, seconds: float) -> bool:
    """Killed after so long; False: it had ended before."""
    process = command.start("--resume")
    try:
        process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.communicate()
        return True
    return False


def killed_and_resumed(web: Web, folder: Path, whole: Command, kills: int, draw: random.Random) -> int:
    """Batches killed at random instants until they are whole, and again, so many times in all; how many came whole."""
    expected, kept = whole.files, [row[:3] for row in audits(whole.database)]
    ended = done = 0
    while done < kills:
        command = Command(web, folder / f"killed-{ended}", whole.many)
        while done < kills and killed(command, draw.uniform(0.4, 3.0)):
            done += 1
        last = command.run("--resume")
        assert last.returncode == 0, last.stderr.decode()
        found = command.files
        assert [name for name in found.keys() | expected.keys() if found.get(name) != expected.get(name)] == []
        assert [row[:3] for row in audits(command.database)] == kept
        ended += 1
    assert nobody_was_pressed(web)
    return ended


def test_killed_at_any_instant_it_comes_to_the_same(web: Web, tmp_path: Path, whole: Command) -> None:
    assert killed_and_resumed(web, tmp_path, whole, 2, random.Random(7))


@pytest.mark.soak
def test_killed_at_fifty_instants_two_hundred_practitioners_come_to_the_same(tmp_path: Path) -> None:
    seed = int(os.environ.get("EREPUT_SEED", "1"))
    with Web(paces(0.2), latency=0.002, faults=0.02) as web:
        whole = undisturbed(web, tmp_path / "whole", 200)
        assert killed_and_resumed(web, tmp_path, whole, 50, random.Random(seed))


def until(process: "subprocess.Popen[bytes]", said: bytes) -> None:
    """Waits until it has said so on stderr, and is still at work."""
    assert process.stderr is not None
    while said not in process.stderr.readline():
        assert process.poll() is None


def test_interrupted_by_a_person_it_says_so_and_goes_on(web: Web, tmp_path: Path, whole: Command) -> None:
    command = Command(web, tmp_path / "run", MANY)
    process = command.start("--jobs", "1")
    until(process, b"[1/6]")
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)

    assert process.returncode == 130
    assert "Traceback" not in err.decode()
    assert "--resume" in err.decode()
    assert command.run("--resume").returncode == 0
    assert command.files == whole.files


def test_what_is_not_finished_is_not_begun_anew_by_mistake(web: Web, tmp_path: Path) -> None:
    command = Command(web, tmp_path / "run", 2, "--jobs", "1")
    process = command.start()
    until(process, b"[1/2]")
    process.kill()
    process.communicate()

    refused = command.run()

    assert refused.returncode == 2
    assert b"--resume" in refused.stderr


def test_two_batches_do_not_work_in_one_folder(web: Web, tmp_path: Path) -> None:
    command = Command(web, tmp_path / "run", 2)
    command.output.mkdir()
    before = web.counts()

    with locked(command.output / ".batch.lock"):
        refused = command.run()

    assert refused.returncode == 2
    assert web.counts() == before


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system on which about half of MANY find room."""
    place = tmp_path / "small"
    place.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=600k", "none", str(place)]
    if os.geteuid() != 0 or subprocess.run(mounting, capture_output=True, check=False).returncode:
        pytest.skip("a small disk cannot be mounted here: only root may")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=False)


def test_a_full_disk_ends_the_batch_and_loses_nothing(
    web: Web, tmp_path: Path, small_disk: Path, whole: Command
) -> None:
    command = Command(web, tmp_path / "run", MANY)
    reports = small_disk / "reports"
    full = command.run(output=reports)
    assert full.returncode == 4
    assert "Traceback" not in full.stderr.decode()
    assert not list(reports.rglob(".*.part"))

    subprocess.run(["mount", "-o", "remount,size=50m", str(small_disk)], check=True)
    ended = command.run("--resume", output=reports)

    assert ended.returncode == 0, ended.stderr.decode()
    assert files(reports) == whole.files


def test_a_history_on_a_full_disk_ends_the_batch_and_loses_nothing(
    web: Web, tmp_path: Path, small_disk: Path, whole: Command
) -> None:
    command = Command(web, tmp_path / "run", MANY, database=str(small_disk / "history.sqlite"))
    full = command.run()
    assert full.returncode == 4
    assert b"[1/6]" in full.stderr

    subprocess.run(["mount", "-o", "remount,size=50m", str(small_disk)], check=True)

    assert command.run("--resume").returncode == 0
    assert command.files == whole.files


def test_a_file_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    def parts() -> Iterator[str]:
        yield "half of it"
        raise OSError(28, "No space left on device")

    put(tmp_path / "a", {"report.md": b"before"})
    with pytest.raises(StoreError, match="the disk is full"):
        stream(tmp_path / "a" / "report.md", parts())

    assert {file.name: file.read_text() for file in (tmp_path / "a").iterdir()} == {"report.md": "before"}


def test_a_server_that_restarts_during_a_batch_is_waited_for(
    web: Web, tmp_path: Path, postgres_server: Server, postgres: str, whole: Command
) -> None:
    command = Command(web, tmp_path / "run", MANY, database=postgres)
    process = command.start("--jobs", "1")
    until(process, b"[1/6]")
    postgres_server.stop()
    time.sleep(0.3)
    postgres_server.start()
    _, err = process.communicate(timeout=60)

    assert process.returncode == 0, err.decode()
    assert command.files == whole.files
    assert [row[:3] for row in audits(postgres)] == [row[:3] for row in audits(whole.database)]
