"""Each check finds what it looks for, and nothing where there is nothing."""

from collections.abc import Sequence
from datetime import date

import pytest

import make
from ereput.checks import CODES, check, first_steps, sentence
from ereput.errors import NOT_KEPT, NOT_RECORDED
from ereput.figures import coverage, figures
from ereput.model import (
    Address,
    Bearers,
    Census,
    Change,
    Counts,
    Figure,
    Finding,
    Harvest,
    Interval,
    Judgement,
    Listing,
    Match,
    Mention,
    Opinion,
    Practitioner,
    Review,
    Seen,
    Severity,
    Status,
)
from ereput.sites import Control, Kind, sites
from ereput.words import FIXED, Words

HOME = make.listing(source="exports", site="google_maps", id="1", seen=Seen.EXPORT, is_claimed=True)
FRENCH, ENGLISH = Words("fr"), Words("en")


def found(
    *things: Listing | Review | Mention | Match | Harvest | Census,
    who: Practitioner | None = None,
    opinions: Sequence[Opinion] = (),
    changes: tuple[Change, ...] = (),
    words: Words = ENGLISH,
) -> list[Finding]:
    """What the checks find in an audit of these things, each judged the practitioner's unless it is a match."""
    who = who or make.practitioner()
    items = [one.listing if isinstance(one, Match) else one for one in things if not isinstance(one, Harvest)]
    harvests = (make.harvest(*items), *(one for one in things if isinstance(one, Harvest)))
    matches = tuple(
        one if isinstance(one, Match) else make.match(one)
        for one in things
        if isinstance(one, Match | Listing | Mention)
    )
    dossier = make.dossier(
        who=who,
        harvests=harvests,
        matches=matches,
        opinions=tuple(opinions),
        figures=figures(who, harvests, matches, opinions, make.NOW),
        coverage=coverage(harvests, matches),
        changes=changes,
    )
    return list(check(dossier, words))


def codes(findings: Sequence[Finding]) -> set[str]:
    return {finding.code for finding in findings}


def one(code: str, findings: Sequence[Finding]) -> Finding:
    (finding,) = [finding for finding in findings if finding.code == code]
    return finding


def said(text: str, **changed: object) -> list[Finding]:
    words = changed.pop("words", ENGLISH)
    return found(HOME, make.review(HOME, text=text, **{"stars": 1, **changed}), words=words)  # type: ignore[arg-type]


# ---------------------------------------------------------------- reviews and their clocks


def test_an_insult_has_the_last_day_of_the_press_law() -> None:
    finding = one("REV001", said("Escroc !", day=date(2026, 11, 2), words=FRENCH))

    assert finding.deadline == date(2027, 2, 2)
    assert finding.severity is Severity.ACT
    assert finding.statement.replace(FIXED, " ") == (
        "Injure probable dans un avis sur Google Maps : « Escroc ». "
        "Agir au plus tard le 2 février 2027 (publié le 2 novembre 2026)."
    )


@pytest.mark.parametrize(
    ("day", "deadline", "says"),
    [
        (date(2026, 11, 2), date(2027, 11, 2), "sinon c'est le 2 février 2027 : agir avant cette date."),
        (date(2026, 7, 1), date(2027, 7, 1), "sinon le délai a pu prendre fin le 1er octobre 2026."),
    ],
)
def test_hate_has_a_year_only_if_it_is_accepted_as_such_and_the_cautious_day_is_said(
    day: date, deadline: date, says: str
) -> None:
    finding = one("REV009", said("Retourne dans ton pays sale arabe !", day=day, words=FRENCH))

    assert finding.deadline == deadline
    assert finding.statement.replace(FIXED, " ").replace("\u202f", " ").endswith(says)
    assert "ne vaut que si le caractère discriminatoire est retenu (art. 65-3)" in finding.statement.replace(FIXED, " ")


