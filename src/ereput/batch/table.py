"""A table of practitioners, line by line: whatever its delimiter and charset, a bad line is told and passed over.

The columns bear the names of the identity card's fields, in English or in French. Nothing is held but the line at
hand, so that a table may have a million.
"""

import codecs
import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from ereput import card as cards
from ereput.batch.headings import fields
from ereput.card import Card
from ereput.errors import EreputError, StoreError, UsageError
from ereput.words import N_

_DELIMITERS = ",;\t|"
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SEPARATOR = re.compile(r"\"?sep=(.)\"?\s*", re.I)  # a line that spreadsheets write before the headings
_FORMULA = re.compile(r'="(.*)"', re.S)  # how a spreadsheet is told that a number is text
_SEVERAL = re.compile(r"\s*[|\n]\s*|\s*;\s+|\s+(?=https?://|\+|0\d)")
_MOST_LINES = 20  # of one row, by line ends within quotation marks
_LONGEST = 2_000  # characters of a cell
_SNIFFED = 200_000  # characters that are looked at for the delimiter

NO_END = N_("a quotation mark has no end")
UNREADABLE = N_("a letter of this line cannot be read: save the table as UTF-8")
TOO_MANY = N_("{count} cells where the headings are {expected}: a cell that holds {delimiter!r} needs quotation marks")
TOO_LONG = N_("a cell of {count} characters")
NO_NAME = N_("no name")


class Problem(NamedTuple):
    """Why a line cannot be used: a template and its values."""

    text: str
    values: Mapping[str, Any]


class Line(NamedTuple):
    """A line of the table, from 1 for the first of the file."""

    number: int
    cells: tuple[str, ...]
    found: Card | Problem | None  # None: nothing stands in it


@dataclass(frozen=True, slots=True)
class Table:
    """A table that was looked at: how it is to be read, and which column is what."""

    path: Path
    charset: str
    delimiter: str
    headings: tuple[str, ...]
    columns: Mapping[str, int]  # field of the card -> column
    first: int  # number of the line after the headings

    @property
    def unused(self) -> list[str]:
        """Headings of columns that nothing is made of."""
        used = set(self.columns.values())
        return [heading for at, heading in enumerate(self.headings) if heading.strip() and at not in used]

    def __iter__(self) -> Iterator[Line]:
        """Every line; StoreError where the file cannot be read to its end."""
        for number, text in _rows(islice(_lines(self.path, self.charset), self.first - 1, None), self.first):
            cells = _cells(text, self.delimiter)
            yield Line(number, tuple(cells), self._found(text, cells) if any(cells) else None)

    def _found(self, text: str, cells: Sequence[str]) -> Card | Problem:
        if problem := self._unfit(text, cells):
            return problem
        said = {field: cells[at] for field, at in self.columns.items() if at < len(cells) and cells[at]}
        try:
            card = _card(said)
            if card is None:
                return Problem(NO_NAME, {})
            cards.practitioner(card)
        except EreputError as error:
            return Problem(error.text, {name: str(value) for name, value in error.values.items()})
        return card

    def _unfit(self, text: str, cells: Sequence[str]) -> Problem | None:
        if text.count('"') % 2 and "\n" not in text.rstrip("\r\n"):
            return Problem(NO_END, {})
        if "\ufffd" in text:
            return Problem(UNREADABLE, {})
        if (longest := max(map(len, cells))) > _LONGEST:
            return Problem(TOO_LONG, {"count": longest})
        if any(cells[len(self.headings) :]):
            values = {"count": len(cells), "expected": len(self.headings), "delimiter": self.delimiter}
            return Problem(TOO_MANY, values)
        return None


def opened(path: Path) -> Table:
    """The table in a file; StoreError where it cannot be read, UsageError where no column gives a name."""
    charset = _charset(path)
    head = "".join(_head(path, charset))
    skipped = 0
    if told := _SEPARATOR.fullmatch(head.partition("\n")[0]):
        head, skipped = head.partition("\n")[2], 1
    delimiter = told.group(1) if told else max(_DELIMITERS, key=lambda one: _promise(head, one))
    rows = ((number, _cells(text, delimiter)) for number, text in _rows(head.splitlines(keepends=True), skipped + 1))
    number, headings = next(((number, cells) for number, cells in rows if any(cells)), (0, []))
    columns = fields(headings)
    if not {"name", "family"} & columns.keys():
        raise UsageError(
            "no column of {path} gives a name: name a column name (or nom and prenom); others: city, specialty,"
            " postcode, phone, street, rpps",
            path=path,
        )
    return Table(path, charset, delimiter, tuple(headings), columns, number + 1)


