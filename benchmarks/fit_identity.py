#!/usr/bin/env python3
"""Estimates the weights of identity/compare.py: fit_identity.py CASES.jsonl [--folds 5]

Logistic regression (Newton's steps) with a small ridge on what each comparison answers, with the register and without
it. Rows that a cap decides teach nothing and are left out. What other listings say ("company", "abode") depends on the
weights themselves, so the estimate is made three times over. It prints bits per level, to be rounded into the table;
with --folds it prints, instead, what weights estimated on the other cases do on each fold.
"""

import argparse
import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ereput.identity.compare import FEATURES
from ereput.identity.evidence import beside, score
from ereput.identity.resolve import Inquiry
from ereput.identity.sights import settled, sight
from ereput.model import Census, Listing
from identity import cards, item, practitioner

REASONED = ("page", "register_number", "brought", "website", "practice")  # weights that are not estimated
NAUGHT = {  # levels that weigh nothing here: by definition, or since the cases can say nothing of them
    ("other_name", "none"),
    ("name_place", "heading"),
    ("cue", "none"),
    ("town", "district"),
    *((key, level) for key in ("company", "abode") for level in ("open", "others")),
}
RIDGE = 0.7  # half a squared unit of log-odds costs so much
WITHOUT = 0.15  # weight of a row judged without the register
ROUNDS, STEPS = 3, 8

Weights = dict[tuple[str, str], float]  # natural log-odds by feature and level; ("", "") is the prior


class Row(NamedTuple):
    case: str
    is_theirs: bool
    weight: float
    fixed: float  # log-odds of what is not estimated
    keys: tuple[tuple[str, str], ...]


class Seen(NamedTuple):
    """One case in one setting: its scored candidates and their gold labels."""

    case: str
    weight: float
    scored: list[Any]
    gold: list[bool]


def seen(case: dict[str, Any], *, with_register: bool) -> Seen:
    who = practitioner(case["query"])
    register = cards(case["register"], who) if with_register else []
    found = [item(one) for one in case["candidates"]]
    listings = [one for one in [*found, *register] if isinstance(one, Listing)]
    counts = {False: max((one.count for one in register if isinstance(one, Census)), default=0)} if register else {}
    inquiry = Inquiry(who, listings, counts)
    sights = settled([sight(one, inquiry.keep, inquiry.towns) for one in found], [inquiry.who, *inquiry.rivals])
    gold = [one["gold"]["label"] == "same" for one in case["candidates"]]
    return Seen(case["case_id"], 1.0 if with_register else WITHOUT, [inquiry.scored(one) for one in sights], gold)


def rows(cases: Sequence[Seen], weights: Weights) -> list[Row]:
    """What each candidate answers, and what the others beside it say under these weights."""
    made = []
    for one in cases:
        rescored = [each._replace(bits=logit(answers(each), weights) / math.log(2)) for each in one.scored]
        for each, gold, (company, abode) in zip(rescored, one.gold, beside(rescored), strict=True):
            whole = score(each.pair._replace(company=company, abode=abode))
            keys = answers(whole)
            if not is_capped(dict(keys)):
                fixed = sum(FEATURES[key].levels[level].bits for key, level in keys if key in REASONED) * math.log(2)
                free = tuple(k for k in keys if k[0] not in REASONED and k[1] != "unknown" and k not in NAUGHT)
                made.append(Row(one.case, gold, one.weight, fixed, (("", ""), *free)))
    return made


def answers(scored: Any) -> list[tuple[str, str]]:
    return [(key, answer) for key, (answer, _) in scored.answers.items()]


def is_capped(levels: dict[str, str]) -> bool:
    return (
        levels["name_place"] in ("nowhere", "mentioned")
        or levels["register_number"] != "unknown"
        or levels["given_name"] == "another"
        or levels["cue"] in ("successor", "dead", "named after")
    )


def logit(keys: Sequence[tuple[str, str]], weights: Weights) -> float:
    fixed = sum(FEATURES[key].levels[level].bits for key, level in keys if key in REASONED) * math.log(2)
    return fixed + weights.get(("", ""), 0.0) + sum(weights.get(key, 0.0) for key in keys)


