"""The page in the terminal: 45 lines, 100 columns, and what matters first."""

import re
from datetime import date

import audits
import hostile
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wcwidth import width

import make
from ereput.errors import Skipped
from ereput.model import (
    Audit,
    Coverage,
    Figure,
    Interval,
    Judgement,
    Practitioner,
    Problem,
    Rating,
    Seen,
    Severity,
    Status,
    Unseen,
)
from ereput.report import render, view
from ereput.source import Leads
from ereput.sources.overpass import Overpass
from ereput.sources.web_pages import WebPages
from ereput.words import Words

EDGES = {name: getattr(audits, name) for name in ("rich", "silent", "empty", "one_review")}


def page(audit: Audit, columns: int = 80, language: str = "fr", *, colour: bool = False) -> str:
    return render("terminal", audit, Words(language), width=columns, colour=colour, abouts=audits.abouts())


@pytest.mark.parametrize("columns", [80, 100])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_is_the_one_that_was_accepted(golden, language, columns):
    golden(f"rich-{language}-{columns}.txt", page(audits.rich(), columns, language))


@pytest.mark.parametrize("name", ["silent", "empty", "one_review"])
def test_the_page_at_the_edges_is_the_one_that_was_accepted(golden, name):
    golden(f"{name}-fr-80.txt", page(EDGES[name]()))


@pytest.mark.parametrize("columns", [80, 85, 92, 100])
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", EDGES)
def test_a_page_holds_45_lines_and_its_width(name, language, columns):
    _is_in_bounds(page(EDGES[name](), columns, language), columns)


@pytest.mark.parametrize("columns", [40, 59, 60, 79])
def test_a_narrower_page_keeps_its_width_and_its_sentences_and_has_the_rows_of_a_wider_one(columns):
    text = page(audits.rich(), columns)
    said = " ".join(text.replace("\u00a0", " ").split())

    assert all(width(line) <= columns for line in text.splitlines())
    assert "Garder la preuve" in said
    assert "premier reproche" in said
    assert "… et 4 autres (rapport HTML)" in said
    assert "Doctolib" not in said


def test_a_wider_terminal_gets_100_columns():
    assert page(audits.rich(), 240) == page(audits.rich(), 100)


def _is_in_bounds(text: str, columns: int) -> None:
    lines = text.splitlines()
    assert len(lines) <= 45
    assert max(width(line) for line in lines) <= columns


texts = (
    st.text(st.characters(exclude_categories=["Cs"]), max_size=120)
    | st.sampled_from(list(hostile.PAYLOADS.values()))
    | st.text("ab 漢é", max_size=300)
)
sites = st.sampled_from(["google_maps", "doctolib", "pagesjaunes", "nowhere", None])
shares = st.floats(0, 1)
days = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@st.composite
def listings(draw):
    return make.listing(
        site=draw(sites),
        id=str(draw(st.integers(0, 10**9))),
        url=f"https://www.doctolib.fr/{draw(st.integers(0, 10**30))}",
        name=draw(texts),
        specialty=draw(texts),
        seen=draw(st.sampled_from(Seen)),
        stars=draw(st.none() | st.floats(1, 5)),
        count=draw(st.integers(0, 10**6)),
    )


@st.composite
def any_audits(draw):
    found = draw(st.lists(listings(), max_size=20))
    judgements = [draw(st.sampled_from(Judgement)) for _ in found]
    silent = draw(st.dictionaries(texts, st.sampled_from(Status), max_size=12))
    severities, deadlines = st.sampled_from(Severity), st.none() | days
    findings = [
        make.finding(f"X{i}", draw(severities), statement=draw(texts), deadline=draw(deadlines))
        for i in range(draw(st.integers(0, 9)))
    ]
    keys = ("positive_share", "controlled_share", "consistency", *(f"aspect.{i}" for i in range(12)))
    figures = {
        key: Figure(value=draw(shares), low=0, high=1, n=draw(st.integers(0, 10**6)))
        for key in keys
        if draw(st.booleans())
    }
    points = draw(st.floats(0, 100))
    return make.audit(
        practitioner=make.practitioner(given=draw(texts), family=draw(texts), specialty=draw(texts)),
        harvests=(make.harvest(*found, source=draw(texts)),),
        matches=tuple(make.match(one, judgement) for one, judgement in zip(found, judgements, strict=True)),
        opinions=(),
        findings=tuple(findings),
        figures={**figures, "score": Figure(value=points, low=0, high=100, n=9, unit="points")},
        coverage=Coverage(
            asked=draw(st.integers(0, 99)),
            silent=silent,
            unseen=(Unseen(site="keldoc", source="tavily", query=draw(texts), results=10),),
            namesakes=draw(st.integers(0, 10**6)),
        ),
        grade=draw(st.sampled_from("ABCD")),
        previous=draw(st.sampled_from([None, make.NOW])),
        changes=tuple(make.change("changed", "listing", "x", field=draw(texts), after=draw(texts)) for _ in range(3)),
    )


