"""The history in one file: SQLite with a write-ahead log, so that reading never waits for writing."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ereput.errors import StoreError
from ereput.history.database import Database, Done, Row, Tables, Value, storable
from ereput.model import digest

PATIENCE = 30.0  # seconds to wait for another process's transaction
_AGAIN = 0.02  # seconds until what cannot be waited for is tried again
_TYPES = {"id": "id INTEGER PRIMARY KEY", "bytes": "BLOB", "real": "REAL", "text": "TEXT"}


class Sqlite(Database):
    """A file of past audits, readable by its owner alone."""

    def __init__(self, path: Path) -> None:
        self.place = str(path)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            self._db = sqlite3.connect(path, isolation_level=None, timeout=PATIENCE)
            _write_ahead(self._db)
            self._db.execute("PRAGMA secure_delete = ON")
        except (OSError, sqlite3.Error) as error:
            raise StoreError("the history at {path} cannot be used: {reason}", path=path, reason=error) from None

    def rows(self, sql: str, *values: Value) -> list[Row]:
        try:
            return _Open(self._db).rows(sql, *values)
        except sqlite3.Error as error:
            raise StoreError("the history at {path} cannot be read: {reason}", path=self.place, reason=error) from None

    def write(self, work: Callable[[Tables], Done]) -> Done:
        try:
            self._db.execute("BEGIN IMMEDIATE")  # sqlite3 opens no transaction of its own before DDL
            done = work(_Open(self._db))
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            self._undo()
            raise StoreError(
                "the history at {path} cannot be written: {reason}", path=self.place, reason=error
            ) from None
        except BaseException:
            self._undo()
            raise
        return done

    def scrub(self) -> None:
        try:
            self._db.execute("VACUUM")
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error as error:
            raise StoreError(
                "the history at {path} cannot be written: {reason}", path=self.place, reason=error
            ) from None

    @contextmanager
    def alone(self, name: str) -> Iterator[bool]:
        try:
            import fcntl
        except ImportError:  # Windows: nothing keeps two runs apart but their user
            yield True
            return
        path = Path(f"{self.place}.{digest(name)}.lock")
        with path.open("a") as held:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                yield False
            else:
                yield True

    def close(self) -> None:
        self._db.close()

    def _undo(self) -> None:
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")


def _write_ahead(db: sqlite3.Connection) -> None:
    """Sets the journal. SQLite does not wait, as it does elsewhere, for another process that sets it just now."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(_AGAIN)
        else:
            return


class _Open:
    """The tables inside a transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def rows(self, sql: str, *values: Value) -> list[Row]:
        return self._db.execute(sql, [storable(value) for value in values]).fetchall()

    def change(self, sql: str, *values: Value) -> int:
        return self._db.execute(sql, [storable(value) for value in values]).rowcount

    def define(self, sql: str) -> None:
        self._db.execute(sql.format_map(_TYPES))

    def version(self) -> int:
        return int(self._db.execute("PRAGMA user_version").fetchone()[0])

    def set_version(self, number: int) -> None:
        self._db.execute(f"PRAGMA user_version = {number}")
