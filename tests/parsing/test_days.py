"""Which days a site means, as the contract reckons them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ereput.model import Interval
from ereput.parsing.days import dated, day_interval, months_before

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)

INTERVALS = {
    "il y a 3 mois": ("2026-07-22", "2026-08-21"),
    "a month ago": ("2026-09-22", "2026-10-21"),
    "il y a un an": ("2024-11-22", "2025-11-21"),
    "il y a 2 semaines": ("2026-11-01", "2026-11-07"),
    "3 days ago": ("2026-11-18", "2026-11-18"),
    "il y a 5 heures": ("2026-11-21", "2026-11-21"),
    "il y a 12 heures": ("2026-11-20", "2026-11-20"),
    "il y a plus d'un an": (None, "2025-11-21"),
    "il y a moins d’un mois": ("2026-10-22", "2026-11-21"),
    "hier": ("2026-11-20", "2026-11-20"),
    "avant-hier": ("2026-11-19", "2026-11-19"),
    "aujourd'hui": ("2026-11-21", "2026-11-21"),
    "la semaine dernière": ("2026-11-09", "2026-11-15"),
    "last month": ("2026-10-01", "2026-10-31"),
    "l'année dernière": ("2025-01-01", "2025-12-31"),
    "12 mars 2024": ("2024-03-12", "2024-03-12"),
    "le 1er mars 2024": ("2024-03-01", "2024-03-01"),
    "mardi 12 mars 2024 à 14:30": ("2024-03-12", "2024-03-12"),
    "March 12, 2024": ("2024-03-12", "2024-03-12"),
    "Sept. 5th, 2024": ("2024-09-05", "2024-09-05"),
    "12/03/2024": ("2024-03-12", "2024-03-12"),
    "12.03.24": ("2024-03-12", "2024-03-12"),
    "12/03": ("2026-03-12", "2026-03-12"),
    "2024-03-12": ("2024-03-12", "2024-03-12"),
    "2024-03-12T23:30:00Z": ("2024-03-13", "2024-03-13"),
    "2024-03-12T23:30:00": ("2024-03-12", "2024-03-12"),
    "12 décembre": ("2025-12-12", "2025-12-12"),
    "21 novembre": ("2026-11-21", "2026-11-21"),
    "29 février": ("2024-02-29", "2024-02-29"),
    "mars 2024": ("2024-03-01", "2024-03-31"),
    "03/2024": ("2024-03-01", "2024-03-31"),
    "novembre": ("2026-11-01", "2026-11-21"),
    "décembre": ("2025-12-01", "2025-12-31"),
    "2024": ("2024-01-01", "2024-12-31"),
    "Visité en février 2025": ("2025-02-01", "2026-11-21"),
    "Date of experience: March 12, 2024": ("2024-03-12", "2026-11-21"),
    "Modifié il y a 3 mois": (None, "2026-08-21"),
    "hace 3 meses": ("2026-07-22", "2026-08-21"),
    "vor einem Jahr": ("2024-11-22", "2025-11-21"),
    "vor 2 Monaten": ("2026-08-22", "2026-09-21"),
    "hace una semana": ("2026-11-08", "2026-11-14"),
    "vor einer Woche": ("2026-11-08", "2026-11-14"),
    "vor 2 Std.": ("2026-11-21", "2026-11-21"),
    "hace más de un año": (None, "2025-11-21"),
    "vor über einem Jahr": (None, "2025-11-21"),
    "vor weniger als einem Monat": ("2026-10-22", "2026-11-21"),
    "hace unos 3 meses": ("2026-07-22", "2026-09-21"),
    "vor etwa 2 Monaten": ("2026-08-22", "2026-10-21"),
    "anteayer": ("2026-11-19", "2026-11-19"),
    "vorgestern": ("2026-11-19", "2026-11-19"),
    "vergangene Woche": ("2026-11-09", "2026-11-15"),
    "letztes Jahr": ("2025-01-01", "2025-12-31"),
    "esta semana": ("2026-11-16", "2026-11-21"),
    "diesen Monat": ("2026-11-01", "2026-11-21"),
    "12 dic. 2023": ("2023-12-12", "2023-12-12"),
    "3. Okt. 2024": ("2024-10-03", "2024-10-03"),
}
UNKNOWN = (
    None,
    "",
    "avis vérifié",
    "31 février 2024",
    "30/02/2024",
    "03/14/2024",
    "13/13/2024",
    "2024-02-30",
    "12 mars 2030",
    "décembre 2026",
    "32 mars",
    "il y a 99999 ans",
    "il y a quelque temps",
    "15/30",
)


def days(found: Interval) -> tuple[str | None, str | None]:
    first, last = found.earliest, found.latest
    return first.isoformat() if first else None, last.isoformat() if last else None


@pytest.mark.parametrize(("text", "expected"), INTERVALS.items())
def test_a_line_means_these_days(text: str, expected: tuple[str | None, str | None]) -> None:
    assert days(day_interval(text, NOW, "fr")) == expected


@pytest.mark.parametrize("text", UNKNOWN)
def test_an_impossible_or_unstated_day_is_unknown(text: str | None) -> None:
    assert day_interval(text, NOW, "fr") == Interval()


def test_in_english_both_readings_of_figures_stand() -> None:
    assert days(day_interval("03/04/2024", NOW, "en")) == ("2024-03-04", "2024-04-03")
    assert days(day_interval("03/14/2024", NOW, "en")) == ("2024-03-14", "2024-03-14")


def test_a_day_is_a_day_in_paris() -> None:
    late = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)

    assert days(day_interval("aujourd'hui", late)) == ("2026-11-22", "2026-11-22")
    assert days(day_interval("aujourd'hui", late, zone=ZoneInfo("America/Martinique"))) == ("2026-11-21", "2026-11-21")


def test_a_short_month_gives_its_last_day() -> None:
    assert months_before(date(2026, 3, 31), 1) == date(2026, 2, 28)
    assert months_before(date(2024, 3, 31), 1) == date(2024, 2, 29)


def test_what_was_edited_says_little_of_its_first_publication() -> None:
    found = dated("Modifié il y a 3 mois", NOW)

    assert found.kind == "edited"
    assert found.edited
    assert days(found.edited) == ("2026-07-22", "2026-08-21")
    assert days(found.published) == (None, "2026-08-21")


def test_both_days_are_kept_where_both_are_printed() -> None:
    found = dated("Publié le 1er mars 2024, modifié le 3 avril 2024", NOW)

    assert days(found.published) == ("2024-03-01", "2024-03-01")
    assert found.edited
    assert days(found.edited) == ("2024-04-03", "2024-04-03")


def test_a_mark_of_editing_may_follow_its_day() -> None:
    found = dated("il y a 2 ans (modifié)", NOW)

    assert found.edited
    assert days(found.edited) == ("2023-11-22", "2024-11-21")
    assert found.published.earliest is None


@pytest.mark.parametrize(
    ("text", "kind"), [("hier", "published"), ("Visité en mars", "visited"), ("?", "unknown"), ("Modifié", "unknown")]
)
def test_each_line_has_its_kind(text: str, kind: str) -> None:
    assert dated(text, NOW).kind == kind


INSTANTS = st.integers(946_684_800, 3_786_912_000).map(lambda second: datetime.fromtimestamp(second, UTC))


@given(st.text(max_size=80), INSTANTS)
def test_any_line_gives_an_interval_in_order_and_not_after_the_day_it_was_seen(text: str, seen_at: datetime) -> None:
    found = day_interval(text, seen_at)

    today = seen_at.astimezone(ZoneInfo("Europe/Paris")).date()
    assert found.latest is None or found.latest <= today
    assert not (found.earliest and found.latest) or found.earliest <= found.latest


@given(INSTANTS, st.integers(0, 24), st.sampled_from(["mois", "ans", "semaines"]))
def test_so_long_ago_and_one_more_are_neighbours_without_a_gap(seen_at: datetime, size: int, unit: str) -> None:
    later, earlier = (day_interval(f"il y a {n} {unit}", seen_at) for n in (size, size + 1))

    assert later.earliest
    assert earlier.latest
    assert earlier.latest + timedelta(days=1) == later.earliest


@given(st.dates(date(2001, 1, 1), date(2026, 11, 21)))
def test_a_day_written_out_is_read_back(day: date) -> None:
    months = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
    expected = Interval(earliest=day, latest=day)

    assert day_interval(f"le {day.day} {months[day.month - 1]} {day.year}", NOW) == expected
    assert day_interval(f"{day:%d/%m/%Y}", NOW, "fr") == expected
    assert day_interval(day.isoformat(), NOW) == expected
