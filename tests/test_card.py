from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ereput.card import Card, practitioner, read, rpps, written
from ereput.errors import StoreError, UsageError
from ereput.model import Identifier
from ereput.words import Words


def test_a_card_names_a_practitioner() -> None:
    card = Card(name="Dr VAUBRUN Hélène", phone="04 65 71 18 30", postcode="69003", rpps="1999 0418 305")

    who = practitioner(card)

    assert (who.given, who.family.casefold(), who.title) == ("Hélène", "vaubrun", "Dr")
    assert who.phones == ("+33465711830",)
    assert who.identifiers == (Identifier(system="rpps", value="19990418305"),)


def test_a_card_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    card = Card(
        name='Dr "Élise" Ney', street="1 rue d'Alger\\bis", pages=("https://a.example/",), phones=("04 65 71 00 00",)
    )
    path = tmp_path / "me.toml"

    path.write_text(written(card, Words()), encoding="utf-8")

    assert read(path) == card


@given(st.text(min_size=1, max_size=60).filter(lambda text: "\r" not in text and "\ud800" not in text))
def test_any_text_survives_a_card(text: str) -> None:
    import tomllib

    import msgspec

    card = Card(name=text, street=text)

    assert msgspec.convert(tomllib.loads(written(card, Words())), Card) == card


def test_a_former_practice_gives_its_address_and_its_phone(tmp_path: Path) -> None:
    path = tmp_path / "me.toml"
    path.write_text('name = "Dr Hélène Vaubrun"\n[[former]]\ncity = "Nantes"\nphone = "02 61 91 40 12"\n')

    who = practitioner(read(path))

    assert who.former_addresses[0].locality == "Nantes"
    assert who.former_phones == ("+33261914012",)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('name = "Dr X Y"\nphnoe = "1"', "phnoe"),
        ("name = ", "not TOML"),
        ("specialty = 'x'", "name"),
        ('name = "Dr X Y"\nphone = 12', "phone"),
        ('name = "Dr X Y"\nphone = "12"', "me.toml: '12' does not read as a telephone number"),
    ],
)
def test_a_wrong_card_gets_one_sentence(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "me.toml"
    path.write_text(text)

    with pytest.raises(StoreError, match=says):
        read(path)


def test_a_missing_card_says_how_to_write_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="ereput init"):
        read(tmp_path / "none.toml")


@pytest.mark.parametrize("text", ["123", "1234567890a", "", "１２３４５６７８９０１"])
def test_a_number_that_is_not_an_rpps_number_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="eleven digits"):
        rpps(text)


@pytest.mark.parametrize(
    "card", [Card(name="???"), Card(name="Dr A B", phone="abc"), Card(name="Dr A B", pages=("ftp://x",))]
)
def test_what_does_not_read_is_refused_with_an_example(card: Card) -> None:
    with pytest.raises(UsageError):
        practitioner(card)


def test_a_first_name_may_be_an_initial_and_a_town_may_follow() -> None:
    who = practitioner(Card(name="Dr A Martin à Lyon"))

    assert (who.given, who.family) == ("A", "Martin")
