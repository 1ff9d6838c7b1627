"""Wikipedia in French: the articles that hold the name."""

from collections.abc import Iterable
from functools import partial
from urllib.parse import quote, urlencode

from ereput.errors import Broken, Throttled, Unreachable
from ereput.model import Item, Practitioner
from ereput.page import Page, Record
from ereput.sites.results import Query, Result, called_as, items, not_after, quoted
from ereput.source import About, Kind, Request, Source
from ereput.words import N_

_BUSY = frozenset({"maxlag", "ratelimited"})
_DOWN = ("internal_api_error", "readonly", "cirrussearch-backend-error", "search-")


class Wikipedia(Source):
    """One full-text search for the name and the profession."""

    about = About(
        name="wikipedia",
        title="Wikipedia",
        kind=Kind.ENCYCLOPAEDIA,
        home="https://fr.wikipedia.org",
        base_url="https://fr.wikipedia.org",
        terms="https://foundation.wikimedia.org/wiki/Policy:Terms_of_Use",
        licence="CC BY-SA 4.0",
        attribution=N_("Wikipedia, CC BY-SA 4.0"),
        seconds_between_requests=1.0,
        known_from="MediaWiki's documentation of action=query, list=search and maxlag, as of 2026; certain",
    )

    def search(self, who: Practitioner) -> Iterable[Request]:
        query = Query(f"{quoted(called_as(who))} {who.specialty or 'médecin'}", sites=("wikipedia",))
        question = {
            "action": "query",
            "list": "search",
            "srsearch": query.text,
            "srlimit": "5",
            "format": "json",
            "formatversion": "2",
            "maxlag": "5",
        }
        yield Request(url=f"{self.base_url}/w/api.php?{urlencode(question)}", then=partial(self.results, who, query))

    def results(self, who: Practitioner, query: Query, page: Page) -> Iterable[Item]:
        answer = page.record()
        if (error := answer.maybe_record("error")) is not None:
            raise _error(error, page)
        yield from items(who, query, page, answer.record("query").records("search"), self._result)

    def _result(self, row: Record, page: Page) -> Result:
        title = row.text("title")
        return Result(
            url=f"{self.about.home}/wiki/{quote(title.replace(' ', '_'))}",
            title=title,
            snippet=row.maybe_text("snippet"),
            published=not_after(row.maybe_text("timestamp"), page),  # the last edit
            language="fr",
        )


def _error(error: Record, page: Page) -> Exception:
    code, info = error.text("code"), (error.maybe_text("info") or error.text("code"))[:300]
    if code in _BUSY:
        wait = page.headers.get("retry-after", "")
        return Throttled(info, float(wait) if wait.isdecimal() else None)
    return Unreachable(info) if code.startswith(_DOWN) else Broken(info)
