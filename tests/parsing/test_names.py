"""People's names, both ways round."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ereput.parsing.names import folded, is_practice, person, plain, readings, titled

NAMES = {
    "Dr Claire Martin": ("Dr", "Claire", "Martin"),
    "MARTIN Claire": (None, "Claire", "Martin"),
    "Martin Claire": (None, "Claire", "Martin"),
    "MARTIN, Claire": (None, "Claire", "Martin"),
    "Mme le Docteur Régine Thirion": ("Dr", "Régine", "Thirion"),
    "Madame le Professeur Anne-Marie O'Brien": ("Pr", "Anne-Marie", "O'Brien"),
    "Docteur LE CLEC H Catherine": ("Dr", "Catherine", "Le Clec H"),
    "M. N'DOYE Jean-Luc": (None, "Jean-Luc", "N'Doye"),
    "Dr Élie de Wulf": ("Dr", "Élie", "de Wulf"),
    "Dr Carine d'Almeida Maresu": ("Dr", "Carine", "d'Almeida Maresu"),
    "CHRISTINE EL IDRISSI": (None, "Christine", "El Idrissi"),
    "Dr Anne-Sophie DE LA TOUR": ("Dr", "Anne-Sophie", "de La Tour"),
    "Dr Van Den Berghe Luc": ("Dr", "Luc", "Van Den Berghe"),
    "Dr C. Martin": ("Dr", "C.", "Martin"),
    "Dr Saladini M.-C.": ("Dr", "M.-C.", "Saladini"),
    "Dr Marie Claire Dupont": ("Dr", "Marie Claire", "Dupont"),
    "Dr MOREAU (Camille)": ("Dr", "Camille", "Moreau"),
    "Dr Claire Martin - Dermatologue à Lyon": ("Dr", "Claire", "Martin"),
    "Claire Martin, dermatologue": (None, "Claire", "Martin"),
    "SELARL Dr Thomas Annerose": ("Dr", "Thomas", "Annerose"),
    "Cabinet du Dr Jean-François Michaud": ("Dr", "Jean-François", "Michaud"),
    "Avis sur Dr Émile BEN SALAH ?": ("Dr", "Émile", "Ben Salah"),
    "Pr Jean-Paul Dupont": ("Pr", "Jean-Paul", "Dupont"),
    "le docteur martin": ("Dr", None, "Martin"),
    "dr helene vaubrun": ("Dr", "Helene", "Vaubrun"),
    "M. Durand": (None, None, "Durand"),
    "Le Goff": (None, None, "Le Goff"),
    "Maître Claire Martin": (None, "Claire", "Martin"),
    "Jean de La Fontaine": (None, "Jean", "de La Fontaine"),
}
WED = {
    "Claire MARTIN ép. DURAND": ("Claire", "Durand", "Martin"),
    "Dr Claire DURAND née MARTIN": ("Claire", "Durand", "Martin"),
    "Mme DUFLANC épouse COMITI Mireille": ("Mireille", "Comiti", "Duflanc"),
    "Claire Martin (née Durand)": ("Claire", "Martin", "Durand"),
}


@pytest.mark.parametrize(("text", "expected"), NAMES.items())
def test_a_name_is_read(text: str, expected: tuple[str | None, str | None, str]) -> None:
    name = person(text)

    assert name
    assert (name.title, name.given, name.family) == expected


@pytest.mark.parametrize(("text", "expected"), WED.items())
def test_a_married_name_keeps_both(text: str, expected: tuple[str, str, str]) -> None:
    name = person(text)

    assert name
    assert (name.given, name.family, name.birth_family) == expected


@pytest.mark.parametrize(
    "text", [None, "", "Dr", "42", "Cabinet médical Pasteur", "SCM des Tilleuls", "?!", "a b c d e f g h i"]
)
def test_what_names_nobody_is_none(text: str | None) -> None:
    assert person(text) is None


def test_two_first_names_can_be_read_either_way() -> None:
    found = readings("Olivier Marion")

    assert [(name.given, name.family) for name in found] == [("Olivier", "Marion"), ("Marion", "Olivier")]
    assert not any(name.is_sure for name in found)


def test_a_certain_order_has_one_reading() -> None:
    assert len(readings("MARTIN Claire")) == 1


@pytest.mark.parametrize(
    "text",
    "SELARL Martin · Cabinet médical Pasteur · Centre de santé · Clinique du Parc · SCM des Tilleuls · CHU de Dijon"
    " · Maison de santé pluridisciplinaire · Hôpital Nord · Pharmacie du Port".split(" · "),
)
def test_a_practice_is_told_from_a_person(text: str) -> None:
    assert is_practice(text)
    assert not is_practice("Dr Claire Martin")


def test_only_a_doctors_title_is_one() -> None:
    assert titled("Mme le Docteur Martin") == "Dr"
    assert titled("Professeur Martin") == "Pr"
    assert titled("Me Claire Martin") is None
    assert titled(None) is None


def test_folding_leaves_words() -> None:
    assert folded("  N'Doye-Éluard, (Œuvre) ") == "n doye eluard oeuvre"
    assert folded(None) == ""
    assert plain("Il  y a\u00a03 mois !") == "il y a 3 mois !"


GIVEN = st.sampled_from(["Hélène", "Jean-Pierre", "Sophie", "Yannick", "Béatrice"])
FAMILY = st.sampled_from(["Vaubrun", "Le Guerrec", "de Miscorde", "Lorrenzi-Craste", "N'Diamour", "El Tarvi"])
TITLE = st.sampled_from(["", "Dr ", "Dr. ", "Docteur ", "Mme le Docteur ", "Pr "])


@given(TITLE, GIVEN, FAMILY)
def test_either_order_reads_the_same(title: str, given_name: str, family: str) -> None:
    one, other = person(f"{title}{given_name} {family.upper()}"), person(f"{title}{family.upper()} {given_name}")

    assert one == other
    assert one
    assert one.given == given_name
    assert folded(one.family) == folded(family)


@given(TITLE, GIVEN, FAMILY)
def test_what_follows_a_name_does_not_change_it(title: str, given_name: str, family: str) -> None:
    name = f"{title}{given_name} {family}"

    assert person(f"{name} - Dermatologue à Lyon") == person(name) == person(f"{name}, dermatologue")


@given(st.text(max_size=300))
def test_any_text_is_read_or_not_but_never_breaks(text: str) -> None:
    for name in readings(text):
        assert name.family
    assert folded(folded(text)) == folded(text)
