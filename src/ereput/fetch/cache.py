"""Asked already? What was answered, in memory for this process and in one file for the next ones.

On disk lie only answers with status 200 to questions without a key, under a digest of the question: neither addresses
nor headers of ours. The file may be deleted at any time; a damaged one is made anew.
"""

import hashlib
import json
import logging
import re
import sqlite3
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar
from urllib.parse import parse_qsl

from ereput.fetch.addresses import has_secret_names, is_secret_name
from ereput.fetch.freshness import Kept, may_keep
from ereput.fetch.wire import Answer, Ask

log = logging.getLogger(__name__)

FILE = "answers.sqlite"
_VERSION = 1
_MEMORY_BYTES = 32_000_000
_SHRUNK_EVERY = 2_000_000  # bytes written
_TABLE = """
CREATE TABLE IF NOT EXISTS answers (
  key TEXT PRIMARY KEY, at REAL NOT NULL, headers TEXT NOT NULL, body BLOB NOT NULL, size INTEGER NOT NULL
) WITHOUT ROWID
"""
T = TypeVar("T")


def key(ask: Ask) -> str:
    """A digest of all that makes a question what it is, its headers and keys among it."""
    secrets = {name: value.reveal() for name, value in ask.secret_headers.items()}
    parts = (ask.method, ask.url, sorted(ask.headers.items()), sorted(secrets.items()), ask.most_bytes, ask.may_cut)
    return hashlib.sha256(json.dumps(parts).encode() + b"\0" + (ask.body or b"")).hexdigest()


def is_secret(ask: Ask) -> bool:
    """It carries a key, in a header, in its address or in its body."""
    names = [*ask.headers, *(name for name, _ in parse_qsl((ask.body or b"").decode("utf-8", "replace")))]
    names += re.findall(r'"([\w.-]{1,40})"\s*:', (ask.body or b"").decode("utf-8", "replace"))
    return bool(ask.secret_headers) or has_secret_names(ask.url) or any(is_secret_name(name) for name in names)


class Cache:
    """Answers by question. `folder` None keeps them in memory only."""

    def __init__(self, folder: Path | None, *, most_bytes: int, longest: timedelta) -> None:
        self._memory: OrderedDict[str, Kept] = OrderedDict()
        self._held = 0  # bytes in memory
        self._folder, self._most, self._longest = folder, most_bytes, longest
        self._db: sqlite3.Connection | None = None
        self._since_shrunk = _SHRUNK_EVERY  # bytes written since the file was last held against its limit

    def get(self, ask: Ask) -> Kept | None:
        """The last answer to this question, however old."""
        name = key(ask)
        if (kept := self._memory.get(name)) is not None:
            self._memory.move_to_end(name)
            return kept
        return None if is_secret(ask) else self._on_disk(lambda db: _read(db, name))

    def put(self, ask: Ask, kept: Kept) -> None:
        """Keeps an answer in memory, and on disk where it may lie there."""
        name = key(ask)
        self._remember(name, kept)
        if is_secret(ask):
            return
        if may_keep(kept) and len(kept.answer.body) <= self._most:
            self._on_disk(lambda db: self._write(db, name, kept))
        elif kept.answer.status < 500 and kept.answer.status != 429:  # a failure says nothing of what was kept before
            self._on_disk(lambda db: db.execute("DELETE FROM answers WHERE key = ?", (name,)))

    def close(self) -> None:
        if self._db is not None:
            self._db.close()
            self._db = None

    def _remember(self, name: str, kept: Kept) -> None:
        if (before := self._memory.pop(name, None)) is not None:
            self._held -= _weight(before)
        self._memory[name] = kept
        self._held += _weight(kept)
        while self._held > _MEMORY_BYTES and len(self._memory) > 1:
            self._held -= _weight(self._memory.popitem(last=False)[1])

    def _write(self, db: sqlite3.Connection, name: str, kept: Kept) -> None:
        """The file's size is reckoned now and then: a batch keeps tens of thousands of answers."""
        db.execute("DELETE FROM answers WHERE at < ?", ((kept.at - self._longest).timestamp(),))
        self._since_shrunk += _write(db, name, kept)
        if self._since_shrunk > min(_SHRUNK_EVERY, self._most // 20):
            _shrink(db, self._most)
            self._since_shrunk = 0

    def _on_disk(self, work: Callable[[sqlite3.Connection], T]) -> T | None:
        """Works on the file; None when there is none. A damaged file is made anew, once."""
        for attempt in (1, 2):
            if self._folder is None:
                return None
            try:
                self._db = self._db or _opened(self._folder)
                return work(self._db)
            except sqlite3.OperationalError as error:  # locked by another process, or the disk is full
                log.debug("the cache is passed over: %s", error)
                return None
            except (sqlite3.DatabaseError, OSError, ValueError, TypeError, OverflowError) as error:
                log.warning("the cache in %s cannot be used: %s", self._folder, error)
                self.close()
                with suppress(OSError):
                    for file in self._folder.glob(f"{FILE}*"):
                        file.unlink()
                if attempt == 2:
                    self._folder = None
        return None


def _weight(kept: Kept) -> int:
    return len(kept.answer.body) + 2000  # its headers, and what holds them, by a guess


def _opened(folder: Path) -> sqlite3.Connection:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / FILE
    file.touch(mode=0o600)
    db = sqlite3.connect(file, timeout=2.0, isolation_level=None)
    try:
        if db.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
            db.execute("DROP TABLE IF EXISTS answers")
            db.execute(f"PRAGMA user_version = {_VERSION}")
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute(_TABLE)
        db.execute("CREATE INDEX IF NOT EXISTS answers_by_age ON answers (at, key, size)")  # else bodies are read too
    except BaseException:
        db.close()
        raise
    return db


def _read(db: sqlite3.Connection, name: str) -> Kept | None:
    row = db.execute("SELECT at, headers, body FROM answers WHERE key = ?", (name,)).fetchone()
    if row is None:
        return None
    at, headers, body = row
    return Kept(Answer(200, dict(json.loads(headers)), bytes(body)), datetime.fromtimestamp(at, UTC))


def _write(db: sqlite3.Connection, name: str, kept: Kept) -> int:
    """Keeps an answer; returns its size."""
    headers, body = json.dumps(dict(kept.answer.headers)), kept.answer.body
    size = len(headers) + len(body)
    db.execute(
        "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?)", (name, kept.at.timestamp(), headers, body, size)
    )
    return size


def _shrink(db: sqlite3.Connection, most: int) -> None:
    """Takes out the oldest until the rest is no more than `most` bytes."""
    total = db.execute("SELECT coalesce(sum(size), 0) FROM answers").fetchone()[0]
    while total > most:
        old = db.execute("SELECT key, size FROM answers ORDER BY at, key LIMIT 100").fetchall()
        for key_, freed in old:
            if total <= most:
                break
            db.execute("DELETE FROM answers WHERE key = ?", (key_,))
            total -= freed
