"""Towns of registers as people write them."""

import pytest

from ereput.parsing.towns import written


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
