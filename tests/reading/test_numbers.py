"""Marks, counts and scales."""

import pytest

from ereput.reading.numbers import count, mark, out_of, rating
from ereput.reading.stated import RawRating
from ereput.reading.things import Thing


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("8,4", 8.4), ("4.5", 4.5), ("4.5 étoiles", 4.5), ("", None), (None, None), ("bien", None), ("-1", -1.0)],
)
def test_a_mark_is_its_first_number(text: str | None, wanted: float | None) -> None:
    assert mark(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1 234 avis", 1234),
        ("1\u202f234", 1234),
        ("1,234", 1234),
        ("1.234.567", 1234567),
        ("12", 12),
        ("12.0", 12),
        ("2,5k", 2500),
        ("aucun", None),
        (None, None),
    ],
)
def test_a_count_is_read_with_its_thousands(text: str | None, wanted: int | None) -> None:
    assert count(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), [("4,5/5", (4.5, 5)), ("8 sur 10", (8, 10)), ("3", (3, None))])
def test_a_scale_in_the_same_words_is_read(text: str, wanted: tuple[float, float | None]) -> None:
    assert out_of(text) == wanted


def test_the_count_of_reviews_comes_before_that_of_ratings() -> None:
    thing = Thing(members={"ratingValue": [4.5], "reviewCount": ["12"], "ratingCount": [40]})

    assert rating(thing) == RawRating(value=4.5, count=12)


def test_a_rating_without_a_mark_is_none() -> None:
    assert rating(Thing(members={"reviewCount": [3]})) is None
