"""Microformats as things: hReview, hReview-aggregate and hCard, classic and of the second kind (h-review, h-card)."""

from collections.abc import Iterator
from typing import Any

from ereput.reading.things import Thing, clean
from ereput.reading.visible import Sight

_MOST = 1_000  # of one page
_ROOTS = {
    "hreview-aggregate": "rated", "h-review-aggregate": "rated", "hreview": "review", "h-review": "review",
    "vcard": "card", "h-card": "card",
}  # fmt: skip
# A member of schema.org, and the classes that state it, the most telling first.
_RATING = {
    "ratingValue": ("average", "p-average", "value", "rating", "p-rating"),
    "bestRating": ("best", "p-best"),
    "worstRating": ("worst", "p-worst"),
    "reviewCount": ("count", "p-count"),
    "ratingCount": ("votes", "p-votes"),
}
_REVIEW = {
    "author": ("reviewer", "p-author", "p-reviewer"),
    "datePublished": ("dtreviewed", "dt-reviewed", "dt-published"),
    "reviewBody": ("description", "e-content", "p-content", "e-description", "summary", "p-name"),
}
_CARD = {
    "name": ("fn", "p-name", "org", "p-org"),
    "telephone": ("tel", "p-tel"),
    "email": ("email", "u-email"),
    "jobTitle": ("title", "p-job-title"),
    "streetAddress": ("street-address", "p-street-address"),
    "postalCode": ("postal-code", "p-postal-code"),
    "addressLocality": ("locality", "p-locality"),
    "addressCountry": ("country-name", "p-country-name"),
}
_ITEM = ("item", "p-item")


def speaks_microformats(text: str) -> bool:
    """A cheap look."""
    return "hreview" in text or "h-review" in text or "vcard" in text or "h-card" in text


def microformats(tree: Any) -> list[Thing]:
    """The rated things, the reviews, and the cards that are no part of another."""
    sight = Sight(100_000)
    found: list[Thing] = []
    inside: set[Any] = set()
    for element in _elements(tree):
        kind = next((_ROOTS[name] for name in _classes(element) if name in _ROOTS), None)
        if kind is None or element in inside or len(found) >= _MOST:
            continue
        inside.update(_elements(element))
        made = {"rated": _rated, "review": _review, "card": _card}[kind](element, sight)
        made.element = element
        found.append(made)
    return found


def _rated(element: Any, sight: Sight) -> Thing:
    item = _first(element, *_ITEM)
    thing = _card(element if item is None else item, sight)
    thing.types = ()
    thing.add("aggregateRating", _filled(Thing(types=("AggregateRating",)), element, sight, _RATING))
    return thing


def _review(element: Any, sight: Sight) -> Thing:
    thing = _filled(Thing(types=("Review",)), element, sight, _REVIEW)
    thing.add("reviewRating", _filled(Thing(types=("Rating",)), element, sight, _RATING))
    item = _first(element, *_ITEM)
    if item is not None:
        reviewed = _card(item, sight)
        if not reviewed.members and (text := clean(sight.shown(item))):
            reviewed.add("name", text)
        thing.add("itemReviewed", reviewed)
    return thing


def _card(element: Any, sight: Sight) -> Thing:
    thing = _filled(Thing(), element, sight, _CARD)
    organisation = _first(element, "org", "p-org")
    named = _first(element, "fn", "p-name")
    is_person = organisation is None or (named is not None and organisation is not named)
    thing.types = ("Person",) if is_person else ("Organization",)
    return thing


def _filled(thing: Thing, element: Any, sight: Sight, members: dict[str, tuple[str, ...]]) -> Thing:
    for member, names in members.items():
        inner = _first(element, *names)
        text = _value(inner, sight) if inner is not None else None
        if text:
            thing.add(member, text)
    return thing


def _value(element: Any, sight: Sight) -> str | None:
    """What an element states: its value class, its title where it is an abbreviation, else what is shown."""
    value = _first(element, "value")
    stated = element.get("datetime") or (element.get("title") if element.tag in ("abbr", "span") else None)
    return clean(stated or sight.shown(element if value is None else value))


def _first(element: Any, *names: str) -> Any:
    """The first element, itself among them, that bears the first of these classes that any bears; else None."""
    borne: dict[str, Any] = {}
    for inner in _elements(element):
        for name in _classes(inner):
            borne.setdefault(name, inner)
    return next((borne[name] for name in names if name in borne), None)


def _elements(element: Any) -> Iterator[Any]:
    return (inner for inner in element.iter() if isinstance(inner.tag, str))


def _classes(element: Any) -> list[str]:
    return (element.get("class") or "").split()
