"""The index of the register's file: built beside the old one, and put in its place when it is whole."""

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from operator import itemgetter
from pathlib import Path
from typing import Any

import msgspec

from ereput.errors import StoreError
from ereput.parsing.addresses import departement, town_form
from ereput.parsing.rpps import HEADERS, REQUIRED, columns, lacking
from ereput.register.edition import APPLICATION, INDEXES, LAYOUT, TABLES, Edition
from ereput.register.file import WANTED, Source, opened
from ereput.register.keys import key, parts

Told = Callable[[float, int], None]  # share of the file that was read, rows so far

NEEDED = (*REQUIRED, "profession", "postcode", "town")  # without these it is another of the register's files
MOST_SKIPPED = 0.01  # share of lines that may not be as the header says
STALE = 86_400  # seconds after which a left-over of an interrupted import is cleared away
_STEP = 65_536  # rows between two words of progress
_TEXTS = ("title", "profession", "skill", "way")
_PLAIN = ("siret", "finess", "structure", "practice", "house", "repeat", "street", "phone", "phone2", "email")
_DIGITS = {"number": 11, "siret": 14, "finess": 9, "phone": 10, "phone2": 10}
_INSERT = f"INSERT INTO entries VALUES ({','.join('?' * (4 + len(_TEXTS) + len(_PLAIN)))})"  # noqa: S608


def build(path: Path, index: Path, now: datetime, told: Told = lambda share, rows: None) -> Edition:
    """Makes the index of a file; until it is whole the old one stands, whatever happens.

    Raises StoreError where the file is not the register's, or the index cannot be written.
    """
    try:
        index.parent.mkdir(parents=True, exist_ok=True)
        _clear(index)
        beside = index.with_name(f"{index.name}.{os.getpid()}.part")
        try:
            with opened(path) as source:
                edition = _built(path, source, beside, now, told)
            _put(beside, index)
        finally:
            beside.unlink(missing_ok=True)
    except (OSError, sqlite3.Error) as error:
        raise StoreError("{path} cannot be written: {reason}", path=index, reason=error) from None
    return edition


def _built(path: Path, source: Source, beside: Path, now: datetime, told: Told) -> Edition:
    header = next(source.lines, "").removeprefix("\ufeff").split("|")
    if wanting := lacking(header, NEEDED):
        raise StoreError(
            "{path} has no column {columns}: {wanted} is wanted, with | between its fields",
            path=path,
            columns=", ".join(repr(column) for column in wanting),
            wanted=WANTED,
        )
    db = sqlite3.connect(beside, isolation_level=None)
    try:
        db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;" + TABLES)
        db.execute("BEGIN")
        reading = _Reading(path, header, source, told)
        db.executemany(_INSERT, reading)
        reading.write_names(db)
        db.execute("COMMIT")
        db.executescript(INDEXES)
        [people] = db.execute("SELECT count(DISTINCT number) FROM entries").fetchone()
        edition = Edition(
            file=path.name,
            day=source.day,
            imported_at=now,
            rows=reading.rows,
            people=people,
            surnames=len(reading.families),
            skipped=reading.skipped,
            lacking=tuple(lacking(header, HEADERS)),
        )
        db.execute("INSERT INTO edition VALUES (?)", (msgspec.json.encode(edition),))
        db.executescript(f"PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {LAYOUT}; ANALYZE")
    finally:
        db.close()
    return edition


class _Reading:
    """The lines of a file as rows of `entries`; what repeats is kept once, and stands in them as a number."""

    def __init__(self, path: Path, header: list[str], source: Source, told: Told) -> None:
        self.path, self.source, self.told = path, source, told
        self.rows = self.skipped = 0
        self.families: dict[str, int] = {}
        self.givens: dict[str, int] = {}
        self.places: dict[tuple[str, ...], int] = {}
        self.texts: dict[str, int] = {}
        heads = columns(header)
        self.width = len(header) - (header[-1] == "")
        # A column that the file has not is read from a cell put behind the last.
        self.at = {name: header.index(heads[name]) if name in heads else -1 for name in HEADERS}

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        at, width, rows, skipped = self.at, self.width, 0, 0
        names = itemgetter(at["number"], at["family"], at["given"])
        place = itemgetter(at["postcode"], at["insee"], at["town"], at["country"])
        texts = itemgetter(*(at[name] for name in _TEXTS))
        plain = itemgetter(*(at["company" if name == "practice" else name] for name in _PLAIN))
        families, givens, places, coded = self.families, self.givens, self.places, self.texts
        numbers = [(nth, _DIGITS[name]) for nth, name in enumerate(_PLAIN) if name in _DIGITS]
        practice, sign = _PLAIN.index("practice"), at["sign"]
        for line in self.source.lines:
            cells = line.split("|")
            if len(cells) < width or not (cells[at["number"]] and cells[at["family"]]):
                skipped += bool(line)
                continue
            cells.append("")
            number, family, given = names(cells)
            rest = [cell or None for cell in plain(cells)]
            rest[practice] = rest[practice] or cells[sign] or None
            for nth, digits in numbers:
                if rest[nth]:
                    rest[nth] = _number(rest[nth], digits)
            yield (
                _number(number, 11),
                families.setdefault(family, len(families)),
                givens.setdefault(given, len(givens)),
                places.setdefault(place(cells), len(places)),
                *[coded.setdefault(text, len(coded)) if text else None for text in texts(cells)],
                *rest,
            )
            rows += 1
            if not rows % _STEP:
                self.told(self.source.share(), rows)
        self.rows, self.skipped = rows, skipped
        self._check()

    def _check(self) -> None:
        if not self.rows or self.skipped > MOST_SKIPPED * (self.rows + self.skipped):
            raise StoreError(
                "{path} is damaged or cut: {skipped} of its {count} lines are not as its header says",
                path=self.path,
                skipped=self.skipped,
                count=self.rows + self.skipped,
            )

    def write_names(self, db: sqlite3.Connection) -> None:
        """What the numbers in `entries` stand for."""
        db.executemany(
            "INSERT INTO families VALUES (?,?,?)", ((n, name, key(name)) for name, n in self.families.items())
        )
        db.executemany("INSERT INTO givens VALUES (?,?,?)", ((n, name, key(name)) for name, n in self.givens.items()))
        db.executemany(
            "INSERT OR IGNORE INTO parts VALUES (?,?)",
            ((word, n) for name, n in self.families.items() for word in parts(name)),
        )
        db.executemany("INSERT INTO texts VALUES (?,?)", ((n, text) for text, n in self.texts.items()))
        db.executemany(
            "INSERT INTO places VALUES (?,?,?,?,?,?,?)",
            ((n, *place, town_form(place[2]), departement(place[0])) for place, n in self.places.items()),
        )


def _number(text: str | None, digits: int) -> str | int | None:
    """As a number where it has exactly its digits, which is how it is written out again; else as it stands."""
    return int(text) if text and len(text) == digits and text.isascii() and text.isdigit() else text


def _put(beside: Path, index: Path) -> None:
    """On the disk whole before it has the name."""
    with beside.open("rb+") as written:
        os.fsync(written.fileno())
    beside.replace(index)
    if os.name == "posix":
        folder = os.open(index.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _clear(index: Path) -> None:
    """Left-overs of imports that were killed; one that may still be running is let be."""
    for left in index.parent.glob(f"{index.name}.*.part"):
        if time.time() - left.stat().st_mtime > STALE:
            left.unlink(missing_ok=True)
