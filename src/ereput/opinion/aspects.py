"""What a text speaks of, and how: each of the contract's eleven aspects from the clause that names it."""

from collections import defaultdict
from collections.abc import Sequence

from ereput.opinion.reading import Hit, Reading
from ereput.opinion.sentiment import Sentiment

ASPECTS = "availability waiting reception staff listening explanations competence fees premises hygiene online".split()
NEAR = 4.0  # words over which what is said of a thing weighs half
COMMA = 0.6  # what a comma between leaves of it
STRONG = 1.5  # what is said beside a loose cue counts above this
CLAUSE = 0.6  # part of the clause in an aspect's polarity; the rest is the whole text's
UNDECIDED = 0.1  # polarity under which praise and blame are even, −1..1


def aspects(reading: Reading, whole: Sentiment) -> dict[str, str]:
    """Aspect → neg · neu · pos, in the contract's order; the whole text has a part in it."""
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
    return {aspect: _polarity(said[aspect], whole) for aspect in ASPECTS if aspect in said}


def _said_nearby(cue: Hit, clause: Sequence[Hit]) -> float:
    """What its clause says of it: the nearer, the more. Of a loose cue, only its neighbour that speaks of nothing else.

    "Super médecin" praises the care; "médecin aimable" does not.
    """
    if cue.is_loose:
        beside = (hit for hit in clause if not hit.aspects and (hit.end == cue.at or hit.at == cue.end))
        return sum(hit.weight for hit in beside if abs(hit.weight) > STRONG)
    return sum(hit.weight * COMMA ** abs(hit.part - cue.part) / (1 + abs(hit.at - cue.at) / NEAR) for hit in clause)


def _polarity(weights: Sequence[float], whole: Sentiment) -> str:
    total, most = sum(weights), sum(map(abs, weights))
    if not most:
        return whole.label
    leaning = CLAUSE * total / most + (1 - CLAUSE) * whole.score
    if abs(leaning) < UNDECIDED:
        return "neu"
    return "pos" if leaning > 0 else "neg"
