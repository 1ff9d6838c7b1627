"""Cases of the guide: opened, answered further, listed."""

from datetime import datetime
from typing import NamedTuple

from ereput.guide import cases
from ereput.guide.cases import Case
from ereput.history.database import Database, Tables
from ereput.history.keys import instant


class KeptCase(NamedTuple):
    """A case of the guide, by its number, with when it was opened and last answered."""

    number: int
    opened_at: datetime
    changed_at: datetime
    case: Case


def add(tables: Tables, case: Case, moment: datetime) -> int:
    """Keeps a new case and returns its number."""
    at = instant(moment)
    (row,) = tables.rows(
        "INSERT INTO cases (opened_at, changed_at, document) VALUES (?,?,?) RETURNING id", at, at, cases.to_json(case)
    )
    return int(row[0])


def keep(tables: Tables, number: int, case: Case, moment: datetime) -> None:
    """Keeps a case as it is now."""
    tables.change(
        "UPDATE cases SET changed_at = ?, document = ? WHERE id = ?", instant(moment), cases.to_json(case), number
    )


def delete(tables: Tables, number: int) -> None:
    """Deletes a case; what is not there is deleted already."""
    tables.change("DELETE FROM cases WHERE id = ?", number)


def listed(database: Database) -> list[KeptCase]:
    """Every case, the last changed first."""
    rows = database.rows("SELECT id, opened_at, changed_at, document FROM cases ORDER BY changed_at DESC, id DESC")
    return [
        KeptCase(number, datetime.fromisoformat(opened), datetime.fromisoformat(changed), cases.from_json(document))
        for number, opened, changed, document in rows
    ]
