"""Where a case stands: its next step, its nearest last day, and what is done."""

from datetime import date

import msgspec
import pytest

from ereput.errors import UsageError
from ereput.guide import cases, layout
from ereput.guide.cases import About, Case
from ereput.guide.plan import plan
from ereput.guide.progress import standing, with_done
from ereput.guide.tree import tree
from ereput.words import Words

TREE, TODAY = tree(), date(2026, 11, 21)
REVIEW = Case(
    who="Hélène Vaubrun",
    about=About(finding="REV001-1a2b3c", url="https://avis.example/1"),
    answers={
        "danger": "no",
        "situation": "review",
        "where": "no-reply",
        "about": "me",
        "published": "2026-11-02/2026-11-09",
        "author": "patient",
        "says": ("outrage",),
        "court": "no",
        "reported": "no",
    },
)


def test_a_case_says_its_next_step_and_its_nearest_last_day() -> None:
    stands = standing(TREE, 3, REVIEW, TODAY)

    assert (stands.number, stands.finding, stands.outcome) == (3, "REV001-1a2b3c", "end-report")
    assert (stands.step, stands.by) == ("save", date(2027, 2, 2))


def test_what_is_done_is_not_said_again() -> None:
    done = with_done(TREE, REVIEW, ("1", "press-clock", "right-of-reply"), TODAY)
    stands = standing(TREE, 3, done, TODAY)

    assert set(done.done) == {"save", "press-clock", "right-of-reply"}
    assert stands.step not in done.done
    assert stands.by is None
    assert cases.from_json(cases.to_json(done)) == done


def test_a_step_stays_done_since_the_first_day_and_is_marked_in_the_plan() -> None:
    done = with_done(TREE, with_done(TREE, REVIEW, ("save",), TODAY), ("save",), date(2026, 12, 1))
    page = layout.markdown(plan(TREE, done, Words("fr"), TODAY), Words("fr"), str)

    assert done.done["save"] == TODAY
    assert "fait le 21\xa0novembre\xa02026" in page


def test_a_question_that_is_open_is_no_step_and_a_limit_that_is_over_is_no_last_day() -> None:
    asked = msgspec.structs.replace(REVIEW, answers={"danger": "no"})

    assert (standing(TREE, 1, asked, TODAY).outcome, standing(TREE, 1, asked, TODAY).step) == (None, None)
    assert standing(TREE, 1, REVIEW, date(2027, 2, 3)).by is None
    assert standing(TREE, 1, REVIEW, date(2027, 2, 2)).by == date(2027, 2, 2)


def test_when_every_step_is_done_nothing_comes_next() -> None:
    whole = with_done(TREE, REVIEW, tuple(str(n) for n in range(1, 1 + len(plan_steps()))), TODAY)

    assert standing(TREE, 1, whole, TODAY).step is None


@pytest.mark.parametrize("name", ["0", "99", "\x1b[2J", "hold", "9" * 99, "²"])
def test_what_is_no_step_of_the_case_is_refused_with_its_steps(name: str) -> None:
    with pytest.raises(UsageError, match="press-clock"):
        with_done(TREE, REVIEW, (name,), TODAY)


def plan_steps() -> tuple[object, ...]:
    return plan(TREE, REVIEW, Words("fr"), TODAY).steps


def test_our_own_reminders_count_from_the_day_a_step_was_done() -> None:
    case = Case(answers=REVIEW.answers, done={"dsa-notice": date(2026, 11, 20)})

    told = {
        day: next(step for step in plan(TREE, case, Words("fr"), day).steps if step.id == "remind")
        for day in (date(2026, 11, 21), date(2026, 11, 28), date(2026, 12, 30))
    }

    assert [step.by for step in told.values()] == [date(2026, 11, 27), date(2026, 12, 4), date(2026, 12, 4)]
    assert told[date(2026, 11, 21)].limit == "le 27\xa0novembre\xa02026 et le 4\xa0décembre\xa02026"
    before = plan(TREE, REVIEW, Words("fr"), TODAY).steps
    assert next(step for step in before if step.id == "remind").by is None
    late = Case(answers=REVIEW.answers, done={"dsa-notice": date.max})
    assert plan(TREE, late, Words("fr"), date.max).is_finished


@pytest.mark.parametrize(
    ("language", "said"), [("fr", "Google Maps\xa0: Sur l'avis, ouvrir le menu"), ("en", "Open the ⋮")]
)
def test_a_step_says_where_the_site_takes_it(language: str, said: str) -> None:
    case = msgspec.structs.replace(REVIEW, about=About(site="google_maps"))
    told = plan(TREE, case, Words(language), TODAY)
    places = {step.id: step.place for step in told.steps if step.place}

    assert told.site == "Google Maps"
    assert set(places) == {"platform-rule"}
    assert said in places["platform-rule"]
    assert places["platform-rule"] in layout.markdown(told, Words(language), str)
    assert not [step.place for step in plan(TREE, REVIEW, Words(language), TODAY).steps if step.place]


def test_what_is_not_established_of_a_site_is_to_be_checked() -> None:
    case = msgspec.structs.replace(REVIEW, about=About(site="facebook"))
    told = {step.id: step.place or "" for step in plan(TREE, case, Words("fr"), TODAY).steps}

    assert told["platform-rule"].startswith("Facebook")
    assert told["platform-rule"].endswith(" (à vérifier)")


def test_every_place_is_a_fact_of_a_site() -> None:
    assert {step.at for step in TREE.steps.values()} == {None, "report", "claim", "privacy"}
