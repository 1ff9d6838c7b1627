"""Reviews and locations as Google writes them for their owner, in Takeout and in the Business Profile interface."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from ereput.exports.bring import Export
from ereput.model import Address, Evidence, Interval, Listing, Rating, Review, Seen
from ereput.parsing import zones
from ereput.parsing.phones import phone
from ereput.reading.hours import DAYS, written
from ereput.reading.keeping import without_name
from ereput.reading.stated import RawListing, RawRating, RawReview

SITE = "google_maps"
LONGEST_TEXT = 20_000

_STARS = {"ONE": 1, "TWO": 2, "THREE": 3, "FOUR": 4, "FIVE": 5}
_WEEK = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")
_TRANSLATED = r"\((?:Translated by Google|Traduit par Google)\)"
_ORIGINAL_LAST = re.compile(rf"^\s*{_TRANSLATED}.*?\((?:Original|Avis d['’]origine)\)\s*(.*)$", re.S)
_ORIGINAL_FIRST = re.compile(rf"^(.*?)\s*{_TRANSLATED}.*$", re.S)
_INSTANT = re.compile(r"^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d{1,12})?(Z|[+-]\d\d:\d\d)$")


@dataclass(slots=True)
class Location:
    """What the files state of one location, together."""

    name: str | None = None
    reviews: dict[str, dict[str, Any]] = field(default_factory=dict)  # by review id, the newest of each
    facts: dict[str, Any] = field(default_factory=dict)  # the interface's own description
    mean: float | None = None  # as the interface states it, of `total` reviews
    total: int | None = None

    @property
    def lacks_reviews(self) -> bool:
        return self.total is not None and self.total > len(self.reviews)


def exported(file: str, locations: dict[str, Location], now: datetime, problems: tuple[str, ...]) -> Export:
    """One listing for each location, with its reviews, the newest first."""
    name = file.replace("\\", "/").rstrip("/").rpartition("/")[2]
    evidence = Evidence(source="exports", url=f"file:{name}", retrieved_at=now)
    listings: list[Listing] = []
    raw_listings: list[RawListing] = []
    reviews: list[Review] = []
    raw: list[RawReview] = []
    for key, location in sorted(locations.items()):
        stated = [_raw(identifier, entry, len(listings)) for identifier, entry in sorted(location.reviews.items())]
        stated.sort(key=lambda one: (one.date or "", one.id or ""), reverse=True)
        rating = _rating(location, stated)
        kept, words = _listing(key, location, rating, evidence)
        listings.append(kept)
        raw_listings.append(words)
        raw += stated
        reviews += [_review(one, kept, evidence) for one in stated]
    return Export(
        file=file,
        listings=tuple(listings),
        reviews=tuple(reviews),
        problems=problems,
        raw=tuple(raw),
        raw_listings=tuple(raw_listings),
    )


def _rating(location: Location, stated: list[RawReview]) -> Rating | None:
    """The mean of the reviews; the interface's own where it counts more of them than are here."""
    if location.lacks_reviews and location.mean is not None and 1 <= location.mean <= 5:
        return Rating(value=location.mean, best=5.0, worst=1.0, count=location.total)
    return rating_of([one.rating for one in stated if one.rating is not None])


def rating_of(stars: list[float]) -> Rating | None:
    """The mean of all stars, those without words among them; None without any."""
    return Rating(value=round(sum(stars) / len(stars), 4), best=5.0, worst=1.0, count=len(stars)) if stars else None


def _listing(key: str, location: Location, rating: Rating | None, evidence: Evidence) -> tuple[Listing, RawListing]:
    facts = location.facts
    place = inner(facts, "storefrontAddress")
    country = text(place, "regionCode")
    numbers = inner(facts, "phoneNumbers")
    more = numbers.get("additionalPhones")
    dialled = [text(numbers, "primaryPhone"), *(more if isinstance(more, list) else [])]
    lines = place.get("addressLines")
    mark = RawRating(value=rating.value, best=5.0, worst=1.0, count=rating.count) if rating else None
    raw = RawListing(
        name=location.name,
        specialty=text(inner(inner(facts, "categories"), "primaryCategory"), "displayName"),
        street=", ".join(line for line in lines if isinstance(line, str))[:300] if isinstance(lines, list) else None,
        postal_code=text(place, "postalCode"),
        locality=text(place, "locality"),
        country=country,
        phones=[number for number in dialled if isinstance(number, str)],
        url=text(facts, "websiteUri"),
        opening_hours=_hours(inner(facts, "regularHours")),
        rating=mark,
    )
    address = Address(
        street=raw.street or None, postal_code=raw.postal_code, locality=raw.locality, country=raw.country
    )
    status = text(inner(facts, "openInfo"), "status")
    return (
        Listing(
            evidence=evidence,
            id=key,
            url=text(inner(facts, "metadata"), "mapsUri"),
            site=SITE,
            seen=Seen.EXPORT,
            name=location.name,
            specialty=raw.specialty,
            address=address,
            phones=tuple(dict.fromkeys(n for one in raw.phones if (n := phone(one, country or "FR")))),
            website=raw.url,
            opening_hours=raw.opening_hours,
            rating=rating,
            is_closed=status.startswith("CLOSED") if status else None,
            is_claimed=True,
        ),
        raw,
    )


