"""From what was read in a text to its label, its score and how sure we are.

A softmax over a dozen countable traits and the words themselves; its weights are a file for each language, which
`benchmarks/train_opinions.py` fits on texts that may be used so.
"""

import math
from collections.abc import Sequence

import msgspec

from ereput.opinion.grams import weights
from ereput.opinion.reading import Hit, Reading

LABELS = ("neg", "neu", "pos")
TELLING = 0.4  # confidence from which words tell a label in a text where the lexicon has found neither praise nor blame


class Sentiment(msgspec.Struct, frozen=True):
    """What a whole text says."""

    label: str  # neg · neu · pos
    score: float  # −1..1: how much likelier praise is than blame
    confidence: float  # 0..1: how likely the label is right


def sentiment(reading: Reading, language: str) -> Sentiment:
    """The likeliest label of a text; neu where nothing in it praises, blames or denies: length alone accuses nobody."""
    seen = traits(reading)
    sums = _sums(seen, reading, language)
    most = max(sums)
    parts = [math.exp(one - most) for one in sums]
    neg, neu, pos = (part / sum(parts) for part in parts)
    confidence, label = max((neg, "neg"), (neu, "neu"), (pos, "pos"))
    if seen["silent"] and not seen["negators"] and confidence < TELLING:
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


def _sums(seen: dict[str, float], reading: Reading, language: str) -> list[float]:
    """What stands for neg, neu and pos before the softmax."""
    table = weights(language)
    assert table is not None, language  # shipped with the package
    blame, praise = table.sums(reading.tokens)
    sums = [blame, -blame - praise, praise]  # the three weights of a gram cancel out: two are kept
    for name, value in seen.items():
        if value and (row := table.rows.get(name)):
            for i in range(len(LABELS)):
                sums[i] += row[i] * value
    return sums
