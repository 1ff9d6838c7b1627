"""Fits the weights of `opinion/weights/`: python benchmarks/train_opinions.py DEV.jsonl ASPECTS.jsonl [PART …]

scikit-learn is needed here and nowhere else. It is not among this project's dependencies: make an environment to throw
away, and let it see the project:

    python -m venv /tmp/training && /tmp/training/bin/pip install scikit-learn msgspec
    PYTHONPATH=src /tmp/training/bin/python benchmarks/train_opinions.py DEV.jsonl ASPECTS.jsonl

Only rows whose licence lets the outcome be shipped are read (USABLE). To them come invented reviews made by the
grammars of `fragments/`, and the lexicons' own strong patterns, each as a text of its own. What is printed is measured
by five-fold cross-validation on the usable rows; the temperature is fitted on the same answers. `unseen.py` asks the
tool itself in the same way, aspects too.
Parts are fr, en and aspects. `--choose` prints figures for other settings than the chosen ones, and writes nothing.
"""

import hashlib
import json
import re
import sys
import warnings
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sparse
import synthetic
from scipy.optimize import minimize_scalar
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from ereput.opinion.aspects import ASPECTS, cues
from ereput.opinion.lexicon import lexicon, strong
from ereput.opinion.reading import Reading, read
from ereput.opinion.sentiment import LABELS, TRAITS, traits
from ereput.parsing.grams import DAMPED, grams, letters, pack

USABLE = ("Licence-Ouverte-2.0 (DITP)", "MIT-repo (NHS trust open)")
ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "src/ereput/opinion/weights"
NEUTRAL = {"fr": 0.5, "en": 0.9}  # weight of neutral texts, that of positive ones being 1
NEGATIVE = {"fr": 1.45, "en": 1.0}  # the same of negative ones: to overlook a complaint is the worse mistake
ROUNDS = {"fr": 80, "en": 160}  # of the fitting; what comes after changes the figures of what was learnt from only
INVENTED = {"fr": 7_000, "en": 4_000}
PATTERNS = 0.1  # weight of all patterns, that of all real texts being 1
SYNTHETIC = {"fr": 0.6, "en": 1.0}  # weight of all invented reviews
HELD = 4.0  # traits are held back less than grams
SOFT = {"fr": 0.5, "en": 1.0, "aspects": 4.0}  # C of the logistic regressions
TEMPERATURES = {"fr": 1.50, "en": 1.32}  # that the last fitting found; for `unseen.py`
SEEN, LETTERED_SEEN = 2, 5  # texts in which a gram, and a run of letters, stands at least
LETTERED = 0.5  # runs of letters are held back more than words
FEWEST = 20  # texts that speak of an aspect, for its weights to be fitted
SPEAKING, SPOKEN = 1_500, 0.1  # invented texts with aspects, and their weight, that of all real texts being 1
FOLDS = 5

Row = dict[str, Any]


