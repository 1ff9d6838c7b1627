"""What a text speaks of, and how: each of the contract's eleven aspects from the clause that names it."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from ereput.opinion.reading import Hit, Reading
from ereput.opinion.sentiment import Sentiment
from ereput.parsing.grams import Weights, weights

ASPECTS = "availability waiting reception staff listening explanations competence fees premises hygiene online".split()
NEAR = 4.0  # words over which what is said of a thing weighs half
COMMA = 0.6  # what a comma between leaves of it
STRONG = 1.5  # what is said beside a loose cue counts above this
CLAUSE = {"fr": 0.6, "en": 0.22}  # part of the clause in an aspect's polarity; the rest is the whole text's
TOLD, UNTOLD = 0.3, 0.4  # chance from which an aspect stands that the rules told, or did not, where weights know it
CARE = 0.1  # the same for competence told by the rules: the weights' own texts seldom speak of doctors
SHORT = 6  # words and marks; in texts of no more, what the rules told stands, and nothing else
UNDECIDED = 0.05  # polarity under which praise and blame are even, −1..1


def aspects(reading: Reading, whole: Sentiment, language: str = "fr") -> dict[str, str]:
    """Aspect → neg · neu · pos, in the contract's order; the whole text has a part in it.

    Where there are weights for the language's aspects, they have the last word on those that they know.
    """
    said = _said(reading)
    named = set(said)
    if table := weights("ereput.opinion", f"aspects-{language}"):
        likely = _likely(reading, said, table)
        is_short = len(reading.tokens) <= SHORT
        named = {a for a in ASPECTS if stands(a, likely.get(a), is_told=a in said, is_short=is_short)}
    return {aspect: _polarity(said.get(aspect, ()), whole, CLAUSE[language]) for aspect in ASPECTS if aspect in named}


def stands(aspect: str, chance: float | None, *, is_told: bool, is_short: bool) -> bool:
    """Whether a text speaks of an aspect; `chance` is what the weights say, None where they do not know it."""
    if chance is None or is_short:
        return is_told
    if not is_told:
        return chance > UNTOLD
    return chance > (CARE if aspect == "competence" else TOLD)


def cues(reading: Reading) -> dict[str, float]:
    """What of a text the fitted weights look at, besides its words: aspects told by the rules, and aspects named."""
    return _cues(reading, _said(reading))


def _cues(reading: Reading, said: Mapping[str, Sequence[float]]) -> dict[str, float]:
    named = Counter(aspect for hit in reading.hits for aspect in hit.aspects)
    told = {f"told {aspect}": float(aspect in said) for aspect in ASPECTS}
    return told | {f"named {aspect}": min(1.0, named[aspect] / 2) for aspect in ASPECTS}


def _likely(reading: Reading, said: Mapping[str, Sequence[float]], table: Weights) -> dict[str, float]:
    """How likely the text speaks of each aspect that the table knows."""
    sums = [a + b for a, b in zip(table.sums(reading.tokens), table.rows["always"], strict=True)]
    for name, value in _cues(reading, said).items():
        if value:
            sums = [total + value * part for total, part in zip(sums, table.rows[name], strict=True)]
    return {aspect: 1 / (1 + math.exp(-total)) for aspect, total in zip(table.columns, sums, strict=True)}


def _said(reading: Reading) -> dict[str, list[float]]:
    """By the rules: each aspect that is named, and what is said of it each time."""
    clauses: dict[int, list[Hit]] = defaultdict(list)
    for hit in reading.hits:
        clauses[hit.clause].append(hit)
    said: dict[str, list[float]] = {}
    for hit in reading.hits:
        if not hit.aspects:
            continue
        weight = hit.weight or _said_nearby(hit, clauses[hit.clause])
        if weight or not hit.is_loose:
            for aspect in hit.aspects:
                said.setdefault(aspect, []).append(weight)
    return said


def _said_nearby(cue: Hit, clause: Sequence[Hit]) -> float:
    """What its clause says of it: the nearer, the more. Of a loose cue, only its neighbour that speaks of nothing else.

    "Super médecin" praises the care; "médecin aimable" does not.
    """
    if cue.is_loose:
        beside = (hit for hit in clause if not hit.aspects and (hit.end == cue.at or hit.at == cue.end))
        return sum(hit.weight for hit in beside if abs(hit.weight) > STRONG)
    return sum(hit.weight * COMMA ** abs(hit.part - cue.part) / (1 + abs(hit.at - cue.at) / NEAR) for hit in clause)


def _polarity(said: Sequence[float], whole: Sentiment, part: float) -> str:
    total, most = sum(said), sum(map(abs, said))
    if not most:
        return whole.label
    leaning = part * total / most + (1 - part) * whole.score
    if abs(leaning) < UNDECIDED:
        return "neu"
    return "pos" if leaning > 0 else "neg"
