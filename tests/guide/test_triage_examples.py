"""The labelled examples: grave classes are right when they are given, before they are given often."""

import csv
from collections import Counter

import pytest

from ereput.guide.triage import LABELS, triage
from places import FIXTURES

with (FIXTURES / "guide" / "triage.csv").open(encoding="utf-8", newline="") as opened:
    ROWS = list(csv.DictReader(opened))
GRAVE = set(LABELS) - {"opinion", "positive"}
LAWFUL = [row for row in ROWS if row["label"] == "lawful"]
LABELLED = [row for row in ROWS if row["label"] != "lawful"]
GIVEN = Counter((row["label"], triage(row["text"] or None, row["language"]).label or "") for row in ROWS)


def test_the_examples_are_enough_and_of_every_class_in_both_languages() -> None:
    pairs = {(row["label"], row["language"]) for row in LABELLED}

    assert len(ROWS) >= 150
    assert pairs >= {(label, language) for label in LABELS for language in ("fr", "en")}


@pytest.mark.parametrize("row", LAWFUL, ids=lambda row: row["id"])
def test_what_stands_at_the_boundary_is_not_called_unlawful(row: dict[str, str]) -> None:
    assert triage(row["text"], row["language"]).label not in GRAVE


@pytest.mark.parametrize("label", ["imputed_fact", "outrage"])
def test_precision_comes_before_recall(label: str) -> None:
    given = sum(count for (_, said), count in GIVEN.items() if said == label)

    assert GIVEN[label, label] >= 0.9 * given > 0


@pytest.mark.parametrize("label", LABELS)
def test_most_of_each_class_is_found(label: str) -> None:
    expected = [row for row in LABELLED if row["label"] == label]

    assert GIVEN[label, label] >= 0.8 * len(expected)


@pytest.mark.parametrize("row", LABELLED, ids=lambda row: row["id"])
def test_a_class_is_given_with_words_of_the_text(row: dict[str, str]) -> None:
    answer = triage(row["text"] or None, row["language"])

    assert all(word in " ".join(row["text"].split()) for word in answer.words)
    assert bool(answer.words) == (answer.label not in (None, "no_text"))
