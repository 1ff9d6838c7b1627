"""What is read: listings, reviews, mentions and the rest, and what kept a source from saying more."""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Self

import msgspec

from ereput.model.practitioner import Address, Identifier


class Status(StrEnum):
    """What became of a question. Only after FOUND and NOTHING does silence mean anything."""

    FOUND = "found"
    NOTHING = "nothing"
    PARTIAL = "partial"  # something is missing, and the problems say what
    LIMITED = "limited"  # we stopped early ourselves
    NOT_CONFIGURED = "not_configured"
    SKIPPED = "skipped"
    DISALLOWED = "disallowed"  # robots.txt or the terms
    REFUSED = "refused"  # 401, 403, captcha
    THROTTLED = "throttled"  # 429, or a Retry-After longer than we wait
    UNREACHABLE = "unreachable"  # network, time-out, 5xx
    BROKEN = "broken"  # not shaped as expected

    @property
    def answered(self) -> bool:
        """The source said something that can be used, even if not all."""
        return self in (Status.FOUND, Status.NOTHING, Status.PARTIAL, Status.LIMITED)

    @property
    def asked(self) -> bool:
        """A question was put, or would have been had the source allowed it."""
        return self not in (Status.NOT_CONFIGURED, Status.SKIPPED)


class Seen(StrEnum):
    """How a listing was seen."""

    API = "api"  # a documented interface said so
    PAGE = "page"  # its page was read
    SNIPPET = "snippet"  # only the lines of a search engine were read
    EXPORT = "export"  # a file that the owner brought


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """What was read, where and when."""

    source: str
    url: str
    retrieved_at: datetime  # UTC


class Interval(msgspec.Struct, frozen=True, kw_only=True):
    """Between which two days something happened, both included; None where it cannot be known."""

    earliest: date | None = None
    latest: date | None = None


class Rating(msgspec.Struct, frozen=True, kw_only=True):
    """A mark on a scale."""

    value: float
    best: float = 5.0
    worst: float = 1.0
    count: int | None = None  # how many people, where the source says

    @property
    def share(self) -> float:
        """The mark on 0..1, so that 4/5 and 8/10 can be compared."""
        if self.best == self.worst:
            return 0.0
        return min(1.0, max(0.0, (self.value - self.worst) / (self.best - self.worst)))

    @property
    def stars(self) -> float:
        """The mark on 1..5."""
        return 1.0 + 4.0 * self.share


class Listing(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="listing"):
    """A source's page, or a register's entry, about one practitioner or practice."""

    evidence: Evidence
    url: str | None = None  # the page that a person can open
    id: str | None = None  # what the site or register calls it
    site: str | None = None  # a key of sites/, when the site is known
    seen: Seen = Seen.API
    name: str | None = None
    title: str | None = None  # of the page or the search result
    snippet: str | None = None
    specialty: str | None = None
    practice: str | None = None
    types: tuple[str, ...] = ()  # schema.org types, where the page states them
    address: Address = Address()
    phones: tuple[str, ...] = ()  # E.164
    email: str | None = None
    website: str | None = None
    opening_hours: str | None = None
    identifiers: tuple[Identifier, ...] = ()
    rating: Rating | None = None
    latitude: float | None = None
    longitude: float | None = None
    is_closed: bool | None = None
    is_claimed: bool | None = None

    @property
    def key(self) -> str:
        """The same for the same listing in every audit."""
        place = self.site or self.evidence.source
        return f"{place}:{self.id or self.url or digest(self.name, self.address.street, self.title)}"


class Review(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="review"):
    """A patient's words and mark. No reviewer's name, ever."""

    evidence: Evidence
    listing: str  # key of the listing that it stands under
    id: str | None = None
    site: str | None = None
    text: str | None = None  # None: stars only
    language: str | None = None  # ISO 639-1, where the source says
    rating: Rating | None = None
    published: Interval = Interval()
    edited: Interval | None = None
    reply: str | None = None
    replied: Interval | None = None
    is_cut: bool = False  # the source showed the beginning only

    @property
    def key(self) -> str:
        """The same for the same review in every audit."""
        return (
            f"{self.listing}#{self.id or digest(self.text, self.rating and self.rating.value, self.published.latest)}"
        )


class Mention(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="mention"):
    """A page that names someone, as a search engine or an index shows it."""

    evidence: Evidence
    url: str
    title: str
    snippet: str | None = None
    site: str | None = None
    published: Interval = Interval()
    language: str | None = None
    query: str | None = None
    rank: int | None = None  # 1 is the first result of the query
    is_page_one: bool = False  # of a query for the name itself, not restricted to sites

    @property
    def key(self) -> str:
        return self.url


class Search(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="search"):
    """A question put to a search engine, and how many results it showed."""

    evidence: Evidence
    query: str
    sites: tuple[str, ...] = ()  # keys of the sites that it was restricted to; () is the whole web
    results: int = 0


class Census(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="census"):
    """How many entries of a register bear a name."""

    evidence: Evidence
    family: str
    given: str | None = None
    count: int


class Bearers(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="bearers"):
    """How many people of a register bear a name, counted in a whole copy of it."""

    evidence: Evidence  # retrieved_at: the day of the copy
    family: str
    given: str | None = None
    entries: int  # of the whole register
    full: "Counts"  # family name and first name; without a first name, as `surname`
    surname: "Counts"  # the family name


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """People everywhere, and those of the practitioner's specialty, town and département; None: it is not known."""

    everywhere: int
    specialty: int | None = None
    town: int | None = None
    departement: int | None = None


class Place(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="place"):
    """Where an address or a town lies."""

    evidence: Evidence
    label: str
    latitude: float
    longitude: float
    grain: str = "town"  # address · street · town


Item = Listing | Review | Mention | Search | Census | Bearers | Place


class Problem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What kept a source from saying more."""

    status: Status
    url: str
    detail: str  # in English
    template: str | None = None  # `detail` before its values were put in: it can be said in another language
    values: Mapping[str, str] = {}


class Harvest(msgspec.Struct, frozen=True, kw_only=True):
    """All that one source said, and what kept it from saying more."""

    source: str
    status: Status
    items: tuple[Item, ...] = ()
    problems: tuple[Problem, ...] = ()
    asked: int = 0  # requests put
    answered: int = 0  # requests that were answered in the expected shape

    @classmethod
    def of(cls, source: str, items: tuple[Item, ...], problems: tuple[Problem, ...], asked: int, answered: int) -> Self:
        """The harvest with the one status that tells the truth about all of it."""
        return cls(
            source=source,
            status=_status(items, problems, answered),
            items=items,
            problems=problems,
            asked=asked,
            answered=answered,
        )


def _status(items: tuple[Item, ...], problems: tuple[Problem, ...], answered: int) -> Status:
    found = any(isinstance(item, Listing | Review | Mention) for item in items)
    if not problems:
        return Status.FOUND if found else Status.NOTHING
    kinds = {problem.status for problem in problems}
    if kinds == {Status.LIMITED}:
        return Status.LIMITED
    if found or answered:
        return Status.PARTIAL
    return problems[0].status


def digest(*parts: object) -> str:
    """Twelve hexadecimal digits that stand for these parts."""
    text = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]
