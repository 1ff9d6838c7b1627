"""Overpass, questions to OpenStreetMap's whole data: places of care that bear the name around the practice.

Its failures come as HTTP 200 with a `remark`. One question at a time, from one script for one user.
"""

import re
from collections.abc import Iterable
from functools import partial

from ereput.errors import Broken, Limited, Skipped
from ereput.model import Address, Listing, Practitioner
from ereput.page import Page, Record
from ereput.parsing import osm
from ereput.parsing.names import folded
from ereput.source import About, Kind, Lead, Leads, Request, Source

MOST = 50
LONGEST_NAME = 80  # characters; more makes the expression a burden to the server
METRES = {"address": 3_000, "street": 3_000, "town": 10_000}
# Overpass is sensitive to accents: each letter that may bear one is asked for with all of them.
ACCENTS = {
    "ae": "((a|à|â|ä)(e|é|è|ê|ë)|æ)",
    "oe": "((o|ô|ö)(e|é|è|ê|ë)|œ)",
    "a": "(a|à|â|ä)",
    "c": "(c|ç)",
    "e": "(e|é|è|ê|ë)",
    "i": "(i|î|ï)",
    "n": "(n|ñ)",
    "o": "(o|ô|ö)",
    "u": "(u|ù|û|ü)",
    "y": "(y|ÿ)",
    " ": ".+",  # a space, a hyphen, any of three apostrophes
}
QUERY = """[out:json][timeout:25];
( nwr(around:{metres},{latitude:.5f},{longitude:.5f})["amenity"~"^(doctors|clinic|dentist)$"]["name"~"{name}",i];
  nwr(around:{metres},{latitude:.5f},{longitude:.5f})["healthcare"]["name"~"{name}",i]; );
out center tags {most};"""


class Overpass(Source):
    """Takes the position that another source found; without one there is nothing to ask."""

    about = About(
        name="overpass",
        title="OpenStreetMap (Overpass)",
        kind=Kind.MAP,
        home="https://www.openstreetmap.org",
        base_url="https://overpass-api.de",
        terms="https://dev.overpass-api.de/overpass-doc/en/preface/commons.html",
        licence="ODbL 1.0",
        attribution="© OpenStreetMap contributors",
        seconds_between_requests=2.0,
        takes=frozenset({Lead.POSITION}),
        known_from="its maintainers' statements of April 2026 and its documentation (certain); the wording of its "
        "error pages is not established",
    )

    def search(self, who: Practitioner) -> Iterable[Request]:
        return ()

    def follow(self, who: Practitioner, leads: Leads) -> Iterable[Request]:
        place, name = leads.position, expression(who.family)
        if place is None:
            raise Skipped("not asked: nothing says where the practice lies")
        if not name:
            raise Skipped("not asked: the family name has fewer than two letters")
        metres = METRES[place.grain]
        point = {"latitude": place.latitude, "longitude": place.longitude}
        query = QUERY.format(metres=metres, name=name, most=MOST, **point)
        then = partial(self.elements, who=who)
        yield Request(url=f"{self.base_url}/api/interpreter", then=then, method="POST", form={"data": query})

    def elements(self, page: Page, who: Practitioner) -> Iterable[Listing]:
        """Raises Limited, after the places, when there may be more than were asked for."""
        answer = page.record()
        if remark := answer.maybe_text("remark"):
            raise Broken(remark[:300])
        elements = answer.records("elements")
        for element in elements:
            tags = element.record("tags")
            name = tags.text("name")
            if f" {folded(who.family)} " in f" {folded(name)} ":
                yield _listing(page, element, tags, name)
        if len(elements) >= MOST:
            raise Limited("read the first {count} places that bear the name", count=MOST)


def expression(name: str) -> str:
    """A regular expression for the name that holds nothing but letters, digits and our own signs: "" for none."""
    letters = folded(name)[:LONGEST_NAME].strip()
    each = re.findall("|".join((*ACCENTS, ".")), letters)
    return "".join(ACCENTS.get(letter, letter) for letter in each) if len(letters) > 1 else ""


def _listing(page: Page, element: Record, tags: Record, name: str) -> Listing:
    kind = element.text("type")
    point = element if kind == "node" else element.record("center")
    house, street = tags.maybe_text("addr:housenumber"), tags.maybe_text("addr:street")
    return osm.listing(
        tags,
        evidence=page.evidence,
        id=f"{kind}/{element.maybe_text('id')}",
        name=name,
        address=Address(
            street=" ".join(part for part in (house, street) if part) or None,
            postal_code=tags.maybe_text("addr:postcode"),
            locality=tags.maybe_text("addr:city"),
            country=tags.maybe_text("addr:country"),
        ),
        latitude=point.number("lat"),
        longitude=point.number("lon"),
    )
