"""The files that a person brought, as one source's harvest."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from msgspec.structs import replace

from ereput.exports import SECONDS, Export, read_path
from ereput.exports.bring import LACKING, LIMITS, OBSTACLES
from ereput.exports.google import rating_of
from ereput.model import Harvest, Item, Listing, Problem, Rating, Review, Status


def brought(
    paths: Iterable[Path], now: datetime, columns: Mapping[str, str] | None = None, seconds: float = SECONDS
) -> Harvest:
    """All that the files state; a file that cannot be read is a Problem, and the others are still read.

    The parts of a split Takeout, brought one by one, are one listing for each location. `columns` and `seconds` are
    those of `read_path`.
    """
    read = [(path, read_path(path, now, columns, seconds)) for path in paths]
    exports = [export for _, export in read]
    reviews = {review.key: review for export in exports for review in export.reviews}
    listings = _rated(_joined(exports), reviews.values())
    items: tuple[Item, ...] = (*listings, *reviews.values())
    is_whole = not any(_lacks(listing, reviews.values()) for listing in listings)
    problems = tuple(
        Problem(status=_status(sentence), url=export.url or f"file:{path.name}", detail=sentence)
        for path, export in read
        for sentence in export.problems
        if not (sentence == LACKING and is_whole)
    )
    answered = sum(export.is_readable for export in exports)
    return Harvest.of("exports", items, problems, len(exports), answered)


def _status(sentence: str) -> Status:
    """Whether we stopped early ourselves, or what stood there; a member's name may stand before the sentence."""
    if sentence.endswith(tuple(LIMITS)):
        return Status.LIMITED
    return next((status for said, status in OBSTACLES.items() if sentence.endswith(said)), Status.BROKEN)


def _lacks(listing: Listing, reviews: Iterable[Review]) -> bool:
    """Its owner's export counts more reviews than are here."""
    count = listing.rating.count if listing.is_claimed and listing.rating else None
    return bool(count and count > sum(review.listing == listing.key for review in reviews))


def _joined(exports: Iterable[Export]) -> list[Listing]:
    found: dict[str, Listing] = {}
    for listing in (one for export in exports for one in export.listings):
        known = found.get(listing.key)
        if known is None or (listing.name and not known.name):
            found[listing.key] = replace(listing, rating=_fuller(listing, known))
        elif known:
            found[listing.key] = replace(known, rating=_fuller(listing, known))
    return list(found.values())


def _fuller(listing: Listing, known: Listing | None) -> Rating | None:
    """The mark of more reviews."""
    marks = [one.rating for one in (known, listing) if one and one.rating]
    return max(marks, key=lambda mark: mark.count or 0, default=None)


def _rated(listings: Iterable[Listing], reviews: Iterable[Review]) -> list[Listing]:
    """The rating of a listing that its owner exported is the mean of its reviews, whichever file they came in.

    Where the export itself counts more reviews than came, its own mean stands.
    """
    stars: dict[str, list[float]] = {}
    for review in reviews:
        if review.rating:
            stars.setdefault(review.listing, []).append(review.rating.value)
    return [_marked(one, stars.get(one.key, [])) if one.is_claimed else one for one in listings]


def _marked(listing: Listing, stars: list[float]) -> Listing:
    if listing.rating and (listing.rating.count or 0) > len(stars):
        return listing
    return replace(listing, rating=rating_of(stars))
