"""What pages keep for their own scripts. Every person and practice here is invented."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from ereput.model import Evidence, Rating
from ereput.reading import Reading, read_html

EVIDENCE = Evidence(source="exports", url="file:page.html", retrieved_at=datetime(2026, 11, 21, 9, tzinfo=UTC))
REVIEW = {
    "comment": "Très à l'écoute.",
    "rating": {"value": "4,5", "best": 5},
    "author": {"firstName": "Odile"},
    "createdAt": 1_777_000_000_000,
    "ownerResponse": ["Merci beaucoup à vous."],
}
DOCTOR = {
    "fullName": "Dr Hélène Vaubrun",
    "specialty": {"name": "Dermatologue"},
    "averageRating": 4.5,
    "reviewCount": 12,
    "phone": "+33199001234",
    "address": {"street": "12 rue des Tanneurs", "zipCode": "69002", "city": "Lyon"},
}


def page(script: str, title: str = "Dr Hélène Vaubrun, dermatologue", kind: str = "") -> str:
    head = f'<!doctype html><html lang="fr"><head><title>{title}</title></head>'
    return f"{head}<body><script{kind}>{script}</script></body></html>"


def state(value: Any, **surroundings: str) -> str:
    return page(json.dumps(value), kind=' type="application/json"', **surroundings)


def read(text: str) -> Reading:
    return read_html(text, "https://annuaire.example/vaubrun", EVIDENCE)


def names(text: str) -> list[str | None]:
    return [listing.name for listing in read(text).listings]


@pytest.mark.parametrize(
    "text",
    [
        state({"props": {"doctor": DOCTOR, "reviews": [REVIEW]}}),
        state({"doctor": {**DOCTOR, "reviews": [REVIEW]}}),
        page(f"window.__INITIAL_STATE__ = {json.dumps({'doctor': DOCTOR, 'list': [REVIEW]})}; start()"),
        page(f"window['__STATE__']={json.dumps([DOCTOR, REVIEW])}"),
        page(f"window.__DATA__ = JSON.parse({json.dumps(json.dumps([DOCTOR, REVIEW]))})"),
        page(f"self.APP_STATE = {json.dumps([DOCTOR, REVIEW])[:-1]}, undefined]"),
    ],
)
def test_a_listing_and_a_review_of_the_state_are_read(text: str) -> None:
    reading = read(text)

    (listing,) = reading.listings
    assert (listing.name, listing.specialty, listing.phones) == ("Dr Hélène Vaubrun", "Dermatologue", ("+33199001234",))
    assert (listing.address.street, listing.address.postal_code) == ("12 rue des Tanneurs", "69002")
    assert listing.rating == Rating(value=4.5, best=5, worst=1, count=12)
    (review,) = reading.reviews
    assert (review.listing, review.text) == (listing.key, "Très à l'écoute.")
    assert review.rating == Rating(value=4.5, best=5)
    assert review.published.earliest == date(2026, 4, 24)
    assert review.reply == "Merci beaucoup à vous."
    assert reading.raw[0].author == "Odile"


def test_json_ld_in_the_state_is_json_ld() -> None:
    block = {"@context": "https://schema.org", "@type": "Physician", "name": "Dr Ana Vaubrun"}

    assert names(state({"seo": block})) == ["Dr Ana Vaubrun"]
    assert names(state({"seo": json.dumps(block)})) == ["Dr Ana Vaubrun"]


def test_what_the_markup_states_stands_alone() -> None:
    block = '<script type="application/ld+json">{"@type": "Physician", "name": "Dr Ana Vaubrun"}</script>'

    assert names(state({"doctor": DOCTOR}) + block) == ["Dr Ana Vaubrun"]


@pytest.mark.parametrize(
    "value",
    [
        {"company": {**DOCTOR, "fullName": "Annuaire des soins"}},  # not what the page is about
        {"similarDoctors": [DOCTOR]},
        {"product": {**DOCTOR, "price": 12}},
        {"doctor": {"fullName": "Dr Hélène Vaubrun", "phone": "+33199001234"}},
        {"doctor": {"fullName": "Dr Hélène Vaubrun", "rating": 4.5}},
        {"post": {"text": "Bonjour", "author": "Odile"}},
        {"doctor": {**DOCTOR, "fullName": {"first": 1}}},
    ],
)
def test_what_is_not_clearly_a_listing_is_none(value: Any) -> None:
    reading = read(state(value))

    assert (reading.listings, reading.reviews) == ((), ())


def test_three_of_a_list_are_listings_and_two_are_not() -> None:
    doctors = [{**DOCTOR, "fullName": f"Dr {name} Vaubrun"} for name in ("Ana", "Bea", "Cora")]

    assert names(state({"hits": doctors}, title="Dermatologues à Lyon")) == [d["fullName"] for d in doctors]
    assert names(state({"hits": doctors[:2]}, title="Dermatologues à Lyon")) == []


@pytest.mark.parametrize(
    "script", ["window.__A__ = {", "window.__A__ = JSON.parse('x')", "window.__A__ = [undefined", "[" * 5000]
)
def test_a_state_that_is_no_json_says_nothing(script: str) -> None:
    assert names(page(script)) == []
    assert names(page(script, kind=' type="application/json"')) == []


def test_open_graph_is_read_where_nothing_else_speaks() -> None:
    head = """<meta property="og:title" content="Cabinet Vaubrun"><meta property="og:type" content="business.business">
    <meta property="business:contact_data:street_address" content="12 rue des Tanneurs">
    <meta property="business:contact_data:postal_code" content="69002">
    <meta property="business:contact_data:phone_number" content="+33 1 99 00 12 34">
    <meta property="place:location:latitude" content="45.75">
    <meta property="place:location:longitude" content="4.83">"""
    (listing,) = read(head).listings

    assert (listing.name, listing.phones, listing.latitude) == ("Cabinet Vaubrun", ("+33199001234",), 45.75)
    assert (listing.address.street, listing.address.postal_code) == ("12 rue des Tanneurs", "69002")
    block = '<script type="application/ld+json">{"@type": "Physician", "name": "Dr Ana Vaubrun"}</script>'
    assert names(head + block) == ["Dr Ana Vaubrun"]


def test_a_title_to_share_is_no_listing() -> None:
    assert (
        names('<meta property="og:title" content="Cabinet Vaubrun"><meta property="og:type" content="article">') == []
    )
