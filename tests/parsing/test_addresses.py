"""French addresses, compared."""

import pytest

from ereput.model import Address
from ereput.parsing.addresses import (
    address,
    arrondissement,
    departement,
    postcode,
    same_street,
    street_parts,
    town_form,
)

STREETS = {
    "12 bis, bd. St-Michel, 2e étage": "12 bis boulevard saint michel",
    "12B Boulevard Saint Michel": "12 bis boulevard saint michel",
    "65 R. DES TILLEULS": "65 rue tilleuls",
    "1er étage droite, 1 av. des Carmes": "1 avenue carmes",
    "168 RUE MIRABEAU RESIDENCE LE PARC": "168 rue mirabeau",
    "35 AVENUE du 8 Mai 1945": "35 avenue 8 mai 1945",
    "rue du 8 mai 1945": "rue 8 mai 1945",
    "1, pl. Voltaire": "1 place voltaire",
    "93, RUE Condorcet Bât. B": "93 rue condorcet",
    "149 rue Mirabeau, 73000 Chambéry": "149 rue mirabeau",
    "3 all. Dr Roux": "3 allee docteur roux",
}
TOWNS = {
    "Lyon 3e": ("lyon", "69003"),
    "Lyon 3ème": ("lyon", "69003"),
    "LYON 03": ("lyon", "69003"),
    "Paris 11e arrondissement": ("paris", "75011"),
    "Paris 1er": ("paris", "75001"),
    "Marseille 12": ("marseille", "13012"),
    "Lyon 12e": ("lyon", None),
    "St-Étienne Cedex 2": ("saint etienne", None),
    "Lyon": ("lyon", None),
}


@pytest.mark.parametrize(("text", "form"), STREETS.items())
def test_a_street_has_one_form(text: str, form: str) -> None:
    assert " ".join(filter(None, street_parts(text))) == form


@pytest.mark.parametrize(("text", "expected"), TOWNS.items())
def test_a_town_and_its_arrondissement(text: str, expected: tuple[str, str | None]) -> None:
    assert (town_form(text), arrondissement(text)) == expected


def test_a_postcode_of_a_great_city_is_its_arrondissement() -> None:
    assert arrondissement("Lyon", "69003") == "69003"
    assert arrondissement("Paris", "75116") == "75016"
    assert arrondissement("Bron", "69500") is None


def test_the_same_street_whatever_the_number() -> None:
    assert same_street("18 rue des Tilleuls Blancs", "20 r. des Tilleuls-Blancs") is True
    assert same_street("18 rue des Tilleuls Blancs", "18 avenue des Tilleuls Blancs") is False
    assert same_street("18 rue des Tilleuls Blancs", None) is None
    assert street_parts(None) == ("", "")


def test_a_line_is_told_apart() -> None:
    assert address("142 r. du Port, F-69003 Lyon cedex 03, France") == Address(
        street="142 r. du Port", postal_code="69003", locality="Lyon", country="FR"
    )
    assert address("69003 Lyon") == Address(postal_code="69003", locality="Lyon", country="FR")
    assert address("12 rue du Port") == Address(street="12 rue du Port")
    assert address("sur rendez-vous") == Address()
    assert address(None) == Address()


def test_the_last_postcode_counts() -> None:
    assert postcode("12000 rue X, 69003 Lyon") == "69003"
    assert postcode("RPPS 19990418305") is None


@pytest.mark.parametrize(
    ("code", "expected"),
    [("69003", "69"), ("20137", "2A"), ("20200", "2B"), ("97440", "974"), ("x", None), (None, None)],
)
def test_a_departement_is_read_off_a_postcode(code: str | None, expected: str | None) -> None:
    assert departement(code) == expected
