"""`summary.csv`: one line for each line of the table, whatever became of it; a spreadsheet runs nothing of it."""

import csv
from collections.abc import Iterator, Sequence
from datetime import datetime
from io import StringIO

import msgspec

from ereput.batch.work import Told
from ereput.history import batches
from ereput.history.database import Database
from ereput.report.inert import csv_inert, inert
from ereput.words import Words

SUMMARY = "summary.csv"
HEADINGS = (
    *("line", "name", "outcome", "reason", "folder", "made_at", "previous", "grade", "score_of_100", "rating_of_5"),
    *("reviews", "to_act_on", "to_watch", "to_know", "sources_asked", "sources_answered", "changes"),
)
_NOTHING = Told()
Value = str | int | float | datetime | None


def lines(database: Database, name: str) -> Iterator[tuple[batches.Kept, Told]]:
    """Every line of the table in its order, with what is told of it."""
    after = 0
    while page := batches.told(database, name, after):
        for kept in page:
            yield kept, msgspec.json.decode(kept.told, type=Told) if kept.told else _NOTHING
        after = page[-1].line


def summary(database: Database, name: str, words: Words) -> Iterator[str]:
    """The table, line by line."""
    yield _row(HEADINGS)
    for kept, told in lines(database, name):
        yield _row(_values(kept, told, words))


def reason(told: Told, words: Words) -> str:
    """Why there is no audit, in the reader's words; "" where there is one."""
    if told.reason is None:
        return ""
    return inert(words.say(told.reason, **{name: _short(value, words) for name, value in told.values.items()}), 300)


def _short(value: str | int, words: Words) -> str | int:
    return inert(words.phrase(value), 120) if isinstance(value, str) else value


def _values(kept: batches.Kept, told: Told, words: Words) -> Sequence[Value]:
    outcome = "audited" if kept.state in (batches.AUDITED, batches.DONE) else kept.state
    head = (kept.line, inert(told.name, 120), outcome, reason(told, words), told.folder, told.made_at, told.previous)
    if outcome != "audited":
        return (*head, *[None] * (len(HEADINGS) - len(head)))
    figures = (told.grade, told.score and round(told.score), told.rating and round(told.rating, 2), told.reviews)
    return (*head, *figures, told.act, told.watch, told.note, told.asked, told.answered, " · ".join(told.changes))


def _row(values: Sequence[Value]) -> str:
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerow([_cell(value) for value in values])
    return out.getvalue()


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat()
    return csv_inert(value) if isinstance(value, str) else str(value)
