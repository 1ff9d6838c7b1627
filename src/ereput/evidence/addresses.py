"""Where a saved page is said to come from: the address named for it, held against those that the file itself states.

None of them is verified: nobody was asked.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import urlsplit

from ereput.evidence.harmless import printable, without_secrets
from ereput.fetch import redacted
from ereput.sites import plain, recognised
from ereput.words import N_, Words

# a host's first label that tells a version of a site, and not a site: www.a.fr, m.a.fr, fr.a.fr
_VERSION = re.compile(r"^(?:www\d?|m|mobile|amp|fr|en|de|es|it|nl|be|ch|ca|uk|us)\.(?=[^.]+\.)")

_WHOSE = {
    "user": N_("address named by you, not verified"),
    "finding": N_("address of the finding or the case, not verified"),
    "file": N_("address stated by the file itself, not verified"),
}


class Agreement(StrEnum):
    """What the file states beside the address named for it."""

    NONE = "none"  # it states no address
    SAME = "same"
    SITE = "site"  # another page of the same site
    OTHER = "other"  # a page of another site


_AGREES = {
    Agreement.NONE: N_("{whose}; the file states none"),
    Agreement.SAME: N_("{whose}; the file states the same"),
    Agreement.SITE: N_("{whose}; the file states another page of the same site: {stated}"),
    Agreement.OTHER: N_("{whose}; the file states a page of another site: {stated}"),
}


class Named(NamedTuple):
    """An address for a page, and who named it."""

    url: str
    whose: str  # user · finding


def agreement(url: str, stated: Mapping[str, str]) -> Agreement:
    """How the address agrees with those that a file states, by the one that agrees best; what is none counts not."""
    found = {_between(url, each) for each in stated.values() if plain(each)}
    return next((each for each in (Agreement.SAME, Agreement.SITE, Agreement.OTHER) if each in found), Agreement.NONE)


def is_same_site(one: str, other: str) -> bool:
    """Two addresses belong to one site: one row of `sites`, one host, or a host and its subdomain."""
    return _between(one, other) is not Agreement.OTHER


def said(named: Named | None, stated: Mapping[str, str], words: Words) -> str | None:
    """What is known of a saved page's address, in a clause; None where nobody names one."""
    who = named.whose if named else "file"
    whose = words.say(_WHOSE[who])
    if named is None:
        return whose if stated else None
    agrees = agreement(named.url, stated)
    other = next((url for url in stated.values() if plain(url) and _between(named.url, url) is agrees), "")
    return words.say(_AGREES[agrees], whose=whose, stated=shown(other))


def shown(url: str) -> str:
    """An address from outside, as it may be kept and printed."""
    return printable(without_secrets(redacted(url)))


def _between(one: str, other: str) -> Agreement:
    first, second = plain(one), plain(other)
    if first is None or second is None:
        return Agreement.SAME if one == other else Agreement.OTHER
    if first == second and (recognised(one) or urlsplit(one).query == urlsplit(other).query):
        return Agreement.SAME
    site = recognised(one)
    if site is not None and site == recognised(other):
        return Agreement.SITE
    hosts = sorted((_host(first), _host(second)), key=len)
    is_within = hosts[0] == hosts[1] or ("." in hosts[0] and hosts[1].endswith(f".{hosts[0]}"))
    return Agreement.SITE if is_within else Agreement.OTHER


def _host(address: str) -> str:
    return _VERSION.sub("", address.partition("/")[0])
