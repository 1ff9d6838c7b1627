"""Tables of reviews: Trustpilot's and other tools' CSV. Cells are text, whatever formula they pretend to be."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from ereput.exports.bring import LONG_TABLE, Export
from ereput.exports.cells import are_headings, settled
from ereput.exports.headings import FIELDS, Columns, are_french, by_heading, named, scale
from ereput.exports.order import Order
from ereput.exports.platforms import platform
from ereput.model import Evidence, Interval, Listing, Review, Seen
from ereput.parsing.days import day_interval
from ereput.reading.keeping import LONGEST_TEXT, mark, without_name
from ereput.reading.stated import RawListing, RawRating, RawReview
from ereput.sites import recognised
from ereput.words import N_

__all__ = ["FIELDS", "read"]

MOST_ROWS = 50_000
_MOST_COLUMNS = 200
MOST_OF_TABLE = 60_000_000  # characters

NO_COLUMNS = N_("no column of this table looks like reviews; name them: --columns text=HEADING,rating=HEADING")
LACKING = N_("a column named with --columns is not in this table")
DAMAGED = N_("a row of this table is damaged: the rows before it were read")
NO_SCALE = N_("some marks are over 5 and nothing says on what scale; write --columns rating=HEADING/10")

_TELLING = frozenset({"text", "rating", "date", "author", "reply"})
_DELIMITERS = ",;\t|"
_NONE = "\x1f"  # a delimiter that stands in no table: each line is one cell
_NAMED_TABLES = (".csv", ".tsv", ".csv.gz", ".tsv.gz")  # what holds lines alone is a table where its name says so
_SEPARATOR = re.compile(r"\"?sep=(.)\"?\r?\n", re.I)
_Place = tuple[str, str | None]  # what it is called, and its site where the row says which
_TABLE = re.compile(r"[^\n]{0,20000}[,;\t|]")
_LINES = re.compile("[\\r\\n]")  # Excel for the Macintosh ends them with the first alone
_FORMULA = re.compile(r'="(.*)"', re.S)  # how Excel is told that a number is text
_STAR = r"(?:stars?|étoiles?|★|⭐)"
_ON = re.compile(
    r"(?:rated\s|noté\s)?(\d{1,3}(?:[.,]\d{1,3})?)"
    rf"\s?{_STAR}?\s?(?:/|sur|out of|of)\s?(\d{{1,3}})(?:[.,]0)?\s?{_STAR}?",
    re.I,
)
_STARS = re.compile(rf"(\d{{1,3}}(?:[.,]\d{{1,3}})?)\s?{_STAR}?", re.I)
_DRAWN = re.compile(r"([★⭐]{1,5})\ufe0f?☆{0,4}")
_WORDS = {"one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0}
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)")
_NUMERIC = re.compile(r"\s{0,5}(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


@dataclass(frozen=True, slots=True)
class _Table:
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    columns: Columns
    best: float | None  # of all marks, where a heading says
    is_month_first: bool | None  # 03/04/2026; None where nothing says


def read(file: str, name: str, text: str, order: Order) -> Export | None:
    """What a table of reviews states; None where it is no table."""
    text = text.lstrip("\ufeff").replace("\x00", "").replace(_NONE, "")[:MOST_OF_TABLE]
    if not _LINES.search(text.strip()):
        return None
    may_be_lines = bool(order.columns) or name.lower().endswith(_NAMED_TABLES)
    if not _TABLE.match(text) and not may_be_lines:
        return None
    rows, problems = _rows(text)
    if rows and len(rows[0]) == 1 and not may_be_lines:
        return None
    table, is_lacking = _understood(rows, order)
    if is_lacking:
        problems.append(LACKING)
    if table is None:
        return Export(file=file, problems=(*problems, NO_COLUMNS)) if _is_table(rows) else None
    raw, places = _reviews(table)
    if any((one.rating or 0) > (one.best or 5) for one in raw):
        problems.append(NO_SCALE)
    return _export(file, name, table, raw, places, order.now, problems)


def _rows(text: str) -> tuple[list[list[str]], list[str]]:
    told = _SEPARATOR.match(text)
    delimiter = told.group(1) if told else _delimiter(text)
    rows: list[list[str]] = []
    problems: list[str] = []
    reader = csv.reader(io.StringIO(text[told.end() if told else 0 :], newline=""), delimiter=delimiter)
    try:
        rows.extend(row[:_MOST_COLUMNS] for row in islice(reader, MOST_ROWS + 1) if any(map(str.strip, row)))
    except csv.Error:
        problems.append(DAMAGED)
    if len(rows) > MOST_ROWS:
        problems.append(LONG_TABLE)
    elif rows and not problems and _LINES.search(rows[-1][-1]) and not text.rstrip().endswith('"'):
        rows.pop()  # a quote was opened and never closed: all that follows stands in one cell
        problems.append(DAMAGED)
    return rows[: MOST_ROWS + 1], problems


def _delimiter(text: str) -> str:
    """What stands between the headings; a single heading heads whole lines, whatever marks stand in them."""
    promises = {one: _promise(text, one) for one in _DELIMITERS}
    best = max(promises, key=lambda one: promises[one])
    return best if promises[best] > (0, 0.0) else _NONE


def _promise(text: str, delimiter: str) -> tuple[int, float]:
    """How well a table reads with a delimiter: known headings, then rows as long as the first."""
    try:
        rows = [
            row for row in islice(csv.reader(io.StringIO(text[:100_000], newline=""), delimiter=delimiter), 30) if row
        ]
    except csv.Error:
        return 0, 0.0
    if not rows or len(rows[0]) < 2:
        return 0, 0.0
    return len(by_heading(rows[0][:_MOST_COLUMNS])), sum(len(row) == len(rows[0]) for row in rows) / len(rows)


def _is_table(rows: Sequence[Sequence[str]]) -> bool:
    """Rows of the same columns, three of them where there are two columns, and no mark of a page in the first."""
    width = len(rows[0]) if rows else 0
    is_even = all(len(row) == width for row in (rows if width == 2 else rows[:2]))
    return width > 1 and len(rows) > (2 if width == 2 else 1) and is_even and "<" not in "".join(rows[0])


def _understood(rows: Sequence[Sequence[str]], order: Order) -> tuple[_Table | None, bool]:
    """Which column is what, and whether one that somebody named is lacking."""
    if not rows:
        return None, False
    headings, body = (rows[0], rows[1:]) if are_headings(rows[0]) else ([""] * len(rows[0]), rows)
    chosen, is_lacking = named(headings, order.columns)
    known, columns = settled(headings, body, chosen)
    is_sure = bool(chosen) or len({"text", "rating"} & set(known)) == 2 or ("text" in known and len(headings) == 1)
    is_likely = bool({"text", "rating"} & set(columns)) and len(set(columns) & _TELLING) > 1
    if not is_sure and not (is_likely and ("text" in columns or "rating" in known)):
        return None, is_lacking
    best = scale(order.columns.get("rating", ""))[1]
    if best is None and "rating" in columns:
        best = scale(headings[columns["rating"]])[1]
    return _Table(headings, body, columns, best, _month_first(body, columns.get("date"), headings)), is_lacking


def _month_first(rows: Sequence[Sequence[str]], at: int | None, headings: Sequence[str]) -> bool | None:
    found = [match for row in rows if at is not None and at < len(row) and (match := _NUMERIC.match(row[at]))]
    first, second = (max((int(one.group(n)) for one in found), default=0) for n in (1, 2))
    if second > 12:
        return None if first > 12 else True
    return False if first > 12 or are_french(headings) else None


# ---------------------------------------------------------------- what the cells say


def _reviews(table: _Table) -> tuple[list[RawReview], list[_Place]]:
    """The reviews, and the places that they are of, each once; a row given twice is one review."""
    places: dict[_Place, int] = {}
    names = _identifier(table)
    found: dict[tuple[str | None, ...], RawReview] = {}
    for row in table.rows:
        cells = {field: _cell(row, at) for field, at in table.columns.items()}
        place = (cells.get("place") or "", platform(cells.get("site")))
        review = _review(cells, table, places.setdefault(place, len(places)))
        review.id = cells.get(names) if names else None
        if review.text or review.rating is not None:
            key = (review.id,) if review.id else tuple(cells.values())
            found.setdefault((*place, *key), review)
    return list(found.values()), list(places)


def _identifier(table: _Table) -> str | None:
    """The column that names each review: one that names them all alike names their place, or its page."""
    for field in ("id", "url"):
        at = table.columns.get(field)
        cells = {tuple(row): name for row in table.rows if at is not None and (name := _cell(row, at))}
        if 2 * len(set(cells.values())) > len(cells):
            return field
    return None


def _cell(row: Sequence[str], at: int) -> str | None:
    text = row[at].strip() if at < len(row) else ""
    if formula := _FORMULA.fullmatch(text):
        text = formula.group(1).strip()
    return text[: 2 * LONGEST_TEXT] or None


def _review(cells: dict[str, str | None], table: _Table, place: int) -> RawReview:
    value, best = _mark(cells.get("rating"))
    return RawReview(
        author=cells.get("author"),
        date=_iso(cells.get("date"), table.is_month_first),
        edited=_iso(cells.get("edited"), table.is_month_first),
        rating=value,
        best=best or (table.best if value is not None else None),
        text=cells.get("text") or cells.get("title"),
        reply=cells.get("reply"),
        replied=_iso(cells.get("replied"), table.is_month_first),
        language=_language(cells.get("language")),
        listing=place,
    )


def _mark(cell: str | None) -> tuple[float | None, float | None]:
    """A mark and its scale, where the whole cell is one: "4", "4,5/5", "★★★★☆", "FOUR"; a formula is none."""
    text = (cell or "")[:40]
    if found := _ON.fullmatch(text):
        return float(found.group(1).replace(",", ".")), float(found.group(2))
    if found := _STARS.fullmatch(text):
        return float(found.group(1).replace(",", ".")), None
    if found := _DRAWN.fullmatch(text):
        return float(len(found.group(1))), 5.0
    return _WORDS.get(text.lower()), 5.0 if text.lower() in _WORDS else None


def _iso(cell: str | None, is_month_first: bool | None) -> str | None:
    """The date as it stands, 03/04/2026 as an ISO date where the table says which is the month."""
    if found := _YEAR_FIRST.match(cell or ""):
        return f"{found.group(1)}-{int(found.group(2)):02}-{int(found.group(3)):02}"
    found = _NUMERIC.match(cell or "")
    if not found or is_month_first is None:
        return cell
    day, month = (found.group(2), found.group(1)) if is_month_first else (found.group(1), found.group(2))
    return f"{found.group(3)}-{int(month):02}-{int(day):02}"


def _language(cell: str | None) -> str | None:
    return cell[:2].lower() if cell and re.fullmatch(r"[A-Za-z]{2}(?:[-_][A-Za-z]{2,4})?", cell) else None


# ---------------------------------------------------------------- to what is kept


def _export(
    file: str,
    name: str,
    table: _Table,
    raw: list[RawReview],
    places: list[_Place],
    now: datetime,
    problems: list[str],
) -> Export:
    evidence = Evidence(source="exports", url=f"file:{name}", retrieved_at=now)
    site = _site(table)
    used = [places[one.listing or 0] for one in raw]
    names = list(dict.fromkeys(used))
    numbers = {one: number for number, one in enumerate(names)}
    listings = tuple(
        Listing(evidence=evidence, site=told or site, seen=Seen.EXPORT, name=one[:300] or None) for one, told in names
    )
    for review, place in zip(raw, used, strict=True):
        review.listing = numbers[place]
    spoken = None if table.is_month_first is None else "fr"  # "en" lets 03/04/2026 be either day
    return Export(
        file=file,
        listings=listings,
        reviews=tuple(_kept(one, listings[one.listing or 0], evidence, spoken or "en") for one in raw),
        problems=tuple(problems),
        raw=tuple(raw),
        raw_listings=tuple(RawListing(name=one.name) for one in listings),
    )


def _site(table: _Table) -> str | None:
    """The site of the reviews' own addresses, where all agree."""
    at = table.columns.get("url")
    urls = [url for row in table.rows[:500] if at is not None and (url := _cell(row, at))]
    keys = {site.key if (site := recognised(url)) else None for url in urls}
    return keys.pop() if len(keys) == 1 else None


def _kept(raw: RawReview, listing: Listing, evidence: Evidence, language: str) -> Review:
    def days(text: str | None) -> Interval | None:
        return day_interval(text, evidence.retrieved_at, language) if text else None

    return Review(
        evidence=evidence,
        listing=listing.key,
        id=raw.id,
        site=listing.site,
        text=raw.text[:LONGEST_TEXT] if raw.text else None,
        language=raw.language,
        rating=mark(RawRating(value=raw.rating, best=raw.best)),
        published=days(raw.date) or Interval(),
        edited=days(raw.edited),
        reply=without_name(raw.reply, raw.author)[:LONGEST_TEXT] if raw.reply else None,
        replied=days(raw.replied),
    )
