import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

import make
from ereput.errors import StoreError
from ereput.history import History, is_healthy, key
from ereput.model import Address, Audit, Coverage, Identifier

RPPS = Identifier(system="rpps", value="19990418305")
HEALTHY = Coverage(asked=4, answered=3)


def healthy(**changed: object) -> Audit:
    return make.audit(**{"coverage": HEALTHY, "practitioner": make.practitioner(identifiers=(RPPS,)), **changed})


def test_an_audit_is_found_again_by_its_practitioner(tmp_path: Path) -> None:
    audit = healthy()
    with History(tmp_path / "h.sqlite") as history:
        history.add(audit)

        assert history.before(audit.practitioner, audit.made_at + timedelta(days=1)) == audit


def test_an_audit_is_not_compared_with_itself(tmp_path: Path) -> None:
    audit = healthy()
    with History(tmp_path / "h.sqlite") as history:
        history.add(audit)

        assert history.before(audit.practitioner, audit.made_at) is None


def test_an_audit_that_nobody_answered_is_kept_and_not_compared_with(tmp_path: Path) -> None:
    good = healthy()
    bad = healthy(coverage=Coverage(asked=4, answered=1), made_at=good.made_at + timedelta(days=1))
    with History(tmp_path / "h.sqlite") as history:
        history.add(good)
        history.add(bad)

        assert not is_healthy(bad)
        assert history.latest() == bad
        assert history.before(good.practitioner, good.made_at + timedelta(days=2)) == good


def test_a_name_alone_is_no_key() -> None:
    assert key(make.practitioner(identifiers=(), address=Address(locality="Lyon"))) is None


def test_a_key_is_the_number_or_name_and_postcode_or_name_commune_and_specialty() -> None:
    nameless = {"identifiers": (), "specialty": "dermatologue"}

    assert key(make.practitioner(identifiers=(RPPS,))) == "rpps:19990418305"
    assert key(make.practitioner(**nameless, address=Address(postal_code="69003"))) == "name:helene vaubrun|69003"
    assert (
        key(make.practitioner(**nameless, address=Address(insee="69123"))) == "name:helene vaubrun|69123|dermatologue"
    )


def test_a_failing_migration_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def bad(db: sqlite3.Connection) -> None:
        db.execute("CREATE TABLE half (x)")
        raise sqlite3.OperationalError("no")

    monkeypatch.setattr("ereput.history.MIGRATIONS", (bad,))
    with pytest.raises(StoreError):
        History(tmp_path / "h.sqlite")

    assert sqlite3.connect(tmp_path / "h.sqlite").execute("SELECT name FROM sqlite_master").fetchall() == []


def test_a_file_that_is_no_database_gets_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "h.sqlite"
    path.write_bytes(b"not a database" * 100)

    with pytest.raises(StoreError, match="cannot be used"):
        History(path)


def test_a_history_of_a_newer_ereput_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "h.sqlite"
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")

    with pytest.raises(StoreError, match="newer"):
        History(path)


def test_an_interruption_while_writing_leaves_the_history_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with History(tmp_path / "h.sqlite") as history:
        history.add(healthy())
        monkeypatch.setattr("ereput.history.to_json", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            history.add(healthy())

    with History(tmp_path / "h.sqlite") as history:
        assert history.latest() == healthy()
