"""The rating on 1..5 stars: a Dirichlet posterior, so that one review of five stars is not a five.

Counts per star n_j, each review weighing 2^(-age/H), meet a prior of k reviews spread as PRIOR:

    A = Σ (n_j + k·π_j)    p_j = (n_j + k·π_j)/A    μ = Σ j·p_j    Var = (Σ j²·p_j − μ²)/(A + 1)    μ ± 1.96·√Var

Of a listing of which only the mean x and the count n are known, the widest spread that this mean allows is taken:
n reviews of one and five stars only. Then Var = (5−μ)(μ−1)/(n+k+1) (Bhatia and Davis, Am. Math. Monthly 107 (2000)).
A listing read in part counts by the mean that it states, not by the sample that it shows first.

A review without a date weighs in full: its age is not held against it. A snippet's mark is not counted beside a
listing of the same site that was read.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ereput.figures.ours import Ours
from ereput.model import Figure, Listing, Rating, Review, Seen

# Mean 4.04, as of 20,000 simulated doctors shaped on what the French press wrote in 2022 ("most above 4, about a fifth
# under 3"), and polarised, as the reviews of 853 general practitioners in Ille-et-Vilaine were found (2018-19).
# Simulated, not measured: to be fitted again once there is a French corpus.
PRIOR = (0.16, 0.04, 0.06, 0.08, 0.66)
PRIOR_WEIGHT = 3.0  # reviews; the variance within doctors over that between them, in the same simulation
HALF_LIFE = 24.0  # months; six would leave a doctor with three reviews a year almost none
_DAYS_IN_MONTH = 30.4375
_Z = 1.96

Counts = tuple[float, float, float, float, float]
NONE: Counts = (0.0, 0.0, 0.0, 0.0, 0.0)


class Stars(NamedTuple):
    """Marks of one listing or several, aged."""

    counts: Counts = NONE  # one star first
    n: int = 0  # reviews, unaged
    is_known: bool = True  # star by star; False: the widest spread that a mean allows
    from_snippets: int = 0  # of the n, those known from a search engine's lines only

    @property
    def effective(self) -> float:
        """Reviews after ageing."""
        return sum(self.counts)


def posterior(stars: Stars) -> Figure:
    """The rating that these marks and the prior make, with its 95 % interval."""
    counts = with_prior(stars)
    whole = sum(counts)
    mean = sum(star * count for star, count in enumerate(counts, 1)) / whole
    square = sum(star * star * count for star, count in enumerate(counts, 1)) / whole
    half = _Z * math.sqrt(max(0.0, square - mean * mean) / (whole + 1))
    return Figure(value=mean, low=max(1.0, mean - half), high=min(5.0, mean + half), n=stars.n, unit="stars")


def with_prior(stars: Stars) -> Counts:
    """The counts with the prior's; it, too, is spread as widely as its mean allows where theirs are."""
    prior = _counts(PRIOR_WEIGHT * share for share in PRIOR)
    if not stars.is_known:
        prior = _ends(sum(star * share for star, share in enumerate(PRIOR, 1)), PRIOR_WEIGHT)
    return _added(stars.counts, prior)


def together(parts: Iterable[Stars]) -> Stars:
    """Several listings as one."""
    whole = Stars()
    for part in parts:
        whole = Stars(
            counts=_added(whole.counts, part.counts),
            n=whole.n + part.n,
            is_known=whole.is_known and part.is_known,
            from_snippets=whole.from_snippets + part.from_snippets,
        )
    return whole


def by_listing(own: Ours, today: date) -> Mapping[str, Stars]:
    """The marks of each listing that has any that can be weighed."""
    found = {key: _of(own.listings[key], own.reviews[key], today) for key in counted(own)}
    return {key: stars for key, stars in found.items() if stars.n}


def counted(own: Ours) -> tuple[str, ...]:
    """Keys of the listings whose marks count: no copies, nor what a snippet says of a site that was read."""
    read = {s[0].site for key, s in own.listings.items() if s[0].seen is not Seen.SNIPPET and _is_rated(own, key)}
    return tuple(
        key
        for key, s in own.listings.items()
        if key not in own.copies and not (s[0].seen is Seen.SNIPPET and s[0].site and s[0].site in read)
    )


def stated(sightings: Sequence[Listing]) -> tuple[Rating, bool] | None:
    """The mark with a count that a listing states, best sighting first, and whether only a snippet showed it."""
    for listing in sightings:
        if listing.rating and listing.rating.count:
            return listing.rating, listing.seen is Seen.SNIPPET
    return None


def _is_rated(own: Ours, key: str) -> bool:
    return bool(own.reviews[key] or stated(own.listings[key]))


def _of(sightings: Sequence[Listing], reviews: Sequence[Review], today: date) -> Stars:
    rated = [review for review in reviews if review.rating]
    whole = stated(sightings)
    if whole is None or len(rated) >= (whole[0].count or 0):
        return of_reviews(rated, today)
    rating, is_snippet = whole
    n = rating.count or 0
    return Stars(counts=_ends(rating.stars, n), n=n, is_known=False, from_snippets=n if is_snippet else 0)


def of_reviews(reviews: Sequence[Review], today: date | None) -> Stars:
    """The marks of reviews, star by star; not aged where no day is given."""
    counts, n = NONE, 0
    for review in reviews:
        if review.rating:
            counts = _added(counts, _marked(review.rating, age_weight(review, today) if today else 1.0))
            n += 1
    return Stars(counts=counts, n=n)


def _marked(rating: Rating, weight: float) -> Counts:
    """One review in its place, or shared between two stars when its mark lies between them."""
    lower = min(4, int(rating.stars))
    upper_part = rating.stars - lower
    places = {lower: weight * (1 - upper_part), lower + 1: weight * upper_part}
    return _counts(places.get(star, 0.0) for star in range(1, 6))


def age_weight(review: Review, today: date) -> float:
    """2^(-age/H), age counted from the latest day on which it can have been published; 1 when that is unknown."""
    latest = review.published.latest
    if latest is None:
        return 1.0
    return float(2 ** (-max(0, (today - latest).days) / _DAYS_IN_MONTH / HALF_LIFE))


def _ends(mean: float, n: float) -> Counts:
    """n reviews of one and five stars with this mean."""
    return (n * (5 - mean) / 4, 0.0, 0.0, 0.0, n * (mean - 1) / 4)


def _added(one: Counts, other: Counts) -> Counts:
    return _counts(a + b for a, b in zip(one, other, strict=True))


def _counts(values: Iterable[float]) -> Counts:
    one, two, three, four, five = values
    return (one, two, three, four, five)
