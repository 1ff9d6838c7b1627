"""What is said of the charts and around them: every chart in words, for whoever does not see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ereput.report.view.details import Aspects, Listings, PageOne, PageOneQuery, Quarter, Reviews
from ereput.report.view.given import Given
from ereput.report.view.shapes import Head, Verdict
from ereput.words import N_

FIRST = 3  # things to do stand on the first page


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """A chart in words."""

    title: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Captions:
    """The words that only a report that is drawn needs."""

    title: str  # of the document
    skip: str
    contents: str
    as_table: str
    card_title: str
    polarities: tuple[str, str, str]  # positive, mixed, negative
    yours: str
    clinical: str
    holders: Mapping[str, str]  # who decides, as in details.PageOneRow.holder
    no_quarters: str
    no_trend: str  # of a listing
    no_stars: str
    page: str
    of_pages: str
    gauge: Caption
    timeline: Caption
    stars: Caption
    timeline_legend: str
    aspects_of: tuple[Caption, Caption]  # yours to change, clinical
    strips: tuple[Caption, ...]  # of each query
    trends: Mapping[str, Caption]  # by key of the listing


_HOLDERS = {
    "own": N_("yours"),
    "claimable": N_("claimable"),
    "official": N_("official"),
    "third_party": N_("third party"),
    "unknown": N_("unknown"),
    "namesake": N_("a namesake"),
}


def captions(
    given: Given,
    head: Head,
    verdict: Verdict,
    listings: Listings,
    page_one: PageOne,
    reviews: Reviews,
    aspects: Aspects,
) -> Captions:
    words = given.words
    return Captions(
        title=words.say("{name} – what the web says, {day}", name=head.name, day=head.day),
        skip=words.say("Go to the report"),
        contents=words.say("Contents"),
        as_table=words.say("The figures as a table"),
        card_title=words.say("Identity card used"),
        polarities=(words.say("positive"), words.say("mixed"), words.say("negative")),
        yours=words.say("Yours to change"),
        clinical=words.say("Clinical"),
        holders={key: words.say(told) for key, told in _HOLDERS.items()},
        no_quarters=words.say("No mark can be placed in a quarter."),
        no_trend=words.say("No review of this listing was read that can be placed in a quarter."),
        no_stars=words.say("No mark was read."),
        page=words.say("page"),
        of_pages=words.say("of"),
        gauge=_gauge(given, verdict),
        timeline=_timeline(given, words.say("Marks by quarter"), reviews.quarters),
        stars=_stars(given, reviews),
        timeline_legend=words.say(
            "Points: mean mark of the quarter; band: its 95% interval, the widest that it allows; below: reviews."
        ),
        aspects_of=(_aspects(given, aspects, is_clinical=False), _aspects(given, aspects, is_clinical=True)),
        strips=tuple(_strip(given, query) for query in page_one.queries),
        trends={row.key: _timeline(given, row.site, row.trend) for row in listings.rows},
    )


def _gauge(given: Given, verdict: Verdict) -> Caption:
    words = given.words
    bands = ", ".join(
        words.say("{band} from {points}", band=band, points=points.text)
        for band, points in verdict.scale
        if points.value
    )
    said = verdict.out_of or verdict.why or ""
    return Caption(title=words.say("The score on its scale"), description=f"{said}. {bands}.")


def _timeline(given: Given, title: str, quarters: Sequence[Quarter]) -> Caption:
    words = given.words
    marked = [quarter for quarter in quarters if quarter.mean]
    if not marked:
        return Caption(title=title, description=words.say("No mark can be placed in a quarter."))
    told = words.plural(
        "From {first} to {last}: {count:n} review; mean mark of a quarter from {low} to {high} of 5.",
        "From {first} to {last}: {count:n} reviews; mean mark of a quarter from {low} to {high} of 5.",
        round(sum(quarter.count.value for quarter in quarters)),
        first=quarters[0].name,
        last=quarters[-1].name,
        low=min((q.mean for q in marked if q.mean), key=lambda mean: mean.value).text,
        high=max((q.mean for q in marked if q.mean), key=lambda mean: mean.value).text,
    )
    return Caption(title=title, description=told)


def _stars(given: Given, reviews: Reviews) -> Caption:
    told = [f"{star.name} – {star.count.text}" for star in reviews.stars]
    return Caption(title=given.words.say("How the marks are spread"), description="; ".join(told) + ".")


def _aspects(given: Given, aspects: Aspects, *, is_clinical: bool) -> Caption:
    words = given.words
    told = [
        words.say(
            "{aspect} – positive {positive}, mixed {mixed}, negative {negative}",
            aspect=row.name,
            positive=row.positive.text,
            mixed=row.mixed.text,
            negative=row.negative.text,
        )
        for row in aspects.rows
        if row.is_clinical is is_clinical
    ]
    return Caption(title=words.say("What is said of each aspect"), description="; ".join(told) + ".")


def _strip(given: Given, query: PageOneQuery) -> Caption:
    words = given.words
    told = [f"{row.rank.text if row.rank else '–'} {words.say(_HOLDERS[row.holder])}" for row in query.rows]
    title = words.say("Who decides on page one of {engine}", engine=query.engine)
    return Caption(title=title, description="; ".join(told) + ".")
