import pytest

import make
from ereput.sites.snippets import MOST_CHARACTERS, Stated, bears_name, cleaned, rating, stated


@pytest.mark.parametrize(
    ("text", "value", "best", "count"),
    [
        ("Cabinet médical à Lyon. 4,8/5 (32 avis)", 4.8, 5, 32),
        ("note 3,2/5 - 5 avis. Téléphone, horaires.", 3.2, 5, 5),
        ("Rating: 4.5 · 12 reviews", 4.5, 5, 12),
        ("Note : 4,5 · 12 avis", 4.5, 5, 12),
        ("Note moyenne 4,1 (1 204 avis)", 4.1, 5, 1204),
        ("4.8 out of 5 (1,204 reviews)", 4.8, 5, 1204),
        ("4,6 étoiles sur 5 · 18 avis", 4.6, 5, 18),
        ("32 avis - 4,8/5", 4.8, 5, 32),
        ("note 4/5", 4, 5, None),
        ("Noté 8,7/10 sur 41 avis", 8.7, 10, 41),
        ("4,8/5 basé sur 1.204 avis", 4.8, 5, 1204),
        ("4,8/5 (32 avis) … Note : 4,8/5", 4.8, 5, 32),
        ("4,8/5 (32 avis), 30 avis - 4,8/5", 4.8, 5, None),
    ],
)
def test_a_mark_is_read_with_its_scale_and_the_number_of_reviews(text, value, best, count):
    found = rating(text)

    assert found is not None
    assert (found.value, found.best, found.count) == (value, best, count)


@pytest.mark.parametrize(
    "text",
    [
        "4,8",
        "32 avis",
        "4,8 (32)",
        "Ouvert 5/7, 24h/24",
        "Publié le 3/5/2024, 12 avis",
        "page 3/5",
        "secteur 2, à 4,5 km",
        "0/5 (0 avis)",
        "note 4,8/5 (0 avis)",
        "note 7/5 (3 avis)",
        "Rating: 4.5",
        "Rating: 45 · 12 reviews",
        "Dr A 4,8/5 (32 avis) · Dr B 2,1/5 (4 avis)",
        "note 14/20 (3 avis)",
        "14,8/5 (3 avis) 1.2.3/5 (3 avis)",
        "",
    ],
)
def test_no_mark_is_made_from_a_bare_number_or_from_several_that_differ(text):
    assert rating(text) is None


@pytest.mark.parametrize(
    ("title", "said"),
    [
        (
            "Dr Hélène Vaubrun, dermatologue à Lyon - Doctolib",
            Stated("Hélène Vaubrun", "dermatologue", "Lyon"),
        ),
        (
            "Dr. Marie-Hélène Vaubrun, Médecin généraliste à Villefranche-sur-Saône (69400) : avis",
            Stated("Marie-Hélène Vaubrun", "Médecin généraliste", "Villefranche-sur-Saône", "69400"),
        ),
        ("Hélène Vaubrun, Cardiologue à Lyon 6e | Maiia", Stated("Hélène Vaubrun", "Cardiologue", "Lyon 6e")),
        ("Vaubrun Hélène - PagesJaunes", Stated("Vaubrun Hélène")),
        ("Dr Hélène Vaubrun", Stated("Hélène Vaubrun")),
        ("Vaubrun Hélène Lyon - Dermatologue (avis)", Stated()),
        ("Dr Hélène Vaubrun, prendre rendez-vous à Lyon", Stated("Hélène Vaubrun")),
        ("Dermatologue, cabinet médical à Lyon", Stated()),
        ("Dermatologue à Lyon : les 20 meilleurs", Stated()),
        ("", Stated()),
    ],
)
def test_a_title_is_believed_only_where_it_is_plain(title, said):
    assert stated(title, make.practitioner()) == said


def test_markup_entities_and_invisible_characters_are_left_out():
    assert cleaned("A &quot;<strong>Dr</strong>\u202e\x1b  Vaubrun&#x27;s\n page") == "A \"Dr Vaubrun's page"
    assert cleaned("3 < 5 avis") == "3 < 5 avis"
    assert cleaned(None) == ""
    assert len(cleaned("mot " * 500)) <= MOST_CHARACTERS + 1


def test_a_name_is_found_in_addresses_and_whatever_its_hyphens_and_accents():
    who = make.practitioner(family="De La Tour-Brissac")

    assert bears_name(who, ("", "https://annuaire.example/helene-de-la-tour-brissac"))
    assert bears_name(who, ("DELATOURBRISSAC Hélène",))
    assert not bears_name(who, ("Hélène Brissac", "https://annuaire.example/"))


def test_a_short_name_is_a_word_or_nothing():
    who = make.practitioner(family="Ly")

    assert bears_name(who, ("Dr Ly, dermatologue",))
    assert not bears_name(who, ("Dermatologue à Lyon",))


def test_a_name_given_up_still_counts():
    assert bears_name(make.practitioner(birth_family="Perceau"), ("Docteur Perceau",))
