"""Listings: new, changed field by field, missing once, gone."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from ereput.changes.looks import Look
from ereput.figures.rating import stated
from ereput.model import Change, Listing, Seen

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
ONLY_COUNT = "only_count"  # remark: fewer are counted, and no review that was read is missing


def listings(now: Look, looks: Sequence[Look], missed: frozenset[str], *, is_whole: bool) -> Iterator[Change]:
    """Changes in the order of the keys; `missed` are the listings under which reviews are missing."""
    known = looks[-1:] if is_whole else looks
    keys = set(now.own.listings).union(*(look.own.listings for look in known))
    for key in sorted(keys):
        absent, then = absences(key, now, looks)
        if key not in now.own.listings:
            if what := told(absent, is_whole=is_whole):
                yield Change(what=what, kind="listing", key=key)
        elif then is None or (absent > 1 and not is_whole) or (is_whole and key not in looks[-1].seen):
            if _is_new(now.own.listings[key], looks[-1] if is_whole else looks[0]):
                yield Change(what="new", kind="listing", key=key)
        else:
            base = looks[-1] if is_whole else then
            if key in base.own.listings:
                yield from _fields(key, base.own.listings[key], now.own.listings[key], key in missed)


def unbrought(now: Look, looks: Sequence[Look]) -> Iterator[Change]:
    """Listings that a file told of in one of these looks and that no file tells of now; `before` is the day of that."""
    told_now = {key for key, sightings in now.own.listings.items() if is_brought(sightings)}
    of_others = now.seen - now.own.listings.keys()
    last: dict[str, Look] = {}
    for look in looks:
        for key, sightings in look.own.listings.items():
            if key not in told_now | of_others and is_brought(sightings):
                last.setdefault(key, look)
    for key in sorted(last):
        yield Change(what="unread", kind="listing", key=key, before=str(last[key].day))


def is_brought(sightings: Sequence[Listing]) -> bool:
    return any(one.seen is Seen.EXPORT for one in sightings)


def told(absent: int, *, is_whole: bool) -> str | None:
    """What an absence is called: gone needs two healthy looks in a row, and is told once."""
    if absent >= 2:
        return "gone" if absent == 2 or is_whole else None
    return "missing" if absent == 1 else None


def absences(key: str, now: Look, looks: Sequence[Look]) -> tuple[int, Look | None]:
    """In how many looks since it was last seen a listing ought to have been seen, and when it was last seen.

    Nothing is counted where the last look of all cannot tell. For a listing that is there now: how long it was away.
    """
    then = next((look for look in looks if key in look.seen or key in look.own.listings), None)
    if then is None or key not in then.own.listings:
        return 0, then
    needed = _needed(then.own.listings[key], then)
    since = looks[: looks.index(then)]
    absent = sum(needed is not None and needed <= look.healthy for look in since)
    if key in now.seen or key in now.own.listings:
        return absent, then
    return (absent + 1 if needed is not None and needed <= now.healthy else 0), then


def _needed(sightings: Sequence[Listing], look: Look) -> frozenset[str] | None:
    """Who must have answered in full for silence to mean something; None where a file was brought."""
    if is_brought(sightings):
        return None
    led = (look.led.get(one.url, frozenset()) for one in sightings if one.url)
    return frozenset(one.evidence.source for one in sightings).union(*led)


def _is_new(sightings: Sequence[Listing], then: Look) -> bool:
    return any(one.seen is not Seen.EXPORT and one.evidence.source in then.answered for one in sightings)


def _fields(key: str, then: Sequence[Listing], now: Sequence[Listing], is_missed: bool) -> Iterator[Change]:
    """Field by field, each sighting beside the same source's: a snippet that shows less than a page is no change."""
    earlier = {listing.evidence.source: listing for listing in reversed(then)}
    pair = next(((earlier[one.evidence.source], one) for one in now if one.evidence.source in earlier), None)
    if pair is None:
        return
    for field, read in FIELDS.items():
        before, after = read(pair[0]), read(pair[1])
        if before != after and after is not None:
            remark = ONLY_COUNT if field == "count" and not is_missed and _is_fewer(*pair) else None
            yield Change(
                what="changed", kind="listing", key=key, field=field, before=before, after=after, remark=remark
            )


def _is_fewer(then: Listing, now: Listing) -> bool:
    before, after = stated([then]), stated([now])
    return bool(before and after and (after[0].count or 0) < (before[0].count or 0))
