"""From what was read in a text to its label, its score and how sure we are.

A softmax over a dozen countable traits; its few parameters are a table, `calibration.toml`, which
`benchmarks/fit_opinions.py` fits on texts that may be used so.
"""

import math
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import msgspec

from ereput.opinion.reading import Hit, Reading

LABELS = ("neg", "neu", "pos")


class Sentiment(msgspec.Struct, frozen=True):
    """What a whole text says."""

    label: str  # neg · neu · pos
    score: float  # −1..1: how much likelier praise is than blame
    confidence: float  # 0..1: how likely the label is right


def sentiment(reading: Reading, language: str) -> Sentiment:
    """The likeliest label of a text; neu where nothing in it praises, blames or denies: length alone accuses nobody."""
    seen = traits(reading)
    weights = _weights(language)
    sums = [sum(row.get(name, 0.0) * value for name, value in seen.items()) for row in weights]
    most = max(sums)
    parts = [math.exp(one - most) for one in sums]
    neg, neu, pos = (part / sum(parts) for part in parts)
    confidence, label = max((neg, "neg"), (neu, "neu"), (pos, "pos"))
    if seen["silent"] and not seen["negators"]:
        confidence, label = neu, "neu"
    return Sentiment(label=label, score=round(pos - neg, 4), confidence=round(confidence, 4))


def traits(reading: Reading) -> dict[str, float]:
    """What is counted in a text, each about −1..3."""
    praise = sum(hit.weight for hit in reading.hits if hit.weight > 0)
    blame = -sum(hit.weight for hit in reading.hits if hit.weight < 0)
    clauses = _clauses(reading.hits)
    balance = _balance(praise, blame)
    return {
        "always": 1.0,
        "praise": math.log1p(praise),
        "blame": math.log1p(blame),
        "balance": balance,
        "mixed": math.log1p(min(praise, blame)),
        "first": _balance(*clauses[0]) if clauses else 0.0,
        "last": _balance(*clauses[-1]) if clauses else 0.0,
        "worst": min((_balance(*clause) for clause in clauses), default=0.0),
        "silent": 0.0 if praise or blame else 1.0,
        "length": math.log1p(reading.words) / 3,
        "dense": (praise - blame) / (reading.words + 5),
        "negators": math.log1p(max(0, reading.negators)),
        "wishes": math.log1p(reading.wishes),
        "contrasts": math.log1p(reading.contrasts),
        "questions": math.log1p(reading.questions),
        "exclaimed": math.log1p(reading.exclamations) * balance,
    }


def _clauses(hits: Sequence[Hit]) -> list[tuple[float, float]]:
    """Praise and blame of each clause that has any."""
    sums: dict[int, tuple[float, float]] = {}
    for hit in hits:
        if hit.weight:
            praise, blame = sums.get(hit.clause, (0.0, 0.0))
            sums[hit.clause] = (praise + max(0.0, hit.weight), blame - min(0.0, hit.weight))
    return list(sums.values())


def _balance(praise: float, blame: float) -> float:
    return (praise - blame) / (praise + blame + 1.0)


@cache
def _weights(language: str) -> tuple[Mapping[str, float], ...]:
    text = (files("ereput.opinion") / "calibration.toml").read_text("utf-8")
    table = tomllib.loads(text)[language]
    return tuple({trait: row[i] for trait, row in table.items()} for i in range(len(LABELS)))