def test_hate_whose_year_is_over_has_no_cautious_day() -> None:
    finding = one("REV009", said("Retourne dans ton pays sale arabe !", day=date(2025, 1, 2)))

    assert "accepted" not in finding.statement
    assert finding.deadline is None


def test_the_earliest_day_counts() -> None:
    between = Interval(earliest=date(2026, 11, 2), latest=date(2026, 11, 9))

    finding = one("REV001", said("Escroc !", published=between, words=FRENCH))

    assert finding.deadline == date(2027, 2, 2)
    said_plainly = finding.statement.replace(FIXED, " ")
    assert "au plus tard le 2 février 2027 (publié entre le 2 et le 9 novembre)" in said_plainly


def test_days_of_two_months_are_said_whole() -> None:
    between = Interval(earliest=date(2026, 10, 30), latest=date(2026, 11, 2))

    finding = one("REV001", said("Escroc !", published=between, words=FRENCH))

    assert "(publié entre le 30 octobre 2026 et le 2 novembre 2026)" in finding.statement.replace(FIXED, " ")


@pytest.mark.parametrize(
    ("published", "deadline", "severity", "words"),
    [
        (Interval(earliest=date(2026, 11, 2)), date(2027, 2, 2), Severity.ACT, "on 2 November 2026 at the earliest"),
        (Interval(earliest=date(2026, 7, 1), latest=date(2026, 9, 30)), None, Severity.ACT, "may already be over"),
        (Interval(), None, Severity.ACT, "may already be over"),
        (Interval(latest=date(2026, 11, 9)), None, Severity.ACT, "may already be over"),
        (Interval(earliest=date(2025, 1, 1), latest=date(2025, 1, 9)), None, Severity.WATCH, "there remain"),
        (Interval(latest=date(2025, 1, 9)), None, Severity.WATCH, "ended on 9 April 2025 at the latest"),
    ],
)
def test_a_clock_says_what_is_known(published: Interval, deadline: date | None, severity: Severity, words: str) -> None:
    finding = one("REV001", said("Escroc !", published=published))

    assert (finding.deadline, finding.severity) == (deadline, severity)
    assert words in finding.statement.replace(FIXED, " ")


def test_an_insult_that_may_have_come_with_an_edit_is_not_said_to_be_over() -> None:
    long_ago, lately = date(2025, 3, 2), Interval(earliest=date(2026, 11, 2), latest=date(2026, 11, 2))
    before = Interval(earliest=date(2025, 4, 2), latest=date(2025, 4, 2))

    edited = one("REV001", said("Escroc !", day=long_ago, edited=lately))
    settled = one("REV001", said("Escroc !", day=long_ago, edited=before))

    assert (edited.severity, edited.deadline) == (Severity.ACT, None)
    assert "published on 2 March 2025 at the earliest, and edited since" in edited.statement.replace(FIXED, " ")
    assert settled.severity is Severity.WATCH
    assert "ended on 2 June 2025;" in settled.statement.replace(FIXED, " ")


def test_a_review_on_a_site_that_is_not_known_is_named_by_its_host() -> None:
    home = make.listing(url="https://www.avis.example/dr-vaubrun")

    finding = one("REV001", found(home, make.review(home, text="Escroc !", stars=1)))

    assert finding.statement.startswith("Probable insult in a review on avis.example: ")


def test_a_page_of_which_it_is_unsure_whose_it_is_is_counted_once() -> None:
    page = make.listing(site="doctolib", id="9", url="https://www.doctolib.fr/x/lyon/y", seen=Seen.SNIPPET)
    shown = make.mention(url="https://www.doctolib.fr/x/lyon/y")

    finding = one("IDN001", found(*(make.match(one, Judgement.UNSURE) for one in (page, shown))))

    assert finding.values["count"] == 1


