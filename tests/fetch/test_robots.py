import asyncio
import contextlib
from datetime import timedelta

import pytest
from wires import HOST, Saved, Time, about, fetched, fetcher, request

from ereput.errors import Broken, Disallowed, SourceError, Throttled, Unkept, Unreachable
from ereput.fetch import Answer, Lost
from ereput.fetch.robots import MOST_BYTES

ROBOTS = f"{HOST}/robots.txt"
PAGE = request(f"{HOST}/equipe/vaubrun", wants_page=True)
READER = about(asks_robots=True)


def robots(text: str, **headers: str) -> Answer:
    return Answer(200, headers, text.encode())


def wire(*said: Answer | Exception) -> Saved:
    return Saved({ROBOTS: list(said), PAGE.url: Answer(200, {}, b"page")})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "User-agent: *\nDisallow: /admin",
        "User-agent: *\nDisallow: /\n\nUser-agent: ereput\nDisallow: /admin",
        "User-agent: *\nDisallow: /equipe\nAllow: /equipe/vaubrun",
        "User-agent: GPTBot\nDisallow: /",
        "\ufeffUser-agent: *\nDisallow:",
        "<html>not rules at all</html>",
    ],
)
def test_a_page_that_robots_may_read_is_read(text: str) -> None:
    saved = wire(robots(text))

    assert fetched(saved, Time(), PAGE, facts=READER)[0].text == "page"
    assert saved.urls == [ROBOTS, PAGE.url]


@pytest.mark.parametrize(
    "text",
    [
        "User-agent: *\nDisallow: /",
        "User-agent: ereput\nDisallow: /\n\nUser-agent: *\nAllow: /",
        "User-agent: EReput\nDisallow: /*/vaubrun$",
        "User-agent: *\nDisallow: /equipe/*\nAllow: /equipe",
    ],
)
def test_a_page_that_robots_may_not_read_is_not_asked_for(text: str) -> None:
    saved = wire(robots(text))

    with pytest.raises(Disallowed, match=r"robots\.txt of www\.clinique\.example:443 does not allow /equipe/vaubrun"):
        fetched(saved, Time(), PAGE, facts=READER)

    assert saved.urls == [ROBOTS]


@pytest.mark.parametrize("status", [400, 404, 410, 451])
def test_a_site_without_rules_may_be_read(status: int) -> None:
    assert fetched(wire(Answer(status)), Time(), PAGE, facts=READER)


@pytest.mark.parametrize(
    ("said", "kind", "words"),
    [
        (Answer(401), Disallowed, "is refused"),
        (Answer(403), Disallowed, "is refused"),
        (Answer(429), Throttled, "HTTP 429"),
        (Answer(503), Unreachable, "could not be asked for: HTTP 503"),
        (Answer(500), Unreachable, "could not be asked for: HTTP 500"),
        (Broken("an encoding that was not asked for"), Disallowed, "could not be read: an encoding"),
        (Unreachable("time-out"), Unreachable, "could not be asked for: time-out"),
        (Lost("no connection"), Unreachable, "could not be asked for: no connection"),
        (Disallowed("it leads to a private address"), Disallowed, "^it leads to a private address"),
        (Answer(503, {"retry-after": "3600"}), Throttled, "HTTP 503 Service Unavailable, to be asked again in 3600 s"),
        (Answer(304), Disallowed, "could not be read: HTTP 304"),
        (Unkept("not in the recording: GET x"), Unkept, "^not in the recording"),
    ],
)
def test_rules_that_cannot_be_read_allow_nothing(said: Answer | Exception, kind: type[SourceError], words: str) -> None:
    saved = wire(said)

    with pytest.raises(kind, match=words):
        fetched(saved, Time(), PAGE, facts=READER)

    assert set(saved.urls) == {ROBOTS}


def test_a_site_that_cannot_be_reached_is_not_tried_for_each_of_its_pages(time: Time) -> None:
    saved = wire(Lost("no connection"))

    async def run() -> None:
        fetch = fetcher(saved, time)
        for path in ("/a", "/b"):
            with pytest.raises(Unreachable, match="no connection"):
                await fetch(request(HOST + path), READER)

    asyncio.run(run())

    assert saved.urls == [ROBOTS] * 3


