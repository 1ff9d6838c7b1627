"""What pages state, syntax by syntax. Every person and practice here is invented."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from ereput.model import Evidence, Rating, Seen
from ereput.reading import Reading, read_html

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
EVIDENCE = Evidence(source="web_pages", url="https://cabinet-vaubrun.example/", retrieved_at=NOW)
DOCTOR: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "Physician",
    "name": "Dr Hélène Vaubrun",
    "medicalSpecialty": "https://schema.org/Dermatology",
    "telephone": "01 99 00 12 34",
    "faxNumber": "01 99 00 99 99",
    "address": {
        "@type": "PostalAddress",
        "streetAddress": "12 rue des Tanneurs",
        "postalCode": "69002",
        "addressLocality": "Lyon",
        "addressCountry": "France",
    },
    "openingHoursSpecification": [
        {"dayOfWeek": ["Monday", "Tuesday", "Wednesday"], "opens": "09:00", "closes": "12:30"},
        {"dayOfWeek": "https://schema.org/Saturday", "opens": "09:00", "closes": "12:00"},
    ],
    "aggregateRating": {
        "@type": "AggregateRating",
        "ratingValue": "4,6",
        "bestRating": "5",
        "reviewCount": "1 234 avis",
    },
    "review": [
        {
            "@type": "Review",
            "author": {"@type": "Person", "name": "Odile Trémeaux"},
            "datePublished": "2026-03-02",
            "reviewRating": {"@type": "Rating", "ratingValue": 2},
            "reviewBody": "Une heure d'attente.",
            "comment": {"@type": "Comment", "text": "Bonjour Odile, nous sommes désolés. Mme Trémeaux, appelez-nous."},
        }
    ],
}


def page(*blocks: Any, body: str = "", head: str = "") -> str:
    scripts = "".join(
        f'<script type="application/ld+json">{b if isinstance(b, str) else json.dumps(b)}</script>' for b in blocks
    )
    return (
        f'<!doctype html><html lang="fr"><head><title>Cabinet</title>{head}{scripts}</head><body>{body}</body></html>'
    )


def read(text: str, url: str = "https://cabinet-vaubrun.example/") -> Reading:
    return read_html(text, url, EVIDENCE)


def test_a_physician_in_json_ld_is_one_listing_with_all_that_is_stated() -> None:
    reading = read(page(DOCTOR))

    (listing,) = reading.listings
    assert listing.name == "Dr Hélène Vaubrun"
    assert listing.specialty == "Dermatology"
    assert listing.phones == ("+33199001234",)
    assert (listing.address.street, listing.address.postal_code) == ("12 rue des Tanneurs", "69002")
    assert (listing.address.locality, listing.address.country) == ("Lyon", "FR")
    assert listing.opening_hours == "Mo-We 09:00-12:30; Sa 09:00-12:00"
    assert listing.rating == Rating(value=4.6, best=5, worst=1, count=1234)
    assert listing.types == ("Physician",)
    assert listing.seen is Seen.PAGE
    assert listing.title == "Cabinet"
    assert reading.language == "fr"


def test_a_review_is_kept_without_its_author_in_words_or_in_the_reply() -> None:
    reading = read(page(DOCTOR))

    (review,) = reading.reviews
    assert review.listing == reading.listings[0].key
    assert review.rating == Rating(value=2)
    assert review.published.earliest == review.published.latest == date(2026, 3, 2)
    assert review.reply == "Bonjour […], nous sommes désolés. Mme […], appelez-nous."
    assert "Trémeaux" not in str(reading.reviews)
    assert reading.raw[0].author == "Odile Trémeaux"


def test_microdata_is_read_with_itemref_and_nested_things() -> None:
    body = """
    <div itemscope itemtype="http://schema.org/Dentist" itemref="tel">
      <h1 itemprop="name"><a href="/x">Cabinet   Vaubrun</a></h1>
      <div itemprop="address" itemscope itemtype="http://schema.org/PostalAddress">
        <span itemprop="streetAddress">3 quai Sarrazin</span><span itemprop="postalCode">69006</span>
        <span itemprop="addressLocality">Lyon</span></div>
      <div itemprop="aggregateRating" itemscope itemtype="http://schema.org/AggregateRating">
        <meter itemprop="ratingValue" value="8.4">bien</meter> sur <span itemprop="bestRating">10</span>
        (<span itemprop="ratingCount">17</span>)</div>
      <div itemprop="review" itemscope itemtype="http://schema.org/Review">
        <span itemprop="author">Luce B.</span><time itemprop="datePublished" datetime="2025-01-31">hier</time>
        <p itemprop="reviewBody">Très bien.<br>Merci.</p></div>
    </div>
    <p id="tel"><a itemprop="telephone" href="tel:0199005678">nous appeler</a></p>"""
    reading = read(page(body=body))

    (listing,) = reading.listings
    assert listing.name == "Cabinet Vaubrun"
    assert listing.address.street == "3 quai Sarrazin"
    assert listing.rating == Rating(value=8.4, best=10, worst=1, count=17)
    assert reading.reviews[0].text == "Très bien.\nMerci."
    assert reading.raw[0].date == "2025-01-31"


def test_a_telephone_of_a_link_is_where_it_leads_when_the_words_are_no_number() -> None:
    body = """<div itemscope itemtype="https://schema.org/Physician"><b itemprop="name">Dr A. Vaubrun</b>
    <a itemprop="telephone" href="tel:0199005678">01 99 00 56 78</a></div>"""

    assert read(page(body=body)).listings[0].phones == ("+33199005678",)


def test_rdfa_is_read_where_it_speaks_schema_org() -> None:
    body = """<div vocab="https://schema.org/" typeof="Physician"><span property="name">Dr Vaubrun</span>
    <div property="aggregateRating" typeof="AggregateRating"><span property="ratingValue">4</span>
    <span property="reviewCount">250</span></div></div>"""

    (listing,) = read(page(body=body)).listings
    assert listing.name == "Dr Vaubrun"
    assert listing.rating == Rating(value=4, count=250)


def test_one_doctor_in_two_syntaxes_is_one_listing() -> None:
    body = """<div itemscope itemtype="http://schema.org/Physician"><span itemprop="name">Hélène VAUBRUN</span>
    <span itemprop="telephone">01 99 00 12 34</span></div>"""

    assert len(read(page(DOCTOR, body=body)).listings) == 1


def test_two_practices_of_one_name_at_two_addresses_are_two_listings() -> None:
    other = {**DOCTOR, "address": {"streetAddress": "4 place Bel-Air", "postalCode": "75011"}}

    assert len(read(page(DOCTOR, other)).listings) == 2


def test_a_graph_is_tied_together_by_its_ids() -> None:
    graph = {
        "@graph": [
            {"@type": "WebSite", "@id": "#site", "name": "Avis", "publisher": {"@id": "#org"}},
            {
                "@type": "Organization",
                "@id": "#org",
                "name": "Avis SA",
                "telephone": "01 99 00 00 01",
                "address": {"streetAddress": "1 place du Site"},
            },
            {"@type": "WebPage", "about": {"@id": "#cabinet"}},
            {"@type": "MedicalClinic", "@id": "#cabinet", "name": "Centre Bel-Air"},
            {"@type": "Review", "itemReviewed": {"@id": "#cabinet"}, "reviewBody": "Bien.", "author": "Nour"},
        ]
    }
    reading = read(page(graph))

    assert [one.name for one in reading.listings] == ["Centre Bel-Air"]
    assert reading.reviews[0].listing == reading.listings[0].key


@pytest.mark.parametrize(
    "thing",
    [
        {"@type": "Event", "name": "Congrès", "location": {"@type": "Hotel", "name": "Hôtel", "address": "1 rue X"}},
        {"@type": "Article", "name": "x", "publisher": {"@type": "LocalBusiness", "name": "Le Journal"}},
        {"@type": "Article", "name": "x", "aggregateRating": {"ratingValue": 4, "ratingCount": 9}},
        {"@type": "Offer", "seller": {"@type": "Store", "name": "Boutique"}},
        {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "name": "Accueil"}]},
        {"@type": "Organization", "name": "Annuaire", "url": "https://annuaire.example", "logo": "x.png"},
        {"@type": "Person", "name": "Un auteur"},
        {"@type": "FAQPage", "mainEntity": [{"@type": "Question", "name": "Quand ?"}]},
    ],
)
def test_what_is_not_the_subject_of_a_page_is_no_listing(thing: dict[str, Any]) -> None:
    assert read(page(thing)).listings == ()


def test_a_person_with_a_medical_job_is_a_listing_and_its_firm_another_only_with_contact_data() -> None:
    person = {
        "@type": "Person",
        "name": "Hélène Vaubrun",
        "jobTitle": "Dermatologue",
        "worksFor": {"@type": "MedicalClinic", "name": "Centre Bel-Air", "telephone": "0199004321"},
        "affiliation": {"@type": "Hospital", "name": "Hôpital"},
    }
    assert [one.name for one in read(page(person)).listings] == ["Hélène Vaubrun", "Centre Bel-Air"]


def test_a_review_that_stands_alone_names_its_listing() -> None:
    review = {
        "@type": "Review",
        "itemReviewed": {"@type": "Physician", "name": "Dr Vaubrun"},
        "reviewRating": {"ratingValue": "5", "bestRating": "5"},
        "reviewBody": "Parfait.",
    }
    reading = read(page(review))

    assert [one.name for one in reading.listings] == ["Dr Vaubrun"]
    assert reading.reviews[0].rating == Rating(value=5)


def test_pieces_beside_the_only_listing_are_its_own() -> None:
    body = """<div itemscope itemtype="http://schema.org/Physician"><span itemprop="name">Dr Vaubrun</span>
    <div itemscope itemtype="http://schema.org/Place"><span itemprop="telephone">0199001111</span></div></div>
    <p itemscope itemtype="http://schema.org/AggregateRating"><b itemprop="ratingValue">5</b>
    <i itemprop="reviewCount">786</i></p>"""

    (listing,) = read(page(body=body)).listings
    assert listing.phones == ("+33199001111",)
    assert listing.rating == Rating(value=5, count=786)


def test_a_mark_outside_its_scale_is_no_rating() -> None:
    odd = {**DOCTOR, "aggregateRating": {"ratingValue": 9.1, "reviewCount": 3}}

    assert read(page(odd)).listings[0].rating is None


def test_nobody_has_rated_is_no_rating() -> None:
    empty = {**DOCTOR, "aggregateRating": {"ratingValue": 0, "reviewCount": 0}}

    assert read(page(empty)).listings[0].rating is None


def test_a_page_about_one_listing_on_a_known_site_is_that_listing_s_address() -> None:
    doctor = {**DOCTOR, "url": "https://cabinet-vaubrun.example/"}
    address = "https://www.doctolib.fr/dermatologue/lyon/helene-vaubrun"
    (listing,) = read(page(doctor), address).listings

    assert listing.url == address
    assert listing.website == "https://cabinet-vaubrun.example/"
    assert listing.site == "doctolib"


def test_an_address_that_is_relative_is_made_absolute() -> None:
    doctors = [{**DOCTOR, "name": f"Dr {n}", "url": f"/{n}"} for n in ("Aubry", "Bellec")]

    assert [one.url for one in read(page(*doctors)).listings] == [
        "https://cabinet-vaubrun.example/Aubry",
        "https://cabinet-vaubrun.example/Bellec",
    ]


def test_a_page_without_structured_data_gives_its_title_and_text_only() -> None:
    reading = read(page(body="<nav>Menu</nav><main>" + "<p>Le docteur reçoit le lundi.</p>" * 20 + "</main>"))

    assert reading.listings == reading.reviews == ()
    assert reading.title == "Cabinet"
    assert reading.text.startswith("Le docteur reçoit le lundi.\n")
    assert "Menu" not in reading.text


def test_identifiers_of_registers_and_the_position_are_kept() -> None:
    doctor = {
        **DOCTOR,
        "identifier": {"@type": "PropertyValue", "propertyID": "RPPS", "value": "1999 0418 313"},
        "geo": {"latitude": "45,75", "longitude": 4.85},
        "email": "mailto:cabinet@vaubrun.example",
    }
    (listing,) = read(page(doctor)).listings

    assert [(i.system, i.value) for i in listing.identifiers] == [("rpps", "19990418313")]
    assert (listing.latitude, listing.longitude) == (45.75, 4.85)
    assert listing.email == "cabinet@vaubrun.example"


def test_a_number_without_a_country_is_not_guessed() -> None:
    text = page({**DOCTOR, "address": "12 Main Street"}).replace('lang="fr"', 'lang="en"')
    reading = read(text)

    assert reading.listings[0].phones == ()
    assert reading.raw_listings[0].phones == ["01 99 00 12 34"]


def test_old_vocabularies_are_read() -> None:
    body = """<div itemscope itemtype="http://data-vocabulary.org/Review">
    <span itemprop="itemreviewed">Dr Vaubrun</span><span itemprop="reviewer">Max</span>
    <time itemprop="dtreviewed" datetime="2012-05-06">mai</time><span itemprop="rating">3.5</span>
    <span itemprop="description">Correct.</span></div>"""
    (raw,) = read(page(body=body)).raw

    assert (raw.author, raw.date, raw.rating, raw.text) == ("Max", "2012-05-06", 3.5, "Correct.")


def test_a_base_and_a_language_in_a_meta_are_heeded() -> None:
    text = page({**DOCTOR, "url": "fiche"}, head='<base href="https://autre.example/a/">').replace(' lang="fr"', "")
    text = text.replace("<head>", '<head><meta property="og:locale" content="de_DE">')
    reading = read(text)

    assert reading.raw_listings[0].url == "https://autre.example/a/fiche"
    assert reading.language == "de"


def test_a_product_that_is_rated_beside_a_doctor_takes_nothing_from_the_page() -> None:
    product = {"@type": "Product", "name": "Application", "aggregateRating": {"ratingValue": 3, "ratingCount": 9}}
    address = "https://www.doctolib.fr/dermatologue/lyon/helene-vaubrun"
    doctor, other = read(page(DOCTOR, product), address).listings

    assert (doctor.url, other.url) == (address, None)
    assert doctor.rating is not None
    assert doctor.rating.count == 1234


def test_wrapped_values_and_reviews_given_twice_are_taken_once() -> None:
    doctor = {
        "@type": ["Physician", "schema:LocalBusiness"],
        "name": {"@value": "Dr Vaubrun"},
        "telephone": {"@list": ["01 99 00 12 34", "01 99 00 12 34"]},
        "isAcceptingNewPatients": True,
        "review": {"@type": "Review", "reviewBody": "Bien.", "author": "Luce"},
    }
    body = """<div itemscope itemtype="http://schema.org/Physician"><span itemprop="name">Dr Vaubrun</span>
    <div itemprop="review" itemscope itemtype="http://schema.org/Review"><p itemprop="reviewBody">Bien.</p>
    <b itemprop="author">Luce</b><i itemprop="datePublished">2026-01-02</i></div></div>"""
    reading = read(page([doctor], body=body))

    (listing,) = reading.listings
    assert (listing.types, listing.phones) == (("Physician", "LocalBusiness"), ("+33199001234",))
    assert [(one.author, one.date) for one in reading.raw] == [("Luce", "2026-01-02")]


def test_addresses_in_one_line_or_of_the_place_are_read() -> None:
    line = {"@type": "Physician", "name": "Dr Aubry", "address": "12 rue des Tanneurs, 69002 Lyon"}
    place = {
        "@type": "MedicalOrganization",
        "name": "Centre Bel-Air",
        "location": {"@type": "Place", "address": {"postalCode": "75011"}},
        "contactPoint": {"telephone": "+33 1 99 00 12 34"},
    }
    one, other = read(page(line, place)).listings

    assert one.address.street == "12 rue des Tanneurs, 69002 Lyon"
    assert (other.address.postal_code, other.phones) == ("75011", ("+33199001234",))


def test_a_person_is_named_by_given_and_family_name_where_that_is_all() -> None:
    person = {"@type": "Person", "givenName": "Hélène", "familyName": "Vaubrun", "jobTitle": "Médecin"}

    assert read(page(person)).listings[0].name == "Hélène Vaubrun"


@pytest.mark.parametrize(
    ("url", "wanted"), [("https://cabinet.example/", ()), ("https://cabinet.example.fr/", ("+33199001234",))]
)
def test_a_number_follows_the_country_of_the_page(url: str, wanted: tuple[str, ...]) -> None:
    text = page({**DOCTOR, "address": {"addressLocality": "Lyon"}}).replace('lang="fr"', "")

    assert read(text, url).listings[0].phones == wanted


def test_a_rating_that_names_what_it_rates_is_that_one_s() -> None:
    rated = {
        "@type": "AggregateRating",
        "ratingValue": "4",
        "ratingCount": 7,
        "itemReviewed": {"@type": "Physician", "name": "Dr Vaubrun"},
    }
    (listing,) = read(page(rated)).listings

    assert (listing.name, listing.rating) == ("Dr Vaubrun", Rating(value=4, count=7))


def test_a_reply_may_be_stated_as_plain_words() -> None:
    doctor = {**DOCTOR, "review": {"@type": "Review", "reviewBody": "Mal.", "reply": "Merci, nous vous rappelons."}}

    assert read(page(doctor)).reviews[0].reply == "Merci, nous vous rappelons."
