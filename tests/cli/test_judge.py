"""A person decides about what an audit left open, and the next audit knows."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

import make
from commands import Ereput
from ereput.errors import StoreError
from ereput.history import History
from ereput.identity import resolve
from ereput.model import Audit, Judgement, Practitioner

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
BARE = make.mention(title="Hélène Vaubrun à la une", snippet=None)


def kept(path: Path) -> Audit:
    """An audit in the history, with one mention left open."""
    who = make.practitioner()
    harvests = (make.harvest(BARE),)
    audit = Audit(made_at=AT, practitioner=who, harvests=harvests, matches=resolve(who, harvests))
    with History(path) as past:
        past.add(audit)
    return audit


def test_an_answer_is_remembered_listed_and_taken_back(ereput: Ereput, tmp_path: Path) -> None:
    database = tmp_path / "history.sqlite"
    audit = kept(database)

    asked = ereput("judge", "--database", str(database), "--lang", "en", stdin=b"perhaps\ny\n")

    assert asked.returncode == 0, asked.stderr
    said = asked.stdout.decode()
    assert "1/1 Is this Hélène Vaubrun?" in said
    assert "Hélène Vaubrun à la une" in said
    assert BARE.url in said
    assert "The family name." in said
    assert "That is none of the answers." in said
    assert "1 answer kept." in said
    with History(database) as past:
        assert past.told(audit.practitioner) == {BARE.key: Judgement.SAME}
    listed = ereput("judge", "--list", "--database", str(database), "--lang", "en").stdout.decode()
    assert "theirs" in listed
    assert "Hélène Vaubrun à la une" in listed
    again = ereput("judge", "--database", str(database), "--lang", "fr")
    assert "Rien" in again.stdout.decode()
    assert ereput("judge", "--forget", "1", "--database", str(database)).returncode == 0
    assert ereput("judge", "--forget", "1", "--database", str(database)).returncode == 2
    assert (
        "Nothing was answered" in ereput("judge", "--list", "--database", str(database), "--lang", "en").stdout.decode()
    )


def test_without_an_audit_there_is_nothing_to_judge(ereput: Ereput, tmp_path: Path) -> None:
    assert ereput("judge", "--database", str(tmp_path / "none.sqlite")).returncode == 2


def test_what_was_decided_decides(tmp_path: Path) -> None:
    who, harvests = make.practitioner(), (make.harvest(BARE),)

    judged = {said: resolve(who, harvests, {BARE.key: said})[0] for said in Judgement}

    assert {said: match.judgement for said, match in judged.items()} == {said: said for said in Judgement}
    assert judged[Judgement.SAME].signals[0].feature == "told"


def test_the_last_word_counts_and_nobody_is_remembered_by_name_alone(tmp_path: Path) -> None:
    who = make.practitioner()
    with History(tmp_path / "history.sqlite") as past:
        past.tell(who, "a", "A", Judgement.SAME, AT)
        past.tell(who, "a", "A", Judgement.DIFFERENT, AT)

        assert past.told(who) == {"a": Judgement.DIFFERENT}
        with pytest.raises(StoreError):
            past.tell(Practitioner(family="Vaubrun"), "a", "A", Judgement.SAME, AT)
