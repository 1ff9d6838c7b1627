"""The fitted weights: what the file holds is what is added."""

import math

import pytest

from ereput.parsing.grams import Weights, grams, letters, pack, weights


def test_grams_are_words_stems_and_pairs_within_marks() -> None:
    found = list(grams(["tres", "aimable", ",", "12", "euros"]))

    assert found == ["tres", "aimable", "aimabl*", "tres aimable", "0", "euros", "0 euros"]


def test_what_is_packed_is_read_back_as_exactly_as_a_byte_can() -> None:
    table = Weights(pack(("a", "b"), {"always": [0.5, 1.0]}, {"bon": [1.27, -0.635], "bon medecin": [0.5, 0.0]}))

    known = 3 + 1  # one word that it has
    assert table.sums(["bon", "medecin"]) == pytest.approx(
        [(1.27 + 0.5) / math.sqrt(known), -0.635 / math.sqrt(known)], abs=0.01
    )
    assert table.rows == {"always": [0.5, 1.0]}


def test_weights_that_round_to_nothing_are_left_out() -> None:
    assert pack(("a",), {}, {"bon": [1.0], "tres bon": [0.001]}) == pack(("a",), {}, {"bon": [1.0]})
    assert pack(("a",), {}, {"bon": [1.0], "rare": [0.001]}) != pack(("a",), {}, {"bon": [1.0]})  # a word counts


def test_letters_speak_in_words_that_the_table_has_and_in_no_others() -> None:
    table = Weights(pack(("a",), {}, {"gentil": [0.0], "~gent": [1.0]}))

    assert table.sums(["gentil"])[0] > 0
    assert table.sums(["gentes"]) == (0.0,)  # perhaps somebody's name
    assert "~<bon" in letters("bon")
    assert list(letters("le")) == list(letters("2026")) == []


def test_words_that_are_not_in_the_table_add_nothing() -> None:
    table = Weights(pack(("a",), {}, {"bon": [1.0]}))

    assert table.sums(["bon", "vaubrun", "zut"]) == table.sums(["bon"])
    assert table.sums([]) == (0.0,)


def test_grams_together_add_what_each_of_them_does_and_unknown_ones_nothing() -> None:
    table = Weights(pack(("a", "b"), {}, {"bon": [1.27, -0.635], "bon medecin": [0.5, 0.0], "~gent": [-0.2, 0.1]}))

    told = ["bon", "bon medecin", "~gent", "zut", "tres bon"]
    assert table.added(told) == pytest.approx([1.27 + 0.5 - 0.2, -0.635 + 0.1], abs=0.02)
    assert table.added(told) == table.added(told)  # also from what is remembered
    assert table.added(["zut"]) == table.added([]) == (0.0, 0.0)


def test_pairs_are_the_same_to_both_ways_of_adding() -> None:
    table = Weights(pack(("a",), {}, {"bon": [0.0], "bon medecin": [0.5]}))

    assert table.sums(["bon", "medecin"])[0] > 0
    assert table.added(["bon medecin"]) == pytest.approx([0.5], abs=0.01)


@pytest.mark.parametrize(
    ("package", "name"),
    [("ereput.opinion", "fr"), ("ereput.opinion", "en"), ("ereput.opinion", "aspects-en"), ("ereput.guide", "triage")],
)
def test_the_package_brings_its_weights(package: str, name: str) -> None:
    table = weights(package, name)

    assert table is not None
    assert table.rows["always"]


def test_a_language_without_weights_has_none() -> None:
    assert weights("ereput.opinion", "aspects-fr") is None
