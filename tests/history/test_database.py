import signal
import sqlite3
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

import make
from ereput.errors import StoreError
from ereput.history import History, audits, sqlite
from ereput.history.database import Tables
from ereput.history.opening import opened
from ereput.history.postgres import Postgres, shown
from postgres import Server


def test_a_file_that_is_no_database_gets_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "h.sqlite"
    path.write_bytes(b"not a database" * 100)

    with pytest.raises(StoreError, match="cannot be used"):
        History(path)


def test_only_the_owner_can_read_the_file(tmp_path: Path) -> None:
    with History(tmp_path / "h.sqlite") as history:
        history.add(make.audit())

        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}

    assert set(modes.values()) == {0o600}


def test_work_that_fails_half_way_leaves_nothing(place: Path | str) -> None:
    with History(place) as history:

        def work(tables: Tables) -> None:
            tables.change("DELETE FROM audits")
            raise ZeroDivisionError

        history.add(make.audit())
        with pytest.raises(ZeroDivisionError):
            history.database.write(work)

        assert history.latest() == make.audit()


def test_a_statement_that_the_database_refuses_gets_one_sentence(place: Path | str) -> None:
    database = opened(place)
    with pytest.raises(StoreError):
        database.rows("SELECT nothing FROM nowhere")
    with pytest.raises(StoreError):
        database.write(lambda tables: tables.change("INSERT INTO nowhere VALUES (?)", 1))
    database.close()


def test_a_full_disk_gets_one_sentence_and_loses_nothing(tmp_path: Path) -> None:
    with History(tmp_path / "h.sqlite") as history:
        history.add(make.audit())
        pages = history.database.rows("PRAGMA page_count")[0][0]
        history.database.rows(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreError, match="full"):
            history.add(make.audit(practitioner=make.practitioner(family="Vaubrun" * 10_000)))

        assert history.latest() == make.audit()


def test_a_server_that_is_restarted_in_the_middle_is_waited_for(postgres_server: Server, postgres: str) -> None:
    with History(postgres) as history:
        history.add(make.audit())
        postgres_server.stop()
        back = threading.Thread(target=lambda: (time.sleep(0.5), postgres_server.start()))
        back.start()
        try:
            history.add(make.audit(grade="A"))
        finally:
            back.join()

        assert history.database.rows("SELECT COUNT(*) FROM audits") == [(2,)]


def test_a_server_lost_inside_a_transaction_does_the_work_once(postgres_server: Server, postgres: str) -> None:
    attempts = []

    def work(tables: Tables) -> int:
        number = audits.add(tables, make.audit())
        attempts.append(number)
        if len(attempts) == 1:
            postgres_server.stop(signal.SIGQUIT)
            postgres_server.start()
        return number

    with History(postgres) as history:
        history.database.write(work)

        assert len(attempts) == 2
        assert history.database.rows("SELECT COUNT(*) FROM audits") == [(1,)]


def test_a_server_that_does_not_come_back_gets_one_sentence(postgres_server: Server, postgres: str) -> None:
    database = Postgres(postgres, patience=0.3)
    postgres_server.stop()
    try:
        with pytest.raises(StoreError, match="cannot be used"):
            database.rows("SELECT 1")
    finally:
        postgres_server.start()


def test_a_server_that_is_not_there_gets_one_sentence_without_the_password() -> None:
    with pytest.raises(StoreError) as caught:
        History("postgresql://helene:secret@127.0.0.1:1/ereput")

    assert "postgresql://127.0.0.1:1/ereput" in str(caught.value)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "address", ["postgresql://a:secret@h:x/d", "postgresql://[a:secret@h/d", "postgres://a:secret@h/d"]
)
def test_a_password_is_never_shown(address: str) -> None:
    assert "secret" not in shown(address)


def test_a_missing_driver_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)

    with pytest.raises(StoreError, match=r"ereput\[postgres\]"):
        History("postgresql://127.0.0.1/ereput")


def test_the_driver_of_a_server_is_not_loaded_for_a_file(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib; from ereput.history import History;"
        "History(pathlib.Path(sys.argv[1])).database.close(); sys.exit('psycopg' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path / "h.sqlite")]).returncode == 0


def test_nothing_of_a_deleted_row_is_left_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "h.sqlite"
    with History(path) as history:
        history.add(make.audit())
        assert any(b"Vaubrun" in one.read_bytes() for one in tmp_path.iterdir())
        history.database.write(lambda tables: tables.change("DELETE FROM audits"))
        history.database.scrub()

        assert not any(b"Vaubrun" in one.read_bytes() for one in tmp_path.iterdir())

    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_name_is_held_by_one_at_a_time(place: Path | str) -> None:
    one, other = History(place).database, History(place).database
    with one.alone("Vaubrun") as first, other.alone("Vaubrun") as second, other.alone("Autrenom") as third:
        assert (first, second, third) == (True, False, True)
    with other.alone("Vaubrun") as again:
        assert again
    one.close()
    other.close()


def test_audits_are_found_in_the_order_in_which_they_were_kept_whatever_the_clock_said(place: Path | str) -> None:
    with History(place) as history:
        for year in (2036, 2026):
            history.add(make.audit(made_at=make.NOW.replace(year=year)))
        found = audits.kept(history.database, make.practitioner(), 4)
        looked_back = audits.last(history.database, make.practitioner(), 4)

    assert [audit.made_at.year for audit in found] == [2026, 2036]
    assert looked_back == found


class _Busy:
    """A connection that another process keeps from setting the journal, so many times."""

    def __init__(self, times: int, code: int = sqlite3.SQLITE_BUSY) -> None:
        self.times, self.code = times, code

    def execute(self, _sql: str) -> None:
        if self.times:
            self.times -= 1
            error = sqlite3.OperationalError("database is locked")
            error.sqlite_errorcode = self.code
            raise error


def test_who_sets_the_journal_while_another_does_tries_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "_AGAIN", 0)
    busy, full = _Busy(3), _Busy(1, sqlite3.SQLITE_FULL)
    sqlite._write_ahead(busy)  # type: ignore[arg-type]

    assert busy.times == 0
    with pytest.raises(sqlite3.OperationalError):
        sqlite._write_ahead(full)  # type: ignore[arg-type]
    monkeypatch.setattr(sqlite, "PATIENCE", -1)
    with pytest.raises(sqlite3.OperationalError):
        sqlite._write_ahead(_Busy(9))  # type: ignore[arg-type]