def _hours(stated: dict[str, Any]) -> str | None:
    """regularHours.periods[]: openDay, openTime{hours,minutes}, closeTime; a nought is left out by the interface."""
    slots: list[tuple[int, str]] = []
    for period in dicts(stated.get("periods")):
        day = text(period, "openDay")
        opens, closes = _clock(period.get("openTime")), _clock(period.get("closeTime"))
        if day in _WEEK and opens and closes:
            slots.append((_WEEK.index(day) % len(DAYS), f"{opens}-{closes}"))
    return written(slots)


def _clock(stated: Any) -> str | None:
    if not isinstance(stated, dict):
        return None
    hour, minute = stated.get("hours", 0), stated.get("minutes", 0)
    if not isinstance(hour, int) or not isinstance(minute, int) or not (0 <= hour <= 24 and 0 <= minute < 60):
        return None
    return f"{hour:02}:{minute:02}"


def _raw(identifier: str, entry: dict[str, Any], listing: int) -> RawReview:
    reply = inner(entry, "reviewReply")
    created, updated = text(entry, "createTime"), text(entry, "updateTime")
    stars = _STARS.get(text(entry, "starRating") or "")
    return RawReview(
        author=text(inner(entry, "reviewer"), "displayName"),
        date=created,
        edited=updated if updated != created else None,
        rating=float(stars) if stars else None,
        best=5.0 if stars else None,
        worst=1.0 if stars else None,
        text=original(text(entry, "comment")),
        reply=original(text(reply, "comment")),
        replied=text(reply, "updateTime"),
        id=identifier,
        listing=listing,
    )


def text(value: dict[str, Any], key: str) -> str | None:
    """A text without its outer spaces; None where there is none."""
    found = value.get(key)
    return found.replace("\x00", "").strip()[: 2 * LONGEST_TEXT] or None if isinstance(found, str) else None


def inner(value: dict[str, Any], key: str) -> dict[str, Any]:
    found = value.get(key)
    return found if isinstance(found, dict) else {}


def dicts(value: Any) -> list[dict[str, Any]]:
    return [member for member in value if isinstance(member, dict)] if isinstance(value, list) else []


def _review(raw: RawReview, listing: Listing, evidence: Evidence) -> Review:
    return Review(
        evidence=evidence,
        listing=listing.key,
        id=raw.id,
        site=SITE,
        text=raw.text[:LONGEST_TEXT] if raw.text else None,
        rating=Rating(value=raw.rating) if raw.rating is not None else None,
        published=_day(raw.date) or Interval(),
        edited=_day(raw.edited),
        reply=without_name(raw.reply, raw.author)[:LONGEST_TEXT] if raw.reply else None,
        replied=_day(raw.replied),
    )


def original(words: str | None) -> str | None:
    """The reviewer's own words, where Google's translation stands beside them, before or after."""
    if not words:
        return None
    for pattern in (_ORIGINAL_LAST, _ORIGINAL_FIRST):
        match = pattern.match(words)
        if match and match.group(1).strip():
            return match.group(1).strip()
    return re.sub(rf"^\s*{_TRANSLATED}\s*", "", words).strip() or None


def _day(instant: str | None) -> Interval | None:
    """The day of an instant where the practice is, which Google writes with up to nine decimals."""
    match = _INSTANT.match(instant or "")
    if not match:
        return None
    try:
        moment = datetime.fromisoformat(match.group(1) + match.group(2).replace("Z", "+00:00"))
        day: date = moment.astimezone(zones.here()).date()
    except (ValueError, OverflowError):
        return None
    return Interval(earliest=day, latest=day)
