"""Brave Search, an index of its own: web and news, with the user's key."""

from collections.abc import Iterable
from functools import partial
from urllib.parse import urlencode

from ereput.errors import Broken, Refused
from ereput.model import Item, Practitioner
from ereput.page import Page, Record
from ereput.sites.results import PER_QUERY, Query, Result, items, not_after, published, queries, with_operators
from ereput.source import About, Key, Kind, Lead, Request, Source

_QUESTION = {
    "country": "FR",
    "search_lang": "fr",
    "ui_lang": "fr-FR",
    "count": str(PER_QUERY),
    "text_decorations": "false",
}


class Brave(Source):
    """Asks for the name, its reviews, its news, and each group of sites with `site:` operators."""

    about = About(
        name="brave",
        title="Brave Search",
        kind=Kind.SEARCH,
        home="https://search.brave.com",
        base_url="https://api.search.brave.com",
        terms="https://api-dashboard.search.brave.com/terms-of-service",
        licence="keeping results needs a plan with storage rights; ereput keeps them in your history only",
        key=Key.REQUIRED,
        is_default=False,
        seconds_between_requests=1.0,
        gives=frozenset({Lead.PAGES}),
        known_from="answers recorded by brave-search-python-client 0.4.27 (December 2024); "
        "the shape of its errors is known from one client only",
    )

    def search(self, who: Practitioner) -> Iterable[Request]:
        if self.key is None:
            return
        for query in map(with_operators, queries(who)):
            where, reader = ("news", self.news) if query.is_news else ("web", self.web)
            # `offset` is the number of the page, from 0; the first is enough.
            page = {"freshness": "py"} if query.is_news else {"offset": "0"}
            yield Request(
                url=f"{self.base_url}/res/v1/{where}/search?{urlencode({'q': query.text} | _QUESTION | page)}",
                headers={"Accept": "application/json"},
                secret_headers={"X-Subscription-Token": self.key},
                answers=(200, 422),
                then=partial(reader, who, query),
            )

    def web(self, who: Practitioner, query: Query, page: Page) -> Iterable[Item]:
        found = _answer(page).maybe_record("web")  # absent when nothing was found
        yield from items(who, query, page, found.records("results") if found else [], _changed)

    def news(self, who: Practitioner, query: Query, page: Page) -> Iterable[Item]:
        yield from items(who, query, page, _answer(page).maybe_records("results"), _published)


def _answer(page: Page) -> Record:
    """The answer, which names the question whatever was found. Raises Refused or Broken for an error."""
    answer = page.record()
    error = answer.maybe_record("error")
    if error is not None:
        detail = (error.maybe_text("detail") or f"HTTP {page.status}")[:300]
        is_key = "TOKEN" in (error.maybe_text("code") or "")  # 422 SUBSCRIPTION_TOKEN_INVALID
        raise Refused(detail) if is_key else Broken(detail)
    answer.record("query")
    return answer


def _published(row: Record, page: Page) -> Result:
    return Result(
        url=row.text("url"),
        title=row.maybe_text("title"),
        snippet=row.maybe_text("description"),
        published=published(row.maybe_text("page_age"), page),
        language=row.maybe_text("language"),
    )


def _changed(row: Record, page: Page) -> Result:
    """Of a page that is no news, `page_age` tells when it was last changed."""
    return _published(row, page)._replace(published=not_after(row.maybe_text("page_age"), page))
