"""Dates as the contract reckons them, bullet by bullet, over whole ranges of days and numbers.

Expected days are worked here in another way than in `days`: by walking the calendar day by day.
"""

import calendar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ereput.model import Interval
from ereput.parsing.days import dated, day_interval

PARIS = ZoneInfo("Europe/Paris")
DAYS = (date(2026, 11, 21), date(2024, 2, 29), date(2025, 3, 31), date(2026, 1, 1))
MONTHS_FR = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
MONTHS_EN = "January February March April May June July August September October November December".split()
UNITS = {
    "day": ("jour", "jours", "day", "days"),
    "week": ("semaine", "semaines", "week", "weeks"),
    "month": ("mois", "mois", "month", "months"),
    "year": ("an", "ans", "year", "years"),
}
any_day = st.dates(date(2000, 3, 1), date(2060, 12, 31))


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=PARIS)


def later(day: date, unit: str, size: int) -> date:
    """So many units before a day: months and years by counting months back one at a time, clamped once."""
    if unit in ("day", "week"):
        return day - timedelta(days=size * (7 if unit == "week" else 1))
    year, month = day.year, day.month
    for _ in range(size * (12 if unit == "year" else 1)):
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def floored(day: date, unit: str, size: int) -> Interval:
    """After D − (n + 1) units, exclusive, up to D − n units, inclusive."""
    return Interval(earliest=later(day, unit, size + 1) + timedelta(days=1), latest=later(day, unit, size))


AGO = [
    (day, unit, size, text, language)
    for day in DAYS
    for unit, (one_fr, many_fr, one_en, many_en) in UNITS.items()
    for size in (1, 2, 3, 5, 11)
    for text, language in (
        (
            f"il y a {size if size > 1 else ('une' if unit == 'week' else 'un')} {one_fr if size == 1 else many_fr}",
            "fr",
        ),
        (f"{size if size > 1 else 'a'} {one_en if size == 1 else many_en} ago", "en"),
    )
]


@pytest.mark.parametrize(("day", "unit", "size", "text", "language"), AGO)
def test_sites_floor(day: date, unit: str, size: int, text: str, language: str) -> None:
    assert day_interval(text, noon(day), language) == floored(day, unit, size)


WORDED = [
    (date(year, month, number), text, language)
    for year, month, number in ((2024, 1, 1), (2024, 2, 29), (2025, 12, 31), (2026, 6, 15), (2023, 8, 9))
    for text, language in (
        (f"{number} {MONTHS_FR[month - 1]} {year}", "fr"),
        (f"le {number} {MONTHS_FR[month - 1].upper()} {year}", "fr"),
        (f"Publié le {number:02}/{month:02}/{year}", "fr"),
        (f"{year}-{month:02}-{number:02}", "fr"),
        (f"{MONTHS_EN[month - 1]} {number}, {year}", "en"),
        (f"{number} {MONTHS_EN[month - 1][:3]} {year}", "en"),
        (f"{year}-{month:02}-{number:02}", "en"),
    )
]


@pytest.mark.parametrize(("day", "text", "language"), WORDED)
def test_a_day_with_its_year_is_that_day(day: date, text: str, language: str) -> None:
    assert day_interval(text, noon(date(2026, 11, 21)), language) == Interval(earliest=day, latest=day)


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("seen", DAYS)
def test_a_day_without_its_year_is_the_last_such_day(seen: date, month: int) -> None:
    expected = next(
        found for back in range(366 * 9) if ((found := seen - timedelta(days=back)).month, found.day) == (month, 15)
    )
    for text, language in ((f"15 {MONTHS_FR[month - 1]}", "fr"), (f"{MONTHS_EN[month - 1]} 15", "en")):
        assert day_interval(text, noon(seen), language) == Interval(earliest=expected, latest=expected)


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize(("names", "language"), [(MONTHS_FR, "fr"), (MONTHS_EN, "en")])
def test_a_month_is_its_days(month: int, names: list[str], language: str) -> None:
    last = date(2025, month, calendar.monthrange(2025, month)[1])

    found = day_interval(f"{names[month - 1]} 2025", noon(date(2026, 11, 21)), language)

    assert found == Interval(earliest=date(2025, month, 1), latest=last)


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize(
    ("said", "names", "language"), [("Visité en", MONTHS_FR, "fr"), ("Visited in", MONTHS_EN, "en")]
)
def test_a_visit_begins_an_interval_that_today_ends(month: int, said: str, names: list[str], language: str) -> None:
    found = dated(f"{said} {names[month - 1]} 2025", noon(date(2026, 11, 21)), language)

    assert found.kind == "visited"
    assert found.published == Interval(earliest=date(2025, month, 1), latest=date(2026, 11, 21))


