"""Days that cannot be get one sentence, and days that can are kept as they were given."""

from datetime import date

import pytest

import make
from ereput.errors import UsageError
from ereput.guide import cases
from ereput.guide.cases import About, Case
from ereput.guide.possible import possible
from ereput.guide.tree import tree
from ereput.guide.walk import Given
from ereput.model import Interval
from ereput.words import Words

TREE = tree()
TODAY = date(2026, 11, 21)


def given(name: str, answer: Given, about: About | None = None, **others: Given) -> Given:
    return possible(TREE, name, answer, Case(answers=others, about=about or About()), TODAY)


@pytest.mark.parametrize("answer", ["2026-11-21", "2026-11-02/2026-11-21", "1991-08-06", "?"])
def test_a_day_that_can_be_is_kept_as_it_was_given(answer: str) -> None:
    assert given("published", answer) == answer


def test_a_month_that_is_not_over_ends_today() -> None:
    assert given("published", "2026-11-01/2026-11-30") == "2026-11-01/2026-11-21"
    assert given("published", "2026-10-01/2026-10-31") == "2026-10-01/2026-10-31"
    assert possible(TREE, "sent", "2026-11-01/2026-11-30", Case(), date(2026, 11, 1)) == "2026-11-01"


@pytest.mark.parametrize("name", ["published", "sent", "decided"])
@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("2026-11-22", "encore à venir"),
        ("9999-12-31", "encore à venir"),
        ("2026-11-02/2026-11-29", "encore à venir"),
        ("2026-12-01/2026-12-31", "encore à venir"),
        ("1991-08-05", "première page du web"),
        ("0001-01-01", "première page du web"),
    ],
)
def test_a_day_that_cannot_be_is_refused_in_a_sentence(name: str, answer: str, said: str) -> None:
    with pytest.raises(UsageError) as refused:
        given(name, answer)

    assert said in Words("fr").say(refused.value.text, **refused.value.values)


def test_nothing_is_published_after_it_was_read() -> None:
    about = About(seen_on=date(2026, 11, 10))

    assert given("published", "2026-11-10/2026-11-12", about) == "2026-11-10/2026-11-12"
    with pytest.raises(UsageError, match="the audit read it"):
        given("published", "2026-11-11", about)


def test_nothing_is_decided_before_it_is_published() -> None:
    assert given("decided", "2026-11-05", published="2026-11-02/2026-11-09") == "2026-11-05"
    with pytest.raises(UsageError, match="cannot have decided"):
        given("decided", "2026-11-01", published="2026-11-02")
    with pytest.raises(UsageError, match="cannot have decided"):
        given("published", "2026-11-02", decided="2026-11-01")
    assert given("decided", "2026-11-01", published="?") == "2026-11-01"


@pytest.mark.parametrize(
    ("answered", "sent", "said"),
    [
        ("silence", "2026-10-21", "the month to answer is not over"),
        ("silence", "2026-10-20", None),
        ("silence", "2026-10-15/2026-11-02", None),
        ("silence", "?", None),
        ("waiting", "2026-10-20", "the month to answer ended"),
        ("waiting", "2026-10-21", None),
        ("extended", "2026-08-21", None),
        ("extended", "2026-08-20", "the extended limit ended"),
        ("refused", "2026-11-20", None),
    ],
)
def test_silence_and_waiting_agree_with_the_calendar(answered: str, sent: str, said: str | None) -> None:
    if said is None:
        assert given("answered", answered, sent=sent) == answered
    else:
        with pytest.raises(UsageError, match=said):
            given("answered", answered, sent=sent)


def test_what_stands_in_a_kept_case_is_not_believed() -> None:
    assert given("answered", "silence", sent="\x1b[2J") == "silence"
    assert given("decided", "2026-11-01", published=("2026-13-99",)) == "2026-11-01"


def test_a_case_knows_when_the_audit_read_its_review() -> None:
    listing = make.listing(site="google_maps")
    review = make.review(listing, published=Interval(earliest=date(2026, 11, 2)))
    finding = make.finding("REV001", subject=review.key)
    audit = make.audit(harvests=(make.harvest(listing, review),), findings=(finding,))

    assert cases.of_finding(TREE, audit, finding.id).about.seen_on == review.evidence.retrieved_at.date()
    assert cases.of_review(TREE, audit, review).about.seen_on == review.evidence.retrieved_at.date()