def test_an_imputed_fact_and_hate_have_their_own_clocks() -> None:
    fact = one("REV002", said("Il m'a facturé une biopsie qui n'a jamais été faite.", day=date(2026, 11, 30)))
    hate = one("REV009", said("Retourne dans ton pays.", day=date(2026, 1, 2)))

    assert fact.deadline == date(2027, 2, 28)
    assert hate.deadline == date(2027, 1, 2)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Remboursez-moi 60 euros et je retire mon avis.", "REV003"),
        ("Leurs lasers sont de la camelote, toute la clinique est une arnaque.", "REV010"),
        ("Ce n'est pas le bon médecin, désolée.", "REV004"),
        ("Elle habite au 12 rue des Glycines, passez la voir.", "REV007"),
        ("Devant tous : Madame Trucmuche vient pour son cancer !", "REV007"),
    ],
)
def test_other_classes_have_no_clock(text: str, code: str) -> None:
    finding = one(code, said(text))

    assert finding.deadline is None
    assert finding.severity is (Severity.WATCH if code == "REV010" else Severity.ACT)
    assert "probably" in finding.statement


def test_harsh_opinion_asks_for_nothing() -> None:
    findings = said("Hautaine, désagréable, expéditive. Je ne reviendrai pas.")

    assert not {code for code in codes(findings) if code.startswith("REV")}


def test_a_text_is_said_without_control_characters_and_cut() -> None:
    finding = one(
        "REV001", said("Escroc\x1b[31m\u202e ! Cette femme est une voleuse." + " Très longue attente au cabinet." * 40)
    )

    assert "\x1b" not in finding.statement
    assert "\u202e" not in finding.statement
    assert len(str(finding.values["said"])) <= 80


def test_an_insult_under_five_stars_is_taken_for_our_misreading() -> None:
    assert "REV001" not in codes(said("Cet escroc de soleil ne me brûlera plus, merci !", stars=5))


def test_a_review_under_a_listing_that_is_not_sure_asks_for_nothing() -> None:
    insult = make.review(HOME, text="Escroc !")

    assert "REV001" not in codes(found(make.match(HOME, Judgement.UNSURE), insult))


def test_a_text_and_a_mark_that_disagree_are_said_only_when_sure() -> None:
    review = make.review(HOME, stars=5, text="Bof.")
    bad = make.review(HOME, stars=1, text="Bof.")

    assert one("REV005", found(HOME, review, opinions=[make.opinion(review, "neg")])).severity is Severity.NOTE
    assert one("REV005", found(HOME, bad, opinions=[make.opinion(bad, "pos")])).values["case"] == "positive"
    assert "REV005" not in codes(found(HOME, review, opinions=[make.opinion(review, "neg", confidence=0.7)]))
    assert "REV005" not in codes(found(HOME, review, opinions=[make.opinion(review, None)]))
    assert "REV005" not in codes(found(HOME, bad, opinions=[make.opinion(bad, "neg")]))


def test_a_burst_is_watched_and_never_called_fake() -> None:
    usual = [make.review(HOME, id=f"u{n}", day=date(2024 + n // 12, n % 12 + 1, 3)) for n in range(30)]
    sudden = [make.review(HOME, id=f"s{n}", stars=1, day=date(2026, 11, 3 + n)) for n in range(8)]

    finding = one("REV008", found(HOME, *usual, *sudden))

    assert finding.severity is Severity.WATCH
    assert finding.values["n"] == 8
    assert not [code for code, row in CODES.items() if "fake" in str(row).lower()]


# ---------------------------------------------------------------- listings


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"phone": "+33465716002"}, "NAP001", "phone"),
        ({"street": "4 quai Sarrazin", "postal_code": "69006"}, "NAP002", "address"),
        ({"specialty": "Cardiologue"}, "NAP003", "specialty"),
        ({"name": "Dr Hélène Vaubrin"}, "NAP004", "name"),
        ({"opening_hours": "Mo 09:00-10:00"}, "NAP005", "hours"),
        ({"phone": "+33465711899"}, "NAP007", "phone"),
        ({"street": "3 place du Pont Rouge", "postal_code": "69007"}, "NAP007", "address"),
    ],
)
def test_a_listing_that_differs_from_the_card_is_said(changed: dict[str, object], code: str, field: str) -> None:
    who = make.practitioner(
        former_addresses=(Address(street="3 place du Pont Rouge", postal_code="69007", locality="Lyon"),),
        former_phones=("+33465711899",),
    )
    listing = make.listing(site="pagesjaunes", id="1", **changed)

    finding = one(code, found(listing, who=who))

    assert {c for c in codes(found(listing, who=who)) if c in ("NAP001", "NAP002", "NAP007")} <= {code}
    assert finding.values["field"] == field
    assert finding.subject == listing.key
    assert " on PagesJaunes instead of " in finding.statement


