"""Name, address, telephone: what listings show beside what the identity card says.

    listing's score = Σ w·match / Σ w over the fields that both the card and the listing know
    N = mean over listings, each weighing 1/log2(rank + 1) by its best rank on page one, 0.2 at least

A way of writing costs nothing; what a listing leaves out, or what was not seen of it, is not wrong. Opening hours are
compared and said, but not weighed.
"""

from collections.abc import Mapping, Sequence

from ereput.figures.draws import Draws
from ereput.figures.fields import Compared, Field, compared
from ereput.figures.ours import Ours
from ereput.figures.page_one import LAST, discount
from ereput.model import Figure, Practitioner

WEIGHTS = {"phone": 0.35, "town": 0.25, "street": 0.20, "specialty": 0.10, "name": 0.10, "hours": 0.0}
LEAST = 0.2  # weight of a listing that is not on page one
DRAWS = 400


_MATCH = {Compared.SAME: 1.0, Compared.FORMATTING: 1.0, Compared.FORMER: 0.0, Compared.DIFFERENT: 0.0}


def score(fields: Mapping[str, Field]) -> float | None:
    """The listing's score on 0..1; None where nothing could be compared."""
    known = [(WEIGHTS[name], _MATCH[field.compared]) for name, field in fields.items() if field.compared in _MATCH]
    whole = sum(weight for weight, _ in known)
    return sum(weight * match for weight, match in known) / whole if whole else None


def parts(who: Practitioner, own: Ours) -> tuple[tuple[float, float], ...]:
    """Score and weight of each listing that has a score, by key; the best sighting of each is compared."""
    ranks = _ranks(own)
    scores = {key: score(compared(who, sightings[0])) for key, sightings in own.listings.items()}
    return tuple(
        (value, max(LEAST, discount(ranks[key])) if key in ranks else LEAST)
        for key, value in scores.items()
        if value is not None
    )


def figure(parts: Sequence[tuple[float, float]]) -> Figure | None:
    """N with the interval of a Bayesian bootstrap over the listings; without one for a single listing."""
    if not parts:
        return None
    value = mean(parts, [1.0] * len(parts))
    if len(parts) == 1:
        return Figure(value=value, n=1)
    draws = Draws()
    drawn = sorted(mean(parts, [draws.gamma(1) for _ in parts]) for _ in range(DRAWS))
    return Figure(value=value, low=min(value, drawn[9]), high=max(value, drawn[-10]), n=len(parts))


def mean(parts: Sequence[tuple[float, float]], draws: Sequence[float]) -> float:
    """The weighted mean, each listing counted as often as drawn."""
    whole = sum(weight * draw for (_, weight), draw in zip(parts, draws, strict=True))
    return sum(value * weight * draw for (value, weight), draw in zip(parts, draws, strict=True)) / whole


def _ranks(own: Ours) -> Mapping[str, int]:
    """The best rank on page one of each listing that is there."""
    best: dict[str, int] = {}
    for mention in own.mentions:
        if mention.is_page_one and mention.rank and mention.rank <= LAST:
            best[mention.url] = min(mention.rank, best.get(mention.url, LAST))
    found = {key: [best[s.url] for s in sightings if s.url in best] for key, sightings in own.listings.items()}
    return {key: min(ranks) for key, ranks in found.items() if ranks}
