"""Answers in the real shapes, read by the search sources; skipped where the samples are not at hand."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from typing import Any

import pytest

import make
from ereput.errors import Broken, Refused, Throttled, Unreachable
from ereput.model import Interval, Item, Listing, Mention, Search
from ereput.page import Page
from ereput.sites.results import Query
from ereput.source import Source, SourceSettings
from ereput.sources.brave import Brave
from ereput.sources.gdelt import GDELT
from ereput.sources.keenable import Keenable
from ereput.sources.searxng import SearXNG
from ereput.sources.tavily import Tavily
from places import SAMPLES

pytestmark = [
    pytest.mark.samples,
    pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not beside the project"),
]
QUERY = Query("q", is_page_one=True)
SAUCIER = make.practitioner(given="Arthur", family="Saucier", specialty="médecin généraliste", locality="Clamart")


def page(name: str, status: int = 200, kind: str = "application/json") -> Page:
    return Page(
        source=name.partition("/")[0],
        url="https://api.example/search",
        asked="https://api.example/search",
        status=status,
        headers={"content-type": kind},
        body=(SAMPLES / name).read_bytes(),
        retrieved_at=datetime(2026, 11, 21, 9, tzinfo=UTC),
    )


def read(reader: Callable[..., Iterable[Any]], name: str, **more: Any) -> list[Item]:
    return list(reader(SAUCIER, QUERY, page(name, **more)))


def of(kind: type, items: list[Item]) -> list[Any]:
    return [item for item in items if isinstance(item, kind)]


def with_address(kind: type[Source]) -> Source:
    return kind(SourceSettings(base_url="https://searx.example"))


def test_tavily_answers_with_mentions_and_the_listings_among_them():
    found = read(Tavily().results, "tavily/search_general.json")

    doctolib, pagesjaunes = of(Listing, found)
    assert (doctolib.site, doctolib.name, doctolib.specialty) == ("doctolib", "Arthur Saucier", "Médecin généraliste")
    assert doctolib.address.locality == "Clamart"
    assert (pagesjaunes.site, pagesjaunes.name) == ("pagesjaunes", None)
    assert (pagesjaunes.rating.value, pagesjaunes.rating.count) == (3.2, 5)
    assert [mention.rank for mention in of(Mention, found)] == [1, 2]


def test_tavily_dates_its_news():
    [mention] = of(Mention, read(Tavily().results, "tavily/search_news.json"))

    assert mention.published == Interval(earliest=date(2026, 10, 6), latest=date(2026, 10, 6))


@pytest.mark.parametrize("status", [200, 400, 429])
def test_tavilys_keyless_cap_is_known_under_any_status(status):
    with pytest.raises(Throttled, match="Keyless limit reached") as caught:
        read(Tavily().results, "tavily/error_keyless_limit.json", status=status)

    assert caught.value.retry_after == 3600


@pytest.mark.parametrize(("status", "error"), [(401, Refused), (403, Refused), (432, Throttled), (400, Broken)])
def test_tavilys_errors_with_a_key_go_by_their_status(status, error):
    with pytest.raises(error, match="missing or invalid API key"):
        read(Tavily().results, "tavily/error_401.json", status=status)


def test_keenable_answers_with_a_snippet_or_a_description():
    first, second = of(Mention, read(Keenable().results, "keenable/search_public.json"))

    assert (first.snippet, first.published.earliest) == ("s1", date(2026, 8, 7))
    assert (second.snippet, second.published) == ("Médecin généraliste", Interval())


def test_brave_answers_without_markup_and_with_days_at_the_latest():
    found = read(Brave().web, "brave/web.json")

    first, *_ = mentions = of(Mention, found)
    assert len(mentions) == 20
    assert first.title == '"Hello, World!" program - Wikipedia'
    assert first.snippet.startswith('A "Hello, World!" program is usually a simple computer program')
    assert first.published == Interval(latest=date(2024, 12, 27))
    assert not any("<strong>" in (mention.snippet or "") or "&#x27;" in (mention.snippet or "") for mention in mentions)


def test_brave_dates_its_news():
    first, *_ = of(Mention, read(Brave().news, "brave/news.json"))

    assert first.url == "https://www.npr.org/sections/world/"
    assert first.published == Interval(earliest=date(2024, 12, 31), latest=date(2024, 12, 31))


def test_searxng_gives_what_it_has_and_says_which_engines_were_silent():
    answers = with_address(SearXNG).results(SAUCIER, QUERY, page("searxng/search.json"))
    found: list[Item] = []

    with pytest.raises(Unreachable, match=r"google \(Suspended: too many requests\), qwant \(access denied\)"):
        found.extend(answers)
    assert [type(item) for item in found] == [Search, Mention, Listing]


def test_gdelt_gives_the_day_of_its_crawl_as_the_latest_possible():
    search, _, mention = GDELT().articles("q", page("gdelt/artlist.json"))

    assert search.results == 2
    assert mention.title == "Clamart : le docteur Arthur Saucier ouvre le soir"
    assert (mention.published, mention.language) == (Interval(latest=date(2026, 10, 6)), "fr")


def test_gdelt_says_nothing_as_an_empty_object():
    [search] = GDELT().articles("q", page("gdelt/empty.json"))

    assert search.results == 0


@pytest.mark.parametrize(
    ("name", "error", "sentence"),
    [("error_200", Broken, "phrase is too short"), ("error_429", Throttled, "limit requests to one every 5 seconds")],
)
def test_gdelts_sentences_are_errors(name, error, sentence):
    with pytest.raises(error, match=sentence):
        list(GDELT().articles("q", page(f"gdelt/{name}.txt", kind="text/html")))
