"""Which listings and mentions are the practitioner's: evidence added up, rivals heard, caps applied. Pure."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

import msgspec

from ereput.identity.caps import cap, role
from ereput.identity.compare import FEATURES, TELLING
from ereput.identity.evidence import Scored, also, beside, score, weighed
from ereput.identity.items import census, listings, mentions, one_page, shown
from ereput.identity.likeness import Likeness
from ereput.identity.sights import Sight, is_brought, settled, sight
from ereput.identity.subjects import REGISTERS, Subject, card_subject, placed, rpps, subject
from ereput.identity.traits import (
    FAINTEST,
    Case,
    Pair,
    named,
    pair,
    phone_level,
    register_number,
    specialty,
    street_level,
    town_level,
)
from ereput.model import Harvest, Judgement, Listing, Match, Mention, Practitioner, Signal
from ereput.parsing.names import folded

SAME, DIFFERENT = 0.91, 0.05  # the probability from which, and the one up to which, there is a judgement
SAME_UNREGISTERED = 0.9  # where no register spoke: less is known, and fewer listings come near certainty
OWN_CARD, AHEAD = -1.0, 1.4  # bits that the own card of the register must reach, and its lead over the next


def resolve(
    who: Practitioner, harvests: Sequence[Harvest], told: Mapping[str, Judgement] | None = None
) -> tuple[Match, ...]:
    """Every distinct listing and mention, judged; likeliest first. The order of what was harvested does not matter.

    `told` is what a person decided before, by key of the listing: it decides, and what is sure so supports the rest.
    """
    items = [item for harvest in harvests for item in harvest.items]
    whole, mentioned = listings(items), mentions(items)
    twins = one_page(whole, mentioned)
    whole = shown(whole, mentioned, twins)
    decided = dict(told or {})
    decided |= {key: decided[mention] for mention, key in twins.items() if mention in decided and key not in decided}
    case = Inquiry(who, whole, census(items), decided)
    matches = case.matches([*whole, *(one for one in mentioned if one.key not in twins)])
    by_key = {match.listing.key: match for match in matches}
    matches += [msgspec.structs.replace(by_key[twins[one.key]], listing=one) for one in mentioned if one.key in twins]
    return tuple(sorted(matches, key=lambda match: (-match.probability, match.listing.key)))


def worth_asking(matches: Iterable[Match]) -> tuple[Match, ...]:
    """The unsure ones that no person looked at yet, the most useful question first: the likeliest."""
    unsure = [match for match in matches if match.judgement is Judgement.UNSURE and not is_told(match)]
    first: dict[str, Match] = {}
    for match in sorted(unsure, key=lambda one: (-one.probability, isinstance(one.listing, Mention), one.listing.key)):
        first.setdefault(match.listing.url or match.listing.key, match)  # one question a page
    return tuple(first.values())


def candidates(who: Practitioner, found: Iterable[Listing]) -> tuple[tuple[Listing, ...], ...]:
    """The people of the register between whom what was typed does not decide, likeliest first; () where one is meant
    clearly, or nobody is."""
    typed = placed(subject(who))
    cards = _cards(found)
    if _own_card(typed, cards) is not None:
        return ()
    ranked = sorted(((-_card_bits(typed, card), number) for number, card in cards.items()))
    good = [number for bits, number in ranked if -bits >= OWN_CARD and bits - ranked[0][0] < AHEAD]
    return tuple(tuple(cards[number]) for number in good) if len(good) > 1 else ()


def is_told(match: Match) -> bool:
    """A person decided it."""
    return any(signal.feature == "told" for signal in match.signals)


def probability(bits: float) -> float:
    """Log-odds in bits to a probability."""
    return 1 / (1 + 2 ** -max(-60.0, min(60.0, bits)))


# ---------------------------------------------------------------- one practitioner


class Inquiry:
    """One practitioner beside everything that was found: what is known of them is prepared once."""

    def __init__(
        self,
        who: Practitioner,
        listings: Sequence[Listing],
        census: Mapping[bool, int],
        told: Mapping[str, Judgement] | None = None,
    ) -> None:
        typed = placed(subject(who))
        cards = _cards(listings)
        own = _own_card(typed, cards)
        self.own = own if own in cards else None
        self.who = placed(subject(who, cards.get(self.own, []) if self.own else []))
        self.rivals = _sharing([card_subject(card) for number, card in cards.items() if number != self.own], self.who)
        self.has_register = bool(self.own or self.rivals)
        self.same = SAME if self.has_register else SAME_UNREGISTERED
        self.case = Case(census.get(False), told or {})
        keep = [self.who.names.words, *(rival.names.words for rival in self.rivals)]
        self.keep = frozenset(word for words in keep for word in words)
        self.towns = frozenset(spot.town for one in [self.who, *self.rivals] for spot in one.spots if spot.town)

    def matches(self, found: Sequence[Listing | Mention]) -> list[Match]:
        """Judged once each, then once more beside one another."""
        sights = settled([sight(one, self.keep, self.towns) for one in found], [self.who, *self.rivals])
        first = [self.scored(one) for one in sights]
        return [self.match(one, company, abode) for one, (company, abode) in zip(first, beside(first), strict=True)]

    def scored(self, one: Sight) -> Scored:
        ours = score(pair(self.who, one, self.case))
        return weighed(ours, self.heard(ours)) if self.has_register else ours

    def match(self, first: Scored, company: str, abode: str) -> Match:
        scored = first
        if company != "unknown" or abode != "unknown":
            scored = also(first, company, abode)
        likely = probability(scored.bits)
        judgement = cap(scored, _judged(likely, self.same))
        shown = {Judgement.SAME: max(likely, self.same), Judgement.DIFFERENT: min(likely, DIFFERENT)}
        middle = min(max(likely, DIFFERENT + 0.001), self.same - 0.001)
        return Match(
            listing=scored.pair.sight.of,
            probability=round(shown.get(judgement, middle), 4),
            judgement=judgement,
            signals=_signals(scored),
            role=role(scored) if judgement is Judgement.DIFFERENT else None,
        )

    def heard(self, scored: Scored) -> Pair:
        """The pair with what the register's other cards say: how much better the best of them explains the listing."""
        ours = scored.pair
        mine = sum(bits.get(scored.answers[key][0], 0.0) for key, bits in TELLING.items())
        most, has_kin = -math.inf, False
        names = {id(self.who.names): (ours.likeness, ours.place)}
        for rival in self.rivals:
            if (known := names.get(id(rival.names))) is None:
                known = names[id(rival.names)] = named(rival.names, ours.sight)
            if known[0].family == "none":
                continue
            theirs = Pair(rival, ours.sight, *known)
            has_kin = has_kin or (known[0].given in ("absent", "initial") and street_level(theirs) == "same")
            if may_tell(theirs) > max(most, mine + FAINTEST):
                most = max(most, telling(theirs))
        ahead = most - mine
        return ours._replace(rival=ahead, has_kin=has_kin, is_open=self.own is None and ahead > -0.5)


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


