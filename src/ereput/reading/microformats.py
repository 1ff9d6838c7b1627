"""Microformats as things: hReview, hReview-aggregate and hCard, classic and of the second kind (h-review, h-card).

Of the second kind the rules of its parser hold as far as reviews and cards need them: what stands in a nested `h-…`
belongs to that, `u-` is where something leads, `dt-` is its datetime, and a card without properties is its name.
"""

import re
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
    "dateModified": ("dt-updated",),
    "inLanguage": ("lang", "p-lang"),
    "reviewBody": ("description", "e-content", "p-content", "e-description", "summary", "p-name"),
}
_CARD = {
    "name": ("fn", "p-name", "org", "p-org"),
    "telephone": ("tel", "p-tel"),
    "email": ("email", "u-email"),
    "url": ("url", "u-url"),
    "jobTitle": ("title", "p-job-title", "role", "p-role"),
    "streetAddress": ("street-address", "p-street-address"),
    "postalCode": ("postal-code", "p-postal-code"),
    "addressLocality": ("locality", "p-locality"),
    "addressCountry": ("country-name", "p-country-name"),
    "latitude": ("latitude", "p-latitude"),
    "longitude": ("longitude", "p-longitude"),
}
_TELEPHONE = frozenset(_CARD["telephone"])
_FAX = re.compile(r"\bfax|télécopie", re.I)
_MOST_NUMBERS = 10
_ITEM = ("item", "p-item")
_TRANSPARENT = frozenset({"h-adr", "h-geo"})  # their properties are read with the card that holds them
_ROOT = re.compile(r"h-[a-z][a-z-]*")
_PROPERTY = re.compile(r"(?:p|u|dt|e)-[a-z]")
# What begins with letters is looked for several times as fast as a choice of beginnings.
_SPOKEN_REVIEW = re.compile(r"review(?:(?<=hreview)|(?<=h-review))")
_SPOKEN_CARD = re.compile(r"card(?:(?<=vcard)|(?<=h-card))")
_LONGEST_NAME = 100  # characters of a name that a card does not mark


def speaks_microformats(text: str) -> bool:
    """A cheap look."""
    return bool(_SPOKEN_REVIEW.search(text) or _SPOKEN_CARD.search(text))


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
    if _FAX.search(thing.text("telephone") or ""):
        others = (inner for inner in _elements(element) if not _TELEPHONE.isdisjoint(_classes(inner)))
        numbers = [text for text in (_value(other, sight) for other in others) if text and not _FAX.search(text)]
        thing.members["telephone"] = list(numbers[:_MOST_NUMBERS])
    if "h-card" in _classes(element):
        _imply_name(thing, element, sight)
    organisation = _first(element, "org", "p-org")
    named = _first(element, "fn", "p-name")
    is_person = organisation is None or (named is not None and organisation is not named)
    thing.types = ("Person",) if is_person else ("Organization",)
    return thing


def _imply_name(thing: Thing, element: Any, sight: Sight) -> None:
    """A card that marks no property is its name: `<a class="h-card" href="…">Dr Vaubrun</a>`."""
    inside = (inner for inner in _elements(element) if inner is not element)
    marked = any(_PROPERTY.match(name) for inner in inside for name in _classes(inner))
    if "name" in thing.members or marked:
        return
    name = clean(element.get("alt") or element.get("title") or sight.shown(element, _LONGEST_NAME + 1))
    if name and len(name) <= _LONGEST_NAME:
        thing.add("name", name)
        if element.tag == "a" and element.get("href"):
            thing.add("url", element.get("href"))


def _filled(thing: Thing, element: Any, sight: Sight, members: dict[str, tuple[str, ...]]) -> Thing:
    borne = _borne(element)
    for member, names in members.items():
        name = next((name for name in names if name in borne), None)
        text = _value(borne[name], sight, is_link=member == "url") if name else None
        if text:
            thing.add(member, text)
    return thing


def _value(element: Any, sight: Sight, is_link: bool = False) -> str | None:
    """What an element states: its value class, its title where it is an abbreviation, else what is shown."""
    if is_link:
        return clean(element.get("href") or "")
    if not _TELEPHONE.isdisjoint(_classes(element)) and _FAX.search(shown := sight.shown(element, _LONGEST_NAME)):
        return clean(shown)  # its value would not say that it is one
    named = _first(element, "fn", "p-name") if "h-card" in _classes(element) else None
    value = _first(element, "value") if named is None else named
    titled = next((inner for inner in _elements(element) if "value-title" in _classes(inner)), None)
    stated = element.get("datetime") or (element.get("title") if element.tag in ("abbr", "span") else None)
    stated = stated or (element.get("value") if element.tag in ("data", "input", "meter") else None)
    stated = stated or (element.get("alt") if element.tag in ("img", "area") else None)
    if not stated and titled is not None:
        stated = titled.get("title")
    return clean(stated or sight.shown(element if value is None else value))


def _first(element: Any, *names: str) -> Any:
    """The first element, itself among them, that bears the first of these classes that any bears; else None."""
    borne = _borne(element)
    return next((borne[name] for name in names if name in borne), None)


def _borne(element: Any) -> dict[str, Any]:
    """The first element for each class, as far as it is the element's own and not of what is nested in it."""
    borne: dict[str, Any] = {}
    waiting: list[tuple[Any, bool]] = [(element, True)]
    while waiting:
        inner, is_own = waiting.pop()
        if not isinstance(inner.tag, str):
            continue
        classes = _classes(inner)
        for name in classes:
            if is_own or not _PROPERTY.match(name):
                borne.setdefault(name, inner)
        is_nested = inner is not element and any(_ROOT.fullmatch(name) for name in classes)
        is_own = is_own and not (is_nested and _TRANSPARENT.isdisjoint(classes))
        waiting.extend((child, is_own) for child in reversed(inner))
    return borne


def _elements(element: Any) -> Iterator[Any]:
    return (inner for inner in element.iter() if isinstance(inner.tag, str))


def _classes(element: Any) -> list[str]:
    return (element.get("class") or "").split()
