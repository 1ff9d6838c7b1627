"""The whole fetcher with its own wire, against a server on loopback."""

import asyncio
import gzip
import logging
import socket
import ssl
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
import respx
import trustme
from loopback import Server, against_the_rules, frame, one_answer_over_http_2, reply, zipped
from wires import Time, about, fetched, request

from ereput.errors import Broken, Disallowed, Refused, Throttled, Unreachable, UsageError
from ereput.fetch import Answer, Ask, Fetcher, FetchSettings, HttpWire
from ereput.fetch.pace import left
from ereput.page import Page
from ereput.source import Secret


def get(server: Server, time: Time, path: str = "/", *, settings: dict[str, Any] | None = None, **changed: Any) -> Page:
    more = {"allow_private": (server.door,), **(settings or {})}
    return fetched(None, time, request(server.url(path), **changed), **more)[0]


def test_a_page_is_fetched_under_our_own_name(server: Server, time: Time) -> None:
    server.on("/", zipped(b"bonjour", content_type="text/html"))

    page = get(server, time)

    assert (page.text, page.url, page.retrieved_at) == ("bonjour", server.url(), time.now())
    assert server.asked[0].headers["user-agent"].startswith("ereput/")
    assert server.asked[0].headers["accept-encoding"] == "gzip"


def test_a_question_is_posted_with_its_body_and_its_key(server: Server, time: Time) -> None:
    server.on("/search", reply(200, b'{"results": []}', content_type="application/json"))

    page = get(
        server, time, "/search", method="POST", json={"q": "Vaubrun é"}, secret_headers={"X-Key": Secret("s3cr3t")}
    )

    [asked] = server.asked
    assert page.json() == {"results": []}
    assert (asked.method, asked.body.decode()) == ("POST", '{"q":"Vaubrun é"}')
    assert (asked.headers["x-key"], asked.headers["content-type"]) == ("s3cr3t", "application/json")


def test_cookies_are_neither_kept_nor_sent(server: Server, time: Time) -> None:
    server.on("/a", reply(302, location="/b", set_cookie="id=1")).on("/b", reply(200, set_cookie="id=2"))

    page = get(server, time, "/a")

    assert "cookie" not in server.asked[1].headers
    assert "set-cookie" not in page.headers


@pytest.mark.parametrize("wait", ["120", "date"])
def test_a_wish_to_wait_is_honoured_to_the_second(server: Server, time: Time, wait: str) -> None:
    stated = "Sat, 21 Nov 2026 09:02:00 GMT" if wait == "date" else wait
    server.on("/", reply(429, retry_after=stated), reply(200, b"{}"))

    get(server, time, settings={"longest_wait": 300})

    assert sum(time.slept) == 120


@pytest.mark.parametrize("wait", ["3600", "Sat, 21 Nov 2026 10:00:00 GMT"])
def test_a_wish_longer_than_we_wait_is_not_tried_again(server: Server, time: Time, wait: str) -> None:
    server.on("/", reply(429, retry_after=wait))

    with pytest.raises(Throttled) as caught:
        get(server, time)

    assert caught.value.retry_after == 3600
    assert (len(server.asked), time.slept) == (1, [])


def test_a_slow_server_is_a_time_out(server: Server, time: Time) -> None:
    def silent(connection: socket.socket) -> None:
        connection.recv(1)  # until the client hangs up

    server.on("/", silent)

    with pytest.raises(Unreachable, match="time-out"):
        get(server, time, settings={"read_seconds": 0.2})


def test_a_body_that_drips_for_ever_is_a_time_out(server: Server, time: Time) -> None:
    def drip(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n")
        while True:
            connection.sendall(b"x")
            connection.settimeout(0.02)
            try:
                connection.recv(1)
            except TimeoutError:
                continue

    server.on("/", drip)

    with pytest.raises(Unreachable, match=r"time-out: no whole answer within 0\.4 s"):
        get(server, time, settings={"total_seconds": 0.4})


def test_an_endless_body_is_left_at_the_limit(server: Server, time: Time) -> None:
    def endless(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            connection.sendall(b"x" * 65536)

    server.on("/", endless)

    with pytest.raises(Broken, match="longer than 2 MB"):
        get(server, time, wants_page=True)


def test_a_gzip_bomb_takes_no_memory(server: Server, time: Time) -> None:
    bomb = gzip.compress(b"\0" * 100_000_000)
    server.on("/", reply(200, bomb, content_encoding="gzip"))
    get_limits = {"data_bytes": 1_000_000}

    tracemalloc.start()
    with pytest.raises(Broken, match="longer than 1 MB"):
        get(server, time, settings=get_limits)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 12_000_000


def test_an_encoding_that_was_not_asked_for_is_not_read(server: Server, time: Time) -> None:
    server.on("/", reply(200, b"\x8b", content_encoding="br"))

    with pytest.raises(Broken, match="'br'"):
        get(server, time)


def test_a_refusal_in_an_encoding_that_was_not_asked_for_is_still_a_refusal(server: Server, time: Time) -> None:
    server.on("/", reply(403, b"\x8b", content_encoding="br"))

    with pytest.raises(Refused, match="403"):
        get(server, time)


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(reply(403, b"no", content_encoding="gzip"), id="no gzip"),
        pytest.param(reply(403, gzip.compress(b"no" * 99)[:20], content_encoding="gzip"), id="cut gzip"),
        pytest.param(b"HTTP/1.1 403 No\r\nContent-Length: 100\r\n\r\nhalf", id="cut connection"),
    ],
)
def test_a_refusal_that_is_badly_said_is_still_a_refusal(server: Server, time: Time, said: bytes) -> None:
    server.on("/", said)

    with pytest.raises(Refused, match="403"):
        get(server, time)

    assert len(server.asked) == 1