def _sharing(subjects: Sequence[Subject], who: Subject) -> list[Subject]:
    """The subjects; those of one name share what was compared with it already."""
    known = {_spelt(who): who.names}
    return [one._replace(names=known.setdefault(_spelt(one), one.names)) for one in subjects]


def _spelt(one: Subject) -> object:
    return frozenset(one.names.forms.items()), one.names.given, one.names.whole


def _card_bits(who: Subject, cards: Sequence[Listing]) -> float:
    """The best of a person's workplaces."""
    keep = who.names.words | frozenset(word for card in cards for word in folded(card.name).split())
    return max(telling(pair(who, sight(card, keep, frozenset()))) for card in cards)


# ---------------------------------------------------------------- evidence


def _signals(scored: Scored) -> tuple[Signal, ...]:
    """Heaviest first; what says nothing is left out."""
    signals = []
    for key, (answer, detail) in scored.answers.items():
        level = FEATURES[key].levels[answer]
        if level.bits or level.value is not None:
            signals.append(Signal(feature=key, value=level.value, weight=level.bits, detail=detail[:120]))
    signals.sort(key=lambda signal: (-abs(signal.weight), signal.feature))
    return tuple(signals)


def telling(compared: Pair) -> float:
    """Bits of what says who somebody is."""
    if is_brought(compared.sight) and compared.likeness.family == "none":
        return sum(bits.get(FEATURES[key].compare(compared)[0], 0.0) for key, bits in TELLING.items())
    total = _naming(compared.likeness)
    for level, bits in _TELLING:
        total += bits.get(level(compared), 0.0)
    return total


def may_tell(compared: Pair) -> float:
    """The most that `telling` can come to with this name: what need not be reckoned further is passed over."""
    if compared.who.number and compared.who.number == compared.sight.number:
        return math.inf
    return _naming(compared.likeness) + _REST


@lru_cache(maxsize=1_000)
def _naming(found: Likeness) -> float:
    """Bits of the name alone."""
    given = TELLING["given_name"].get(found.given, 0.0) if found.family != "none" else 0.0
    return TELLING["family_name"].get(found.family, 0.0) + given + TELLING["other_name"].get(found.other, 0.0)


_LEVELS: dict[str, Callable[[Pair], str]] = {
    "register_number": lambda compared: register_number(compared)[0],
    "specialty": lambda compared: specialty(compared)[0],
    "town": town_level,
    "street": street_level,
    "phone": phone_level,
}
_TELLING = [(level, TELLING[key]) for key, level in _LEVELS.items()]
_REST = sum(max(TELLING[key].values()) for key in ("specialty", "town", "street", "phone"))


def _judged(likely: float, same: float) -> Judgement:
    if likely >= same:
        return Judgement.SAME
    return Judgement.DIFFERENT if likely <= DIFFERENT else Judgement.UNSURE
