"""What may enter a figure: listings and mentions judged the same, and the reviews that stand under those listings."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ereput.model import Harvest, Judgement, Listing, Match, Mention, Review, Seen
from ereput.sites import plain

LONG = 40  # characters that two people do not write alike by chance


class Ours(NamedTuple):
    """The practitioner's own, each thing once, in an order that does not depend on who was asked first."""

    listings: Mapping[str, tuple[Listing, ...]]  # key -> every sighting of it, the best first
    reviews: Mapping[str, tuple[Review, ...]]  # key of the listing -> its reviews
    mentions: tuple[Mention, ...]
    copies: frozenset[str] = frozenset()  # keys of listings whose reviews are another's, as `once` finds them

    @property
    def all_reviews(self) -> tuple[Review, ...]:
        """Every review, by its listing."""
        return tuple(review for reviews in self.reviews.values() for review in reviews)


def ours(harvests: Sequence[Harvest], matches: Sequence[Match]) -> Ours:
    """What is judged the same; unsure and different are left out of every figure."""
    same = [match.listing for match in matches if match.judgement is Judgement.SAME]
    found = [one for one in same if isinstance(one, Listing)]
    keys = _one_key_a_page(found)
    sightings: dict[str, list[Listing]] = defaultdict(list)
    for listing in found:
        sightings[keys[listing.key]].append(listing)
    listings = {key: tuple(sorted(sightings[key], key=_from_best)) for key in sorted(sightings)}
    mentions = sorted((m for m in same if isinstance(m, Mention)), key=_place)
    return Ours(listings, _reviews(harvests, keys), tuple(mentions))


def once(own: Ours) -> Ours:
    """Each review in one place: a site may show those of another, and a page and a file the same ones.

    Two reviews are one when they have the same mark and the same words, LONG characters of them at least; it stays
    where most reviews are. A listing more than half of whose texts stand elsewhere is a copy, and none of it counts.
    """
    homes: dict[tuple[str, float | None], str] = {}
    for key in sorted(own.reviews, key=lambda key: (-len(own.reviews[key]), key)):
        for words in filter(None, map(_words, own.reviews[key])):
            homes.setdefault(words, key)
    kept = {
        key: tuple(r for r in reviews if (said := _words(r)) is None or homes[said] == key)
        for key, reviews in own.reviews.items()
    }
    texts = {key: sum(_words(review) is not None for review in reviews) for key, reviews in own.reviews.items()}
    copies = {key for key, reviews in own.reviews.items() if 2 * (len(reviews) - len(kept[key])) > texts[key]}
    distinct = {key: () if key in copies else reviews for key, reviews in kept.items()}
    return own._replace(reviews=distinct, copies=frozenset(copies))


def _words(review: Review) -> tuple[str, float | None] | None:
    text = " ".join((review.text or "").split()).casefold()
    return (text, review.rating.stars if review.rating else None) if len(text) >= LONG else None


def reviews_under(harvests: Sequence[Harvest], keys: frozenset[str]) -> tuple[Review, ...]:
    """The reviews under these listings, each once: of two sightings, the one that shows more."""
    return tuple(r for reviews in _reviews(harvests, {key: key for key in keys}).values() for r in reviews)


def _one_key_a_page(listings: Sequence[Listing]) -> Mapping[str, str]:
    """Key -> the key that it counts under: an address of a site that is not known may have been read by two sources."""
    keys = {listing.key: listing.key for listing in listings}
    pages: dict[str, str] = {}
    for listing in sorted(listings, key=lambda one: one.key):
        page = plain(listing.url or "")
        if page and listing.site is None and listing.id is None:
            keys[listing.key] = pages.setdefault(page, listing.key)
    return keys


def _reviews(harvests: Sequence[Harvest], keys: Mapping[str, str]) -> Mapping[str, tuple[Review, ...]]:
    kept: dict[tuple[str, str], Review] = {}
    for review in (item for harvest in harvests for item in harvest.items if isinstance(item, Review)):
        if review.listing in keys:
            place = (keys[review.listing], review.key.removeprefix(review.listing))
            other = kept.get(place)
            kept[place] = review if other is None else max(other, review, key=_fullness)
    under: dict[str, list[Review]] = {key: [] for key in sorted(set(keys.values()))}
    for key, of_listing in sorted(kept):
        under[key].append(kept[key, of_listing])
    return {key: tuple(reviews) for key, reviews in under.items()}


def _fullness(review: Review) -> tuple[bool, int, str]:
    return (not review.is_cut, len(review.text or ""), review.key)


_FROM_BEST = {Seen.EXPORT: 0, Seen.API: 1, Seen.PAGE: 2, Seen.SNIPPET: 3}


def _from_best(listing: Listing) -> tuple[int, float, str, str]:
    """A page that was read before a snippet, a late sighting before an early one."""
    evidence = listing.evidence
    return (_FROM_BEST[listing.seen], -evidence.retrieved_at.timestamp(), evidence.source, evidence.url)


def _place(mention: Mention) -> tuple[str, str, int, str]:
    return (mention.evidence.source, mention.query or "", mention.rank or 0, mention.url)
