"""The first page of a search for the name: ten rows for each query and engine, and who decides what stands there."""

from collections.abc import Iterable, Mapping

from ereput.figures import page_one as reckoned
from ereput.model import Judgement, Match, Mention
from ereput.report.inert import inert, web_address
from ereput.report.view.details import PageOne, PageOneQuery, PageOneRow
from ereput.report.view.given import Given
from ereput.report.view.listings import HOLDERS, holder
from ereput.report.view.shapes import Link, Number
from ereput.sites import recognised
from ereput.words import N_

_Place = tuple[str, str, str]  # source, query, address

ROWS = 10
_WHOSE = {Judgement.SAME: N_("about you"), Judgement.UNSURE: N_("unsure"), Judgement.DIFFERENT: N_("a namesake")}


def page_one(given: Given) -> PageOne:
    words, worth = given.words, _worth(given)
    queries: dict[tuple[str, str], list[Match]] = {}
    for match in given.audit.matches:
        mention = match.listing
        if isinstance(mention, Mention) and mention.is_page_one:
            queries.setdefault((mention.query or "", mention.evidence.source), []).append(match)
    return PageOne(
        title=words.say("Page one of a search for the name"),
        headings=(
            words.say("rank"),
            words.say("page"),
            words.say("site"),
            words.say("held by"),
            words.say("whose"),
            words.say("counts"),
        ),
        queries=tuple(_query(given, query, engine, found, worth) for (query, engine), found in sorted(queries.items())),
        summary=_summary(given),
        nothing=words.say("No search engine showed a first page."),
    )


def _worth(given: Given) -> Mapping[_Place, float]:
    """What each result counts in the figure, on 0..1."""
    rows = reckoned.results(given.audit.practitioner, given.own, given.audit.opinions)
    return {_place(row.mention): row.worth for row in rows}


def _place(mention: Mention) -> _Place:
    return (mention.evidence.source, mention.query or "", mention.url)


def _summary(given: Given) -> str:
    held, weighted = given.figure("controlled_share"), given.figure("page_one")
    said = []
    if held:
        said.append(
            given.words.say(
                "{share} of the results are held: your own, institutional, booking or claimed pages.",
                share=given.percent(held.value).text,
            )
        )
    if weighted:
        said.append(
            given.words.say(
                "What each result counts (last column), weighted by its rank, makes {share}: this enters the score.",
                share=given.of_unit(weighted.value, weighted.unit).text,
            )
        )
    return " ".join(said)


def _query(
    given: Given, query: str, engine: str, found: Iterable[Match], worth: Mapping[_Place, float]
) -> PageOneQuery:
    ranked = sorted(found, key=lambda m: (_rank(m) or 999, m.listing.key))
    return PageOneQuery(
        query=inert(query, 120),
        engine=given.source_name(engine),
        rows=tuple(_row(given, match, worth) for match in ranked[:ROWS]),
    )


def _rank(match: Match) -> int | None:
    return match.listing.rank if isinstance(match.listing, Mention) else None


def _row(given: Given, match: Match, worth: Mapping[_Place, float]) -> PageOneRow:
    """A namesake's page is counted, and neither named nor linked."""
    mention, words = match.listing, given.words
    assert isinstance(mention, Mention)
    rank = given.whole(mention.rank) if mention.rank is not None else None
    whose = words.say(_WHOSE[match.judgement])
    if match.judgement is Judgement.DIFFERENT:
        return PageOneRow(
            rank=rank, link=Link(text="–"), site="–", held_by="–", holder="namesake", judgement=whose, counts=None
        )
    known = recognised(mention.url)
    counts = worth.get(_place(mention))
    holds = holder(given, mention.url, known, None)
    return PageOneRow(
        rank=rank,
        link=Link(text=inert(mention.title, 80), url=web_address(mention.url)),
        site=given.site_name(known) if known else given.host(mention.url),
        held_by=words.say(HOLDERS[holds]),
        holder=holds,
        judgement=whose,
        counts=Number(value=round(counts, 2), text=words.number(counts, 2)) if counts is not None else None,
    )
