"""What a case of the guide tells the rules on replies: flags, a lawyer's hold, hours gone by, who drafts."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from ereput.guide import cases
from ereput.guide.replies.reply import Case
from ereput.guide.tree import Outcome, Tree
from ereput.guide.triage import triage
from ereput.guide.walk import walk
from ereput.model import Opinion, Review

# flag of RPL-24 -> answers of the guide that raise it, by question
RAISED_BY: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "threat": {"danger": ("yes",), "says": ("threat_or_blackmail",)},
    "chantage": {"author": ("blackmail",)},
    "press": {"author": ("journalist",), "where": ("press",)},
    "lawsuit": {"situation": ("legal",), "court": ("yes",), "assessed-now": ("some",), "after": ("law",)},
}
_HELD = "end-hold"  # the outcome that asks to wait for the lawyer

# of what the review is about, by the aspect that opinions name: of several, the first one here; care before all
_ASPECTS = {
    "competence": "T6",
    "explanations": "T6",
    "waiting": "T1",
    "availability": "T2",
    "online": "T2",
    "reception": "T3",
    "staff": "T3",
    "fees": "T4",
    "listening": "T5",
    "premises": "T8",
    "hygiene": "T8",
}
_CLASSES = {"outrage": "T10", "hate": "T10", "off_topic": "T13", "no_text": "T12", "positive": "T11"}


def of_case(
    tree: Tree,
    case: cases.Case,
    *,
    opened_at: datetime,
    now: datetime,
    previous: Iterable[str] = (),
    flags: Iterable[str] = (),
) -> Case:
    """The rules' view of a case; `flags` are raised besides."""
    here = walk(tree, case.answers).here
    return Case(
        flags=frozenset(flags) | raised(case),
        previous=tuple(previous),
        hours=(now - opened_at).total_seconds() / 3600,
        is_held=isinstance(here, Outcome) and here.id == _HELD,
        is_agency=case.is_agency,
        is_approved=case.approved_on is not None,
    )


def raised(case: cases.Case) -> frozenset[str]:
    """The flags that a case's answers raise."""
    return frozenset(
        flag
        for flag, questions in RAISED_BY.items()
        for question, keys in questions.items()
        if set(keys) & set(_keys(case.answers.get(question)))
    )


def theme(review: Review, opinion: Opinion | None) -> str | None:
    """The probable theme of a review: its class where no reply serves, else what it complains of, else None."""
    label = triage(review.text, review.language).label
    if label in _CLASSES:
        return _CLASSES[label]
    told = opinion.aspects if opinion else {}
    return next((named for aspect, named in _ASPECTS.items() if told.get(aspect) == "neg"), None)


def _keys(given: str | tuple[str, ...] | None) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else given or ()
