"""What is known of web sites, as data: which site an address belongs to, and what may be done there.

Addresses come from search engines and are hostile: `https://doctolib.fr@evil.example/` is evil.example's.
"""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import parse_qsl, quote, urlencode

from ereput.model import Practitioner
from ereput.sites.addresses import parts_of
from ereput.sites.rows import Control, Kind, Reading, Site, rows

__all__ = [
    "Control",
    "Group",
    "Kind",
    "Reading",
    "Site",
    "groups",
    "is_profile",
    "may_read",
    "plain",
    "profile_id",
    "recognised",
    "search_address",
    "site",
    "sites",
]

_GROUPS = {
    "booking": (Kind.BOOKING, Kind.TELECONSULTATION),
    "directories": (Kind.DIRECTORY, Kind.REGISTER, Kind.COMPANIES),
    "ratings": (Kind.MAP, Kind.RATING),
    "social": (Kind.SOCIAL, Kind.FORUM),
    "press": (Kind.PRESS, Kind.HOSPITAL, Kind.CLINIC),
}


class Group(NamedTuple):
    """Sites that are searched with one restricted query."""

    key: str
    sites: tuple[str, ...]  # keys, the most telling first
    domains: tuple[str, ...]  # one of each, in the same order


@cache
def sites() -> Mapping[str, Site]:
    """Every site by its key; read once."""
    return MappingProxyType({row.key: row for row in rows()})


def site(key: str) -> Site | None:
    """The site with this key."""
    return sites().get(key)


def recognised(url: str) -> Site | None:
    """The site that an address belongs to, subdomains included; None for every other text."""
    parts = parts_of(url)
    return _owner(*parts[:2]) if parts else None


def is_profile(url: str) -> bool:
    """The address is that of a page about one doctor or practice; False where the site's pattern is not known."""
    return profile_id(url) is not None


def may_read(url: str) -> bool:
    """False where the site's row says no, and for what is no plain web address."""
    parts = parts_of(url)
    if parts is None:
        return False
    owner = _owner(*parts[:2])
    return owner is None or owner.reading is not Reading.NO


def profile_id(url: str) -> str | None:
    """What tells this profile from the site's others, whatever the tracking around it; None for another page."""
    owner, address = recognised(url), plain(url)
    if owner is None or address is None:
        return None
    match = next(filter(None, (pattern.fullmatch(address) for pattern in _patterns(owner.key))), None)
    return (match.groupdict().get("id") or address.partition("/")[2]) if match else None


def plain(url: str) -> str | None:
    """Host and path without www., slash at the end, fragment and tracking; None for what is no web address."""
    parts = parts_of(url)
    if parts is None:
        return None
    host, path, query = parts
    owner = _owner(host, path)
    kept = [(name, value) for name, value in parse_qsl(query) if owner and name in owner.query]
    return host.removeprefix("www.") + path.rstrip("/") + (f"?{urlencode(kept, safe=':,')}" if kept else "")


def groups() -> tuple[Group, ...]:
    """The sites that are searched, in five groups; a group's domains fit into one query of 400 characters."""
    return tuple(_group(key, kinds) for key, kinds in _GROUPS.items())


def search_address(site: Site, who: Practitioner) -> str | None:
    """The address at which a person can look for the practitioner there; None where none is known.

    A parameter whose every word is unknown of the practitioner is left out; without any, there is no address.
    """
    if site.search is None:
        return None
    known = {
        "name": who.name,
        "city": who.address.locality or "",
        "postcode": who.address.postal_code or "",
        "specialty": who.specialty or "",
    }
    address, _, template = site.search.partition("?")
    filled = [(name, " ".join(value.format_map(known).split())) for name, value in parse_qsl(template)]
    asked = [pair for pair in filled if pair[1]]
    return f"{address}?{urlencode(asked, quote_via=quote)}" if asked else None


def _owner(host: str, path: str) -> Site | None:
    """The site whose domain is the longest that the address lies under."""
    labels, folders = host.split("."), path.strip("/").split("/")
    for start in range(len(labels) - 1):
        domain = ".".join(labels[start:])
        for owned in (f"{domain}/{folders[0]}", domain):
            if owned in _owners():
                return _owners()[owned]
    return None


@cache
def _owners() -> Mapping[str, Site]:
    return {domain: row for row in sites().values() for domain in row.domains}


@cache
def _patterns(key: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in sites()[key].profile)


def _group(key: str, kinds: tuple[Kind, ...]) -> Group:
    searched = sorted((row for row in sites().values() if row.kind in kinds and row.priority), key=lambda r: r.priority)
    return Group(key, tuple(row.key for row in searched), tuple(row.domains[0] for row in searched))
