"""SearXNG, a search engine of engines, on an instance that the user runs or is allowed to use."""

from collections.abc import Iterable
from functools import partial
from urllib.parse import urlencode

from ereput.errors import Refused, Unreachable
from ereput.model import Item, Practitioner
from ereput.page import Page, Record
from ereput.sites.results import Query, Result, items, published, queries, with_operators
from ereput.source import About, Kind, Lead, Request, Source

_NO_JSON = "the instance refused (HTTP 403): json is probably not among search.formats in its settings.yml"


class SearXNG(Source):
    """Asks for the name, its reviews, its news, and each group of sites with `site:` operators."""

    about = About(
        name="searxng",
        title="SearXNG",
        kind=Kind.SEARCH,
        home="https://docs.searxng.org",
        base_url="",
        terms="https://docs.searxng.org/dev/search_api.html",
        is_default=False,
        needs_base_url=True,  # public instances are others' machines: their administrators are to be asked
        seconds_between_requests=1.0,
        gives=frozenset({Lead.PAGES}),
        known_from="SearXNG's documentation and source (commit 9fea412), read in August 2026; certain",
    )

    def search(self, who: Practitioner) -> Iterable[Request]:
        base = self.base_url
        for query in map(with_operators, queries(who)):
            question = {
                "q": query.text,
                "format": "json",
                "language": "fr-FR",
                "pageno": "1",
                "categories": "news" if query.is_news else "general",
            }
            yield Request(
                url=f"{base}/search?{urlencode(question)}",
                answers=(200, 403),
                then=partial(self.results, who, query),
            )

    def results(self, who: Practitioner, query: Query, page: Page) -> Iterable[Item]:
        """Raises Unreachable, after the results, when engines behind the instance did not answer."""
        if page.status == 403:
            raise Refused(_NO_JSON)
        answer = page.record()
        yield from items(who, query, page, answer.records("results"), _result)
        if silent := _silent(answer):
            raise Unreachable("did not answer: {names}", names=silent)


def _result(row: Record, page: Page) -> Result:
    return Result(
        url=row.text("url"),
        title=row.maybe_text("title"),
        snippet=row.maybe_text("content"),
        published=published(row.maybe_text("publishedDate"), page),
    )


def _silent(answer: Record) -> str:
    """The engines that did not answer, each with its reason: "google (Suspended: too many requests)"."""
    pairs = answer.get("unresponsive_engines")
    if not isinstance(pairs, list):
        return ""
    said = [f"{pair[0]} ({pair[1]})" for pair in pairs if isinstance(pair, list) and len(pair) == 2]
    return ", ".join(said)[:500]
