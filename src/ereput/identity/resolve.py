"""Which listings and mentions are the practitioner's: evidence added up, rivals heard, caps applied. Pure."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from ereput.identity.compare import FEATURES, PRIOR, TELLING
from ereput.identity.subjects import (
    REGISTERS,
    Sight,
    Subject,
    card_subject,
    is_brought,
    rpps,
    settled,
    sight,
    subject,
)
from ereput.identity.traits import Case, Pair, pair
from ereput.model import Census, Harvest, Judgement, Listing, Match, Mention, Practitioner, Seen, Signal

SAME, DIFFERENT = 0.965, 0.08  # the probability from which, and the one up to which, there is a judgement
SAME_UNREGISTERED = 0.945  # where no register spoke: less is known, and fewer listings come near certainty
OWN_CARD, AHEAD = 0.0, 2.0  # bits that the own card of the register must reach, and its lead over the next
_RICHNESS = (Seen.SNIPPET, Seen.API, Seen.PAGE, Seen.EXPORT)


def resolve(who: Practitioner, harvests: Sequence[Harvest]) -> tuple[Match, ...]:
    """Every distinct listing and mention, judged; likeliest first. The order of what was harvested does not matter."""
    items = [item for harvest in harvests for item in harvest.items]
    found: list[Listing | Mention] = [*_listings(items), *_mentions(items)]
    case = _Inquiry(who, [one for one in found if isinstance(one, Listing)], _census(items))
    matches = case.matches(found)
    return tuple(sorted(matches, key=lambda match: (-match.probability, match.listing.key)))


def probability(bits: float) -> float:
    """Log-odds in bits to a probability."""
    return 1 / (1 + 2 ** -max(-60.0, min(60.0, bits)))


# ---------------------------------------------------------------- what there is to judge


def _listings(items: Iterable[object]) -> list[Listing]:
    """Each listing once: the same page seen by several engines keeps its richest form, lacking fields filled in."""
    by_key: dict[str, list[Listing]] = {}
    for item in items:
        if isinstance(item, Listing):
            by_key.setdefault(item.key, []).append(item)
    return [_merged(same) for same in by_key.values()]


def _merged(same: list[Listing]) -> Listing:
    ranked = sorted(same, key=_richness, reverse=True)
    first = ranked[0]
    lacking = {}
    for field in Listing.__struct_fields__:
        if field not in ("evidence", "seen") and getattr(first, field) in (None, "", ()):
            values = [value for one in ranked[1:] if (value := getattr(one, field)) not in (None, "", ())]
            if values:
                lacking[field] = values[0]
    return msgspec.structs.replace(first, **lacking) if lacking else first


def _richness(listing: Listing) -> tuple[int, int, str]:
    told = sum(getattr(listing, field) not in (None, "", ()) for field in Listing.__struct_fields__)
    return _RICHNESS.index(listing.seen), told, repr(listing)


def _mentions(items: Iterable[object]) -> list[Mention]:
    """Each page once: the best rank, and the longest snippet, are kept."""
    by_url: dict[str, list[Mention]] = {}
    for item in items:
        if isinstance(item, Mention):
            by_url.setdefault(item.url, []).append(item)
    return [min(same, key=_prominence) for same in by_url.values()]


def _prominence(mention: Mention) -> tuple[bool, int, int, str]:
    return not mention.is_page_one, mention.rank or 99, -len(mention.snippet or ""), repr(mention)


def _census(items: Iterable[object]) -> dict[bool, int]:
    """How many bear the family name (False), and the full name (True); the greatest count where several say."""
    counts: dict[bool, int] = {}
    for item in items:
        if isinstance(item, Census):
            key = item.given is not None
            counts[key] = max(counts.get(key, 0), item.count)
    return counts


# ---------------------------------------------------------------- one practitioner


class _Scored(NamedTuple):
    bits: float
    signals: tuple[Signal, ...]


class _Inquiry:
    """One practitioner beside everything that was found, prepared once."""

    def __init__(self, who: Practitioner, listings: list[Listing], census: Mapping[bool, int]) -> None:
        typed = subject(who)
        cards = _cards(listings)
        self.own = _own_card(typed, cards)
        self.own = self.own if self.own in cards else None
        mine = cards.get(self.own, []) if self.own else []
        self.who = subject(who, mine)
        self.rivals = [card_subject(card) for number, card in cards.items() if number != self.own]
        self.same = SAME if self.own or self.rivals else SAME_UNREGISTERED
        self.case = Case(census.get(False))
        keep = [self.who.names.words, *(rival.names.words for rival in self.rivals)]
        self.keep = frozenset(word for words in keep for word in words)
        self.towns = frozenset(spot.town for one in [self.who, *self.rivals] for spot in one.spots if spot.town)

    def matches(self, found: Sequence[Listing | Mention]) -> list[Match]:
        """Judged once, then once more: a phone seen on a sure listing supports those that share it."""
        sights = settled([sight(one, self.keep, self.towns) for one in found], [self.who, *self.rivals])
        first = [self.match(one, self.case) for one in sights]
        sure = [one for one, match in zip(sights, first, strict=True) if match.judgement is Judgement.SAME]
        support = frozenset(number for one in sure if isinstance(one.of, Listing) for number in one.of.phones)
        others = frozenset(number for rival in self.rivals for number in rival.phones)
        case = self.case._replace(support=support - others - self.who.phones)
        if not case.support:
            return first
        return [
            match if match.judgement is Judgement.SAME else self.match(one, case)
            for one, match in zip(sights, first, strict=True)
        ]

    def match(self, one: Sight, case: Case) -> Match:
        compared = pair(self.who, one, case)
        compared = compared._replace(rival=self.rival(compared))
        scored = score(compared)
        likely = probability(scored.bits)
        judgement = cap(compared, scored, _judged(likely, self.same))
        shown = {Judgement.SAME: max(likely, self.same), Judgement.DIFFERENT: min(likely, DIFFERENT)}
        middle = min(max(likely, DIFFERENT + 0.01), self.same - 0.01)
        return Match(
            listing=one.of,
            probability=round(shown.get(judgement, middle), 4),
            judgement=judgement,
            signals=scored.signals,
        )

    def rival(self, ours: Pair) -> float | None:
        """Bits by which the best other card of the register explains the listing better; None without a register."""
        if not (self.own or self.rivals):
            return None
        most = max((telling(pair(rival, ours.sight)) for rival in self.rivals), default=-math.inf)
        return most - telling(ours)


def _cards(listings: Iterable[Listing]) -> dict[str, list[Listing]]:
    """The register's people by number, each with all their workplaces."""
    cards: dict[str, list[Listing]] = {}
    for listing in sorted(listings, key=lambda one: one.key):
        number = rpps(listing)
        if number and listing.evidence.source in REGISTERS:
            cards.setdefault(number, []).append(listing)
    return cards


