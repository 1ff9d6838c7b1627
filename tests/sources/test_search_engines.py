from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

import make
from ereput.errors import Broken, Limited, NotConfigured, Refused, Throttled, Unreachable
from ereput.model import Mention, Search
from ereput.page import Page
from ereput.sites.results import Query
from ereput.source import Key, Secret, Source, SourceSettings
from ereput.sources.brave import Brave
from ereput.sources.gdelt import GDELT
from ereput.sources.keenable import Keenable
from ereput.sources.searxng import SearXNG
from ereput.sources.tavily import Tavily
from ereput.sources.wikipedia import Wikipedia

ENGINES = [Tavily, Keenable, Brave, SearXNG]
WHO = make.practitioner()
BARE = make.practitioner(given=None, title=None, specialty=None, street=None, postal_code=None, locality=None)


def configured(kind: type[Source], key: str | None = "test-key") -> Source:
    return kind(SourceSettings(base_url="https://engine.example/", key=Secret(key) if key else None))


def answer(body: str, status: int = 200, **headers: str) -> Page:
    return Page(
        source="s",
        url="https://engine.example/search",
        asked="https://engine.example/search",
        status=status,
        headers={"content-type": "application/json", **headers},
        body=body.encode(),
        retrieved_at=make.NOW,
    )


def asked(url: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}


@pytest.mark.parametrize("who", [WHO, BARE], ids=["known well", "a family name only"])
@pytest.mark.parametrize("engine", ENGINES)
def test_an_audit_asks_an_engine_fewer_than_ten_questions_of_the_address_that_the_user_set(engine, who):
    requests = list(configured(engine).search(who))

    assert 3 < len(requests) < 10
    assert all(request.url.startswith("https://engine.example/") for request in requests)


@pytest.mark.parametrize("engine", [Tavily, Keenable, Brave])
def test_a_key_goes_into_a_secret_header_and_nowhere_else(engine):
    requests = list(configured(engine).search(WHO))

    assert all("test-key" in str([s.reveal() for s in request.secret_headers.values()]) for request in requests)
    assert all(request.is_secret for request in requests)
    assert "test-key" not in str(requests)


def test_tavily_without_a_key_says_so_in_a_header():
    request = next(iter(configured(Tavily, key=None).search(WHO)))

    assert request.headers == {"X-Client-Source": "ereput", "X-Tavily-Access-Mode": "keyless"}
    assert not request.is_secret


def test_tavily_with_a_key_does_not_ask_keyless():
    request = next(iter(configured(Tavily).search(WHO)))

    assert request.headers == {"X-Client-Source": "ereput"}
    assert request.secret_headers["Authorization"].reveal() == "Bearer test-key"


def test_tavily_takes_a_proxys_page_by_its_status():
    with pytest.raises(Refused, match="HTTP 403"):
        list(configured(Tavily).results(WHO, Query("q"), answer("<h1>no</h1>", status=403)))


@pytest.mark.parametrize("said", ['{"error": "slow down"}', '{"error": {"code": "slow down"}}'])
def test_a_cap_that_names_no_wait_is_a_cap(said):
    with pytest.raises(Throttled, match="slow down") as caught:
        list(configured(Tavily).results(WHO, Query("q"), answer(said, status=429)))

    assert caught.value.retry_after is None


def test_keenable_asks_for_one_whole_domain_at_a_time():
    sites = [request.json.get("site") for request in configured(Keenable).search(WHO)]

    assert sites[:4] == [None, None, None, "doctolib.fr"]
    assert not any("/" in site for site in sites if site)
    assert len(set(sites[3:])) == len(sites[3:])


def test_brave_wants_a_key():
    assert Brave.about.key is Key.REQUIRED
    with pytest.raises(NotConfigured):
        list(configured(Brave, key=None).search(WHO))


