"""Marks over time: reviews by quarter, with the interval of each quarter's mean."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from ereput.checks import sentence
from ereput.figures.shares import wilson
from ereput.model import Review
from ereput.report.inert import inert
from ereput.report.view.details import Quarter
from ereput.report.view.given import Given

QUARTERS = 12  # are shown at most
_BURST = "REV008"  # the finding of many reviews at once
_NO_REMARKS: Mapping[int, str] = {}


def by_quarter(reviews: Iterable[Review]) -> Mapping[int, Sequence[Review]]:
    """Reviews whose interval lies within one quarter, by its number: four for each year."""
    groups: dict[int, list[Review]] = defaultdict(list)
    for review in reviews:
        first, last = review.published.earliest, review.published.latest
        if first and last and (number := _number(first.year, first.month)) == _number(last.year, last.month):
            groups[number].append(review)
    return groups


def quarters(
    given: Given, dated: Mapping[int, Sequence[Review]], remarks: Mapping[int, str] = _NO_REMARKS
) -> tuple[Quarter, ...]:
    """The last twelve quarters up to the latest review, those without reviews included."""
    if not dated:
        return ()
    last = max(dated)
    first = max(last - QUARTERS + 1, min(dated))
    return tuple(
        _quarter(given, number, dated.get(number, ()), remarks.get(number, "")) for number in range(first, last + 1)
    )


def bursts(given: Given) -> Mapping[int, str]:
    """What the findings say of many reviews at once, by the quarter in which that began."""
    return {
        _number(first.year, first.month): inert(sentence(finding, given.words, {}), 300)
        for finding in given.audit.findings
        if finding.code == _BURST and (first := _day(finding.values.get("first")))
    }


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None


def _number(year: int, month: int) -> int:
    return 4 * year + (month - 1) // 3


def _quarter(given: Given, number: int, group: Sequence[Review], remark: str) -> Quarter:
    year, quarter = divmod(number, 4)
    marks = [review.rating.stars for review in group if review.rating]
    low, high = wilson(sum((mark - 1) / 4 for mark in marks), len(marks)) if marks else (0.0, 1.0)
    return Quarter(
        name=given.words.say("Q{quarter} {year}", quarter=quarter + 1, year=year),
        count=given.whole(len(group)),
        mean=given.decimal(sum(marks) / len(marks)) if marks else None,
        low=given.decimal(1 + 4 * low) if marks else None,
        high=given.decimal(1 + 4 * high) if marks else None,
        remark=remark,
    )
