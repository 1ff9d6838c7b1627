"""What changed since the audit before, in words."""

from datetime import date

import pytest

import make
from ereput.model import Audit, Change, Coverage, Figure, Interval
from ereput.report import view
from ereput.report.view.given import Given
from ereput.report.view.shapes import Since
from ereput.words import Words

HOME = make.listing(site="pagesjaunes", id="1")


def since(*changes: Change, **changed: object) -> Since:
    made: Audit = make.audit(
        **{"previous": make.NOW, "changes": changes, "matches": (make.match(HOME),), "figures": {}, **changed}
    )
    return view(made, Words("en")).since


@pytest.mark.parametrize(
    ("what", "kind", "said"),
    [
        ("new", "review", "2 new reviews"),
        ("gone", "review", "2 reviews no longer shown"),
        ("changed", "review", "2 reviews changed"),
        ("new", "listing", "2 new listings (a, b)"),
        ("gone", "listing", "2 listings no longer found (a, b)"),
        ("changed", "listing", "2 listings changed (a, b)"),
    ],
)
def test_changes_are_counted_by_kind(what, kind, said):
    assert since(make.change(what, kind, "a"), make.change(what, kind, "b")).facts == (said,)


def test_two_fields_of_one_listing_are_one_listing_changed():
    changes = (make.change("changed", "listing", HOME.key, field=field) for field in ("phone", "street"))

    assert since(*changes).facts == ("1 listing changed (PagesJaunes)",)


def test_three_sites_of_changed_listings_are_named():
    keys = ("doctolib:1", "doctolib:2", "maiia:1", "keldoc:1", "pagesjaunes:1")

    assert since(*(make.change("changed", "listing", key, field="phone") for key in keys)).facts == (
        "5 listings changed (Doctolib, Maiia, KelDoc…)",
    )


@pytest.mark.parametrize(
    ("marks", "said"),
    [((1,), "1 new review (1★)"), ((4.5,), "1 new review (4.5★)"), ((5, 2, None), "3 new reviews (lowest 2★)")],
)
def test_new_reviews_bear_the_lowest_mark(marks, said):
    reviews = [
        make.review(HOME, id=f"r{n}", **({"stars": mark} if mark else {"rating": None})) for n, mark in enumerate(marks)
    ]
    news = (make.change("new", "review", review.key) for review in reviews)

    assert since(*news, harvests=(make.harvest(HOME, *reviews),)).facts == (said,)


def test_no_change_is_said():
    assert since().facts == ("nothing new",)


def test_each_change_of_a_listing_is_told():
    told = since(
        make.change("new", "listing", HOME.key),
        make.change("gone", "listing", "doctolib:7"),
        make.change("changed", "listing", HOME.key, field="phone", before="+33465711830", after="+3226511183"),
        make.change("changed", "listing", HOME.key, field="hours", before=None, after="Mo 09:00-12:00"),
    )

    assert told.changes == (
        "PagesJaunes: new listing",
        "Doctolib: listing no longer found",
        "PagesJaunes, telephone: 04 65 71 18 30 → +3226511183",
        "PagesJaunes, opening hours: – → Mo 09:00-12:00",
    )


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ("70", "score 70 → 68 (within the margin of error)"),
        ("90", "score 90 → 68"),
        (None, "score – → 68"),
        ("strange", "score strange → 68"),
    ],
)
def test_a_score_that_moved_is_said_with_what_chance_explains(before, said):
    score = Figure(value=68, low=60, high=76, n=40, unit="points")

    assert since(
        make.change("changed", "figure", "score", before=before, after="68"), figures={"score": score}
    ).facts == (said,)


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("first", "first audit"),
        ("no_key", "the RPPS number, or the postcode, is needed"),
        ("unhealthy", "too few sources answered"),
        (None, "not compared with an earlier audit"),
    ],
)
def test_what_is_not_compared_says_why(reason, said):
    assert said in since(previous=None, not_compared=reason).intro


@pytest.mark.parametrize(
    ("earliest", "latest", "said"),
    [
        (date(2026, 1, 2), date(2026, 1, 2), "2 Jan 2026"),
        (date(2026, 1, 2), date(2026, 2, 3), "between 2 Jan 2026 and 3 Feb 2026"),
        (None, date(2026, 2, 3), "3 Feb 2026 at the latest"),
        (date(2026, 1, 2), None, "2 Jan 2026 at the earliest"),
        (None, None, "date not known"),
    ],
)
def test_an_interval_is_said_as_it_is_known(earliest, latest, said):
    shown = Given(audit=make.audit(), words=Words("en")).when(Interval(earliest=earliest, latest=latest))

    assert shown.replace("\u00a0", " ") == said


def test_a_score_on_other_sources_is_told_as_not_comparable():
    moved = make.change("changed", "figure", "score", field="sources", before="80", after="60")

    assert since(moved).facts == ("score 80 → 60 (not comparable: other sources answered)",)


def test_without_a_score_the_rating_that_moved_is_told():
    moved = make.change("changed", "figure", "rating", field="value", before="4.1", after="3.9")

    assert since(moved, figures={"rating": make.figure(3.9, low=3.0, high=4.6)}).facts == (
        "rating 4.1 → 3.9 (within the margin of error)",
    )


def test_a_mean_is_told_finely_enough_to_have_moved():
    moved = make.change("changed", "listing", "google:1", field="rating", before="4.1045", after="4.0588")

    assert "4.10 → 4.06" in since(moved).changes[0]


def test_when_nobody_answered_nothing_has_changed():
    told = since(make.change("gone", "figure", "score", before="77"), coverage=Coverage(asked=7, answered=0))

    assert (told.intro, told.facts) == ("not compared: no source answered", ())
