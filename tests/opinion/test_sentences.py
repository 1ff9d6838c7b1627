"""What the tool reads in invented sentences, each with its reason: `fixtures/opinion/sentences.csv`."""

import csv
from pathlib import Path

import pytest

from ereput.opinion import ASPECTS, opinion

TABLE = Path(__file__).parents[2] / "fixtures" / "opinion" / "sentences.csv"
ROWS = list(csv.DictReader(TABLE.open(encoding="utf-8")))
MISSES = list(csv.DictReader(TABLE.with_name("misses.csv").open(encoding="utf-8")))


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['text'][:40]} ({row['reason']})" for row in ROWS])
def test_a_sentence_is_read_as_a_person_reads_it(row: dict[str, str]) -> None:
    found = opinion("x", row["text"])

    assert found.label == row["label"]
    assert dict(found.aspects) == dict(pair.split("=") for pair in row["aspects"].split())
    assert found.language == (row["language"] or None)


def test_the_table_covers_every_aspect_in_both_directions() -> None:
    seen = {pair for row in ROWS for pair in row["aspects"].split()}

    assert len(ROWS) >= 600
    assert {f"{aspect}={way}" for aspect in ASPECTS for way in ("neg", "pos")} <= seen


def test_sure_labels_are_surer_than_mixed_ones() -> None:
    mixed = [opinion("x", row["text"]).confidence for row in ROWS if row["label"] == "neu"]
    plain = [opinion("x", row["text"]).confidence for row in ROWS if row["reason"].startswith("plain")]

    assert sum(mixed) / len(mixed) < sum(plain) / len(plain)


@pytest.mark.parametrize("row", MISSES, ids=[row["text"] for row in MISSES])
def test_what_is_known_to_be_missed_is_moved_to_the_table_once_it_is_read(row: dict[str, str]) -> None:
    found = opinion("x", row["text"])

    aspects = dict(pair.split("=") for pair in row["aspects"].split())
    assert (found.label, dict(found.aspects)) != (row["label"], aspects) or found.language is None


def test_a_sentence_stands_in_the_tables_once() -> None:
    texts = [row["text"] for row in (*ROWS, *MISSES)]

    assert len(set(texts)) == len(texts)
