"""Reading a page: what its markup states of listings, ratings, reviews and replies.

The text becomes one tree; every syntax in it becomes `Thing`s; their meaning is decided once for all syntaxes; and what
is kept is brought to one form. Nothing here asks the network, and nothing raises: what cannot be read is a sentence
in `problems`.
"""

from dataclasses import dataclass, field
from typing import Any

from ereput.model import Evidence, Listing, Review, Seen
from ereput.reading import cutting, items, jsonld, keeping, kinds, repair, replies, sites, state, visible
from ereput.reading.facts import listing as listing_of
from ereput.reading.meaning import Meaning, understood
from ereput.reading.merging import complete
from ereput.reading.microformats import microformats, speaks_microformats
from ereput.reading.opengraph import opengraph
from ereput.reading.parts import Parts, Script, parts
from ereput.reading.stated import RawListing, RawReview
from ereput.reading.things import MOST_THINGS, Thing, walk
from ereput.reading.tree import tree as tree_of
from ereput.words import N_

__all__ = ["RawListing", "RawReview", "Reading", "read_html"]

MOST_BLOCKS = 500  # JSON-LD scripts of one page
MOST_OF_BLOCKS = 8_000_000  # characters of them together

MANY_THINGS = N_("the page states more than 20 000 things: the first of them were read")
MANY_BLOCKS = N_("the page has too many JSON-LD blocks: the first of them were read")
MANY_LISTINGS = N_("the page states more than 500 listings: the first of them were kept")
BROKEN_BLOCKS = N_("a JSON-LD block of the page is broken and could not be read")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a page states. `raw` and `raw_listings` keep its own words, reviewers' names among them."""

    listings: tuple[Listing, ...] = ()
    reviews: tuple[Review, ...] = ()
    title: str | None = None
    language: str | None = None
    problems: tuple[str, ...] = ()
    raw: tuple[RawReview, ...] = ()  # one for each review, in the same order
    raw_listings: tuple[RawListing, ...] = ()  # one for each listing, in the same order
    tree: Any = field(default=None, repr=False, compare=False)  # None where there is no page

    @property
    def text(self) -> str:
        """The main visible text; told when asked for, since most who read a page do not."""
        return "" if self.tree is None else visible.main_text(self.tree)


def read_html(text: str, url: str, evidence: Evidence, seen: Seen = Seen.PAGE) -> Reading:
    """What a page states; `url` is the page's own address, "" when it is not known."""
    tree, problems = tree_of(text)
    if tree is None:
        return Reading(problems=tuple(problems))
    found = parts(tree)
    title = visible.title(found)
    meaning = _meaning(tree, found, text, url, title or "", problems)
    replies.fill(meaning.reviews, meaning.testimonies, found, text)
    cutting.mark(meaning.reviews, meaning.testimonies)
    if meaning.is_cut:
        problems.append(MANY_LISTINGS)
    page = keeping.Surroundings(
        evidence=evidence, seen=seen, url=url, title=title, language=visible.language(tree, found)
    )
    kept = tuple(keeping.listing(raw, page, raw is meaning.subject) for raw in meaning.listings)
    return Reading(
        listings=kept,
        reviews=tuple(keeping.review(raw, _of(raw, kept), page) for raw in meaning.reviews),
        title=title,
        language=page.language,
        problems=tuple(problems),
        raw=tuple(meaning.reviews),
        raw_listings=tuple(meaning.listings),
        tree=tree,
    )


def _of(raw: RawReview, listings: tuple[Listing, ...]) -> Listing | None:
    return listings[raw.listing] if raw.listing is not None and raw.listing < len(listings) else None


def _meaning(tree: Any, found: Parts, text: str, url: str, title: str, problems: list[str]) -> Meaning:
    """The markup first; then what the site's own layout, the page's state and Open Graph say where it says nothing."""
    base = _base(found, url)
    roots = _things(tree, found, text, problems)
    site = sites.read(tree, text, url)
    if site and not _has_reviews(roots):
        roots += site.reviews
    meaning = understood(roots, base)
    if site and meaning.subject:
        complete(meaning.subject, listing_of(site.listing, base))
    if not meaning.listings or not meaning.reviews:
        more = _beyond_markup(meaning, found, title)
        if site and not meaning.listings and site.listing.text("name"):
            more.append(site.listing)
        meaning = understood(roots + more, base) if more else meaning
    return meaning


def _has_reviews(roots: list[Thing]) -> bool:
    return any(thing.is_a(kinds.REVIEW) for thing in walk(roots))


def _beyond_markup(meaning: Meaning, page: Parts, title: str) -> list[Thing]:
    """Listings and reviews of the page's state, as far as the markup has none; else of Open Graph."""
    more: list[Thing] = []
    if state.is_carried(page.scripts):
        found = state.read(page.scripts, title)
        more = found.stated
        more += [] if meaning.listings or understood(more, "").listings else found.listings
        more += [] if meaning.reviews or _has_reviews(more) else found.reviews
    if not meaning.listings and not more:
        more = opengraph(page.metas)
    return more


def _things(tree: Any, page: Parts, text: str, problems: list[str]) -> list[Thing]:
    found = jsonld.things(_blocks(page.scripts, problems))
    if "itemscope" in text:
        found += items.microdata(tree)
    if items.speaks_rdfa(tree, text):
        found += items.rdfa(tree, text)
    if speaks_microformats(text):
        found += microformats(tree)
    if len(found) >= MOST_THINGS:
        problems.append(MANY_THINGS)
    return found


def _blocks(scripts: list[Script], problems: list[str]) -> list[Any]:
    """The values of all JSON-LD scripts; the ones that cannot be read are counted."""
    values: list[Any] = []
    length = 0
    is_broken = False
    patience = repair.Patience()
    for number, text in enumerate(script.text for script in scripts if "ld+json" in script.kind):
        length += len(text)
        if number >= MOST_BLOCKS or length > MOST_OF_BLOCKS:
            problems.append(MANY_BLOCKS)
            break
        if text.strip():
            found = repair.parsed(text, patience)
            is_broken = is_broken or found is None
            values += found or []
    if is_broken:
        problems.append(BROKEN_BLOCKS)
    return values


def _base(page: Parts, url: str) -> str:
    base = next((element.get("href") for element in page.bases if element.get("href")), None)
    return items.absolute(base, url) or url
