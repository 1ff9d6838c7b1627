"""Days are those of the practice: the same instant is another day in Réunion and in Martinique."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from ereput.exports import read_path
from ereput.guide.clocks import day, last_day
from ereput.model import Interval
from ereput.page import Page
from ereput.parsing import zones
from ereput.parsing.days import day_interval
from ereput.sites.results import published

EVENING = datetime(2026, 11, 21, 22, 30, tzinfo=UTC)  # 23:30 in Paris, 02:30 the day after in Réunion
NIGHT = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)  # 02:30 in Paris, 21:30 the day before in Martinique
PLACES = ("Europe/Paris", "Indian/Reunion", "America/Martinique")


@pytest.fixture(autouse=True)
def _paris_afterwards() -> Iterator[None]:
    yield
    zones.use(zones.PARIS)


@pytest.mark.parametrize(
    ("zone", "in_the_evening", "in_the_night"),
    [
        ("Europe/Paris", date(2026, 11, 21), date(2026, 11, 22)),
        ("Indian/Reunion", date(2026, 11, 22), date(2026, 11, 22)),
        ("America/Martinique", date(2026, 11, 21), date(2026, 11, 21)),
        ("Pacific/Noumea", date(2026, 11, 22), date(2026, 11, 22)),
        ("Pacific/Tahiti", date(2026, 11, 21), date(2026, 11, 21)),
    ],
)
def test_an_instant_is_a_day_of_the_practice(zone: str, in_the_evening: date, in_the_night: date) -> None:
    zones.use(zone)

    assert (day(EVENING), day(NIGHT)) == (in_the_evening, in_the_night)
    assert day_interval("aujourd'hui", EVENING) == Interval(earliest=in_the_evening, latest=in_the_evening)
    assert day_interval("2026-11-21T22:30:00Z", NIGHT).earliest == in_the_evening


def test_a_clock_ends_on_the_calendar_of_the_practice() -> None:
    ends = {}
    for zone in PLACES:
        zones.use(zone)
        ends[zone] = last_day("press", day_interval("il y a 2 heures", NIGHT).earliest)

    assert ends == {
        "Europe/Paris": date(2027, 2, 21),  # from half past eleven in the evening on
        "Indian/Reunion": date(2027, 2, 22),
        "America/Martinique": date(2027, 2, 21),
    }


def test_months_ago_are_counted_from_the_day_there() -> None:
    zones.use("Indian/Reunion")
    there = day_interval("il y a 3 mois", EVENING)
    zones.use("Europe/Paris")

    assert there == Interval(earliest=date(2026, 7, 23), latest=date(2026, 8, 22))
    assert day_interval("il y a 3 mois", EVENING) == Interval(earliest=date(2026, 7, 22), latest=date(2026, 8, 21))


def test_a_search_engines_instant_is_a_day_there() -> None:
    page = Page(source="x", url="https://x.example/", asked="https://x.example/", retrieved_at=NIGHT)
    zones.use("Indian/Reunion")

    assert published("Sat, 21 Nov 2026 22:30:00 GMT", page) == Interval(
        earliest=date(2026, 11, 22), latest=date(2026, 11, 22)
    )


@pytest.mark.parametrize("zone", PLACES)
def test_a_file_read_by_a_process_of_its_own_keeps_to_the_same_calendar(tmp_path: Path, zone: str) -> None:
    zones.use(zone)
    table = tmp_path / "reviews.csv"
    filler = "x" * 2_500_000  # large enough for a process of its own
    table.write_text(f"text,rating,date\nBien,5,2026-11-21T22:30:00Z\n{filler},5,2026-11-01\n")

    export = read_path(table, NIGHT)

    assert export.reviews[0].published.earliest == day(EVENING)


def test_there_is_no_such_zone() -> None:
    with pytest.raises((ValueError, KeyError)):
        zones.use("Mars/Olympus")
    assert zones.here().key == zones.PARIS


@pytest.mark.parametrize("zone", ["../../etc/passwd", "/etc/passwd", "", "\x00", "é" * 500, "Indian"])
def test_what_is_no_zone_gets_one_sentence(zone: str, tmp_path: Path) -> None:
    from ereput import settings
    from ereput.errors import UsageError

    written = settings.Settings(zone=zone or None)
    if not zone:
        assert settings.zone(written) == zones.PARIS
        return
    with pytest.raises(UsageError, match="no time zone"):
        settings.zone(written)


def test_the_setting_reaches_the_guide(tmp_path: Path) -> None:
    (tmp_path / "ereput.toml").write_text('zone = "Indian/Reunion"\n')
    (tmp_path / "a.toml").write_text('danger = "no"\nsituation = "watch"\nstock = "yes"\ncover = "yes"\nsite = "no"\n')
    words = [
        "guide",
        "--answers",
        "a.toml",
        "--config",
        "ereput.toml",
        "--format",
        "json",
        "--now",
        EVENING.isoformat(),
    ]

    ran = subprocess.run(
        [sys.executable, "-m", "ereput", *words], cwd=tmp_path, capture_output=True, check=True,
        env={"EREPUT_DATA": str(tmp_path), "PATH": ""},
    )  # fmt: skip

    assert b'"made_on": "2026-11-22"' in ran.stdout
