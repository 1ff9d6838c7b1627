"""What an audit hears of the register on this machine."""

from pathlib import Path

import pytest

import registers
from ereput.identity import resolve
from ereput.model import Address, Bearers, Census, Counts, Identifier, Judgement, Listing, Practitioner, Status
from ereput.register import Register, build, harvest
from make import NOW, practitioner
from registers import line


def counted(register: Register, who: Practitioner) -> Bearers:
    [bearers] = [item for item in harvest(register, who).items if isinstance(item, Bearers)]
    return bearers


def cards(register: Register, who: Practitioner) -> list[str]:
    listed = [item for item in harvest(register, who).items if isinstance(item, Listing)]
    return list(dict.fromkeys(i.value for one in listed for i in one.identifiers if i.system == "rpps"))


def test_it_takes_the_place_of_the_live_register_and_nobody_was_asked(register: Register) -> None:
    heard = harvest(register, practitioner())

    assert (heard.source, heard.status, heard.problems, heard.asked) == ("rpps", Status.FOUND, (), 0)
    assert {item.evidence.source for item in heard.items} == {"rpps"}
    assert {item.evidence.retrieved_at for item in heard.items} == {register.edition.day}


def test_own_card_first_then_namesakes_then_the_family_name_nearby(register: Register) -> None:
    found = cards(register, practitioner())

    assert found[0] == "19990418305"
    assert set(found[1:4]) == {"19990418313", "19990418321", "19990418339"}
    assert found[4:] == ["19990418354"]  # Léo Vaubrun, in the département; Vaubrunel is another name


def test_how_many_bear_the_name_is_counted_by_place_and_specialty(register: Register) -> None:
    bearers = counted(register, practitioner())

    assert bearers.entries == 9
    assert bearers.full == Counts(everywhere=4, specialty=2, town=2, departement=2)
    assert bearers.surname == Counts(everywhere=5, specialty=2, town=2, departement=3)


def test_what_is_not_known_of_the_practitioner_is_not_counted(register: Register) -> None:
    bearers = counted(register, Practitioner(given="Léo", family="Vaubrun"))

    assert bearers.full == Counts(everywhere=1)


def test_a_town_alone_tells_the_departement(register: Register) -> None:
    bearers = counted(register, Practitioner(given="Léo", family="Vaubrun", address=Address(locality="Lyon")))

    assert (bearers.full.town, bearers.full.departement) == (0, 1)


def test_it_counts_for_identity_as_the_live_register_does(register: Register) -> None:
    items = harvest(register, practitioner()).items
    counts = {item.given: item.count for item in items if isinstance(item, Census)}

    assert counts == {None: 6, "Hélène": 4}


def test_birth_names_are_looked_for_too(register: Register) -> None:
    assert "19990418370" in cards(register, Practitioner(given="Maël", family="Marival", birth_family="Le Flohic"))


def test_a_name_that_nobody_bears_is_nothing_and_counted_as_none(register: Register) -> None:
    heard = harvest(register, Practitioner(given="Zéphirine", family="Qvaxbrolle"))

    assert heard.status is Status.NOTHING
    assert [item.count for item in heard.items if isinstance(item, Census)] == [0, 0]


def test_a_number_is_enough(register: Register) -> None:
    who = Practitioner(family="", identifiers=(Identifier(system="rpps", value="19990418370"),))

    assert cards(register, who) == ["19990418370"]


def test_of_very_many_namesakes_the_nearest_are_kept_and_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ereput.register.heard.MOST_NAMESAKES", 3)
    far = [line(f"1999041{n:04}", "VAUBRUN", "HÉLÈNE", "Pneumologie", "44000", "Nantes") for n in range(9)]
    build(registers.written(tmp_path / "r.txt", *far, *registers.PEOPLE), tmp_path / "r.sqlite", NOW)

    with Register(tmp_path / "r.sqlite") as register:
        heard = harvest(register, practitioner(identifiers=()))
        found = cards(register, practitioner(identifiers=()))

    assert heard.status is Status.LIMITED
    assert found[:2] == ["19990418305", "19990418313"]
    assert counted_people(heard.items) == 13


def counted_people(items: tuple[object, ...]) -> int:
    [bearers] = [item for item in items if isinstance(item, Bearers)]
    return bearers.full.everywhere


def test_identity_judges_by_it_as_by_the_live_answer(register: Register) -> None:
    matches = resolve(practitioner(), [harvest(register, practitioner())])
    judged = {match.listing.key.split("-")[0]: match.judgement for match in matches}

    assert judged["rpps:19990418305"] is Judgement.SAME
    assert judged["rpps:19990418313"] is judged["rpps:19990418321"] is Judgement.DIFFERENT
