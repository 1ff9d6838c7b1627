"""Nominatim, the search of OpenStreetMap: places of care that bear the name, and where the practice lies.

The public server answers one question a second for the whole application; a server of one's own can stand in.
"""

from collections.abc import Iterable
from functools import partial
from urllib.parse import urlencode

from ereput.errors import Broken, Limited, Skipped
from ereput.model import Address, Item, Listing, Place, Practitioner
from ereput.page import Page, Record
from ereput.parsing import osm
from ereput.parsing.names import folded
from ereput.source import About, Kind, Lead, Reader, Request, Source

MOST_PLACES = 10
COMMON = {"format": "jsonv2", "addressdetails": "1", "accept-language": "fr"}  # without a format it answers HTML
ANSWERS = (200, 400)
TOWNS = ("city", "town", "village", "municipality")


class Nominatim(Source):
    """Asks for the surname among points of interest, then for the address, the finest first."""

    about = About(
        name="nominatim",
        title="OpenStreetMap (Nominatim)",
        kind=Kind.MAP,
        home="https://www.openstreetmap.org",
        base_url="https://nominatim.openstreetmap.org",
        terms="https://operations.osmfoundation.org/policies/nominatim/",
        licence="ODbL 1.0",
        attribution="© OpenStreetMap contributors",
        seconds_between_requests=1.0,
        gives=frozenset({Lead.POSITION}),
        known_from="its documentation and usage policy of July 2026 (certain); its 403 and 429 pages are not known",
    )

    def search(self, who: Practitioner) -> Iterable[Request]:
        where = who.address.locality or who.address.postal_code
        # OSM seldom has the given name, and every word asked for must be there; without a town it narrows enough.
        words = f"{who.family} {where}" if where else who.name
        query = {"q": words, "layer": "poi", "extratags": "1", "countrycodes": _country(who)}
        if folded(who.family):
            yield self._question({**query, "limit": str(MOST_PLACES)}, partial(self.places, who=who))
        elif not where:
            raise Skipped("not asked: neither a name with letters nor a town")
        if where:
            yield self._position(who, who.address.street)

    def places(self, page: Page, who: Practitioner) -> Iterable[Listing]:
        """Raises Limited, after the places, when there may be more than were asked for."""
        found = _answer(page)
        for place in found:
            name = place.maybe_text("name") or ""
            tags = {**(place.maybe_record("extratags") or {}), place.text("category"): place.text("type")}
            if osm.is_health(tags) and f" {folded(who.family)} " in f" {folded(name)} ":
                yield osm.listing(
                    tags,
                    evidence=page.evidence,
                    id=f"{place.text('osm_type')}/{place.maybe_text('osm_id')}",
                    name=name,
                    address=_address(place.record("address")),
                    latitude=_degrees(place, "lat", 90),
                    longitude=_degrees(place, "lon", 180),
                )
        if len(found) >= MOST_PLACES:
            raise Limited("read the first {count} places that bear the name", count=MOST_PLACES)

    def position(self, page: Page, who: Practitioner, is_town: bool) -> Iterable[Item | Request]:
        found = _answer(page)
        if not found and not is_town:
            yield self._position(who, None)  # the street is not on the map: the town will do
        for place in found[:1]:
            yield Place(
                evidence=page.evidence,
                label=place.text("display_name"),
                latitude=_degrees(place, "lat", 90),
                longitude=_degrees(place, "lon", 180),
                grain=_grain(place.record("address")),
            )

    def _position(self, who: Practitioner, street: str | None) -> Request:
        fields = {"street": street, "city": who.address.locality, "postalcode": who.address.postal_code}
        query = {key: value for key, value in fields.items() if value}
        then = partial(self.position, who=who, is_town=street is None)
        return self._question({**query, "limit": "1", "countrycodes": _country(who)}, then)

    def _question(self, query: dict[str, str], then: Reader) -> Request:
        return Request(url=f"{self.base_url}/search?{urlencode({**query, **COMMON})}", then=then, answers=ANSWERS)


def _answer(page: Page) -> list[Record]:
    if page.status == 200:
        return page.records()
    raise Broken(f"{page.status}: {page.record().record('error').text('message')[:300]}")


def _address(parts: Record) -> Address:
    street = [text for key in ("house_number", "road") if (text := parts.maybe_text(key))]
    country = parts.maybe_text("country_code")
    return Address(
        street=" ".join(street) or None,
        postal_code=parts.maybe_text("postcode"),
        locality=next((town for key in TOWNS if (town := parts.maybe_text(key))), None),
        country=country.upper() if country else None,
    )


def _grain(parts: Record) -> str:
    if parts.maybe_text("house_number"):
        return "address"
    return "street" if parts.maybe_text("road") else "town"


def _degrees(place: Record, key: str, most: float) -> float:
    value = place.number(key)
    if not -most <= value <= most:
        raise Broken(f"{key!r} is {value}, not on the globe")
    return value


def _country(who: Practitioner) -> str:
    return (who.address.country or "FR").lower()