def test_a_site_that_wants_to_be_left_alone_is_throttling_and_not_disallowing(time: Time) -> None:
    saved = wire(Answer(404))
    saved.answers[PAGE.url] = [Answer(429, {"retry-after": "90000"})]

    async def run() -> None:
        fetch = fetcher(saved, time)
        with pytest.raises(Throttled):
            await fetch(PAGE, READER)
        time.passed += 86_400  # its rules are no longer known
        with pytest.raises(Throttled, match="not asked again for 3600 s"):
            await fetch(request(f"{HOST}/autre", wants_page=True), READER)

    asyncio.run(run())

    assert saved.urls == [ROBOTS, PAGE.url]


def test_rules_are_asked_for_once_by_origin(time: Time) -> None:
    saved = wire(robots("User-agent: *\nDisallow: /x"))
    others = [request(url, answers=(404,)) for url in (f"{HOST}/autre", "http://www.clinique.example/")]

    fetched(saved, time, PAGE, *others, facts=READER)

    assert [url for url in saved.urls if "robots" in url] == [ROBOTS, "http://www.clinique.example/robots.txt"]


@pytest.mark.parametrize(("said", "seconds"), [(robots("User-agent: *\nDisallow: /x"), 86_400), (Answer(403), 3600)])
def test_rules_are_asked_for_again_when_they_are_old(time: Time, said: Answer, seconds: int) -> None:
    saved = wire(said)

    async def run() -> None:
        fetch = fetcher(saved, time)
        for age in (0, seconds - 10, seconds + 10):
            time.passed = age
            with contextlib.suppress(Disallowed):
                await fetch(request(f"{HOST}/{age}", answers=(404,)), READER)

    asyncio.run(run())

    assert saved.urls.count(ROBOTS) == 2


def test_interfaces_are_used_by_their_terms_without_asking_robots(time: Time) -> None:
    saved = wire(robots("User-agent: *\nDisallow: /"))

    assert fetched(saved, time, PAGE, facts=about())[0].text == "page"
    assert saved.urls == [PAGE.url]


def test_rules_are_looked_for_behind_redirects(time: Time) -> None:
    saved = wire(Answer(301, {"location": "https://cdn.example/robots.txt"}))
    saved.answers["https://cdn.example/robots.txt"] = [robots("User-agent: *\nDisallow: /equipe")]

    with pytest.raises(Disallowed, match="does not allow"):
        fetched(saved, time, PAGE, facts=READER)


def test_the_place_that_a_page_redirects_to_has_its_own_rules(time: Time) -> None:
    saved = wire(robots(""))
    saved.answers[PAGE.url] = [Answer(302, {"location": "https://other.example/x"})]
    saved.answers["https://other.example/robots.txt"] = [robots("User-agent: *\nDisallow: /")]

    with pytest.raises(Disallowed, match=r"robots\.txt of other\.example:443"):
        fetched(saved, time, PAGE, facts=READER)

    assert "https://other.example/x" not in saved.urls


@pytest.mark.parametrize(
    ("rule", "seconds"),
    [("Crawl-delay: 7", 7), ("Crawl-delay: 9000", 60), ("Crawl-delay: 0.1", 1), ("Request-rate: 1/20", 20)],
)
def test_the_pace_that_a_site_wishes_is_kept_within_reason(time: Time, rule: str, seconds: float) -> None:
    saved = wire(robots(f"User-agent: *\n{rule}"))

    fetched(saved, time, PAGE, request(f"{HOST}/b", answers=(404,)), facts=READER)

    assert time.slept == [1, seconds]  # the first wait began before its wish was known


def test_the_beginning_of_long_rules_is_read(time: Time) -> None:
    saved = wire(robots("User-agent: *\nDisallow: /"))

    with pytest.raises(Disallowed):
        fetched(saved, time, PAGE, facts=READER)

    assert (saved.asks[0].most_bytes, saved.asks[0].may_cut) == (MOST_BYTES, True)


def test_the_rules_themselves_may_always_be_read(time: Time) -> None:
    saved = wire(robots("User-agent: *\nDisallow: /"))

    assert fetched(saved, time, request(ROBOTS, wants_page=True), facts=READER)[0].text.startswith("User-agent")


def test_a_long_batch_forgets_the_rules_that_it_met_first(time: Time, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ereput.fetch.robots._MOST_KNOWN", 1)
    asks = [request(f"https://{name}.example/{n}", answers=(404,)) for n, name in enumerate("aabba")]
    saved = Saved({})

    fetched(saved, time, *asks, facts=READER, minimum_age=timedelta())

    assert [url[8] for url in saved.urls if "robots" in url] == ["a", "b", "a"]