@settings(max_examples=60, deadline=None)
@given(any_audits(), st.integers(80, 100), st.sampled_from(["fr", "en"]))
def test_any_audit_fits_on_the_page(audit, columns, language):
    _is_in_bounds(page(audit, columns, language), columns)


def test_without_colour_the_page_is_plain_text():
    assert "\x1b" not in page(audits.rich())


def test_colour_changes_no_word_of_the_page():
    coloured = page(audits.rich(), colour=True)

    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == page(audits.rich())


def test_no_score_is_shown_under_grade_d():
    text = page(audits.one_review(), language="en")

    assert "NO SCORE" in text
    assert "a score takes at least 5 reviews" in text
    assert "/ 100" not in text


def test_an_interval_over_two_bands_is_said_with_both_words():
    audit = make.audit(figures={"score": Figure(value=62, low=55, high=70, n=20, unit="points")})

    assert "EXPOSED TO FAIR" in page(audit, language="en")


def test_when_nobody_answered_nothing_is_claimed_about_listings():
    text = page(audits.silent(), language="en")

    assert "nothing can be said, neither good nor bad" in text
    assert "Unknown: no source answered." in text
    assert "No listing was found" not in text


def test_a_source_that_is_not_configured_is_no_failure():
    audit = make.audit(harvests=(make.harvest(source="brave", status=Status.NOT_CONFIGURED, asked=0, answered=0),))

    assert "Not configured, which is no failure: Brave Search." in " ".join(page(audit, language="en").split())


def test_each_reason_for_silence_is_said_in_words():
    reasons = (Status.REFUSED, Status.THROTTLED, Status.UNREACHABLE, Status.BROKEN, Status.DISALLOWED)
    audit = make.audit(harvests=(), coverage=Coverage(asked=9, silent={f"s{i}": r for i, r in enumerate(reasons)}))
    text = " ".join(page(audit, 100, "en").split())

    assert "Refused to answer: s0." in text
    assert "Too many questions, ask again later: s1." in text
    assert "Out of reach (network or server): s2." in text
    assert "Answer not understood, please report it: s3." in text
    assert "Reading not allowed (robots.txt or terms): s4." in text


def test_a_file_that_was_brought_and_not_read_is_named_with_what_to_do():
    problem = Problem(status=Status.BROKEN, url="file:scan.html", detail="the file is empty")
    brought = make.harvest(source="exports", status=Status.BROKEN, problems=(problem,), asked=1, answered=0)
    text = " ".join(page(make.audit(harvests=(brought,)), 100, "fr").replace("\u00a0", " ").split())

    assert "Votre fichier scan.html : le fichier est vide." in text
    assert "à nous signaler" not in text


def test_a_machine_that_reaches_nobody_is_asked_whether_it_is_connected():
    nobody = Coverage(asked=1, silent={"wikipedia": Status.UNREACHABLE})

    assert "Is this machine connected?" in " ".join(page(make.audit(harvests=(), coverage=nobody), 100, "en").split())


def test_who_is_hardly_described_is_told_what_to_add():
    who = Practitioner(given="Ada", family="Brun")
    unsure = (make.match(make.listing(name="Ada Brun"), Judgement.UNSURE),)
    hint = "--city and --specialty, or --rpps"

    assert hint in " ".join(page(make.audit(practitioner=who, matches=unsure), 100, "en").split())
    assert hint not in " ".join(page(make.audit(matches=unsure), 100, "en").split())


