import sqlite3
import threading
from pathlib import Path

import pytest

import make
from ereput.errors import StoreError
from ereput.guide.cases import Case
from ereput.history import History, migrations
from ereput.history.database import Tables
from ereput.history.migrations import MIGRATIONS, migrate
from ereput.history.opening import opened
from ereput.model import Judgement

Place = Path | str
NOW = make.audit().made_at


def _tables(place: Place) -> list[str]:
    database = opened(place)
    try:
        if isinstance(place, Path):
            rows = database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
        else:
            rows = database.rows("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
    finally:
        database.close()
    return sorted(str(name) for (name,) in rows if name != "ereput_schema")


def test_a_failing_migration_leaves_nothing_behind(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "MIGRATIONS", (("CREATE TABLE half (x INTEGER)", "CREATE NONSENSE"),))
    with pytest.raises(StoreError):
        History(place)

    assert _tables(place) == []


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS) + 1))
def test_a_history_of_every_earlier_version_is_opened_and_keeps_what_it_held(
    place: Place, version: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    _as_of(place, version, monkeypatch)

    with History(place) as history:
        assert history.latest() == make.audit()
        assert len(history.cases()) == (version >= 2)
        assert len(history.decisions()) == (version >= 3)
        history.open_case(Case(who="Dr Hélène Vaubrun"), NOW)
        history.tell(make.practitioner(), "site:1", "Page", Judgement.SAME, NOW)


def _as_of(place: Place, version: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A history as the ereput of that version left it, with something in every table that it had."""
    monkeypatch.setattr(migrations, "MIGRATIONS", MIGRATIONS[:version])
    database = opened(place)
    migrate(database)
    monkeypatch.undo()

    def fill(tables: Tables) -> None:
        from ereput.serial import to_json

        tables.change(
            "INSERT INTO audits (key, name, made_at, is_healthy, grade, score, document) VALUES (?,?,?,?,?,?,?)",
            *("rpps:1", "Hélène Vaubrun", NOW.isoformat(), True, "D", None, to_json(make.audit())),
        )
        if version >= 2:
            tables.change(
                "INSERT INTO cases (opened_at, changed_at, document) VALUES (?,?,?)",
                *(NOW.isoformat(), NOW.isoformat(), b"{}"),
            )
        if version >= 3:
            tables.change(
                "INSERT INTO judgements (key, listing, title, judgement, made_at) VALUES (?,?,?,?,?)",
                *("rpps:1", "site:2", "Page", "same", NOW.isoformat()),
            )

    database.write(fill)
    database.close()


def test_a_history_of_a_newer_ereput_is_left_alone(place: Place) -> None:
    with History(place) as history:
        history.database.write(lambda tables: tables.set_version(99))

    with pytest.raises(StoreError, match="newer"):
        History(place)


def test_those_who_open_an_empty_history_at_once_all_find_it_ready(place: Place) -> None:
    failures: list[BaseException] = []

    def open_it() -> None:
        try:
            History(place).database.close()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []


def test_the_first_tables_of_a_file_are_those_of_the_first_version(tmp_path: Path) -> None:
    """What was released is not edited: the statements give the schema that older files have."""
    with History(tmp_path / "h.sqlite"):
        pass
    with sqlite3.connect(tmp_path / "h.sqlite") as db:
        columns = {name: db.execute(f"PRAGMA table_info({name})").fetchall() for name in ("cases", "judgements")}

    assert [(name, kind, notnull, pk) for _, name, kind, notnull, _, pk in columns["judgements"]] == [
        ("id", "INTEGER", 0, 1),
        ("key", "TEXT", 1, 0),
        ("listing", "TEXT", 1, 0),
        ("title", "TEXT", 1, 0),
        ("judgement", "TEXT", 1, 0),
        ("made_at", "TEXT", 1, 0),
    ]
    assert [column[1] for column in columns["cases"]] == ["id", "opened_at", "changed_at", "document"]
