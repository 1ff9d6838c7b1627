"""What the guide's cases bring into *Do first*."""

from datetime import date

import make
from ereput.model import CaseStep, Severity
from ereput.report import files
from ereput.report.view import view
from ereput.serial import from_json, to_json
from ereput.words import Words

FRENCH = Words("fr")
ACT = make.finding("REV001", severity=Severity.ACT, subject="a")
WRONG = make.finding("NAP001", severity=Severity.ACT, subject="b")


def rows(*cases: CaseStep):
    audit = make.audit(findings=(ACT, WRONG), cases=cases)
    told = view(audit, FRENCH).steps
    return told.rows, told.others


def test_a_finding_with_an_open_case_says_its_next_step_and_the_nearest_last_day() -> None:
    case = CaseStep(number=3, finding=ACT.id, outcome="end-report", step="dsa-notice", by=date(2026, 12, 2))

    first, _ = rows(case)

    row = next(row for row in first if row.id == ACT.id)
    assert row.deadline == date(2026, 12, 2)
    assert "Étape suivante (dossier 3)" in row.route
    assert "signalement de contenu illicite" in row.route
    assert len(first) == 2


def test_a_finding_whose_case_is_closed_is_not_to_be_done() -> None:
    first, others = rows(CaseStep(number=3, finding=ACT.id, outcome="end-report", is_closed=True))

    assert [row.id for row in first] == [WRONG.id]
    assert next(row for row in others if row.id == ACT.id).route == "Le dossier 3 est clos."


def test_a_case_of_no_finding_stands_by_its_last_day_with_its_page() -> None:
    case = CaseStep(
        number=5, url="https://avis.example/1", outcome="end-wait", step="wait-answer", by=date(2026, 11, 30)
    )

    first, _ = rows(case)

    assert first[0].id == "case-5"
    assert "Attendre la réponse de l'éditeur" in first[0].sentence
    assert first[0].links[0].url == "https://avis.example/1"
    assert first[0].is_pressing


def test_a_case_that_asks_a_question_is_said_and_one_that_is_done_or_unknown_breaks_nothing() -> None:
    first, _ = rows(
        CaseStep(number=7, url="javascript:alert(1)"),
        CaseStep(number=8, outcome="end-wait"),
        CaseStep(number=9, outcome="gone", step="gone"),
        CaseStep(number=10, is_closed=True),
    )

    told = {row.id: row for row in first}
    assert "ereput guide --case 7" in told["case-7"].route
    assert told["case-7"].links == ()
    assert not {"case-8", "case-10"} & set(told)


def test_cases_go_with_the_audit_into_every_format_and_back() -> None:
    case = CaseStep(number=5, outcome="end-wait", step="wait-answer", by=date(2026, 11, 30))
    audit = make.audit(findings=(ACT,), cases=(case,))

    assert from_json(to_json(audit)).cases == (case,)
    for name in ("markdown", "html"):
        assert "Attendre la réponse" in next(iter(files(name, audit, FRENCH).values())).replace("&#39;", "'")
