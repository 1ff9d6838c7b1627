"""One number for what was seen, its interval, and the word for it.

    score = 100 · Σ w·x / Σ w   over the parts that were measured

What is not measured is left out, not taken for nought. The interval is a Bayesian bootstrap (Rubin, Ann. Stat. 9,
1981) of reviews, results and listings together: 400 seeded draws, with the priors of the rating and of Wilson's
interval in them.
It measures visible opinion and the state of listings, never the quality of care.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ereput.figures import consistency, rating, shares
from ereput.figures.draws import Draws
from ereput.figures.page_one import Result
from ereput.model import Figure

WEIGHTS = {"rating": 0.40, "page_one": 0.25, "positive_share": 0.20, "consistency": 0.15}
BANDS = (("solid", 80.0), ("fair", 60.0), ("exposed", 40.0), ("at_risk", 0.0))
DRAWS = 400
_EACH_WAY = (0.5, 2.0)


class Cell(NamedTuple):
    """Reviews alike in mark and polarity: resampled as one."""

    star: int | None
    label: str | None  # pos · neg · None


class Material(NamedTuple):
    """What the score is drawn from."""

    cells: Mapping[Cell, tuple[float, float]]  # weight of the marks after ageing; how many texts
    stars: rating.Stars
    results: Sequence[Result]
    listings: Sequence[tuple[float, float]]  # score and weight of each


def score(parts: Mapping[str, float], weights: Mapping[str, float] = WEIGHTS) -> float:
    """0..100 from parts on 0..1, of which there must be one."""
    whole = sum(weights[name] for name in parts)
    return 100 * sum(weights[name] * part for name, part in parts.items()) / whole


def figures(parts: Mapping[str, float], material: Material) -> dict[str, Figure]:
    """`score` with its interval, and `score.weights`: its ends when any weight is halved or doubled."""
    if not parts:
        return {}
    value = score(parts)
    draws = Draws()
    drawn = sorted(score(_drawn(parts, material, draws)) for _ in range(DRAWS))
    swayed = [score(parts, {**WEIGHTS, name: WEIGHTS[name] * by}) for name in parts for by in _EACH_WAY]
    n = material.stars.n
    return {
        "score": Figure(value=value, low=min(value, drawn[9]), high=max(value, drawn[-10]), n=n, unit="points"),
        "score.weights": Figure(value=value, low=min(swayed), high=max(swayed), n=len(parts), unit="points"),
    }


def band(points: float) -> str:
    """The word for a score: solid, fair, exposed or at_risk."""
    return next(name for name, least in BANDS if round(points) >= least)


def bands(figure: Figure) -> tuple[str, ...]:
    """The bands that the interval spans, the best first: one where the verdict is sure."""
    low, high = (figure.value if end is None else end for end in (figure.low, figure.high))
    names = [name for name, _ in BANDS]
    return tuple(names[names.index(band(high)) : names.index(band(low)) + 1])


def share_of(stars: float) -> float:
    """R: a rating of 1..5 on 0..1."""
    return (stars - 1) / 4


def _drawn(parts: Mapping[str, float], material: Material, draws: Draws) -> dict[str, float]:
    marks, labels = _reviews_drawn(material, draws)
    found = {}
    if "rating" in parts:
        found["rating"] = share_of(sum(star * mark for star, mark in enumerate(marks, 1)) / sum(marks))
    if "positive_share" in parts:
        found["positive_share"] = labels["pos"] / (labels["pos"] + labels["neg"])
    if "page_one" in parts:
        weights = [result.weight * draws.gamma(1) for result in material.results]
        worth = sum(w * result.worth for w, result in zip(weights, material.results, strict=True))
        found["page_one"] = worth / sum(weights)
    if "consistency" in parts:
        found["consistency"] = consistency.mean(material.listings, [draws.gamma(1) for _ in material.listings])
    return found


def _reviews_drawn(material: Material, draws: Draws) -> tuple[list[float], dict[str, float]]:
    """Marks per star and texts per polarity, a cell's marks and texts drawn as one, priors added."""
    half = shares.Z * shares.Z / 2
    rest = list(rating.with_prior(material.stars))
    labels = {"pos": draws.gamma(half), "neg": draws.gamma(half)}
    marks = [0.0] * 5
    for cell, (weight, texts) in material.cells.items():
        shape = weight or texts
        factor = draws.gamma(shape) / shape
        if cell.star:
            marks[cell.star - 1] += weight * factor
            rest[cell.star - 1] -= weight
        if cell.label:
            labels[cell.label] += texts * factor
    # What is not in a cell: the prior, marks between two stars, and listings known by their mean alone.
    return [mark + (draws.gamma(left) if left > 1e-9 else 0.0) for mark, left in zip(marks, rest, strict=True)], labels


def cells(reviews: Sequence[tuple[int | None, float, str | None]]) -> Mapping[Cell, tuple[float, float]]:
    """Cells from star (None: no mark that counts by itself), its weight, and polarity of each review."""
    weights: dict[Cell, float] = defaultdict(float)
    texts: Counter[Cell] = Counter()
    for star, weight, label in reviews:
        cell = Cell(star, label if label in ("pos", "neg") else None)
        weights[cell] += weight if star else 0.0
        texts[cell] += 1
    found = {cell: (weights[cell], float(texts[cell])) for cell in texts if cell.star or cell.label}
    return dict(sorted(found.items(), key=lambda item: (item[0].star or 0, item[0].label or "")))
