"""Time and memory are bounded, whatever the file; what was read until then is kept."""

import signal
import sys
import threading
import time
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from ereput.exports import alarm, bounded, contents, har, pages, paths, read_path, worker
from ereput.exports.bring import LATE, STOPPED, TOO_LARGE, Export
from ereput.exports.order import Order

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
PAGE = '<html><div itemscope itemtype="https://schema.org/Physician"><h1 itemprop="name">Dr A</h1></div></html>'


def written(path: Path, text: str = PAGE) -> Path:
    path.write_text(text)
    return path


def endless(*_: Any) -> Export:
    while True:
        pass


def test_a_reader_that_never_ends_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "read", endless)
    began = time.monotonic()
    export = read_path(written(tmp_path / "x.html"), NOW, seconds=0.2)

    assert export.problems == (STOPPED,)
    assert time.monotonic() - began < 5
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0


def test_a_reader_that_swallows_the_alarm_is_rung_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def deaf(*_: Any) -> Export:
        try:
            endless()
        except BaseException:
            endless()
        raise AssertionError

    monkeypatch.setattr(pages, "read", deaf)

    assert read_path(written(tmp_path / "x.html"), NOW, seconds=0.1).problems == (STOPPED,)


def test_what_was_read_of_a_folder_before_the_time_was_over_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = pages.read
    monkeypatch.setattr(
        pages, "read", lambda file, name, *rest: endless() if name == "b.html" else real(file, name, *rest)
    )
    for name in ("a.html", "b.html", "c.html"):
        written(tmp_path / name)
    export = read_path(tmp_path, NOW, seconds=0.5)

    assert len(export.listings) == 1
    assert export.problems == (LATE,)


def test_a_recording_is_read_until_the_time_is_over() -> None:
    answers = iter([har.Answer("https://a.example/", "text/html", PAGE.encode(), 200)] * 3)
    export = contents.recording("x.har", (answers, "", ""), Order(now=NOW, until=0))

    assert len(export.listings) == 1
    assert export.problems == (LATE,)


def test_an_alarm_of_somebody_else_s_is_left_alone() -> None:
    signal.setitimer(signal.ITIMER_REAL, 60)
    try:
        assert not alarm.can_ring()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    assert alarm.can_ring()


def test_another_thread_reads_in_a_process_of_its_own(tmp_path: Path) -> None:
    path, found = written(tmp_path / "dr\u00e9.html"), []
    thread = threading.Thread(target=lambda: found.append(read_path(path, NOW, seconds=60)))
    thread.start()
    thread.join()

    assert found == [read_path(path, NOW)]


def test_a_large_file_is_read_in_a_process_of_its_own(tmp_path: Path) -> None:
    export = read_path(written(tmp_path / "x.html", PAGE + "<p>\u00e9</p>\n" * 400_000), NOW, seconds=60)

    assert [one.name for one in export.listings] == ["Dr A"]
    assert export.file == str(tmp_path / "x.html")
    assert export.raw_listings[0].name == "Dr A"


def test_a_process_whose_time_is_over_is_ended(tmp_path: Path) -> None:
    path = written(tmp_path / "x.html", PAGE + " " * 3_000_000)

    assert read_path(path, NOW, seconds=0.01).problems == (STOPPED,)


def test_a_file_that_takes_too_much_memory_is_said(tmp_path: Path) -> None:
    path = written(tmp_path / "x.json", '{"reviews": [' + ",".join(['{"a":[]}'] * 5_000_000) + "]}")

    assert read_path(path, NOW, seconds=60).problems == (TOO_LARGE,)


@pytest.mark.parametrize(
    ("program", "sentence"),
    [("import sys; sys.exit(3)", TOO_LARGE), ("import sys; sys.exit(1)", paths.FAILED), (None, paths.FAILED)],
)
def test_a_process_that_fails_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str | None, sentence: str
) -> None:
    script = tmp_path / "python"
    if program:
        script.write_text(f"#!{sys.executable}\n{program}\n")
        script.chmod(0o755)
    monkeypatch.setattr(bounded.sys, "executable", str(script))

    assert read_path(written(tmp_path / "x.html", PAGE + " " * 3_000_000), NOW, seconds=60).problems == (sentence,)


def test_packed_bytes_are_never_unfolded_here(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("photo.jpg", bytes(range(256)) * 100)
    written(tmp_path / "small.html")

    assert not bounded._is_small(tmp_path / "x.zip")
    assert not bounded._is_small(tmp_path)
    assert bounded._is_small(tmp_path / "small.html")
    assert bounded._is_small(tmp_path / "none.html")


def test_a_defect_of_ours_leaves_the_other_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def wrong(*_: Any) -> Export:
        raise AssertionError("ours")

    monkeypatch.setattr(pages, "read", wrong)

    assert read_path(written(tmp_path / "x.html"), NOW).problems == (paths.FAILED,)
    assert "could not be read" in caplog.text


def test_the_worker_answers_the_job_that_it_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    import io

    import msgspec

    job = bounded.Job(str(written(tmp_path / "x.html")).encode(), Order(now=NOW, columns={"text": "a"}))
    monkeypatch.setattr(worker, "_limit", lambda: None)
    monkeypatch.setattr(worker.sys, "stdin", io.TextIOWrapper(io.BytesIO(msgspec.msgpack.encode(job))))

    assert worker.main() == 0
    assert len(msgspec.msgpack.decode(capsysbinary.readouterr().out, type=Export).listings) == 1
