import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from wires import HOST, Saved, Time, about, fetched, fetcher, request

import make
from ereput.errors import Broken, Disallowed, Refused, SourceError, Throttled, Unreachable
from ereput.fetch import Answer, Lost
from ereput.page import Page
from ereput.source import Secret

URL = f"{HOST}/"
GOOD = Answer(200, {"content-type": "text/plain"}, b"good")


def test_an_answer_is_a_page_with_its_place_and_its_time(time: Time) -> None:
    [page] = fetched(Saved({f"{HOST}/a": GOOD}), time, request(f"{HOST}/a#lieu"))

    assert page == Page(
        source="clinique",
        url=f"{HOST}/a",
        asked=f"{HOST}/a#lieu",
        headers={"content-type": "text/plain"},
        body=b"good",
        retrieved_at=make.NOW,
    )


def test_a_page_behind_a_redirect_says_both_addresses(time: Time) -> None:
    saved = Saved({URL: Answer(301, {"location": "/there"}), f"{HOST}/there": GOOD})

    [page] = fetched(saved, time, request())

    assert (page.asked, page.url) == (URL, f"{HOST}/there")


def test_a_redirect_to_where_the_request_may_not_lead_is_not_followed(time: Time) -> None:
    saved = Saved({URL: Answer(301, {"location": "https://elsewhere.example/"})})

    with pytest.raises(Disallowed, match=r"leads to elsewhere\.example"):
        fetched(saved, time, request(may_lead_to=lambda url: "elsewhere" not in url))

    assert saved.urls == [URL]


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (Answer(403), Refused),
        (Answer(404), Broken),
        (Answer(204), Broken),
        (Answer(304), Broken),
        (Answer(302), Broken),
        (Answer(500), Unreachable),
        (Answer(503), Unreachable),
        (Answer(429), Throttled),
    ],
)
def test_what_is_no_answer_is_said_as_it_is(time: Time, answer: Answer, kind: type[SourceError]) -> None:
    with pytest.raises(SourceError) as caught:
        fetched(Saved({URL: answer}), time, request())

    assert type(caught.value) is kind
    assert str(caught.value).startswith(f"HTTP {answer.status}")


@pytest.mark.parametrize("status", [404, 429, 503, 302])
def test_a_status_that_the_reader_understands_is_passed_on_at_once(time: Time, status: int) -> None:
    saved = Saved({URL: Answer(status, {"location": "/x", "retry-after": "5"}, b"why")})

    [page] = fetched(saved, time, request(answers=(200, status)))

    assert (page.status, page.text, len(saved.asks)) == (status, "why", 1)


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_busy_server_is_asked_twice_again(time: Time, status: int) -> None:
    saved = Saved({URL: [Answer(status), Answer(status), GOOD]})

    assert fetched(saved, time, request())[0].text == "good"
    assert time.slept == [2, 8]


@pytest.mark.parametrize("failure", [Answer(503), Lost("the connection was cut")])
def test_a_server_that_stays_busy_is_left_after_three_times(time: Time, failure: Answer | Exception) -> None:
    saved = Saved({URL: failure})

    with pytest.raises(Unreachable):
        fetched(saved, time, request())

    assert len(saved.asks) == 3


@pytest.mark.parametrize("failure", [Answer(500), Answer(404), Unreachable("time-out"), Broken("too long")])
def test_other_failures_are_not_tried_again(time: Time, failure: Answer | Exception) -> None:
    saved = Saved({URL: failure})

    with pytest.raises(SourceError):
        fetched(saved, time, request())

    assert len(saved.asks) == 1


def test_a_host_that_wants_to_be_left_alone_is_asked_nothing_else(time: Time) -> None:
    saved = Saved({URL: Answer(429, {"retry-after": "600"})})

    async def run() -> None:
        fetch = fetcher(saved, time)
        for path in ("/", "/other"):
            with pytest.raises(Throttled) as caught:
                await fetch(request(HOST + path), about())
            assert caught.value.retry_after == 600

    asyncio.run(run())

    assert saved.urls == [URL]


def test_a_captcha_under_a_good_status_is_a_refusal(time: Time) -> None:
    captcha = Answer(200, {}, b"<title>Robot check</title><form>captcha</form>")

    with pytest.raises(Refused, match=r"a captcha \(HTTP 200 OK\)"):
        fetched(Saved({URL: captcha}), time, request(wants_page=True))

    assert fetched(Saved({URL: captcha}), time, request())[0].status == 200


def test_a_challenge_under_a_busy_status_is_not_tried_again(time: Time) -> None:
    saved = Saved({URL: Answer(503, {"cf-mitigated": "challenge"})})

    with pytest.raises(Refused, match="Cloudflare"):
        fetched(saved, time, request(wants_page=True))

    assert len(saved.asks) == 1


def test_nothing_is_asked_twice_in_an_audit(time: Time) -> None:
    posted = request(method="POST", json={"q": "Vaubrun"})
    other = request(method="POST", json={"q": "Autre"})
    saved = Saved({URL: GOOD})

    fetched(saved, time, request(), request(), posted, posted, other)

    assert [ask.body for ask in saved.asks] == [None, b'{"q":"Vaubrun"}', b'{"q":"Autre"}']


