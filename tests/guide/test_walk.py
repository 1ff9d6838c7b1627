"""The engine and cases: what is accepted, what a finding fills in, and random answers."""

import random
from datetime import date

import pytest

import make
from ereput.errors import UsageError
from ereput.guide import cases
from ereput.guide.cases import Case
from ereput.guide.plan import plan
from ereput.guide.tree import Outcome, tree
from ereput.guide.walk import accepted, interval, walk
from ereput.model import Interval
from ereput.words import Words

TREE = tree()
TODAY = date(2026, 11, 21)
REVIEW = {
    "danger": "no",
    "situation": "review",
    "where": "platform",
    "about": "me",
    "published": "2026-11-02/2026-11-09",
    "author": "patient",
    "says": ("outrage",),
    "court": "no",
    "reported": "no",
}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2026-11-02", "2026-11-02"),
        ("02/11/2026", "2026-11-02"),
        ("2026-02", "2026-02-01/2026-02-28"),
        ("11/2026", "2026-11-01/2026-11-30"),
        ("2026-11-02/2026-11-09", "2026-11-02/2026-11-09"),
        (date(2026, 11, 2), "2026-11-02"),
        ("?", "?"),
        ("2026-02-30", None),
        ("2026-11-09/2026-11-02", None),
        ("0000-00", None),
        ("\x1b[2J", None),
        ("9" * 10_000, None),
        (20261102, None),
    ],
)
def test_days_are_read_strictly(typed: object, kept: str | None) -> None:
    assert accepted(TREE.nodes["published"], typed) == kept


def test_the_earliest_day_counts() -> None:
    told = plan(TREE, Case(answers=REVIEW), Words("fr"), TODAY)
    step = next(step for step in told.steps if step.id == "press-clock")

    assert step.by == date(2027, 2, 2)
    assert step.limit == "au plus tard le 2\xa0février\xa02027 (publié entre le 2 et le 9\xa0novembre)"
    assert interval("2026-11-02/2026-11-09") == Interval(earliest=date(2026, 11, 2), latest=date(2026, 11, 9))


@pytest.mark.parametrize(
    ("published", "step"), [("2026-01-02", "too-late"), ("?", "maybe-late"), ("2026-09-01", "lawyer-today")]
)
def test_a_limit_that_is_over_unknown_or_near_brings_its_step(published: str, step: str) -> None:
    told = plan(TREE, Case(answers={**REVIEW, "published": published}), Words("fr"), TODAY)

    assert step in {each.id for each in told.steps}


def limits(published: str, language: str = "fr") -> dict[str, tuple[date | None, str | None]]:
    told = plan(TREE, Case(answers={**REVIEW, "published": published, "says": ("hate",)}), Words(language), TODAY)
    return {step.id: (step.by, step.limit) for step in told.steps}


@pytest.mark.parametrize(("language", "said"), [("fr", "sinon"), ("en", "otherwise")])
def test_hate_has_its_year_and_the_three_months_that_hold_if_no_court_finds_it_so(language: str, said: str) -> None:
    told = limits("2026-11-02", language)

    assert told["press-clock"][0] == date(2027, 2, 2)
    assert told["hate-clock"][0] == date(2027, 11, 2)
    assert said in TREE.steps["hate-clock"].to(language).partition("(art. 65-3)")[2]
    assert list(told).index("press-clock") + 1 == list(told).index("hate-clock")


def test_of_hate_the_nearer_day_presses_and_one_that_is_over_is_said() -> None:
    soon, half, over, unsure = map(limits, ("2026-09-01", "2026-05-01", "2025-05-01", "2026-08-01/2026-09-01"))

    assert "lawyer-today" in soon
    assert half["press-clock"][1] == "le délai a pris fin le 1er\xa0août\xa02026"
    assert half["hate-clock"][0] == date(2027, 5, 1)
    assert "too-late" not in half
    assert "too-late" in over
    assert "hate-clock" not in over
    assert "maybe-late" in unsure


