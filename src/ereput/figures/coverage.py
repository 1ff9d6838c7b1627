"""Who was asked, who answered, and how much of what exists was read."""

from collections.abc import Mapping, Sequence

from ereput.figures import rating
from ereput.figures.ours import Ours, once, ours
from ereput.model import Coverage, Harvest, Judgement, Listing, Match, Mention, Search, Status, Unseen
from ereput.sites import recognised

FILES = "exports"  # what the user brought answers nobody's question: it is no source that answered


def coverage(harvests: Sequence[Harvest], matches: Sequence[Match]) -> Coverage:
    """What stands behind the figures, and what does not."""
    own = once(ours(harvests, matches))
    asked = [harvest for harvest in harvests if harvest.status.asked]
    places = [harvest for harvest in asked if harvest.source != FILES]
    return Coverage(
        asked=len(places),
        answered=sum(harvest.status.answered for harvest in places),
        silent={harvest.source: harvest.status for harvest in asked if not harvest.status.answered},
        partial={h.source: h.status for h in asked if h.status in (Status.PARTIAL, Status.LIMITED)},
        unseen=unseen(harvests, matches),
        reviews_read=len(own.all_reviews),
        reviews_stated=_stated(own),
        namesakes=len(pages(matches, Judgement.DIFFERENT)),
    )


def unseen(harvests: Sequence[Harvest], matches: Sequence[Match]) -> tuple[Unseen, ...]:
    """Sites that were searched by themselves and on which nobody saw what is, or may be, the practitioner's.

    One for each site and source, of the query that showed most results.
    """
    seen = {_site(m.listing) for m in matches if m.judgement is not Judgement.DIFFERENT}
    found: dict[tuple[str, str], Unseen] = {}
    for harvest in harvests:
        for search in (item for item in harvest.items if isinstance(item, Search)):
            for site in search.sites:
                if site in seen:
                    continue
                row = Unseen(site=site, source=harvest.source, query=search.query, results=search.results)
                other = found.get((site, harvest.source))
                if other is None or other.results < row.results:
                    found[site, harvest.source] = row
    return tuple(found[key] for key in sorted(found))


def _site(seen: Listing | Mention) -> str | None:
    """The key of its site, said by its source or told by its address."""
    known = recognised(seen.url) if seen.url else None
    return seen.site or (known.key if known else None)


def pages(matches: Sequence[Match], judgement: Judgement) -> Mapping[str, Listing | Mention]:
    """What is judged so, each page once by its key: a result, and the listing that it shows, are one page."""
    judged = [match.listing for match in matches if match.judgement is judgement]
    shown = {one.url for one in judged if isinstance(one, Mention)}
    found = ((one.url if one.url in shown else one.key, one) for one in judged)
    return {key or one.key: one for key, one in found}


def _stated(own: Ours) -> int | None:
    """At least so many reviews exist: what listings state, and for the others what was read; None if none states."""
    counts = {key: rating.stated(own.listings[key]) for key in rating.counted(own)}
    if not any(counts.values()):
        return None
    return sum(max(len(own.reviews[key]), (count[0].count or 0) if count else 0) for key, count in counts.items())
