from datetime import date, timedelta

import pytest

import make
from ereput.model import Audit, CaseStep, Finding, Severity, Status
from ereput.watch import Looked, deserving, digest
from ereput.watch.deserving import wordless
from ereput.words import Words

HOME = make.listing(source="web_pages", site="google_maps", id="1", stars=4.2, count=24)
BAD = make.review(HOME, id="9", stars=1, text="Un escroc.", day=date(2026, 11, 10))
NEW = make.change("new", "review", BAD.key)
INSULT = Finding(
    code="REV001",
    severity=Severity.ACT,
    statement="Injure : « escroc »",
    values={
        "site": "Google Maps",
        "said": "escroc",
        "clock": "open_on",
        "months": 3,
        "last_day": "2027-02-10",
        "earliest": "2026-11-10",
        "latest": "2026-11-10",
    },
    subject=BAD.key,
    deadline=date(2027, 2, 10),
)


def looked(*changes: object, **changed: object) -> Audit:
    traits = {
        "harvests": (make.harvest(HOME, BAD),),
        "matches": (make.match(HOME),),
        "changes": changes,
        "findings": (),
        "opinions": (),
    }
    return make.audit(**{**traits, **changed})


def kinds(audit: Audit, *earlier: Audit) -> list[str]:
    return [notice.kind for notice in deserving(Looked(audit, earlier))]


def test_a_quiet_month_deserves_nothing() -> None:
    gone = make.change("gone", "listing", HOME.key)
    score = make.change("changed", "figure", "score", field="value", before="70", after="60")

    assert kinds(looked(gone, score), looked()) == []


def test_a_new_negative_review_is_told_and_a_good_one_is_not() -> None:
    good = make.review(HOME, id="8", stars=5)
    wordy = make.review(HOME, id="7", stars=None)
    audit = looked(
        NEW,
        make.change("new", "review", good.key),
        make.change("new", "review", wordy.key),
        harvests=(make.harvest(HOME, BAD, good, wordy),),
        opinions=(make.opinion(wordy, "neg"),),
    )

    assert kinds(audit) == ["review", "words"]


def test_a_probable_insult_is_told_with_its_clock_and_once_with_its_review() -> None:
    (notice,) = deserving(Looked(looked(NEW, findings=(INSULT,))))
    told = digest("Hélène Vaubrun", [notice], Words("en"), {}, {})

    assert notice.deadline == date(2027, 2, 10)
    assert "Probable insult in a review on Google Maps" in told.body
    assert "Act no later than 10 February 2027" in told.body.replace("\u00a0", " ")
    assert told.subject == "ereput: Hélène Vaubrun: 1 thing to look at"


def test_no_words_of_a_review_are_told_unless_asked_for() -> None:
    audit = looked(NEW, findings=(INSULT,))
    silent, open_ = (deserving(Looked(audit, has_texts=wanted)) for wanted in (False, True))
    bodies = [digest("X", notices, Words("fr"), {}, {}).body for notices in (silent, open_)]

    assert "escroc" not in bodies[0]
    assert "Un escroc." in bodies[1]


@pytest.mark.parametrize(
    ("field", "kind"), [("phone", "phone"), ("street", "address"), ("postal_code", "address"), ("town", "address")]
)
def test_a_changed_telephone_or_address_is_told(field: str, kind: str) -> None:
    moved = make.change("changed", "listing", HOME.key, field=field, before="+33465711830", after="+33465716002")
    (notice,) = deserving(Looked(looked(moved)))

    assert notice.kind == kind
    assert "04 65 71 18 30 → 04 65 71 60 02" in digest("X", [notice], Words("en"), {}, {}).body


def test_a_new_listing_is_told_and_other_changes_of_listings_are_not() -> None:
    hours = make.change("changed", "listing", HOME.key, field="hours", before="a", after="b")

    assert kinds(looked(make.change("new", "listing", HOME.key), hours)) == ["listing"]


def test_a_last_day_within_a_week_is_told_of_findings_and_of_cases() -> None:
    today = make.TODAY
    near, far, over = (
        Finding(code="NAP001", severity=Severity.ACT, statement="Une phrase.", subject=str(n), deadline=last)
        for n, last in enumerate((today + timedelta(7), today + timedelta(8), today - timedelta(1)))
    )
    case = CaseStep(number=3, by=today + timedelta(2))
    closed = CaseStep(number=4, by=today, is_closed=True)
    found = deserving(Looked(looked(findings=(far, over, near), cases=(case, closed))))
    body = digest("X", found, Words("en"), {}, {}).body.replace("\u00a0", " ")

    assert [notice.deadline for notice in found] == [today + timedelta(7), today + timedelta(2)]
    assert body.index("case 3") < body.index("Last day: 28 November")


def test_a_drift_is_told_when_it_begins() -> None:
    down = Finding(
        code="TRD002", severity=Severity.WATCH, statement="", values={"case": "down", "before": 4, "after": 3}
    )

    assert kinds(looked(findings=(down,)), looked()) == ["finding"]
    assert kinds(looked(findings=(down,)), looked(findings=(down,))) == []


def test_a_source_silent_for_two_audits_is_told_once() -> None:
    def answering(status: Status) -> Audit:
        return looked(harvests=(make.harvest(source="tavily", status=status),), matches=())

    silent, fine = answering(Status.REFUSED), answering(Status.NOTHING)

    assert kinds(silent) == kinds(silent, fine) == kinds(fine, silent) == []
    assert kinds(silent, silent, fine) == kinds(silent, silent) == ["silent"]
    assert kinds(silent, silent, silent) == []
    assert kinds(answering(Status.NOT_CONFIGURED), answering(Status.NOT_CONFIGURED)) == []


def test_what_stands_in_a_digest_acts_on_nothing() -> None:
    hostile = make.change(
        "changed", "listing", HOME.key, field="street", before="\x1b[31mred", after="\u202eevil\n\n# title"
    )
    (notice,) = deserving(Looked(looked(hostile)))
    body = digest("Evil\x1b]0;title\x07", [notice], Words("en"), {}, {})

    assert "\x1b" not in body.subject + body.body
    assert "\u202e" not in body.body
    assert "evil # title" in body.body


def test_a_finding_without_words_says_an_ellipsis() -> None:
    assert wordless(INSULT).values["said"] == "…"
    assert wordless(INSULT).statement == ""
