"""The marks that patients gave, over time, and where their words say otherwise."""

from collections import defaultdict
from collections.abc import Mapping

from ereput.model import Review
from ereput.report.view.details import Quarter, Reviews, Star
from ereput.report.view.given import Given
from ereput.report.view.patients import QUOTE, quoted

QUARTERS = 12
CONFLICT = "REV005"  # the finding of a mark and a text that disagree
MOST_CONFLICTS = 5


def reviews(given: Given) -> Reviews:
    words = given.words
    dated = _by_quarter(given)
    undated = len(given.reviews) - sum(len(group) for group in dated.values())
    return Reviews(
        title=words.say("Reviews"),
        summary=_summary(given),
        star_headings=(words.say("mark"), words.say("reviews")),
        stars=_stars(given),
        quarter_headings=(words.say("quarter"), words.say("reviews"), words.say("mean mark")),
        quarters=_quarters(given, dated),
        undated=words.plural(
            "{count:n} review cannot be placed in one quarter.",
            "{count:n} reviews cannot be placed in one quarter.",
            undated,
        )
        if undated
        else "",
        conflicts=_conflicts(given),
    )


def _summary(given: Given) -> str:
    rating = given.figure("rating")
    if rating is None:
        return given.words.say("No mark that can be counted was read.")
    return given.words.plural(
        "Rating {value} of 5 {interval}, on {count:n} review.",
        "Rating {value} of 5 {interval}, on {count:n} reviews.",
        rating.n,
        value=given.decimal(rating.value).text,
        interval=given.between(rating),
    )


def _stars(given: Given) -> tuple[Star, ...]:
    figures = [(mark, given.figure(f"stars.{mark}")) for mark in (5, 4, 3, 2, 1)]
    most = max((f.value for _mark, f in figures if f), default=0) or 1
    return tuple(
        Star(
            name=given.words.plural("{count} star", "{count} stars", mark),
            count=given.whole(figure.value),
            share=min(1.0, max(0.0, figure.value / most)),
        )
        for mark, figure in figures
        if figure
    )


def _by_quarter(given: Given) -> Mapping[tuple[int, int], list[Review]]:
    """Reviews whose interval lies within one quarter."""
    groups: dict[tuple[int, int], list[Review]] = defaultdict(list)
    for review in given.reviews:
        first, last = review.published.earliest, review.published.latest
        if first and last and (first.year, (first.month - 1) // 3) == (last.year, (last.month - 1) // 3):
            groups[last.year, (last.month - 1) // 3].append(review)
    return groups


def _quarters(given: Given, dated: Mapping[tuple[int, int], list[Review]]) -> tuple[Quarter, ...]:
    """The last twelve quarters up to the latest review, those without reviews included."""
    if not dated:
        return ()
    year, quarter = max(dated)
    last = 4 * year + quarter
    first = max(last - QUARTERS + 1, 4 * min(dated)[0] + min(dated)[1])
    return tuple(_quarter(given, number, dated.get(divmod(number, 4), [])) for number in range(first, last + 1))


def _quarter(given: Given, number: int, group: list[Review]) -> Quarter:
    year, quarter = divmod(number, 4)
    marks = [review.rating.stars for review in group if review.rating]
    return Quarter(
        name=given.words.say("Q{quarter} {year}", quarter=quarter + 1, year=year),
        count=given.whole(len(group)),
        mean=given.decimal(sum(marks) / len(marks)) if marks else None,
    )


def _conflicts(given: Given) -> tuple[str, ...]:
    """Reviews whose mark and words disagree, as the findings have it."""
    keys = {finding.subject for finding in given.audit.findings if finding.code == CONFLICT}
    found = [review for review in given.reviews if review.key in keys and review.rating]
    return tuple(
        given.words.say(
            "{stars} of 5, and yet: {quote}",
            stars=given.decimal(review.rating.stars).text,
            quote=quoted(given, review.text, QUOTE),
        )
        for review in found[:MOST_CONFLICTS]
        if review.rating
    )
