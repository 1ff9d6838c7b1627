"""What differs from the audit before: facts, not pages.

New and changed are what was read. Gone is said with care: of what an earlier audit read, and only when the source that
had shown it answered in full both times; a source that was refused, cut short or never asked proves nothing.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from ereput.figures.ours import Ours, ours
from ereput.guide.clocks import day
from ereput.model import Audit, Change, Figure, Harvest, Listing, Match, Status

FIELDS: Mapping[str, Callable[[Listing], str | None]] = {
    "name": lambda listing: listing.name,
    "phone": lambda listing: ", ".join(sorted(listing.phones)) or None,
    "street": lambda listing: listing.address.street,
    "postal_code": lambda listing: listing.address.postal_code,
    "town": lambda listing: listing.address.locality,
    "specialty": lambda listing: listing.specialty,
    "hours": lambda listing: listing.opening_hours,
    "rating": lambda listing: f"{listing.rating.value:g}" if listing.rating else None,
    "count": lambda listing: str(listing.rating.count) if listing.rating and listing.rating.count else None,
    "url": lambda listing: listing.url,
}
FIGURES: Mapping[str, int] = {"score": 0, "rating": 1, "reviews": 0}  # decimals under which nothing has changed


def compare(
    before: Audit | None, harvests: Sequence[Harvest], matches: Sequence[Match], figures: Mapping[str, Figure]
) -> tuple[Change, ...]:
    """Changes of listings, then of reviews, then of figures, in the order of their keys; () without an audit before."""
    if before is None:
        return ()
    then, now = ours(before.harvests, before.matches), ours(harvests, matches)
    healthy = _healthy(before.harvests) & _healthy(harvests)
    return (
        *_listings(then, now, healthy),
        *_reviews(then, now, healthy, day(before.made_at)),
        *_figures(before.figures, figures),
    )


def _healthy(harvests: Sequence[Harvest]) -> frozenset[str]:
    return frozenset(harvest.source for harvest in harvests if harvest.status is Status.FOUND)


def _listings(then: Ours, now: Ours, healthy: frozenset[str]) -> Iterator[Change]:
    for key in sorted(then.listings.keys() | now.listings.keys()):
        if key not in then.listings:
            yield Change(what="new", kind="listing", key=key)
        elif key in now.listings:
            yield from _fields(key, then.listings[key], now.listings[key])
        elif {listing.evidence.source for listing in then.listings[key]} <= healthy:
            yield Change(what="gone", kind="listing", key=key)


def _fields(key: str, then: Sequence[Listing], now: Sequence[Listing]) -> Iterator[Change]:
    """Field by field, each sighting beside the same source's: a snippet that shows less than a page is no change."""
    earlier = {listing.evidence.source: listing for listing in reversed(then)}
    pair = next(((earlier[one.evidence.source], one) for one in now if one.evidence.source in earlier), None)
    if pair is None:
        return
    for field, read in FIELDS.items():
        before, after = read(pair[0]), read(pair[1])
        if before != after and after is not None:
            yield Change(what="changed", kind="listing", key=key, field=field, before=before, after=after)


def _reviews(then: Ours, now: Ours, healthy: frozenset[str], since: date) -> Iterator[Change]:
    """New where the same source had read the listing before, and not what was published before that already."""
    earlier, later = ({review.key: review for review in own.all_reviews} for own in (then, now))
    read = {(review.evidence.source, review.listing) for review in earlier.values()}
    read |= {(one.evidence.source, key) for key, sightings in then.listings.items() for one in sightings}
    for key in sorted(earlier.keys() | later.keys()):
        if key not in earlier:
            latest = later[key].published.latest
            if (later[key].evidence.source, later[key].listing) in read and (latest is None or latest >= since):
                yield Change(what="new", kind="review", key=key)
        elif key not in later and earlier[key].evidence.source in healthy:
            yield Change(what="gone", kind="review", key=key)


def _figures(then: Mapping[str, Figure], now: Mapping[str, Figure]) -> Iterator[Change]:
    for name, decimals in FIGURES.items():
        before, after = (f"{f[name].value:.{decimals}f}" if name in f else None for f in (then, now))
        if before != after:
            what = "new" if before is None else "gone" if after is None else "changed"
            yield Change(what=what, kind="figure", key=name, field="value", before=before, after=after)
