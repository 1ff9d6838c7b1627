"""What a case tells the rules on replies, and the probable theme of a review."""

from datetime import UTC, datetime, timedelta

import pytest

import make
from ereput.guide.cases import Case
from ereput.guide.replies import check
from ereput.guide.replies.known import RAISED_BY, of_case, raised, theme
from ereput.guide.replies.reply import Case as Known
from ereput.guide.tree import tree
from ereput.model import Opinion

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
SAFE = (
    "Le secret professionnel nous interdit de répondre publiquement à un avis. De façon générale, l'équipe veille à "
    "l'accueil de chacun. Toute personne qui le souhaite peut nous en parler directement au secrétariat du cabinet."
)


def known(case: Case, hours: float = 48, **more: object) -> Known:
    return of_case(tree(), case, opened_at=NOW - timedelta(hours=hours), now=NOW, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("answers", "flag"),
    [
        ({"says": ("outrage", "threat_or_blackmail")}, "threat"),
        ({"danger": "yes"}, "threat"),
        ({"author": "blackmail"}, "chantage"),
        ({"where": "press"}, "press"),
        ({"author": "journalist"}, "press"),
        ({"situation": "legal"}, "lawsuit"),
        ({"court": "yes"}, "lawsuit"),
        ({"assessed-now": "some"}, "lawsuit"),
    ],
)
def test_an_answer_raises_the_flag_that_forbids_any_reply(answers: dict[str, str], flag: str) -> None:
    case = Case(answers=answers)

    assert raised(case) == {flag}
    assert check(SAFE, case=known(case)).blocking == ("RPL-24",)


def test_every_answer_that_raises_a_flag_is_one_of_the_tree() -> None:
    for questions in RAISED_BY.values():
        for question, keys in questions.items():
            assert set(keys) <= {answer.key for answer in tree().nodes[question].answers}


def test_a_calm_case_raises_nothing_and_its_hours_are_counted() -> None:
    warned = {breach.rule.id for breach in check(SAFE, case=known(Case(), hours=3)).breaches}

    assert raised(Case(answers={"danger": "no", "says": ("opinion",)})) == frozenset()
    assert "RPL-21" in warned
    assert "RPL-21" not in {breach.rule.id for breach in check(SAFE, case=known(Case(), hours=25)).breaches}


def test_a_lawyers_hold_the_last_replies_and_an_agency_are_seen() -> None:
    held = Case(answers={"danger": "no", "situation": "reply", "assessed": "yes", "assessed-now": "some"})
    agency = Case(is_agency=True)

    assert known(held).is_held
    assert "RPL-20" in {breach.rule.id for breach in check(SAFE, case=known(Case(), previous=[SAFE])).breaches}
    assert "RPL-25" in {breach.rule.id for breach in check(SAFE, case=known(agency)).breaches}
    approved = Case(is_agency=True, approved_on=NOW.date())
    assert "RPL-25" not in {breach.rule.id for breach in check(SAFE, case=known(approved)).breaches}


@pytest.mark.parametrize(
    ("text", "aspects", "wanted"),
    [
        ("Quel escroc !", {}, "T10"),
        ("Très bon médecin, merci !", {}, "T11"),
        (None, {}, "T12"),
        ("Ce n'est pas le bon médecin.", {}, "T13"),
        ("Une heure d'attente.", {"waiting": "neg", "listening": "pos"}, "T1"),
        ("Trop cher.", {"listening": "pos", "fees": "neg"}, "T4"),
        ("Trop d'attente, accueil froid.", {"listening": "neg", "reception": "neg", "waiting": "neg"}, "T1"),
        ("Trop d'attente, mal soigné.", {"competence": "neg", "waiting": "neg"}, "T6"),
        ("Consultation en mars.", {}, None),
    ],
)
def test_the_theme_of_a_review_is_guessed_where_it_can_be(
    text: str | None, aspects: dict[str, str], wanted: str | None
) -> None:
    review = make.review(text=text, language="fr")
    opinion = Opinion(of=review.key, label=None, score=None, confidence=0, language="fr", aspects=aspects)

    assert theme(review, opinion) == wanted
