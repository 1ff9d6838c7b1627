"""Owners' replies, and microformats."""

import json
from datetime import UTC, datetime

import pytest

from ereput.model import Evidence, Rating
from ereput.reading import Reading, read_html

EVIDENCE = Evidence(source="exports", url="file:page.html", retrieved_at=datetime(2026, 11, 21, 9, tzinfo=UTC))
SAID = "Merci de votre avis, appelez le cabinet."


def read(body: str) -> Reading:
    return read_html(f'<html lang="fr"><body>{body}</body></html>', "", EVIDENCE)


def marked(reply: str, after: str = "") -> str:
    one = '<div itemscope itemtype="http://schema.org/Review"><p itemprop="reviewBody">{}</p>{}</div>{}'
    return one.format("Trop long.", reply, after) + one.format("Parfait.", "", "")


@pytest.mark.parametrize(
    "body",
    [
        marked(
            f'<div class="comment-response"><p class="head">Le cabinet</p><p class="response-body">{SAID}</p></div>'
        ),
        marked(f'<section class="ownerReply"><header>Le 3 mars</header><p>{SAID}</p></section>'),
        marked("", f'<div class="row"><div class="review_reply"><p>{SAID}</p></div></div>'),
    ],
)
def test_a_reply_beside_a_marked_review_is_its_own(body: str) -> None:
    assert [one.reply for one in read(body).reviews] == [SAID, None]


@pytest.mark.parametrize("name", ["nav-responsive", "reply-button", "reply-form", "g-recaptcha-response-input"])
def test_what_only_looks_like_a_reply_is_none(name: str) -> None:
    assert read(marked(f'<div class="{name}"><p>{SAID}</p></div>')).reviews[0].reply is None


@pytest.mark.parametrize(
    "reply", [{"reply": {"message": SAID}}, {"ownerResponse": SAID}, {"response": [{"text": SAID}]}]
)
def test_a_reply_in_the_state_of_a_page_is_found_by_the_words_of_the_review(reply: dict[str, object]) -> None:
    review = {"@type": "Review", "reviewBody": "Une heure d'attente.", "author": "Luce"}
    state = {"props": [{"reviews": [{"text": "Une heure d'attente.", **reply}, {"text": "autre", "reply": None}]}]}
    body = f'<script type="application/ld+json">{json.dumps(review)}</script>'
    body += f'<script type="application/json">{json.dumps(state)}</script><script type="application/json">{{</script>'

    assert read(body).reviews[0].reply == SAID


def test_a_rating_of_many_in_hreview_is_a_listing_s() -> None:
    body = """<div class="hreview-aggregate"><span class="item"><span class="fn">Dr Vaubrun</span></span>
    <span class="rating"><span class="average">8,4</span> / <span class="best">10</span></span>
    <span class="count">65</span></div>"""

    assert [(one.name, one.rating) for one in read(body).listings] == [
        ("Dr Vaubrun", Rating(value=8.4, best=10, count=65))
    ]


def test_a_review_in_hreview_is_kept_under_what_it_names() -> None:
    body = """<div class="hreview"><span class="reviewer vcard"><span class="fn">Luce</span></span>
    <span class="item vcard"><span class="fn org">Cabinet Bel-Air</span></span>
    <abbr class="dtreviewed" title="2012-05-06">mai</abbr><span class="rating"><b class="value">4</b></span>
    <p class="description">Correct.</p></div>"""
    reading = read(body)

    assert [one.name for one in reading.listings] == ["Cabinet Bel-Air"]
    assert (reading.raw[0].author, reading.raw[0].date, reading.raw[0].rating) == ("Luce", "2012-05-06", 4)
    assert reading.reviews[0].listing == reading.listings[0].key


def test_a_card_is_a_listing_only_with_contact_data() -> None:
    card = '<div class="vcard"><b class="fn org">Cabinet Bel-Air</b>{}</div>'
    place = '<span class="adr"><i class="street-address">1 place Bel-Air</i><i class="postal-code">75011</i></span>'
    telephone = '<span class="tel">Tél. <span class="value">01 99 00 12 34</span></span>'

    assert read(card.format("")).listings == ()
    (listing,) = read(card.format(place + telephone)).listings
    assert (listing.name, listing.address.postal_code, listing.phones) == (
        "Cabinet Bel-Air",
        "75011",
        ("+33199001234",),
    )
