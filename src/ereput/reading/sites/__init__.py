"""Readers of sites that keep in their layout what their markup does not say: one TOML file for one site.

A reader adds and never overrules: what the page states in a known syntax stands. Its reviews are taken only where the
page marks none, its facts only where the page's subject lacks them.

Which element holds what is written down only where a saved page of the site was read. No page of PagesJaunes, of
Google Maps or of a practitioner on Doctolib was at hand, and none of them publishes its layout: they have no file
here, and of their pages is read what they state in JSON-LD, microdata or page state. Trustpilot states its reviews
and replies in JSON-LD and in `__NEXT_DATA__`, which the rules for all pages read.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from ereput.reading.selectors import Selector, selector
from ereput.reading.things import Thing
from ereput.reading.visible import Sight

MOST_REVIEWS = 1_000  # of one page, by its layout
MOST_PIECES = 50  # of one member
_JOINED = frozenset({"reviewBody", "text"})  # a paragraph in each piece


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where a site keeps what; members have schema.org's names."""

    key: str
    domains: tuple[str, ...]
    sign: str  # stands in the text of its pages only: for saved pages that do not say whose they are
    kind: str | None  # the listing's type, where the page has no markup that says it
    listing: Mapping[str, Selector]
    each: Selector | None  # one review
    review: Mapping[str, Selector]
    answer: Selector | None  # one reply, inside a review
    reply: Mapping[str, Selector]
    best: int | None  # of a review's mark, where the layout does not say it


@dataclass(frozen=True, slots=True)
class Found:
    """What the layout of a page says: a listing's members, and reviews."""

    listing: Thing
    reviews: list[Thing]


def read(tree: Any, text: str, url: str) -> Found | None:
    """What a site's own reader finds; None where the page is of no site that has one."""
    layout = of(text, url)
    if layout is None:
        return None
    sight = Sight()
    listing = Thing(types=(layout.kind,) if layout.kind else ())
    _fill(listing, layout.listing, tree, sight)
    elements = layout.each.elements(tree)[:MOST_REVIEWS] if layout.each else []
    return Found(listing, [_review(element, layout, sight) for element in elements])


def of(text: str, url: str) -> Layout | None:
    """The layout of a page, by its address; by a sign in its text where the address is not known."""
    host = _host(url)
    for layout in layouts():
        if any(host == domain or host.endswith(f".{domain}") for domain in layout.domains):
            return layout
    return None if host else next((layout for layout in layouts() if layout.sign in text), None)


@cache
def layouts() -> tuple[Layout, ...]:
    """Every layout that has a file; read once."""
    found = [file for file in files(__name__).iterdir() if file.name.endswith(".toml")]
    return tuple(layout_of(file.read_text(encoding="utf-8")) for file in sorted(found, key=lambda file: file.name))


def layout_of(text: str) -> Layout:
    """The layout that a file describes. Raises KeyError or ValueError where it does not describe one."""
    table = tomllib.loads(text)
    review = table.get("review", {})
    reply = review.pop("reply", {})
    return Layout(
        key=table["key"],
        domains=tuple(table["domains"]),
        sign=table["sign"],
        kind=table.get("kind"),
        listing=_selectors(table.get("listing", {})),
        each=selector(review.pop("each")) if review else None,
        best=review.pop("best", None),
        review=_selectors(review),
        answer=selector(reply.pop("each")) if reply else None,
        reply=_selectors(reply),
    )


def _selectors(table: Mapping[str, str]) -> dict[str, Selector]:
    return {member: selector(path) for member, path in table.items()}


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _fill(thing: Thing, members: Mapping[str, Selector], element: Any, sight: Sight) -> None:
    for member, path in members.items():
        texts = path.texts(element, sight)[:MOST_PIECES]
        for text in ["\n".join(texts)] if member in _JOINED and texts else texts:
            thing.add(member, text.removeprefix("tel:"))


def _review(element: Any, layout: Layout, sight: Sight) -> Thing:
    thing = Thing(types=("Review",), element=element)
    _fill(thing, layout.review, element, sight)
    if layout.best and "ratingValue" in thing.members:
        thing.add("bestRating", layout.best)
    for answer in layout.answer.elements(element)[:1] if layout.answer else []:
        reply = Thing(types=("Comment",))
        _fill(reply, layout.reply, answer, sight)
        thing.add("comment", reply)
    return thing