def fitted(table: Sequence[Row]) -> Weights:
    """Newton's steps; the prior is not drawn to nought."""
    names = sorted({key for row in table for key in row.keys})
    place = {key: i for i, key in enumerate(names)}
    active = [tuple(place[key] for key in row.keys) for row in table]
    size, w = len(names), [0.0] * len(names)
    ridge = [0.0 if key == ("", "") else RIDGE for key in names]
    for _ in range(STEPS):
        slope = [-ridge[i] * w[i] for i in range(size)]
        curve = [[0.0] * size for _ in range(size)]
        for row, at in zip(table, active, strict=True):
            p = 1 / (1 + math.exp(-max(-30.0, min(30.0, row.fixed + sum(w[i] for i in at)))))
            miss, bend = row.weight * (row.is_theirs - p), row.weight * p * (1 - p)
            for i in at:
                slope[i] += miss
                line = curve[i]
                for j in at:
                    line[j] += bend
        for i in range(size):
            curve[i][i] += ridge[i] + 1e-9
        w = [a + b for a, b in zip(w, solved(curve, slope), strict=True)]
    return dict(zip(names, w, strict=True))


def solved(matrix: list[list[float]], vector: list[float]) -> list[float]:
    """Gaussian elimination; the matrix is positive definite, so no pivot is sought."""
    size = len(vector)
    rows_ = [[*line, value] for line, value in zip(matrix, vector, strict=True)]
    for i in range(size):
        for k in range(i + 1, size):
            factor = rows_[k][i] / rows_[i][i]
            if factor:
                rows_[k] = [a - factor * b for a, b in zip(rows_[k], rows_[i], strict=True)]
    out = [0.0] * size
    for i in reversed(range(size)):
        out[i] = (rows_[i][size] - sum(rows_[i][j] * out[j] for j in range(i + 1, size))) / rows_[i][i]
    return out


def estimated(cases: Sequence[Seen]) -> Weights:
    weights: Weights = {
        (key, name): level.bits * math.log(2) for key, f in FEATURES.items() for name, level in f.levels.items()
    }
    for _ in range(ROUNDS):
        weights = fitted(rows(cases, weights))
    return weights


def folds(cases: Sequence[Seen], count: int) -> None:
    """Precision and recall where weights, not thresholds, come from the other folds."""
    order = sorted({one.case for one in cases})
    fold = {case: i % count for i, case in enumerate(order)}
    judged: dict[float, list[tuple[float, bool]]] = {1.0: [], WITHOUT: []}
    for out in range(count):
        weights = estimated([one for one in cases if fold[one.case] != out])
        for row in rows([one for one in cases if fold[one.case] == out], weights):
            judged[row.weight].append((row.fixed + sum(weights.get(key, 0.0) for key in row.keys), row.is_theirs))
    theirs = sum(gold for one in cases if one.weight == 1.0 for gold in one.gold)
    for weight, name in ((1.0, "with the register"), (WITHOUT, "without")):
        for threshold in (0.85, 0.88, 0.9, 0.91, 0.92, 0.93, 0.94, 0.95, 0.96):
            taken = [gold for value, gold in judged[weight] if 1 / (1 + math.exp(-value)) >= threshold]
            precision = sum(taken) / max(1, len(taken))
            print(f"{name}: from {threshold:.2f}: precision {precision:.4f} recall {sum(taken) / theirs:.4f}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("cases", type=Path)
    options.add_argument("--folds", type=int, default=0)
    asked = options.parse_args()
    lines = [json.loads(line) for line in asked.cases.read_text("utf-8").splitlines()]
    cases = [seen(line, with_register=which) for line in lines for which in (True, False)]
    if asked.folds:
        folds(cases, asked.folds)
        return
    table = rows(cases, weights := estimated(cases))
    for key, value in sorted(weights.items()):
        theirs = sum(key in row.keys and row.is_theirs and row.weight == 1.0 for row in table)
        others = sum(key in row.keys and not row.is_theirs and row.weight == 1.0 for row in table)
        print(f"{key[0] or 'prior':14} {key[1]:18} {value / math.log(2):+5.1f}   theirs {theirs:5} others {others:5}")


if __name__ == "__main__":
    main()
