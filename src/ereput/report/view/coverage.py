"""Who was asked, who answered, what was not looked at, and how the reader can look."""

import re
from collections.abc import Iterable, Mapping

from ereput.figures.coverage import FILES, pages
from ereput.model import Harvest, Judgement, Listing, Problem, Seen, Status
from ereput.report.inert import inert, web_address
from ereput.report.view.details import CoverageTable, Doors, SourceRow
from ereput.report.view.given import Given
from ereput.report.view.listings import order
from ereput.report.view.shapes import Essay, Link
from ereput.report.view.verdict import answered
from ereput.sites import may_read, search_address, site
from ereput.words import FIXED, N_

_WORDS = {
    Status.FOUND: N_("answered"),
    Status.NOTHING: N_("answered: nothing there"),
    Status.PARTIAL: N_("answered in part"),
    Status.LIMITED: N_("we stopped early"),
    Status.NOT_CONFIGURED: N_("not set up"),
    Status.SKIPPED: N_("left out"),
    Status.DISALLOWED: N_("not allowed by robots.txt or the terms"),
    Status.REFUSED: N_("it refused"),
    Status.THROTTLED: N_("too many questions"),
    Status.UNREACHABLE: N_("out of reach"),
    Status.BROKEN: N_("answer not understood"),
}
_OF_FILES = {Status.FOUND: N_("read through"), Status.NOTHING: N_("read through: nothing there")}

# The worst news first; what the user left off is no failure and comes last.
_SILENCES = {
    Status.REFUSED: N_("Refused to answer: {names}."),
    Status.THROTTLED: N_("Too many questions, ask again later: {names}."),
    Status.UNREACHABLE: N_("Out of reach (network or server): {names}."),
    Status.BROKEN: N_("Answer not understood, please report it: {names}."),
    Status.DISALLOWED: N_("Reading not allowed (robots.txt or terms): {names}."),
    Status.PARTIAL: N_("Answered in part: {names}."),
    Status.LIMITED: N_("Stopped early by our own limit: {names}."),
    Status.SKIPPED: N_("Left out: {names}."),
    Status.NOT_CONFIGURED: N_("Not configured, which is no failure: {names}."),
}
# Why a source was not asked, by what it says itself.
_LEFT_OUT = {
    "not asked: nothing says where the practice lies": N_("Left out for want of an address on the map: {names}."),
    "not asked: nothing led to a page that bears the name": N_("Left out for want of a page to read: {names}."),
}
_IN_ORDER = tuple(
    sentence
    for status, general in _SILENCES.items()
    for sentence in ((*_LEFT_OUT.values(), general) if status is Status.SKIPPED else (general,))
)
_MARKUP = re.compile(r"<[^<>]*>|<[^<>']*(?='?$)|\\[nrt]")  # tags, cut ones too, and line ends as a quotation has them
_STATUS = re.compile(r"\b(HTTP \d{3}) [A-Z][A-Za-z' -]*$")  # its English name
_QUOTED = re.compile(r"'\s?([^']*?)\s?'$")  # as Python writes a text
_MOST_FILES = 3  # that could not be read are named


def coverage(given: Given) -> CoverageTable:
    words, said = given.words, answered(given)
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
        summary=f"{said[:1].upper()}{said[1:]}.",
        silences=tuple(_silences(given)),
        reviews=_reviews(given),
        unseen_title=words.say("Not seen"),
        unseen=tuple(_unseen(given)),
    )


def _row(given: Given, harvest: Harvest) -> SourceRow:
    return SourceRow(
        name=given.source_name(harvest.source),
        status=harvest.status.value,
        word=given.words.say(_OF_FILES.get(harvest.status, _WORDS[harvest.status]))
        if harvest.source == FILES
        else given.words.say(_WORDS[harvest.status]),
        asked=given.whole(harvest.asked),
        answered=given.whole(harvest.answered),
        items=given.whole(len(harvest.items)),
        details=tuple(dict.fromkeys(_detail(given, harvest, problem) for problem in harvest.problems)),
    )


def _detail(given: Given, harvest: Harvest, problem: Problem) -> str:
    """Where, what sort of trouble where that is not the source's own, and why."""
    said = inert(_said(given, problem), 160)
    is_told = said and (problem.template or problem.status is harvest.status)
    sort = "" if is_told else given.words.say(_WORDS[problem.status])
    return " – ".join(part for part in (given.host(problem.url), sort, said) if part)


def _said(given: Given, problem: Problem) -> str:
    """Why, in the reader's language; of a page that came instead of an answer, the words and not the markup."""
    said = given.words.retold(problem.detail, problem.template, problem.values)
    if not any("<" in read for read in problem.values.values() or (problem.detail,)):
        return _STATUS.sub(r"\1", said)
    plain = re.sub(" +", " ", _MARKUP.sub(" ", said))
    return _QUOTED.sub(lambda text: given.words.quoted(text[1]) if text[1] else "", plain).strip(f" :{FIXED}")


def _silences(given: Given) -> list[str]:
    by_sentence: dict[str, list[str]] = {}
    for source, status in _statuses(given).items():
        if source != FILES and status in _SILENCES:
            by_sentence.setdefault(_silence(given, source, status), []).append(given.source_name(source))
    return [
        *_unread(given),
        *(
            given.words.say(sentence, names=given.words.listed(sorted(by_sentence[sentence], key=str.casefold)))
            for sentence in _IN_ORDER
            if sentence in by_sentence
        ),
        *_offline(given),
    ]


def _silence(given: Given, source: str, status: Status) -> str:
    """The sentence for how a source ended; of one that was left out, with the reason where that is known."""
    if status is Status.SKIPPED:
        said = {p.detail for harvest in given.audit.harvests if harvest.source == source for p in harvest.problems}
        return next((sentence for reason, sentence in _LEFT_OUT.items() if reason in said), _SILENCES[status])
    return _SILENCES[status]


def _unread(given: Given) -> list[str]:
    """The files that were brought and could not be read, the first few: the reader can bring another."""
    problems = [p for harvest in given.audit.harvests if harvest.source == FILES for p in harvest.problems]
    return [
        given.words.say(
            "Your file {name}: {why}.",
            name=inert((problem.url or "").rpartition("/")[2].removeprefix("file:"), 40),
            why=inert(_said(given, problem), 160),
        )
        for problem in problems[:_MOST_FILES]
    ]


def _offline(given: Given) -> list[str]:
    """Where nobody at all could be reached, it is seldom their fault."""
    silent = given.audit.coverage.silent.values()
    if given.audit.coverage.answered or Status.UNREACHABLE not in silent:
        return []
    return [given.words.say("Is this machine connected? A proxy is named by HTTPS_PROXY.")]


def _statuses(given: Given) -> Mapping[str, Status]:
    covered = given.audit.coverage
    harvested = {h.source: h.status for h in given.audit.harvests}
    return {**harvested, **covered.partial, **covered.silent}


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
        names.append(known.name if known else inert(unseen.site, 40))
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
            found.append(Link(text=known.name, url=address))
    return sorted(found, key=lambda link: link.text.casefold())
