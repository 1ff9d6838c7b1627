from datetime import date, timedelta

import pytest

import make
from ereput.figures.events import burst, drift, poisson_tail
from ereput.model import Interval, Review

TODAY = date(2026, 11, 21)


def dated(*days: date, stars: float = 5) -> tuple[Review, ...]:
    return tuple(make.review(id=f"{number}-{stars}", day=day, stars=stars) for number, day in enumerate(days))


def every(days: int, count: int, back: int = 30) -> list[date]:
    return [TODAY - timedelta(days=back + days * number) for number in range(count)]


def test_six_reviews_where_half_a_one_is_expected_is_a_matter_of_two_in_a_hundred_thousand() -> None:
    assert poisson_tail(6, 0.55) == pytest.approx(2.4e-5, rel=0.02)


@pytest.mark.parametrize(
    ("count", "expected", "p"), [(0, 3.0, 1.0), (1, 1.0, 0.632), (3, 50.0, 1.0), (2, 0.0, 0.0), (0, 0.0, 1.0)]
)
def test_the_tail_of_poisson(count: int, expected: float, p: float) -> None:
    assert poisson_tail(count, expected) == pytest.approx(p, abs=1e-3)


def test_many_reviews_in_a_fortnight_are_a_burst() -> None:
    found = burst(dated(*every(25, 30), *[date(2026, 11, day) for day in (2, 2, 3, 4, 6, 7)]), TODAY)

    assert found is not None
    assert (found.first, found.last, found.n) == (date(2026, 11, 2), date(2026, 11, 7), 6)
    assert found.p < 0.001


@pytest.mark.parametrize(
    "days",
    [
        (),
        tuple(every(25, 30)),  # the usual pace
        tuple(date(2026, 11, day) for day in (2, 2, 3, 4, 6, 7)),  # the first reviews ever: nothing to compare with
        (*every(25, 30), date(2024, 11, 2), date(2024, 11, 2), date(2024, 11, 3)),  # long past
    ],
)
def test_no_burst_is_said_without_a_pace_to_exceed(days: tuple[date, ...]) -> None:
    assert burst(dated(*days), TODAY) is None


def test_reviews_dated_vaguely_make_no_burst() -> None:
    vague = Interval(earliest=date(2026, 10, 7), latest=date(2026, 11, 7))
    reviews = dated(*every(25, 30)) + tuple(make.review(id=f"v{n}", published=vague) for n in range(9))

    assert burst(reviews, TODAY) is None


def test_a_rating_that_fell_surely_is_a_drift() -> None:
    before, after = every(20, 20, back=400), every(20, 15)

    moved = drift(dated(*before, stars=5) + dated(*after, stars=1), TODAY)
    still = drift(dated(*before, stars=5) + dated(*after, stars=5), TODAY)

    assert moved is not None
    assert still is not None
    assert moved.is_sure
    assert moved.after.value < moved.before.value
    assert not still.is_sure


def test_few_or_undated_marks_show_no_drift() -> None:
    assert drift(dated(*every(20, 4), *every(20, 9, back=400)), TODAY) is None
    assert drift(tuple(make.review(id=str(n), day=None) for n in range(40)), TODAY) is None
