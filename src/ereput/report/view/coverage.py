"""Who was asked, who answered, what was not looked at, and how the reader can look."""

from collections.abc import Iterable

from ereput.figures.coverage import pages
from ereput.model import Harvest, Judgement, Listing, Problem, Seen
from ereput.report.inert import inert, web_address
from ereput.report.view.details import CoverageTable, Doors, SourceRow
from ereput.report.view.given import Given
from ereput.report.view.listings import order
from ereput.report.view.shapes import Essay, Link
from ereput.report.view.silence import WORDS, said, silences, word
from ereput.report.view.verdict import answered
from ereput.sites import may_read, search_address, site
from ereput.words import N_


def coverage(given: Given) -> CoverageTable:
    words, summary = given.words, answered(given)
    return CoverageTable(
        title=words.say("Sources"),
        headings=(
            words.say("source"),
            words.say("outcome"),
            words.say("questions"),
            words.say("answers"),
            words.say("items read"),
        ),
        rows=tuple(_row(given, harvest) for harvest in given.audit.harvests),
        summary=f"{summary[:1].upper()}{summary[1:]}.",
        silences=tuple(silences(given)),
        reviews=_reviews(given),
        unseen_title=words.say("Not seen"),
        unseen=tuple(_unseen(given)),
    )


def _row(given: Given, harvest: Harvest) -> SourceRow:
    return SourceRow(
        name=given.source_title(harvest.source),
        status=harvest.status.value,
        word=given.words.say(word(harvest)),
        asked=given.whole(harvest.asked),
        answered=given.whole(harvest.answered),
        items=given.whole(len(harvest.items)),
        details=tuple(dict.fromkeys(_detail(given, harvest, problem) for problem in harvest.problems)),
    )


def _detail(given: Given, harvest: Harvest, problem: Problem) -> str:
    """Where, what sort of trouble where that is not the source's own, and why."""
    why = inert(said(given, problem), 160)
    is_told = why and (problem.template or problem.status is harvest.status)
    sort = "" if is_told else given.words.say(WORDS[problem.status])
    return " – ".join(part for part in (given.host(problem.url), sort, why) if part)


def _reviews(given: Given) -> str:
    covered, words = given.audit.coverage, given.words
    if covered.reviews_stated:
        return words.plural(
            "{count:n} review read of {stated:n} that the listings state ({share:percent}).",
            "{count:n} reviews read of {stated:n} that the listings state ({share:percent}).",
            covered.reviews_read,
            stated=covered.reviews_stated,
            share=min(1.0, covered.reviews_read / covered.reviews_stated),
        )
    return words.plural("{count:n} review read.", "{count:n} reviews read.", covered.reviews_read)


def _unseen(given: Given) -> list[str]:
    """One line for each query: the sites that were not among its first results."""
    queries: dict[tuple[str, str, int], list[str]] = {}
    for unseen in given.audit.coverage.unseen:
        names = queries.setdefault((unseen.query, unseen.source, unseen.results), [])
        known = site(unseen.site)
        names.append(given.site_name(known) if known else inert(unseen.site, 40))
    return [_not_among(given, names, *asked) for asked, names in queries.items()]


def _not_among(given: Given, names: list[str], query: str, source: str, results: int) -> str:
    told = {
        "sites": given.words.listed(sorted(set(names), key=str.casefold)),
        "query": given.words.quoted(inert(query, 160).strip('"')),
        "source": given.source_name(source),
    }
    if not results:
        return given.words.say("{sites}: no result at all for the search {query} ({source})", **told)
    return given.words.plural(
        "{sites}: no trace in the only result of the search {query} ({source})",
        "{sites}: no trace in the first {count:n} results of the search {query} ({source})",
        results,
        **told,
    )


def identity(given: Given) -> Essay:
    """Namesakes and unsure listings: counted, never named."""
    words, said = given.words, []
    if n := given.audit.coverage.namesakes:
        said.append(
            words.plural(
                "{count:n} result about a namesake or other set aside, never counted.",
                "{count:n} results about namesakes or others set aside, never counted.",
                n,
            )
        )
    said.extend(_apart(given))
    if n := len(pages(given.audit.matches, Judgement.UNSURE)):
        said.append(
            words.plural(
                "{count:n} unsure, not counted: ereput judge asks about them.",
                "{count:n} unsure, not counted: ereput judge asks about them.",
                n,
            )
        )
        who = given.audit.practitioner
        if not (who.rpps or (who.specialty and who.address.locality)):
            said.append(words.say("Say more to tell them apart: --city and --specialty, or --rpps."))
    return Essay(title=words.say("Identity"), paragraphs=tuple(said))


# What somebody else's listing has to do with the practitioner (Match.role).
_ROLES = {
    "practice": N_("of the practice itself"),
    "colleague": N_("of colleagues at the same address"),
    "successor": N_("of a successor"),
    "phone": N_("of others with the same telephone"),
}


def _apart(given: Given) -> Iterable[str]:
    """Of those set aside, the ones that belong to the practice and the people around it."""
    words = given.words
    for role, sentence in _ROLES.items():
        apart = pages([match for match in given.audit.matches if match.role == role], Judgement.DIFFERENT)
        if apart:
            whose = words.say(sentence)
            yield words.plural(
                "{count:n} of them is {whose}.", "{count:n} of them are {whose}.", len(apart), whose=whose
            )


def doors(given: Given) -> Doors:
    words = given.words
    return Doors(
        title=words.say("To open yourself"),
        label=words.say("To open"),
        way_in=words.say("Closed to robots: save the page, then --import page.html"),
        rows=tuple(_pages(given)),
        searches=tuple(_searches(given)),
        searches_title=words.say("Where to look for yourself"),
    )


def _pages(given: Given) -> list[Link]:
    """Pages that are, or may be, the practitioner's on sites that refuse robots, seen in search results only."""
    found: dict[str, Link] = {}
    for match in sorted(given.listings, key=lambda m: order(given, m)):
        listing = match.listing
        if not isinstance(listing, Listing) or listing.seen is not Seen.SNIPPET or may_read(listing.url or ""):
            continue
        if address := web_address(listing.url):
            text = given.place(listing)
            if match.judgement is not Judgement.SAME:
                text = given.words.say("{place}, maybe yours", place=text)
            found.setdefault(address, Link(text=text, url=address))
    return list(found.values())


def _searches(given: Given) -> list[Link]:
    """Where a person can look for the practitioner, for each site on which nothing was seen."""
    found = []
    for key in dict.fromkeys(unseen.site for unseen in given.audit.coverage.unseen):
        known = site(key)
        address = web_address(search_address(known, given.audit.practitioner)) if known else None
        if known and address:
            found.append(Link(text=given.site_name(known), url=address))
    return sorted(found, key=lambda link: link.text.casefold())
