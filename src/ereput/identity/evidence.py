"""Evidence added up for one listing, and what the other listings beside it say."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from ereput.identity.compare import BITS, FEATURES, PRIOR
from ereput.identity.sights import Sight
from ereput.identity.traits import Answer, Pair


class Scored(NamedTuple):
    """A listing with its evidence added up."""

    pair: Pair
    answers: dict[str, Answer]
    bits: float


def score(compared: Pair) -> Scored:
    """Every comparison's bits added to the prior."""
    answers, bits = {}, PRIOR
    for key, compare, weights in _COMPARED:
        answers[key] = answer = compare(compared)
        bits += weights[answer[0]]
    return Scored(compared, answers, bits)


_COMPARED = [(key, feature.compare, BITS[key]) for key, feature in FEATURES.items()]


def weighed(scored: Scored, heard: Pair) -> Scored:
    """The same with what the register's other cards say."""
    answer = FEATURES["rival"].compare(heard)
    return Scored(heard, scored.answers | {"rival": answer}, scored.bits + BITS["rival"][answer[0]])


def also(scored: Scored, company: str, abode: str) -> Scored:
    """The same with what other listings say."""
    said = scored.pair._replace(company=company, abode=abode)
    answers = scored.answers | {key: FEATURES[key].compare(said) for key in ("company", "abode")}
    return Scored(said, answers, scored.bits + BITS["company"][company] + BITS["abode"][abode])


class _Shown(NamedTuple):
    """What a listing shows that another may show too."""

    places: frozenset[object]  # phones, and streets with their house number
    towns: frozenset[object]


def beside(scored: Sequence[Scored]) -> list[tuple[str, str]]:
    """For each listing, how sure the surest other one of that name is: with its phone or street, and in its town."""
    shown = [_shown(one.pair.sight) for one in scored]
    best: dict[object, list[tuple[float, int]]] = {}
    for nth, one in enumerate(scored):
        if _is_named(one.pair):
            for key in shown[nth].places | shown[nth].towns:
                best.setdefault(key, []).append((one.bits, nth))
    for ranked in best.values():
        ranked.sort(reverse=True)

    def surest(keys: frozenset[object], nth: int) -> str:
        found = [next((bits for bits, other in best.get(key, ())[:2] if other != nth), None) for key in keys]
        bits = max((one for one in found if one is not None), default=None)
        return "unknown" if bits is None else next(level for least, level in _COMPANY if bits >= least)

    def said(nth: int, one: _Shown) -> tuple[str, str]:
        """What agrees with the practitioner already needs no other listing's word."""
        answers = scored[nth].answers
        is_here = answers["phone"][0] == "same" or answers["street"][0] == "same"
        company = "unknown" if is_here else surest(one.places, nth)
        return company, "unknown" if answers["town"][0] == "same" else surest(one.towns, nth)

    return [said(nth, one) for nth, one in enumerate(shown)]


_COMPANY = ((4.5, "sure"), (1.5, "likely"), (-2.0, "open"), (-math.inf, "others"))


def _shown(one: Sight) -> _Shown:
    streets = [("street", there.number, there.street) for there in one.spots if there.number and there.street]
    return _Shown(
        frozenset([*one.phones, *streets]), frozenset(("town", there.town) for there in one.spots if there.town)
    )


def _is_named(compared: Pair) -> bool:
    """It names somebody of that full name."""
    found = compared.likeness
    return (
        compared.place in ("heading", "text")
        and found.family in ("full", "typo", "part")
        and found.given in ("full", "initial", "typo", "part")
    )
