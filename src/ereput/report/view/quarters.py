"""Marks over time: reviews by quarter, with the interval of each quarter's mean."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ereput.figures.shares import wilson
from ereput.model import Review
from ereput.report.view.details import Quarter
from ereput.report.view.given import Given

QUARTERS = 12  # are shown at most


def by_quarter(reviews: Iterable[Review]) -> Mapping[int, Sequence[Review]]:
    """Reviews whose interval lies within one quarter, by its number: four for each year."""
    groups: dict[int, list[Review]] = defaultdict(list)
    for review in reviews:
        first, last = review.published.earliest, review.published.latest
        if first and last and (number := _number(first.year, first.month)) == _number(last.year, last.month):
            groups[number].append(review)
    return groups


def quarters(given: Given, dated: Mapping[int, Sequence[Review]]) -> tuple[Quarter, ...]:
    """The last twelve quarters up to the latest review, those without reviews included."""
    if not dated:
        return ()
    last = max(dated)
    first = max(last - QUARTERS + 1, min(dated))
    return tuple(_quarter(given, number, dated.get(number, ())) for number in range(first, last + 1))


def _number(year: int, month: int) -> int:
    return 4 * year + (month - 1) // 3


def _quarter(given: Given, number: int, group: Sequence[Review]) -> Quarter:
    year, quarter = divmod(number, 4)
    marks = [review.rating.stars for review in group if review.rating]
    low, high = wilson(sum((mark - 1) / 4 for mark in marks), len(marks)) if marks else (0.0, 1.0)
    return Quarter(
        name=given.words.say("Q{quarter} {year}", quarter=quarter + 1, year=year),
        count=given.whole(len(group)),
        mean=given.decimal(sum(marks) / len(marks)) if marks else None,
        low=given.decimal(1 + 4 * low) if marks else None,
        high=given.decimal(1 + 4 * high) if marks else None,
    )
