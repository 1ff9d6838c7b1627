"""Under which keys a practitioner stands: a register that was silent in one month leaves the number unknown in it."""

from collections.abc import Sequence
from itertools import islice

from ereput.history.database import Database
from ereput.history.keys import key, weaker
from ereput.model import Audit, Practitioner
from ereput.serial import from_json


def keys(database: Database, who: Practitioner) -> tuple[str, ...]:
    """Every key under which audits of this practitioner may stand, the one of today first; () without any.

    Audits without a number, and those of the one number known at that name and place, are one practitioner's. Where
    two numbers are known there, they are namesakes: what bears no number is neither's.
    """
    named, without = key(who), weaker(who)
    if named is None:
        return ()
    others = (each for each in _numbers(database, who.name) if each != named and _bears(database, each, without))
    numbered = [*({named} - {without}), *islice(others, 2)]  # two are namesakes, however many there are
    if without is None or len(numbered) > 1:
        return (named,)
    return tuple(dict.fromkeys((named, without, *numbered)))


def condition(named: Sequence[str]) -> str:
    """That a row bears one of the keys, which are the values of the statement; of none, that there is no row."""
    return f"key IN ({', '.join('?' * len(named))})" if named else "0 = 1"


def _numbers(database: Database, name: str) -> list[str]:
    rows = database.rows("SELECT DISTINCT key FROM audits WHERE name = ? AND key LIKE ?", name, "rpps:%")
    return [named for (named,) in rows]


def _bears(database: Database, named: str, without: str | None) -> bool:
    """The last audit under a number is of somebody who would be named so without it."""
    ((document,),) = database.rows("SELECT document FROM audits WHERE key = ? ORDER BY id DESC LIMIT 1", named)
    audit: Audit = from_json(document)
    return weaker(audit.practitioner) == without
