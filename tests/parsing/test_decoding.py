"""Bytes of any charset are read as a browser would read them, and letters read wrongly are mended when it is sure."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ereput.parsing.decoding import decoded, mended, whole

FRENCH = "Très à l'écoute, pas d'attente – « bien » reçue, 40 € : œuvre de cœur"
JAPANESE = "とても丁寧に説明してくれました。せんせいはやさしいです。カルテ"


def meta(charset: str, text: str = FRENCH) -> bytes:
    return f'<html><head><meta charset="{charset}"></head><body>{text}</body></html>'.encode(charset)


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "cp1252", "utf-16", "utf-8-sig", "iso-8859-15"])
def test_a_page_is_read_in_the_charset_that_it_states(charset: str) -> None:
    text = FRENCH.replace("–", "-")  # ISO-8859-15 has no dash

    assert text in decoded(meta(charset, text))


def test_latin_1_is_read_as_browsers_do() -> None:
    assert decoded(b'<meta charset="iso-8859-1">l\x92\xe9t\xe9 : 5 \x80') == '<meta charset="iso-8859-1">l’été : 5 €'


def test_bytes_that_state_nothing_are_utf_8_or_windows_1252() -> None:
    assert decoded(FRENCH.encode()) == decoded(FRENCH.encode("windows-1252")) == FRENCH


def test_the_header_wins_over_the_page_and_the_mark_over_both() -> None:
    body = "<meta charset=windows-1252>ż".encode("iso-8859-2")

    assert decoded(body, "text/html; charset=ISO-8859-2").endswith("ż")
    assert decoded(codecs.BOM_UTF8 + FRENCH.encode(), "text/html; charset=iso-8859-2") == FRENCH


@pytest.mark.parametrize("label", ["Shift_JIS", "x-sjis", "shift-jis", "windows-31j"])
def test_shift_jis_is_read_under_all_its_names(label: str) -> None:
    assert decoded(JAPANESE.encode("cp932"), f"text/html; charset={label}") == JAPANESE


def test_shift_jis_that_does_not_say_so_is_recognised_by_its_kana() -> None:
    assert decoded(JAPANESE.encode("cp932")) == JAPANESE
    assert decoded(FRENCH.encode("windows-1252")) == FRENCH


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_recognised(charset: str) -> None:
    assert decoded(FRENCH.encode(charset)) == FRENCH


def test_a_page_of_ascii_that_calls_itself_utf_16_is_not() -> None:
    assert decoded(b'<meta charset="utf-16"><p>bonjour') == '<meta charset="utf-16"><p>bonjour'


def test_a_body_cut_within_a_letter_loses_that_letter_only() -> None:
    assert decoded("été".encode()[:-1]) == "ét"


def test_one_wrong_byte_does_not_spoil_a_page() -> None:
    assert decoded(FRENCH.encode() * 9 + b"\xff" + b"fin") == FRENCH * 9 + "\ufffdfin"


@pytest.mark.parametrize("charset", ["no-such", "idna", "punycode", "base64", "rot13", "hex", "utf-7", "zlib"])
def test_a_charset_that_is_none_is_passed_over(charset: str) -> None:
    assert decoded("été".encode(), f"text/html; charset={charset}") == "été"


# ---------------------------------------------------------------- mending


@pytest.mark.parametrize("wrong", ["windows-1252", "latin-1"])
def test_utf_8_that_was_read_as_something_else_is_mended(wrong: str) -> None:
    text = "Très à l'écoute, été comme hiver"

    assert mended(text.encode().decode(wrong)) == text


def test_what_was_read_wrongly_twice_is_mended() -> None:
    text = "déçue"

    assert mended(text.encode().decode("windows-1252").encode().decode("windows-1252")) == text


def test_quotes_and_dashes_are_mended_too() -> None:
    assert mended("lâ€™Ã©tÃ© â€“ 5 â‚¬") == "l’été – 5 €"


@pytest.mark.parametrize(
    "text",
    [
        FRENCH,
        "Ã©crit ainsi, et bien écrit aussi",  # one right letter: nothing is sure
        "Ã©, et un signe d'ailleurs : ✓",
        "SÃO PAULO",
        "",
    ],
)
def test_what_is_not_certain_is_left(text: str) -> None:
    assert mended(text) == text


def test_a_mojibake_page_is_mended_as_it_is_decoded() -> None:
    assert decoded("Très bien".encode().decode("windows-1252").encode()) == "Très bien"


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x17F)))
def test_right_french_is_never_made_wrong(text: str) -> None:
    assert "\ufffd" not in mended(text)
    if text.isascii():
        assert mended(text) == text


@given(st.binary(max_size=300), st.sampled_from([None, "text/html; charset=shift_jis", "text/html; charset=utf-16"]))
def test_no_bytes_raise(body: bytes, content_type: str | None) -> None:
    assert isinstance(decoded(body, content_type), str)


def test_halves_of_letters_are_replaced() -> None:
    assert whole({"a\ud800": ["\udfff", 1]}) == {"a\ufffd": ["\ufffd", 1]}


@pytest.mark.parametrize("charset", ["iso-8859-15", "iso-8859-2", "windows-1251", "macintosh", "shift_jis", "gbk"])
def test_a_page_in_utf_8_that_states_another_charset_is_read_as_utf_8(charset: str) -> None:
    assert decoded(FRENCH.encode(), f"text/html; charset={charset}") == FRENCH