def usable(path: Path) -> list[Row]:
    """Real rows, read; marks such as [NAME] stand for what is no word."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [told({**row, "text": re.sub(r"\[[A-Z]+\]", " ", row["text"])}) for row in rows if row["licence"] in USABLE]


def told(row: Row) -> Row:
    reading = read(row["text"], lexicon(row["lang"]))
    return {**row, "reading": reading, "traits": list(traits(reading))}


def patterns() -> list[Row]:
    return [
        told({"text": text, "lang": language, "label": "pos" if weight > 0 else "neg"})
        for language in NEUTRAL
        for text, weight in strong(language)
    ]


def names(rows: Sequence[Row]) -> set[str]:
    """Words that are somebody or somewhere: given names, and what stands with a capital inside sentences."""
    given = (ROOT / "src/ereput/parsing/given_names.txt").read_text("utf-8").split()
    capital, plain = Counter[str](), Counter[str]()
    for row in rows:
        capital.update(word.lower() for word in re.findall(r"(?<=[a-zà-ÿ,] )[A-ZÀ-Ý][a-zà-ÿ]+", row["text"]))
        plain.update(re.findall(r"\b[a-zà-ÿ]+", row["text"]))
    known = {word.lower() for word in given} | {word for word, n in capital.items() if n > plain[word]}
    return {token for word in known for token in read(word, lexicon("fr")).tokens if not plain[word] > 20}


class Table:
    """Grams counted as `Weights.sums` does."""

    def __init__(self, rows: Sequence[Row], without: set[str]) -> None:
        self.without = without
        self.counter = CountVectorizer(analyzer=self._grams, min_df=SEEN).fit(rows)
        whole = list(self.counter.get_feature_names_out())
        self.words = {gram for gram in whole if " " not in gram and "*" not in gram}
        self.lettered = CountVectorizer(analyzer=self._letters, min_df=LETTERED_SEEN).fit(rows)
        parts = list(self.lettered.get_feature_names_out())
        self.grams = whole + parts
        self.scales = np.array([1.0] * len(whole) + [LETTERED] * len(parts))

    def _grams(self, row: Row) -> list[str]:
        return [gram for gram in grams(row["reading"].tokens) if self.without.isdisjoint(gram.split())]

    def _letters(self, row: Row) -> list[str]:
        return [part for word in row["reading"].tokens if word in self.words for part in letters(word)]

    def __call__(self, rows: Sequence[Row], beside: Any) -> Any:
        known = [sum(gram in self.words for gram in grams(row["reading"].tokens)) for row in rows]
        counted = sparse.hstack([self.counter.transform(rows), self.lettered.transform(rows)])
        evened = sparse.diags(1 / np.sqrt(np.array(known) + DAMPED)) @ counted @ sparse.diags(self.scales)
        return sparse.hstack([sparse.csr_matrix(np.array(beside) * HELD), evened]).tocsr()


def weighed(real: Sequence[Row], said: Sequence[Row], made: Sequence[Row], **how: float) -> Any:
    """Each label weighs the same among the real and among the invented, save for what is set otherwise."""
    by_label = {"neg": how["negative"], "neu": how["neutral"], "pos": 1.0}

    def even(rows: Sequence[Row], whole: float) -> list[float]:
        counts = Counter(row["label"] for row in rows)
        return [whole / 3 / counts[row["label"]] * by_label[row["label"]] for row in rows]

    n = len(real)
    return np.array([*even(real, n), *([PATTERNS * n / len(said)] * len(said)), *even(made, how["synth"] * n)])


def fit(real: Sequence[Row], said: Sequence[Row], made: Sequence[Row], without: set[str], **how: float) -> Any:
    rows = [*real, *said, *made]
    table = Table(rows, without)
    model = LogisticRegression(C=how["soft"], max_iter=int(how["rounds"]), tol=1e-3)
    model.fit(
        table(rows, [row["traits"] for row in rows]),
        [LABELS.index(row["label"]) for row in rows],
        sample_weight=weighed(real, said, made, **how),
    )
    return table, model


def folds(rows: Sequence[Row]) -> Any:
    """Which part each row is left out with: by its text, the same for sentiment and aspects."""
    return np.array([int(hashlib.sha256(row["text"].encode()).hexdigest(), 16) % FOLDS for row in rows])


def out_of_fold(real: Sequence[Row], said: Sequence[Row], made: Sequence[Row], without: set[str], **how: float) -> Any:
    fold = folds(real)
    answers = np.zeros((len(real), 3))
    for k in range(FOLDS):
        asked = [row for row, f in zip(real, fold, strict=True) if f == k]
        table, model = fit([row for row, f in zip(real, fold, strict=True) if f != k], said, made, without, **how)
        answers[fold == k] = model.decision_function(table(asked, [row["traits"] for row in asked]))
    return answers


def temperature(sums: Any, gold: Any) -> float:
    """By which all sums are multiplied for the likeliest confidences."""

    def surprise(factor: float) -> float:
        parts = np.exp(sums * factor - (sums * factor).max(1, keepdims=True))
        parts /= parts.sum(1, keepdims=True)
        return float(-np.log(parts[np.arange(len(gold)), gold] + 1e-12).mean())

    return float(minimize_scalar(surprise, bounds=(0.2, 3), method="bounded").x)


def measured(sums: Any, gold: Any) -> str:
    guess, polar = sums.argmax(1), gold != 1
    f = []
    for label in range(3):
        hit, either = ((guess == label) & (gold == label)).sum(), (guess == label).sum() + (gold == label).sum()
        f.append(2 * hit / either)
    right = ((sums[:, 2] > sums[:, 0]) == (gold == 2))[polar].mean()
    return f"macro-F1 {100 * np.mean(f):.1f}, binary {100 * right:.1f}"


def settings(language: str) -> dict[str, float]:
    tables = {"neutral": NEUTRAL, "negative": NEGATIVE, "synth": SYNTHETIC, "rounds": ROUNDS, "soft": SOFT}
    return {name: table[language] for name, table in tables.items()}


def invented() -> list[Row]:
    return [told(row) for language, count in INVENTED.items() for row in synthetic.reviews(language, count)]


def sentiment(path: Path, languages: Sequence[str], is_choosing: bool) -> None:
    real, said, made = usable(path), patterns(), invented()
    without = names(real)
    print(f"{len(real)} real, {len(made)} invented, {len(said)} patterns; {len(without)} words are names")
    for language in languages:
        asked = np.array([row["lang"] == language for row in real])
        gold = np.array([LABELS.index(row["label"]) for row in real])[asked]
        chosen = settings(language)
        tried = [
            {**chosen, "soft": c, "neutral": n, "synth": s}
            for c in (0.25, 0.5, 1)
            for n in (0.5, 0.7, 0.9)
            for s in (0.6, 1.2)
        ]
        for how in tried if is_choosing else [chosen]:
            sums = out_of_fold(real, said, made, without, **how)[asked]
            warm = temperature(sums, gold)
            print(language, how, measured(sums, gold), f"temperature {1 / warm:.2f}", flush=True)
        if not is_choosing:
            table, model = fit(real, said, made, without, **chosen)
            own = [row for row in (*real, *made, *said) if row["lang"] == language]
            write(language, packed(table, model, warm, own))


def packed(table: Table, model: Any, warm: float, own: Sequence[Row]) -> bytes:
    """A language's file: grams that its own texts have, two columns, as the three cancel out."""
    count = len(own[0]["traits"])
    spoken = {gram for row in own for gram in grams(row["reading"].tokens)}
    spoken |= {part for gram in spoken for part in letters(gram)}
    shift = model.coef_ - model.coef_.mean(0)
    rows = {name: [round(float(w * HELD * warm), 4) for w in shift[:, i]] for i, name in enumerate(TRAITS)}
    rows["always"] = [
        round(float(w + b * warm), 4)
        for w, b in zip(rows["always"], model.intercept_ - model.intercept_.mean(), strict=True)
    ]
    words = {
        gram: [float(w * warm * table.scales[i]) for w in shift[[0, 2], count + i]]
        for i, gram in enumerate(table.grams)
        if gram in spoken
    }
    return pack(("neg", "pos"), rows, words)