def _own_card(who: Subject, cards: Mapping[str, list[Listing]]) -> str | None:
    """The number of the card that is the practitioner's own, when one is clearly ahead."""
    if who.number:
        return who.number
    ranked = sorted(((_card_bits(who, card), number) for number, card in cards.items()), reverse=True)
    if not ranked or ranked[0][0] < OWN_CARD:
        return None
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < AHEAD:
        return None
    return ranked[0][1]


def _card_bits(who: Subject, cards: Sequence[Listing]) -> float:
    """The best of a person's workplaces."""
    return max(telling(pair(who, sight(card, who.names.words, frozenset()))) for card in cards)


# ---------------------------------------------------------------- evidence


def score(compared: Pair) -> _Scored:
    """Every comparison's bits added to the prior; signals heaviest first, those that say nothing left out."""
    bits, signals = PRIOR, []
    for feature in FEATURES.values():
        answer, detail = feature.compare(compared)
        level = feature.levels[answer]
        bits += level.bits
        if level.bits or level.value is not None:
            signals.append(Signal(feature=feature.key, value=level.value, weight=level.bits, detail=detail[:120]))
    signals.sort(key=lambda signal: (-abs(signal.weight), signal.feature))
    return _Scored(bits, tuple(signals))


def telling(compared: Pair) -> float:
    """Bits of what says who somebody is."""
    return sum(bits.get(FEATURES[key].compare(compared)[0], 0.0) for key, bits in TELLING.items())


def _judged(likely: float, same: float) -> Judgement:
    if likely >= same:
        return Judgement.SAME
    return Judgement.DIFFERENT if likely <= DIFFERENT else Judgement.UNSURE


def cap(compared: Pair, scored: _Scored, judged: Judgement) -> Judgement:
    """What no sum of evidence may outweigh."""
    told = {signal.feature: signal for signal in scored.signals}

    def says(key: str, *levels: str) -> bool:
        return FEATURES[key].compare(compared)[0] in levels

    if says("page", "theirs"):
        return Judgement.SAME
    if says("page", "not theirs") or says("register_number", "different") or says("given_name", "another"):
        return Judgement.DIFFERENT
    if says("specialty", "different", "other profession", "outside") and (
        says("town", "far") or says("rival", "much better")
    ):
        return Judgement.DIFFERENT
    if compared.place in ("nowhere", "mentioned"):
        return _without_name(compared, judged, told)
    if says("cue", "successor", "named after", "dead") or says("given_name", "conflict"):
        return judged if judged is not Judgement.SAME else Judgement.UNSURE
    if judged is Judgement.SAME and not _is_located(compared):
        return Judgement.UNSURE
    return judged


def _without_name(compared: Pair, judged: Judgement, told: Mapping[str, Signal]) -> Judgement:
    """A page that does not name them: theirs only when they brought it, or when it is their own site's."""
    others = any(run.is_person for run in compared.sight.heading)
    if others:
        return Judgement.DIFFERENT
    if is_brought(compared.sight) or "website" in told:
        return judged
    agrees = [key for key in ("practice", "phone", "street") if (told.get(key) and told[key].value == 1.0)]
    return Judgement.UNSURE if "practice" in agrees and len(agrees) > 1 else Judgement.DIFFERENT


def _is_located(compared: Pair) -> bool:
    """Something besides the name ties the page to the person: place, phone, number, site or specialty."""
    for key in ("register_number", "phone", "street", "town", "website", "brought", "specialty"):
        feature = FEATURES[key]
        if feature.levels[feature.compare(compared)[0]].value == 1.0:
            return True
    return False
