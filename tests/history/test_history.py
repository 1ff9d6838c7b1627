from datetime import timedelta, timezone
from pathlib import Path

import pytest

import make
from ereput.history import History, is_healthy, key
from ereput.model import Address, Audit, Coverage, Figure, Identifier

RPPS = Identifier(system="rpps", value="19990418305")
HEALTHY = Coverage(asked=4, answered=3)

Place = Path | str


def healthy(**changed: object) -> Audit:
    return make.audit(**{"coverage": HEALTHY, "practitioner": make.practitioner(identifiers=(RPPS,)), **changed})


def test_an_audit_is_found_again_by_its_practitioner(place: Place) -> None:
    audit = healthy()
    with History(place) as history:
        history.add(audit)

        assert history.before(audit.practitioner, audit.made_at + timedelta(days=1)) == (audit,)


def test_the_same_audit_is_kept_once(place: Place) -> None:
    first, second = healthy(figures={"score": Figure(value=70.0)}), healthy(figures={"score": Figure(value=71.0)})
    with History(place) as history:
        numbers = [history.add(audit) for audit in (first, second, first)]

    assert numbers[0] == numbers[2] != numbers[1]


def test_an_audit_is_not_compared_with_itself(place: Place) -> None:
    audit = healthy()
    with History(place) as history:
        history.add(audit)

        assert history.before(audit.practitioner, audit.made_at) == ()


def test_an_audit_that_nobody_answered_is_kept_and_looked_at_only_where_it_is_the_last(place: Place) -> None:
    good = healthy()
    bad = healthy(coverage=Coverage(asked=4, answered=1), made_at=good.made_at + timedelta(days=1))
    with History(place) as history:
        history.add(good)
        history.add(bad)

        assert not is_healthy(bad)
        assert history.latest() == bad
        assert history.before(good.practitioner, good.made_at + timedelta(days=2)) == (bad, good)

        history.add(better := healthy(made_at=good.made_at + timedelta(days=3)))

        assert history.before(good.practitioner, good.made_at + timedelta(days=4)) == (better, good)


def test_an_hour_written_elsewhere_sorts_as_the_instant_that_it_is(place: Place) -> None:
    audit = healthy()
    in_paris = audit.made_at.astimezone(timezone(timedelta(hours=1)))
    with History(place) as history:
        history.add(healthy(made_at=in_paris - timedelta(minutes=30)))

        assert len(history.before(audit.practitioner, audit.made_at)) == 1
        assert history.before(audit.practitioner, in_paris - timedelta(minutes=30)) == ()


def test_a_name_that_no_database_can_hold_as_it_is_is_kept_all_the_same(place: Place) -> None:
    audit = healthy(practitioner=make.practitioner(identifiers=(RPPS,), family="Vau\0brun"))
    with History(place) as history:
        history.add(audit)

        assert history.latest() == audit


def test_a_name_alone_is_no_key() -> None:
    assert key(make.practitioner(identifiers=(), address=Address(locality="Lyon"))) is None


def test_a_key_is_the_number_or_name_and_postcode_or_name_commune_and_specialty() -> None:
    nameless = {"identifiers": (), "specialty": "dermatologue"}

    assert key(make.practitioner(identifiers=(RPPS,))) == "rpps:19990418305"
    assert key(make.practitioner(**nameless, address=Address(postal_code="69003"))) == "name:helene vaubrun|69003"
    assert (
        key(make.practitioner(**nameless, address=Address(insee="69123"))) == "name:helene vaubrun|69123|dermatologue"
    )


def test_an_interruption_while_writing_leaves_the_history_whole(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    later = healthy(made_at=healthy().made_at + timedelta(days=1))
    with History(place) as history:
        history.add(healthy())
        monkeypatch.setattr("ereput.history.audits.to_json", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            history.add(later)

    with History(place) as history:
        assert history.latest() == healthy()
