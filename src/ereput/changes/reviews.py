"""Reviews: new, edited, missing once, gone. The same review may bear another number, or a day told more vaguely."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ereput.changes.listings import told
from ereput.changes.looks import Look
from ereput.figures.rating import stated
from ereput.model import Change, Interval, Rating, Review


class Paired(NamedTuple):
    """Two looks at the reviews of one listing, side by side."""

    pairs: tuple[tuple[Review, Review], ...]  # earlier, later
    lost: tuple[Review, ...]  # only shown earlier
    found: tuple[Review, ...]  # only shown later


def paired(then: Sequence[Review], now: Sequence[Review]) -> Paired:
    """The same reviews beside one another: by their number, else one to one by words and mark.

    Marks without words are the same only where both may be of one day.
    """
    later = {_number(review): review for review in now}
    left: dict[tuple[str | None, Rating | None], list[Review]] = defaultdict(list)
    pairs = []
    for review in then:
        if same := later.pop(_number(review), None):
            pairs.append((review, same))
        else:
            left[review.text, review.rating].append(review)
    found = []
    for review in later.values():
        waiting = left.get((review.text, review.rating), [])
        other = next((one for one in waiting if one.text or _may_be_one(one.published, review.published)), None)
        if other is None:
            found.append(review)
        else:
            waiting.remove(other)
            pairs.append((other, review))
    return Paired(tuple(pairs), tuple(one for waiting in left.values() for one in waiting), tuple(found))


def reviews(now: Look, looks: Sequence[Look], *, is_whole: bool) -> Iterator[Change]:
    """Changes in the order of the keys."""
    changes: list[Change] = []
    for key in sorted(set(now.own.reviews).union(*(look.own.reviews for look in looks))):
        changes += _new(key, now, looks[-1:] if is_whole else looks)
        changes += _edited(key, now, looks[-1:] if is_whole else looks)
        changes += [
            Change(what=what, kind="review", key=review.key)
            for review, absent in _absent(key, now, looks, looks[-1:] if is_whole else looks)
            if (what := told(absent, is_whole=is_whole))
        ]
    yield from sorted(changes, key=lambda change: (change.key, change.field or ""))


def missed(now: Look, looks: Sequence[Look]) -> frozenset[str]:
    """Listings under which a review of before is not shown now, or cannot be looked for."""
    last = looks[0]
    keys = (key for key in last.own.reviews if paired(last.own.reviews[key], now.own.reviews.get(key, ())).lost)
    return frozenset(keys)


def _new(key: str, now: Look, looks: Sequence[Look]) -> Iterator[Change]:
    """New where the same source had read the listing before, and not what was published before that already."""
    found, last = now.own.reviews.get(key, ()), looks[0]
    for look in looks:
        found = paired(look.own.reviews.get(key, ()), found).found if found else ()
    read = {one.evidence.source for one in last.own.listings.get(key, ())}
    read |= {one.evidence.source for one in last.own.reviews.get(key, ())}
    for review in found:
        latest = review.published.latest
        if review.evidence.source in read and (latest is None or last.day is None or latest >= last.day):
            yield Change(what="new", kind="review", key=review.key)


def _edited(key: str, now: Look, looks: Sequence[Look]) -> Iterator[Change]:
    """That words or mark changed since it was last shown; which words is not repeated."""
    left = now.own.reviews.get(key, ())
    for look in looks:
        pairs, _, left = paired(look.own.reviews.get(key, ()), left) if left else Paired((), (), ())
        for then, later in pairs:
            marks = tuple(f"{one.rating.stars:g}" if one.rating else None for one in (then, later))
            if marks[0] != marks[1]:
                yield Change(
                    what="changed", kind="review", key=later.key, field="rating", before=marks[0], after=marks[1]
                )
            elif then.text != later.text and not (then.is_cut or later.is_cut):
                yield Change(what="changed", kind="review", key=later.key, field="text")


def _absent(key: str, now: Look, looks: Sequence[Look], of: Sequence[Look]) -> Iterator[tuple[Review, int]]:
    """Each review that is no longer shown, with the number of looks in a row that ought to have shown it."""
    whole = [_whole(key, look) for look in (now, *looks)]
    for look in of:
        place = looks.index(look)
        lost: Sequence[Review] = look.own.reviews.get(key, ())
        for later in (now, *looks[:place]):
            lost = paired(lost, later.own.reviews.get(key, ())).lost if lost else ()
        for review in lost:
            source = review.evidence.source
            if whole[0].get(source):
                yield review, sum(bool(one.get(source)) for one in whole[: place + 1])


def _whole(key: str, look: Look) -> Mapping[str, bool]:
    """For each source that read the listing: whether it showed all of its reviews."""
    found = {}
    for source in {one.evidence.source for one in look.own.listings.get(key, ())} & look.healthy:
        sightings = [one for one in look.own.listings[key] if one.evidence.source == source]
        whole = stated(sightings)
        found[source] = whole is None or len(look.own.reviews.get(key, ())) >= (whole[0].count or 0)
    return found


def _number(review: Review) -> str:
    """What tells it from the other reviews of its listing."""
    return review.key.removeprefix(review.listing)


def _may_be_one(one: Interval, other: Interval) -> bool:
    """Both may be the same day."""
    first = max(filter(None, (one.earliest, other.earliest)), default=date.min)
    last = min(filter(None, (one.latest, other.latest)), default=date.max)
    return first <= last