def test_a_finding_fills_in_the_site_the_days_and_the_probable_class() -> None:
    listing = make.listing(site="google_maps", url="https://maps.google.example/1")
    review = make.review(
        listing,
        text="Charlatan de la pire espèce !",
        site="google_maps",
        published=Interval(earliest=date(2026, 11, 2)),
    )
    finding = make.finding("REV001", subject=review.key)
    audit = make.audit(harvests=(make.harvest(listing, review),), findings=(finding,))

    case = cases.of_finding(TREE, audit, finding.id)

    assert case.answers == {"situation": "review", "about": "me", "published": "2026-11-02", "where": "platform"}
    assert case.about.suspected == "outrage"
    assert case.about.url == listing.url
    assert "Charlatan" not in cases.to_json(case).decode()
    assert cases.from_json(cases.to_json(case)) == case
    assert set(case.known) == set(case.answers)
    assert set(case.answering("danger", "no").answering("about", None).known) == {"situation", "published", "where"}


def test_a_finding_of_wrong_data_begins_with_the_listing() -> None:
    listing = make.listing(site="google_maps")
    finding = make.finding("NAP001", subject=listing.key)
    audit = make.audit(harvests=(make.harvest(listing),), findings=(finding,))

    case = cases.of_finding(TREE, audit, finding.id)

    assert (case.answers["situation"], case.answers["right"]) == ("listing", "wrong")
    with pytest.raises(UsageError, match="no finding"):
        cases.of_finding(TREE, audit, "REV001-ffffff")


def test_random_answers_never_crash_the_engine() -> None:
    """Ten thousand times whatever a file of answers can hold."""
    rolled = random.Random(6)
    odd: list[object] = [
        "",
        "?",
        "\x1b[31m",
        7,
        None,
        [],
        ["x"],
        [[1]],
        {"a": 1},
        date(2026, 1, 1),
        "9999-12-31",
        "é" * 99,
    ]
    ended = 0
    for _ in range(10_000):
        answers = {}
        for node in TREE.nodes.values():
            keys = [answer.key for answer in node.answers]
            given = rolled.choice([*odd, *keys * 8, keys, "2026-11-02"])
            if (fits := accepted(node, given if node.kind != "many" or given in odd else [given])) is not None:
                answers[node.id] = fits
        told = plan(TREE, Case(answers=answers), Words(rolled.choice(("fr", "en"))), TODAY)
        ended += told.is_finished
        assert not told.is_finished or told.steps
        assert told.is_finished == isinstance(walk(TREE, answers).here, Outcome)
    assert ended > 500


def names(**answers: object) -> list[str]:
    return [step.id for step in plan(TREE, Case(answers={"danger": "no", **answers}), Words("fr"), TODAY).steps]  # type: ignore[dict-item]


def test_reviews_that_are_to_go_are_asked_of_the_publisher_too() -> None:
    listing = {"situation": "listing", "publisher": "google", "made": "no", "right": "right", "want": "reviews"}

    assert "object-reviews" in names(**{**REVIEW, **listing})


def test_the_press_is_answered_by_right_of_reply_and_never_in_public() -> None:
    told = names(**{**REVIEW, "where": "press", "author": "journalist"})

    assert {"press-piece", "right-of-reply"} <= set(told)


def test_an_official_register_is_rectified_and_looked_at_again() -> None:
    told = names(situation="listing", publisher="official")

    assert told == ["save", "rectify-register", "cnil-rectify", "look-again"]


def test_a_lawyer_who_has_the_file_is_not_sent_for() -> None:
    legal = {"situation": "legal", "published": "2026-09-01", "hateful": "no", "aim": "removal", "against": "known"}

    assert "lawyer-today" in names(**legal, ready=())
    assert "lawyer-today" not in names(**legal, ready=("lawyer",))
    assert {"urgent-suit", "weigh-costs", "order"} <= set(names(**legal, ready=()))


def test_a_request_that_was_sent_gives_no_last_day_to_another_one() -> None:
    wish = {"publisher": "google", "made": "no", "right": "wrong", "want": "remove", "money": "no", "rated": "yes"}
    listing = {"danger": "no", "situation": "listing", **wish}
    sent = {**listing, "is-sent": "yes", "sent": "2026-10-15", "answered": "refused", "route": ("cnil",)}
    before, after = (
        {step.id: step.by for step in plan(TREE, Case(answers=each), Words("fr"), TODAY).steps}
        for each in ({**listing, "is-sent": "no"}, sent)
    )

    assert {"rectify", "object"} <= set(before)
    assert "rectify" not in after
    assert after["rectify-too"] is None
