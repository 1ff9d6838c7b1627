"""What must change an opinion, and what must not."""

import unicodedata

import pytest

from ereput.opinion import opinion

PRAISE = [
    "Je recommande ce médecin",
    "Elle est compétente",
    "Il est aimable",
    "Elle est très gentille",
    "Il est ponctuel",
    "Il m'écoute et il est agréable",
    "Le secrétariat est efficace",
]
DENIED = [
    "Je ne recommande pas ce médecin",
    "Elle n'est pas compétente",
    "Il n'est pas aimable",
    "Elle n'est pas du tout gentille",
    "Il n'est jamais ponctuel",
    "Il ne m'écoute pas et il n'est pas agréable",
    "Le secrétariat n'est pas efficace",
]
REVIEWS = [
    "Très bon médecin, à l'écoute et compétent, je le recommande.",
    "Trois heures d'attente, secrétaire désagréable, à éviter.",
    "Médecin compétent mais le délai pour un rendez-vous est beaucoup trop long.",
    "Déçue par l'accueil glacial et l'absence d'explications.",
]
PEOPLE = [
    "Claire Martin",
    "Mohamed Benali",
    "Nguyen Thi Lan",
    "Fatoumata Diallo",
    "Jean Dupont",
    "Rivka Lévy",
    "Aimé Doux",
]
TOWNS = ["Lyon", "Roubaix", "Neuilly-sur-Seine", "Saint-Denis", "Fort-de-France", "Brest"]


@pytest.mark.parametrize(("praise", "denied"), list(zip(PRAISE, DENIED, strict=True)))
def test_a_denied_praise_is_a_blame(praise: str, denied: str) -> None:
    assert opinion("x", praise).label == "pos"
    assert opinion("x", denied).label == "neg"


@pytest.mark.parametrize("text", REVIEWS)
def test_accents_and_capitals_change_nothing(text: str) -> None:
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()

    as_written = opinion("x", text, language="fr")

    assert opinion("x", bare, language="fr") == as_written
    assert opinion("x", text.upper(), language="fr") == as_written
    assert opinion("x", unicodedata.normalize("NFD", text), language="fr") == as_written


@pytest.mark.parametrize("text", REVIEWS)
def test_a_neutral_sentence_added_does_not_turn_a_label(text: str) -> None:
    before, after = opinion("x", text), opinion("x", f"J'y suis allé mardi dernier. {text}")

    assert before.label == after.label
    assert before.aspects == after.aspects


@pytest.mark.parametrize("text", REVIEWS)
def test_whose_name_and_which_town_change_nothing(text: str) -> None:
    found = {opinion("x", f"Dr {name} à Lyon. {text}", language="fr").label for name in PEOPLE}
    found |= {opinion("x", f"Dr Martin à {town}. {text}", language="fr").label for town in TOWNS}

    assert found == {opinion("x", text, language="fr").label}


@pytest.mark.parametrize(
    ("her", "him"),
    [
        ("Elle est compétente et attentive.", "Il est compétent et attentif."),
        ("Une médecin froide et pressée.", "Un médecin froid et pressé."),
        ("Elle est très professionnelle.", "Il est très professionnel."),
    ],
)
def test_women_and_men_are_read_alike(her: str, him: str) -> None:
    she, he = opinion("x", her, language="fr"), opinion("x", him, language="fr")

    assert (she.label, she.aspects) == (he.label, he.aspects)
    assert she.score == pytest.approx(he.score, abs=0.1)


def test_a_name_is_no_praise() -> None:
    assert opinion("x", "Le docteur Gentil Parfait m'a reçue mardi.", language="fr").confidence < 0.6


def test_capitals_and_letters_drawn_out_is_read() -> None:
    assert opinion("x", "SUUUUPER MÉDECIN !!!").label == "pos"
    assert opinion("x", "nuuuul").label == "neg"


TROUBLES = ["de douleurs", "de migraines", "d'angoisses", "de boutons", "de vertiges", "de crises", "d'insomnies"]


@pytest.mark.parametrize("trouble", TROUBLES)
def test_a_trouble_that_is_gone_is_praise_whoever_had_it(trouble: str) -> None:
    for whose in ("Je n'ai plus {}.", "Mon fils n'a plus {} depuis son traitement.", "Plus {} grâce à elle."):
        assert opinion("x", whose.format(trouble), language="fr").label == "pos"
    assert opinion("x", f"J'ai encore plus {trouble} qu'avant.", language="fr").label != "pos"


@pytest.mark.parametrize(
    "others", ["trois autres", "deux médecins", "quatre spécialistes", "les autres", "cinq dentistes"]
)
@pytest.mark.parametrize("seen", ["vu", "trouvé", "compris", "su trouver"])
def test_what_others_missed_blames_nobody_here(others: str, seen: str) -> None:
    assert opinion("x", f"Elle a {seen} ce que {others} n'avaient pas {seen}.", language="fr").label == "pos"


@pytest.mark.parametrize("small", ["À peine", "Seulement", "Moins de", "Juste", "Pas plus de", "Même pas"])
@pytest.mark.parametrize("what", ["d'attente", "de retard"])
def test_a_wait_made_small_is_no_complaint(small: str, what: str) -> None:
    found = opinion("x", f"{small} dix minutes {what}.", language="fr")

    assert (found.label, dict(found.aspects)) == ("pos", {"waiting": "pos"})
    assert opinion("x", f"Quarante minutes {what}.", language="fr").label == "neg"


FIRST = """
Claire Mohamed Fatoumata Nguyen Jean Rivka Ahmed Camille Kevin Ines Mamadou Sofia Pierre Yasmine Thomas Aminata Louis
Chloé Rachid Esther Hugo Leïla Wei Paul Anaïs Boubacar Lucie Omar Marie Samuel""".split()
LAST = """
Martin Benali Diallo Tran Dupont Lévy Traoré Garcia Bernard Haddad Petit Cohen Morel Ndiaye Rossi Kowalski Girard
Bouzid Fontaine Coulibaly Lopez Marchand Chen Faure Okafor Ziani Leroy Sow Perrin Hamidi""".split()


FORMS = ["Reçue par le Dr {}. {}", "Reçue par {} mardi. {}", "{} m'a reçue mardi. {}", "Merci {}. {}"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", REVIEWS)
def test_sixty_names_give_one_score(text: str, form: str) -> None:
    """Fairness: a person's name neither praises nor blames, with a title and without."""
    names = [f"{first} {last}" for first, last in zip(FIRST, LAST, strict=True)]
    names += [f"{first} {last}" for first, last in zip(reversed(FIRST), LAST, strict=True)]

    scores = {opinion("x", form.format(name, text), language="fr").score for name in names}

    assert len(set(names)) == 60
    assert len(scores) == 1, sorted(scores, key=str)


@pytest.mark.parametrize("text", ["The staff were rude and I waited two hours.", "Kind doctor, explained everything."])
def test_english_texts_do_not_hear_names_either(text: str) -> None:
    found = {opinion("x", f"I saw {a} {b}. {text}", language="en").score for a, b in zip(FIRST, LAST, strict=True)}

    assert len(found) == 1
