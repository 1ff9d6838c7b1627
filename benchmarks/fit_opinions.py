"""Fits the softmax of `opinion/calibration.toml`: python benchmarks/fit_opinions.py DEV.jsonl > calibration.toml

Only rows whose licence lets the outcome be shipped are used (USABLE); every other row is passed over.
"""

import json
import math
import sys
from collections.abc import Sequence
from pathlib import Path

from ereput.opinion.lexicon import lexicon
from ereput.opinion.reading import read
from ereput.opinion.sentiment import LABELS, traits

USABLE = ("Licence-Ouverte-2.0 (DITP)", "MIT-repo (NHS trust open)")
ROUNDS, RATE, RIDGE = 600, 0.3, 0.003

Row = tuple[dict[str, float], int]


def fitted(rows: Sequence[Row]) -> list[dict[str, float]]:
    """One row of weights a label, by gradient descent with a ridge; labels weigh the same however many they are."""
    names = list(rows[0][0])
    share = [len(rows) / len(LABELS) / max(1, sum(label == i for _, label in rows)) for i in range(len(LABELS))]
    table = [[seen[name] for name in names] for seen, _ in rows]
    weights = [[0.0] * len(names) for _ in LABELS]
    for _ in range(ROUNDS):
        slope = [[RIDGE * w for w in row] for row in weights]
        for values, (_, label) in zip(table, rows, strict=True):
            for i, part in enumerate(_parts(weights, values)):
                miss = share[label] * (part - (i == label)) / len(rows)
                row = slope[i]
                for j, value in enumerate(values):
                    row[j] += miss * value
        weights = [[w - RATE * s for w, s in zip(a, b, strict=True)] for a, b in zip(weights, slope, strict=True)]
    return [dict(zip(names, row, strict=True)) for row in weights]


def _parts(weights: Sequence[Sequence[float]], values: Sequence[float]) -> list[float]:
    sums = [sum(w * v for w, v in zip(row, values, strict=True)) for row in weights]
    parts = [math.exp(one - max(sums)) for one in sums]
    return [part / sum(parts) for part in parts]


def main(path: Path) -> None:
    kept = [row for row in map(json.loads, path.read_text("utf-8").splitlines()) if row["licence"] in USABLE]
    print("# Fitted by benchmarks/fit_opinions.py on Services Publics+ (DITP, Licence Ouverte 2.0) and NHS trusts'")
    print("# published comments (MIT). A row: what the trait adds to neg, neu and pos.")
    for language in ("fr", "en"):
        known = lexicon(language)
        rows = [
            (traits(read(row["text"], known)), LABELS.index(row["label"])) for row in kept if row["lang"] == language
        ]
        weights = fitted(rows)
        print(f"\n[{language}]  # {len(rows)} texts")
        for name in weights[0]:
            print(f"{name} = [{', '.join(f'{row[name]:.3f}' for row in weights)}]")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
