"""Tavily, a web search engine with a documented keyless mode; a key of the user's own lifts its cap."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from ereput.errors import Broken, Refused, SourceError, Throttled
from ereput.model import Item, Practitioner
from ereput.page import Page, Record
from ereput.sites.results import PER_QUERY, Query, Result, items, published, queries
from ereput.source import About, Key, Kind, Lead, Request, Secret, Source

_ERRORS = (400, 401, 402, 403, 429, 432, 433)  # 432 and 433: the plan's limits
_LONGEST_WAIT = 31 * 24 * 3600  # seconds that a cap can last; more is no answer


class Tavily(Source):
    """Asks for the name, its reviews, its news, and each group of sites by `include_domains`."""

    about = About(
        name="tavily",
        title="Tavily",
        kind=Kind.SEARCH,
        home="https://www.tavily.com",
        base_url="https://api.tavily.com",
        terms="https://www.tavily.com/terms",
        key=Key.OPTIONAL,
        seconds_between_requests=1.0,  # neither the keyless cap nor its pace is published
        gives=frozenset({Lead.PAGES}),
        known_from="docs.tavily.com (search, keyless) and the client tavily-python 0.8.5, read in October 2026; "
        "certain for the shape, no live call was made",
    )

    def search(self, who: Practitioner) -> Iterable[Request]:
        for query in queries(who):
            yield Request(
                url=f"{self.base_url}/search",
                method="POST",
                headers={"X-Client-Source": "ereput"} | ({} if self.key else {"X-Tavily-Access-Mode": "keyless"}),
                secret_headers={"Authorization": Secret(f"Bearer {self.key.reveal()}")} if self.key else {},
                json=_question(query),
                answers=(200, *_ERRORS),
                then=partial(self.results, who, query),
            )

    def results(self, who: Practitioner, query: Query, page: Page) -> Iterable[Item]:
        if error := _error(page):
            raise error
        yield from items(who, query, page, page.record().records("results"), _result)


def _question(query: Query) -> dict[str, Any]:
    question: dict[str, Any] = {"query": query.text, "max_results": PER_QUERY, "exact_match": '"' in query.text}
    if query.is_news:
        return question | {"topic": "news", "time_range": "year"}
    question |= {"topic": "general", "country": "france"}  # a country goes with the general topic only
    return question | ({"include_domains": list(query.domains)} if query.domains else {})


def _result(row: Record, page: Page) -> Result:
    return Result(
        url=row.text("url"),
        title=row.maybe_text("title"),
        snippet=row.maybe_text("content"),
        published=published(row.maybe_text("published_date"), page),
    )


def _error(page: Page) -> SourceError | None:
    """What the answer says went wrong: `{"error": …}` on any status without a key, `{"detail": …}` with one."""
    try:
        answer = page.record()
    except Broken:
        answer = Record({})  # a proxy's page: the status says it
    if keyless := answer.get("error"):
        return _capped(keyless if isinstance(keyless, dict) else {"message": keyless})
    detail = answer.get("detail")
    said = f"{detail.get('error') if isinstance(detail, dict) else detail or f'HTTP {page.status}'}"[:300]
    match page.status:
        case 200:
            return None
        case 401 | 403:
            return Refused(said)
        case 400:
            return Broken(said)
    return Throttled(said)


def _capped(said: dict[str, Any]) -> Throttled:
    wait = said.get("retry_after_seconds")
    detail = f"{said.get('message') or said.get('code')}"[:300]
    if not isinstance(wait, int | float) or not 0 <= wait <= _LONGEST_WAIT:
        return Throttled(detail)
    return Throttled(f"{detail} To be asked again in {wait:.0f} s.", float(wait))
