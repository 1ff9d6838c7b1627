"""Hostile text is made harmless, and honest text is left alone."""

import json
import unicodedata

import pytest
from hostile import PAYLOADS
from hypothesis import given
from hypothesis import strategies as st

from ereput.report.inert import (
    csv_inert,
    inert,
    json_inert,
    markdown_inert,
    printable,
    pseudonymised,
    shortened,
    web_address,
)


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS.keys())
def test_nothing_is_left_that_acts_on_a_terminal(payload):
    _is_harmless(inert(payload))


@given(st.text())
def test_any_text_becomes_one_harmless_line(text):
    _is_harmless(inert(text))


def _is_harmless(line):
    for position, char in enumerate(line):
        if char == "\u200d":
            assert unicodedata.category(line[position + 1]) == "So"
        else:
            assert unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"), hex(ord(char))


def test_half_a_character_goes():
    assert inert("a\ud800b") == "ab"


def test_escape_sequences_go_with_all_that_they_say():
    assert inert("a\x1b[2Jb\x1b]8;;https://evil.example\x07c\x1b]8;;\x07\x9b31md") == "abcd"


def test_honest_text_is_left_alone():
    honest = "« Très bon accueil » – l’écoute, 12\u202f% de mieux\u00a0: 4,5/5 ✓ œuvre"

    assert inert(honest) == honest


def test_an_emoji_of_several_parts_stays_whole():
    assert inert("👩‍⚕️ merci 👨‍👩‍👧") == "👩‍⚕️ merci 👨‍👩‍👧"


def test_a_joiner_between_letters_goes():
    assert inert("a\u200db") == "ab"


def test_heaps_of_accents_are_cut():
    assert len(inert("Z" + "\u0301" * 500)) == 4


def test_a_word_without_end_is_cut():
    assert len(inert("x" * 1_000_000)) <= 62


def test_nothing_is_an_empty_line():
    assert inert(None) == inert("") == inert(" \n ") == ""


def test_a_long_line_is_cut_at_a_word():
    assert inert("un deux trois quatre", 14) == "un deux trois…"
    assert shortened("un deux, trois quatre", 12) == "un deux…"


@given(st.text(), st.integers(min_value=1, max_value=60))
def test_a_limit_is_kept(text, limit):
    assert len(inert(text, limit)) <= limit


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "\r=1"])
def test_a_cell_that_could_be_a_formula_is_quoted(text):
    assert csv_inert(text) == f"'{text}"


def test_other_cells_are_not_quoted():
    assert csv_inert("1=1") == "1=1"
    assert csv_inert("") == ""


def test_markdown_keeps_plain_words_plain():
    assert markdown_inert("4.5 étoiles, 12 % ; l'écoute (bien) !") == "4.5 étoiles, 12 % ; l'écoute (bien) !"


def test_a_list_or_heading_of_markdown_stays_text():
    assert markdown_inert("# a") == "\\# a"
    assert markdown_inert("- a") == "\\- a"
    assert markdown_inert("1. a") == "1\\. a"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Merci au Dr Martin !", "Merci au Dr […] !"),
        ("Merci au docteur Jean de La Tour, top", "Merci au docteur […], top"),
        ("Mme D'Arcy et M. B. Petit sont venus", "Mme […] et M. […] sont venus"),
        ("Le docteur écoute bien", "Le docteur écoute bien"),
        ("Le Dr est à l'heure", "Le Dr est à l'heure"),
        ("Appelez le 04 65 71 18 30 ou +33 4 65 71 18 30", "Appelez le […] ou […]"),
        ("Écrire à a.b@c.example ou https://c.example/x?y", "Écrire à […] ou […]"),
        ("Venu le 12/03/2025 à 14h30, 60 euros", "Venu le 12/03/2025 à 14h30, 60 euros"),
    ],
)
def test_a_quotation_loses_names_numbers_and_addresses(said, kept):
    assert pseudonymised(said) == kept


@pytest.mark.parametrize(
    "url",
    [
        None, "", "javascript:alert(1)", "data:text/html,x", "ftp://a.example", "https://", "https://a b.example/",
        "https://user@evil.example/", "https://a.example/\n", "//a.example", "https://[x",
        "https://a.example/" + "x" * 3000,
        "https://\ud800.example/", "https://a\u202e.example/", "https://a>.example/",
    ],
)  # fmt: skip
def test_only_plain_web_addresses_become_links(url):
    assert web_address(url) is None


def test_an_address_cannot_end_a_link_early():
    assert web_address("https://a.example/x)(y|z]é?q=<b>&r=(1)") == (
        "https://a.example/x%29%28y%7Cz%5D%C3%A9?q=%3Cb%3E&r=%281%29"
    )
    assert web_address("https://www.a.example/%C3%A9?x=1#frag") == "https://www.a.example/%C3%A9?x=1"


def test_a_mark_without_a_letter_does_not_lean_on_the_page() -> None:
    assert inert("\U00011d93 \U00011d93a e\u0301") == "a e\u0301"


def test_json_says_the_same_and_nothing_in_it_acts() -> None:
    every = "".join(map(chr, [*range(0xD800), *range(0xE000, 0x110000)]))
    written = json.dumps({every: every}, ensure_ascii=False)

    safe = json_inert(written)

    assert json.loads(safe) == {every: every}
    assert {unicodedata.category(char) for char in safe} & {"Cc", "Cf", "Zl", "Zp"} == set()
    assert json_inert('{"nom": "Hélène\u00a0👩\\u200d⚕️"}') == '{"nom": "Hélène\u00a0👩\\u200d⚕️"}'


def test_a_path_is_printed_whole_and_harmless() -> None:
    assert printable("/a/" + "b" * 300 + "\x1b[31m\u202e\n.csv") == "/a/" + "b" * 300 + "?[31m??.csv"
    assert printable("le 2\u00a0novembre\u202f;") == "le 2\u00a0novembre\u202f;"


def test_an_address_with_half_a_letter_is_none():
    assert web_address("https://www.doctolib.fr/\ud800") is None
