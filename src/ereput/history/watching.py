"""What a watch found and whether anybody was told, and when each practitioner was last watched."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from ereput.history.database import Database, Tables
from ereput.history.keys import instant


class Noted(NamedTuple):
    """Something that deserves to be told."""

    notice: str  # what it is about; the same thing is told once
    document: bytes


def note(tables: Tables, key: str, found: Iterable[Noted], now: datetime) -> int:
    """Keeps what was not found before; how many were new."""
    return sum(
        tables.change(
            "INSERT INTO notices (key, notice, found_at, document) VALUES (?,?,?,?)"
            " ON CONFLICT (key, notice) DO NOTHING",
            key,
            one.notice,
            instant(now),
            one.document,
        )
        for one in found
    )


def untold(database: Database, key: str) -> list[Noted]:
    """What nobody was told of yet, in the order in which it was found."""
    rows = database.rows("SELECT notice, document FROM notices WHERE key = ? AND told_at IS NULL ORDER BY id", key)
    return [Noted(notice, bytes(document)) for notice, document in rows]


def told(database: Database, key: str) -> frozenset[str]:
    """What somebody was told of."""
    rows = database.rows("SELECT notice FROM notices WHERE key = ? AND told_at IS NOT NULL", key)
    return frozenset(notice for (notice,) in rows)


def known(database: Database, key: str) -> frozenset[str]:
    """What was found, whether or not anybody was told."""
    return frozenset(notice for (notice,) in database.rows("SELECT notice FROM notices WHERE key = ?", key))


def drop(tables: Tables, key: str, notices: Iterable[str]) -> None:
    """These are so no longer: found again, they are told again."""
    for notice in notices:
        tables.change("DELETE FROM notices WHERE key = ? AND notice = ?", key, notice)


def tell(tables: Tables, key: str, notices: Iterable[str], now: datetime) -> None:
    """These were told."""
    for notice in notices:
        tables.change("UPDATE notices SET told_at = ? WHERE key = ? AND notice = ?", instant(now), key, notice)


def ended(tables: Tables, key: str, now: datetime) -> None:
    """A watch came to its end."""
    tables.change(
        "INSERT INTO watches (key, ended_at) VALUES (?,?) ON CONFLICT (key) DO UPDATE SET ended_at = excluded.ended_at",
        key,
        instant(now),
    )


def last(database: Database, key: str) -> datetime | None:
    """When the last watch of this practitioner ended; None where there was none."""
    rows = database.rows("SELECT ended_at FROM watches WHERE key = ?", key)
    return datetime.fromisoformat(rows[0][0]) if rows else None
