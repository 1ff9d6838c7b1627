from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

import make
from ereput.history import History, bearers
from ereput.history.bearers import keys
from ereput.model import Identifier, Judgement, Practitioner

LATER = make.NOW + timedelta(days=30)


def numbered(number: str | None) -> Practitioner:
    identifiers = (Identifier(system="rpps", value=number),) if number else ()
    return make.practitioner(identifiers=identifiers)


@pytest.fixture
def past(tmp_path: Path) -> Iterator[History]:
    with History(tmp_path / "history.db") as opened:
        yield opened


@pytest.mark.parametrize(("then", "now"), [(None, "19990418305"), ("19990418305", None)])
def test_a_number_unknown_in_one_month_parts_nobody(past: History, then: str | None, now: str | None) -> None:
    earlier = make.audit(practitioner=numbered(then))
    past.add(earlier)
    past.tell(numbered(then), "a#1", "A listing", Judgement.DIFFERENT, make.NOW)

    assert past.before(numbered(now), LATER) == (earlier,)
    assert past.told(numbered(now)) == {"a#1": Judgement.DIFFERENT}


def test_the_later_of_two_decisions_under_two_keys_counts(past: History) -> None:
    past.tell(numbered("19990418305"), "a#1", "A listing", Judgement.SAME, LATER)
    past.tell(numbered(None), "a#1", "A listing", Judgement.DIFFERENT, make.NOW)
    past.add(make.audit(practitioner=numbered("19990418305")))

    assert past.told(numbered(None)) == past.told(numbered("19990418305")) == {"a#1": Judgement.SAME}


def test_namesakes_in_one_place_share_nothing_not_even_what_bears_no_number(past: History) -> None:
    for number in ("19990418305", "19990000012", None):
        past.add(make.audit(practitioner=numbered(number)))

    for number in ("19990418305", "19990000012", None):
        assert [audit.practitioner for audit in past.before(numbered(number), LATER)] == [numbered(number)]


def test_a_new_number_beside_one_that_is_known_is_a_namesake(past: History) -> None:
    past.add(make.audit(practitioner=numbered("19990418305")))
    past.add(make.audit(practitioner=numbered(None)))

    assert past.before(numbered("19990000012"), LATER) == ()


def test_the_same_name_elsewhere_is_somebody_else(past: History) -> None:
    past.add(make.audit(practitioner=make.practitioner(postal_code="59000")))

    assert past.before(numbered(None), LATER) == ()


def test_who_has_no_key_stands_nowhere(past: History) -> None:
    assert keys(past.database, Practitioner(family="Vaubrun")) == ()
    assert past.before(Practitioner(family="Vaubrun"), LATER) == ()


def test_however_many_namesakes_there_are_only_two_are_read(past: History, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(9):
        past.add(make.audit(practitioner=numbered(f"1999000001{number}")))
    read: list[str] = []
    whole = bearers.from_json
    monkeypatch.setattr(bearers, "from_json", lambda document: (read.append(document), whole(document))[1])

    past.before(numbered(None), LATER)
    past.before(numbered("19990000012"), LATER)

    assert 0 < len(read) <= 4
