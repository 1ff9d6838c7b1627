"""What an earlier audit knew from a file that was not brought again, in every format."""

from datetime import date

import msgspec
import pytest

import make
from ereput.checks import sentence
from ereput.model import Audit, Coverage, Finding, Seen, Severity
from ereput.report import render, view
from ereput.words import Words

GOOGLE = make.listing(source="exports", site="google_maps", id="1", seen=Seen.EXPORT, url=None)
INSULT = Finding(
    code="REV001",
    severity=Severity.ACT,
    statement="",
    values={
        "site": "Google Maps",
        "said": "escroc",
        "class": "outrage",
        "clock": "open_on",
        "months": 3,
        "last_day": "2027-02-10",
        "earliest": "2026-11-10",
        "latest": "2026-11-10",
    },
    evidence=(make.evidence(source="exports"),),
    subject=f"{GOOGLE.key}#9",
    deadline=date(2027, 2, 10),
    unread_since=date(2026, 10, 3),
)
NOT_BROUGHT = make.change("unread", "listing", GOOGLE.key, before="2026-10-03")


def unread(finding: Finding = INSULT, *changes: object, language: str = "en") -> Audit:
    worded = msgspec.structs.replace(finding, statement=sentence(finding, Words(language)))
    return make.audit(
        harvests=(make.harvest(source="rpps"),),
        matches=(),
        opinions=(),
        findings=(worded,),
        figures={},
        previous=make.NOW.replace(month=10),
        changes=changes or (NOT_BROUGHT,),
        coverage=Coverage(asked=1, answered=1),
    )


@pytest.mark.parametrize("name", ["terminal", "markdown", "html", "csv", "json"])
@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "not read again since your file of 3 October 2026"),
        ("fr", "pas relu depuis votre fichier du 3 octobre 2026"),
    ],
)
def test_every_format_says_that_the_review_was_not_read_again(name: str, language: str, said: str) -> None:
    told = render(name, unread(language=language), Words(language), width=100)

    for beside in (INSULT.id, "10\u00a0Feb\u00a02027", "10\u00a0févr.\u00a02027") if name == "terminal" else ():
        told = told.replace(beside, "")

    assert said in " ".join(told.replace("\u00a0", " ").split())


def test_it_stands_among_what_is_to_be_done_first_with_its_day_and_its_route() -> None:
    shown = view(unread(), Words("en"))

    assert [(step.id, step.deadline) for step in shown.steps.rows] == [(INSULT.id, date(2027, 2, 10))]
    assert [(row.where, row.quote) for row in shown.sensitive.rows] == [("Google Maps", "“escroc”")]
    assert len(shown.sensitive.route) == 5


def test_a_review_of_a_site_that_was_not_read_again_names_no_file() -> None:
    page = msgspec.structs.replace(INSULT, evidence=(make.evidence(),))

    assert "(not read again since 3\u00a0October\u00a02026)" in view(unread(page), Words("en")).steps.rows[0].sentence


def test_the_changes_say_that_the_file_was_not_brought_and_nothing_is_gone() -> None:
    score = make.change("changed", "figure", "score", field="sources", before="77", after="68")
    (alone, then) = view(unread(), Words("en")).since.facts
    told = view(unread(INSULT, NOT_BROUGHT, score), Words("en")).since
    said = "1 listing not compared: your file of 3\u00a0October\u00a02026 was not brought again (Google Maps)"

    assert (alone, then) == ("nothing new", said)
    assert told.facts[0] == said
    assert "score" in told.facts[1]
    assert len(told.changes) == 1


def test_a_kept_audit_that_holds_nonsense_is_shown_all_the_same() -> None:
    odd = msgspec.structs.replace(INSULT, values={**INSULT.values, "earliest": "soon", "latest": 7})
    nowhere = msgspec.structs.replace(odd, evidence=(), subject=None)
    never = make.change("unread", "listing", GOOGLE.key, before="\x1b[31mnever")

    assert view(unread(odd, never), Words("en")).since.facts == ("nothing new",)
    assert view(unread(nowhere), Words("en")).steps.rows
