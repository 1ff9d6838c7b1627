"""The numbers of an audit, each with its interval and what it rests on. Pure: today is a value.

Only what is judged the same enters a figure. The formulas are where they are computed: `rating`, `opinions`,
`page_one`, `consistency`, `composite`; `evidence` says how much was seen, `coverage` what was not.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

import msgspec

from ereput.figures import composite, consistency, page_one, rating, shares
from ereput.figures import opinions as texts
from ereput.figures.composite import band, bands
from ereput.figures.coverage import coverage
from ereput.figures.evidence import grade
from ereput.figures.ours import Ours, once, ours
from ereput.guide.clocks import day
from ereput.model import Coverage, Figure, Harvest, Match, Opinion, Practitioner

__all__ = ["band", "bands", "coverage", "figures", "grade"]

_DECIMALS = 6  # the same number on every machine


def figures(
    who: Practitioner,
    harvests: Sequence[Harvest],
    matches: Sequence[Match],
    opinions: Sequence[Opinion],
    now: datetime,
) -> Mapping[str, Figure]:
    """Every figure that could be measured, by key; what could not be is not there.

    rating · positive_share · page_one · controlled_share · consistency · score (not under grade D) · score.weights
    aspect.KEY · reviews · effective_reviews · snippet_reviews · stars.1 … stars.5
    """
    own, today = once(ours(harvests, matches)), day(now)
    marks = rating.by_listing(own, today)
    stars = rating.together(marks[key] for key in sorted(marks))
    said = texts.said(own, opinions)
    rows = page_one.results(who, own, opinions)
    listings = consistency.parts(who, own)
    found: dict[str, Figure] = {
        **_counts(own, stars),
        **page_one.figures(rows, page_one.unsure(matches)),
        **{f"aspect.{name}": figure for name, figure in texts.aspects(said).items()},
    }
    if stars.n:
        found["rating"] = rating.posterior(stars)
    if positive := texts.positive_share(said):
        found["positive_share"] = positive
    if consistent := consistency.figure(listings):
        found["consistency"] = consistent
    if grade(found, Coverage()) != "D":
        material = composite.Material(_cells(own, said, marks, today), stars, rows, listings)
        found |= composite.figures(_parts(found, said), material)
    return {key: _rounded(found[key]) for key in sorted(found)}


def _parts(found: Mapping[str, Figure], said: Sequence[Opinion]) -> Mapping[str, float]:
    """The measured parts of the score on 0..1."""
    parts = {name: found[name].value for name in composite.WEIGHTS if name in found}
    if "rating" in parts:
        parts["rating"] = composite.share_of(parts["rating"])
    if "positive_share" in parts:
        labels = [opinion.label for opinion in said]
        parts["positive_share"] = shares.centre(labels.count("pos"), labels.count("pos") + labels.count("neg"))
    return parts


def _counts(own: Ours, stars: rating.Stars) -> dict[str, Figure]:
    """How many reviews the rating rests on, and the marks of those that were read."""
    found = {
        "reviews": _count(stars.n),
        "effective_reviews": Figure(value=stars.effective, n=stars.n, unit="count"),
    }
    if stars.from_snippets:
        found["snippet_reviews"] = _count(stars.from_snippets)
    read = [int(review.rating.stars + 0.5) for review in own.all_reviews if review.rating]
    return found | {f"stars.{star}": _count(read.count(star)) for star in range(1, 6) if read}


def _cells(
    own: Ours, said: Sequence[Opinion], marks: Mapping[str, rating.Stars], today: date
) -> Mapping[composite.Cell, tuple[float, float]]:
    """The reviews as cells; a mark between two stars, or under a listing known by its mean, is no cell's."""
    labels = {opinion.of: opinion.label for opinion in said}
    rows = []
    for key, reviews in own.reviews.items():
        is_known = key in marks and marks[key].is_known
        for review in reviews:
            stars = review.rating.stars if review.rating and is_known else None
            star = int(stars) if stars is not None and stars == int(stars) else None
            rows.append((star, rating.age_weight(review, today), labels.get(review.key)))
    return composite.cells(rows)


def _count(n: int) -> Figure:
    return Figure(value=n, n=n, unit="count")


def _rounded(figure: Figure) -> Figure:
    ends = {name: getattr(figure, name) for name in ("value", "low", "high")}
    return msgspec.structs.replace(
        figure, **{name: None if end is None else round(end, _DECIMALS) for name, end in ends.items()}
    )
