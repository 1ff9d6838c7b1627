"""`ereput opinions`: sentiment and aspects of files of reviews, read a row at a time whatever their size."""

import csv
import io
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
import typer

from ereput.cli.audit import language as spoken
from ereput.errors import StoreError, UsageError
from ereput.model import Opinion, Rating
from ereput.opinion import ASPECTS, CHECKED, opinion
from ereput.report.inert import inert, json_inert
from ereput.words import N_, Words

LONGEST = 1_000_000  # characters of one line; of a longer one the rest is passed over
TOLD = 20  # bad rows told one by one; of the others, how many
FEW = 5  # texts under which an aspect has its count only
SHOWN_EVERY = 500  # rows between two lines of progress
TEXTS = ("text", "texte", "avis", "review", "comment", "commentaire", "content")
SEPARATORS = ",;\t|"
SAID = {
    "pos": N_("positive texts"),
    "neu": N_("mixed or neutral texts"),
    "neg": N_("negative texts"),
    None: N_("texts not judged"),
}

NAMED = {  # as the report names them
    "listening": N_("listening, manner"),
    "explanations": N_("explanations"),
    "reception": N_("welcome"),
    "staff": N_("staff"),
    "online": N_("phone, booking"),
    "hygiene": N_("hygiene"),
    "waiting": N_("waiting room"),
    "availability": N_("getting an appointment"),
    "fees": N_("fees"),
    "premises": N_("premises, access"),
    "competence": N_("care, outcome"),
}


class Row(msgspec.Struct, frozen=True):
    """One text as a file brings it."""

    id: str
    text: str | None
    rating: Rating | None
    language: str | None


class BadRow(Exception):
    """A row that cannot be read; the first argument is the sentence that says so."""


class Tally:
    """What was found, counted: all that is kept of the texts."""

    def __init__(self) -> None:
        self.labels: Counter[str | None] = Counter()
        self.aspects: Counter[tuple[str, str]] = Counter()
        self.unsure = self.bad = 0

    def add(self, found: Opinion) -> None:
        self.labels[found.label] += 1
        self.aspects.update(found.aspects.items())
        self.unsure += found.label is not None and found.confidence < CHECKED


def run(paths: list[Path], *, as_json: bool, language: str | None) -> None:
    """Prints a line a text with --json, else a table of all; UsageError when a file has no texts in it."""
    words = Words(spoken(language))
    tally = Tally()
    for path in paths:
        for number, row in enumerate(_rows(path, words, tally), 1):
            found = opinion(row.id, row.text, row.rating, row.language)
            tally.add(found)
            if as_json:
                line = json_inert(json.dumps(as_contract(found), ensure_ascii=False))
                sys.stdout.buffer.write(line.encode() + b"\n")
            if number % SHOWN_EVERY == 0:
                _progress(words, path, number)
    _progress(words)
    sys.stdout.flush()
    if tally.bad > TOLD:
        typer.echo(words.plural("{count} more row left out", "{count} more rows left out", tally.bad - TOLD), err=True)
    if not tally.labels.total():
        raise UsageError("no text to read: give a text a line, or the columns id, text, rating, date, language")
    if not as_json:
        typer.echo("\n".join(table(tally, words)))


def as_contract(found: Opinion) -> dict[str, Any]:
    return {
        "id": found.of,
        "label": found.label,
        "score": found.score,
        "confidence": found.confidence,
        "language": found.language,
        "aspects": dict(found.aspects),
    }


def table(tally: Tally, words: Words) -> list[str]:
    """Labels, then aspects: how many speak of each, and how many of them well."""
    total = tally.labels.total()
    lines = [words.plural("{count} text read", "{count} texts read", total)]
    for label, name in SAID.items():
        if count := tally.labels[label]:
            lines.append(_line(words.say(name), words.number(count), words.percent(count / total)))
    if tally.unsure:
        said = words.plural("of these, {count} to be checked", "of these, {count} to be checked", tally.unsure)
        lines.append(f"  {said}")
    if tally.aspects:
        lines += ["", _line(words.say("spoken of"), words.say("texts"), words.say("well"))]
    counts = {aspect: sum(tally.aspects[aspect, way] for way in ("neg", "neu", "pos")) for aspect in ASPECTS}
    for aspect in sorted(filter(counts.get, ASPECTS), key=lambda aspect: -counts[aspect]):
        n = counts[aspect]
        well = words.percent(tally.aspects[aspect, "pos"] / n) if n >= FEW else "–"
        lines.append(_line(words.say(NAMED[aspect]), words.number(n), well))
    return lines


def _line(name: str, count: str, share: str) -> str:
    return f"  {name:<28}{count:>9}  {share:>8}"


def _rows(path: Path, words: Words, tally: Tally) -> Iterator[Row]:
    """The rows of a file in its order; a bad one is said on stderr in a sentence and left out."""
    kinds: dict[str, Callable[[BinaryIO], Iterable[Row | BadRow]]] = {".jsonl": _json, ".ndjson": _json, ".csv": _csv}
    kind = kinds.get(path.suffix.lower(), kinds[".csv"] if path.suffix.lower() == ".tsv" else _plain)
    if path.suffix.lower() not in (*kinds, ".tsv", ".txt", ""):
        raise UsageError("{path} is not .jsonl, .csv or .txt: rename it, or use ereput read", path=path)
    try:
        with path.open("rb") as opened:
            for row in kind(opened):
                if isinstance(row, Row):
                    yield row
                    continue
                tally.bad += 1
                if tally.bad <= TOLD:
                    typer.echo(f"{inert(str(path))}: {words.say(*row.args[:1], **row.args[1])}", err=True)
    except OSError as error:
        raise StoreError("{path} cannot be read: {reason}", path=path, reason=error.strerror) from None


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
        yield BadRow(N_("no column is called text: the first line names the columns"), {})
        return
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


def _progress(words: Words, path: Path | None = None, number: int = 0) -> None:
    """On a terminal: how far the file is read; nothing given, the line is wiped."""
    if sys.stderr.isatty():
        said = words.say("{file}: {count} texts", file=inert(path.name, 40), count=words.number(number)) if path else ""
        sys.stderr.write(f"\r\x1b[K{said}")
        sys.stderr.flush()
