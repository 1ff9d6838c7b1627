"""Which site a table's own word for it means: "Google Maps", "doctolib.fr", "Avis Google"."""

import re
from collections.abc import Mapping
from functools import cache

from ereput.parsing.names import plain
from ereput.sites import recognised, sites

# In a table of reviews the company's name stands for its reviews.
_OTHERS = {
    "google": "google_maps",
    "googlereviews": "google_maps",
    "avisgoogle": "google_maps",
    "googleavis": "google_maps",
    "fichegoogle": "google_maps",
    "gmb": "google_maps",
    "googlemybusiness": "google_maps",
    "googlebusiness": "google_maps",
    "googlebusinessprofile": "google_maps",
}


def platform(text: str | None) -> str | None:
    """The key of the site whose name, key or address this is; None for every other text."""
    said = (text or "").strip()[:300]
    if key := _names().get(_joined(said)):
        return key
    if "." not in said or " " in said:
        return None
    found = recognised(said if "://" in said else f"https://{said}")
    return found.key if found else None


@cache
def _names() -> Mapping[str, str]:
    named = {_joined(name): row.key for row in sites().values() for name in (row.name, row.key)}
    return {**named, **_OTHERS}


def _joined(name: str) -> str:
    return re.sub("[^a-z0-9]", "", plain(name))
