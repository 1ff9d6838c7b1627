"""Who bears a name: exactly, the other way round, in part, or but for a slip of the finger."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ereput.parsing.names import PersonName
from ereput.register import Register
from ereput.register.near import Surnames, distance, slips
from make import evidence

DERMATOLOGIST, CARDIOLOGIST, MIDWIFE, DOUBLE = "19990418305", "19990418313", "19990418321", "19990418339"
NAMESAKES = {DERMATOLOGIST, CARDIOLOGIST, MIDWIFE}
FLOHIC, ARGOUGES = "19990418370", "19990418362"


def found(register: Register, name: str, **narrower: str) -> tuple[set[str], set[str]]:
    cards = register.find(name, **narrower)  # type: ignore[arg-type]
    return {card.number for card in cards}, {card.how for card in cards}


@pytest.mark.parametrize(
    ("name", "numbers", "how"),
    [
        ("Hélène Vaubrun", NAMESAKES, "exact"),
        ("Dr VAUBRUN Hélène", NAMESAKES, "exact"),
        ("helene vaubrun", NAMESAKES, "exact"),
        ("VAUBRUN", {*NAMESAKES, "19990418354"}, "exact"),
        ("Le Flohic Maël", {FLOHIC}, "exact"),
        ("Mael LEFLOHIC", {FLOHIC}, "exact"),
        ("Jean Paul d'Argouges", {ARGOUGES}, "exact"),
        ("Jean-Paul D’ARGOUGES", {ARGOUGES}, "exact"),
        ("HÉLÈNE Vaubrun", NAMESAKES, "inverted"),
        ("H. Vaubrun", {*NAMESAKES, DOUBLE}, "part"),
        ("Jean d'Argouges", {ARGOUGES}, "part"),
        ("Hélène Le Guennec", {DOUBLE}, "part"),
        ("Hélène Vaubrun-Marival", NAMESAKES, "part"),
        ("Hélène Vabrun", NAMESAKES, "typo"),
        ("Hélène Vuabrun", NAMESAKES, "typo"),
        ("Hélnèe Vaubrun", NAMESAKES, "typo"),
        ("Maël Le Fohic", {FLOHIC}, "typo"),
        ("Maël Le Fhoihc", {FLOHIC}, "typo"),
        ("Vabrun Hélène", NAMESAKES, "typo"),
        ("Zéphirine Qvaxbrolle", set(), None),
        ("Paul Vaubrun", {"19990418347"}, "typo"),
        ("", set(), None),
    ],
)
def test_a_name_is_found_however_it_is_typed(register: Register, name: str, numbers: set[str], how: str | None) -> None:
    assert found(register, name) == (numbers, {how} if how else set())


def test_married_and_birth_names_are_both_looked_for(register: Register) -> None:
    cards = register.find(PersonName(given="Maël", family="Marival", birth_family="Le Flohic"))

    assert [card.number for card in cards] == [FLOHIC]


@pytest.mark.parametrize(
    ("narrower", "numbers"),
    [
        ({"city": "Lyon"}, {DERMATOLOGIST, CARDIOLOGIST}),
        ({"city": "LYON 03"}, {DERMATOLOGIST}),
        ({"city": "69006"}, {DERMATOLOGIST, CARDIOLOGIST}),
        ({"city": "Nantes"}, {MIDWIFE}),
        ({"city": "Paris"}, set()),
        ({"specialty": "cardiologue"}, {CARDIOLOGIST}),
        ({"specialty": "sage-femme"}, {MIDWIFE}),
        ({"specialty": "blurgologue"}, NAMESAKES),
        ({"city": "Lyon", "specialty": "dermato"}, {DERMATOLOGIST}),
    ],
)
def test_town_and_specialty_tell_namesakes_apart(
    register: Register, narrower: dict[str, str], numbers: set[str]
) -> None:
    assert found(register, "Hélène Vaubrun", **narrower)[0] == numbers


def test_a_number_finds_its_card_with_all_workplaces(register: Register) -> None:
    card = register.card(DERMATOLOGIST)

    assert card is not None
    assert card.towns == ("Lyon 3e Arrondissement", "Lyon 6e Arrondissement")
    assert card.specialties == ("Dermatologie et vénéréologie",)
    assert (card.name.given, card.name.family, card.is_doctor) == ("Hélène", "Vaubrun", True)
    assert card.phones == {"+33465711830"}
    assert register.card("19990000000") is None
    assert register.card("x") is None


def test_a_card_gives_the_listings_that_the_live_register_gives(register: Register) -> None:
    card = register.card(DERMATOLOGIST)
    assert card is not None

    first, second = card.listings(evidence(source="rpps"))

    assert first.key == "rpps:19990418305-R101"
    assert first.name == "Dr HÉLÈNE VAUBRUN"
    assert (first.address.street, first.address.postal_code) == ("18 Rue DES TILLEULS BLANCS", "69003")
    assert first.phones == ("+33465711830",)
    assert second.key == "rpps:19990418305-R102"


def test_people_without_a_specialty_have_their_profession(register: Register) -> None:
    card = register.card(MIDWIFE)

    assert card is not None
    assert (card.specialties, card.is_doctor) == (("Sage-Femme",), False)


def test_no_more_are_found_than_asked_for(register: Register) -> None:
    assert len(register.find("Vaubrun", most=2)) == 2


# ---------------------------------------------------------------- slips

WORDS = st.text("abcdelmnrtuv", min_size=1, max_size=9)


@given(WORDS, WORDS)
def test_what_is_one_slip_away_is_among_the_slips(one: str, other: str) -> None:
    assert (distance(one, other) == 1) == (other in slips(one))


@given(WORDS, WORDS)
def test_distance_does_not_depend_on_who_is_asked(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)


def test_two_slips_are_looked_for_in_longer_names_alone() -> None:
    surnames = Surnames(["vaubrun", "vaibren", "vaubrunel", "marival", "ly", "lyon"])

    assert set(surnames.two_slips("vaubrun")) == {"vaibren", "vaubrunel"}
    assert set(surnames.two_slips("ly")) == set()
