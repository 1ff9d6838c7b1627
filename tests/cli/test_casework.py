"""Cases beside an audit whose findings were not all read again."""

from datetime import date
from pathlib import Path

import msgspec
import pytest

import make
from ereput.cli.guidance.casework import audit_with, of_person, with_cases
from ereput.guide.cases import About, Case
from ereput.history import History, forgetting
from ereput.history.people import people
from ereput.words import Words

CLOCK = {"site": "Google Maps", "said": "escroc", "clock": "open_on", "last_day": "2027-02-10"}
READ = make.finding("REV001", subject="google_maps:1#9", values=CLOCK, deadline=date(2027, 2, 10))
UNREAD = msgspec.structs.replace(READ, unread_since=date(2026, 10, 3))


@pytest.fixture
def past(tmp_path: Path):
    with History(tmp_path / "h.sqlite") as history:
        yield history


def test_what_was_not_read_again_is_let_go_where_its_case_is_closed(past: History) -> None:
    case = Case(who="Hélène Vaubrun", about=About(finding=READ.id))
    number = past.open_case(case, make.NOW)
    unread, read = make.audit(findings=(UNREAD,)), make.audit(findings=(READ,))

    assert with_cases(unread, past, make.TODAY).findings == (UNREAD,)
    past.keep_case(number, msgspec.structs.replace(case, closed_on=make.TODAY), make.NOW)
    assert with_cases(unread, past, make.TODAY).findings == ()
    assert with_cases(read, past, make.TODAY).findings == (READ,)


def test_a_findings_id_leads_to_the_audit_that_read_its_review(past: History) -> None:
    read = make.audit(findings=(READ,), made_at=make.NOW.replace(month=9))
    between = make.audit(findings=(UNREAD,), made_at=make.NOW.replace(month=10))
    last = make.audit(findings=(UNREAD,))
    for audit in (between, last):
        past.add(audit)

    assert audit_with(past, READ.id, Words("en")) == last
    past.add(read)
    assert audit_with(past, READ.id, Words("en")) == read


def test_an_id_of_an_older_audit_leads_to_it_and_its_day_is_said(
    past: History, capsys: pytest.CaptureFixture[str]
) -> None:
    older = make.audit(findings=(READ,), made_at=make.NOW.replace(month=9))
    for audit in (older, make.audit(findings=())):
        past.add(audit)

    assert audit_with(past, READ.id, Words("en")) == older
    assert f"{READ.id} stands in the audit of 21 September 2026" in capsys.readouterr().err.replace("\u00a0", " ")


def test_a_namesake_has_no_part_in_a_case_and_forgetting_them_leaves_it(past: History) -> None:
    mine, namesake = make.practitioner(), make.practitioner(postal_code="59000", locality="Lille", identifiers=())
    number = past.open_case(of_person(Case(who=mine.name, answers={}), mine), make.NOW)
    own, other = make.audit(practitioner=mine), make.audit(practitioner=namesake)
    for audit in (own, other):
        past.add(audit)

    assert [case.number for case in with_cases(own, past, make.NOW.date()).cases] == [number]
    assert with_cases(other, past, make.NOW.date()).cases == ()

    (person,) = (one for one in people(past.database) if one.key and one.key.startswith("name:"))
    past.database.write(lambda tables: forgetting.forget(tables, [person]))

    assert [kept.number for kept in past.cases()] == [number]
