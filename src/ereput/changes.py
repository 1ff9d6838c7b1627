"""What differs from the audit before: facts, not pages.

Silence is read with care. New is only what a source that answered before did not show then; gone is only what a source
no longer shows that answered in full both times, as did those that had led to it. A source that was refused, cut short
or never asked proves nothing, and a file that is not brought again proves nothing either. Where other sources gave the
practitioner's things than before, figures are told with the field "sources", and not to be compared.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from ereput.figures.ours import Ours, ours
from ereput.figures.rating import stated
from ereput.guide.clocks import day
from ereput.model import Audit, Change, Figure, Harvest, Listing, Match, Mention, Review, Seen, Status

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
    answered = (_answered(before.harvests), _answered(harvests))
    return (
        *_listings(before, then, now, healthy),
        *_reviews(then, now, healthy, day(before.made_at)),
        *_figures(before.figures, figures, "value" if _is_comparable(then, now, *answered) else "sources"),
    )


def _healthy(harvests: Sequence[Harvest]) -> frozenset[str]:
    return frozenset(harvest.source for harvest in harvests if harvest.status in (Status.FOUND, Status.NOTHING))


def _answered(harvests: Sequence[Harvest]) -> frozenset[str]:
    return frozenset(harvest.source for harvest in harvests if harvest.status.answered)


def _is_comparable(then: Ours, now: Ours, answered_then: frozenset[str], answered_now: frozenset[str]) -> bool:
    """Who gave something of the practitioner's in one audit answered in the other, and the same files were brought."""
    return _gave(then) <= answered_now and _gave(now) <= answered_then and _brought(then) == _brought(now)


def _gave(own: Ours) -> frozenset[str]:
    listings = (listing for sightings in own.listings.values() for listing in sightings)
    return frozenset({one.evidence.source for one in listings} | {one.evidence.source for one in own.mentions})


def _brought(own: Ours) -> frozenset[str]:
    return frozenset(key for key, seen in own.listings.items() if any(one.seen is Seen.EXPORT for one in seen))


def _listings(before: Audit, then: Ours, now: Ours, healthy: frozenset[str]) -> Iterator[Change]:
    answered = _answered(before.harvests)
    for key in sorted(then.listings.keys() | now.listings.keys()):
        if key not in then.listings:
            if any(one.seen is not Seen.EXPORT and one.evidence.source in answered for one in now.listings[key]):
                yield Change(what="new", kind="listing", key=key)
        elif key in now.listings:
            yield from _fields(key, then.listings[key], now.listings[key])
        elif _is_gone(then.listings[key], before.harvests, healthy):
            yield Change(what="gone", kind="listing", key=key)


def _is_gone(sightings: Sequence[Listing], harvests: Sequence[Harvest], healthy: frozenset[str]) -> bool:
    if any(one.seen is Seen.EXPORT for one in sightings):
        return False
    urls = {one.url for one in sightings if one.url}
    mentions = (item for harvest in harvests for item in harvest.items if isinstance(item, Mention))
    led = {mention.evidence.source for mention in mentions if mention.url in urls}
    return {one.evidence.source for one in sightings} | led <= healthy


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
        elif key in later:
            yield from _edited(key, earlier[key], later[key])
        elif earlier[key].evidence.source in healthy and _is_missed(earlier[key], now):
            yield Change(what="gone", kind="review", key=key)


def _edited(key: str, then: Review, now: Review) -> Iterator[Change]:
    """That words or mark changed; which words is not repeated."""
    marks = tuple(f"{one.rating.stars:g}" if one.rating else None for one in (then, now))
    if marks[0] != marks[1]:
        yield Change(what="changed", kind="review", key=key, field="rating", before=marks[0], after=marks[1])
    elif then.text != now.text and not (then.is_cut or now.is_cut):
        yield Change(what="changed", kind="review", key=key, field="text")


def _is_missed(review: Review, now: Ours) -> bool:
    """The same source read its listing in full again, and shows no such words and mark under another number or day."""
    sightings = [s for s in now.listings.get(review.listing, ()) if s.evidence.source == review.evidence.source]
    shown = now.reviews.get(review.listing, ())
    whole = stated(sightings)
    is_whole = bool(sightings) and (whole is None or len(shown) >= (whole[0].count or 0))
    return is_whole and not any((one.text, one.rating) == (review.text, review.rating) for one in shown)


def _figures(then: Mapping[str, Figure], now: Mapping[str, Figure], field: str) -> Iterator[Change]:
    for name, decimals in FIGURES.items():
        before, after = (f"{f[name].value:.{decimals}f}" if name in f else None for f in (then, now))
        if before != after:
            what = "new" if before is None else "gone" if after is None else "changed"
            yield Change(what=what, kind="figure", key=name, field=field, before=before, after=after)
