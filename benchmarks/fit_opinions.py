"""Fits the softmax of `opinion/calibration.toml`: python benchmarks/fit_opinions.py DEV.jsonl > calibration.toml

Only rows whose licence lets the outcome be shipped are used (USABLE); every other row is passed over. To them come
the lexicon's own strong patterns, each as a text of its own, so that few words are judged as surely as many.
Both languages are fitted on all of this together; they differ in how much a neutral text weighs.
"""

import json
import math
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ereput.opinion.lexicon import lexicon, strong
from ereput.opinion.reading import read
from ereput.opinion.sentiment import LABELS, traits

USABLE = ("Licence-Ouverte-2.0 (DITP)", "MIT-repo (NHS trust open)")
NEUTRAL = {"fr": 0.8, "en": 1.0}  # weight of neutral texts; best macro-F1 in five-fold cross-validation on USABLE rows
PATTERNS = 0.1  # weight of all patterns together, that of all texts being 1
ROUNDS, RATE, RIDGE = 400, 0.8, 0.003

Row = tuple[list[float], int, float]  # traits, label, weight


def rows(path: Path, neutral: float) -> Iterator[tuple[dict[str, float], int, float]]:
    """Texts and patterns with their weights: each label weighs the same, save the neutral one."""
    kept = [row for row in map(json.loads, path.read_text("utf-8").splitlines()) if row["licence"] in USABLE]
    counts = [sum(row["label"] == label for row in kept) for label in LABELS]
    for row in kept:
        label = LABELS.index(row["label"])
        weight = 1 / len(LABELS) / counts[label] * (neutral if row["label"] == "neu" else 1)
        yield traits(read(row["text"], lexicon(row["lang"]))), label, weight
    patterns = [(language, *one) for language in NEUTRAL for one in strong(language)]
    for language, pattern, weight in patterns:
        yield traits(read(pattern, lexicon(language))), 2 if weight > 0 else 0, PATTERNS / len(patterns)


def fitted(table: Sequence[Row]) -> list[list[float]]:
    """One row of weights a label, by gradient descent with a ridge."""
    whole = sum(weight for *_, weight in table)
    weights = [[0.0] * len(table[0][0]) for _ in LABELS]
    for _ in range(ROUNDS):
        slope = [[RIDGE * w for w in row] for row in weights]
        for values, label, weight in table:
            for i, part in enumerate(_parts(weights, values)):
                miss = weight / whole * (part - (i == label))
                slope[i] = [s + miss * value for s, value in zip(slope[i], values, strict=True)]
        weights = [[w - RATE * s for w, s in zip(a, b, strict=True)] for a, b in zip(weights, slope, strict=True)]
    return weights


def _parts(weights: Sequence[Sequence[float]], values: Sequence[float]) -> list[float]:
    parts = [math.exp(sum(w * v for w, v in zip(row, values, strict=True))) for row in weights]
    return [part / sum(parts) for part in parts]


def main(path: Path) -> None:
    print("# Fitted by benchmarks/fit_opinions.py on Services Publics+ (DITP, Licence Ouverte 2.0), on NHS trusts'")
    print("# published comments (MIT) and on the lexicons' own patterns. A row: what a trait adds to neg, neu and pos.")
    for language, neutral in NEUTRAL.items():
        seen: list[Any] = list(rows(path, neutral))
        weights = fitted([(list(one.values()), label, weight) for one, label, weight in seen])
        print(f"\n[{language}]")
        for i, name in enumerate(seen[0][0]):
            print(f"{name} = [{', '.join(f'{row[i]:.3f}' for row in weights)}]")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
