"""The hReview microformats, classic and with the rating of many: still on hotels' and directories' pages."""

from typing import Any

from ereput.reading.things import Thing, clean
from ereput.reading.visible import Sight

_MOST = 2_000  # of one page


def microformats(tree: Any) -> list[Thing]:
    """The rated things of hReview-aggregate, and the reviews of hReview."""
    sight = Sight(100_000)
    found: list[Thing] = []
    for element in tree.iter():
        if not isinstance(element.tag, str) or len(found) >= _MOST:
            continue
        names = (element.get("class") or "").split()
        if "hreview-aggregate" in names:
            found.append(_rated(element, sight))
        elif "hreview" in names:
            found.append(_review(element, sight))
    return found


def _rated(element: Any, sight: Sight) -> Thing:
    rating = Thing(types=("AggregateRating",))
    _put(rating, "ratingValue", element, sight, "average", "value", "rating")
    _put(rating, "bestRating", element, sight, "best")
    _put(rating, "worstRating", element, sight, "worst")
    _put(rating, "reviewCount", element, sight, "count")
    _put(rating, "ratingCount", element, sight, "votes")
    thing = Thing(members={"aggregateRating": [rating]}, element=element)
    _put(thing, "name", element, sight, "fn")
    return thing


def _review(element: Any, sight: Sight) -> Thing:
    thing = Thing(types=("Review",), element=element)
    rating = Thing(types=("Rating",))
    _put(rating, "ratingValue", element, sight, "value", "rating")
    _put(rating, "bestRating", element, sight, "best")
    thing.add("reviewRating", rating)
    _put(thing, "author", element, sight, "reviewer")
    _put(thing, "datePublished", element, sight, "dtreviewed")
    _put(thing, "reviewBody", element, sight, "description", "summary")
    _put(thing, "itemReviewed", element, sight, "fn")
    return thing


def _put(thing: Thing, member: str, element: Any, sight: Sight, *names: str) -> None:
    """The member's value, from the first element that bears one of the classes."""
    for name in names:
        for inner in element.iter():
            if isinstance(inner.tag, str) and name in (inner.get("class") or "").split():
                value = inner.get("title") if inner.tag in ("abbr", "span") and inner.get("title") else None
                text = clean(inner.get("datetime") or value or sight.shown(inner))
                if text:
                    thing.add(member, text)
                return
