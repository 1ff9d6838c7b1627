"""OpenStreetMap's tags to a Listing: Nominatim gives them as `extratags`, Overpass as `tags`."""

from collections.abc import Mapping
from typing import Any

from ereput.model import Address, Evidence, Identifier, Listing
from ereput.parsing.phones import phone

_PHONES = ("phone", "contact:phone", "mobile", "contact:mobile")
_REGISTERS = {"ref:FR:RPPS": "rpps", "ref:FR:FINESS": "finess", "ref:FR:SIRET": "siret"}
_HEALTH = frozenset("doctors clinic dentist hospital".split())


def is_health(tags: Mapping[str, Any]) -> bool:
    """The object is a place of care, and not a bakery of that name."""
    return "healthcare" in tags or tags.get("amenity") in _HEALTH


def listing(
    tags: Mapping[str, Any],
    *,
    evidence: Evidence,
    id: str,  # noqa: A002 -- the model's word: "node/12"
    name: str,
    address: Address,
    latitude: float,
    longitude: float,
) -> Listing:
    """The object as a listing; tags are free text written by anybody, so what is not understood is left out."""
    numbers = (phone(part) for key in _PHONES for part in _text(tags, key).split(";"))
    return Listing(
        evidence=evidence,
        url=f"https://www.openstreetmap.org/{id}",
        id=id,
        site="openstreetmap",
        name=name,
        specialty=_text(tags, "healthcare:speciality").replace(";", ", ") or None,
        practice=_text(tags, "operator") or None,
        address=address,
        phones=tuple(dict.fromkeys(number for number in numbers if number)),
        email=_text(tags, "email", "contact:email") or None,
        website=_address_of_a_page(_text(tags, "website", "contact:website", "url")),
        opening_hours=_text(tags, "opening_hours") or None,
        identifiers=tuple(
            Identifier(system=system, value=_text(tags, key))
            for key, system in _REGISTERS.items()
            if _text(tags, key).isdecimal()
        ),
        latitude=latitude,
        longitude=longitude,
    )


def _text(tags: Mapping[str, Any], *keys: str) -> str:
    """The first of these tags that is text, "" for none."""
    return next((value.strip() for key in keys if isinstance(value := tags.get(key), str) and value.strip()), "")


def _address_of_a_page(text: str) -> str | None:
    return text if text.lower().startswith(("http://", "https://")) else None
