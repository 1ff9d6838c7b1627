"""Open Graph: what a page says of itself for others to show, where it says it of a business and nothing else does."""

from typing import Any

from ereput.reading.things import Thing, clean

# schema.org's member, and the properties that state it: those of today, then those of before 2012.
_MEMBERS = {
    "name": ("og:title",),
    "telephone": ("business:contact_data:phone_number", "og:phone_number"),
    "email": ("business:contact_data:email", "og:email"),
    "streetAddress": ("business:contact_data:street_address", "og:street-address", "og:street_address"),
    "postalCode": ("business:contact_data:postal_code", "og:postal-code", "og:postal_code"),
    "addressLocality": ("business:contact_data:locality", "og:locality"),
    "addressCountry": ("business:contact_data:country_name", "og:country-name", "og:country_name"),
    "latitude": ("place:location:latitude", "og:latitude"),
    "longitude": ("place:location:longitude", "og:longitude"),
    "url": ("og:url",),
}
_CONTACT = ("streetAddress", "telephone")
_LONGEST = 1_000


def opengraph(metas: list[Any]) -> list[Thing]:
    """The business that the page is, where it names one and says where it is or how to call it."""
    said: dict[str, str] = {}
    for meta in metas:
        key = (meta.get("property") or meta.get("name") or "").strip().lower()
        content = clean((meta.get("content") or "")[:_LONGEST])
        if content and ":" in key:
            said.setdefault(key, content)
    thing = Thing(types=("LocalBusiness",))
    for member, keys in _MEMBERS.items():
        value = next((said[key] for key in keys if key in said), None)
        if value:
            thing.add(member, value)
    is_business = "name" in thing.members and any(member in thing.members for member in _CONTACT)
    return [thing] if is_business else []
