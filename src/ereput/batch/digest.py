"""`digest.md`: what changed since the audits before; `digest.html`: who needs most. No review's text stands in them."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from ereput import __version__
from ereput.batch.tables import lines, reason
from ereput.batch.work import Told
from ereput.history import batches
from ereput.history.database import Database
from ereput.report.brand import PLAIN, Brand
from ereput.report.digest import Line, digest_html
from ereput.report.inert import inert
from ereput.report.inert import markdown_inert as literal
from ereput.words import Words

DIGEST = "digest.md"
PAGE = "digest.html"
_TOLD = (batches.AUDITED, batches.DONE, batches.FAILED)
_OPENED = {
    "markdown": "report.md",
    "html": "report.html",
    "pdf": "report.pdf",
    "terminal": "report.txt",
    "xlsx": "report.xlsx",
    "json": "report.json",
    "csv": "findings.csv",
}


def digest(database: Database, name: str, formats: tuple[str, ...], words: Words) -> Iterator[str]:
    """The page, part by part: how many, then those about whom something changed, in the order of the table."""
    title = words.say("Changes")
    yield f"# {literal(title)}\n\n"
    yield literal(in_short(database, name, words)) + "\n"
    report = next((_OPENED[form] for form in formats if form in _OPENED), "")
    for kept, told in lines(database, name):
        if not told.changes or kept.state not in (batches.AUDITED, batches.DONE):
            continue
        shown = literal(inert(told.name, 80))
        yield f"\n## [{shown}]({told.folder}/{report})\n\n"
        if told.previous:
            yield literal(words.say("since {day}:", day=words.day(told.previous.date()))) + "\n\n"
        yield "".join(f"- {literal(change)}\n" for change in told.changes)


def overview(
    database: Database, name: str, formats: tuple[str, ...], words: Words, made_on: date, brand: Brand = PLAIN
) -> str:
    """`digest.html`: every practitioner of the table, whoever needs most first; for the agency alone."""
    report = next((_OPENED[form] for form in ("html", *formats) if form in formats and form in _OPENED), "")
    rows = (_line(told, report, words) for kept, told in lines(database, name) if kept.state in _TOLD)
    return digest_html(rows, words, made_on, f"ereput {__version__}", brand)


def _line(told: Told, report: str, words: Words) -> Line:
    return Line(
        name=told.name,
        report=f"{told.folder}/{report}" if told.folder and report else "",
        score=told.score,
        rating=told.rating,
        grade=told.grade,
        reviews=told.reviews,
        act=told.act,
        deadline=told.deadline,
        changes=told.changes,
        reason=reason(told, words),
    )


def in_short(database: Database, name: str, words: Words) -> str:
    """How many of the table were audited, failed, were passed over."""
    many = _counted(database, name)
    each = {
        "changed": words.plural("{count:n} with changes", "{count:n} with changes", many["changed"]),
        "same": words.plural("{count:n} without changes", "{count:n} without changes", many["same"]),
        "first": words.plural("{count:n} for the first time", "{count:n} for the first time", many["first"]),
        batches.FAILED: words.plural("{count:n} without an audit", "{count:n} without an audit", many[batches.FAILED]),
        batches.INVALID: words.plural(
            "{count:n} line that cannot be used", "{count:n} lines that cannot be used", many[batches.INVALID]
        ),
        batches.DUPLICATE: words.plural(
            "{count:n} line given twice", "{count:n} lines given twice", many[batches.DUPLICATE]
        ),
        batches.WAITING: words.plural("{count:n} still waiting", "{count:n} still waiting", many[batches.WAITING]),
    }
    audited = words.plural("{count:n} practitioner audited", "{count:n} practitioners audited", many["audited"])
    return ", ".join([audited, *(said for kind, said in each.items() if many[kind])]) + "."


def _counted(database: Database, name: str) -> Counter[str]:
    counted: Counter[str] = Counter()
    for kept, told in lines(database, name):
        is_audited = kept.state in (batches.AUDITED, batches.DONE)
        counted["audited" if is_audited else kept.state] += 1
        if is_audited:
            counted["first" if told.previous is None else "changed" if told.changes else "same"] += 1
    return counted
