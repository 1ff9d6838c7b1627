"""An audit as the comparison reads it: what was shown, and whose silence means something."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ereput.figures.ours import Ours, ours
from ereput.guide.clocks import day
from ereput.model import Audit, Harvest, Listing, Match, Mention, Seen, Status
from ereput.sites import plain


class Look(NamedTuple):
    """One audit: the practitioner's own, and who answered how."""

    own: Ours
    day: date | None  # None: now
    seen: frozenset[str]  # keys of every listing that was shown, whoever's it was judged to be
    healthy: frozenset[str]  # sources that answered in full
    answered: frozenset[str]  # sources that answered at all
    led: Mapping[str, frozenset[str]]  # address -> the sources whose mentions lead there


def look(harvests: Sequence[Harvest], matches: Sequence[Match], on: date | None = None) -> Look:
    """What this audit showed."""
    led: dict[str, set[str]] = {}
    seen = set()
    for item in (item for harvest in harvests for item in harvest.items):
        if isinstance(item, Mention):
            led.setdefault(item.url, set()).add(item.evidence.source)
        elif isinstance(item, Listing):
            seen.add(item.key)
    return Look(
        own=ours(harvests, matches),
        day=on,
        seen=frozenset(seen),
        healthy=frozenset(h.source for h in harvests if h.status in (Status.FOUND, Status.NOTHING)),
        answered=frozenset(h.source for h in harvests if h.status.answered),
        led={url: frozenset(sources) for url, sources in led.items()},
    )


def earlier(audit: Audit, now: Look, today: date | None = None) -> Look:
    """An audit made before, its listings under the keys that they bear now: an id may have been learnt since."""
    made_on = day(audit.made_at)
    then = look(audit.harvests, audit.matches, min(made_on, today) if today else made_on)
    pages = {page: key for key, sightings in now.own.listings.items() for page in _pages(sightings)}
    renamed = {}
    for key, sightings in then.own.listings.items():
        names = {pages[page] for page in _pages(sightings) if page in pages}
        if key not in now.own.listings and len(names) == 1 and not names & then.own.listings.keys():
            renamed[key] = names.pop()
    if len(set(renamed.values())) < len(renamed):
        return then
    own = then.own._replace(
        listings={renamed.get(key, key): sightings for key, sightings in then.own.listings.items()},
        reviews={renamed.get(key, key): reviews for key, reviews in then.own.reviews.items()},
    )
    return then._replace(own=own, seen=then.seen | {renamed[key] for key in renamed})


def _pages(sightings: Sequence[Listing]) -> set[str]:
    """The pages of a listing; a site's front page names no listing."""
    pages = {plain(one.url) for one in sightings if one.url and one.seen is not Seen.EXPORT}
    return {page for page in pages if page and "/" in page}
