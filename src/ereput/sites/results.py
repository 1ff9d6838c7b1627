"""What the search engines share: the questions put to them, and how their results become items. Pure."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple, TypeVar
from urllib.parse import urldefrag

from ereput.model import Address, Interval, Item, Listing, Mention, Practitioner, Search, Seen
from ereput.page import Page
from ereput.parsing import zones
from ereput.sites import groups, is_profile, plain, profile_id, recognised
from ereput.sites.snippets import bears_name, cleaned, rating, stated

PER_QUERY = 10  # results asked for: the first page
MOST_RESULTS = 50  # read of one answer, however many it holds
LONGEST_PHRASE = 150  # characters of a name that is looked for

Row = TypeVar("Row")


class Query(NamedTuple):
    """One question for a search engine."""

    text: str
    sites: tuple[str, ...] = ()  # keys of the sites that it is restricted to; () is the whole web
    domains: tuple[str, ...] = ()  # theirs, in the same order
    group: str | None = None  # of sites.groups()
    is_news: bool = False
    is_page_one: bool = False  # for the name itself, as somebody would who chooses a doctor


class Result(NamedTuple):
    """One result as an engine shows it."""

    url: str
    title: str | None
    snippet: str | None
    published: Interval = Interval()
    language: str | None = None


def queries(who: Practitioner) -> tuple[Query, ...]:
    """The questions of one engine in one audit, fewer than ten: page one, reviews, news, then a group of sites each."""
    place, called = who.address.locality, called_as(who)
    titled = f"{who.title} {who.name}" if who.title and who.given else called
    restricted = _words(called, who.specialty, place)
    return (
        Query(_words(quoted(called), who.specialty, place), is_page_one=True),
        Query(_words(quoted(titled), "avis", None if who.given else place)),
        Query(_words(quoted(called), place), is_news=True),
        # Directories write the family name first as often as last: no quotation marks there.
        *(Query(restricted, group.sites, group.domains, group.key) for group in groups() if group.domains),
    )


def called_as(who: Practitioner) -> str:
    """Given name and family name; the title and the family name where no given name is known."""
    return (who.name if who.given else f"{who.title or 'Dr'} {who.family}")[:LONGEST_PHRASE]


def quoted(phrase: str) -> str:
    """A phrase that an engine looks for as it stands."""
    bare = " ".join(phrase.replace('"', " ").split())
    return f'"{bare[:LONGEST_PHRASE].rstrip()}"'


def with_operators(query: Query, most_characters: int = 400, most_words: int = 50) -> Query:
    """The query with its sites written into it; the last sites are left out where the engine would cut the text."""
    kept = len(query.domains)
    while kept:
        restriction = " OR ".join(f"site:{domain}" for domain in query.domains[:kept])
        text = f"{query.text} ({restriction})" if kept > 1 else f"{query.text} {restriction}"
        if len(text) <= most_characters and len(text.split()) <= most_words:
            return query._replace(text=text, sites=query.sites[:kept], domains=query.domains[:kept])
        kept -= 1
    return query._replace(text=query.text[:most_characters], sites=(), domains=())


def items(
    who: Practitioner, query: Query, page: Page, rows: Sequence[Row], read: Callable[[Row, Page], Result]
) -> Iterable[Item]:
    """The question with the number of its results; a mention per result, and a listing where it is a known profile.

    Of a query restricted to sites, results that nowhere bear the family name are counted and left: those engines
    fill up with the doctor's neighbours.
    """
    yield Search(evidence=page.evidence, query=query.text, sites=query.sites, results=len(rows))
    seen: set[str] = set()
    for rank, row in enumerate(rows[:MOST_RESULTS], start=1):
        result = read(row, page)
        if plain(result.url) is None:
            continue
        address, title, snippet = urldefrag(result.url).url, cleaned(result.title), cleaned(result.snippet)
        if address in seen:
            continue
        seen.add(address)
        if query.domains and not bears_name(who, (title, snippet, address)):
            continue
        owner = recognised(address)
        yield Mention(
            evidence=page.evidence,
            url=address,
            title=title or address,
            snippet=snippet or None,
            site=owner.key if owner else None,
            published=result.published,
            language=result.language,
            query=query.text,
            rank=rank,
            is_page_one=query.is_page_one,
        )
        if is_profile(address):
            yield _listing(who, page, address, title, snippet)


def _listing(who: Practitioner, page: Page, address: str, title: str, snippet: str) -> Listing:
    owner, said = recognised(address), stated(title, who)
    return Listing(
        evidence=page.evidence,
        url=address,
        id=profile_id(address),
        site=owner.key if owner else None,
        seen=Seen.SNIPPET,
        name=said.name,
        title=title or None,
        snippet=snippet or None,
        specialty=said.specialty,
        address=Address(locality=said.town, postal_code=said.postcode),
        rating=rating(f"{title} | {snippet}"),
    )


def published(text: str | None, page: Page) -> Interval:
    """The day of an RFC 822 or ISO 8601 time, where the practice is; unknown for anything else and for days to come."""
    day = _day(text.strip()) if text else None
    if day is None or day > page.retrieved_at.astimezone(zones.here()).date():
        return Interval()
    return Interval(earliest=day, latest=day)


def not_after(text: str | None, page: Page) -> Interval:
    """Published on that day or before: for engines that state when a page was last changed or seen."""
    return Interval(latest=published(text, page).latest)


def _day(text: str) -> date | None:
    try:
        is_iso = re.match(r"\d{4}-?\d\d-?\d\d", text)
        moment = datetime.fromisoformat(text) if is_iso else parsedate_to_datetime(text)
        return (moment if moment.tzinfo is None else moment.astimezone(UTC).astimezone(zones.here())).date()
    except (ValueError, OverflowError):
        return None


def _words(*parts: str | None) -> str:
    return " ".join(" ".join(part.split()) for part in parts if part)