def test_a_deadline_that_is_over_is_said_to_be_over():
    audit = make.audit(findings=(make.finding("X1", deadline=date(2026, 11, 1)),))

    assert "over since 1\u00a0Nov\u00a02026" in page(audit, language="en")


def test_a_namesake_is_counted_and_never_named():
    namesake = make.listing(name="Hélène Vaubrun, cardiologue", url="https://www.doctolib.fr/cardiologue/lyon/x")
    audit = make.audit(matches=(make.match(namesake, Judgement.DIFFERENT),), coverage=Coverage(namesakes=1))
    text = page(audit, language="en")

    assert "1 result about a namesake or other set aside" in text
    assert "cardiologue" not in text


def test_what_is_wrong_stands_before_what_is_right():
    right = make.listing(site="doctolib", id="1", count=900, stars=5)
    wrong = make.listing(site="pagesjaunes", id="2", phone="+33465716002")
    text = page(make.audit(matches=(make.match(right), make.match(wrong))))

    assert text.index("PagesJaunes") < text.index("Doctolib")


def test_a_source_that_asks_for_a_credit_gets_it_when_it_gave_something():
    gave = make.audit(harvests=(make.harvest(make.listing(), source="overpass"),))
    gave_nothing = make.audit(harvests=(make.harvest(source="overpass"),))

    assert "© OpenStreetMap contributors" in page(gave)
    assert "© OpenStreetMap contributors" not in page(gave_nothing)


def test_a_site_that_refuses_robots_is_given_to_the_reader_to_open():
    text = page(audits.rich(), language="en")

    assert "https://www.pagesjaunes.fr/pros/00000001" in text
    assert "--import page.html" in text


def test_ten_thousand_reviews_make_a_page():
    text = page(audits.many(10_000), language="en")

    _is_in_bounds(text, 80)
    assert "10,000" in text


@pytest.mark.parametrize("payload", hostile.PAYLOADS.values(), ids=hostile.PAYLOADS.keys())
def test_hostile_text_cannot_act_on_the_terminal(payload):
    text = page(hostile.audit(payload), language="en")

    _is_in_bounds(text, 80)
    assert all(char == "\n" or char == "\u200d" or char.isprintable() or char in "\u00a0\u202f" for char in text)


def test_a_day_that_is_not_known_is_not_made_up():
    review = make.review(audits.GOOGLE, published=Interval())
    finding = make.finding("X1", subject=review.key)
    audit = make.audit(
        harvests=(make.harvest(audits.GOOGLE, review),), matches=(make.match(audits.GOOGLE),), findings=(finding,)
    )

    assert "date not known" in render("markdown", audit, Words("en"))


def test_what_is_unsure_is_marked_where_no_long_name_can_hide_it():
    host = f"annuaire-{'tres-' * 6}long.example"
    page_ = make.listing(url=f"https://{host}/x")
    booked = make.listing(site="doctolib", id="9", url="https://www.doctolib.fr/x/lyon/y", seen=Seen.SNIPPET)
    audit = make.audit(matches=tuple(make.match(one, Judgement.UNSURE) for one in (page_, booked)))

    text = page(audit, language="fr", columns=80)

    assert "peut-être – annuaire-t" in text
    assert "Doctolib, peut-être la vôtre – https://www.doctolib.fr/x/lyon/y" in text


def test_a_listing_that_nobody_has_rated_shows_no_mark():
    for rating in (Rating(value=0, worst=0, count=0), Rating(value=0, worst=0)):
        home = make.listing(rating=rating)
        (row,) = view(make.audit(matches=(make.match(home),)), Words("en")).listings.rows

        assert row.rating is None


@pytest.mark.parametrize("columns", [80, 100])
def test_unsure_listings_of_one_site_are_told_apart_on_the_page(columns):
    found = [
        make.listing(site="doctolib", id=name, specialty=name, url=None) for name in ("Dermatologue", "Sage-femme")
    ]
    text = page(make.audit(matches=tuple(make.match(one, Judgement.UNSURE) for one in found)), columns)

    assert text.count("peut-être – Doctolib") == 2
    assert "Dermatologue, Lyon" in text
    assert "Sage-femme, Lyon" in text


