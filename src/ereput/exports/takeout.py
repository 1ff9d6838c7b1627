"""Google Takeout, product "Google Business Profile": the owner's own export of reviews.

Google publishes no schema; the shape is known from exports and importers seen in October 2026. Folder names are in the
owner's language, so files are recognised by what they hold.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from ereput.exports.archives import Member
from ereput.exports.bring import Export
from ereput.model import Evidence, Interval, Listing, Rating, Review, Seen
from ereput.parsing.decoding import decoded, whole
from ereput.reading.keeping import without_name
from ereput.reading.stated import RawListing, RawRating, RawReview
from ereput.words import N_

SITE = "google_maps"
PARIS = ZoneInfo("Europe/Paris")
LONGEST_TEXT = 20_000

_NAME = re.compile(r"^accounts/([^/]{1,100})/locations/([^/]{1,100})/reviews/([^/]{1,300})$")
_FOLDER = re.compile(r"(?:^|/)location-([^/]{1,100})/")
_STARS = {"ONE": 1, "TWO": 2, "THREE": 3, "FOUR": 4, "FIVE": 5}
_TRANSLATED = r"\((?:Translated by Google|Traduit par Google)\)"
_ORIGINAL_LAST = re.compile(rf"^\s*{_TRANSLATED}.*?\((?:Original|Avis d['’]origine)\)\s*(.*)$", re.S)
_ORIGINAL_FIRST = re.compile(rf"^(.*?)\s*{_TRANSLATED}.*$", re.S)
_INSTANT = re.compile(r"^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d{1,12})?(Z|[+-]\d\d:\d\d)$")

NOT_OURS = N_(
    "this Takeout holds reviews that its owner wrote about other places (Maps); "
    "choose “Google Business Profile” in Takeout instead"
)
NOTHING = N_("no Google Business Profile reviews were found here")
UNKNOWN = N_("this JSON file is no export that is known here")
NOT_JSON = N_("this JSON file is damaged")


@dataclass(slots=True)
class _Location:
    name: str | None = None
    reviews: dict[str, dict[str, Any]] = field(default_factory=dict)  # by review id, the newest of each


def read(
    file: str, members: Iterable[Member], now: datetime, problems: tuple[str, ...] = (), is_single: bool = False
) -> Export:
    """One listing for each location, with all its reviews."""
    locations: dict[str, _Location] = {}
    met = {_take(name, body(), locations) for name, body in members}
    complaints = list(problems)
    if not locations:
        complaints.append(_complaint(met, is_single))
    elif "damaged" in met:
        complaints.append(N_("a JSON file of this export is damaged and was left out"))
    return _export(file, locations, now, tuple(complaints))


def _complaint(met: set[str], is_single: bool) -> str:
    if "maps" in met:
        return NOT_OURS
    if is_single:
        return NOT_JSON if "damaged" in met else UNKNOWN
    return NOTHING


def _take(name: str, body: bytes, locations: dict[str, _Location]) -> str:
    """What kind of file it is: reviews · name · maps · damaged · other; the first two are kept."""
    try:
        value = whole(json.loads(decoded(body).lstrip("\ufeff")))
    except (ValueError, RecursionError):
        return "damaged"
    if not isinstance(value, dict):
        return "other"
    folder = _FOLDER.search(name)
    if isinstance(value.get("reviews"), list):
        return _take_reviews(value["reviews"], folder.group(1) if folder else None, locations)
    if value.get("type") == "FeatureCollection":
        return "maps"
    title = _listing_name(value)
    if folder and title:
        locations.setdefault(folder.group(1), _Location()).name = title
        return "name"
    return "other"


def _take_reviews(entries: list[Any], folder: str | None, locations: dict[str, _Location]) -> str:
    reviews = [(match, entry) for entry in entries if (match := _named(entry))]
    if not reviews and entries and any(entry is not None for entry in entries):
        return "other"
    if folder:
        locations.setdefault(folder, _Location())
    for match, entry in reviews:
        known = locations.setdefault(match.group(2), _Location()).reviews
        before = known.get(match.group(3))
        if before is None or str(entry.get("updateTime")) > str(before.get("updateTime")):
            known[match.group(3)] = entry
    return "reviews"


def _named(entry: Any) -> re.Match[str] | None:
    name = entry.get("name") if isinstance(entry, dict) else None
    return _NAME.match(name) if isinstance(name, str) else None


def _listing_name(value: dict[str, Any]) -> str | None:
    """attributes[] of type LISTING_NAME, values[].datum.listingName.text."""
    for attribute in _dicts(value.get("attributes")):
        if _inner(attribute, "id").get("attributeType") != "LISTING_NAME":
            continue
        for stated in _dicts(attribute.get("values")):
            text = _inner(_inner(stated, "datum"), "listingName").get("text")
            if isinstance(text, str) and text.strip():
                return text.strip()[:300]
    return None


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [member for member in value if isinstance(member, dict)] if isinstance(value, list) else []


def _inner(value: dict[str, Any], key: str) -> dict[str, Any]:
    inner = value.get(key)
    return inner if isinstance(inner, dict) else {}


# ---------------------------------------------------------------- to what is kept


def _export(file: str, locations: dict[str, _Location], now: datetime, problems: tuple[str, ...]) -> Export:
    name = file.replace("\\", "/").rstrip("/").rpartition("/")[2]
    evidence = Evidence(source="exports", url=f"file:{name}", retrieved_at=now)
    listings: list[Listing] = []
    raw_listings: list[RawListing] = []
    reviews: list[Review] = []
    raw: list[RawReview] = []
    for key, location in sorted(locations.items()):
        stated = [_raw(identifier, entry, len(listings)) for identifier, entry in sorted(location.reviews.items())]
        stated.sort(key=lambda one: (one.date or "", one.id or ""), reverse=True)
        rating = rating_of([one.rating for one in stated if one.rating is not None])
        listing = Listing(
            evidence=evidence, id=key, site=SITE, seen=Seen.EXPORT, name=location.name, rating=rating, is_claimed=True
        )
        listings.append(listing)
        mark = RawRating(value=rating.value, best=5.0, worst=1.0, count=rating.count) if rating else None
        raw_listings.append(RawListing(name=location.name, rating=mark))
        raw += stated
        reviews += [_review(one, listing, evidence) for one in stated]
    return Export(
        file=file,
        listings=tuple(listings),
        reviews=tuple(reviews),
        problems=problems,
        raw=tuple(raw),
        raw_listings=tuple(raw_listings),
    )


def rating_of(stars: list[float]) -> Rating | None:
    """The mean of all stars, those without words among them; None without any."""
    return Rating(value=round(sum(stars) / len(stars), 4), best=5.0, worst=1.0, count=len(stars)) if stars else None


def _raw(identifier: str, entry: dict[str, Any], listing: int) -> RawReview:
    reply = _inner(entry, "reviewReply")
    created, updated = _text(entry, "createTime"), _text(entry, "updateTime")
    stars = _STARS.get(_text(entry, "starRating") or "")
    return RawReview(
        author=_text(_inner(entry, "reviewer"), "displayName"),
        date=created,
        edited=updated if updated != created else None,
        rating=float(stars) if stars else None,
        best=5.0 if stars else None,
        worst=1.0 if stars else None,
        text=original(_text(entry, "comment")),
        reply=original(_text(reply, "comment")),
        replied=_text(reply, "updateTime"),
        id=identifier,
        listing=listing,
    )


def _text(value: dict[str, Any], key: str) -> str | None:
    text = value.get(key)
    return text.replace("\x00", "").strip()[: 2 * LONGEST_TEXT] or None if isinstance(text, str) else None


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


def original(text: str | None) -> str | None:
    """The reviewer's own words, where Google's translation stands beside them, before or after."""
    if not text:
        return None
    for pattern in (_ORIGINAL_LAST, _ORIGINAL_FIRST):
        match = pattern.match(text)
        if match and match.group(1).strip():
            return match.group(1).strip()
    return re.sub(rf"^\s*{_TRANSLATED}\s*", "", text).strip() or None


def _day(instant: str | None) -> Interval | None:
    """The day in Paris of an instant, which Google writes with up to nine decimals."""
    match = _INSTANT.match(instant or "")
    if not match:
        return None
    try:
        moment = datetime.fromisoformat(match.group(1) + match.group(2).replace("Z", "+00:00"))
        day: date = moment.astimezone(PARIS).date()
    except (ValueError, OverflowError):
        return None
    return Interval(earliest=day, latest=day)
