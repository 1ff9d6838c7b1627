"""JSON as pages write it."""

import pytest

from ereput.reading.repair import LONGEST, parsed

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
