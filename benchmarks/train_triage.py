"""Fits `guide/weights/triage.bin`: python benchmarks/train_triage.py fixtures/guide/triage.csv [DEV.jsonl]

scikit-learn is needed, as in `train_opinions.py`, which says how. Learnt from are the labelled examples save those of
the sets HELD, which stay unseen, and of DEV.jsonl the real reviews whose licence lets the outcome be shipped, as
examples of no reproach. What is printed is measured on each set of SCORED, fitted without it; the sums are made
likely (Platt) on the same answers. With `--choose` nothing is written.
"""

import csv
import re
import sys
import tomllib
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sparse
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from train_opinions import usable

from ereput.guide.spelling import LONGEST, readings
from ereput.guide.triage import ALWAYS, BARS, INSULT, LABELS, LANGUAGES, evened, passages, traits
from ereput.parsing.grams import pack

TARGET = Path(__file__).resolve().parents[1] / "src/ereput/guide/weights/triage.bin"
HELD = ("P", "Q", "R", "S")  # sets that are only measured on
SCORED = ("L", "M", "N", "O")  # sets of every kind of text, by authors who had seen no rule
FRESH = dict.fromkeys((*SCORED, *(f"T{n}" for n in range(1, 13))), 1.0)  # weights of examples by such authors
FRESH |= {"T9": 2.0, "T10": 2.0}  # short texts, and pairs that differ in what matters
EARLIER = 0.5  # weight of an example written beside the rules that were before
REAL = 3.0  # weight of a real review
MADE, PLAIN = 0.1, 0.4  # weights of a sentence made from fragments, and of one that says nothing grave
SOFT = 100.0  # C of the logistic regressions
SEEN = 2  # examples in which a gram stands at least
LETTERED = 0.15  # runs of letters are held back more than words
UNSAID = ("opinion", "positive")  # which of them a "lawful" example is was not written down
TITLED = re.compile(r"\b(?:Dr|Docteur|Doctor|Mme|Mr|Mrs|Ms|Miss|Madame|Monsieur)\.? ([A-Z][\w'-]+(?: [A-Z][\w'-]+)?)")
LOWER = re.compile(r"\b[a-zà-ÿ]+")

Row = dict[str, Any]


