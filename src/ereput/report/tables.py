"""Findings, listings and reviews as CSV: days as ISO, numbers with a point, nothing that a spreadsheet would run."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from io import StringIO

from ereput.report.inert import csv_inert
from ereput.report.view import View
from ereput.report.view.details import ListingRow, ReviewRow
from ereput.report.view.shapes import Number

Value = str | float | bool | date | Number | None
Sheet = tuple[str, Sequence[str], Iterable[Sequence[Value]]]

_FINDINGS = ("id", "code", "severity", "statement", "deadline", "subject", "urls")
_FIELDS = ("name", "address", "phone", "specialty", "hours")
_LISTINGS = (
    *("key", "site", "url", "judgement", "probability_percent", "held_by", "seen", "rating_of_5", "count"),
    *(f"{field}_{part}" for field in _FIELDS for part in ("shown", "compared")),
)
_REVIEWS = (
    *("key", "listing", "site", "judgement", "published_earliest", "published_latest", "stars_of_5"),
    *("language", "opinion", "score", "aspects", "replied", "text"),
)


def render(view: View, reviews: Iterable[ReviewRow]) -> dict[str, str]:
    """The tables by file name, findings first."""
    return {f"{name}.csv": _table(headings, rows) for name, headings, rows in sheets(view, reviews)}


def sheets(view: View, reviews: Iterable[ReviewRow]) -> Iterator[Sheet]:
    """The tables by name, with their headings and rows."""
    yield "findings", _FINDINGS, _findings(view)
    yield "listings", _LISTINGS, map(_listing, view.listings.rows)
    yield "reviews", _REVIEWS, map(_review, reviews)


def _findings(view: View) -> Iterator[Sequence[Value]]:
    for step in (*view.steps.rows, *view.steps.others):
        urls = " ".join(link.url for link in step.links if link.url)
        yield (step.id, step.code, step.severity, step.sentence, step.deadline, step.subject, urls)


def _listing(row: ListingRow) -> Sequence[Value]:
    compared = {mark.field: (mark.shown, mark.kind) for mark in row.marks}
    return (
        *(
            row.key,
            row.site,
            row.link.url,
            row.judgement,
            row.probability,
            row.control,
            row.seen,
            row.rating,
            row.count,
        ),
        *(part for field in _FIELDS for part in compared.get(field, ("", ""))),
    )


def _review(row: ReviewRow) -> Sequence[Value]:
    return (
        *(row.key, row.listing, row.site, row.judgement, row.earliest, row.latest, row.stars),
        *(row.language, row.opinion, row.score, row.aspects, row.is_replied, row.text),
    )


def _table(headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> str:
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, Number):
        return f"{value.value:g}"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:g}"
    return value.isoformat() if isinstance(value, date) else csv_inert(value)
