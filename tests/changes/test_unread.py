"""What earlier audits found in reviews that are not read again, under the clock of the law of the press."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest

import make
from ereput.audit import judged
from ereput.changes import unread
from ereput.model import Audit, Finding, Harvest, Interval, Judgement, Review, Seen, Severity
from ereput.words import Words

GOOGLE = make.listing(source="exports", site="google_maps", id="1", seen=Seen.EXPORT, url=None)
INSULT = make.review(GOOGLE, id="9", stars=1, text="Quel escroc, ce charlatan !", day=date(2026, 10, 1))
REGISTER = make.harvest(make.listing(source="rpps", id="19990418305", url="https://annuaire.example/1"), source="rpps")
FILES = make.harvest(GOOGLE, INSULT, source="exports")
SILENT = make.harvest(source="rpps", problems=[make.problem()])


def audited(day: str, *harvests: Harvest, past: Sequence[Audit] = (), told: object = None) -> Audit:
    """An audit made on a day, the very last before it and its predecessors being `past`, the latest first."""
    now = datetime.fromisoformat(f"{day}T09:00:00+00:00").astimezone(UTC)
    return judged(
        make.practitioner(),
        harvests,
        now=now,
        words=Words("en"),
        past=lambda who, moment: past,
        told=told,  # type: ignore[arg-type]
    )


def insults(audit: Audit) -> list[Finding]:
    return [finding for finding in audit.findings if finding.code == "REV001"]


def plain(finding: Finding) -> str:
    return finding.statement.replace("\u00a0", " ")


OCTOBER = audited("2026-10-03", REGISTER, FILES)


def test_a_last_day_known_from_a_file_is_kept_when_the_file_is_not_brought_again() -> None:
    (then,) = insults(OCTOBER)
    november = audited("2026-11-03", REGISTER, past=[OCTOBER])
    december = audited("2026-12-03", REGISTER, past=[november])
    (first,), (second,) = insults(november), insults(december)

    assert then.unread_since is None
    assert first.deadline == second.deadline == then.deadline == date(2027, 1, 1)
    assert first.id == then.id
    assert first.unread_since == second.unread_since == make.NOW.date()  # the day on which `make` reads things
    assert "on Google Maps (not read again since your file of 21 November 2026): “" in plain(first)
    assert [change.what for change in november.changes if change.key == GOOGLE.key] == ["unread"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("REV003", "Je vais vous tuer."),
        ("REV007", "Son numéro personnel est le 06 39 98 00 11."),
    ],
)
def test_a_threat_and_private_data_of_a_file_not_brought_again_go_on_until_they_are_gone(code: str, text: str) -> None:
    review = make.review(GOOGLE, id="10", stars=1, text=text, day=date(2026, 10, 1))
    brought = make.harvest(GOOGLE, review, source="exports")
    calm = make.harvest(GOOGLE, make.review(GOOGLE, id="10", stars=1, text="Pas content."), source="exports")
    october = audited("2026-10-03", REGISTER, brought)
    november = audited("2026-11-03", REGISTER, past=[october])
    december = audited("2026-12-03", REGISTER, past=[november, october])
    found = [[one for one in each.findings if one.code == code] for each in (october, november, december)]
    again = audited("2026-12-04", REGISTER, calm, past=[december, november, october])

    assert [len(each) for each in found] == [1, 1, 1]
    assert {one.id for each in found for one in each} == {found[0][0].id}
    assert found[2][0].unread_since == make.NOW.date()
    assert "not read again since your file of" in plain(found[2][0])
    assert not [one for one in again.findings if one.code == code]


def test_a_limit_that_is_over_says_once_what_remains() -> None:
    december = audited("2026-12-03", REGISTER, past=[OCTOBER])
    last_day = audited("2027-01-01", REGISTER, past=[december])
    over = audited("2027-01-02", REGISTER, past=[last_day])
    after = audited("2027-02-02", REGISTER, past=[over])

    assert insults(last_day)[0].deadline == date(2027, 1, 1)
    assert insults(over)[0].deadline is None
    assert insults(over)[0].severity is Severity.WATCH
    assert "the site's own report form" in insults(over)[0].statement
    assert insults(after) == []
    assert insults(audited("2027-02-03", REGISTER, past=[after, over, OCTOBER])) == []


def test_an_audit_of_files_alone_that_nobody_answered_is_not_forgotten_either() -> None:
    offline = audited("2026-10-20", SILENT, FILES)
    before = audited("2026-10-03", REGISTER)

    assert insults(audited("2026-11-03", REGISTER, past=[offline, before]))
    assert audited("2026-11-03", REGISTER, past=[offline]).not_compared == "unhealthy"
    assert insults(audited("2026-11-03", REGISTER, past=[offline]))


def test_an_audit_of_before_this_was_known_does_not_hide_the_one_before_it() -> None:
    forgetful = msgspec.structs.replace(audited("2026-11-03", REGISTER), findings=())

    assert insults(audited("2026-12-03", REGISTER, past=[forgetful, OCTOBER]))


def test_a_review_that_is_read_again_speaks_for_itself() -> None:
    mild = make.review(GOOGLE, id="9", stars=4, text="Finalement très bien.", day=date(2026, 10, 1))
    again = audited("2026-11-03", REGISTER, FILES, past=[OCTOBER])
    edited = audited("2026-11-03", REGISTER, make.harvest(GOOGLE, mild, source="exports"), past=[OCTOBER])

    assert [finding.unread_since for finding in insults(again)] == [None]
    assert insults(edited) == []
    assert insults(audited("2026-12-03", REGISTER, past=[edited, OCTOBER])) == []


def test_the_same_words_under_another_number_are_not_told_twice() -> None:
    api = make.listing(source="searxng", site="google_maps", id="99")
    renamed = make.review(api, id="x", stars=1, text=INSULT.text, day=date(2026, 10, 1))
    other_day = make.review(api, id="y", stars=1, text=INSULT.text, day=date(2026, 10, 20))

    def found(review: Review) -> list[date | None]:
        audit = audited("2026-11-03", REGISTER, make.harvest(api, review, source="searxng"), past=[OCTOBER])
        return [finding.unread_since for finding in insults(audit)]

    assert found(renamed) == [None]
    assert found(other_day) == [make.NOW.date(), None]


PAGE = make.listing(source="web_pages", site="pagesjaunes", id="1")
ON_PAGE = make.review(PAGE, id="9", stars=1, text=INSULT.text, day=date(2026, 10, 1))
KEPT = make.review(PAGE, id="1", stars=5)


def test_a_site_that_refuses_ends_no_clock_and_two_healthy_audits_without_the_review_do() -> None:
    there, away = make.harvest(PAGE, KEPT, ON_PAGE), make.harvest(PAGE, KEPT)
    refused = make.harvest(source="web_pages", problems=[make.problem()])
    first = audited("2026-10-03", REGISTER, there)
    blocked = audited("2026-11-03", REGISTER, refused, past=[first])
    missing = audited("2026-11-03", REGISTER, away, past=[first])
    gone = audited("2026-12-03", REGISTER, away, past=[missing, first])
    after = audited("2026-12-20", REGISTER, away, past=[gone, missing, first])

    assert "on PagesJaunes (not read again since 21 November 2026): “" in plain(insults(blocked)[0])
    assert [len(insults(one)) for one in (first, missing, gone, after)] == [1, 1, 0, 0]


def test_a_listing_that_is_gone_takes_its_reviews_along() -> None:
    other = make.listing(source="web_pages", url="https://b.example/x")
    first = audited("2026-10-03", REGISTER, make.harvest(PAGE, ON_PAGE, other))
    missing = audited("2026-11-03", REGISTER, make.harvest(other), past=[first])
    gone = audited("2026-12-03", REGISTER, make.harvest(other), past=[missing, first])

    assert [len(insults(one)) for one in (first, missing, gone)] == [1, 1, 0]


def test_what_a_person_said_is_somebody_elses_is_let_go() -> None:
    decided = {GOOGLE.key: Judgement.DIFFERENT}

    assert insults(audited("2026-11-03", REGISTER, past=[OCTOBER], told=lambda who: decided)) == []
    assert unread([OCTOBER], [REGISTER], [make.match(GOOGLE, Judgement.DIFFERENT)], [], {}) == ()


@pytest.mark.parametrize(
    ("published", "edited", "clocks"),
    [
        ((date(2026, 9, 12), date(2026, 9, 30)), None, ["open_within", "doubtful", "over_by", None]),
        ((None, date(2026, 9, 30)), None, ["unknown", "unknown", "over_by", None]),
        ((date(2026, 9, 12), None), None, ["open_after", "doubtful", "doubtful", "over_by"]),
        ((None, None), None, ["unknown", "unknown", "unknown", "over_by"]),
        ((date(2025, 9, 12), date(2025, 9, 30)), date(2026, 9, 20), ["edited", "edited", "edited", "over_by"]),
    ],
)
def test_a_clock_that_cannot_be_told_to_the_day_runs_on_to_the_last_on_which_it_may_have_begun(
    published: tuple[date | None, date | None], edited: date | None, clocks: list[str | None]
) -> None:
    """Read on 3 October; looked at that day, on 20 December, on 2 January and on 22 February."""
    first, last = published
    seen = make.evidence(source="exports", retrieved_at=datetime(2026, 10, 3, 9, tzinfo=UTC))
    review = msgspec.structs.replace(
        INSULT,
        evidence=seen,
        published=Interval(earliest=first, latest=last),
        edited=Interval(earliest=edited, latest=edited) if edited else None,
    )
    audit = audited("2026-10-03", REGISTER, make.harvest(GOOGLE, review, source="exports"))
    found = [insults(audit)[0].values["clock"]]
    for day in ("2026-12-20", "2027-01-02", "2027-02-22"):
        audit = audited(day, REGISTER, past=[audit])
        found.append(next((finding.values["clock"] for finding in insults(audit)), None))

    assert found == clocks


def test_without_a_past_nothing_is_carried_over() -> None:
    alone = judged(make.practitioner(), (REGISTER,), now=make.NOW + timedelta(days=1), words=Words("fr"))

    assert insults(alone) == []
