"""Towns of registers as people write them."""

import pytest

from ereput.parsing.towns import street, without_district, written


@pytest.mark.parametrize(
    ("town", "expected"),
    [
        ("LYON", "Lyon"),
        ("LYON 03E", "Lyon 03e"),
        ("LYON 3E ARRONDISSEMENT", "Lyon 3e arrondissement"),
        ("AIX-EN-PROVENCE", "Aix-en-Provence"),
        ("VILLENEUVE D'ASCQ", "Villeneuve d'Ascq"),
        ("L'ABERGEMENT-DE-VAREY", "L'Abergement-de-Varey"),
        ("LE MANS", "Le Mans"),
        ("SAINT-ÉTIENNE CEDEX 2", "Saint-Étienne Cedex 2"),
        ("Lyon", "Lyon"),
        ("iXelles", "iXelles"),
        ("69003", "69003"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_town_in_capitals_is_written_as_a_town_is(town, expected):
    assert written(town) == expected


def test_a_street_is_not_shouted() -> None:
    assert street("18 Rue DES TILLEULS BLANCS") == "18 Rue des Tilleuls Blancs"
    assert street("3 bis Avenue DE L'ÉGLISE") == "3 bis Avenue de l'Église"
    assert street("12 rue des Lilas") == "12 rue des Lilas"
    assert street(None) == ""


def test_a_district_is_no_part_of_the_name_of_a_town() -> None:
    assert without_district("Lyon 3e Arrondissement") == "Lyon"
    assert without_district("Paris 1er Arrondissement") == "Paris"
    assert without_district("Villeurbanne") == "Villeurbanne"
