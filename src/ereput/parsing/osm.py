"""OpenStreetMap's tags to a Listing: Nominatim gives them as `extratags`, Overpass as `tags`."""

import re
from collections.abc import Mapping
from typing import Any

from ereput.errors import Broken
from ereput.model import Address, Evidence, Identifier, Listing
from ereput.parsing.facts import fact, web_address
from ereput.parsing.phones import phone

_PHONES = ("phone", "contact:phone", "mobile", "contact:mobile")
_REGISTERS = {"ref:FR:RPPS": "rpps", "ref:FR:FINESS": "finess", "ref:FR:SIRET": "siret"}
_DIGITS = 14  # of a SIRET, the longest
_OBJECT = re.compile(r"(?:node|way|relation)/[0-9]{1,20}")
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
    """The object as a listing; tags are free text written by anybody, so what is not understood is left out.

    Raises Broken for an id that names no object.
    """
    if not _OBJECT.fullmatch(id):
        raise Broken(f"{id[:60]!r} is no object of the map")
    numbers = (phone(part) for key in _PHONES for part in _text(tags, key).split(";"))
    return Listing(
        evidence=evidence,
        url=f"https://www.openstreetmap.org/{id}",
        id=id,
        site="openstreetmap",
        name=fact(name),
        specialty=fact(_text(tags, "healthcare:speciality").replace(";", ", ")),
        practice=fact(_text(tags, "operator")),
        address=Address(
            street=fact(address.street),
            postal_code=fact(address.postal_code),
            locality=fact(address.locality),
            country=fact(address.country),
        ),
        phones=tuple(dict.fromkeys(number for number in numbers if number)),
        email=fact(_text(tags, "email", "contact:email")),
        website=web_address(_text(tags, "website", "contact:website", "url")),
        opening_hours=fact(_text(tags, "opening_hours")),
        identifiers=tuple(
            Identifier(system=system, value=value)
            for key, system in _REGISTERS.items()
            if (value := _text(tags, key)).isdecimal() and len(value) <= _DIGITS
        ),
        latitude=latitude,
        longitude=longitude,
    )


def _text(tags: Mapping[str, Any], *keys: str) -> str:
    """The first of these tags that is text, "" for none."""
    return next((value.strip() for key in keys if isinstance(value := tags.get(key), str) and value.strip()), "")
