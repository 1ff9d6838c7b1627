from datetime import date, timedelta

import msgspec
import pytest

import make
from ereput.model import Audit, CaseStep, Finding, Severity, Status
from ereput.watch import Looked, deserving, digest, ended
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


DOWN = Finding(code="TRD002", severity=Severity.WATCH, statement="", values={"case": "down", "before": 4, "after": 3})
UP = Finding(code="TRD002", severity=Severity.NOTE, statement="", values={"case": "up", "before": 3, "after": 4})
BURST = Finding(code="REV008", severity=Severity.WATCH, statement="", subject="burst:2026-11-02")


def test_a_drift_and_a_burst_are_told_and_a_rise_is_not() -> None:
    found = deserving(Looked(looked(findings=(DOWN, BURST))))

    assert [notice.id for notice in found] == ["TRD002:down", "burst:2026-11-02"]
    assert kinds(looked(findings=(UP,))) == []


def test_a_drift_has_ended_where_it_is_not_found_with_the_same_files() -> None:
    unread = make.change("unread", "listing", HOME.key, before="2026-10-03")
    told = {"TRD002:down", "burst:2026-11-02"}

    assert ended(Looked(looked(findings=(DOWN,))), told) == []
    assert ended(Looked(looked()), told) == ["TRD002:down"]
    assert ended(Looked(looked(unread)), told) == []


def answering(status: Status, **changed: object) -> Audit:
    return looked(harvests=(make.harvest(source="tavily", status=status),), matches=(), **changed)


SILENT, FINE, UNASKED = (answering(status) for status in (Status.REFUSED, Status.NOTHING, Status.NOT_CONFIGURED))


def test_a_source_silent_in_two_audits_is_told_under_one_id() -> None:
    assert kinds(SILENT) == kinds(SILENT, FINE) == kinds(FINE, SILENT) == kinds(UNASKED, UNASKED) == []
    assert kinds(SILENT, SILENT) == kinds(SILENT, SILENT, SILENT) == kinds(SILENT, UNASKED, SILENT) == ["silent"]
    assert {n.id for n in deserving(Looked(SILENT, (SILENT,)))} == {"silent:tavily"}


def test_a_silence_has_ended_once_the_source_answered_be_it_to_an_audit_made_by_hand() -> None:
    by_hand = answering(Status.NOTHING, made_at=make.NOW - timedelta(days=2))
    told, watched_at = {"silent:tavily"}, make.NOW - timedelta(days=9)

    assert ended(Looked(FINE), told) == ["silent:tavily"]
    assert ended(Looked(FINE), set()) == ended(Looked(UNASKED), told) == []
    assert ended(Looked(SILENT, (by_hand,), watched_at), told) == ["silent:tavily"]
    assert ended(Looked(SILENT, (by_hand,), make.NOW - timedelta(days=1)), told) == []


def test_what_an_audit_made_by_hand_found_since_the_last_watch_is_told_by_the_watch() -> None:
    moved = make.change("changed", "listing", HOME.key, field="phone", before="+33465711830", after="+33465716002")
    threat = Finding(code="REV003", severity=Severity.ACT, statement="Menace.", subject="google_maps:1#77")
    by_hand = looked(NEW, moved, findings=(threat,), made_at=make.NOW - timedelta(days=2))

    def told(watched_days_ago: int | None) -> list[str]:
        at = make.NOW - timedelta(days=watched_days_ago) if watched_days_ago else None
        return [notice.kind for notice in deserving(Looked(looked(), (by_hand,), at))]

    assert told(9) == ["finding", "review", "phone"]
    assert told(1) == told(None) == []


def test_a_limit_that_ran_out_since_is_told_with_what_remains() -> None:
    values = {**INSULT.values, "clock": "over", "last_day": "2026-11-20"}
    over = msgspec.structs.replace(INSULT, values=values, deadline=None, severity=Severity.WATCH)
    found = deserving(Looked(looked(findings=(over,)), (looked(findings=(INSULT,)),)))
    by_hand = looked(findings=(over,), made_at=make.NOW - timedelta(days=2))
    later = Looked(looked(), (by_hand, looked(findings=(INSULT,))), make.NOW - timedelta(days=30))

    assert f"over:{INSULT.id}" in [notice.id for notice in found]
    assert "the site's own report form" in digest("X", found, Words("en"), {}, {}).body
    assert f"over:{INSULT.id}" in [notice.id for notice in deserving(later)]
    assert f"over:{INSULT.id}" not in [n.id for n in deserving(Looked(looked(findings=(over,)), (looked(),)))]


def test_a_file_that_was_not_brought_again_is_told_once_for_the_day_on_which_it_was_read() -> None:
    changes = [make.change("unread", "listing", f"google_maps:{n}", before="2026-10-03") for n in "12"]
    (notice,) = deserving(Looked(looked(*changes)))

    assert notice.id == "files:2026-10-03"
    assert (
        "file read on 3\u00a0October\u00a02026 was not brought again" in digest("X", [notice], Words("en"), {}, {}).body
    )


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


def test_what_is_new_and_near_its_last_day_or_past_it_is_one_thing_to_look_at() -> None:
    near = msgspec.structs.replace(INSULT, deadline=make.TODAY + timedelta(days=3))
    values = {**INSULT.values, "clock": "over", "last_day": "2026-11-20"}
    over = msgspec.structs.replace(INSULT, values=values, deadline=None, severity=Severity.WATCH)

    for audit, kind in ((looked(findings=(near,)), "deadline:"), (looked(findings=(over,)), "over:")):
        found = deserving(Looked(audit, (looked(findings=(INSULT,)),)))
        told = digest("X", found, Words("en"), {}, {})

        assert [notice.id.startswith(kind) for notice in found] == [True, False]
        assert "1 thing to look at" in told.subject
        assert told.body.count("Google Maps") == 1
