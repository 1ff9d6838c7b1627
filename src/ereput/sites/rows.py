"""A site as a row of data: what is established about it, and where that comes from.

The rows are in `*.toml` beside this module, a file per kind. Every row states every fact; a fact that is not
established is the word `unknown` there, and None (or UNKNOWN) here. `[common]` at the head of a file holds what all
its rows share, and a row may say otherwise.
"""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from importlib.resources import files
from typing import Any

import msgspec

from ereput.words import spaced

UNKNOWN = "unknown"


class Kind(StrEnum):
    """What sort of place a site is."""

    REGISTER = "register"  # kept by law: Order, Assurance maladie, RPPS
    BOOKING = "booking"
    TELECONSULTATION = "teleconsultation"
    MAP = "map"
    DIRECTORY = "directory"
    RATING = "rating"  # lives on ratings and reviews
    SOCIAL = "social"
    FORUM = "forum"
    PRESS = "press"
    HOSPITAL = "hospital"
    CLINIC = "clinic"
    ENCYCLOPAEDIA = "encyclopaedia"
    SCIENCE = "science"
    COMPANIES = "companies"  # register of companies, or a copy of it
    SEARCH = "search"


class Control(StrEnum):
    """Who decides what the site says of a doctor."""

    OWNED = "owned"  # nothing stands there unless the doctor, or who acts for them, opens an account
    CLAIMABLE = "claimable"  # it can exist without the doctor, who can take it over
    OFFICIAL = "official"  # a register or public body; what is wrong is rectified there
    THIRD_PARTY = "third_party"
    UNKNOWN = "unknown"


class Reading(StrEnum):
    """May ereput fetch its pages?"""

    YES = "yes"
    ROBOTS = "robots"  # its robots.txt decides, page by page
    NO = "no"
    UNKNOWN = "unknown"  # robots.txt decides too


class Said(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One sentence in both languages."""

    fr: str
    en: str

    def to(self, language: str) -> str:
        """The sentence in French for `fr`, with French spaces; in English otherwise."""
        return spaced(self.fr) if language == "fr" else self.en


class Step(Said, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something that the doctor can do there, and the page where it is done when that is known."""

    url: str | None


class Site(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is known of one web site."""

    key: str
    name: str
    kind: Kind
    country: str | None  # ISO 3166-1 alpha-2; None: several
    home: str
    domains: tuple[str, ...]  # the main one first; subdomains are meant too; may end in a folder: google.com/maps
    owner_domains: tuple[str, ...] = ()  # the same owner's other hosts, where its help and forms are
    profile: tuple[str, ...]  # patterns of pages about one doctor or practice: the whole of `sites.plain(url)`
    example: str | None  # an invented address in the right shape; None where no pattern is known
    query: tuple[str, ...] = ()  # names of parameters that tell one page from another
    control: Control
    ratings: bool | None  # shows marks or reviews to the public
    reading: Reading
    ground: Said  # why it may be read, or not
    claim: Step | None  # how to take it over, or to have it corrected
    report: Step | None  # how to report a review, or what stands there
    privacy: str | None  # page or address (mailto:) of who answers for personal data
    search: str | None  # an address for the user to open, with {name} {city} {specialty} {postcode} in its query
    priority: int = 0  # its place among the sites of its group that are searched; 0 is not searched
    checked_on: date | None  # when the texts named in `source` were read; None: from general knowledge alone
    certainty: str  # A official text · B several readers agree · C one reader · K general knowledge, unchecked
    certainties: Mapping[str, str] = {}  # of single facts, where they differ from `certainty`
    source: str  # where the facts come from


def rows() -> Iterator[Site]:
    """Every row of every file, in the order of the files' names.

    Raises msgspec.ValidationError for a row that lacks a fact, or has one that Site does not know.
    """
    folder = files("ereput.sites")
    for file in sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name):
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        common = table.get("common", {})
        for row in table["site"]:
            yield msgspec.convert(_facts({**common, **row}), Site)


def _facts(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row with None for `unknown`, save where UNKNOWN is a member of the fact's own set."""
    return {name: fact if name in ("control", "reading") else _fact(fact) for name, fact in row.items()}


def _fact(fact: Any) -> Any:
    if isinstance(fact, dict):
        return {name: _fact(part) for name, part in fact.items()}
    return None if fact == UNKNOWN else fact
