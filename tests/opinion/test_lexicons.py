"""The lexicons as tables: complete, and at one with themselves."""

import tomllib
from importlib.resources import files

import pytest

from ereput.opinion import ASPECTS
from ereput.opinion.lexicon import LANGUAGES, lexicon
from ereput.opinion.reading import read


def _table(language: str) -> dict[str, dict[str, object]]:
    return tomllib.loads((files("ereput.opinion") / "lexicons" / f"{language}.toml").read_text("utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_pattern_has_two_weights(language: str) -> None:
    cells = _table(language)["polarity"].values()
    patterns = [" ".join(pattern.split()) for cell in cells for pattern in str(cell).split(",")]

    assert sorted({pattern for pattern in patterns if patterns.count(pattern) > 1}) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_aspect_of_the_contract_can_be_named(language: str) -> None:
    assert list(_table(language)["aspects"]) == list(ASPECTS)


@pytest.mark.parametrize(
    ("text", "weights"),
    [
        ("aimable", [2.0]),
        ("très aimable", [2.6]),
        ("pas aimable", [-1.8]),
        ("pas du tout aimable", [-1.8]),
        ("pas aimable, efficace", [-1.8, 2.0]),
        ("super désagréable", [-2.6]),
        ("il faudrait être aimable", [-0.5, -0.8]),
        ("plus d'empathie", [-1.0, -0.8]),
        ("plus de 10 ans, aimable", [2.0]),
        ("rien à redire", [3.0]),
        ("n'a plus peur", [2.0]),
        ("encore plus peur", [-0.5]),
        ("contrairement aux autres, froids et pressés", [1.0]),
        ("rien à voir avec mon ancien médecin, désagréable. Ici, aimable", [2.0]),
        ("sans un mot 👎", [-2.0]),
        ("ne recommande pas", [-3.0]),
    ],
)
def test_what_stands_around_a_word_changes_what_it_says(text: str, weights: list[float]) -> None:
    hits = [hit.weight for hit in read(text, lexicon("fr")).hits if hit.weight]

    assert hits == pytest.approx(weights)


@pytest.mark.parametrize("language", LANGUAGES)
def test_single_words_of_the_general_lexicon_are_heard_and_denied(language: str) -> None:
    said, denied = {"fr": ("un triomphe", "pas un triomphe"), "en": ("a triumph", "not a triumph")}[language]
    plain, turned = read(said, lexicon(language)), read(denied, lexicon(language))

    assert (plain.good > 0, plain.bad) == (True, 0)
    assert (turned.good, turned.bad) == (0, plain.good / 2)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_given_name_has_a_valence(language: str) -> None:
    for name in ("Claire", "Victoire", "Clémence", "Honoré", "Angélique"):
        assert read(name, lexicon(language)).good == read(name, lexicon(language)).bad == 0
