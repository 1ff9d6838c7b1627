"""How long things are kept: audits, and in them the words of reviews, each so many months. Nought is for ever."""

from datetime import datetime, timedelta
from typing import NamedTuple

import msgspec

from ereput.checks import sentence
from ereput.history.database import Database, Tables
from ereput.history.keys import instant
from ereput.model import Audit, Finding, Harvest, Item, Listing, Mention, Review
from ereput.serial import from_json, to_json
from ereput.words import LANGUAGES, Words

_DAYS_IN_MONTH = 30.4375


class Keeping(NamedTuple):
    """Months for which things are kept; 0 is for ever."""

    audits: int = 24
    texts: int = 12  # of reviews, and of what search engines show of a page


class LetGo(NamedTuple):
    """How many audits were deleted, and how many lost the words of their reviews."""

    audits: int = 0
    texts: int = 0


def apply(database: Database, keeping: Keeping, now: datetime) -> LetGo:
    """Lets go of what is too old; the files of the database keep nothing of it either."""
    over = _before(now, keeping.audits)
    worded = database.rows("SELECT id FROM audits WHERE is_bare = 0 AND made_at < ?", _before(now, keeping.texts) or "")
    old = database.rows("SELECT id FROM audits WHERE made_at < ?", over or "")
    gone = {number for (number,) in old}
    bare = [number for (number,) in worded if number not in gone]
    for number in bare:
        database.write(lambda tables, number=number: _bare(tables, number))  # type: ignore[misc]
    if gone:
        database.write(lambda tables: tables.change("DELETE FROM audits WHERE made_at < ?", over))
    if gone or bare:
        database.scrub()
    return LetGo(len(gone), len(bare))


def without_words(audit: Audit) -> Audit:
    """The audit without the words of reviews, and without what findings repeat of them.

    A review known by its words keeps their digest for a number, so that it is the same review in every audit.
    """
    words = Words(audit.language if audit.language in LANGUAGES else "fr")
    return msgspec.structs.replace(
        audit,
        harvests=tuple(_harvest(harvest) for harvest in audit.harvests),
        matches=tuple(msgspec.structs.replace(m, listing=_item(m.listing)) for m in audit.matches),
        findings=tuple(_finding(finding, words) for finding in audit.findings),
    )


def _bare(tables: Tables, number: int) -> None:
    for (document,) in tables.rows("SELECT document FROM audits WHERE id = ?", number):
        kept = to_json(without_words(from_json(document)))
        tables.change("UPDATE audits SET document = ?, is_bare = 1 WHERE id = ?", kept, number)


def _harvest(harvest: Harvest) -> Harvest:
    return msgspec.structs.replace(harvest, items=tuple(_item(item) for item in harvest.items))


def _item(item: Item) -> Item:
    if isinstance(item, Review) and (item.text or item.reply):
        number = item.key.removeprefix(f"{item.listing}#")
        return msgspec.structs.replace(item, id=number, text=None, reply=None, is_cut=bool(item.text) or item.is_cut)
    if isinstance(item, Listing | Mention) and item.snippet:
        return msgspec.structs.replace(item, snippet=None)
    return item


def _finding(finding: Finding, words: Words) -> Finding:
    if "said" not in finding.values:
        return finding
    bare = msgspec.structs.replace(finding, values={**finding.values, "said": "…"}, statement="")
    return msgspec.structs.replace(bare, statement=sentence(bare, words))


def _before(now: datetime, months: int) -> str | None:
    """The moment so many months ago, as the tables keep it; None for nought months."""
    return instant(now - timedelta(days=months * _DAYS_IN_MONTH)) if months > 0 else None
