"""What a view is made from: the audit, the reader's language, and what is known of sources and sites."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import msgspec

from ereput.figures.ours import Ours, once, ours, reviews_under
from ereput.guide.clocks import day
from ereput.model import (
    Audit,
    Figure,
    Interval,
    Judgement,
    Listing,
    Match,
    Mention,
    Opinion,
    Review,
    Search,
    Seen,
    Severity,
)
from ereput.report.inert import inert
from ereput.report.view.shapes import Number
from ereput.sites import Site, recognised, site
from ereput.source import About
from ereput.words import N_, Words

# Sources that are no service with a name of its own, and the one whose name is another in each language.
_SPOKEN = {"exports": N_("your files"), "web_pages": N_("web pages"), "wikipedia": N_("Wikipedia")}
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")  # of a language, BCP 47
# A listing seen twice is shown as it was seen best.
_BEST_SEEN = (Seen.EXPORT, Seen.PAGE, Seen.API, Seen.SNIPPET)


def titled(words: Words, name: str, title: str) -> str:
    """The title of a source or site as the language has it, in the middle of a sentence."""
    return words.say(_SPOKEN[name]) if name in _SPOKEN else title


@dataclass(frozen=True, kw_only=True)
class Given:
    """An audit about to be shown."""

    audit: Audit
    words: Words
    abouts: Mapping[str, About] = field(default_factory=dict)

    @cached_property
    def today(self) -> date:
        return day(self.audit.made_at)

    @cached_property
    def own(self) -> Ours:
        """What is the practitioner's own, each thing once."""
        return ours(self.audit.harvests, self.audit.matches)

    @cached_property
    def listings(self) -> tuple[Match, ...]:
        """Listings judged the practitioner's or unsure, the best sighting of each."""
        kept: dict[str, Match] = {}
        for match in self.audit.matches:
            if isinstance(match.listing, Listing) and match.judgement is not Judgement.DIFFERENT:
                key = match.listing.key
                kept[key] = min(kept.get(key, match), match, key=_rank)
        best = {key: sightings[0] for key, sightings in self.own.listings.items()}
        return tuple(
            msgspec.structs.replace(match, listing=best.get(key, match.listing)) for key, match in sorted(kept.items())
        )

    @cached_property
    def reviews(self) -> tuple[Review, ...]:
        """Reviews under the practitioner's own listings, each once, the latest first."""
        return tuple(sorted(once(self.own).all_reviews, key=recency))

    @cached_property
    def reviews_under(self) -> Mapping[str, Sequence[Review]]:
        """The reviews under every listing shown, by the listing's key."""
        found: dict[str, list[Review]] = defaultdict(list)
        for review in self.shown_reviews:
            found[review.listing].append(review)
        return found

    @cached_property
    def _languages(self) -> Mapping[str, str]:
        return {review.key: language for review in self.shown_reviews if (language := self._language(review))}

    def _language(self, review: Review) -> str:
        opinion = self.opinions.get(review.key)
        told = ((opinion.language if opinion else None) or review.language or "").strip()
        return told if _TAG.fullmatch(told) else ""

    def language_of(self, key: str | None) -> str:
        """The language of a review's text as a tag; empty where it is not known."""
        return self._languages.get(key or "", "")

    @cached_property
    def opinions(self) -> Mapping[str, Opinion]:
        return {opinion.of: opinion for opinion in self.audit.opinions}

    def place_of_key(self, key: str | None) -> str:
        """The site that a listing's key speaks of, whether or not the listing is still found."""
        for match in self.listings:
            if match.listing.key == key and isinstance(match.listing, Listing):
                return self.place(match.listing)
        prefix = (key or "").partition(":")[0]
        known = site(prefix)
        return self.site_name(known) if known else self.source_name(prefix)

    def site_of_review(self, review: Review) -> Site | None:
        """The site that shows a review, as it says itself, or by the listing that it stands under."""
        prefix, _, rest = review.listing.partition(":")
        return (site(review.site) if review.site else None) or site(prefix) or recognised(rest)

    @cached_property
    def engines(self) -> frozenset[str]:
        """Sources whose evidence is a programming interface's address, which nobody can open."""
        return frozenset(h.source for h in self.audit.harvests if any(isinstance(i, Search | Mention) for i in h.items))

    @cached_property
    def of_others(self) -> frozenset[str | None]:
        """Addresses of pages that were judged somebody else's."""
        read: dict[bool, set[str | None]] = {True: set(), False: set()}
        for match in self.audit.matches:
            read[match.judgement is Judgement.DIFFERENT].add(match.listing.url)
        return frozenset(read[True] - read[False])

    @cached_property
    def delicate(self) -> frozenset[str | None]:
        """Keys of what a finding asks to act upon or to watch: not to be repeated needlessly."""
        return frozenset(f.subject for f in self.audit.findings if f.severity is not Severity.NOTE)

    @cached_property
    def shown_reviews(self) -> tuple[Review, ...]:
        """Reviews under every listing shown, the unsure ones too, the latest first."""
        keys = frozenset(match.listing.key for match in self.listings)
        return tuple(sorted(reviews_under(self.audit.harvests, keys), key=recency))

    def figure(self, key: str) -> Figure | None:
        return self.audit.figures.get(key)

    def site_of(self, listing: Listing) -> Site | None:
        return (site(listing.site) if listing.site else None) or (recognised(listing.url) if listing.url else None)

    def place(self, listing: Listing) -> str:
        """The site's name, else the source's."""
        known = self.site_of(listing)
        return self.site_name(known) if known else self.host(listing.url) or self.source_name(listing.evidence.source)

    def host(self, url: str | None) -> str:
        """The host of an address without www., where it has one."""
        rest = (url or "").partition("://")[2]
        host = rest.replace("?", "/").replace("#", "/").partition("/")[0]
        return inert(host.rpartition("@")[2].removeprefix("www."), 40)

    def source_name(self, name: str) -> str:
        about = self.abouts.get(name)
        return titled(self.words, name, inert(about.title if about else name, 40))

    def source_title(self, name: str) -> str:
        """Its name at the beginning of a line or a cell."""
        said = self.source_name(name)
        return said if said == name else f"{said[:1].upper()}{said[1:]}"

    def site_name(self, known: Site) -> str:
        return titled(self.words, known.key, known.name)

    def whole(self, value: float) -> Number:
        return Number(value=float(round(value)), text=self.words.number(round(value)))

    def decimal(self, value: float) -> Number:
        return Number(value=round(value, 1), text=self.words.number(round(value, 1), 1))

    def percent(self, share: float) -> Number:
        return Number(value=float(round(100 * share)), text=self.words.percent(round(share, 2)))

    def of_unit(self, value: float, unit: str) -> Number:
        """A figure's value, written as its unit is."""
        if unit == "share":
            return self.percent(value)
        return self.decimal(value) if unit == "stars" else self.whole(value)

    def between(self, figure: Figure) -> str:
        """The interval in brackets, without a unit; empty where there is none, or where it has no width to tell of."""
        if figure.low is None or figure.high is None or figure.low == figure.high:
            return ""
        scale = 100 if figure.unit == "share" else 1
        low, high = (self.of_unit_plain(v * scale, figure.unit) for v in (figure.low, figure.high))
        return f"[{low}–{high}]"

    def of_unit_plain(self, value: float, unit: str) -> str:
        return self.words.number(round(value, 1), 1) if unit == "stars" else self.words.number(round(value))

    def when(self, interval: Interval) -> str:
        """One day, a span of days, or that it is not known."""
        first, last = interval.earliest, interval.latest
        if first and last and first != last:
            return self.words.say(
                "between {first} and {last}", first=self.words.short_day(first), last=self.words.short_day(last)
            )
        if first and last:
            return self.words.short_day(last)
        if last:
            return self.words.say("{last} at the latest", last=self.words.short_day(last))
        if first:
            return self.words.say("{first} at the earliest", first=self.words.short_day(first))
        return self.words.say("date not known")


def _rank(match: Match) -> tuple[bool, int, float, str]:
    seen = match.listing.seen if isinstance(match.listing, Listing) else Seen.SNIPPET
    is_unsure = match.judgement is not Judgement.SAME
    return (is_unsure, _BEST_SEEN.index(seen), -match.probability, match.listing.evidence.source)


def kept_day(value: object) -> date | None:
    """A day as an audit keeps it among a finding's values; None for anything else."""
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def recency(review: Review) -> tuple[int, str]:
    """Sorts the latest review first, undated ones last."""
    latest = review.published.latest
    return (-latest.toordinal() if latest else 0, review.key)
