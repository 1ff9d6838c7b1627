import re
from datetime import date

import pytest

from ereput.words import FIXED, THIN, Words, spaced


def test_french_numbers_have_thin_spaces_and_commas() -> None:
    assert Words("fr").number(12345.678, 1) == f"12{THIN}345,7"


def test_english_numbers_have_commas_and_points() -> None:
    assert Words("en").number(12345.678, 1) == "12,345.7"


def test_nought_has_no_minus() -> None:
    assert Words("en").number(-0.001, 1) == "0.0"


def test_a_minus_is_a_minus_sign() -> None:
    assert Words("en").number(-2.5, 1) == "−2.5"


def test_shares_are_whole_percentages() -> None:
    assert Words("fr").percent(0.744) == f"74{THIN}%"
    assert Words("en").percent(0.744) == "74%"


def test_the_first_of_a_month_is_an_ordinal_in_french_only() -> None:
    assert Words("fr").day(date(2027, 2, 1)) == f"1er{FIXED}février{FIXED}2027"
    assert Words("en").day(date(2027, 2, 1)) == f"1{FIXED}February{FIXED}2027"


def test_french_spaces_are_set_in_the_template_and_never_in_what_is_put_in() -> None:
    said = Words("fr").say("{text} : vraiment ?", text="a : b ?")

    assert said == f"a : b ?{FIXED}: vraiment{THIN}?"


def test_braces_in_what_is_put_in_are_only_text() -> None:
    assert Words("fr").say("{text}", text="{0.__class__} {by:date}") == "{0.__class__} {by:date}"


def test_a_field_says_how_it_is_written() -> None:
    said = Words("en").say(
        "{by:date} {part:percent} {mean:.2} {count:n}", by="2027-02-02", part=0.5, mean=4, count=1200
    )

    assert said == f"2{FIXED}February{FIXED}2027 50% 4.00 1,200"


def test_what_is_not_known_is_a_question_mark() -> None:
    assert Words("fr").say("{by:date} {part:percent} {mean:.2}", by=None, part=None, mean=None) == "? ? ?"


@pytest.mark.parametrize(
    ("language", "count", "said"), [("fr", 0, "one"), ("fr", 1, "one"), ("en", 0, "many"), ("en", 2, "many")]
)
def test_french_counts_nought_as_one_thing(language: str, count: int, said: str) -> None:
    assert Words(language).plural("one", "many", count) == said


def test_a_language_that_is_not_spoken_is_refused() -> None:
    with pytest.raises(ValueError, match="'de' is not one of fr, en"):
        Words("de")


def test_lists_end_in_et_or_and() -> None:
    assert Words("fr").listed(["a", "b", "c"]) == "a, b et c"
    assert Words("en").listed(["a", "b"]) == "a and b"
    assert Words("en").listed([]) == ""


def test_a_sentence_that_is_not_known_is_left_as_it_is() -> None:
    assert Words("fr").phrase('HTTP 500: {"error": 1}') == 'HTTP 500: {"error": 1}'
    assert Words("fr").phrase("there is no such file") == "ce fichier n'existe pas"


ROBOTS = "robots.txt of {host} does not allow {path}"


def test_what_was_kept_in_english_is_said_again_with_its_values() -> None:
    values = {"host": "annuaire.example:443", "path": "/{x}"}
    kept = ROBOTS.format(**values)

    said = "le robots.txt du site annuaire.example:443 n'autorise pas /{x}"
    assert Words("fr").retold(kept, ROBOTS, values) == said
    assert Words("en").retold(kept, ROBOTS, values) == kept


def test_a_value_that_is_a_sentence_of_its_own_is_said_too() -> None:
    values = {"key": "'name'", "where": "the answer"}

    said = Words("fr").retold("no 'name' in the answer", "no {key} in {where}", values)
    assert said == "pas de 'name' dans la réponse"


@pytest.mark.parametrize(
    ("template", "values"),
    [("{0.__class__}", {}), (ROBOTS, {}), ("unheard of {host}", {"host": "x"}), (None, {}), ("{", {})],
)
def test_a_template_of_a_kept_file_that_does_not_fit_is_left_alone(
    template: str | None, values: dict[str, str]
) -> None:
    assert Words("fr").retold("as it was kept", template, values) == "as it was kept"


def test_several_sentences_kept_in_one_are_all_said() -> None:
    assert Words("fr").retold("the file is empty; unheard of") == "le fichier est vide; unheard of"


@pytest.mark.parametrize("text", ["a : b ; c ! « d » e ?", "« »", "« qui ? »", "12 % et 5 €", "{n} €", "«c»"])
def test_french_spaces_are_set_once(text: str) -> None:
    once = spaced(text)

    assert spaced(once) == once
    assert not re.search(r" [:;!?»%€]|« ", once)
    assert len(once) >= len(text)
