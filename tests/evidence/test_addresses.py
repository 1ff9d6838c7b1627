"""The address named for a saved page, held against those that the file itself states."""

import pytest

from ereput.evidence.addresses import Agreement, Named, agreement, is_same_site, said, shown
from ereput.words import Words

PAGE = "https://avis.example/dr-vaubrun"


@pytest.mark.parametrize(
    ("stated", "agrees"),
    [
        ("https://avis.example/dr-vaubrun", Agreement.SAME),
        ("http://www.avis.example/dr-vaubrun/#avis", Agreement.SAME),
        ("https://avis.example/dr-vaubrun?page=2", Agreement.SITE),
        ("https://avis.example/dr-autre", Agreement.SITE),
        ("https://m.avis.example/dr-autre", Agreement.SITE),
        ("https://lyon.avis.example/dr-autre", Agreement.SITE),
        ("https://avis.example.evil.example/dr-vaubrun", Agreement.OTHER),
        ("https://avis.example@evil.example/dr-vaubrun", Agreement.OTHER),
        ("https://monavis.example/dr-vaubrun", Agreement.OTHER),
        ("https://autre.example/dr-vaubrun", Agreement.OTHER),
    ],
)
def test_addresses_agree_by_page_then_by_site(stated: str, agrees: Agreement) -> None:
    assert agreement(PAGE, {"canonical": stated}) is agrees
    assert is_same_site(PAGE, stated) == (agrees is not Agreement.OTHER)


def test_one_address_that_agrees_is_enough_and_none_is_no_disagreement() -> None:
    assert agreement(PAGE, {"canonical": "https://autre.example/", "saved from": PAGE}) is Agreement.SAME
    assert agreement(PAGE, {}) is Agreement.NONE
    assert agreement(PAGE, {"canonical": "https://avis.example/\x1b[31m"}) is Agreement.NONE


def test_two_hosts_of_one_known_site_are_one_site() -> None:
    assert is_same_site("https://www.google.com/maps/place/x", "https://maps.google.com/?cid=1")
    assert not is_same_site("https://www.google.com/maps/place/x", PAGE)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_whatever_is_said_of_an_address_says_that_it_is_not_verified(language: str) -> None:
    words = Words(language)
    marked = "non vérifiée" if language == "fr" else "not verified"
    for whose in ("user", "finding"):
        for stated in ({}, {"canonical": PAGE}, {"og:url": "https://avis.example/2"}, {"mhtml": "https://x.example/"}):
            told = said(Named(PAGE, whose), stated, words)
            assert told is not None
            assert marked in told
    assert marked in (said(None, {"canonical": PAGE}, words) or "")
    assert said(None, {}, words) is None


def test_what_a_hostile_file_states_is_shown_harmless() -> None:
    told = said(Named(PAGE, "user"), {"canonical": "https://x.example/?token=t0k3n"}, Words("en"))

    assert told == "address named by you, not verified; the file states a page of another site: " + shown(
        "https://x.example/?token=REDACTED"
    )
    assert not {"\x1b", "\u202e"} & set(shown("https://x.example/\x1b[31m\u202e"))