# ---------------------------------------------------------------- from bytes to lines


def _charset(path: Path) -> str:
    """UTF-8 where nearly all of what is not ASCII is, else windows-1252; UTF-16 by its mark."""
    try:
        with path.open("rb") as opened:
            beginning = opened.read(4)
            for mark, charset in _MARKS:
                if beginning.startswith(mark):
                    return charset
            opened.seek(0)
            decoder = codecs.getincrementaldecoder("utf-8")("replace")
            wrong = beyond = 0
            while block := opened.read(1 << 20):
                text = decoder.decode(block)
                wrong += text.count("\ufffd")
                beyond += 0 if text.isascii() else sum(not char.isascii() for char in text)
    except OSError as error:
        raise StoreError("{path} cannot be read: {reason}", path=path, reason=error) from None
    return "utf-8" if 20 * wrong <= beyond - wrong else "windows-1252"


def _lines(path: Path, charset: str) -> Iterator[str]:
    try:
        with path.open(encoding=charset, errors="replace", newline="") as opened:
            yield from opened
    except OSError as error:
        raise StoreError("{path} cannot be read: {reason}", path=path, reason=error) from None
    except UnicodeError as error:
        raise StoreError("{path} cannot be read: {reason}", path=path, reason=error) from None


def _head(path: Path, charset: str) -> Iterator[str]:
    read = 0
    for line in _lines(path, charset):
        yield line
        read += len(line)
        if read > _SNIFFED:
            return


def _rows(lines: Iterable[str], first: int) -> Iterator[tuple[int, str]]:
    """Rows with the number of their first line; one that is not closed within 20 lines is a line by itself."""
    source, again = iter(lines), deque[str]()
    held: list[str] = []
    number = first
    while (line := again.popleft() if again else next(source, None)) is not None or held:
        held += [] if line is None else [line]
        if _is_whole(held):
            yield number, "".join(held)
            number += len(held)
            held = []
        elif line is None or len(held) > _MOST_LINES:
            yield number, held[0]
            number += 1
            again.extendleft(reversed(held[1:]))
            held = []


def _is_whole(lines: Sequence[str]) -> bool:
    return sum(line.count('"') for line in lines) % 2 == 0


def _cells(text: str, delimiter: str) -> list[str]:
    """The cells of a row; text whatever formula they pretend to be."""
    try:
        row = next(csv.reader(text.replace("\0", "").splitlines(keepends=True), delimiter=delimiter), [])
    except csv.Error:
        row = [text]
    return [_FORMULA.sub(r"\1", cell.strip()).strip() for cell in row]


def _promise(head: str, delimiter: str) -> tuple[int, float]:
    """How well a table reads with a delimiter: known headings, then rows as long as the first."""
    rows = [_cells(line, delimiter) for line in head.splitlines()[:30] if line.strip()]
    if not rows or len(rows[0]) < 2:
        return len(fields(rows[0])) if rows else 0, 0.0
    return len(fields(rows[0])), sum(len(row) == len(rows[0]) for row in rows) / len(rows)


# ---------------------------------------------------------------- from cells to a card


def _card(said: Mapping[str, str]) -> Card | None:
    """The card of a line; None without a name. What a spreadsheet took for a number gets its first nought back."""
    family = said.get("family")
    name = said.get("name") or " ".join(filter(None, (said.get("title"), said.get("given"), family)))
    if not name or not (said.get("name") or family):
        return None
    country = said.get("country") or "FR"
    return Card(
        name=f"{said['title']} {name}" if said.get("title") and said.get("name") else name,
        specialty=said.get("specialty"),
        street=said.get("street"),
        postcode=_padded(said.get("postcode"), 5) if country == "FR" else said.get("postcode"),
        city=said.get("city"),
        country=country,
        insee=said.get("insee"),
        phone=_padded(said.get("phone"), 10),
        phones=_several(said.get("phones")),
        rpps=said.get("rpps"),
        practice=said.get("practice"),
        birth_name=said.get("birth_name"),
        other_names=_several(said.get("other_names")),
        website=said.get("website"),
        opening_hours=said.get("opening_hours"),
        pages=_several(said.get("pages")),
        not_pages=_several(said.get("not_pages")),
    )


def _padded(cell: str | None, digits: int) -> str | None:
    return f"0{cell}" if cell and cell.isascii() and cell.isdigit() and len(cell) == digits - 1 else cell


def _several(cell: str | None) -> tuple[str, ...]:
    return tuple(part for part in _SEVERAL.split(cell or "") if part)
