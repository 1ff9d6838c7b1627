"""Opening hours as they are told."""

import pytest

from ereput.parsing.hours import told


@pytest.mark.parametrize(
    ("hours", "language", "expected"),
    [
        ("Mo-Fr 09:00-18:00", "fr", "lun.-ven. 09:00-18:00"),
        ("Mo-Fr 09:00-12:00,14:00-18:00; Sa 09:00-12:00", "fr", "lun.-ven. 09:00-12:00,14:00-18:00 ; sam. 09:00-12:00"),
        ("Mo-Fr 09:00-18:00; PH off", "en", "Mon-Fri 09:00-18:00; public holidays closed"),
        ("sur rendez-vous", "fr", "sur rendez-vous"),
        ("Mondays 9 to 5", "fr", "Mondays 9 to 5"),
        ("", "fr", ""),
        (None, "en", ""),
    ],
)
def test_days_are_said_in_the_readers_language(hours, language, expected):
    assert told(hours, language) == expected


def test_any_amount_of_space_is_read_in_one_pass():
    """A million spaces would take hours where each of them is looked at from every other."""
    assert told("Mo" + " " * 1_000_000 + "; Tu", "en") == "Mon; Tue"
