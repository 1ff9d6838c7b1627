"""Audits, each whole as its JSON, beside the columns to search and list by."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from ereput.history import bearers
from ereput.history.database import Database, Tables
from ereput.history.keys import instant, is_healthy, key
from ereput.history.people import Person
from ereput.model import Audit, Practitioner
from ereput.serial import from_json, to_json

_LAST = 2**63 - 1  # numbers that a database can hold


def add(tables: Tables, audit: Audit) -> int:
    """Keeps an audit and returns its number; the very same audit is kept once."""
    named, made_at, document = key(audit.practitioner), instant(audit.made_at), to_json(audit)
    known = tables.rows(  # by the index: a batch adds thousands at one moment
        "SELECT id FROM audits WHERE (key = ? OR key IS NULL) AND made_at = ? AND document = ?",
        named,
        made_at,
        document,
    )
    if known:
        return int(known[0][0])
    score = audit.figures.get("score")
    (row,) = tables.rows(
        "INSERT INTO audits (key, name, made_at, is_healthy, grade, score, document)"
        " VALUES (?,?,?,?,?,?,?) RETURNING id",
        named,
        audit.practitioner.name,
        made_at,
        is_healthy(audit),
        audit.grade,
        score.value if score else None,
        document,
    )
    return int(row[0])


def before(database: Database, who: Practitioner, moment: datetime, count: int) -> tuple[Audit, ...]:
    """The last healthy audits of this practitioner made before a moment, the latest first; () without a key.

    The very last stands before them where it was not healthy: what it found is not forgotten.
    """
    return _looked_back("made_at < ? ORDER BY made_at DESC, id DESC", database, who, (instant(moment),), count)


def last(database: Database, who: Practitioner, count: int) -> tuple[Audit, ...]:
    """The same of those that were kept last, whatever the clock said."""
    return _looked_back("0 = 0 ORDER BY id DESC", database, who, (), count)


def _looked_back(
    which: str, database: Database, who: Practitioner, values: Sequence[str], count: int
) -> tuple[Audit, ...]:
    named = bearers.keys(database, who)
    healthy = database.rows(
        _EARLIER.format(bearers.condition(named), "AND is_healthy = 1", which), *named, *values, count
    )
    very_last = database.rows(_EARLIER.format(bearers.condition(named), "", which), *named, *values, 1)
    rows = [*(row for row in very_last if row not in healthy), *healthy]
    return tuple(from_json(document) for _id, document in rows)


_EARLIER = "SELECT id, document FROM audits WHERE {} {} AND {} LIMIT ?"
_KEPT = "SELECT document FROM audits WHERE {} ORDER BY id DESC LIMIT ?"
_NUMBERS = "SELECT id FROM audits WHERE {} ORDER BY made_at DESC, id DESC"


def kept(database: Database, who: Practitioner, count: int) -> tuple[Audit, ...]:
    """The audits of this practitioner that were kept last, healthy or not, whatever the clock said."""
    named = bearers.keys(database, who)
    rows = database.rows(_KEPT.format(bearers.condition(named)), *named, count)
    return tuple(from_json(document) for (document,) in rows)


def numbered(database: Database, number: int) -> Audit | None:
    """The audit of that number; None where there is none."""
    rows = database.rows("SELECT document FROM audits WHERE id = ?", number) if number <= _LAST else []
    return from_json(rows[0][0]) if rows else None


class Row(NamedTuple):
    """An audit as a list shows it, its document unread."""

    number: int
    key: str | None
    name: str
    made_at: datetime
    is_healthy: bool
    grade: str
    score: float | None


def listed(database: Database, people: Sequence[Person] | None = None) -> list[Row]:
    """The audits kept, of these people or of all, the latest first."""
    rows = [
        Row(number, named, name, datetime.fromisoformat(made_at), bool(healthy), grade, score)
        for number, named, name, made_at, healthy, grade, score in database.rows(
            "SELECT id, key, name, made_at, is_healthy, grade, score FROM audits ORDER BY made_at DESC, id DESC"
        )
    ]
    return rows if people is None else [row for row in rows if any(one.has(row.key, row.name) for one in people)]


def document(database: Database, number: int) -> bytes | None:
    """An audit as it was kept, as JSON; None where there is none of that number."""
    rows = database.rows("SELECT document FROM audits WHERE id = ?", number)
    return bytes(rows[0][0]) if rows else None


def latest(database: Database) -> Audit | None:
    """The last audit kept, of whomever."""
    rows = database.rows("SELECT document FROM audits ORDER BY made_at DESC, id DESC LIMIT 1")
    return from_json(rows[0][0]) if rows else None


def holding(database: Database, finding: str) -> Audit | None:
    """The audit that a finding's id stands in: the last of all, else the last of the one practitioner who has it.

    Where nobody's last audit has it, it is the newest older one, if all that have it are one practitioner's; None where
    none has it, or several people's: an id is too short to choose between them. Where its review was not read again,
    it is the last audit that read it.
    """
    if (newest := latest(database)) and _has(newest, finding):
        return _read(database, newest, finding)
    rows = database.rows("SELECT id, key FROM audits ORDER BY made_at DESC, id DESC")
    lasts = {named: number for number, named in reversed(rows)}.values()
    held = _holders(database, lasts, finding) or _holders(database, [number for number, _ in rows], finding)
    if not held:
        return None
    named = bearers.keys(database, held[0].practitioner)
    is_one = len(held) == 1 or all(key(audit.practitioner) in named for audit in held)
    return _read(database, held[0], finding) if is_one else None


def _holders(database: Database, numbers: Iterable[int], finding: str) -> list[Audit]:
    """Those of the audits that a finding's id stands in."""
    code = finding.partition("-")[0].encode()
    documents = (document(database, number) for number in numbers)
    return [audit for kept in documents if kept and code in kept and _has(audit := from_json(kept), finding)]


def _read(database: Database, audit: Audit, finding: str) -> Audit:
    """The practitioner's last audit in which the finding's review was read; this one where none is kept any more."""
    if all(one.id != finding or one.unread_since is None for one in audit.findings):
        return audit
    named = bearers.keys(database, audit.practitioner)
    rows = database.rows(_NUMBERS.format(bearers.condition(named)), *named)
    for (number,) in rows:
        earlier = numbered(database, number)
        if earlier and any(one.id == finding and one.unread_since is None for one in earlier.findings):
            return earlier
    return audit


def _has(audit: Audit, finding: str) -> bool:
    return any(one.id == finding for one in audit.findings)
