"""Keenable, a web search engine with a documented public endpoint; a second index beside the first."""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import zip_longest
from typing import Any

from ereput.model import Item, Practitioner
from ereput.page import Page, Record
from ereput.sites.results import PER_QUERY, Query, Result, items, published, queries
from ereput.source import About, Key, Kind, Lead, Request, Source

_MOST_SITES = 6  # each costs a request of its own


class Keenable(Source):
    """Asks for the name, its reviews, its news, and the sites that matter most, one a request."""

    about = About(
        name="keenable",
        title="Keenable",
        kind=Kind.SEARCH,
        home="https://keenable.ai",
        base_url="https://api.keenable.ai",
        terms="https://keenable.ai",  # the address of its terms is not established
        key=Key.OPTIONAL,
        seconds_between_requests=1.0,  # 10 a second and 1,000 an hour without a key, by one client's account
        gives=frozenset({Lead.PAGES}),
        known_from="several public clients that agree (SearXNG's engine among them), read in October 2026; "
        "its recall of French names is not known, no live call was made",
    )

    def search(self, who: Practitioner) -> Iterable[Request]:
        for query in _one_site_each(queries(who)):
            yield Request(
                url=f"{self.base_url}/v1/search" if self.key else f"{self.base_url}/v1/search/public",
                method="POST",
                headers={} if self.key else {"X-Keenable-Title": "ereput"},  # 400 without it
                secret_headers={"X-API-Key": self.key} if self.key else {},
                json=_question(query),
                then=partial(self.results, who, query),
            )

    def results(self, who: Practitioner, query: Query, page: Page) -> Iterable[Item]:
        yield from items(who, query, page, page.record().records("results"), _result)


def _one_site_each(asked: Iterable[Query]) -> Iterator[Query]:
    """The queries of the whole web; then the first sites of each group in turn, since `site` takes one domain."""
    groups = []
    for query in asked:
        if not query.domains:
            yield query
        elif query.group != "press":  # asked for as news already
            each = zip(query.sites, query.domains, strict=True)
            groups.append([query._replace(sites=(s,), domains=(d,)) for s, d in each if "/" not in d])
    turns = [query for turn in zip_longest(*groups) for query in turn if query]
    yield from turns[:_MOST_SITES]


def _question(query: Query) -> dict[str, Any]:
    question: dict[str, Any] = {"query": query.text, "max_results": PER_QUERY, "snippet_max_length": 500}
    if query.is_news:
        question["published_after"] = "365d"
    return question | ({"site": query.domains[0]} if query.domains else {})


def _result(row: Record, page: Page) -> Result:
    return Result(
        url=row.text("url"),
        title=row.maybe_text("title"),
        snippet=row.maybe_text("snippet") or row.maybe_text("description"),  # either may be ""
        published=published(row.maybe_text("published_at"), page),
    )
