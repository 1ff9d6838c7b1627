"""What the tool says of rows that its weights were fitted on, had they not been: python benchmarks/unseen.py …

    python benchmarks/unseen.py DEV.jsonl ASPECTS.jsonl OUT.jsonl OUT_ASPECTS.jsonl [fr] [en]

Five times, the weights are fitted anew without a fifth of the rows (the same texts for sentiment and for aspects), and
`opinion` answers that fifth: label, score, confidence and aspects, as benchmarks/opinions.py and aspects.py write them.
Nothing else is refitted: temperatures and thresholds stay as shipped. Needs what train_opinions.py needs.
"""

import json
import sys
import warnings
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import train_opinions as training

from ereput.opinion import opinion
from ereput.parsing.grams import Weights

WARM = {language: 1 / told for language, told in training.TEMPERATURES.items()}


def shown(tables: dict[str, Weights]) -> None:
    """From here on the tool reads with these weights."""
    readers: list[Any] = [import_module(f"ereput.opinion.{name}") for name in ("sentiment", "aspects")]
    for reader in readers:
        reader.weights = lambda _package, name: tables.get(name)
    readers[0]._columns.cache_clear()


def answers(dev: Path, spoken: Path, languages: Sequence[str]) -> tuple[list[training.Row], list[training.Row]]:
    """The answers for the rows of both files that the licence lets weights be fitted on."""
    real, aspects = training.usable(dev), training.usable(spoken)
    said, made, without = training.patterns(), training.invented(), training.names(real)
    speaking, english = training.speaking(), [row for row in aspects if row["lang"] == "en"]
    speaking, english = training.speaking(), [row for row in aspects if row["lang"] == "en"]
    answered: tuple[list[training.Row], list[training.Row]] = ([], [])
    for k in range(training.FOLDS):
        learnt = left(real, k, is_out=False)
        tables = {}
        for language in languages:
            table, model = training.fit(learnt, said, made, without, **training.settings(language))
            own = [row for row in (*learnt, *made, *said) if row["lang"] == language]
            tables[language] = Weights(training.packed(table, model, WARM[language], own))
        kept = left(english, k, is_out=False)
        tables["aspects-en"] = Weights(training.packed_aspects(kept, speaking, without))
        shown(tables)
        for into, rows in zip(answered, (real, aspects), strict=True):
            into += [told(row) for row in left(rows, k, is_out=True) if row["lang"] in languages]
    return answered


def left(rows: Sequence[training.Row], k: int, *, is_out: bool) -> list[training.Row]:
    """The rows of a fold, or all others."""
    return [row for row, fold in zip(rows, training.folds(rows), strict=True) if (fold == k) == is_out]


def told(row: training.Row) -> training.Row:
    found = opinion(row["id"], row["text"], language=row["lang"])
    aspects = dict(found.aspects)
    return {"id": row["id"], "label": found.label, "score": found.score, "conf": found.confidence, "aspects": aspects}


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    languages = [part for part in ("fr", "en") if part in sys.argv] or ["fr", "en"]
    for name, rows in zip(sys.argv[3:5], answers(Path(sys.argv[1]), Path(sys.argv[2]), languages), strict=True):
        Path(name).write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