def test_a_wrong_charset_is_still_read(server: Server, time: Time) -> None:
    server.on("/", reply(200, "à l'écoute".encode("cp1252"), content_type="text/html; charset=utf-8"))

    assert get(server, time).text == "à l'écoute"


def test_a_cut_connection_is_tried_again(server: Server, time: Time) -> None:
    cut = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"
    server.on("/", cut, reply(200, b"whole"))

    assert get(server, time).text == "whole"


def test_a_connection_always_cut_is_unreachable_after_three_times(server: Server, time: Time) -> None:
    server.on("/", b"")

    with pytest.raises(Unreachable, match="cut"):
        get(server, time)

    assert len(server.asked) == 3


def test_nobody_listening_is_unreachable(time: Time) -> None:
    with Server() as gone:
        door, url = gone.door, gone.url()

    with pytest.raises(Unreachable, match="the connection failed"):
        fetched(None, time, request(url), allow_private=(door,))


def test_an_unknown_certificate_is_said_to_be_one(time: Time) -> None:
    with Server(_served_by(trustme.CA())) as server:
        server.on("/", reply(200))

        with pytest.raises(Unreachable, match=r"certificate of 127\.0\.0\.1"):
            get(server, time)

    assert server.asked == []


def test_a_certificate_that_the_user_trusts_is_trusted(time: Time, tmp_path: Path) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    with Server(_served_by(authority)) as server:
        server.on("/", reply(200, b"hello"))

        assert get(server, time, settings={"ca_file": tmp_path / "ca.pem"}).text == "hello"


def test_http_2_is_spoken_where_it_is_offered(time: Time, tmp_path: Path) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    trust = _served_by(authority)
    trust.set_alpn_protocols(["h2"])
    with Server(trust, speak=one_answer_over_http_2) as server:
        page = get(server, time, settings={"ca_file": tmp_path / "ca.pem"})

    assert (page.text, page.headers["x-protocol"]) == ("over two", "h2")


@pytest.mark.parametrize(
    ("headers", "frames"),
    [
        pytest.param([(":status", "abc")], [frame(0, 1, b"")], id="a status that is no number"),
        pytest.param([(":status", "200"), ("content-length", "5")], [frame(0, 1, b"x" * 9)], id="a wrong length"),
        pytest.param([(":status", "200")], [frame(1, 4, b"\xff" * 20)], id="trailers that cannot be read"),
        pytest.param([], [frame(1, 5, b"\xff" * 20)], id="headers that cannot be read"),
        pytest.param([], [frame(1, 0, b""), frame(9, 0, b"") * 500], id="headers without end"),
    ],
)
def test_a_server_against_the_rules_of_http_2_is_unreachable(
    time: Time, tmp_path: Path, headers: list[tuple[str, str]], frames: list[bytes]
) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    trust = _served_by(authority)
    trust.set_alpn_protocols(["h2"])
    with (
        Server(trust, speak=against_the_rules(headers, *frames)) as server,
        pytest.raises(Unreachable, match="the server breaks the rules of HTTP"),
    ):
        get(server, time, settings={"ca_file": tmp_path / "ca.pem"})


def test_certificates_that_cannot_be_read_are_wrong_usage(time: Time, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"nowhere\.pem"):
        HttpWire(FetchSettings(ca_file=tmp_path / "nowhere.pem"))