def write(name: str, file: bytes) -> None:
    TARGET.mkdir(exist_ok=True)
    (TARGET / f"{name}.bin").write_bytes(file)
    print(f"{name}.bin {len(file) / 1e3:.0f} kB")


def aspects(path: Path) -> None:
    """English only: the French rows have users' tags, which speak of other things than the text."""
    rows = [row for row in usable(path) if row["lang"] == "en"]
    write("aspects-en", packed_aspects(rows, speaking(), names(rows)))


def speaking() -> list[Row]:
    return [told(row) for row in synthetic.speaking("en", SPEAKING)]


def packed_aspects(rows: Sequence[Row], made: Sequence[Row], without: set[str]) -> bytes:
    spoken = [aspect for aspect in ASPECTS if sum(aspect in row["aspects"] for row in rows) >= FEWEST]
    table, models = fit_aspects(rows, made, spoken, without)
    count = len(cue_row(rows[0]))
    named = list(cues(rows[0]["reading"]))
    beside = {name: [round(float(m.coef_[0][i] * HELD), 4) for m in models] for i, name in enumerate(named)}
    beside["always"] = [round(float(m.intercept_[0]), 4) for m in models]
    words = {
        gram: [float(m.coef_[0][count + i] * table.scales[i]) for m in models] for i, gram in enumerate(table.grams)
    }
    return pack(spoken, beside, words)


def fit_aspects(real: Sequence[Row], made: Sequence[Row], spoken: Sequence[str], without: set[str]) -> Any:
    rows = [*real, *made]
    weight = np.array([1.0] * len(real) + [SPOKEN * len(real) / len(made)] * len(made))
    table = Table(rows, without)
    counted = table(rows, [cue_row(row) for row in rows])
    models = [
        LogisticRegression(C=SOFT["aspects"], max_iter=400).fit(
            counted, [aspect in row["aspects"] for row in rows], sample_weight=weight
        )
        for aspect in spoken
    ]
    return table, models


def cue_row(row: Row) -> list[float]:
    reading: Reading = row["reading"]
    return list(cues(reading).values())


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    parts = [part for part in (*NEUTRAL, "aspects") if part in sys.argv] or [*NEUTRAL, "aspects"]
    if languages := [part for part in parts if part in NEUTRAL]:
        sentiment(Path(sys.argv[1]), languages, "--choose" in sys.argv)
    if "aspects" in parts and "--choose" not in sys.argv:
        aspects(Path(sys.argv[2]))
