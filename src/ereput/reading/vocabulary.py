"""The keys under which pages' state keeps what schema.org has names for: an object of state as a thing."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from ereput.reading.things import Thing

_NAME = ("name", "displayName", "fullName", "businessName", "companyName", "display_name", "full_name")
_PERSON = (*_NAME, "nickname", "firstName", "first_name", "username", "userName")
_MARK = ("rating", "ratingValue", "stars", "score", "starRating", "star_rating", "overallRating", "overall_rating",
         "trustScore", "averageRating", "average_rating", "avgRating", "ratingAverage", "note")  # fmt: skip
_COUNT = ("reviewCount", "numberOfReviews", "reviewsCount", "review_count", "reviews_count", "totalReviews",
          "total_reviews", "ratingCount", "ratingsCount", "rating_count", "nbReviews", "numReviews", "opinionsCount",
          "userRatingCount", "reviewsTotal")  # fmt: skip
_TEXT = ("text", "reviewText", "review_text", "reviewBody", "comment", "content", "body", "message")
_DAY = ("datePublished", "publishedDate", "publishedAt", "published_at", "createdAt", "created_at", "dateCreated",
        "creationDate", "createdDate", "submittedAt", "date", "published", "timestamp")  # fmt: skip
_AUTHOR = ("author", "reviewer", "consumer", "user", "customer", "patient", "authorName", "author_name",
           "reviewerName", "userName", "nickname")  # fmt: skip
_REPLY = ("reply", "ownerReply", "ownerResponse", "businessReply", "businessResponse", "companyReply", "reviewReply",
          "response", "owner_reply", "owner_response", "doctorReply")  # fmt: skip
_PHONE = ("telephone", "phone", "phoneNumber", "phone_number")
_ADDRESS = ("address", "location", "postalAddress", "contactInfo", "contact_info")
_PARTS = {
    "streetAddress": ("streetAddress", "street", "addressLine1", "line1", "street_address", "address", "address1"),
    "postalCode": ("postalCode", "zipCode", "zip", "zipcode", "postcode", "postal_code", "zip_code"),
    "addressLocality": ("addressLocality", "city", "locality", "town"),
    "addressCountry": ("addressCountry", "country", "countryCode", "country_code"),
}
_SPECIALTY = ("medicalSpecialty", "specialty", "speciality", "specialityName", "specialtyName")
# What is sold is no practice; a mark of it is nobody's reputation.
_SOLD = frozenset({"price", "sku", "offers", "priceRange", "gtin", "currency", "cartItems", "productId"})
_ASIDE = re.compile(
    r"similar|related|recommend|suggest|nearby|competitor|sponsor|promot|advert|breadcrumb|translation|i18n|locale|"
    r"messages$|facets|footer|header|menu|navigation|currentUser|session",
    re.I,
)
_MOST_MARK = 100  # of a scale
_MILLISECONDS = 10_000_000_000  # an instant beyond is not in seconds


def is_aside(key: str) -> bool:
    """Whether what stands under a key is not what the page is about."""
    return len(key) < 60 and bool(_ASIDE.search(key))


def review(value: Mapping[str, Any]) -> Thing | None:
    """An object as a review; None where it is not clearly one."""
    text, mark = _text(value, _TEXT), _mark(value)
    author = _named(value, _AUTHOR)
    day = _day(value) or (_day(value["dates"]) if isinstance(value.get("dates"), dict) else None)
    if not text or mark is None or not (author or day) or _text(value, _COUNT):
        return None
    thing = Thing(types=("Review",))
    _add(thing, "reviewBody", text)
    _add(thing, "author", author)
    _add(thing, "datePublished", day)
    _add(thing, "identifier", _text(value, ("id", "reviewId", "review_id")))
    _add(thing, "inLanguage", _text(value, ("language", "lang")))
    thing.add("reviewRating", _rating(mark, value))
    reply = _reply(value)
    if reply is not None:
        thing.add("comment", reply)
    return thing


def listing(value: Mapping[str, Any]) -> Thing | None:
    """An object as a listing; None where it is not clearly one."""
    name = _text(value, _NAME)
    if not name or len(name) > 200 or not _SOLD.isdisjoint(value):
        return None
    mark, count = _mark(value), _text(value, _COUNT)
    held = value.get("aggregateRating")
    if isinstance(held, dict):
        mark, count = _mark(held), _text(held, _COUNT)
    address, phone = _address(value), _text(value, _PHONE)
    if not ((mark is not None and count) or (address is not None and phone)):
        return None
    thing = Thing(types=("Organization",))
    _add(thing, "name", name)
    _add(thing, "telephone", phone)
    _add(thing, "medicalSpecialty", _named(value, _SPECIALTY))
    if address is not None:
        thing.add("address", address)
    if mark is not None and count:
        rating = _rating(mark, held if isinstance(held, dict) else value)
        rating.types = ("AggregateRating",)
        rating.add("reviewCount", count)
        thing.add("aggregateRating", rating)
    return thing


def _add(thing: Thing, name: str, text: str | None) -> None:
    if text:
        thing.add(name, text)


def _text(value: Mapping[str, Any], keys: tuple[str, ...]) -> str | None:
    """The first of these members that is text or a number."""
    for key in keys:
        inner = value.get(key)
        if isinstance(inner, str) and inner.strip():
            return inner
        if isinstance(inner, int | float) and not isinstance(inner, bool):
            return str(inner)
    return None


def _named(value: Mapping[str, Any], keys: tuple[str, ...]) -> str | None:
    for key in keys:
        inner = value.get(key)
        if isinstance(inner, dict):
            text = _text(inner, _PERSON)
        else:
            text = inner if isinstance(inner, str) and inner.strip() else None
        if text:
            return text
    return None


def _mark(value: Mapping[str, Any]) -> float | None:
    for key in _MARK:
        inner = value.get(key)
        if isinstance(inner, dict):
            inner = next((inner[k] for k in ("value", "ratingValue", "average", "stars") if k in inner), None)
        if isinstance(inner, str) and re.fullmatch(r"\d{1,3}(?:[.,]\d{1,3})?", inner.strip()):
            inner = float(inner.replace(",", "."))
        if isinstance(inner, int | float) and not isinstance(inner, bool) and 0 <= inner <= _MOST_MARK:
            return float(inner)
    return None


def _rating(mark: float, value: Mapping[str, Any]) -> Thing:
    rating = Thing(types=("Rating",))
    rating.add("ratingValue", mark)
    _add(rating, "bestRating", _text(value, ("bestRating", "maxRating", "best", "max_rating")))
    return rating


def _day(value: Mapping[str, Any]) -> str | None:
    """The day as written; an instant as a number is one of seconds or milliseconds since 1970."""
    for key in _DAY:
        inner = value.get(key)
        if isinstance(inner, str) and inner.strip():
            return inner
        if isinstance(inner, int | float) and not isinstance(inner, bool) and inner > _MILLISECONDS / 20:
            seconds = inner / 1000 if inner > _MILLISECONDS else inner
            if seconds < _MILLISECONDS:
                return datetime.fromtimestamp(seconds, UTC).isoformat()
    return None


def _reply(value: Mapping[str, Any]) -> Thing | None:
    for key in _REPLY:
        inner = value.get(key)
        inner = inner[0] if isinstance(inner, list) and inner else inner
        text = _text(inner, _TEXT) if isinstance(inner, dict) else inner if isinstance(inner, str) else None
        if text:
            reply = Thing(types=("Comment",))
            reply.add("text", text)
            if isinstance(inner, dict):
                _add(reply, "dateCreated", _day(inner))
            return reply
    return None


def _address(value: Mapping[str, Any]) -> Thing | None:
    for key in _ADDRESS:
        inner = value.get(key)
        if isinstance(inner, dict):
            thing = Thing(types=("PostalAddress",))
            for member, keys in _PARTS.items():
                _add(thing, member, _text(inner, keys))
            if "streetAddress" in thing.members or "postalCode" in thing.members:
                return thing
        elif key == "address" and isinstance(inner, str) and inner.strip():
            thing = Thing(types=("PostalAddress",))
            thing.add("streetAddress", inner)
            return thing
    return None
