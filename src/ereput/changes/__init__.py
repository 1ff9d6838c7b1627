"""What differs from the audits before: facts, not pages.

Silence is read with care. New is only what a source that answered before did not show then. Missing is what a source
that answers in full, as do those that had led to it, does not show any more; gone is what is missing in two such
audits in a row, and it is told once. A source that was refused, cut short or never asked proves nothing, and a
file that is not brought again proves nothing either: what it told of is said not to be compared. Where other sources
gave the practitioner's things than before, figures are told with the field "sources", and not to be compared.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from ereput.changes.listings import ONLY_COUNT, is_brought, listings, unbrought
from ereput.changes.looks import Look, earlier, look
from ereput.changes.reviews import missed, reviews
from ereput.changes.unread import unread
from ereput.model import Audit, Change, Figure, Harvest, Match

__all__ = ["FIGURES", "LOOKS", "ONLY_COUNT", "compare", "unread"]

LOOKS = 4  # audits before that are looked back upon
FIGURES: Mapping[str, int] = {"score": 0, "rating": 1, "reviews": 0}  # decimals under which nothing has changed


def compare(
    befores: Sequence[Audit],
    harvests: Sequence[Harvest],
    matches: Sequence[Match],
    figures: Mapping[str, Figure],
    *,
    today: date | None = None,
    is_whole: bool = False,
    unhealthy: Sequence[Audit] = (),
) -> tuple[Change, ...]:
    """Changes of listings, then of reviews, then of figures, in the order of their keys; () without an audit before.

    Where an audit is said to be of a later day than `today`, the clock was put back: it counts as of today.

    `befores` are healthy audits, the latest first. Told is what is so since the latest; with `is_whole`, what is so
    since the earliest of them, the others being witnesses of what was missing. `unhealthy` are later audits than
    these, of which only the files count that were brought to them.
    """
    if not befores:
        return ()
    now = look(harvests, matches)
    looks = [earlier(audit, now, today) for audit in befores]
    base, before = (looks[-1], befores[-1]) if is_whole else (looks[0], befores[0])
    return (
        *listings(now, looks, missed(now, [base]), is_whole=is_whole),
        *unbrought(now, [*(earlier(audit, now, today) for audit in unhealthy), *looks]),
        *reviews(now, looks, is_whole=is_whole),
        *_figures(before.figures, figures, "value" if _is_comparable(base, now) else "sources"),
    )


def _is_comparable(then: Look, now: Look) -> bool:
    """Who gave something of the practitioner's in one audit answered in the other, and the same files were brought."""
    return _gave(then) <= now.answered and _gave(now) <= then.answered and _brought(then) == _brought(now)


def _gave(one: Look) -> frozenset[str]:
    listed = (listing for sightings in one.own.listings.values() for listing in sightings)
    return frozenset({each.evidence.source for each in listed} | {each.evidence.source for each in one.own.mentions})


def _brought(one: Look) -> frozenset[str]:
    return frozenset(key for key, sightings in one.own.listings.items() if is_brought(sightings))


def _figures(then: Mapping[str, Figure], now: Mapping[str, Figure], field: str) -> Iterator[Change]:
    for name, decimals in FIGURES.items():
        before, after = (f"{f[name].value:.{decimals}f}" if name in f else None for f in (then, now))
        if before != after:
            what = "new" if before is None else "gone" if after is None else "changed"
            yield Change(what=what, kind="figure", key=name, field=field, before=before, after=after)
