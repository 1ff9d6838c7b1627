"""Kept answers that name somebody are deleted, and nothing of them is left in the cache's file."""

import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from anyascii import anyascii

from ereput.errors import StoreError
from ereput.fetch.cache import FILE


def erase(folder: Path, names: Iterable[str]) -> int:
    """Deletes the kept answers in which every word of one of the names stands; how many there were.

    Another person's answer may go with them: a cache is asked for again. StoreError where the file cannot be used.
    """
    file = folder / FILE
    if not file.exists():
        return 0
    people = [[_spellings(word) for word in name.split()] for name in names]
    try:
        db = sqlite3.connect(file, timeout=10.0, isolation_level=None)
        try:
            db.execute("PRAGMA secure_delete = ON")
            theirs = [
                key
                for key, headers, body in db.execute("SELECT key, headers, body FROM answers")
                if any(_named(headers.encode() + bytes(body), person) for person in people)
            ]
            db.executemany("DELETE FROM answers WHERE key = ?", [(key,) for key in theirs])
            db.execute("VACUUM")
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            db.close()
    except sqlite3.Error as error:
        raise StoreError("the cache at {path} cannot be cleared: {reason}", path=file, reason=error) from None
    return len(theirs)


def _named(text: bytes, person: list[frozenset[bytes]]) -> bool:
    return bool(person) and all(any(spelling in text for spelling in word) for word in person)


def _spellings(word: str) -> frozenset[bytes]:
    """A word as pages and interfaces write it: accents or none, capitals or none, escaped in JSON, in Latin-1."""
    plain = {spelt for one in (word, anyascii(word)) for spelt in (one, one.upper(), one.lower(), one.capitalize())}
    found = {one.encode("utf-8", "replace") for one in plain} | {json.dumps(one)[1:-1].encode() for one in plain}
    return frozenset(found | {one.encode("latin-1", "replace") for one in plain})
