"""What must change nothing: the order of attributes and of scripts, white space, and saving a page once more."""

import json
import random
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from ereput.model import Evidence
from ereput.reading import Reading, read_html

EVIDENCE = Evidence(source="exports", url="file:page.html", retrieved_at=datetime(2026, 11, 21, 9, tzinfo=UTC))
ADDRESS = "https://annuaire.example/vaubrun"
SCRIPTS = [
    {"@type": "Physician", "@id": "#a", "name": "Dr Ana Vaubrun", "telephone": "+33199001234"},
    {"@type": "Review", "itemReviewed": {"@id": "#a"}, "reviewBody": "Très « bien » & à l'heure… Lire la suite"},
    {"@type": "AggregateRating", "itemReviewed": {"@id": "#a"}, "ratingValue": "4,5", "reviewCount": "1 234 avis"},
    {"@type": "Organization", "name": "Annuaire", "url": "https://annuaire.example/"},
]
ELEMENTS = [  # tag, attributes, what lies inside
    ("h1", {"itemprop": "name", "class": "a b", "id": "n"}, "Dr Bea Vaubrun"),
    ("a", {"itemprop": "telephone", "href": "tel:+33199005678", "class": "tel"}, "appeler"),
    ("meta", {"itemprop": "priceRange", "content": "€€"}, ""),
    ("time", {"itemprop": "openingHours", "datetime": "Mo-Fr 09:00-18:00"}, "la semaine"),
    ("p", {"itemprop": "description", "lang": "fr"}, "Dermatologue, 2 > 1 & « bien »"),
]


def page(scripts: list[int], chance: random.Random, space: str) -> str:
    blocks = "".join(f'<script type="application/ld+json">{space}{json.dumps(SCRIPTS[n])}</script>' for n in scripts)
    inside = "".join(
        f"{space}<{_tag(tag, attributes, chance, space)}>{text}</{tag}>" for tag, attributes, text in ELEMENTS
    )
    inside = inside.replace("</meta>", "")
    scope = _tag("div", {"itemscope": "", "itemtype": "http://schema.org/Dentist", "class": "x"}, chance, space)
    head = f'<!doctype html><html lang="fr"><head><title>Avis</title>{blocks}</head>'
    return f"{head}<body><{scope}>{inside}</div></body></html>"


def _tag(tag: str, attributes: dict[str, str], chance: random.Random, space: str) -> str:
    shuffled = chance.sample(sorted(attributes.items()), len(attributes))
    return tag + "".join(f'{space or " "}{name}="{value}"' for name, value in shuffled)


def read(text: str) -> Reading:
    return read_html(text, ADDRESS, EVIDENCE)


def told(reading: Reading) -> tuple[object, ...]:
    """All that a reading says of listings and reviews, whatever their order."""
    listings = sorted(map(repr, reading.raw_listings))
    reviews = sorted((str(one.text), one.is_cut, str(one.listing is None)) for one in reading.raw)
    return listings, reviews, reading.title, reading.language


PLAIN = told(read(page([0, 1, 2, 3], random.Random(0), " ")))


def test_the_page_of_these_properties_says_something() -> None:
    listings, reviews, title, language = PLAIN

    assert [("Ana" in repr(one), "Bea" in repr(one)) for one in listings] == [(True, False), (False, True)]  # type: ignore[attr-defined]
    assert (len(reviews), title, language) == (1, "Avis", "fr")  # type: ignore[arg-type]


@given(st.permutations(range(4)), st.integers(0, 10**6), st.sampled_from([" ", "\n", "\t \n  ", "\r\n"]))
@settings(max_examples=60, deadline=None)
def test_no_order_and_no_white_space_changes_what_is_read(scripts: list[int], seed: int, space: str) -> None:
    assert told(read(page(scripts, random.Random(seed), space))) == PLAIN


@given(st.permutations(range(4)), st.integers(0, 10**6), st.sampled_from([" ", "\n"]))
@settings(max_examples=30, deadline=None)
def test_a_page_saved_once_more_says_the_same(scripts: list[int], seed: int, space: str) -> None:
    text = page(scripts, random.Random(seed), space)
    saved = lxml_html.tostring(lxml_html.document_fromstring(text), encoding="unicode", doctype="<!DOCTYPE html>")

    assert read(saved) == read(text)
    assert read(text + "\n<!-- saved once more -->") == read(text)
