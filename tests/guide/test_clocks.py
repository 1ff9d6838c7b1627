import calendar
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ereput.guide.clocks import MONTHS, Clock, clock, day, last_day
from ereput.model import Interval

WORKED = [
    ("press", "2026-11-02", "2027-02-02"),
    ("press", "2026-11-30", "2027-02-28"),
    ("press", "2027-11-30", "2028-02-29"),
    ("press", "2026-01-31", "2026-04-30"),
    ("press_discriminatory", "2028-02-29", "2029-02-28"),
    ("gdpr", "2027-01-31", "2027-02-28"),
    ("gdpr_extended", "2026-11-30", "2027-02-28"),
    ("gdpr_extended", "2027-01-31", "2027-04-30"),  # in one step: not through the end of February
    ("dsa_complaint", "2026-08-31", "2027-02-28"),
    ("reply_right", "2026-12-15", "2027-03-15"),
]


@pytest.mark.parametrize(("kind", "start", "last"), WORKED)
def test_worked_examples(kind: str, start: str, last: str) -> None:
    assert last_day(kind, date.fromisoformat(start)) == date.fromisoformat(last)


@given(st.sampled_from(sorted(MONTHS)), st.dates(max_value=date(9998, 12, 31)))
def test_the_last_day_bears_the_same_number_or_ends_its_month(kind: str, start: date) -> None:
    last = last_day(kind, start)

    assert last is not None
    assert (last.year * 12 + last.month) - (start.year * 12 + start.month) == MONTHS[kind]
    ends_month = last.day == calendar.monthrange(last.year, last.month)[1]
    assert last.day == start.day or (ends_month and last.day < start.day)


@given(st.sampled_from(sorted(MONTHS)), st.dates(max_value=date(9998, 12, 30)))
def test_a_later_start_never_ends_earlier(kind: str, start: date) -> None:
    first, second = last_day(kind, start), last_day(kind, start + timedelta(days=1))

    assert first is not None
    assert second is not None
    assert start < first <= second


@given(st.sampled_from(sorted(MONTHS)), st.dates())
def test_no_day_of_the_calendar_breaks_it(kind: str, start: date) -> None:
    last = last_day(kind, start)

    assert last is None or last > start
    assert last is not None or start.year == 9999


def test_an_unknown_start_has_no_last_day() -> None:
    assert last_day("press", None) is None


def test_an_unknown_kind_is_an_error() -> None:
    with pytest.raises(ValueError, match="press, press_discriminatory"):
        last_day("pres", None)


@pytest.mark.parametrize(
    ("earliest", "latest", "stands"),
    [
        (date(2026, 11, 2), date(2026, 11, 9), Clock.OPEN),
        (date(2026, 8, 21), date(2026, 8, 21), Clock.OPEN),  # its last day is today
        (date(2026, 8, 20), date(2026, 8, 20), Clock.OVER),
        (date(2026, 7, 21), date(2026, 8, 21), Clock.DOUBTFUL),
        (date(2026, 7, 21), None, Clock.DOUBTFUL),
        (None, date(2026, 11, 9), Clock.UNKNOWN),
        (None, None, Clock.UNKNOWN),
        (None, date(2026, 1, 9), Clock.OVER),
    ],
)
def test_a_clock_says_only_what_the_dates_let_be_known(
    earliest: date | None, latest: date | None, stands: Clock
) -> None:
    assert clock("press", Interval(earliest=earliest, latest=latest), date(2026, 11, 21)) is stands


def test_the_day_is_that_of_paris() -> None:
    assert day(datetime(2026, 11, 20, 23, 30, tzinfo=UTC)) == date(2026, 11, 21)
    assert day(datetime(2026, 11, 20, 23, 30, tzinfo=UTC), "America/Martinique") == date(2026, 11, 20)
