"""What the View decides."""

import audits
import pytest

import make
from ereput.errors import NOT_RECORDED
from ereput.model import Audit, Coverage, Figure, Judgement, Seen, Status
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

    assert {row.detail for row in rows} == {"Dermatologist, Lyon", "Midwife, Nantes", "y"}


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


def test_a_specialty_is_shown_in_the_readers_language():
    english = make.listing(specialty="Dermatology")
    told = view(make.audit(matches=[make.match(english)]), Words("fr"))
    [mark] = [mark for mark in told.listings.rows[0].marks if mark.field == "specialty"]

    assert mark.shown == "Dermatologue"
    assert "dermatologist" in view(make.audit(), Words("en")).head.facts


def test_the_files_of_the_user_are_called_theirs():
    assert view(audits.rich(), Words("en")).coverage.rows[-1].name == "Your files"


@pytest.mark.parametrize(("language", "name"), [("fr", "Wikipédia"), ("en", "Wikipedia")])
def test_the_encyclopaedia_is_named_as_the_readers_language_names_it(language, name):
    article = make.listing(site="wikipedia", url="https://fr.wikipedia.org/wiki/H")
    harvest = make.harvest(source="wikipedia")
    told = view(make.audit(matches=[make.match(article)], harvests=(harvest,)), Words(language), audits.abouts())

    assert told.coverage.rows[0].name == told.listings.rows[0].site == name


def test_an_interval_without_width_claims_no_certainty():
    shown = Given(audit=make.audit(), words=Words("en"))

    assert shown.between(make.figure(1.0, low=1.0, high=1.0)) == ""


@pytest.mark.parametrize(
    ("seen", "word"),
    [(Seen.PAGE, "not shown"), (Seen.SNIPPET, "not seen"), (Seen.EXPORT, "not seen"), (Seen.API, "not seen")],
)
def test_a_field_is_absent_only_from_a_page_that_was_read(seen, word):
    (row,) = shown(make.match(make.listing(seen=seen, phone=None))).listings.rows

    assert {mark.field: mark.word for mark in row.marks}["phone"] == word


@pytest.mark.parametrize(
    ("answered", "asked", "said"),
    [
        (0, 0, "Aucune source n'a été interrogée."),
        (0, 1, "La seule source interrogée n'a pas répondu."),
        (0, 5, "Aucune des 5 sources n'a répondu."),
        (1, 5, "1 source sur 5 a répondu."),
        (2, 5, "2 sources sur 5 ont répondu."),
    ],
)
def test_who_answered_is_said_in_the_number_that_french_asks_for(answered, asked, said):
    audit = make.audit(coverage=Coverage(asked=asked, answered=answered))

    assert view(audit, Words("fr")).coverage.summary == said


@pytest.mark.parametrize(("read", "said"), [(0, "0 avis lu sur 6 "), (1, "1 avis lu sur 6 "), (2, "2 avis lus sur 6 ")])
def test_reviews_read_are_said_in_the_number_that_french_asks_for(read, said):
    audit = make.audit(coverage=Coverage(reviews_read=read, reviews_stated=6))

    assert view(audit, Words("fr")).coverage.reviews.startswith(said)


def test_each_number_says_of_what_it_was_made():
    told = {part.key: part.n.text for part in view(audits.rich(), Words("fr")).parts.rows}

    assert told == {
        "rating": "47 avis",
        "positive_share": "32 textes",
        "page_one": "4 résultats",
        "consistency": "5 fiches",
    }


def test_page_one_shows_what_each_result_counts_and_the_number_that_enters_the_score():
    told = view(audits.rich(), Words("en"))

    assert [row.counts.text if row.counts else "–" for row in told.page_one.queries[0].rows] == [
        *("1.00", "1.00", "0.60"),
        *("–", "–"),  # a namesake's, and one of which it is not sure whose it is
    ]
    assert "makes 66%: this enters the score" in told.page_one.summary
    assert next(part for part in told.parts.rows if part.key == "page_one").value.text == "66%"


def test_the_method_can_be_reckoned_again():
    results = [make.mention(url=f"https://{rank}.example/", rank=rank) for rank in (1, 2)]
    own = make.practitioner(pages=("https://1.example/",))
    worth = (1 * 1.0 + 0.63093 * 0.5) / 1.63093
    audit = make.audit(
        practitioner=own,
        matches=tuple(make.match(one) for one in results),
        figures={
            "page_one": make.figure(worth, n=2),
            "positive_share": make.figure(0.68, n=50),
            "rating": make.figure(4.04, n=1, unit="stars"),
            "effective_reviews": make.figure(0.9, n=1, unit="count"),
        },
    )
    told = " ".join(view(audit, Words("en")).method.paragraphs)

    assert "Here: 1.32 / 1.63 = 81%." in told
    assert "Here: 34 / 50 = 68%, middle 0.667." in told
    assert "Here: 1 mark, which weighs 0.9 by its age, and the 3 that are added make 4.0." in told


