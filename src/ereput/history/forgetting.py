"""A practitioner is erased wholly: every row, here or of a batch, that is theirs or that names them."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from anyascii import anyascii

from ereput.guide import cases
from ereput.history.database import Database, Tables
from ereput.history.people import Person
from ereput.parsing.names import folded

# Every table, and the columns in which words may stand; a test compares it with the database.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "audits": ("key", "name", "document"),
    "cases": ("document",),
    "judgements": ("key", "listing", "title"),
    "batches": ("name",),
    "batch_jobs": ("batch", "key", "card", "told"),
    "evidence": ("key", "folder", "file", "document"),
    "notices": ("key", "notice", "document"),
    "watches": ("key",),
    "files": ("key", "name", "path"),
    "statuses": ("source",),
}
_KEYED = ("audits", "judgements", "batch_jobs", "evidence", "notices", "watches", "files")


class Erased(NamedTuple):
    """What was erased: rows of each table, and what lies in files that the caller is to delete."""

    rows: Mapping[str, int]
    files: tuple[Path, ...]
    folders: tuple[Path, ...]  # of evidence


def forget(tables: Tables, people: Sequence[Person]) -> Erased:
    """Deletes what is theirs. A job of a batch is theirs when what it says bears their name."""
    names = frozenset(name for one in people for name in one.names)
    keys = [one.key for one in people if one.key]
    numbers = [number for one in people for number in one.numbers]
    kept = tables.rows("SELECT id, key, name, path FROM files")
    files = {number: Path(path) for number, key, name, path in kept if any(one.has(key, name) for one in people)}
    folders = {Path(folder) for (folder,) in _of("SELECT folder FROM evidence WHERE key = ?", tables, keys)}
    rows = dict.fromkeys(COLUMNS, 0)
    for table in _KEYED:
        rows[table] += sum(tables.change(f"DELETE FROM {table} WHERE key = ?", key) for key in keys)  # noqa: S608
    rows["audits"] += sum(tables.change("DELETE FROM audits WHERE id = ?", number) for number in numbers)
    rows["files"] += sum(tables.change("DELETE FROM files WHERE id = ?", number) for number in files)
    # Where the register's number was found only by an audit, watches were noted under the name as it was typed.
    typed = [f"name:{folded(name)}|" for name in names]
    rows["watches"] += sum(
        tables.change("DELETE FROM watches WHERE substr(key, 1, ?) = ?", len(name), name) for name in typed
    )
    rows["cases"] += _cases(tables, people)
    rows["batch_jobs"] += _jobs(tables, names)
    return Erased(
        rows={table: count for table, count in rows.items() if count},
        files=tuple(sorted(set(files.values()))),
        folders=tuple(sorted(folders)),
    )


def signs(people: Iterable[Person]) -> frozenset[bytes]:
    """What a practitioner is known by, as it may stand in a file: names in the usual spellings, and the number."""
    found = set()
    for one in people:
        if one.key and one.key.startswith("rpps:"):
            found.add(one.key.removeprefix("rpps:"))
        for name in one.names:
            found |= {name, name.upper(), name.casefold(), folded(name), anyascii(name), anyascii(name).upper()}
    return frozenset(text.encode("utf-8", "replace") for text in found if len(text) > 3)


def left(database: Database, wanted: frozenset[bytes]) -> Mapping[str, int]:
    """In how many rows of each table one of these signs still stands."""
    found = {}
    for table, columns in COLUMNS.items():
        rows = database.rows(f"SELECT {', '.join(columns)} FROM {table}")  # noqa: S608 - the columns of the table above
        count = sum(any(sign in _bytes(value) for value in row for sign in wanted) for row in rows)
        if count:
            found[table] = count
    return found


def _of(sql: str, tables: Tables, keys: Iterable[str]) -> Iterable[tuple[str]]:
    for key in keys:
        yield from ((str(value),) for (value,) in tables.rows(sql, key))


def _cases(tables: Tables, people: Iterable[Person]) -> int:
    """Cases by what names the practitioner; by the name where a case knows nothing else."""
    keys = {one.key for one in people}
    wanted = {folded(name) for one in people for name in one.names}
    kept = ((number, cases.from_json(document)) for number, document in tables.rows("SELECT id, document FROM cases"))
    theirs = [number for number, case in kept if (case.key in keys if case.key else folded(case.who or "") in wanted)]
    return sum(tables.change("DELETE FROM cases WHERE id = ?", number) for number in theirs)


def _jobs(tables: Tables, names: frozenset[str]) -> int:
    wanted = {name.encode("utf-8", "replace") for name in names}
    rows = tables.rows("SELECT id, card, told FROM batch_jobs")
    theirs = [number for number, *said in rows if any(name in _bytes(value) for value in said for name in wanted)]
    return sum(tables.change("DELETE FROM batch_jobs WHERE id = ?", number) for number in theirs)


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value or "").encode("utf-8", "replace")
