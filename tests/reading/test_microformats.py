"""Microformats of the second kind. Every person and practice here is invented."""

from datetime import UTC, date, datetime

from ereput.model import Evidence, Rating
from ereput.reading import Reading, read_html

EVIDENCE = Evidence(source="exports", url="file:page.html", retrieved_at=datetime(2026, 11, 21, 9, tzinfo=UTC))
REVIEW = """<div class="h-review"><h2 class="p-name">Attente</h2>
<div class="p-item h-card"><a class="p-name u-url" href="/vaubrun">Cabinet Vaubrun</a>
  <p class="p-adr h-adr"><span class="p-street-address">12 rue des Tanneurs</span>
  <span class="p-postal-code">69002</span> <span class="p-locality">Lyon</span></p>
  <data class="p-latitude" value="45.75"></data><data class="p-longitude" value="4.83"></data></div>
<p>par <a class="p-author h-card" href="/odile"><img class="u-photo" src="o.png">
<span class="p-name">Odile T.</span></a>
<time class="dt-published" datetime="2026-03-02">en mars</time></p>
<data class="p-rating" value="2">deux</data> sur <span class="p-best">5</span>
<div class="e-content"><p>Une heure d'attente.</p></div></div>"""


def read(text: str) -> Reading:
    return read_html(text, "https://annuaire.example/", EVIDENCE)


def test_a_review_names_its_subject_and_its_author_apart() -> None:
    reading = read(REVIEW)

    (listing,) = reading.listings
    assert (listing.name, listing.url) == ("Cabinet Vaubrun", "https://annuaire.example/vaubrun")
    assert (listing.address.street, listing.address.postal_code) == ("12 rue des Tanneurs", "69002")
    assert (listing.latitude, listing.longitude) == (45.75, 4.83)
    (review,) = reading.reviews
    assert (review.listing, review.text) == (listing.key, "Une heure d'attente.")
    assert review.rating == Rating(value=2, best=5)
    assert review.published.earliest == date(2026, 3, 2)
    assert reading.raw[0].author == "Odile T."


def test_a_card_without_properties_is_its_name() -> None:
    text = """<div class="h-review-aggregate"><a class="p-item h-card" href="/vaubrun">Cabinet Vaubrun</a>
    <data class="p-average" value="4.5"></data><span class="p-count">12</span></div>"""
    (listing,) = read(text).listings

    assert (listing.name, listing.url) == ("Cabinet Vaubrun", "https://annuaire.example/vaubrun")
    assert listing.rating == Rating(value=4.5, best=5, worst=1, count=12)


def test_a_title_for_machines_is_the_value() -> None:
    text = """<div class="hreview"><span class="item"><span class="fn">Cabinet Vaubrun</span></span>
    <span class="rating"><span class="value-title" title="4"></span>bien</span>
    <span class="dtreviewed"><span class="value-title" title="2026-03-02"></span>en mars</span>
    <p class="description">Accueil aimable.</p></div>"""
    (review,) = read(text).reviews

    assert review.rating == Rating(value=4)
    assert review.published.latest == date(2026, 3, 2)
