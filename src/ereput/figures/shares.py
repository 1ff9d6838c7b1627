"""A share with the interval that its number of cases allows."""

import math

from ereput.model import Figure

Z = 1.96


def wilson(positive: float, total: int) -> tuple[float, float]:
    """The 95 % interval for a share, both ends on 0..1.

    Holds for small totals, where the plain interval leaves 0..1. Of a sum of marks that lie on 0..1 it is the interval
    of their mean, with the widest spread that this mean allows (Bhatia and Davis, Am. Math. Monthly 107 (2000)).
    Raises ValueError for total = 0: there is no share of nothing.
    Wilson, JASA 22 (1927) 209-212.
    """
    if total < 1:
        raise ValueError("there is no share of nothing")
    share, z = positive / total, Z * Z / total
    half = Z * math.sqrt(share * (1 - share) / total + z / 4 / total) / (1 + z)
    middle = centre(positive, total)
    return max(0.0, middle - half), min(1.0, middle + half)


def centre(positive: float, total: int) -> float:
    """The middle of that interval: the share with two opinions more of either kind, nearly."""
    return (positive + Z * Z / 2) / (total + Z * Z)


def share(positive: int, total: int) -> Figure:
    """The plain share with its interval."""
    low, high = wilson(positive, total)
    return Figure(value=positive / total, low=low, high=high, n=total)
