"""An export as `ereput read --json` prints it, and as the page benchmark reads it."""

import re
from typing import Any

from ereput.exports.bring import Export
from ereput.model import Listing, Review, digest
from ereput.reading.stated import RawListing, RawReview

_ISO = re.compile(r"\d{4}-\d\d-\d\d")


def as_contract(export: Export, authors: bool = False) -> dict[str, Any]:
    """One JSON object; what a file does not state is None.

    A reviewer stands as a short hash, the same for the same name, unless `authors` asks for the name itself.
    """
    return {
        "file": export.file,
        "url": export.url,
        "listings": [_listing(one, raw) for one, raw in zip(export.listings, export.raw_listings, strict=True)],
        "reviews": [_review(one, raw, authors) for one, raw in zip(export.reviews, export.raw, strict=True)],
        "problems": list(export.problems),
    }


def _listing(listing: Listing, raw: RawListing) -> dict[str, Any]:
    return {
        "name": raw.name,
        "types": list(raw.types),
        "specialty": raw.specialty,
        "address": _address(raw),
        "phone": next(iter(listing.phones), None) or next(iter(raw.phones), None),
        "url": raw.url,
        "opening_hours": raw.opening_hours,
        "rating": _rating(raw),
    }


def _address(raw: RawListing) -> dict[str, str | None] | None:
    if not raw.has_address:
        return None
    return {
        "street": raw.street,
        "postal_code": raw.postal_code,
        "locality": raw.locality,
        "country": raw.country,
    }


def _rating(raw: RawListing) -> dict[str, float | int | None] | None:
    mark = raw.rating
    return {"value": mark.value, "best": mark.best, "worst": mark.worst, "count": mark.count} if mark else None


def _review(review: Review, raw: RawReview, authors: bool) -> dict[str, Any]:
    return {
        "author": raw.author if authors else _hash(raw.author),
        "date": _date(review, raw),
        "rating": raw.rating,
        "best": raw.best,
        "text": raw.text,
        "reply": raw.reply if authors else review.reply,
    }


def _hash(author: str | None) -> str | None:
    return digest("reviewer", author) if author else None


def _date(review: Review, raw: RawReview) -> str | None:
    """The day, where the file states one; a span of days is no date."""
    if raw.date and _ISO.match(raw.date):
        return raw.date[:10]
    days = review.published
    return days.earliest.isoformat() if days.earliest and days.earliest == days.latest else None
