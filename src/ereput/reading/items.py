"""Microdata and RDFa Lite as things: the same walk over the tree, with other attributes."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from ereput.reading.jsonld import bare
from ereput.reading.things import MOST_THINGS, Thing, clean
from ereput.reading.visible import Sight

_ADDRESS_IN = {"a": "href", "area": "href", "link": "href", "img": "src", "iframe": "src", "embed": "src",
               "audio": "src", "video": "src", "source": "src", "track": "src", "object": "data"}  # fmt: skip
_LINKS = frozenset(
    "url sameAs image logo photo hasMap map mainEntityOfPage additionalType isPartOf thumbnailUrl item id".split()
)
_has_typed = etree.XPath("boolean(descendant-or-self::*/@typeof)")
_FEWEST_DIGITS = 6  # of a telephone number
# data-vocabulary.org was the vocabulary before schema.org, and still stands on old pages.
_OLD_TYPES = {
    "Review-aggregate": "AggregateRating",
    "Rating": "Rating",
}
_OLD_MEMBERS = {
    "itemreviewed": "itemReviewed", "reviewer": "author", "dtreviewed": "datePublished", "description": "description",
    "average": "ratingValue", "best": "bestRating", "worst": "worstRating", "votes": "ratingCount",
    "count": "reviewCount", "tel": "telephone", "street-address": "streetAddress", "locality": "addressLocality",
    "postal-code": "postalCode", "country-name": "addressCountry", "region": "addressRegion", "value": "ratingValue",
    "summary": "name",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Syntax:
    scope: str
    kind: str
    member: str
    key: str
    find: Any  # every element that opens a thing or states a member of one


def _syntax(scope: str, kind: str, member: str, key: str, *more: str) -> _Syntax:
    # Twice as fast as a condition on each element.
    marked = " | ".join(f"descendant-or-self::*/@{name}" for name in (scope, member, *more))
    return _Syntax(scope, kind, member, key, etree.XPath(f"({marked})/.."))


_MICRODATA = _syntax("itemscope", "itemtype", "itemprop", "itemid")
_RDFA = _syntax("typeof", "typeof", "property", "resource", "rel")
_VOCABULARIES = ("schema.org", "schema:", "data-vocabulary.org")
_PREFIX = re.compile(
    r"(?:xmlns:(\w{1,20})\s{0,3}=\s{0,3}[\"']|(?<![\w:])(\w{1,20}):\s{1,9})"
    r"https?://(?:www\.schema\.org/|schema\.org/|rdf\.data-vocabulary\.org/#)"
)
# What a `rel` leads to as a thing of its own; others are words of HTML.
_RELATIONS = frozenset("address aggregateRating geo itemReviewed location rating review reviewRating reviews".split())


def microdata(tree: Any) -> list[Thing]:
    """The top-level things of microdata, itemref followed."""
    reader = _Reader(_MICRODATA)
    reader.read(tree)
    reader.follow(tree)
    return reader.roots


def rdfa(tree: Any, text: str) -> list[Thing]:
    """The top-level things of RDFa Lite that are in schema.org's vocabulary, and `rel` between them."""
    reader = _Reader(_RDFA, frozenset(one or other for one, other in _PREFIX.findall(text)))
    reader.read(tree)
    return reader.roots


@dataclass(frozen=True, slots=True, eq=False)
class _Relation:
    """What a `rel` without an address says of the typed elements in it."""

    owner: Thing
    names: str


_Owner = Thing | _Relation | None


