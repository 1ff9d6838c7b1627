"""Page one of a search for the name: how much of it the practitioner holds.

    V = Σ d_i·c_i / Σ d_i     d_i = 1/log2(i + 1) for the i-th result (as in discounted cumulative gain)

over the first ten results of every query for the name, at every engine. c is a table by class. Results of namesakes are
noise and left out, and so are those of which it is not sure whose they are. V's interval is no sampling error: its
ends are what V would be if every result whose worth or owner is not known were worth nothing, or everything.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from ereput.figures import rating, shares
from ereput.figures.ours import Ours
from ereput.model import Figure, Judgement, Listing, Match, Mention, Opinion, Practitioner
from ereput.sites import Control, Kind, Site, recognised

LAST = 10  # results of a page
SURE = 0.85  # confidence from which a negative page counts as harmful

WORTH: Mapping[str, float | None] = {  # c by class; None: the page's own rating, 0.5 where there is none
    "own": 1.0,  # the practitioner's site, or a page that only they can open
    "institution": 1.0,  # hospital or clinic
    "booking": 1.0,
    "claimed": 1.0,  # a listing that the site says is theirs
    "directory": 0.6,  # or a register
    "press": 0.6,  # or an encyclopaedia
    "rated": None,  # a third party's ratings
    "unknown": 0.5,
    "harmful": 0.0,
}
CONTROLLED = frozenset({"own", "institution", "booking", "claimed"})
_BY_KIND = {
    Kind.HOSPITAL: "institution",
    Kind.CLINIC: "institution",
    Kind.BOOKING: "booking",
    Kind.TELECONSULTATION: "booking",
    Kind.REGISTER: "directory",
    Kind.COMPANIES: "directory",
    Kind.DIRECTORY: "directory",
    Kind.PRESS: "press",
    Kind.ENCYCLOPAEDIA: "press",
    Kind.MAP: "rated",
    Kind.RATING: "rated",
    Kind.SOCIAL: "unknown",
    Kind.FORUM: "unknown",
    Kind.SEARCH: "unknown",
}
_MAY_HARM = frozenset({"press", "unknown"})  # what directories print about a doctor is no judgement of theirs


class Result(NamedTuple):
    """One row of page one."""

    mention: Mention
    rank: int
    kind: str  # a key of WORTH
    worth: float  # 0..1
    is_sure: bool  # of its worth

    @property
    def weight(self) -> float:
        """How much its place counts."""
        return discount(self.rank)


def discount(rank: int) -> float:
    """1 for the first result, 0.29 for the tenth."""
    return 1 / math.log2(rank + 1)


def figures(results: Sequence[Result], unsure: Sequence[Mention]) -> dict[str, Figure]:
    """`page_one` and `controlled_share`; neither without any result that is the practitioner's."""
    if not results:
        return {}
    whole = sum(result.weight for result in results)
    low = sum(result.weight * result.worth for result in results if result.is_sure)
    high = low + sum(result.weight for result in results if not result.is_sure)
    open_ = sum(discount(mention.rank or LAST) for mention in unsure)
    value = sum(result.weight * result.worth for result in results) / whole
    held = sum(result.kind in CONTROLLED for result in results)
    return {
        "page_one": Figure(
            value=value,
            low=min(value, low / (whole + open_)),
            high=max(value, (high + open_) / (whole + open_)),
            n=len(results),
        ),
        "controlled_share": shares.share(held, len(results)),
    }


def results(who: Practitioner, own: Ours, opinions: Sequence[Opinion]) -> tuple[Result, ...]:
    """The practitioner's results among the first ten of each query for the name, by engine, query and rank."""
    views = {opinion.of: opinion for opinion in opinions}
    listings = {s.url: s for sightings in own.listings.values() for s in reversed(sightings) if s.url}
    return tuple(_result(who, mention, listings, views.get(mention.key)) for mention in _first_ten(own.mentions))


def unsure(matches: Sequence[Match]) -> tuple[Mention, ...]:
    """Results of page one of which it is not sure whose they are."""
    found = [m.listing for m in matches if m.judgement is Judgement.UNSURE and isinstance(m.listing, Mention)]
    return tuple(_first_ten(sorted(found, key=lambda m: (m.evidence.source, m.query or "", m.rank or 0, m.url))))


def _first_ten(mentions: Sequence[Mention]) -> Iterator[Mention]:
    seen = set()
    for mention in mentions:
        place = (mention.evidence.source, mention.query, mention.url)
        if mention.is_page_one and mention.rank and mention.rank <= LAST and place not in seen:
            seen.add(place)
            yield mention


def _result(who: Practitioner, mention: Mention, listings: Mapping[str, Listing], view: Opinion | None) -> Result:
    kind = _kind(who, mention.url, listings.get(mention.url))
    if kind in _MAY_HARM and view and view.label == "neg" and view.confidence >= SURE:
        kind = "harmful"
    rank, worth = mention.rank or LAST, WORTH[kind]
    if worth is not None:
        return Result(mention, rank, kind, worth, kind != "unknown")
    listing = listings.get(mention.url)
    mark = rating.stated([listing]) if listing else None
    return Result(mention, rank, kind, mark[0].share if mark else 0.5, mark is not None)


def _kind(who: Practitioner, url: str, listing: Listing | None) -> str:
    site = recognised(url)
    if site is None:
        return "own" if url in who.pages or _host(url) in _hosts(who) else "unknown"
    return "claimed" if listing and listing.is_claimed else _site_kind(site)


def _site_kind(site: Site) -> str:
    return "own" if site.control is Control.OWNED else _BY_KIND[site.kind]


def _hosts(who: Practitioner) -> frozenset[str]:
    """Hosts that are the practitioner's: their site's, and those of unknown pages named as theirs."""
    known = [url for url in (who.website, *who.pages) if url and recognised(url) is None]
    return frozenset(host for host in map(_host, known) if host)


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
