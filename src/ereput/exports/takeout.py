"""JSON that an owner exported from Google: Takeout's "Google Business Profile", and the interface of that name.

Google publishes no schema of Takeout; the shape is known from exports and importers seen in October 2026. Folder names
are in the owner's language, so files are recognised by what they hold. The interface's answers are pages of
`accounts.locations.reviews.list` (v4) and of `locations.list` (v1), one after another in a list or in files.
"""

import json
import re
from collections.abc import Iterable
from typing import Any

from ereput.exports.archives import Member, Unreadable
from ereput.exports.bring import LACKING, TOO_LARGE, Export
from ereput.exports.google import Location, dicts, exported, inner, text
from ereput.exports.order import Order
from ereput.parsing.decoding import decoded, whole
from ereput.words import N_

_NAME = re.compile(r"^accounts/([^/]{1,100})/locations/([^/]{1,100})/reviews/([^/]{1,300})$")
_PLACE = re.compile(r"^(?:accounts/[^/]{1,100}/)?locations/([^/]{1,100})$")
_FOLDER = re.compile(r"(?:^|/)location-([^/]{1,100})/")

NOT_OURS = N_(
    "this Takeout holds reviews that its owner wrote about other places (Maps); "
    "choose “Google Business Profile” in Takeout instead"
)
NOTHING = N_("no Google Business Profile reviews were found here")
UNKNOWN = N_("this JSON file is no export that is known here")
NOT_JSON = N_("this JSON file is damaged")
DAMAGED = N_("a JSON file of this export is damaged and was left out")
REFUSAL = N_("this is a refusal by Google's interface, not an export")


def read(file: str, members: Iterable[Member], order: Order, *, is_single: bool = False) -> Export:
    """One listing for each location, with all its reviews."""
    locations: dict[str, Location] = {}
    met: set[str] = set()
    for name, body in members:
        try:
            met |= _file(name, body(), locations)
        except MemoryError:
            met.add("large")
        except Unreadable:
            met.add("damaged")
        if order.is_late:
            break
    complaints: list[str] = []
    if not locations:
        complaints.append(_complaint(met, is_single))
    elif "damaged" in met:
        complaints.append(DAMAGED)
    if "large" in met and locations:
        complaints.append(TOO_LARGE)
    if any(location.lacks_reviews for location in locations.values()):
        complaints.append(LACKING)
    return exported(file, locations, order.now, tuple(complaints))


def _complaint(met: set[str], is_single: bool) -> str:
    if "maps" in met:
        return NOT_OURS
    if "large" in met:
        return TOO_LARGE
    if is_single and "refusal" in met:
        return REFUSAL
    if is_single:
        return NOT_JSON if "damaged" in met else UNKNOWN
    return DAMAGED if "damaged" in met else NOTHING


def _file(name: str, body: bytes, locations: dict[str, Location]) -> set[str]:
    """What kinds of value it holds: reviews · name · places · maps · refusal · damaged · other; the first are kept."""
    try:
        value = whole(json.loads(decoded(body).lstrip("\ufeff")))
    except (ValueError, RecursionError):
        return {"damaged"}
    folder = _FOLDER.search(name)
    location = folder.group(1) if folder else None
    if isinstance(value, list) and any(_named(entry) for entry in value):
        return {_take_reviews({"reviews": value}, location, locations)}
    pages = dicts(value) if isinstance(value, list) else [value]
    return {_take(page, location, locations) for page in pages}


def _take(value: Any, folder: str | None, locations: dict[str, Location]) -> str:
    if not isinstance(value, dict):
        return "other"
    if isinstance(value.get("reviews"), list):
        return _take_reviews(value, folder, locations)
    if places := [place for place in dicts(value.get("locations", [value])) if _placed(place)]:
        for place in places:
            _take_place(place, locations)
        return "places"
    if value.get("type") == "FeatureCollection":
        return "maps"
    title = _listing_name(value)
    if folder and title:
        locations.setdefault(folder, Location()).name = title
        return "name"
    return "refusal" if isinstance(inner(value, "error").get("code"), int) else "other"


def _take_reviews(page: dict[str, Any], folder: str | None, locations: dict[str, Location]) -> str:
    entries = page["reviews"]
    reviews = [(match, entry) for entry in entries if (match := _named(entry))]
    if not reviews and entries and any(entry is not None for entry in entries):
        return "other"
    if folder:
        locations.setdefault(folder, Location())
    for match, entry in reviews:
        location = locations.setdefault(match.group(2), Location())
        before = location.reviews.get(match.group(3))
        if before is None or (text(entry, "updateTime") or "") > (text(before, "updateTime") or ""):
            location.reviews[match.group(3)] = entry
        _count(page, location)
    return "reviews"


def _count(page: dict[str, Any], location: Location) -> None:
    """averageRating and totalReviewCount, which the interface gives with every page."""
    mean, total = page.get("averageRating"), page.get("totalReviewCount")
    if isinstance(total, int) and total > (location.total or 0):
        location.total = total
        location.mean = float(mean) if isinstance(mean, int | float) else None


def _named(entry: Any) -> re.Match[str] | None:
    name = entry.get("name") if isinstance(entry, dict) else None
    return _NAME.match(name) if isinstance(name, str) else None


def _placed(place: dict[str, Any]) -> re.Match[str] | None:
    name = place.get("name")
    return _PLACE.match(name) if isinstance(name, str) and text(place, "title") else None


def _take_place(place: dict[str, Any], locations: dict[str, Location]) -> None:
    if match := _placed(place):
        location = locations.setdefault(match.group(1), Location())
        location.name = (text(place, "title") or "")[:300]
        location.facts = place


def _listing_name(value: dict[str, Any]) -> str | None:
    """attributes[] of type LISTING_NAME, values[].datum.listingName.text."""
    for attribute in dicts(value.get("attributes")):
        if inner(attribute, "id").get("attributeType") != "LISTING_NAME":
            continue
        for stated in dicts(attribute.get("values")):
            found = text(inner(inner(stated, "datum"), "listingName"), "text")
            if found:
                return found[:300]
    return None