class _Reader:
    """One walk in document order; the innermost open thing owns what is met."""

    def __init__(self, syntax: _Syntax, prefixes: frozenset[str] = frozenset()) -> None:
        self.syntax = syntax
        self.prefixes = prefixes  # of schema.org's names
        self.roots: list[Thing] = []
        self.made: dict[Any, Thing] = {}  # by element: proxies held here are not recycled
        self.references: list[tuple[Thing, list[str]]] = []
        self.sight = Sight()
        self.left = 200_000  # elements visited for the sake of references

    def read(self, start: Any, owner: Thing | None = None) -> None:
        """What lies at and under an element; whose it is stands around it."""
        inside: dict[Any, _Owner] = {start.getparent(): owner}
        for element in self.syntax.find(start):
            inside[element] = self.meet(element, _around(element, inside))

    def meet(self, element: Any, around: _Owner) -> _Owner:
        """The owner of what lies inside the element."""
        attributes = element.attrib
        owner = around.owner if isinstance(around, _Relation) else around
        names = self.plain(attributes.get(self.syntax.member))
        if names is None and "rel" in attributes and self.syntax is _RDFA:
            names = self.related(attributes["rel"])
            if names and owner and "href" not in attributes and "typeof" not in attributes:
                return _Relation(owner, names)
        if self.syntax.scope not in attributes or len(self.made) >= MOST_THINGS:
            if names and owner is not None:
                self.add(owner, names, element)
            return around
        if names is None and isinstance(around, _Relation):
            names = around.names
        thing = self.made.get(element) or self.begin(element)
        if names and owner is not None:
            for name in _names(names):
                owner.add(name, thing)
        elif owner is not None:
            thing.within = owner
            self.roots.append(thing)
        else:
            self.roots.append(thing)
        return thing

    def plain(self, names: str | None) -> str | None:
        """Names without the prefixes that stand for schema.org on this page."""
        if not names or not self.prefixes or ":" not in names:
            return names
        parts = (name.partition(":") for name in names.split()[:8])
        return " ".join(name if prefix in self.prefixes else prefix + mark + name for prefix, mark, name in parts)

    def related(self, names: str) -> str | None:
        plain = [(name, self.plain(name) or name) for name in names.split()[:8]]
        return " ".join(inner for name, inner in plain if inner != name or name in _RELATIONS) or None

    def begin(self, element: Any) -> Thing:
        attributes = element.attrib
        kinds = tuple(kind_of(kind) for kind in (self.plain(attributes.get(self.syntax.kind)) or "").split()[:8])
        key = attributes.get(self.syntax.key) or None
        thing = Thing(types=kinds, id=key, element=element)
        self.made[element] = thing
        if attributes.get("itemref") and self.syntax is _MICRODATA:
            self.references.append((thing, attributes["itemref"].split()[:50]))
        return thing

    def add(self, owner: Thing, names: str, element: Any) -> None:
        for name in _names(names):
            value = stated(element, name, self.sight)
            if value:
                owner.add(name, value)
            if name == "name" and owner.link is None:
                owner.link = _link(element)

    def follow(self, tree: Any) -> None:
        if not self.references:
            return
        by_id: dict[str, Any] = {}
        for element in tree.iter():
            if isinstance(element.tag, str) and element.get("id"):
                by_id.setdefault(element.get("id"), element)
        taken: set[Any] = set()
        for thing, keys in self.references:
            for key in dict.fromkeys(keys):
                target = by_id.get(key)
                if target is not None and target is not thing.element and self.left > 0:
                    self.left -= 1 + sum(1 for _ in target.iter())
                    self.read(target, thing)
                    taken.add(target)
        # What a reference takes over is no root any more.
        self.roots = [root for root in self.roots if root.element not in taken]


def _link(element: Any) -> str | None:
    """Where an element leads that is one link, holds one, or is one's whole content."""
    around = element.getparent()
    links = [element, *element.iter("a")] if around is None else [element, *element.iter("a"), around]
    found = {link.get("href") for link in links if link.tag == "a"}
    return next(iter(found)) if len(found) == 1 else None


def _around(element: Any, inside: dict[Any, _Owner]) -> _Owner:
    """The thing that an element lies in; each way up is gone once."""
    way = []
    parent = element.getparent()
    while parent not in inside:
        way.append(parent)
        parent = parent.getparent()
    inside.update(dict.fromkeys(way, inside[parent]))
    return inside[parent]


def stated(element: Any, name: str, sight: Sight) -> str | None:
    """The value of a member: of its attribute where it has one, else what is shown."""
    tag, attributes = element.tag.lower(), element.attrib
    content = attributes.get("content")
    if content is not None and (content.strip() or tag == "meta"):
        return clean(content)
    if tag in ("data", "meter") and attributes.get("value"):
        return clean(attributes["value"])
    if tag == "time" and attributes.get("datetime"):
        return clean(attributes["datetime"])
    link = attributes.get(_ADDRESS_IN[tag]) if tag in _ADDRESS_IN else None
    if link is not None:
        text = None if name in _LINKS else clean(sight.shown(element))
        # The page decides over the parser: a name on a link is what is shown, not where it leads.
        if link.startswith("tel:") and sum(character.isdigit() for character in text or "") < _FEWEST_DIGITS:
            text = None  # "appeler"
        return text or clean(link.removeprefix("tel:"))
    return clean(sight.shown(element))


def _names(text: str) -> list[str]:
    if text.isalpha():
        return [_OLD_MEMBERS.get(text, text)]
    names = [bare(name) for name in text.split()[:8]]
    return [_OLD_MEMBERS.get(name, name) for name in names if ":" not in name or "/" in name]


def kind_of(text: str) -> str:
    """A type without its vocabulary, in schema.org's words."""
    name = bare(text)
    return _OLD_TYPES.get(name, name)


def speaks_rdfa(tree: Any, text: str) -> bool:
    """A cheap look: a typed element on a page that names schema.org's vocabulary."""
    return "typeof" in text and bool(_has_typed(tree)) and any(name in text for name in _VOCABULARIES)


def absolute(url: str | None, base: str) -> str | None:
    """An address made absolute; None where it is none."""
    if not url:
        return None
    try:
        found = urljoin(base, url.replace("%20", "").strip())
    except ValueError:
        return None
    return found[:2000]
