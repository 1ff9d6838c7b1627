"""Files of texts, a row at a time whatever their size: JSONL, tables, or a text a line."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from ereput.errors import StoreError, UsageError
from ereput.model import Rating
from ereput.words import N_

LONGEST = 1_000_000  # characters of one line; of a longer one the rest is passed over
TEXTS = ("text", "texte", "avis", "review", "comment", "commentaire", "content")
SEPARATORS = ",;\t|"


class Row(msgspec.Struct, frozen=True):
    """One text as a file brings it."""

    id: str
    text: str | None
    rating: Rating | None
    language: str | None


class BadRow(msgspec.Struct, frozen=True):
    """A row that cannot be read, and the sentence that says so."""

    said: str
    values: dict[str, Any]


def rows(path: Path) -> Iterator[Row | BadRow]:
    """A file's rows in order; UsageError for a kind that is not read, StoreError where it cannot be."""
    kinds: dict[str, Callable[[BinaryIO], Iterable[Row | BadRow]]] = {".jsonl": _json, ".ndjson": _json, ".csv": _csv}
    kind = kinds.get(path.suffix.lower(), kinds[".csv"] if path.suffix.lower() == ".tsv" else _plain)
    if path.suffix.lower() not in (*kinds, ".tsv", ".txt", ""):
        raise UsageError("{path} is not .jsonl, .csv or .txt: rename it, or use ereput read", path=path)
    try:
        with path.open("rb") as opened:
            yield from kind(opened)
    except OSError as error:
        raise StoreError("{path} cannot be read: {reason}", path=path, reason=error) from None


def _lines(opened: BinaryIO) -> Iterator[str]:
    """Lines as text, each bounded; UTF-8, and what is not read as windows-1252 a line."""
    while line := opened.readline(LONGEST):
        whole = line
        while not whole.endswith(b"\n") and (whole := opened.readline(LONGEST)):
            pass
        try:
            yield line.decode("utf-8-sig").replace("\0", "")
        except UnicodeDecodeError:
            yield line.decode("windows-1252", "replace").replace("\0", "")


def _plain(opened: BinaryIO) -> Iterator[Row]:
    for number, line in enumerate(_lines(opened), 1):
        if line.strip():
            yield Row(id=str(number), text=line.strip(), rating=None, language=None)


def _json(opened: BinaryIO) -> Iterator[Row | BadRow]:
    for number, line in enumerate(_lines(opened), 1):
        if not line.strip():
            continue
        try:
            facts = json.loads(line)
        except (ValueError, RecursionError):
            facts = None
        if isinstance(facts, dict):
            yield _row(facts, number)
        else:
            yield BadRow(N_("line {number} is not a JSON object"), {"number": number})


def _csv(opened: BinaryIO) -> Iterator[Row | BadRow]:
    lines = _lines(opened)
    header = next(lines, "")
    separator = max(SEPARATORS, key=header.count)
    names = [name.strip().lower() for name in next(csv.reader(io.StringIO(header), delimiter=separator), [])]
    if not set(names) & set(TEXTS):
        from ereput.exports.headings import by_heading  # its room takes memory that only tables pay

        known = {at: field for field, at in by_heading(names).items() if field in ("text", "rating", "id", "language")}
        if "text" not in known.values():
            yield BadRow(N_("no column holds texts: write text above it, in the first line"), {})
            return
        names = [known.get(at, name) for at, name in enumerate(names)]
    csv.field_size_limit(LONGEST)
    rows = csv.reader(lines, delimiter=separator)
    number = 1
    while True:
        number += 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error:
            yield BadRow(N_("line {number} is not a row of a table"), {"number": number})
            continue
        if any(cells):
            yield _row(dict(zip(names, cells, strict=False)), number)


def _row(facts: dict[str, Any], number: int) -> Row | BadRow:
    """A row of named cells; what is not of its kind is bad, what is missing is None."""
    text = next((facts[name] for name in TEXTS if facts.get(name) is not None), None)
    if text is not None and not isinstance(text, str):
        return BadRow(N_("line {number}: the text is not a text"), {"number": number})
    rating = facts.get("rating")
    stars = _stars(rating)
    if rating not in (None, "") and stars is None:
        return BadRow(N_("line {number}: the rating is not a number from 0 to 5"), {"number": number})
    named = facts.get("id")
    language = facts.get("language") or facts.get("lang")
    return Row(
        id=str(number if named in (None, "") else named)[:200],
        text=text or None,
        rating=stars,
        language=language if isinstance(language, str) else None,
    )


def _stars(value: Any) -> Rating | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(str(value).replace(",", ".").removesuffix("/5"))
    except ValueError:
        return None
    return Rating(value=number) if 0 < number <= 5 else None
