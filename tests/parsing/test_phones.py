"""Telephone numbers, as people type them and pages show them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ereput.parsing.phones import phone, phones

WRITTEN = (
    "04 65 71 18 30",
    "0465711830",
    "04.65.71.18.30",
    "04-65-71-18-30",
    "04/65/71/18/30",
    "+33 4 65 71 18 30",
    "+33 (0)4 65 71 18 30",
    "+330465711830",
    "0033 4 65 71 18 30",
    "0033465711830",
    "Tél. : 04 65 71 18 30",
    "tel:+33465711830",
    "04\u00a065\u202f71\u00a018\u00a030",
    "04 65 71 18 30 poste 12",
)


@pytest.mark.parametrize("text", WRITTEN)
def test_every_way_of_writing_a_number_is_the_same_number(text: str) -> None:
    assert phone(text) == "+33465711830"


@pytest.mark.parametrize(
    "text", ["01 99 00 12 34", "02 61 91 40 12", "03 53 01 00 01", "05 36 49 00 01", "06 39 98 00 01"]
)
def test_numbers_kept_for_fiction_are_numbers(text: str) -> None:
    assert phone(text) == "+33" + text.replace(" ", "")[1:]


@pytest.mark.parametrize(
    "text", [None, "", "15", "3624", "04 65 71 18", "appelez-moi", "a@b.example", "0" * 65, "+", "N/A"]
)
def test_what_is_no_number_is_none(text: str | None) -> None:
    assert phone(text) is None


def test_a_number_from_abroad_keeps_its_country() -> None:
    assert phone("+44 20 7946 0000") == "+442079460000"
    assert phone("02 512 00 00", country="BE") == "+3225120000"


def test_numbers_are_found_in_running_text_once_and_in_order() -> None:
    text = "Cabinet : 04 65 71 18 30 ou +33 (0)6 39 98 00 01 ; fax 04.65.71.18.31, ou encore 0465711830."

    assert phones(text) == ("+33465711830", "+33639980001", "+33465711831")


@pytest.mark.parametrize(
    "text",
    [
        "SIRET 123 456 789 01234",
        "le 01/02/2023 à 12:00",
        "01.02.2023 12:00",
        "RPPS 19990418305",
        "69003 Lyon",
        None,
        "",
    ],
)
def test_other_figures_are_not_taken_for_numbers(text: str | None) -> None:
    assert phones(text) == ()


def test_a_page_full_of_numbers_is_read_so_far() -> None:
    text = " ".join(f"04 65 71 {n // 100:02} {n % 100:02}" for n in range(5000))

    assert len(phones(text)) == 50


@given(st.text(max_size=200))
def test_any_text_is_a_number_or_none(text: str) -> None:
    found = phone(text)

    assert found is None or (found.startswith("+") and found[1:].isdecimal())


@given(
    st.integers(1, 9),
    st.integers(0, 99_999_999),
    st.sampled_from(["", " ", ".", "-"]),
    st.sampled_from(["0", "+33", "0033 "]),
)
def test_a_written_number_is_read_back(first: int, rest: int, apart: str, prefix: str) -> None:
    digits = f"{rest:08}"
    pairs = apart.join(digits[i : i + 2] for i in range(0, 8, 2))

    assert phones(f"Appelez le {prefix}{first}{apart}{pairs}.") == (f"+33{first}{digits}",)
