"""Past audits in one SQLite file: each whole, as its JSON, beside the columns to search by."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, Self

from ereput.errors import StoreError
from ereput.guide import cases
from ereput.guide.cases import Case
from ereput.model import Audit, Judgement, Practitioner
from ereput.parsing.names import folded
from ereput.serial import from_json, to_json

HEALTHY = 0.5  # share of the asked sources that answered, from which on silence may mean something


class KeptCase(NamedTuple):
    """A case of the guide, by its number, with when it was opened and last answered."""

    number: int
    opened_at: datetime
    changed_at: datetime
    case: Case


def key(who: Practitioner) -> str | None:
    """What names a practitioner across audits: never the name alone; None when too little is known.

    The RPPS number, else name and postcode, else name, INSEE commune and specialty (contract).
    """
    if who.rpps:
        return f"rpps:{who.rpps}"
    name = folded(who.name)
    if who.address.postal_code:
        return f"name:{name}|{who.address.postal_code}"
    if who.address.insee and who.specialty:
        return f"name:{name}|{who.address.insee}|{folded(who.specialty)}"
    return None


def is_healthy(audit: Audit) -> bool:
    """Enough sources answered for what is not there to mean something."""
    return audit.coverage.asked > 0 and audit.coverage.answered >= HEALTHY * audit.coverage.asked


def _first(db: sqlite3.Connection) -> None:
    db.execute(
        """CREATE TABLE audits (
             id INTEGER PRIMARY KEY,
             key TEXT,            -- what names the practitioner; NULL: kept, never compared
             name TEXT NOT NULL,
             made_at TEXT NOT NULL,
             is_healthy INTEGER NOT NULL,
             grade TEXT NOT NULL,
             score REAL,
             document BLOB NOT NULL)"""
    )
    db.execute("CREATE INDEX audits_by_key ON audits (key, made_at)")


def _cases(db: sqlite3.Connection) -> None:
    db.execute(
        """CREATE TABLE cases (
             id INTEGER PRIMARY KEY,
             opened_at TEXT NOT NULL,
             changed_at TEXT NOT NULL,
             document BLOB NOT NULL)"""
    )


def _judgements(db: sqlite3.Connection) -> None:
    db.execute(
        """CREATE TABLE judgements (
             id INTEGER PRIMARY KEY,
             key TEXT NOT NULL,      -- what names the practitioner
             listing TEXT NOT NULL,  -- key of the listing or mention
             title TEXT NOT NULL,
             judgement TEXT NOT NULL,
             made_at TEXT NOT NULL,
             UNIQUE (key, listing))"""
    )


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (
    _first,
    _cases,
    _judgements,
)  # numbered by place; never edited once released


class Decision(NamedTuple):
    """What a person decided about a listing."""

    number: int
    key: str  # of the practitioner
    listing: str
    title: str
    judgement: Judgement
    made_at: datetime


class History:
    """The audits on this machine. Every writing is one transaction: an interruption leaves the file whole."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, isolation_level=None, timeout=30)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._migrate()
        except (OSError, sqlite3.Error) as error:
            raise StoreError("the history at {path} cannot be used: {reason}", path=path, reason=error) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def add(self, audit: Audit) -> int:
        """Keeps an audit and returns its number."""
        who = audit.practitioner
        score = audit.figures.get("score")
        with self._writing() as db:
            row = db.execute(
                "INSERT INTO audits (key, name, made_at, is_healthy, grade, score, document) VALUES (?,?,?,?,?,?,?)",
                (
                    key(who),
                    who.name,
                    audit.made_at.isoformat(),
                    is_healthy(audit),
                    audit.grade,
                    score and score.value,
                    to_json(audit),
                ),
            )
        assert row.lastrowid is not None
        return row.lastrowid

    def before(self, who: Practitioner, moment: datetime) -> Audit | None:
        """The last healthy audit of this practitioner made before a moment; None where there is none, or no key."""
        if (wanted := key(who)) is None:
            return None
        found = self._db.execute(
            "SELECT document FROM audits WHERE key = ? AND is_healthy AND made_at < ?"
            " ORDER BY made_at DESC, id DESC LIMIT 1",
            (wanted, moment.isoformat()),
        ).fetchone()
        return from_json(found[0]) if found else None

    def latest(self) -> Audit | None:
        """The last audit kept, of whomever."""
        found = self._db.execute("SELECT document FROM audits ORDER BY made_at DESC, id DESC LIMIT 1").fetchone()
        return from_json(found[0]) if found else None

    def open_case(self, case: Case, moment: datetime) -> int:
        """Keeps a new case of the guide and returns its number."""
        at = moment.isoformat()
        with self._writing() as db:
            row = db.execute(
                "INSERT INTO cases (opened_at, changed_at, document) VALUES (?,?,?)", (at, at, cases.to_json(case))
            )
        assert row.lastrowid is not None
        return row.lastrowid

    def keep_case(self, number: int, case: Case, moment: datetime) -> None:
        """Keeps a case as it is now."""
        with self._writing() as db:
            db.execute(
                "UPDATE cases SET changed_at = ?, document = ? WHERE id = ?",
                (moment.isoformat(), cases.to_json(case), number),
            )

    def cases(self) -> list[KeptCase]:
        """Every case of the guide, the last changed first."""
        rows = self._db.execute(
            "SELECT id, opened_at, changed_at, document FROM cases ORDER BY changed_at DESC, id DESC"
        )
        return [
            KeptCase(number, datetime.fromisoformat(opened), datetime.fromisoformat(changed), cases.from_json(document))
            for number, opened, changed, document in rows
        ]

    def tell(self, who: Practitioner, listing: str, title: str, judgement: Judgement, moment: datetime) -> None:
        """Keeps what a person decided about a listing; the last word counts. StoreError for somebody without a key."""
        if (wanted := key(who)) is None:
            raise StoreError(
                "too little is known of {name} to remember answers: give --rpps or --postcode", name=who.name
            )
        with self._writing() as db:
            db.execute(
                "INSERT INTO judgements (key, listing, title, judgement, made_at) VALUES (?,?,?,?,?) ON CONFLICT"
                " (key, listing) DO UPDATE SET title = excluded.title, judgement = excluded.judgement,"
                " made_at = excluded.made_at",
                (wanted, listing, title, judgement.value, moment.isoformat()),
            )

    def told(self, who: Practitioner) -> dict[str, Judgement]:
        """What a person decided about this practitioner's listings, by key of the listing."""
        rows = self._db.execute("SELECT listing, judgement FROM judgements WHERE key = ?", (key(who),))
        return {listing: Judgement(judgement) for listing, judgement in rows}

    def decisions(self) -> list[Decision]:
        """Every answer kept, the oldest first."""
        rows = self._db.execute("SELECT id, key, listing, title, judgement, made_at FROM judgements ORDER BY id")
        return [
            Decision(number, named, listing, title, Judgement(judgement), datetime.fromisoformat(made_at))
            for number, named, listing, title, judgement, made_at in rows
        ]

    def forget(self, number: int) -> bool:
        """Takes one answer back; False where there is none of that number."""
        with self._writing() as db:
            return db.execute("DELETE FROM judgements WHERE id = ?", (number,)).rowcount > 0

    def _migrate(self) -> None:
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        if version > len(MIGRATIONS):
            raise StoreError("the history at {path} was written by a newer ereput: update ereput", path=self.path)
        for number, migration in enumerate(MIGRATIONS[version:], version + 1):
            with self._writing() as db:
                migration(db)
                db.execute(f"PRAGMA user_version = {number}")

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        try:
            self._db.execute("BEGIN IMMEDIATE")  # sqlite3 opens no transaction of its own before DDL
            yield self._db
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise StoreError(
                "the history at {path} cannot be written: {reason}", path=self.path, reason=error
            ) from None
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise
