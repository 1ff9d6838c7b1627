"""What a person decided about a practitioner's listings."""

from datetime import datetime
from typing import NamedTuple

from ereput.errors import StoreError
from ereput.history import bearers
from ereput.history.database import Database, Tables
from ereput.history.keys import instant, key
from ereput.model import Judgement, Practitioner
from ereput.words import N_


class Decision(NamedTuple):
    """What a person decided about a listing."""

    number: int
    key: str  # of the practitioner
    listing: str
    title: str
    judgement: Judgement
    made_at: datetime


KEYLESS = N_("too little is known of {name} to remember answers: make an audit with --rpps or --postcode")


def tell(tables: Tables, who: Practitioner, listing: str, title: str, judgement: Judgement, moment: datetime) -> None:
    """Keeps a decision; the last word counts. StoreError for somebody without a key."""
    if (wanted := key(who)) is None:
        raise StoreError(KEYLESS, name=who.name)
    tables.change(
        "INSERT INTO judgements (key, listing, title, judgement, made_at) VALUES (?,?,?,?,?)"
        " ON CONFLICT (key, listing) DO UPDATE SET title = excluded.title, judgement = excluded.judgement,"
        " made_at = excluded.made_at",
        wanted,
        listing,
        title,
        judgement.value,
        instant(moment),
    )


_TOLD = "SELECT listing, judgement FROM judgements WHERE {} ORDER BY made_at"


def told(database: Database, who: Practitioner) -> dict[str, Judgement]:
    """The decisions about a practitioner, by key of the listing; of two, the later."""
    named = bearers.keys(database, who)
    rows = database.rows(_TOLD.format(bearers.condition(named)), *named)
    return {listing: Judgement(judgement) for listing, judgement in rows}


def decisions(database: Database) -> list[Decision]:
    """Every decision kept, the oldest first."""
    rows = database.rows("SELECT id, key, listing, title, judgement, made_at FROM judgements ORDER BY id")
    return [
        Decision(number, named, listing, title, Judgement(judgement), datetime.fromisoformat(made_at))
        for number, named, listing, title, judgement, made_at in rows
    ]


def forget(tables: Tables, number: int) -> bool:
    """Takes one decision back; False where there is none of that number."""
    return tables.change("DELETE FROM judgements WHERE id = ?", number) > 0