def _served_by(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return context


def test_a_private_address_is_not_reached_without_leave(server: Server, time: Time) -> None:
    server.on("/", reply(200))

    with pytest.raises(Disallowed, match="private address"):
        fetched(None, time, request(server.url()))

    assert server.asked == []


def test_a_redirect_to_a_private_address_is_not_followed(server: Server, time: Time) -> None:
    with Server() as inner:
        inner.on("/", reply(200, b"secret"))
        server.on("/", reply(302, location=inner.url()))

        with pytest.raises(Disallowed, match="private address"):
            get(server, time)

        assert inner.asked == []


def test_a_name_that_leads_to_a_private_address_is_not_asked(server: Server, time: Time) -> None:
    async def rebound(host: str, port: int) -> list[str]:
        return ["93.184.215.14", "127.0.0.1"]

    async def run() -> None:
        settings = FetchSettings(allow_private=(server.door,))
        async with HttpWire(settings, resolve=rebound) as wire, Fetcher(settings, wire=wire) as fetch:
            await fetch(request("http://www.clinique.example:" + server.door.split(":")[1]), about())

    with pytest.raises(Disallowed, match=r"www\.clinique\.example leads to a private address \(127\.0\.0\.1\)"):
        asyncio.run(run())

    assert server.asked == []


def test_five_redirects_are_followed_and_six_are_not(server: Server, time: Time) -> None:
    for step in range(6):
        server.on(f"/{step}", reply(302, location=f"/{step + 1}"))
    server.on("/6", reply(200, b"there"))

    assert get(server, time, "/1").url == server.url("/6")
    with pytest.raises(Broken, match="redirected more than 5 times"):
        get(server, time, "/0")


def test_a_circle_of_redirects_is_noticed(server: Server, time: Time) -> None:
    server.on("/a", reply(302, location="/b")).on("/b", reply(302, location="/a"))

    with pytest.raises(Broken, match="redirected in a circle"):
        get(server, time, "/a")

    assert len(server.asked) == 2


def test_a_proxy_is_asked_by_name(server: Server, time: Time) -> None:
    async def public(host: str, port: int) -> list[str]:
        return ["93.184.215.14"]

    server.on("http://www.clinique.example/page", reply(200, b"through the proxy"))
    settings = FetchSettings(proxy=f"http://{server.door}")

    async def run() -> Page:
        async with HttpWire(settings, resolve=public) as wire, Fetcher(settings, wire=wire) as fetch:
            return await fetch(request("http://www.clinique.example/page"), about())

    assert asyncio.run(run()).text == "through the proxy"


def test_a_proxy_is_not_asked_for_private_addresses(server: Server, time: Time) -> None:
    server.on("http://10.0.0.1/", reply(200))

    with pytest.raises(Disallowed, match="private address"):
        fetched(None, time, request("http://10.0.0.1/"), proxy=f"http://{server.door}")

    assert server.asked == []


def test_a_proxy_of_an_unknown_kind_is_wrong_usage(time: Time) -> None:
    with pytest.raises(UsageError, match="the proxy must be written"):
        fetched(None, time, proxy="gopher://127.0.0.1:70")  # before anything is asked


def test_the_name_that_is_checked_is_the_name_that_a_proxy_is_asked_for(server: Server) -> None:
    checked = []

    async def noting(host: str, port: int) -> list[str]:
        checked.append((host, port))
        return ["93.184.215.14"]

    settings = FetchSettings(proxy=f"http://{server.door}")

    async def run() -> None:
        async with HttpWire(settings, resolve=noting) as wire, Fetcher(settings, wire=wire) as fetch:
            await fetch(request("http://straße.example/", answers=(404,)), about())

    asyncio.run(run())

    assert checked == [("xn--strae-oqa.example", 80)]
    assert server.asked[0].path == "http://xn--strae-oqa.example/"


def test_the_environment_is_not_looked_at(server: Server, time: Time, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    server.on("/", reply(200, b"direct"))

    assert get(server, time).text == "direct"


def test_keys_are_in_no_log_and_in_no_file(
    server: Server, time: Time, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    server.on("/", reply(200, b"answer", cache_control="max-age=900", set_cookie="session=s3cr3t"))
    caplog.set_level(logging.DEBUG)

    get(server, time, settings={"cache": tmp_path}, secret_headers={"Authorization": Secret("Bearer s3cr3t")})
    get(server, time, "/?api_key=s3cr3t&q=1", settings={"cache": tmp_path})
    get(server, time, settings={"cache": tmp_path})

    assert f"GET {server.url('/?api_key=REDACTED&q=1')}" in caplog.messages
    assert "s3cr3t" not in caplog.text
    assert not any(b"s3cr3t" in file.read_bytes() for file in tmp_path.iterdir())
    assert len(server.asked) == 3


@pytest.mark.parametrize("key", ["s3cr3t\nX-More: 1", "s3cr3té"])
def test_a_key_that_cannot_be_sent_is_not_repeated_in_the_complaint(server: Server, time: Time, key: str) -> None:
    with pytest.raises(Broken, match="a header is not well formed") as caught:
        get(server, time, secret_headers={"X-Key": Secret(key)})

    assert "s3cr3t" not in str(caught.value)
    assert server.asked == []


def test_what_is_not_http_at_all_is_unreachable(server: Server, time: Time) -> None:
    server.on("/", b"SSH-2.0-OpenSSH_9.2\r\n")

    with pytest.raises(Unreachable, match="the connection was cut"):
        get(server, time)


def test_a_proxy_that_refuses_is_said_to_be_the_one(time: Time, server: Server) -> None:
    async def public(host: str, port: int) -> list[str]:
        return ["93.184.215.14"]

    server.on("www.clinique.example:443", reply(407))
    settings = FetchSettings(proxy=f"http://{server.door}")

    async def run() -> None:
        async with HttpWire(settings, resolve=public) as wire, Fetcher(settings, wire=wire) as fetch:
            await fetch(request(), about())

    with pytest.raises(Unreachable, match="the proxy says: 407"):
        asyncio.run(run())


@respx.mock
def test_respx_stands_in_for_the_network(time: Time) -> None:
    respx.get("https://www.clinique.example/").respond(200, text="played")

    assert fetched(None, time, request())[0].text == "played"


def over_the_wire(server: Server, ask: Ask, **settings: Any) -> Answer:
    async def asked() -> Answer:
        async with HttpWire(FetchSettings(allow_private=(server.door,), **settings), keeps_wired=True) as wire:
            return await wire(ask)

    return asyncio.run(asked())


def test_what_went_over_the_wire_is_kept_byte_for_byte_without_cookies_and_keys(server: Server) -> None:
    packed = gzip.compress(b"bonjour" * 99, mtime=0)
    server.on("/", reply(200, packed, content_encoding="gzip", X_Two="1", set_cookie="id=1"))

    ask = Ask("GET", server.url("/"), {"cookie": "no"}, secret_headers={"x-key": Secret("s3cr3t")})
    answer = over_the_wire(server, ask)

    kept = answer.wired
    assert kept is not None
    assert (kept.body, answer.body, kept.is_whole) == (packed, b"bonjour" * 99, True)
    assert (kept.protocol, kept.reason, kept.server, kept.client) == ("HTTP/1.1", "Said", "127.0.0.1", "127.0.0.1")
    assert ("X-Two", "1") in kept.headers
    assert not {"cookie", "set-cookie", "x-key"} & {name.lower() for name, _ in (*kept.asked, *kept.headers)}
    assert server.asked[0].headers["x-key"] == "s3cr3t"


def test_a_body_that_nobody_read_to_its_end_is_not_called_whole(server: Server) -> None:
    server.on("/a", reply(302, b"moved", location="/b")).on("/b", reply(404, b"x" * 5_000_000))

    moved = over_the_wire(server, Ask("GET", server.url("/a")))
    gone = over_the_wire(server, Ask("GET", server.url("/b"), most_bytes=1000))

    assert moved.wired is not None
    assert gone.wired is not None
    assert (moved.wired.is_whole, gone.wired.is_whole) == (False, False)


def test_the_certificate_of_the_server_is_kept(tmp_path: Path) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    own = authority.issue_cert("127.0.0.1")
    own.configure_cert(context)
    with Server(trust=context) as server:
        server.on("/", reply(200, b"bonjour"))

        answer = over_the_wire(server, Ask("GET", server.url("/")), ca_file=tmp_path / "ca.pem")

    assert answer.wired is not None
    assert answer.wired.certificate == ssl.PEM_cert_to_DER_cert(own.cert_chain_pems[0].bytes().decode())


def test_nothing_of_the_wire_is_kept_where_nobody_asked_for_it(server: Server, time: Time) -> None:
    server.on("/", reply(200, b"bonjour"))

    async def asked() -> Answer:
        async with HttpWire(FetchSettings(allow_private=(server.door,))) as wire:
            return await wire(Ask("GET", server.url("/")))

    assert asyncio.run(asked()).wired is None


def test_the_wire_says_when_a_question_has_left(server: Server) -> None:
    server.on("/", reply(200, b"{}"))
    told: list[int] = []

    async def run() -> None:
        left.set(lambda ago: told.append(len(server.asked)))
        async with HttpWire(FetchSettings(allow_private=(server.door,))) as wire:
            await wire(Ask("POST", server.url(), body=b"question"))

    asyncio.run(run())

    assert len(told) == 1
