"""Site readers over one invented saved page each, in the layout of the site."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from ereput.model import Evidence, Rating
from ereput.reading import Reading, read_html, sites
from ereput.reading.selectors import selector

PAGES = Path(__file__).parent / "pages"
EVIDENCE = Evidence(source="exports", url="file:page.html", retrieved_at=datetime(2026, 11, 21, 9, tzinfo=UTC))
ADDRESSES = {
    "ratemds": "https://www.ratemds.com/doctor-ratings/dr-helene-vaubrun-lyon-fr",
    "docplanner": "https://www.doctoralia.es/elena-vaubrun/dermatologo/madrid",
    "zoover": "http://www.zoover.nl/praktijk-vaubrun",
    "trustpilot": "https://fr.trustpilot.com/review/centre-vaubrun.example",
}


def read(name: str, url: str | None = None) -> Reading:
    text = (PAGES / f"{name}.html").read_text(encoding="utf-8")
    return read_html(text, ADDRESSES[name] if url is None else url, EVIDENCE)


def test_every_layout_has_a_saved_page_and_is_known_by_its_address_and_by_its_sign() -> None:
    for layout in sites.layouts():
        text = (PAGES / f"{layout.key}.html").read_text(encoding="utf-8")
        assert sites.of("", ADDRESSES[layout.key]) is layout
        assert sites.of(text, "") is layout
        assert sites.of(text, f"https://{layout.domains[0]}.evil.example/") is None


def test_ratemds_says_the_specialty_beside_the_name_and_the_reply_under_the_review() -> None:
    reading = read("ratemds")

    (listing,) = reading.listings
    assert (listing.specialty, listing.rating) == ("Dermatologist", Rating(value=4.25, best=5, worst=1, count=2))
    assert reading.reviews[0].reply == "Thank you for your kind words about us."


@pytest.mark.parametrize("url", [None, ""])
def test_docplanner_says_the_first_specialty_and_the_telephone(url: str | None) -> None:
    (listing,) = read("docplanner", url).listings

    assert (listing.name, listing.specialty, listing.phones) == ("Elena Vaubrun", "Dermatólogo", ("+33199001234",))


def test_a_layout_adds_nothing_on_another_site() -> None:
    (listing,) = read("docplanner", "https://annuaire.example/elena-vaubrun").listings

    assert (listing.specialty, listing.phones) == (None, ())


def test_zoover_says_reviews_out_of_ten_with_their_replies() -> None:
    reading = read("zoover")

    (listing,) = reading.listings
    assert (listing.name, listing.rating) == ("Praktijk Vaubrun", Rating(value=8.4, best=10, worst=1, count=2))
    first, second = reading.reviews
    assert first.listing == second.listing == listing.key
    assert first.rating == Rating(value=7, best=10)
    assert first.text == "Vriendelijk ontvangen.\nWel lang gewacht."
    assert first.published.earliest == date(2015, 12, 13)
    assert first.reply == "Beste […],\nDank voor uw bericht, wij letten op de wachttijd."
    assert first.replied is not None
    assert first.replied.latest == date(2015, 12, 22)
    assert (second.text, second.reply, reading.raw[1].author) == ("Goed geholpen.", None, "Luce B.")


def test_trustpilot_keeps_what_it_says_in_the_state_of_the_page() -> None:
    reading = read("trustpilot")

    (listing,) = reading.listings
    assert (listing.name, listing.address.postal_code) == ("Centre Vaubrun", "69002")
    assert listing.rating == Rating(value=3.9, best=5, worst=1, count=41)
    (review,) = reading.reviews
    assert (review.listing, review.text, review.language) == (listing.key, "Attente trop longue au laser.", "fr")
    assert review.published.earliest == date(2026, 5, 6)
    assert review.reply == "Bonjour […], nous vous appelons demain."


LAYOUT = """
key = "annuaire"
domains = ["annuaire.example"]
sign = "ann-card"
kind = "Physician"
[listing]
name = "h1.ann-name"
telephone = "a[href^=tel:]@href"
"""


def test_a_layout_may_name_the_listing_of_a_page_without_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sites, "layouts", lambda: (sites.layout_of(LAYOUT),))
    text = '<h1 class="x ann-name">Dr Hélène Vaubrun</h1><a href="tel:+33199001234">appeler</a>'
    (listing,) = read_html(text, "https://annuaire.example/vaubrun", EVIDENCE).listings

    assert (listing.name, listing.types, listing.phones) == ("Dr Hélène Vaubrun", ("Physician",), ("+33199001234",))


@pytest.mark.parametrize("text", ["", "a >", "a[b", "a:hover", "a@b c", "p]", "p[a='x']", "@href"])
def test_what_is_no_selector_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        selector(text)
