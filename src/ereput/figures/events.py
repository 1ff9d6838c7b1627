"""What happened in time: many reviews at once, and a rating that moved. Said, never scored."""

import math
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from ereput.figures import rating
from ereput.model import Figure, Review

WINDOW = 14  # days
UNLIKELY = 0.001
FEWEST = 3  # reviews of a burst
_LEAST_BEFORE = 90  # days outside the window without which there is no baseline
_MOST_VAGUE = 7  # days between which a review must be dated to count in a window
_YEAR = 365
_FEWEST_MARKS = 5  # on either side of a drift
_Z = 1.96


class Burst(NamedTuple):
    """More reviews in a fortnight than the practitioner's own pace explains."""

    first: date
    last: date
    n: int
    expected: float
    p: float  # of so many or more by chance (Poisson)


class Drift(NamedTuple):
    """The rating of the last twelve months beside the one before."""

    before: Figure
    after: Figure

    @property
    def p(self) -> float:
        """How likely so much or more is by chance (two-sided normal tail): under 0.05 exactly where it is sure."""
        low, high, value = self.after.low, self.after.high, self.after.value
        half = max(value - low, high - value) if low is not None and high is not None else 0.0
        if not half:
            return 1.0
        return math.erfc(abs(value - self.before.value) / half * _Z / math.sqrt(2))

    @property
    def is_sure(self) -> bool:
        """The interval of the last twelve months leaves the earlier rating out."""
        low, high = self.after.low, self.after.high
        return low is not None and high is not None and not low <= self.before.value <= high


def burst(reviews: Sequence[Review], today: date) -> Burst | None:
    """The least likely fortnight of the last year, if it is unlikely enough; None without a baseline."""
    found = tested(reviews, today)
    return found if found and is_burst(found) else None


def is_burst(one: Burst) -> bool:
    """Unlikely enough, and more than one or two reviews."""
    return one.n >= FEWEST and one.p < UNLIKELY


def tested(reviews: Sequence[Review], today: date) -> Burst | None:
    """The fortnight of the last year that is most like a burst; None without a baseline.

    Reviews dated more vaguely than a week are left out. The pace is that of all other days since the first review.
    """
    days = sorted(day for day in map(_day, reviews) if day and day <= today)
    if not days:
        return None
    found = [_window(days, first, today) for first in sorted(set(days)) if (today - first).days <= _YEAR]
    return min((one for one in found if one), key=lambda one: (one.n < FEWEST, one.p, one.first), default=None)


def drift(reviews: Sequence[Review], today: date) -> Drift | None:
    """Marks of the last twelve months beside earlier ones, unaged; None where either are under five or undated."""
    limit = today - timedelta(days=_YEAR)
    after = [r for r in reviews if r.rating and r.published.earliest and r.published.earliest > limit]
    before = [r for r in reviews if r.rating and r.published.latest and r.published.latest <= limit]
    if min(len(before), len(after)) < _FEWEST_MARKS:
        return None
    return Drift(*(rating.posterior(rating.of_reviews(part, None)) for part in (before, after)))


def poisson_tail(count: int, expected: float) -> float:
    """The probability of `count` or more where `expected` are expected."""
    if expected <= 0:
        return 1.0 if count <= 0 else 0.0
    term = math.exp(count * math.log(expected) - expected - math.lgamma(count + 1))
    total, further = 0.0, count
    while term > total * 1e-12 or further < expected:
        total += term
        further += 1
        term *= expected / further
    return min(1.0, total)


def _window(days: Sequence[date], first: date, today: date) -> Burst | None:
    inside = [day for day in days if first <= day < first + timedelta(days=WINDOW)]
    outside, span = len(days) - len(inside), (today - days[0]).days + 1 - WINDOW
    if not outside or span < _LEAST_BEFORE:
        return None
    expected = outside / span * WINDOW
    return Burst(first, inside[-1], len(inside), expected, poisson_tail(len(inside), expected))


def _day(review: Review) -> date | None:
    earliest, latest = review.published.earliest, review.published.latest
    is_sharp = earliest and latest and (latest - earliest).days <= _MOST_VAGUE
    return latest if is_sharp else None