def examples(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as opened:
        rows = [row for row in csv.DictReader(opened) if row["label"] != "no_text" and row["set"] not in HELD]
    return [read({**row, "weight": FRESH.get(row["set"], EARLIER)}) for row in rows]


def made() -> list[Row]:
    """Every deed of `fragments/deeds.toml` in every frame that it goes with, and its plain texts."""
    rows = tomllib.loads((Path(__file__).parent / "fragments" / "deeds.toml").read_text(encoding="utf-8"))
    texts = [(text, "lawful", PLAIN) for text in rows.pop("plain")["texts"]]
    for told in rows.values():
        for frames, deeds, label, weight in (
            (told["own"], told["deeds"], "imputed_fact", MADE),
            (told["other"], told["deeds"], "lawful", MADE),
            (told["own"][:-1], told["neutral"], "lawful", PLAIN),
        ):
            texts += [(frame.format(deed, no=denied(deed)), label, weight) for frame, deed in product(frames, deeds)]
    return [read({"text": text, "label": label, "set": "made", "weight": weight}) for text, label, weight in texts]


def denied(deed: str) -> str:
    return f"ne m'a jamais {deed[4:]}" if deed.startswith("m'a ") else f"n'a jamais {deed[2:]}"


def reviews(path: Path) -> list[Row]:
    rows = [row for row in usable(path) if row["lang"] in LANGUAGES]
    return [read({"text": row["text"], "label": "lawful", "set": "real", "weight": REAL}) for row in rows]


def read(row: Row) -> Row:
    return {**row, "folded": folded(row["text"])}


def names(rows: Sequence[Row]) -> set[str]:
    """Folded words that are somebody: what stands after a title and nowhere in lower case."""
    titled = {word for row in rows for name in TITLED.findall(row["text"]) for word in folded(name).split()}
    return titled - {word for row in rows for word in folded(" ".join(LOWER.findall(row["text"]))).split()}


def folded(text: str) -> str:
    return readings(text[:LONGEST])[0].text


class Table:
    """Traits of texts, counted as the triage does."""

    def __init__(self, rows: Sequence[Row], without: set[str]) -> None:
        self.without = without
        self.counter = CountVectorizer(analyzer=self._traits, min_df=SEEN).fit(row["folded"] for row in rows)
        self.traits = list(self.counter.get_feature_names_out())
        self.scales = np.array([LETTERED if trait.startswith("~") else 1.0 for trait in self.traits])

    def _traits(self, text: str) -> list[str]:
        return list(traits(" ".join("." if word in self.without else word for word in text.split())))

    def __call__(self, texts: Sequence[str]) -> Any:
        by = sparse.diags([1 / evened(text) for text in texts])
        return (by @ self.counter.transform(texts) @ sparse.diags(self.scales)).tocsr()


def fit(rows: Sequence[Row], without: set[str]) -> tuple[Table, list[Any]]:
    """The traits, and for each label what they weigh for it against all others."""
    table = Table(rows, without)
    counted = table([row["folded"] for row in rows])
    weight = np.array([row["weight"] for row in rows])
    models = []
    for label in LABELS:
        told = np.array([label not in UNSAID or row["label"] != "lawful" for row in rows])
        is_so = np.array([row["label"] == label for row in rows])
        models.append(LogisticRegression(C=SOFT, max_iter=2000).fit(counted[told], is_so[told], weight[told]))
    return table, models


def sums(rows: Sequence[Row], table: Table, models: Sequence[Any]) -> Any:
    """Of each text and label, as the tool has them."""
    whole = table([row["folded"] for row in rows])
    answers = np.array([model.decision_function(whole) for model in models]).T
    local = LABELS.index(INSULT)
    strongest = [models[local].decision_function(table(passages(row["folded"]))).max() for row in rows]
    answers[:, local] = (answers[:, local] + strongest) / 2
    return answers


def likely(scores: Any, is_so: Any) -> tuple[float, float]:
    """Platt's line (1999) from a sum to the log of the odds: what it is multiplied by, and what is added.

    His targets, not 0 and 1, so that a label with few examples is not too sure of itself.
    """
    is_so = np.array(is_so)
    target = np.where(is_so, (is_so.sum() + 1) / (is_so.sum() + 2), 1 / ((~is_so).sum() + 2))
    twice = np.concatenate([scores, scores])[:, None]
    sides = np.repeat([True, False], len(scores))
    model = LogisticRegression(C=1e6).fit(twice, sides, np.concatenate([target, 1 - target]))
    return float(model.coef_[0, 0]), float(model.intercept_[0])


def measured(chances: Any, rows: Sequence[Row]) -> Iterator[str]:
    for i, label in enumerate(LABELS):
        is_so = np.array([row["label"] == label for row in rows])
        given = chances[:, i] >= BARS[label]
        order = is_so[np.argsort(-chances[:, i])]
        right = np.cumsum(order) / np.arange(1, len(order) + 1)
        found = [np.cumsum(order)[right >= share].max(initial=0) / is_so.sum() for share in (0.95, 0.9)]
        yield (
            f"{label:<20} from {BARS[label]}: {(given & is_so).sum()}/{given.sum()} right, of {is_so.sum()}; "
            f"found where 0.95 are right {found[0]:.2f}, where 0.9 are {found[1]:.2f}"
        )


def main(paths: Sequence[str], is_choosing: bool) -> None:
    rows = examples(Path(paths[0])) + made() + (reviews(Path(paths[1])) if len(paths) > 1 else [])
    without = names(rows)
    print(f"{len(rows)} rows, {len(without)} words are names")
    scored = [[row for row in rows if row["set"] == name] for name in SCORED]
    answers = [sums(one, *fit([row for row in rows if row["set"] != one[0]["set"]], without)) for one in scored]
    asked, scores = [row for one in scored for row in one], np.vstack(answers)
    lines = [likely(scores[:, i], [row["label"] == label for row in asked]) for i, label in enumerate(LABELS)]
    odds = np.array([by * scores[:, i] + more for i, (by, more) in enumerate(lines)]).T
    print("\n".join(measured(1 / (1 + np.exp(-odds)), asked)))
    if not is_choosing:
        write(packed(*fit(rows, without), lines))


def packed(table: Table, models: Sequence[Any], lines: Sequence[tuple[float, float]]) -> bytes:
    lined = list(zip(models, lines, strict=True))
    always = [round(float(by * model.intercept_[0] + more), 4) for model, (by, more) in lined]
    weighed = np.array([by * model.coef_[0] * table.scales for model, (by, _) in lined])
    return pack(LABELS, {ALWAYS: always}, {trait: weighed[:, i].tolist() for i, trait in enumerate(table.traits)})


def write(file: bytes) -> None:
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(file)
    print(f"{TARGET.name} {len(file) / 1e3:.0f} kB")


if __name__ == "__main__":
    main([argument for argument in sys.argv[1:] if not argument.startswith("--")], "--choose" in sys.argv)
