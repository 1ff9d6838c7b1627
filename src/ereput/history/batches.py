"""Batches: which practitioners of a table are waiting, audited, written; what an interruption must not lose.

A job goes from *waiting* to *audited*, in one transaction with its audit, and to *done* once its files are written; or
to *failed*. Lines that name nobody are *invalid*, those that name somebody again are *duplicate*. The card of a job is
kept no longer than it waits.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from ereput.history import audits
from ereput.history.database import Database, Tables
from ereput.history.keys import instant, key
from ereput.model import Audit

WAITING, AUDITED, DONE, FAILED, INVALID, DUPLICATE = "waiting", "audited", "done", "failed", "invalid", "duplicate"
PAGE = 200  # jobs read at a time


class Enrolled(NamedTuple):
    """One line of a table."""

    digest: str  # of what the line says; the same line is the same job, wherever it stands
    line: int
    key: str | None  # of the practitioner, where enough is said
    state: str
    card: bytes | None = None
    told: bytes | None = None  # why it is invalid or a duplicate


class Kept(NamedTuple):
    """A job as it stands."""

    line: int
    digest: str
    state: str
    told: bytes | None


def begin(tables: Tables, name: str, now: datetime | None) -> None:
    """A batch that begins anew; the one of that name before it is no longer needed."""
    tables.change("DELETE FROM batch_jobs WHERE batch = ?", name)
    tables.change("DELETE FROM batches WHERE name = ?", name)
    tables.change("INSERT INTO batches (name, now, is_over) VALUES (?,?,0)", name, instant(now) if now else None)


def end(tables: Tables, name: str) -> None:
    """Nothing of it is left to do."""
    tables.change("UPDATE batches SET is_over = 1 WHERE name = ?", name)


def is_over(database: Database, name: str) -> bool | None:
    """Whether a batch came to its end; None where there is none of that name."""
    rows = database.rows("SELECT is_over FROM batches WHERE name = ?", name)
    return bool(rows[0][0]) if rows else None


def moment(database: Database, name: str) -> datetime | None:
    """What the batch takes for now, where that was typed."""
    rows = database.rows("SELECT now FROM batches WHERE name = ?", name)
    return datetime.fromisoformat(rows[0][0]) if rows and rows[0][0] else None


def put_aside(tables: Tables, name: str) -> None:
    """No job stands on a line any more: the table is about to be read again."""
    tables.change("UPDATE batch_jobs SET line = NULL WHERE batch = ?", name)


def enrol(tables: Tables, name: str, rows: Iterable[Enrolled]) -> None:
    """Puts lines of the table in the list; what is there already only learns its line."""
    for row in rows:
        tables.change(
            "INSERT INTO batch_jobs (batch, digest, line, key, state, card, told) VALUES (?,?,?,?,?,?,?)"
            " ON CONFLICT (batch, digest) DO UPDATE SET line = excluded.line",
            name,
            *row,
        )


def waiting(database: Database, name: str, after: int) -> list[tuple[int, str, bytes]]:
    """Line, digest and card of the next jobs that wait, below a line."""
    rows = database.rows(
        "SELECT line, digest, card FROM batch_jobs WHERE batch = ? AND state = ? AND line > ? ORDER BY line LIMIT ?",
        name,
        WAITING,
        after,
        PAGE,
    )
    return [(line, digest, bytes(card)) for line, digest, card in rows]


def waits(database: Database | Tables, name: str, digest: str) -> bool:
    """Nothing was kept of this job yet."""
    return bool(
        database.rows("SELECT 1 FROM batch_jobs WHERE batch = ? AND digest = ? AND state = ?", name, digest, WAITING)
    )


def keep(tables: Tables, name: str, digest: str, audit: Audit, told: bytes) -> None:
    """Keeps an audit and that its job has one: both or neither, and only the first of two that were made."""
    if waits(tables, name, digest):
        number = audits.add(tables, audit)
        tables.change(
            "UPDATE batch_jobs SET state = ?, audit = ?, key = ?, told = ?, card = NULL"
            " WHERE batch = ? AND digest = ? AND state = ?",
            *(AUDITED, number, key(audit.practitioner), told, name, digest, WAITING),
        )


def fail(tables: Tables, name: str, digest: str, told: bytes) -> None:
    """Keeps why there is no audit."""
    tables.change(
        "UPDATE batch_jobs SET state = ?, told = ?, card = NULL WHERE batch = ? AND digest = ? AND state = ?",
        *(FAILED, told, name, digest, WAITING),
    )


def written(tables: Tables, name: str, digests: Iterable[str]) -> None:
    """The files of these audits are on the disk."""
    for digest in digests:
        tables.change(
            "UPDATE batch_jobs SET state = ? WHERE batch = ? AND digest = ? AND state = ?", DONE, name, digest, AUDITED
        )


def unwritten(database: Database, name: str) -> list[tuple[str, int, bytes]]:
    """Digest, number of the audit and what is told of the next jobs whose files are perhaps not on the disk."""
    rows = database.rows(
        "SELECT digest, audit, told FROM batch_jobs WHERE batch = ? AND state = ? ORDER BY id LIMIT ?",
        *(name, AUDITED, PAGE),
    )
    return [(digest, number, bytes(told)) for digest, number, told in rows]


def document(database: Database, number: int) -> bytes | None:
    """A kept audit; None where it was forgotten since."""
    rows = database.rows("SELECT document FROM audits WHERE id = ?", number)
    return bytes(rows[0][0]) if rows else None


def told(database: Database, name: str, after: int) -> list[Kept]:
    """The next jobs as they stand, below a line of the table."""
    rows = database.rows(
        "SELECT line, digest, state, told FROM batch_jobs WHERE batch = ? AND line > ? ORDER BY line LIMIT ?",
        *(name, after, PAGE),
    )
    return [Kept(line, digest, state, None if told is None else bytes(told)) for line, digest, state, told in rows]


def counts(database: Database, name: str) -> Counter[str]:
    """How many jobs on lines of the table are in which state."""
    rows = database.rows(
        "SELECT state, count(*) FROM batch_jobs WHERE batch = ? AND line IS NOT NULL GROUP BY state", name
    )
    return Counter({state: int(count) for state, count in rows})