def test_a_telephone_is_said_in_pairs_and_kept_raw() -> None:
    finding = one("NAP001", found(make.listing(site="pagesjaunes", id="1", phone="+33465716002"), words=FRENCH))

    assert finding.values["shown"] == "+33465716002"
    assert finding.statement == "Téléphone 04 65 71 60 02 sur PagesJaunes au lieu de 04 65 71 18 30."


def test_a_listing_that_agrees_is_not_spoken_of() -> None:
    assert not {code for code in codes(found(HOME)) if code.startswith("NAP")}


def test_a_listing_that_nobody_claimed_is_watched() -> None:
    row = next(r for r in sites().values() if r.control is Control.CLAIMABLE and r.kind is Kind.DIRECTORY)
    listing = make.listing(site=row.key, id="1")

    assert one("NAP006", found(listing)).severity is Severity.NOTE
    assert one("NAP006", found(make.listing(site=row.key, id="1", is_claimed=False))).severity is Severity.WATCH
    assert "NAP006" not in codes(found(make.listing(site=row.key, id="1", is_claimed=True)))
    assert "NAP006" not in codes(found(make.listing(url="https://nobody.example/")))


def test_two_listings_on_one_site_may_be_a_duplicate() -> None:
    pair = [make.listing(site="pagesjaunes", id=number) for number in "12"]
    register = next(key for key, row in sites().items() if row.kind is Kind.REGISTER)

    assert one("NAP008", found(*pair)).values["n"] == 2
    assert "NAP008" not in codes(found(*(make.listing(site=register, id=number) for number in "12")))


# ---------------------------------------------------------------- ratings, pages, trend


@pytest.mark.parametrize(("marks", "case"), [((), "none"), ((5, 5), "few"), ((5, 4) * 5, "small"), ((5, 4) * 20, None)])
def test_few_reviews_are_said_to_be_few(marks: tuple[int, ...], case: str | None) -> None:
    findings = found(HOME, *make.reviews(*marks, under=HOME, day=make.TODAY))

    assert [f.values["case"] for f in findings if f.code == "RAT001"] == ([case] if case else [])


def test_a_low_rating_is_said_when_its_whole_interval_is_low() -> None:
    low = make.listing(site="google_maps", id="1", stars=2.0, count=60)

    assert one("RAT002", found(low)).values["count"] == 60
    assert "RAT002" not in codes(found(make.listing(site="google_maps", id="1", stars=2.0, count=3)))


def test_a_rating_known_from_a_snippet_is_flagged() -> None:
    assert one("RAT003", found(make.listing(seen=Seen.SNIPPET, stars=4.4, count=31))).values["count"] == 31


def test_a_harmful_page_is_said_once_at_its_best_rank() -> None:
    pages = [make.mention(rank=4, source="brave"), make.mention(rank=2, source="tavily")]
    sure = [make.opinion(pages[0], "neg", confidence=0.95)]

    assert one("PAG001", found(*pages, opinions=sure)).values["rank"] == 2
    assert "PAG001" not in codes(found(*pages, opinions=[make.opinion(pages[0], "neu")]))


