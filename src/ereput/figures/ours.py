"""What may enter a figure: listings and mentions judged the same, and the reviews that stand under those listings."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ereput.model import Harvest, Judgement, Listing, Match, Mention, Review, Seen


class Ours(NamedTuple):
    """The practitioner's own, each thing once, in an order that does not depend on who was asked first."""

    listings: Mapping[str, tuple[Listing, ...]]  # key -> every sighting of it, the best first
    reviews: Mapping[str, tuple[Review, ...]]  # key of the listing -> its reviews
    mentions: tuple[Mention, ...]

    @property
    def all_reviews(self) -> tuple[Review, ...]:
        """Every review, by its listing."""
        return tuple(review for reviews in self.reviews.values() for review in reviews)


def ours(harvests: Sequence[Harvest], matches: Sequence[Match]) -> Ours:
    """What is judged the same; unsure and different are left out of every figure."""
    same = [match.listing for match in matches if match.judgement is Judgement.SAME]
    sightings: dict[str, list[Listing]] = defaultdict(list)
    for listing in same:
        if isinstance(listing, Listing):
            sightings[listing.key].append(listing)
    listings = {key: tuple(sorted(sightings[key], key=_from_best)) for key in sorted(sightings)}
    mentions = sorted((m for m in same if isinstance(m, Mention)), key=_place)
    return Ours(listings, _reviews(harvests, listings), tuple(mentions))


def reviews_under(harvests: Sequence[Harvest], keys: frozenset[str]) -> tuple[Review, ...]:
    """The reviews under these listings, each once: of two sightings, the one that shows more."""
    kept: dict[str, Review] = {}
    for review in (item for harvest in harvests for item in harvest.items if isinstance(item, Review)):
        if review.listing in keys:
            other = kept.get(review.key)
            kept[review.key] = review if other is None else max(other, review, key=_fullness)
    return tuple(kept[key] for key in sorted(kept))


def _reviews(harvests: Sequence[Harvest], listings: Mapping[str, object]) -> Mapping[str, tuple[Review, ...]]:
    under: dict[str, list[Review]] = {key: [] for key in listings}
    for review in reviews_under(harvests, frozenset(listings)):
        under[review.listing].append(review)
    return {key: tuple(reviews) for key, reviews in under.items()}


def _fullness(review: Review) -> tuple[bool, int, str]:
    return (not review.is_cut, len(review.text or ""), review.evidence.source)


_FROM_BEST = {Seen.EXPORT: 0, Seen.API: 1, Seen.PAGE: 2, Seen.SNIPPET: 3}


def _from_best(listing: Listing) -> tuple[int, float, str, str]:
    """A page that was read before a snippet, a late sighting before an early one."""
    evidence = listing.evidence
    return (_FROM_BEST[listing.seen], -evidence.retrieved_at.timestamp(), evidence.source, evidence.url)


def _place(mention: Mention) -> tuple[str, str, int, str]:
    return (mention.evidence.source, mention.query or "", mention.rank or 0, mention.url)
