"""Specialties and professions."""

import pytest

from ereput.parsing.names import folded
from ereput.parsing.specialties import called, compatible, specialties, specialties_in, specialty, told
from ereput.parsing.tre import SPECIALTIES

LABELS = {
    "Dermatologue et vénérologue": "dermatologie",
    "dermato": "dermatologie",
    "SM15": "dermatologie",
    "Chirurgienne orthopédiste": "chirurgie_orthopedique",
    "Gynécologue-obstétricienne": "gynecologie_obstetrique",
    "Spécialiste en Médecine Générale": "medecine_generale",
    "family doctor": "medecine_generale",
    "médecin traitant": "medecine_generale",
    "O.R.L.": "orl",
    "psy": "psychiatrie",
    "Médecin ostéopathe": "medecine_manuelle",
    "Ostéopathe D.O.": "osteopathe",
    "Chirurgien-Dentiste": "dentiste",
    "Infirmière": "infirmier",
    "Masseur-Kinésithérapeute": "kinesitherapeute",
    "Sages-femmes": "sage_femme",
    "Médecin": "medecin",
    "Notaire": "outside",
}


def found(text: str):
    one = specialty(text)
    assert one
    return one


@pytest.mark.parametrize(("label", "key"), LABELS.items())
def test_a_label_names_its_specialty(label: str, key: str) -> None:
    assert found(label).key == key


@pytest.mark.parametrize("label", [None, "", "à Lyon", "cardan"])
def test_an_unknown_label_is_none(label: str | None) -> None:
    assert specialty(label) is None


def test_the_table_is_large_and_whole() -> None:
    table = specialties()

    assert len(table) >= 60
    for key, one in table.items():
        assert one.words, key
        assert all(near in table for near in one.near), key
        assert all(folded(words) for words in one.words), key


def test_every_register_code_belongs_to_one_specialty() -> None:
    codes = [code for one in specialties().values() for code in one.codes]

    assert len(codes) == len(set(codes))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("dermatologue", "vénérologue", True),
        ("médecin généraliste", "omnipraticien", True),
        ("angiologue", "chirurgien vasculaire", True),
        ("dermatologue", "cardiologue", False),
        ("dermatologue", "sage-femme", False),
        ("psychiatre", "psychologue", False),
        ("dermatologue", "notaire", False),
        ("dermatologue", "médecine esthétique", True),
        ("cardiologue", "acupuncture", None),
        ("cardiologue", "médecin", None),
        ("médecin", "médecin", None),
    ],
)
def test_two_labels_of_one_person(one: str, other: str, expected: bool | None) -> None:
    assert compatible(found(one), found(other)) is expected
    assert compatible(found(other), found(one)) is expected


def test_all_that_a_text_names_is_found() -> None:
    keys = [one.key for one in specialties_in("Dr X, rhumatologue et médecin du sport")]

    assert set(keys) == {"rhumatologie", "medecine_sport"}


@pytest.mark.parametrize(
    ("label", "keys"),
    [
        ("general", ["medecine_generale"]),
        ("general, SM15", ["medecine_generale", "dermatologie"]),
        ("gynaecology, paediatrics", ["gynecologie_medicale", "pediatrie"]),
        ("surgery;internal", ["chirurgie_generale", "medecine_interne"]),
        ("Conseil général du Rhône", []),
        ("Internal Revenue", []),
        ("", []),
    ],
)
def test_a_tag_of_the_map_is_a_specialty_only_where_it_stands_alone(label: str, keys: list[str]) -> None:
    assert [one.key for one in specialties_in(label)] == keys


def test_every_code_is_the_specialty_that_the_register_s_own_words_name() -> None:
    for code, words in SPECIALTIES.items():
        named, coded = specialty(words), specialty(code)
        assert coded is None or named == coded, (code, words)


@pytest.mark.parametrize(
    ("register", "patients"),
    [
        ("Dermatologie et vénéréologie", "dermatologue"),
        ("Cardiologie et maladies vasculaires", "cardiologue"),
        ("Qualifié en Médecine Générale", "médecin généraliste"),
        ("Pédiatrie", "pédiatre"),
        ("Chirurgie viscérale et digestive", None),
        ("no such thing", None),
        (None, None),
    ],
)
def test_a_specialty_is_called_as_patients_say_it(register: str | None, patients: str | None) -> None:
    assert called(register) == patients


@pytest.mark.parametrize(
    ("label", "french", "english"),
    [
        ("dermatology", "dermatologue", "dermatology"),
        ("Dermatologist", "Dermatologue", "Dermatologist"),
        ("DERMATOLOGIE ET VÉNÉRÉOLOGIE", "DERMATOLOGIE ET VÉNÉRÉOLOGIE", "Dermatologist"),
        ("Family doctor", "Médecin généraliste", "Family doctor"),
        ("Médecin généraliste", "Médecin généraliste", "General practitioner"),
        ("acupuncture", "acupuncture", "acupuncturist"),
        ("Rythmologue", "Rythmologue", "Rythmologue"),  # less than a cardiologist
        ("Dermatology in Lyon", "Dermatology in Lyon", "Dermatology in Lyon"),
        ("Sorcier", "Sorcier", "Sorcier"),
        ("", "", ""),
        (None, "", ""),
    ],
)
def test_a_label_is_said_in_the_readers_language_where_all_of_it_is_known(label, french, english) -> None:
    assert (told(label, "fr"), told(label, "en")) == (french, english)


@pytest.mark.parametrize("one", [one for one in specialties().values() if one.english], ids=lambda one: one.key)
def test_what_is_said_in_another_language_means_the_same_specialty(one) -> None:
    assert {found(told(name, "fr")).key for name in one.english} == {one.key}
    assert {found(told(name, "en")).key for name in one.words} == {one.key}
