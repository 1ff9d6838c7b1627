"""The files that a person brought, as one source's harvest."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from msgspec.structs import replace

from ereput.exports import Export, read_path
from ereput.exports.takeout import rating_of
from ereput.model import Harvest, Item, Listing, Problem, Review, Status


def brought(paths: Iterable[Path], now: datetime) -> Harvest:
    """All that the files state; a file that cannot be read is a Problem, and the others are still read.

    The parts of a split Takeout, brought one by one, are one listing for each location.
    """
    read = [(path, read_path(path, now)) for path in paths]
    exports = [export for _, export in read]
    reviews = {review.key: review for export in exports for review in export.reviews}
    items: tuple[Item, ...] = (*_rated(_joined(exports), reviews.values()), *reviews.values())
    problems = tuple(
        Problem(status=Status.BROKEN, url=export.url or f"file:{path.name}", detail=sentence)
        for path, export in read
        for sentence in export.problems
    )
    answered = sum(export.is_readable for export in exports)
    return Harvest.of("exports", items, problems, len(exports), answered)


def _joined(exports: Iterable[Export]) -> list[Listing]:
    found: dict[str, Listing] = {}
    for listing in (one for export in exports for one in export.listings):
        known = found.get(listing.key)
        if known is None or (listing.name and not known.name):
            found[listing.key] = listing
    return list(found.values())


def _rated(listings: Iterable[Listing], reviews: Iterable[Review]) -> list[Listing]:
    """The rating of a listing that its owner exported is the mean of its reviews, whichever file they came in."""
    stars: dict[str, list[float]] = {}
    for review in reviews:
        if review.rating:
            stars.setdefault(review.listing, []).append(review.rating.value)
    return [replace(one, rating=rating_of(stars.get(one.key, []))) if one.is_claimed else one for one in listings]
