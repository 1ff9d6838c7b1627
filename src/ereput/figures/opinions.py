"""What the texts say: the share that is positive, in all and by aspect.

Texts are reviews under the practitioner's listings; reviews of stars alone have none, and count in the rating only.
Neutral ones, and those of which the tool says nothing, are left out: n counts the others.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from ereput.figures.ours import Ours
from ereput.figures.shares import share
from ereput.model import Figure, Opinion

FEWEST = 5  # mentions of an aspect under which only their number is given


def said(own: Ours, opinions: Sequence[Opinion]) -> tuple[Opinion, ...]:
    """The opinions of the texts of reviews that count, in the order of the reviews."""
    by_key = {opinion.of: opinion for opinion in opinions}
    found = ((review, by_key[review.key]) for review in own.all_reviews if review.key in by_key)
    return tuple(opinion for review, opinion in found if review.text and not _is_of_stars(opinion))


def positive_share(opinions: Sequence[Opinion]) -> Figure | None:
    """The share positive among texts with an opinion; None without any."""
    labels = Counter(opinion.label for opinion in opinions)
    total = labels["pos"] + labels["neg"]
    return share(labels["pos"], total) if total else None


def aspects(opinions: Sequence[Opinion]) -> Mapping[str, Figure]:
    """By aspect the share positive; under FEWEST the number of mentions alone, as a count."""
    found = Counter((aspect, polarity) for opinion in opinions for aspect, polarity in opinion.aspects.items())
    return {aspect: _figure(found[aspect, "pos"], found[aspect, "neg"]) for aspect in sorted({a for a, _ in found})}


def _is_of_stars(opinion: Opinion) -> bool:
    """A text without words ("5/5 !!!") has said nothing: its opinion is that of the mark, in no language and sure."""
    return opinion.language is None and opinion.confidence == 1


def _figure(positive: int, negative: int) -> Figure:
    total = positive + negative
    return share(positive, total) if total >= FEWEST else Figure(value=total, n=total, unit="count")
