"""What an identity card may add: each thing written on it is used, and only where it stands."""

from pathlib import Path

import pytest

import make
from ereput import card
from ereput.identity import resolve
from ereput.model import Address, Judgement, Listing, Practitioner

BASE = """
name = "Dr Hélène Vaubrun"
specialty = "dermatologue"
street = "18 rue des Tilleuls Blancs"
postcode = "69003"
city = "Lyon"
"""
OLD = Address(street="5 place Carnot", postal_code="44000", locality="Nantes")
URL = "https://annuaire.example/fiche/1"


def read(tmp_path: Path, more: str) -> Practitioner:
    path = tmp_path / "card.toml"
    path.write_text(BASE + more, encoding="utf-8")
    return card.practitioner(card.read(path))


def listed(**changed: object) -> Listing:
    return make.listing(**{"url": URL, "phone": None, "specialty": "Dermatologue", "address": OLD, **changed})


@pytest.mark.parametrize(
    ("more", "seen"),
    [
        ('[[former]]\nstreet = "5 place Carnot"\npostcode = "44000"\ncity = "Nantes"', {}),
        (
            '[[former]]\nstreet = "1 rue du Port"\ncity = "Nantes"\nphone = "02 61 91 40 12"',
            {"phone": "+33261914012", "address": Address(locality="Nantes")},
        ),
        ('birth_name = "Lorrenzi"', {"name": "Dr Hélène Lorrenzi", "address": Address(locality="Lyon")}),
        ('other_names = ["Helena Waubrun-Fiss"]', {"name": "Helena Waubrun-Fiss", "address": Address(locality="Lyon")}),
        (f'pages = ["{URL}"]', {"name": "Cabinet des Acacias", "specialty": None}),
    ],
    ids=("former address", "former telephone", "birth name", "another spelling", "a page of theirs"),
)
def test_what_stands_on_the_card_makes_a_listing_theirs(tmp_path: Path, more: str, seen: dict[str, object]) -> None:
    listing = listed(**seen)

    (without,) = resolve(read(tmp_path, ""), (make.harvest(listing),))
    (with_it,) = resolve(read(tmp_path, more), (make.harvest(listing),))

    assert without.judgement is not Judgement.SAME
    assert with_it.judgement is Judgement.SAME, (with_it.probability, with_it.signals)


def test_a_page_that_is_not_theirs_is_not_whatever_agrees(tmp_path: Path) -> None:
    listing = make.listing(url=URL)

    (without,) = resolve(read(tmp_path, ""), (make.harvest(listing),))
    (with_it,) = resolve(read(tmp_path, f'not_pages = ["{URL}"]'), (make.harvest(listing),))

    assert (without.judgement, with_it.judgement) == (Judgement.SAME, Judgement.DIFFERENT)
