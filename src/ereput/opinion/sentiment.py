"""From what was read in a text to its label, its score and how sure we are.

A softmax over a dozen countable traits and the words themselves; its weights are a file for each language, which
`benchmarks/train_opinions.py` fits on texts that may be used so.
"""

import math
from functools import cache
from operator import mul

import msgspec

from ereput.opinion.reading import Reading
from ereput.parsing.grams import weights

LABELS = ("neg", "neu", "pos")
LEAN = {"fr": 0.04, "en": 0.0}  # by which neg may be less likely than the likeliest: a complaint is not overlooked
TELLING = (
    0.44  # confidence from which words tell a label in a text where the lexicon has found neither praise nor blame
)


class Sentiment(msgspec.Struct, frozen=True):
    """What a whole text says."""

    label: str  # neg · neu · pos
    score: float  # −1..1: how much likelier praise is than blame
    confidence: float  # 0..1: how likely the label is right
    chances: tuple[float, float, float]  # of neg, neu and pos


def sentiment(reading: Reading, language: str) -> Sentiment:
    """The likeliest label of a text; neu where nothing in it praises, blames or denies: length alone accuses nobody."""
    table = weights("ereput.opinion", language)
    assert table is not None, language  # shipped with the package
    seen = traits(reading)
    blame, praise = table.sums(reading.tokens)
    words = blame, -blame - praise, praise  # the three weights of a gram cancel out: two are kept
    sums = [sum(map(mul, seen, column)) for column in _columns(language)]
    powers = [math.exp(one + told) for one, told in zip(sums, words, strict=True)]
    whole = sum(powers)
    neg, neu, pos = powers[0] / whole, powers[1] / whole, powers[2] / whole
    if seen[SILENT] and not seen[DENYING] and max(neg, neu, pos) < TELLING:
        return Sentiment(label="neu", score=round(pos - neg, 4), confidence=round(neu, 4), chances=(neg, neu, pos))
    return concluded(neg, neu, pos, language)


def concluded(neg: float, neu: float, pos: float, language: str) -> Sentiment:
    """The likeliest label, or neg where that is nearly as likely."""
    _, confidence, label = max((neg + LEAN[language], neg, "neg"), (neu, neu, "neu"), (pos, pos, "pos"))
    return Sentiment(label=label, score=round(pos - neg, 4), confidence=round(confidence, 4), chances=(neg, neu, pos))


TRAITS = """
always praise blame balance mixed first last worst silent length dense negators wishes contrasts questions
exclaimed good bad""".split()
SILENT, DENYING = TRAITS.index("silent"), TRAITS.index("negators")


def traits(reading: Reading) -> tuple[float, ...]:
    """What is counted in a text, in the order of TRAITS, each about −1..3."""
    clauses: dict[int, list[float]] = {}
    for hit in reading.hits:
        if hit.weight:
            told = clauses.setdefault(hit.clause, [0.0, 0.0])
            told[hit.weight < 0] += abs(hit.weight)
    praise = sum([told[0] for told in clauses.values()])
    blame = sum([told[1] for told in clauses.values()])
    balances = [_balance(*told) for told in clauses.values()] or [0.0]
    balance = _balance(praise, blame)
    return (
        1.0,
        math.log1p(praise),
        math.log1p(blame),
        balance,
        math.log1p(min(praise, blame)),
        balances[0],
        balances[-1],
        min(balances),
        0.0 if praise or blame else 1.0,
        math.log1p(reading.words) / 3,
        (praise - blame) / (reading.words + 5),
        math.log1p(max(0, reading.negators)),
        math.log1p(reading.wishes),
        math.log1p(reading.contrasts),
        math.log1p(reading.questions),
        math.log1p(reading.exclamations) * balance,
        math.log1p(reading.good),
        math.log1p(reading.bad),
    )


def _balance(praise: float, blame: float) -> float:
    return (praise - blame) / (praise + blame + 1.0)


@cache
def _columns(language: str) -> list[tuple[float, ...]]:
    """What each trait weighs, a column a label."""
    table = weights("ereput.opinion", language)
    assert table is not None, language
    return list(zip(*(table.rows[name] for name in TRAITS), strict=True))