def test_a_value_that_todays_rules_do_not_make_is_not_said_to_be_theirs():
    told = " ".join(view(audits.rich(), Words("en")).method.paragraphs)

    assert "Value = Σ weight × count / Σ weight. Here" not in told


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "une page web au lieu des données attendues\u00a0: «\u00a0Maintenance\u00a0»"),
        ("en", "HTML where JSON was due: “Maintenance”"),
    ],
)
def test_of_a_page_that_came_in_place_of_an_answer_the_words_are_shown_and_not_the_markup(language, said):
    values = {"beginning": repr('<!DOCTYPE html>\n<html lang="fr"><head><title>Maintenance</ti')}
    template = "HTML where JSON was due: {beginning}"
    problem = make.problem(
        Status.BROKEN,
        url="https://fr.wikipedia.org/w",
        detail=template.format(**values),
        template=template,
        values=values,
    )
    audit = make.audit(harvests=(make.harvest(source="wikipedia", problems=(problem,)),))

    assert view(audit, Words(language)).coverage.rows[0].details == (f"fr.wikipedia.org – {said}",)


def test_a_sentence_of_ours_keeps_the_tag_that_it_names():
    template = "a <{tag}> without an address"
    problem = make.problem(
        Status.BROKEN,
        url="https://a.example/",
        detail="a <a> without an address",
        template=template,
        values={"tag": "a"},
    )
    audit = make.audit(harvests=(make.harvest(source="gdelt", problems=(problem,)),))

    assert view(audit, Words("en")).coverage.rows[0].details == ("a.example – a <a> without an address",)


def test_why_one_page_of_many_was_not_read_says_the_sort_of_trouble_and_a_refusal_its_number_alone():
    refused = make.problem(Status.REFUSED, url="https://one.example/x", detail="HTTP 403 Forbidden")
    rows = [
        make.harvest(make.listing(), source="web_pages", problems=(refused,)),
        make.harvest(source="gdelt", problems=(refused,)),
    ]
    told = view(make.audit(harvests=tuple(rows)), Words("en")).coverage.rows

    assert [row.details for row in told] == [("one.example – it refused – HTTP 403",), ("one.example – HTTP 403",)]


def test_a_request_that_a_recording_lacks_is_told_apart_from_a_source_that_broke_or_was_out_of_reach():
    lacking = make.problem(
        Status.UNREACHABLE, detail="not in the recording: GET x", template=NOT_RECORDED, values={"request": "GET x"}
    )
    silent = {"gdelt": Status.UNREACHABLE, "wikipedia": Status.UNREACHABLE}
    audit = make.audit(
        harvests=(
            make.harvest(source="gdelt", problems=(lacking,)),
            make.harvest(source="wikipedia", problems=(make.problem(Status.UNREACHABLE),)),
        ),
        coverage=Coverage(asked=2, answered=1, silent=silent),
    )
    told = view(audit, Words("fr"), audits.abouts()).coverage

    assert [row.word for row in told.rows] == ["absent de l'enregistrement", "injoignable"]
    assert told.silences[:2] == (
        "Réponse absente de l'enregistrement rejoué\u00a0: GDELT.",
        "Injoignables (réseau ou serveur)\u00a0: Wikipédia.",
    )


def test_where_everything_is_absent_from_a_recording_the_network_is_not_blamed():
    lacking = make.problem(Status.UNREACHABLE, template=NOT_RECORDED, values={"request": "GET x"})
    audit = make.audit(
        harvests=(make.harvest(source="gdelt", problems=(lacking,)),),
        coverage=Coverage(asked=1, answered=0, silent={"gdelt": Status.UNREACHABLE}),
    )

    assert view(audit, Words("en"), audits.abouts()).coverage.silences == (
        "Not in the recording that is played: GDELT.",
    )


def test_a_town_and_hours_are_written_as_people_write_them():
    shouted = make.practitioner(locality="SAINT-ÉTIENNE")
    told = view(make.audit(practitioner=shouted), Words("fr")).head

    assert "Saint-Étienne" in told.facts
    assert dict(told.card)["horaires"] == "lun.-ven. 09:00-18:00"


def test_a_last_day_is_said_to_be_one_only_where_there_is_one():
    review = make.review(audits.GOOGLE)
    finding = make.finding("REV004", subject=review.key)
    told = shown(
        make.match(audits.GOOGLE), harvests=(make.harvest(audits.GOOGLE, review),), findings=(finding,)
    ).sensitive

    assert told.rows[0].by == "soon"


def test_brackets_are_said_in_words_where_they_have_a_width():
    wide = Figure(value=68.4, low=60.2, high=76.3, n=47, unit="points")
    sharp = Figure(value=68.4, low=68.4, high=68.4, n=47, unit="points")

    assert shown(figures={"score": wide}).verdict.likely == "very likely between 60 and 76 (95%)"
    assert shown(figures={"score": sharp}).verdict.likely == ""
