"""Numbers and marks in French and English."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ereput.parsing.values import count, number, rating

NUMBERS = {
    "8,4": 8.4,
    "8.4": 8.4,
    "1 234 avis": 1234,
    "1\u202f234": 1234,
    "1\u00a0234,5": 1234.5,
    "1,234": 1234,
    "1,234.5": 1234.5,
    "1.234,5": 1234.5,
    "1.234": 1.234,
    "1,234,567": 1_234_567,
    "0,125": 0.125,
    "2,3 k": 2300,
    "-3": -3,
    "12,": 12,
    "(32)": 32,
    "note de 4,5 sur 5": 4.5,
}
RATINGS = {
    "4,5/5 (32 avis)": (4.5, 5, 32),
    "Consultez les 12 avis. Note 4,2/5.": (4.2, 5, 12),
    "4.8 out of 5 stars (1,234 reviews)": (4.8, 5, 1234),
    "8,4/10": (8.4, 10, None),
    "5 sur 5": (5, 5, None),
    "4,5 étoiles": (4.5, 5, None),
    "★★★★☆ 12 avis": (4, 5, 12),
    "Note : 4,2": (4.2, 5, None),
    "4,8 · 32 avis Google": (4.8, 5, 32),
    "Google 4,8(32)": (4.8, 5, 32),
}


@pytest.mark.parametrize(("text", "value"), NUMBERS.items())
def test_a_number_is_read_as_its_language_writes_it(text: str, value: float) -> None:
    assert number(text) == value


def test_three_digits_after_a_dot_are_thousands_in_spanish_and_german() -> None:
    assert number("1.234", language="es") == 1234
    assert number("1.234", language="fr") == 1.234


@pytest.mark.parametrize("text", [None, "", "aucun", "1.2.3", "1,2,3", "12.34.56.78", "9" * 40])
def test_what_is_no_number_is_none(text: str | None) -> None:
    assert number(text) is None


def test_a_count_is_whole_and_not_negative() -> None:
    assert count("1 234 avis") == 1234
    assert count("4,5") is None
    assert count("-3") is None


@pytest.mark.parametrize(("text", "expected"), RATINGS.items())
def test_a_mark_is_read_with_its_scale_and_count(text: str, expected: tuple[float, float, int | None]) -> None:
    found = rating(text)

    assert found
    assert (found.value, found.best, found.count) == expected


@pytest.mark.parametrize("text", [None, "", "le 4/5/2024", "9/5", "4,5 km", "ouvert 7j/7", "32 avis"])
def test_what_is_no_mark_is_none(text: str | None) -> None:
    assert rating(text) is None


@given(st.integers(0, 10**9))
def test_a_number_written_in_french_or_english_is_read_back(value: int) -> None:
    assert number(f"{value:,}".replace(",", "\u202f")) == value
    assert number(f"{value:,}") == value


@given(st.text(max_size=300))
def test_any_text_gives_a_mark_on_its_scale_or_none(text: str) -> None:
    found = rating(text)

    assert found is None or 0 <= found.value <= found.best
