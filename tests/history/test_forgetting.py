import re
import sqlite3
from datetime import timedelta
from pathlib import Path

import make
from ereput.evidence import Kept
from ereput.guide.cases import Case
from ereput.history import History, audits, forgetting, watching
from ereput.history.database import Database
from ereput.history.people import meant, people
from ereput.model import Address, Audit, Judgement, Practitioner

Place = Path | str
WHO = make.practitioner()
NOBODY = Practitioner(given="Paul", family="Autrenom", address=Address(postal_code="69003"))
NOW = make.NOW


def _filled(history: History) -> None:
    """Something in every table, about one person and about another."""
    for who in (WHO, NOBODY):
        history.add(make.audit() if who is WHO else make.audit(practitioner=who, harvests=(), matches=()))
        history.open_case(Case(who=who.name), NOW)
        history.tell(who, "site:1", who.name, Judgement.SAME, NOW)
        history.wrote(who, Path(f"{who.family}.txt"), NOW)
        page = Kept(manifest=who.family or "", folder="f", file="1", sha256="0", how="fetched", taken_at=NOW)
        history.note_evidence([page], who)
        named = "rpps:19990418305" if who is WHO else "name:paul autrenom|69003"
        noted = [watching.Noted("new", who.name.encode())]
        history.database.write(lambda tables, named=named, noted=noted: watching.note(tables, named, noted, NOW))  # type: ignore[misc]
        history.database.write(lambda tables, named=named: watching.ended(tables, named, NOW))  # type: ignore[misc]
        history.database.write(
            lambda tables, named=named, who=who: tables.change(  # type: ignore[misc]
                "INSERT INTO batch_jobs (batch, digest, key, state, told) VALUES (?,?,?,?,?)",
                *("b", who.family, named, "done", who.name.encode()),
            )
        )


def _counts(database: Database) -> dict[str, int]:
    return {table: database.rows(f"SELECT COUNT(*) FROM {table}")[0][0] for table in forgetting.COLUMNS}


def test_everything_of_one_person_goes_and_nothing_of_another(place: Place) -> None:
    with History(place) as history:
        _filled(history)
        (person,) = meant(people(history.database), "vaubrun")
        before = _counts(history.database)
        erased = history.database.write(lambda tables: forgetting.forget(tables, [person]))
        history.database.scrub()
        after = _counts(history.database)

        assert {table: count for table, count in before.items() if count} == dict.fromkeys(erased.rows, 2)
        assert {table: count for table, count in after.items() if count} == dict.fromkeys(erased.rows, 1)
        assert [path.name for path in erased.files] == ["Vaubrun.txt"]
        assert forgetting.left(history.database, forgetting.signs([person])) == {}


def test_the_bytes_of_the_file_do_not_hold_the_name_any_more(tmp_path: Path) -> None:
    with History(tmp_path / "h.sqlite") as history:
        _filled(history)
        (person,) = meant(people(history.database), "vaubrun")
        assert any(re.search(b"vaubrun", file.read_bytes(), re.I) for file in tmp_path.iterdir())
        history.database.write(lambda tables: forgetting.forget(tables, [person]))
        history.database.scrub()

        assert not any(re.search(b"vaubrun", file.read_bytes(), re.I) for file in tmp_path.iterdir())


def test_that_an_audit_of_somebody_else_names_them_is_found(place: Place) -> None:
    with History(place) as history:
        history.add(make.audit())
        history.add(make.audit(practitioner=NOBODY))  # a namesake's page shows her too
        (person,) = meant(people(history.database), "vaubrun")
        history.database.write(lambda tables: forgetting.forget(tables, [person]))

        assert forgetting.left(history.database, forgetting.signs([person])) == {"audits": 1}


def test_every_column_of_words_is_looked_through(tmp_path: Path) -> None:
    """A migration that adds a table or a column of words has to be known to forgetting too."""
    dates = {"made_at", "opened_at", "changed_at", "taken_at", "found_at", "told_at", "ended_at", "written_at"}
    plain = dates | {"answered_at", "now", "state", "status", "digest", "judgement", "grade", "manifest", "finding"}
    with History(tmp_path / "h.sqlite"), sqlite3.connect(tmp_path / "h.sqlite") as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {
            table: {name for _, name, kind, *_ in db.execute(f"PRAGMA table_info({table})") if kind in ("TEXT", "BLOB")}
            for table in tables
        }

    assert {table: columns - plain for table, columns in found.items()} == {
        table: set(columns) for table, columns in forgetting.COLUMNS.items()
    }


def test_somebody_without_a_key_is_forgotten_by_name(place: Place) -> None:
    known_by_name = Practitioner(given="Paul", family="Autrenom")
    with History(place) as history:
        history.add(make.audit(practitioner=known_by_name))
        history.add(make.audit(practitioner=NOBODY))
        found = meant(people(history.database), "paul autrenom")
        by_name = [one for one in found if one.key is None]
        history.database.write(lambda tables: forgetting.forget(tables, by_name))

        assert len(found) == 2
        assert [row.key for row in audits.listed(history.database)] == ["name:paul autrenom|69003"]


def test_words_mean_a_key_a_number_an_audit_or_a_name(place: Place) -> None:
    with History(place) as history:
        number = history.add(make.audit())
        history.add(make.audit(practitioner=NOBODY))
        everybody = people(history.database)

        for words in ("rpps:19990418305", "1999 0418 305", f"#{number}", "Dr Hélène VAUBRUN", "vaubrun"):
            assert [one.key for one in meant(everybody, words)] == ["rpps:19990418305"]
        assert meant(everybody, "Dr") == meant(everybody, "") == meant(everybody, "#999") == []


def test_a_list_shows_the_columns_and_does_not_read_the_documents(place: Place) -> None:
    later: Audit = make.audit(made_at=NOW + timedelta(days=1), practitioner=NOBODY)
    with History(place) as history:
        history.add(make.audit())
        history.add(later)
        history.database.write(lambda tables: tables.change("UPDATE audits SET document = ?", b"unreadable"))
        rows = audits.listed(history.database)

    assert [(row.name, row.grade, row.score, row.is_healthy) for row in rows] == [
        ("Paul Autrenom", "B", 82.0, True),
        ("Hélène Vaubrun", "B", 82.0, True),
    ]
