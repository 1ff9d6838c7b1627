"""The marks that patients gave, over time, and where their words say otherwise."""

from collections import Counter
from collections.abc import Iterator

from ereput.figures.shares import share
from ereput.guide.clocks import day
from ereput.report.view.details import Reviews, Star
from ereput.report.view.given import Given
from ereput.report.view.patients import QUOTE, quoted
from ereput.report.view.quarters import bursts, by_quarter, quarters
from ereput.report.view.shapes import Said
from ereput.report.view.texts import mixed, said

CONFLICT = "REV005"  # the finding of a mark and a text that disagree
MOST_CONFLICTS = 5


def reviews(given: Given) -> Reviews:
    words = given.words
    dated = by_quarter(given.reviews)
    undated = len(given.reviews) - sum(len(group) for group in dated.values())
    return Reviews(
        title=words.say("Reviews"),
        summary=_summary(given),
        star_headings=(words.say("mark"), words.say("reviews"), words.say("share")),
        stars=_stars(given),
        quarter_headings=(words.say("quarter"), words.say("reviews"), words.say("mean mark")),
        quarters=quarters(given, dated, bursts(given)),
        undated=words.plural(
            "{count:n} review cannot be placed in one quarter.",
            "{count:n} reviews cannot be placed in one quarter.",
            undated,
        )
        if undated
        else "",
        gone=tuple(_gone(given)),
        conflicts=_conflicts(given),
        conflicts_title=words.say("Text and mark seem to disagree"),
        said=said(given),
        mixed=mixed(given),
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
    whole = sum(f.value for _mark, f in figures if f)
    return tuple(_star(given, mark, figure.value, most, whole) for mark, figure in figures if figure)


def _star(given: Given, mark: int, count: float, most: float, whole: float) -> Star:
    spread = share(round(count), round(whole)) if whole >= 1 else None
    return Star(
        name=given.words.plural("{count} star", "{count} stars", mark),
        count=given.whole(count),
        share=min(1.0, max(0.0, count / most)),
        percent=given.percent(count / whole) if whole else None,
        interval=given.between(spread) if spread else "",
    )


def _gone(given: Given) -> Iterator[str]:
    """How many reviews each site shows no longer, since the audit before."""
    if given.audit.previous is None:
        return
    gone = (c.key for c in given.audit.changes if c.what == "gone" and c.kind == "review")
    places = Counter(given.place_of_key(key.rpartition("#")[0] or key) for key in gone)
    since = given.words.day(day(given.audit.previous))
    for place, count in sorted(places.items()):
        yield given.words.plural(
            "{place}: {count:n} review is no longer shown since {day}.",
            "{place}: {count:n} reviews are no longer shown since {day}.",
            count,
            place=place,
            day=since,
        )


def _conflicts(given: Given) -> tuple[Said, ...]:
    """Reviews whose mark and words disagree, as the findings have it."""
    keys = {finding.subject for finding in given.audit.findings if finding.code == CONFLICT}
    found = [review for review in given.reviews if review.key in keys and review.rating]
    return tuple(
        Said(
            text=given.words.say(
                "{stars} of 5, and yet: {quote}",
                stars=given.decimal(review.rating.stars).text,
                quote=quoted(given, review.text, QUOTE),
            ),
            language=given.language_of(review.key),
        )
        for review in found[:MOST_CONFLICTS]
        if review.rating
    )
