"""JSON as pages write it."""

import pytest

from ereput.reading.repair import LONGEST, Patience, parsed

GOOD = '{"@type": "Dentist", "name": "Dr Vaubrun"}'
WANTED = [{"@type": "Dentist", "name": "Dr Vaubrun"}]


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        f"\ufeff{GOOD};",
        f"<!-- {GOOD} -->",
        f"//<![CDATA[\n{GOOD}\n//]]>",
        f"/*<![CDATA[*/{GOOD}/*]]>*/",
        GOOD.replace('"', "&quot;"),
        '{"@type": "Dentist",, "name": "Dr Vaubrun",}',
        '{"@type": "Dentist" "name": "Dr Vaubrun"}',
        '{"@type": "Dentist", /* qui */ "name": "Dr Vaubrun"}',
    ],
    ids=range(9),
)
def test_broken_json_is_read_as_it_was_meant(text: str) -> None:
    assert parsed(text) == WANTED


def test_several_objects_in_one_script_are_all_read() -> None:
    assert parsed(f"{GOOD}\n{GOOD};") == WANTED * 2


def test_raw_control_characters_inside_words_are_read() -> None:
    assert parsed('{"name": "Dr\nVaubrun\t"}') == [{"name": "Dr\nVaubrun\t"}]


@pytest.mark.parametrize("text", ["", "bonjour", "[]", "null", "3", "[" * 100_000, " " * (LONGEST + 1)])
def test_what_holds_no_object_is_none(text: str) -> None:
    assert parsed(text) is None


def test_text_that_is_looked_at_over_and_over_is_given_up() -> None:
    hostile = '{"a": "b" ' + '<div itemscope>"x' * 3_000
    patience = Patience(100_000)

    assert parsed(hostile, patience) is None
    assert patience.looks < 0
    assert parsed('{"@type": "Dentist",, "name": "Dr Vaubrun",}', patience) is None  # none is left for the next block


def test_what_is_repaired_holds_plain_strings() -> None:
    (value,) = parsed('{"@type": "Dentist",, "name": "Dr Vaubrun",}') or []

    assert {type(text) for pair in value.items() for text in pair} == {str}
