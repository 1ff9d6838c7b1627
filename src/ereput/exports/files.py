"""Files as a source of the house: what was brought, as one harvest."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from ereput.exports.bring import Export
from ereput.exports.takeout import rating_of
from ereput.model import Harvest, Item, Listing, Problem, Review, Status
from ereput.source import About, Kind

ABOUT = About(
    name="exports",
    title="Files that you bring: saved pages, Google Takeout",
    kind=Kind.FILES,
    home="https://takeout.google.com/",
    base_url="",
    terms="https://policies.google.com/terms",
    seconds_between_requests=0.0,
    known_from="exports and importers seen in October 2026; schema.org for saved pages",
)


def harvest(exports: Sequence[Export]) -> Harvest:
    """All that the files state; the parts of a split export are one listing each location."""
    listings = _joined_listings(exports)
    reviews = {review.key: review for export in exports for review in export.reviews}
    items: tuple[Item, ...] = (*_rated(listings, reviews.values()), *reviews.values())
    problems = tuple(
        Problem(status=Status.BROKEN, url=_address(export), detail=sentence)
        for export in exports
        for sentence in export.problems
    )
    answered = sum(export.is_readable for export in exports)
    return Harvest.of("exports", items, problems, len(exports), answered)


def _joined_listings(exports: Iterable[Export]) -> list[Listing]:
    found: dict[str, Listing] = {}
    for listing in (one for export in exports for one in export.listings):
        known = found.get(listing.key)
        if known is None or (listing.name and not known.name):
            found[listing.key] = listing
    return list(found.values())


def _rated(listings: Iterable[Listing], reviews: Iterable[Review]) -> list[Listing]:
    """A claimed listing's rating is the mean of its reviews, wherever they were brought from."""
    stars: dict[str, list[float]] = {}
    for review in reviews:
        if review.rating:
            stars.setdefault(review.listing, []).append(review.rating.value)
    return [replace(one, rating=rating_of(stars.get(one.key, []))) if one.is_claimed else one for one in listings]


def _address(export: Export) -> str:
    return export.url or f"file:{export.file.replace(chr(92), '/').rstrip('/').rpartition('/')[2]}"