def test_a_source_that_had_no_lead_says_what_it_lacked():
    lacking = []
    for source in (Overpass(), WebPages()):
        with pytest.raises(Skipped) as said:
            list(source.follow(make.practitioner(), Leads()))
        lacking.append(
            make.harvest(
                source=source.about.name,
                problems=(make.problem(Status.SKIPPED, detail=str(said.value)),),
                asked=0,
                answered=0,
                status=Status.SKIPPED,
            )
        )
    text = " ".join(page(make.audit(harvests=tuple(lacking)), 100, "fr").replace("\u00a0", " ").split())

    assert "Laissées de côté faute d'adresse située : OpenStreetMap (Overpass)." in text
    assert "Laissées de côté faute de page à lire : pages du web." in text


def test_what_to_do_is_not_set_into_a_quotation():
    said = {"site": "Google Maps", "said": "Escroc ! Une honte", "clock": "unknown", "months": 3}
    text = page(make.audit(findings=(make.finding("REV001", values=said),)), 100, "fr").replace("\u00a0", " ")

    assert "« Escroc ! Une honte ». Garder" in " ".join(text.split()).replace("\u202f", " ")


def test_a_limit_that_is_over_says_so_and_what_is_left_before_all_else():
    said = {"site": "Google Maps", "said": "Il a volé ma carte", "clock": "over", "last_day": "2026-02-12"}
    finding = make.finding("REV002", values=said, severity=Severity.WATCH)
    for columns in (80, 100):
        text = " ".join(page(make.audit(findings=(finding,)), columns, "fr").replace("\u00a0", " ").split())

        assert "délai passé" in text
        assert "(DSA, article 16)" in text


def test_a_short_step_says_what_to_do_where_the_law_sets_a_limit():
    for columns in (80, 100):
        text = page(audits.rich(), columns, "en").replace("REV002-ecbd8c", "")

        assert "see a lawyer before that day." in " ".join(text.split())


def test_a_long_quotation_gives_way_to_what_to_do_about_it():
    said = {"site": "Google Maps", "said": "Cette bonne femme est une grosse menteuse et un charlatan, une voleuse"}
    clock = {"clock": "open_on", "earliest": "2026-09-10", "last_day": "2026-12-10"}
    finding = make.finding(
        "REV001", values={**said, **clock}, deadline=date(2026, 12, 10), unread_since=date(2026, 9, 21)
    )
    many = audits.rich()
    findings = (finding, *many.findings)
    text = page(msgspec.structs.replace(many, findings=findings), 80, "fr").replace(finding.id, "")
    text = " ".join(" ".join(text.split()).replace("10 déc. 2026", "").split())

    assert "Garder la preuve, ne pas répondre, voir un avocat avant. 2" in text
    assert re.search("« Cette bonne[^»]*… ?»", text)


@pytest.mark.parametrize("columns", [80, 100, 120])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_three_steps_have_their_ids_and_last_days_and_the_others_their_ids(language, columns):
    text = page(audits.rich(), columns, language)
    told = view(audits.rich(), Words(language)).steps.rows

    assert len(told) == 4
    assert all(step.id in text for step in told)
    for step in told[:3]:
        assert any(line.endswith(step.by) for line in text.splitlines())
        assert any(line.endswith(step.id) for line in text.splitlines())


@pytest.mark.parametrize("columns", [80, 100])
@pytest.mark.parametrize(
    ("language", "advice"), [("fr", "Conservez-le, n'y répondez"), ("en", "Keep it, do not answer")]
)
def test_of_a_threat_the_quotation_gives_way_to_what_to_do(language, advice, columns):
    threats = ("Payez, ou votre réputation sera finie, docteur, finie", "Je sais où vous habitez, vous et vos enfants")
    found = [
        make.finding("REV003", Severity.ACT, subject=said, values={"site": "Google Maps", "said": said})
        for said in threats
    ]
    audit = audits.rich()
    audit = msgspec.structs.replace(audit, findings=(*found, *audit.findings))
    lines = page(audit, columns, language).splitlines()
    text = " ".join(re.sub(r" {2,}(REV003|soon|dès que).*$", "", line).strip() for line in lines)

    assert text.count(advice) == len(threats)
