"""Opening hours of every notation."""

import pytest

from ereput.reading.hours import clock, hours, slots_of, written
from ereput.reading.things import Thing


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Mo-Fr 09:00-18:00", "Mo-Fr 09:00-18:00"),
        ("Mo,Tu 09:00-12:00,14:00-18:00", "Mo,Tu 09:00-12:00,14:00-18:00"),
        ("Lundi au vendredi : 9h - 18h30", "Mo-Fr 09:00-18:30"),
        ("lundi, jeudi 9h à 12h; sam. 10h-12h", "Mo 09:00-12:00; Th 09:00-12:00; Sa 10:00-12:00"),
        ("Monday-Friday: 9:00 a.m. - 5:00 p.m.", "Mo-Fr 09:00-17:00"),
        ("Montag bis Freitag 8:00-16:00", "Mo-Fr 08:00-16:00"),
        ("Mo-Su 24/7", "Mo-Su 00:00-24:00"),
        ("Fr-Mo 10:00-11:00", "Mo 10:00-11:00; Fr-Su 10:00-11:00"),
        ("sur rendez-vous", None),
    ],
)
def test_hours_are_brought_to_one_form(text: str, wanted: str | None) -> None:
    assert written(slots_of(text)) == wanted


def test_a_day_that_opens_and_closes_at_one_time_is_closed() -> None:
    sunday = Thing(members={"dayOfWeek": ["Sunday"], "opens": ["00:00"], "closes": ["00:00"]})

    assert hours(Thing(members={"openingHoursSpecification": [sunday]})) is None


def test_hours_of_a_holiday_are_not_those_of_every_day() -> None:
    holiday = Thing(members={"opens": ["10:00"], "closes": ["11:00"], "validFrom": ["2026-12-24"]})

    assert hours(Thing(members={"openingHoursSpecification": [holiday]})) is None


@pytest.mark.parametrize("text", ["25:00", "9:75", "", "midi"])
def test_an_impossible_time_is_none(text: str) -> None:
    assert clock(text) is None
