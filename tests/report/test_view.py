"""What the View decides."""

import audits
import pytest

import make
from ereput.model import Audit, Judgement, Seen
from ereput.report import view
from ereput.report.view import View
from ereput.report.view.given import Given
from ereput.words import Words


def shown(*matches, **changed) -> View:
    audit: Audit = make.audit(matches=matches, **changed)
    return view(audit, Words("en"), audits.abouts())


def test_no_listing_is_said_to_be_quite_certain():
    rows = shown(make.match(probability=0.999), make.match(audits.CLINIC, probability=0.9)).listings.rows

    assert {row.probability.text for row in rows} == {"≥ 99%", "90%"}


def test_the_practitioners_own_site_is_held_by_them():
    own = make.listing(url="https://www.dr-vaubrun.example/contact")
    named = make.listing(url="https://cabinet.example/moi")
    who = make.practitioner(pages=("https://cabinet.example/moi",))

    assert [row.control for row in shown(make.match(own), make.match(named), practitioner=who).listings.rows] == [
        "you"
    ] * 2


def test_a_page_of_somebody_elses_site_is_not_held_by_them():
    assert [row.control for row in shown(make.match(audits.CLINIC)).listings.rows] == ["unknown"]


def test_a_claimed_listing_is_held_by_them():
    claimed = make.listing(site="pagesjaunes", id="1", is_claimed=True)

    assert [row.control for row in shown(make.match(claimed)).listings.rows] == ["you"]


def test_a_listing_seen_twice_is_shown_once_as_it_was_seen_best():
    page = make.listing(site="pagesjaunes", id="1", seen=Seen.PAGE)
    snippet = make.listing(source="tavily", site="pagesjaunes", id="1", seen=Seen.SNIPPET, phone="+33465716002")
    rows = shown(make.match(snippet), make.match(page)).listings.rows

    assert [row.seen_word for row in rows] == ["its page"]


@pytest.mark.parametrize(
    ("seen", "source", "word"),
    [
        (Seen.PAGE, "web_pages", "its page"),
        (Seen.SNIPPET, "tavily", "snippet"),
        (Seen.EXPORT, "exports", "your file"),
        (Seen.API, "overpass", "open data"),
        (Seen.API, "rpps", "register"),
    ],
)
def test_each_listing_says_how_it_was_seen(seen, source, word):
    assert [row.seen_word for row in shown(make.match(make.listing(source=source, seen=seen))).listings.rows] == [word]


def test_the_main_complaint_is_the_aspect_that_most_speak_ill_of():
    rows = {row.key: row.remark for row in view(audits.rich(), Words("en")).aspects.rows}

    assert [key for key, remark in rows.items() if remark] == ["waiting"]


def test_an_aspect_with_few_mentions_has_a_count_and_no_share():
    row = next(row for row in view(audits.rich(), Words("en")).aspects.rows if row.key == "premises")

    assert row.mentions.text == "2"
    assert row.share is None


def test_a_review_that_asks_for_care_is_not_quoted_for_its_aspect():
    row = next(row for row in view(audits.rich(), Words("en")).aspects.rows if row.key == "fees")

    assert "jamais réalisé" not in row.quote


def test_an_aspect_is_illustrated_by_what_most_say_of_it():
    said = (
        ("Très bonne consultation, un peu de retard, c'est neutre.", "pos", "neu"),
        ("À l'heure.", "pos", "pos"),
        ("Bon médecin, mais une heure d'attente.", "pos", "neg"),
        ("Une heure d'attente.", "neg", "neg"),
        ("Encore une heure d'attente.", "neg", "neg"),
        ("Bien, sans plus.", "pos", "neu"),
        ("Correct, sans plus.", "pos", "neu"),
        ("Sans plus.", "pos", "neu"),
    )
    reviews = [
        make.review(audits.GOOGLE, id=f"q{n}", text=text, stars=5 if label == "pos" else 1)
        for n, (text, label, _) in enumerate(said)
    ]
    opinions = tuple(
        make.opinion(review, label, aspects={"waiting": waiting})
        for review, (_, label, waiting) in zip(reviews, said, strict=True)
    )
    told = shown(
        make.match(audits.GOOGLE), harvests=(make.harvest(audits.GOOGLE, *reviews),), opinions=opinions, figures={}
    )

    assert told.aspects.rows[0].quote in ("“Une heure d'attente.”", "“Encore une heure d'attente.”")


def test_a_town_alone_is_not_the_address():
    town = make.listing(site="doctolib", id="1", street=None, postal_code=None)
    (row,) = shown(make.match(town)).listings.rows
    mark = next(mark for mark in row.marks if mark.field == "address")

    assert (mark.symbol, mark.word, mark.kind) == ("○", "town only", "town_only")


def test_unsure_listings_of_one_site_can_be_told_apart():
    doctor = make.listing(site="doctolib", id="1")
    midwife = make.listing(site="doctolib", id="2", specialty="Sage-femme", locality="Nantes")
    bare = make.listing(
        site="doctolib", id="3", specialty=None, address=make.Address(), url="https://www.doctolib.fr/x/nantes/y/"
    )
    rows = shown(*(make.match(one, Judgement.UNSURE) for one in (doctor, midwife, bare))).listings.rows

    assert {row.detail for row in rows} == {"Dermatologue, Lyon", "Sage-femme, Nantes", "y"}


def test_five_steps_come_first_and_no_finding_is_lost():
    findings = tuple(make.finding(f"X{number}") for number in range(9))
    told = shown(findings=findings).steps

    assert len(told.rows) == 5
    assert len(told.others) == 4


def test_a_step_leads_to_the_page_that_a_person_can_open():
    told = view(audits.rich(), Words("en"), audits.abouts()).steps.rows

    assert [link.url for link in told[1].links] == ["https://www.pagesjaunes.fr/pros/00000001"]


def test_every_quarter_since_the_first_review_is_shown_with_its_mean():
    reviews = view(audits.rich(), Words("en")).reviews

    assert len(reviews.quarters) == 12
    assert reviews.quarters[-1].name == "Q4 2026"


def test_unsure_pages_and_listings_at_one_address_are_one_result():
    listing = make.listing(url="https://maiia.example/x")
    mention = make.mention(url="https://maiia.example/x")
    told = shown(make.match(listing, Judgement.UNSURE), make.match(mention, Judgement.UNSURE)).identity

    assert told.paragraphs[0].startswith("1 unsure")


def test_the_files_of_the_user_are_called_theirs():
    assert view(audits.rich(), Words("en")).coverage.rows[-1].name == "your files"


def test_an_interval_without_width_claims_no_certainty():
    shown = Given(audit=make.audit(), words=Words("en"))

    assert shown.between(make.figure(1.0, low=1.0, high=1.0)) == ""