def test_brave_counts_pages_from_nought_and_keeps_questions_short():
    requests = [asked(request.url) for request in configured(Brave).search(WHO)]

    assert {request.get("offset", "0") for request in requests} == {"0"}
    assert all(len(request["q"]) <= 400 and len(request["q"].split()) <= 50 for request in requests)


def test_brave_says_what_it_does_not_like():
    body = '{"type":"ErrorResponse","error":{"status":422,"detail":"q is too long","code":"VALIDATION"}}'

    with pytest.raises(Broken, match="q is too long"):
        list(configured(Brave).web(WHO, Query("q"), answer(body, status=422)))


def test_searxng_wants_an_address():
    with pytest.raises(NotConfigured):
        list(SearXNG().search(WHO))


@pytest.mark.parametrize("silent", ["null", "{}", '["google"]', "[[1]]"])
def test_a_strange_list_of_silent_engines_costs_no_result(silent):
    body = f'{{"results":[{{"url":"https://a.example/","title":"A"}}],"unresponsive_engines":{silent}}}'

    found = list(configured(SearXNG).results(WHO, Query("q"), answer(body)))

    assert [type(item) for item in found] == [Search, Mention]


@pytest.mark.parametrize(
    ("code", "error"),
    [("maxlag", Throttled), ("ratelimited", Throttled), ("internal_api_error_X", Unreachable), ("badvalue", Broken)],
)
def test_wikipedias_errors_come_under_200(code, error):
    with pytest.raises(error, match="as it says"):
        list(Wikipedia().results(WHO, Query("q"), answer(f'{{"error":{{"code":"{code}","info":"as it says"}}}}')))


def test_wikipedias_wait_is_kept():
    with pytest.raises(Throttled) as caught:
        list(Wikipedia().results(WHO, Query("q"), answer('{"error":{"code":"maxlag"}}', **{"retry-after": "5"})))

    assert caught.value.retry_after == 5


@pytest.mark.parametrize(
    ("traits", "query"),
    [
        ({}, '"Hélène Vaubrun" sourcelang:french'),
        ({"given": None}, 'Vaubrun "Lyon" sourcelang:french'),
        ({"given": None, "family": "De La Tour", "locality": None}, '"De La Tour" sourcelang:french'),
    ],
)
def test_gdelt_is_asked_for_a_phrase(traits: dict[str, Any], query: str):
    [request] = GDELT().search(make.practitioner(**traits))

    assert asked(request.url)["query"] == query


def test_gdelt_is_not_asked_twice_within_five_seconds():
    assert timedelta(seconds=GDELT.about.seconds_between_requests) > timedelta(seconds=5)


def test_as_many_articles_as_gdelt_shows_may_not_be_all():
    rows = ",".join(f'{{"url":"https://a.example/{n}","title":"T"}}' for n in range(50))
    found: list[Any] = []

    with pytest.raises(Limited):
        found.extend(GDELT().articles("q", answer(f'{{"articles":[{rows}]}}')))
    assert len(found) == 51


@pytest.mark.parametrize(
    ("body", "said"), [('{"articles": [', "not JSON"), ("", "an empty answer"), ('{"a": 1}', "articles")]
)
def test_gdelts_answer_in_another_shape_is_broken(body, said):
    with pytest.raises(Broken, match=said):
        list(GDELT().articles("q", answer(body)))


def test_an_article_without_a_web_address_or_shown_twice_is_left():
    rows = ",".join(
        f'{{"url":"{url}","title":"T"}}' for url in ("javascript:1", "https://a.example/", "https://a.example/")
    )

    found = list(GDELT().articles("q", answer(f'{{"articles":[{rows}]}}')))

    assert [type(item) for item in found] == [Search, Mention]


@pytest.mark.parametrize("kind", [*ENGINES, Wikipedia, GDELT])
def test_every_source_says_whence_its_terms_and_its_format_are_known(kind):
    about = kind.about

    assert about.terms.startswith("https://")
    assert "20" in about.known_from or "2026" in about.known_from
    assert about.seconds_between_requests >= 1