@pytest.mark.parametrize(("before", "case"), [("99", "down"), ("1", "up"), ("90", "noise")])
def test_a_score_that_moved_is_within_chance_or_beyond_it(before: str, case: str) -> None:
    reviews = make.reviews(*[5, 5, 4, 5] * 5, under=HOME, day=make.TODAY)
    moved = (make.change("changed", "figure", "score", field="value", before=before, after="?"),)

    findings = found(HOME, *reviews, opinions=[make.opinion(r) for r in reviews], changes=moved)

    assert one("TRD001", findings).values["case"] == case


def test_a_rating_that_fell_is_watched() -> None:
    before = [make.review(HOME, id=f"b{n}", stars=5, day=date(2024, n % 12 + 1, 3)) for n in range(24)]
    after = [make.review(HOME, id=f"a{n}", stars=1, day=date(2026, n % 10 + 1, 3)) for n in range(20)]

    assert one("TRD002", found(HOME, *before, *after)).values["case"] == "down"


# ---------------------------------------------------------------- identity and coverage


def test_what_is_unsure_is_handed_to_a_person() -> None:
    unsure = make.match(make.listing(url="https://b.example/"), Judgement.UNSURE)

    assert one("IDN001", found(unsure, make.match(make.mention(), Judgement.UNSURE))).values["count"] == 2
    assert "IDN001" not in codes(found(HOME))


def test_what_the_register_knows_of_the_name_is_said() -> None:
    names = [
        Census(evidence=make.evidence(source="rpps"), family="VAUBRUN", count=12),
        Census(evidence=make.evidence(source="rpps"), family="VAUBRUN", given="HÉLÈNE", count=3),
    ]

    live = "The register, asked live, knows 3 entries named HÉLÈNE VAUBRUN."
    assert one("IDN002", found(*names)).statement == live
    assert one("IDN002", found()).values["case"] == "unknown"


def test_the_register_on_this_machine_is_said_to_be_it_with_its_day_and_size() -> None:
    here = Bearers(
        evidence=make.evidence(source="rpps"),
        family="VAUBRUN",
        given="HÉLÈNE",
        entries=2_200_000,
        full=Counts(everywhere=1),
        surname=Counts(everywhere=12),
    )

    said = one("IDN002", found(here, Census(evidence=here.evidence, family="VAUBRUN", count=12))).statement

    assert said.startswith(
        "The register on this machine, of 21\u00a0November\u00a02026, 2,200,000 lines, knows 1 person"
    )


@pytest.mark.parametrize("status", [status for status in Status if status.asked and not status.answered])
def test_a_source_that_did_not_answer_is_said_with_its_reason(status: Status) -> None:
    silent = make.harvest(source="gdelt", problems=[make.problem(status)])

    finding = one("COV001", found(silent))

    assert finding.values == {"case": status.value, "source": "gdelt"}
    assert finding.statement.startswith("gdelt ")
    assert finding.evidence[0].url == "https://www.refusante.example/"


def test_a_source_that_answered_in_part_is_said() -> None:
    assert (
        one("COV002", found(make.harvest(make.mention(), problems=[make.problem()], source="tavily"))).subject
        == "tavily"
    )


def test_sites_on_which_nothing_was_seen_are_counted() -> None:
    asked = make.harvest(make.search(sites=("doctolib", "maiia"), results=10), source="tavily")

    assert one("COV003", found(asked)).statement == (
        "Nothing of yours among the results of searches restricted to 2 sites (at most 10 results per query)."
    )


@pytest.mark.parametrize(("read", "case"), [(10, ""), (0, "none")])
def test_reviews_that_were_not_read_are_said(read: int, case: str) -> None:
    home = make.listing(site="google_maps", id="1", stars=4.4, count=435)

    finding = one("COV004", found(home, *make.reviews(*[4] * read, under=home)))

    assert (finding.values["case"], finding.values["stated"]) == (case, 435)
    assert "COV004" not in codes(found(HOME, *make.reviews(5, under=HOME)))


