"""`ereput history list|show|compare|export`: what was found before, and what has changed since."""

import csv
import json
import shutil
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import msgspec

from ereput import settings
from ereput.changes import compare as compared
from ereput.cli import output
from ereput.cli.begun import begun
from ereput.cli.past import pages
from ereput.cli.past.retaining import let_go
from ereput.errors import UsageError
from ereput.history import History, audits
from ereput.history.audits import Row
from ereput.history.people import Person, meant, people
from ereput.model import Audit
from ereput.report.inert import csv_inert, inert, json_inert
from ereput.serial import from_json
from ereput.settings import Settings
from ereput.words import Words

FORMATS = ("terminal", "markdown", "json", "csv")


class Options(NamedTuple):
    """What every command of the history takes."""

    format: str | None
    output: Path | None
    database: str | None
    language: str | None
    config: Path | None
    verbose: int

    def begun(self) -> tuple[Settings, Words]:
        """The settings, and the language to speak."""
        return begun(self.config, self.language, self.verbose)

    def formatted(self, allowed: Sequence[str] = FORMATS) -> str:
        """How it is to be printed."""
        named = self.format or "terminal"
        if named not in allowed:
            raise UsageError(
                "--format is one of {names}, not {name!r}", names=", ".join(allowed), name=inert(named, 40)
            )
        return named


def opened(options: Options, set_: Settings, words: Words) -> History:
    """The history; what is too old for it is let go first."""
    past = History(settings.history_file(set_, options.database))
    let_go(past, set_, words)
    return past


def listing(who: str | None, options: Options) -> None:
    """Every audit kept, or somebody's, the latest first."""
    set_, words = options.begun()
    named = options.formatted()
    with opened(options, set_, words) as past:
        rows = audits.listed(past.database, of(past, who) if who else None)
        _put(options, _rows(rows, named, words), past, rows)


def show(who: str | None, options: Options) -> None:
    """One practitioner over time: the audits, the marks quarter by quarter, drift and burst."""
    set_, words = options.begun()
    named = options.formatted(("terminal", "markdown", "json"))
    with opened(options, set_, words) as past:
        person = one(past, who)
        rows = audits.listed(past.database, [person])
        audit = _read(past, rows[0].number)
        _put(options, pages.shown(person, rows, audit, named, _width(), words), past, rows)


def compare(first: str | None, second: str | None, options: Options) -> None:
    """What differs between two audits of one practitioner."""
    set_, words = options.begun()
    named = options.formatted()
    with opened(options, set_, words) as past:
        older, newer, between = _two(past, first, second)
        befores = (*(_read(past, row.number) for row in between), before := _read(past, older.number))
        audit = _read(past, newer.number)
        changes = compared(befores, audit.harvests, audit.matches, audit.figures, is_whole=True)
        audit = msgspec.structs.replace(audit, previous=before.made_at, not_compared=None, changes=changes)
        _put(options, _differing(audit, before, named, words), past, [older, newer])


def _differing(audit: Audit, older: Audit, named: str, words: Words) -> str:
    if named == "json":
        told = {"since": older.made_at, "until": audit.made_at, "changes": audit.changes}
        return json_inert(msgspec.json.format(msgspec.json.encode(told), indent=2).decode()) + "\n"
    if named == "csv":
        fields = ("what", "kind", "key", "field", "before", "after", "remark")
        return table(fields, ([getattr(each, name) for name in fields] for each in audit.changes))
    return pages.differing(audit, older, named, _width(), words)


def export(who: str | None, options: Options) -> None:
    """The audits whole, one JSON object a line; or a table of them."""
    set_, words = options.begun()
    named = options.formatted(("json", "csv", "markdown")) if options.format else "json"
    with opened(options, set_, words) as past:
        rows = audits.listed(past.database, of(past, who) if who else None)
        if named == "json":
            found = (audits.document(past.database, row.number) for row in reversed(rows))
            text = "".join(json_inert(json.dumps(json.loads(one), ensure_ascii=False)) + "\n" for one in found if one)
        else:
            text = _rows(rows, named, words)
        _put(options, text, past, rows)


def of(past: History, who: str) -> list[Person]:
    """Those whom the words name; UsageError for nobody."""
    if found := meant(people(past.database), who):
        return found
    raise UsageError("nobody in the history bears {name!r}; see ereput history list", name=inert(who, 60))


def one(past: History, who: str | None) -> Person:
    """The one whom the words name, or the only one there is."""
    everybody = people(past.database)
    if not everybody:
        raise UsageError("there is no audit in the history yet; first run ereput audit")
    found = of(past, who) if who else everybody
    if len(found) == 1:
        return found[0]
    keys = ", ".join(inert(each.key or min(each.names), 60) for each in found[:5]) + ("…" if len(found) > 5 else "")
    if who:
        raise UsageError("{count} practitioners are meant: name one by its key ({keys})", count=len(found), keys=keys)
    raise UsageError(
        "of whom? {count} practitioners are kept: add a name or a key ({keys})", count=len(found), keys=keys
    )


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """CSV without a cell that a spreadsheet would run."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(headings)
    for row in rows:
        writer.writerow([csv_inert(inert(str(cell))) if cell is not None else "" for cell in row])
    return text.getvalue()


def _rows(rows: Sequence[Row], named: str, words: Words) -> str:
    if named == "json":
        return "".join(json_inert(msgspec.json.encode(row._asdict()).decode()) + "\n" for row in rows)
    if named == "csv":
        cells = ([*row[:3], row.made_at.isoformat(), *row[4:]] for row in rows)
        return table(Row._fields, cells)
    return pages.listed(rows, named, _width(), words)


def _two(past: History, first: str | None, second: str | None) -> tuple[Row, Row, list[Row]]:
    """The older, the newer, and the healthy ones between them, the latest first."""
    if first and second:
        numbers = sorted((_number(past, first), _number(past, second)), key=lambda row: (row.made_at, row.number))
        rows = [row for row in audits.listed(past.database) if row.key == numbers[0].key]
        if numbers[0].key != numbers[1].key or (numbers[0].key is None and numbers[0].name != numbers[1].name):
            raise UsageError("these are audits of two practitioners; see ereput history list")
    else:
        rows = [row for row in audits.listed(past.database, [one(past, first)]) if row.is_healthy]
        if len(rows) < 2:
            raise UsageError(
                "two audits are needed to compare, in which enough sources answered; there is {n}", n=len(rows)
            )
        numbers = [rows[1], rows[0]]
    older, newer = numbers
    within = [row for row in rows if row.is_healthy and older.made_at < row.made_at < newer.made_at]
    return older, newer, within


def _number(past: History, text: str) -> Row:
    digits = text.removeprefix("#")
    found = [row for row in audits.listed(past.database) if digits.isdecimal() and row.number == int(digits)]
    if not found:
        raise UsageError("there is no audit {number}; see ereput history list", number=inert(text, 20))
    return found[0]


def _read(past: History, number: int) -> Audit:
    document = audits.document(past.database, number)
    if document is None:
        raise UsageError("there is no audit {number}; see ereput history list", number=number)
    return from_json(document)


def _put(options: Options, text: str, past: History, rows: Sequence[Row]) -> None:
    """Prints it, or writes it to a file, which is noted where it tells of one person: to be deleted with the rest."""
    if options.output is None:
        output.printed(text)
        return
    output.write(options.output, text)
    if len({(row.key, None if row.key else row.name) for row in rows}) == 1:
        past.wrote(_read(past, rows[0].number).practitioner, options.output, datetime.now(UTC))


def _width() -> int:
    return min(120, max(40, shutil.get_terminal_size((100, 24)).columns))
