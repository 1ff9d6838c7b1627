"""What one thing states about itself: name, address, telephone, specialty, rating."""

import re

from ereput.reading import kinds
from ereput.reading.hours import hours
from ereput.reading.items import absolute
from ereput.reading.numbers import rating
from ereput.reading.stated import RawListing
from ereput.reading.things import Thing, Value, line, text_of
from ereput.reading.visible import shown

_PHONE = re.compile(r"\+?[\d(][\d\s().\-/\u00a0\u202f\u2011\u2013+x]{4,30}\d")
_IDENTIFIERS = ("rpps", "siret", "siren", "finess", "adeli")
# A name such as "Dr" or "home" is no name.
_SHORTEST_NAME = 2


def listing(thing: Thing, base: str) -> RawListing:
    """The listing that a thing states, with what its parts add."""
    raw = RawListing(types=tuple(kind for kind in thing.types if kind not in kinds.RATING))
    raw.name = _name(thing)
    raw.specialty = specialty(thing)
    raw.url = next((u for u in (absolute(_link(v), base) for v in thing.values("url")) if u), None)
    if raw.url is None and thing.id and thing.id.startswith("http") and "#" not in thing.id:
        raw.url = thing.id
    raw.email = _email(thing)
    raw.opening_hours = hours(thing)
    pooled = [inner for inner in thing.things("review") if "AggregateRating" in inner.types]  # before schema.org
    raw.rating = next((r for r in map(rating, [*thing.things("aggregateRating"), *pooled]) if r), None)
    if "AggregateRating" in thing.types:
        raw.rating = rating(thing)
    _place(raw, thing)
    raw.phones = _phones(thing)
    _position(raw, thing)
    _identifiers(raw, thing)
    return raw


def specialty(thing: Thing) -> str | None:
    """The specialty: medicalSpecialty's last words, else a person's job."""
    for name in ("medicalSpecialty", "specialty", "jobTitle", "hasOccupation"):
        text = line(thing.text(name))
        if text:
            last = text.rstrip("/").rpartition("/")[2] if "://" in text else text
            return last[:200] or None
    return None


def _name(thing: Thing) -> str | None:
    name = line(thing.text("name", "legalName", "alternateName"))
    if not name and "AggregateRating" in thing.types:
        name = line(thing.text("itemReviewed"))
    if not name:
        given = [line(thing.text(n)) for n in ("honorificPrefix", "givenName", "familyName")]
        name = " ".join(part for part in given if part) if given[2] else None
    return name[:300] if name and len(name) >= _SHORTEST_NAME else None


def _link(value: Value) -> str | None:
    if isinstance(value, Thing):
        return value.id or value.text("url")
    return text_of(value)


def _email(thing: Thing) -> str | None:
    email = line(thing.text("email"))
    email = email.removeprefix("mailto:") if email else None
    return email if email and "@" in email and " " not in email and len(email) < 255 else None


def _place(raw: RawListing, thing: Thing) -> None:
    """The address: of its own item, of the thing itself, of its place, or as one line."""
    own = [thing] if "PostalAddress" not in thing.types or not thing.things("address") else []
    within = [inner for place in thing.things("location") for inner in place.things("address")]
    for candidate in [*thing.things("address"), *own, *within]:
        raw.street = line(candidate.text("streetAddress"))
        raw.postal_code = line(candidate.text("postalCode"))
        raw.locality = line(candidate.text("addressLocality"))
        raw.country = line(candidate.text("addressCountry"))
        if raw.has_address:
            return
    for value in thing.values("address", "location"):
        text = line(_plain(value))
        if text and not text.startswith(("http://", "https://")) and len(text) < 400:
            raw.street = text
            return


def _plain(value: Value) -> str | None:
    """An address that has no members: its words."""
    if not isinstance(value, Thing):
        return text_of(value)
    if value.members and not {"name", "description", "streetAddress"} & set(value.members):
        return None
    from_members = value.text("description", "name")
    if from_members or value.element is None:
        return from_members
    return shown(value.element, 1000)


def _phones(thing: Thing) -> list[str]:
    """Telephone numbers as written; a fax is none."""
    holders = [thing, *thing.things("address"), *thing.things("contactPoint"), *thing.things("location")]
    texts = [text for holder in holders for text in holder.texts("telephone", "phone", "tel")]
    found = []
    for text in texts:
        match = _PHONE.search(text[:100])
        if match:
            found.append(match.group().strip())
    return list(dict.fromkeys(found))


def _position(raw: RawListing, thing: Thing) -> None:
    for holder in [*thing.things("geo"), thing, *[g for p in thing.things("location") for g in p.things("geo")]]:
        latitude, longitude = _degrees(holder.text("latitude"), 90), _degrees(holder.text("longitude"), 180)
        if latitude is not None and longitude is not None:
            raw.latitude, raw.longitude = latitude, longitude
            return


def _degrees(text: str | None, most: float) -> float | None:
    try:
        value = float((text or "").replace(",", "."))
    except ValueError:
        return None
    return value if abs(value) <= most and value == value else None


def _identifiers(raw: RawListing, thing: Thing) -> None:
    for value in thing.things("identifier"):
        system = (value.text("propertyID", "name") or "").lower()
        number = re.sub(r"\s", "", value.text("value") or "")
        known = next((key for key in _IDENTIFIERS if key in system), None)
        if known and number.isdigit():
            raw.identifiers.append((known, number))
    for key in _IDENTIFIERS:
        number = re.sub(r"\s", "", thing.text(key) or "")
        if number.isdigit():
            raw.identifiers.append((key, number))
