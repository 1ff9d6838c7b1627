"""The rest of the report, in the same manner as `shapes`."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ereput.report.view.shapes import Link, Number, Said, Step

SIGNED = ("name", "address", "phone")  # fields that have a column of signs


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """How one field of a listing compares with the identity card."""

    field: str
    name: str
    kind: str  # a value of figures.fields.Compared
    symbol: str
    word: str
    shown: str  # what the listing shows
    truth: str  # what the identity card says


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarter:
    """The reviews of three months."""

    name: str
    count: Number
    mean: Number | None
    low: Number | None = None  # of the mean: 95 %, the widest spread that it allows
    high: Number | None = None
    remark: str = ""  # what sets it apart from the others


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingRow:
    """A listing that is, or may be, the practitioner's."""

    key: str
    site: str
    detail: str  # what tells an unsure one from another on the same site
    link: Link
    judgement: str
    probability: Number
    sure: str
    control: str
    held: str  # the same in a phrase
    marks: tuple[Mark, ...]  # name, address, phone, specialty, hours
    rating: Number | None  # on 1..5
    count: Number | None
    counted: str  # "67 reviews"; empty where none is stated
    seen: str
    seen_word: str  # in two words
    seen_sentence: str
    claim: tuple[Link, ...]  # how to take it over or have it corrected
    trend: tuple[Quarter, ...] = ()  # the marks given under this listing


@dataclass(frozen=True, slots=True, kw_only=True)
class Listings:
    title: str
    headings: tuple[str, ...]  # site, yours?, held by, name, address, phone, rating, reviews, read in
    field_headings: tuple[str, ...]  # field, the card, the listing, comparison
    rows: tuple[ListingRow, ...]
    signs: Mapping[str, str]  # each sign of a comparison in words
    snippet: str  # what "snippet" means
    nothing: str
    more: Mapping[int, str]  # how many are left out -> the sentence that says so

    def legend(self, rows: Sequence[ListingRow], fields: Container[str]) -> tuple[str, ...]:
        """The signs that these rows bear in these fields, in words; and what a snippet is where one is shown."""
        borne = {mark.symbol for row in rows for mark in row.marks if mark.field in fields}
        signs = ", ".join(f"{sign} {told}" for sign, told in self.signs.items() if sign in borne)
        return (signs, self.snippet) if any(row.seen == "snippet" for row in rows) else (signs,)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """One source and what became of the questions put to it."""

    name: str
    status: str
    word: str
    asked: Number
    answered: Number
    items: Number
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageTable:
    title: str
    headings: tuple[str, ...]  # source, outcome, asked, answered, read
    rows: tuple[SourceRow, ...]
    summary: str
    silences: tuple[str, ...]  # one sentence for each reason
    reviews: str
    unseen_title: str
    unseen: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """Pages that ereput does not fetch, and how the reader can open them."""

    title: str
    label: str  # the title in one or two words
    way_in: str
    rows: tuple[Link, ...]  # pages seen in search results
    searches: tuple[Link, ...]  # addresses at which to look for oneself
    searches_title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AspectRow:
    """What patients say of one aspect."""

    key: str
    name: str
    mentions: Number
    share: Number | None  # None: too few mentions
    interval: str
    yours: str
    is_clinical: bool  # care itself: no question of organisation
    remark: str
    quote: str
    quote_language: str
    positive: Number  # mentions by polarity, as read in the reviews
    mixed: Number
    negative: Number
    spoken: Number  # the three together
    group: str = ""  # yours · partly · not: how far the practice can change it


@dataclass(frozen=True, slots=True, kw_only=True)
class Aspects:
    title: str
    headings: tuple[str, ...]  # aspect, mentions, positive, yours to change, a patient's words
    rows: tuple[AspectRow, ...]
    groups: tuple[tuple[str, tuple[AspectRow, ...]], ...] = ()  # the same rows under the title of their group
    too_few: str
    nothing: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Star:
    """How many reviews gave this mark."""

    name: str
    count: Number
    share: float  # of the most frequent mark
    percent: Number | None  # of all marks
    interval: str  # of that share: 95 %, Wilson


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviews:
    title: str
    summary: str
    star_headings: tuple[str, str, str]  # mark, reviews, share of all
    stars: tuple[Star, ...]
    quarter_headings: tuple[str, str, str]
    quarters: tuple[Quarter, ...]
    undated: str
    gone: tuple[str, ...]  # what is no longer shown, site by site
    conflicts: tuple[Said, ...]  # marks and words that disagree
    conflicts_title: str = ""
    said: tuple[str, ...] = ()  # what the texts say in all, and what was not judged
    mixed: tuple[Said, ...] = ()  # reviews that praise and blame at once


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOneRow:
    """One result of a search for the name."""

    rank: Number | None
    link: Link
    site: str
    held_by: str
    counts: Number | None  # 0..1, in the figure; None: the practitioner's with no certainty
    holder: str  # own · claimable · official · third_party · unknown · namesake
    judgement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOneQuery:
    query: str
    engine: str
    rows: tuple[PageOneRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOne:
    title: str
    headings: tuple[str, ...]  # rank, page, site, who decides there, whose, what it counts
    queries: tuple[PageOneQuery, ...]
    summary: str
    nothing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SensitiveRow:
    """A review that a finding points at."""

    step: Step
    where: str
    published: str  # when, as an interval
    by: str  # the last day on which a step is still in time
    quote: str
    quote_language: str
    report_label: str
    report: Link  # how the site takes reports


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitive:
    title: str
    rows: tuple[SensitiveRow, ...]
    nothing: str
    route_title: str
    route: tuple[str, ...]  # what to do, in this order
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """An address that was read, and when."""

    source: str
    link: Link
    day: str
    items: Number


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The list of evidence, address by address."""

    title: str
    headings: tuple[str, str, str, str]  # source, address, last read, items
    rows: tuple[Proof, ...]
    more: str  # how many are left out; empty where none is


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """A review for a table: nothing that names its writer."""

    key: str
    listing: str
    site: str
    judgement: str  # of the listing
    earliest: date | None
    latest: date | None
    stars: Number | None  # on 1..5
    language: str
    opinion: str
    score: Number | None
    aspects: str
    text: str
    is_replied: bool