def test_who_asks_the_same_at_the_same_time_waits_for_one_answer(time: Time) -> None:
    saved = Saved({URL: GOOD})

    async def run() -> list[Page]:
        fetch = fetcher(saved, time)
        return await asyncio.gather(*(fetch(request(), about(name=name)) for name in ("a", "b", "c")))

    pages = asyncio.run(run())

    assert [page.source for page in pages] == ["a", "b", "c"]
    assert len(saved.asks) == 1


def again(saved: Saved, time: Time, seconds: float, **settings: object) -> list[Page]:
    """Asked, and asked again later by the same fetcher."""

    async def run() -> list[Page]:
        fetch = fetcher(saved, time, **settings)
        first = await fetch(request(), about())
        time.passed += seconds
        return [first, await fetch(request(), about())]

    return asyncio.run(run())


def test_a_fresh_answer_is_not_asked_for_and_a_stale_one_is(time: Time) -> None:
    fresh = Saved({URL: Answer(200, {"cache-control": "max-age=7200"})})

    again(fresh, time, 7000)
    assert len(fresh.asks) == 1

    stale = Saved({URL: Answer(200, {"cache-control": "max-age=7200"})})
    again(stale, time, 7300)
    assert len(stale.asks) == 2


def test_what_may_not_be_stored_is_still_not_asked_twice_in_an_audit(time: Time) -> None:
    saved = Saved({URL: Answer(200, {"cache-control": "no-store"})})

    again(saved, time, 60)

    assert len(saved.asks) == 1


def test_a_stale_answer_is_confirmed_by_its_mark(time: Time) -> None:
    saved = Saved({URL: [Answer(200, {"etag": '"1"'}, b"whole"), Answer(304, {"etag": '"1"'})]})

    first, second = again(saved, time, 3600)

    assert saved.asks[1].headers["if-none-match"] == '"1"'
    assert (second.status, second.body) == (200, b"whole")
    assert second.retrieved_at == first.retrieved_at + timedelta(hours=1)


def test_what_was_kept_on_disk_is_read_by_the_next_fetcher(time: Time, tmp_path: Path) -> None:
    saved = Saved({URL: Answer(200, {"cache-control": "max-age=7200"}, b"kept")})

    pages = [fetched(saved, time, request(), cache=tmp_path)[0] for _ in range(2)]

    assert pages[0] == pages[1]
    assert len(saved.asks) == 1


def test_offline_only_what_is_kept_is_read(time: Time, tmp_path: Path) -> None:
    saved = Saved({URL: Answer(200, {}, b"kept"), f"{HOST}/strict": Answer(200, {"cache-control": "must-revalidate"})})
    fetched(saved, time, request(), request(f"{HOST}/strict"), cache=tmp_path)
    time.passed += 86_400
    reader = about(asks_robots=True)

    [page] = fetched(None, time, request(), facts=reader, cache=tmp_path, offline=True)

    assert (page.body, page.retrieved_at) == (b"kept", make.NOW)
    for path in ("/strict", "/other"):
        with pytest.raises(Unreachable, match="offline"):
            fetched(None, time, request(HOST + path), cache=tmp_path, offline=True)


def test_a_source_keeps_its_own_pace_unless_the_user_sets_another(time: Time) -> None:
    asks = [request(f"{HOST}/{n}") for n in range(3)]
    saved = Saved({each.url: GOOD for each in asks})

    fetched(saved, time, *asks, facts=about(seconds_between_requests=5))
    assert time.slept == [5, 5]

    time.slept.clear()
    fetched(saved, time, *asks, facts=about(seconds_between_requests=5), paces={"clinique": 0.5})
    assert time.slept == [0.5, 0.5]


def test_each_hop_of_a_redirect_takes_its_turn(time: Time) -> None:
    saved = Saved({URL: Answer(302, {"location": "/b"}), f"{HOST}/b": GOOD})

    fetched(saved, time, request())

    assert time.slept == [1]


def test_a_key_does_not_follow_to_another_host(time: Time) -> None:
    saved = Saved({URL: Answer(302, {"location": "https://other.example/"}), "https://other.example/": GOOD})

    fetched(saved, time, request(secret_headers={"X-Key": Secret("s3cr3t")}))

    assert [bool(ask.secret_headers) for ask in saved.asks] == [True, False]


@pytest.mark.parametrize("location", ["file:///etc/passwd", "https://a:b@other.example/", "javascript:1"])
def test_a_redirect_is_held_against_our_rules(time: Time, location: str) -> None:
    with pytest.raises(Disallowed):
        fetched(Saved({URL: Answer(302, {"location": location})}), time, request())


def test_an_address_against_our_rules_is_not_asked(time: Time) -> None:
    saved = Saved({})

    with pytest.raises(Disallowed):
        fetched(saved, time, request("ftp://www.clinique.example/"))

    assert saved.asks == []


def test_a_wire_that_was_lent_is_not_closed(time: Time) -> None:
    closed = []

    class Lent(Saved):
        async def aclose(self) -> None:
            closed.append(self)

    fetched(Lent({URL: GOOD}), time, request())

    assert closed == []