@pytest.mark.parametrize(("day", "unit", "size", "text", "language"), AGO[::4])
def test_an_edit_leaves_the_first_publication_unknown(
    day: date, unit: str, size: int, text: str, language: str
) -> None:
    found = dated(f"{'Modifié' if language == 'fr' else 'Edited'} {text}", noon(day), language)

    assert found.kind == "edited"
    assert found.published.earliest is None
    assert found.edited == floored(day, unit, size)


IMPOSSIBLE = [
    (f"{number} {names[month - 1]} {year}", language)
    for number, month, year in (
        (30, 2, 2024),
        (29, 2, 2025),
        (31, 4, 2025),
        (31, 6, 2025),
        (32, 1, 2025),
        (31, 11, 2025),
    )
    for names, language in ((MONTHS_FR, "fr"), (MONTHS_EN, "en"))
]


@pytest.mark.parametrize(("text", "language"), IMPOSSIBLE)
def test_an_impossible_date_is_unknown_and_never_repaired(text: str, language: str) -> None:
    assert dated(text, noon(date(2026, 11, 21)), language).kind == "unknown"


@given(any_day, st.integers(1, 60), st.sampled_from(sorted(UNITS)), st.sampled_from(["fr", "en"]))
def test_every_ago_lies_before_its_day_and_meets_the_next_without_a_gap(
    day: date, size: int, unit: str, language: str
) -> None:
    def said(count: int) -> Interval:
        one_fr, many_fr, one_en, many_en = UNITS[unit]
        text = f"il y a {count} {many_fr if count > 1 else one_fr}"
        return day_interval(text if language == "fr" else f"{count} {many_en if count > 1 else one_en} ago", noon(day))

    nearer, farther = said(size), said(size + 1)

    assert nearer == floored(day, unit, size)
    assert nearer.earliest is not None
    assert farther.latest == nearer.earliest - timedelta(days=1)


@given(any_day, st.integers(0, 23), st.integers(0, 59), st.integers(1, 72))
def test_hours_are_instants_before_they_are_days_of_paris(day: date, hour: int, minute: int, size: int) -> None:
    seen = datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)
    latest = (seen - timedelta(hours=size)).astimezone(PARIS).date()

    found = day_interval(f"il y a {size} heures", seen, "fr")

    assert found.latest == latest
    assert found.earliest is not None
    assert latest - timedelta(days=1) <= found.earliest <= latest


@given(any_day, any_day, st.sampled_from(["fr", "en"]))
def test_a_printed_day_is_that_day_or_unknown_when_it_is_to_come(day: date, seen: date, language: str) -> None:
    names = MONTHS_FR if language == "fr" else MONTHS_EN
    text = f"{day.day} {names[day.month - 1]} {day.year}"

    found = day_interval(text, noon(seen), language)

    assert found == (Interval(earliest=day, latest=day) if day <= seen else Interval())


@given(any_day, st.integers(0, 23), st.sampled_from(["Europe/Paris", "Indian/Reunion"]))
def test_today_is_the_day_where_the_reader_is(day: date, hour: int, zone: str) -> None:
    seen, there = datetime(day.year, day.month, day.day, hour, tzinfo=UTC), ZoneInfo(zone)
    today = seen.astimezone(there).date()

    assert day_interval("aujourd'hui", seen, "fr", there) == Interval(earliest=today, latest=today)