# ---------------------------------------------------------------- wording and order


@pytest.mark.parametrize(
    ("template", "case", "said"),
    [
        (NOT_RECORDED, "recording", "gdelt was not asked: answers are played from a recording, which lacks its own."),
        (NOT_KEPT, "offline", "gdelt was not asked: offline, and none of its answers is kept."),
    ],
)
def test_where_only_saved_answers_are_read_a_missing_one_is_no_fault_of_the_source(template, case, said):
    problem = make.problem(Status.UNREACHABLE, template=template, values={"request": "GET x", "url": "x"})

    finding = one("COV001", found(make.harvest(source="gdelt", problems=[problem])))

    assert (finding.values["case"], finding.statement) == (case, said)


def test_a_kept_finding_is_said_again_in_another_language() -> None:
    finding = one("NAP001", found(make.listing(site="pagesjaunes", id="1", phone="+33465716002"), words=FRENCH))

    assert sentence(finding, ENGLISH) == "Telephone 04 65 71 60 02 on PagesJaunes instead of 04 65 71 18 30."
    assert sentence(finding, FRENCH) == finding.statement


@pytest.mark.parametrize(
    "finding",
    [
        make.finding("XXX999"),
        make.finding("NAP001"),
        make.finding("COV001", values={"case": "never heard of"}),
        make.finding("REV001", values={"site": "x", "said": "y"}),
        make.finding("COV003", values={"count": "many"}),
    ],
)
def test_a_finding_of_another_version_keeps_its_words(finding: Finding) -> None:
    assert sentence(finding, FRENCH) == "Une phrase."


def test_a_specialty_of_an_english_page_is_said_in_french_and_the_other_way_round() -> None:
    english = make.listing(site="pagesjaunes", id="1", specialty="Cardiology")
    finding = one("NAP003", found(english, words=FRENCH))

    assert "Cardiologue" in sentence(finding, FRENCH)
    assert "Cardiology" in sentence(finding, ENGLISH)
    assert "ermatologist" in sentence(finding, ENGLISH)


def test_sources_can_be_given_their_titles() -> None:
    finding = make.finding("COV001", values={"case": "refused", "source": "gdelt"})

    assert sentence(finding, ENGLISH, {"gdelt": "GDELT"}) == "GDELT refused to answer."
    assert sentence(finding, ENGLISH, {"gdelt": "web pages"}) == "Web pages refused to answer."
    assert sentence(finding, ENGLISH) == "gdelt refused to answer."


def test_the_nearest_deadline_comes_first_and_notes_are_left_out() -> None:
    late = make.finding("REV001", subject="late", deadline=date(2027, 2, 2))
    soon = make.finding("REV001", subject="soon", deadline=date(2026, 12, 1))
    undated, watched = make.finding("NAP001"), make.finding("RAT002", Severity.WATCH)
    note = make.finding("COV001", Severity.NOTE)

    assert first_steps([note, watched, undated, late, soon]) == [soon, late, undated, watched]


def test_without_a_deadline_what_harms_most_comes_first() -> None:
    undated = [make.finding(code) for code in ("REV004", "NAP002", "XXX001", "NAP001", "REV003")]

    assert [finding.code for finding in first_steps(undated)] == ["REV003", "NAP001", "NAP002", "REV004", "XXX001"]


def test_an_audit_without_anything_says_so_and_breaks_nowhere() -> None:
    assert codes(list(check(make.dossier(figures={"score": Figure(value=1)}), FRENCH))) == {"RAT001", "IDN002"}


def test_a_score_on_other_sources_has_neither_fallen_nor_risen() -> None:
    home = make.listing(stars=4.5, count=40)
    moved = Change(what="changed", kind="figure", key="score", field="sources", before="20", after="80")

    assert "TRD001" not in codes(found(home, changes=(moved,)))
