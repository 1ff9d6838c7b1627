"""The same facts in the words and syntaxes that pages use beside schema.org's own."""

from datetime import UTC, datetime

import pytest

from ereput.model import Evidence
from ereput.reading import Reading, read_html
from ereput.reading.hours import slots_of, written

EVIDENCE = Evidence(source="exports", url="file:page.html", retrieved_at=datetime(2026, 11, 21, 9, tzinfo=UTC))
PHYSICIAN = '{"@type": "Physician", "name": "Dr %s", "telephone": "01 99 00 12 34"}'


def read(body: str) -> Reading:
    return read_html(f'<html lang="fr"><body>{body}</body></html>', "https://annuaire.example/liste", EVIDENCE)


@pytest.mark.parametrize(
    "declared",
    ['prefix="s: http://schema.org/"', 'prefix="x: https://x.example/ s: https://schema.org/"',
     'xmlns:s="http://schema.org/"'],
)  # fmt: skip
def test_rdfa_is_read_under_the_prefix_that_the_page_declares(declared: str) -> None:
    reading = read(
        f'<div {declared} typeof="s:Dentist"><b property="s:name">Cabinet Vaubrun</b><div rel="s:address">'
        '<p typeof="s:PostalAddress"><b property="s:streetAddress">3 rue des Tilleuls</b></p></div>'
        '<a rel="nofollow" href="/x"><b property="s:telephone">01 99 00 12 34</b></a></div>'
    )

    (listing,) = reading.listings
    assert (listing.name, listing.address.street) == ("Cabinet Vaubrun", "3 rue des Tilleuls")
    assert listing.phones == ("+33199001234",)


OLD = {
    "microdata": '<div itemscope itemtype="http://data-vocabulary.org/Review-aggregate"><b itemprop="itemreviewed">'
    'Cabinet Vaubrun</b><p itemprop="rating" itemscope itemtype="http://data-vocabulary.org/Rating">'
    '<b itemprop="average">4.5</b> / <b itemprop="best">5</b></p><b itemprop="votes">24</b></div>',
    "rdfa": '<div xmlns:v="http://rdf.data-vocabulary.org/#" typeof="v:Review-aggregate"><b property="v:itemreviewed">'
    'Cabinet Vaubrun</b><p rel="v:rating"><i typeof="v:Rating"><b property="v:average">4.5</b> / '
    '<b property="v:best">5</b></i></p><b property="v:votes">24</b></div>',
    "within": '<div itemscope itemtype="http://data-vocabulary.org/Organization"><b itemprop="name">Cabinet Vaubrun</b>'
    '<p itemprop="review" itemscope itemtype="http://data-vocabulary.org/Review-aggregate"><b itemprop="rating">4,5/5'
    '</b><b itemprop="count">24</b></p></div>',
    "of a name": '<div itemscope itemtype="http://schema.org/AggregateRating"><b itemprop="itemReviewed">'
    'Cabinet Vaubrun</b><b itemprop="ratingValue">4.5</b><b itemprop="bestRating">5</b><b itemprop="reviewCount">24'
    "</b></div>",
}  # fmt: skip


@pytest.mark.parametrize("body", OLD.values(), ids=OLD)
def test_a_rating_of_a_name_is_its_listing_in_every_vocabulary(body: str) -> None:
    (listing,) = read(body).listings

    assert listing.name == "Cabinet Vaubrun"
    assert listing.rating is not None
    assert (listing.rating.value, listing.rating.best, listing.rating.count) == (4.5, 5, 24)


def test_a_rating_of_nearly_the_pages_name_is_the_pages_own() -> None:
    reading = read(
        '<div itemscope itemtype="http://schema.org/Dentist"><b itemprop="name">Cabinet Vaubrun</b></div>'
        + OLD["of a name"].replace("Cabinet Vaubrun", "Avis sur le cabinet Vaubrun")
    )

    (listing,) = reading.listings
    assert listing.name == "Cabinet Vaubrun"
    assert listing.rating is not None


def test_a_fax_of_a_card_is_no_telephone() -> None:
    reading = read(
        '<div class="vcard"><b class="fn org">Cabinet Vaubrun</b><p class="tel"><i class="type">fax</i>01 99 00 99 99'
        '</p><p class="tel"><i class="type">Tél.</i> <b class="value">01 99 00 12 34</b></p></div>'
    )

    assert reading.listings[0].phones == ("+33199001234",)


def test_a_product_rated_beside_several_practices_is_nobody() -> None:
    pooled = '{"@type": "Product", "name": "Dermatologues", "aggregateRating": {"ratingValue": 4.6, "reviewCount": 99}}'
    blocks = [pooled, PHYSICIAN % "Aubry", PHYSICIAN % "Bellec"]
    reading = read("".join(f'<script type="application/ld+json">{block}</script>' for block in blocks))

    assert [listing.name for listing in reading.listings] == ["Dr Aubry", "Dr Bellec"]


def test_in_a_list_a_listing_is_where_its_name_leads() -> None:
    item = '<li itemscope itemtype="http://schema.org/Dentist"><h3 itemprop="name">%s</h3></li>'
    linked = [
        '<a href="/aubry">Dr Aubry</a>',
        '<a href="/bellec">Dr Bellec</a>',
        '<a href="javascript:x()">Dr Corde</a>',
    ]
    reading = read("".join(item % name for name in linked))

    assert [listing.url for listing in reading.raw_listings] == [
        "https://annuaire.example/aubry",
        "https://annuaire.example/bellec",
        None,
    ]


def test_one_name_that_is_a_link_may_lead_anywhere() -> None:
    reading = read('<p itemscope itemtype="http://schema.org/Dentist"><a href="/x" itemprop="name">Dr Aubry</a></p>')

    assert reading.raw_listings[0].url is None


def test_days_that_stand_behind_the_times_are_read() -> None:
    assert written(slots_of("de 9h à 18h du lundi au samedi")) == "Mo-Sa 09:00-18:00"


def test_json_ld_in_curly_quotes_is_read() -> None:
    block = (PHYSICIAN % "Vaubrun").replace('"', "”")

    assert [one.name for one in read(f'<script type="application/ld+json">{block}</script>').listings] == ["Dr Vaubrun"]
