"""Pages are kept byte for byte, with all that passed on the way, and without any secret."""

import asyncio
import gzip
import hashlib
import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from loopback import Server, reply, zipped
from warcio.archiveiterator import ArchiveIterator

from ereput.evidence import Draft, Missed, Taken, Witness, taking
from ereput.evidence.notes import WARC
from ereput.fetch import Fetcher, FetchSettings, HttpWire
from ereput.words import Words

NOW = datetime(2026, 11, 21, 9, 0, 5, tzinfo=UTC)
ROBOTS = reply(200, b"User-agent: *\nDisallow: /private\n", content_type="text/plain")
PAGE = "<html><title>Avis</title><p>Très déçu, é".encode()


class Kept:
    """What a run kept: rows of the manifest, files, and the records of the WARC."""

    def __init__(self, taken: list[Taken], missed: list[Missed], files: dict[str, bytes]) -> None:
        self.taken, self.missed, self.files = taken, missed, files
        self.records = list(_records(files[WARC]))

    def response(self, url: str) -> dict[str, Any]:
        return next(record for record in self.records if (record["type"], record["url"]) == ("response", url))


def _records(warc: bytes) -> Any:
    for record in ArchiveIterator(io.BytesIO(warc)):
        yield {
            "type": record.rec_type,
            "url": record.rec_headers.get_header("WARC-Target-URI"),
            "headers": dict(record.rec_headers.headers),
            "http": [] if record.http_headers is None else list(record.http_headers.headers),
            "status": None if record.http_headers is None else record.http_headers.get_statuscode(),
            "body": record.raw_stream.read(),
        }


def kept(server: Server, tmp_path: Path, *paths: str, **settings: Any) -> Kept:
    asking = FetchSettings(allow_private=(server.door,), page_bytes=settings.pop("page_bytes", 100_000), **settings)

    async def run(draft: Draft) -> tuple[list[Taken], list[Missed]]:
        async def at_once(_seconds: float) -> None:
            """No waiting between two questions."""

        with draft.opened(WARC) as opened:
            async with HttpWire(asking, keeps_wired=True) as network:
                witness = Witness(network, opened, lambda: NOW, "ereput 0")
                async with Fetcher(asking, wire=witness, now=lambda: NOW, sleep=at_once) as fetch:
                    urls = [server.url(path) for path in paths]
                    return await taking.fetched(urls, fetch, witness, draft, lambda: NOW, "Europe/Paris", Words("en"))

    with Draft(tmp_path / "kept") as draft:
        taken, missed = asyncio.run(run(draft))
        return Kept(taken, missed, {path.name: path.read_bytes() for path in draft.folder.iterdir()})


def test_the_exact_bytes_are_kept_as_they_came_and_as_a_browser_reads_them(server: Server, tmp_path: Path) -> None:
    packed = gzip.compress(PAGE, mtime=1)
    server.on("/a", reply(200, packed, content_encoding="gzip", content_type="text/html"))

    run = kept(server, tmp_path, "/a")

    [page] = run.taken
    assert run.response(server.url("/a"))["body"] == packed
    assert (page.file, run.files[page.file]) == ("page-01.html", PAGE)
    assert page.sha256 == hashlib.sha256(PAGE).hexdigest()
    assert (page.local_time, page.status) == ("2026-11-21T10:00:05+01:00", 200)


def test_a_recording_can_be_replayed(server: Server, tmp_path: Path) -> None:
    from ereput.fetch.replay import saved

    server.on("/a", zipped(PAGE, content_type="text/html"))

    run = kept(server, tmp_path, "/a")
    (tmp_path / "again.warc.gz").write_bytes(run.files[WARC])

    assert (server.url("/a"), PAGE) in [(one.url, body) for one, body in saved(tmp_path / "again.warc.gz")]


def test_every_step_of_a_redirect_is_told(server: Server, tmp_path: Path) -> None:
    server.on("/a", reply(301, location="/b")).on("/b", reply(302, location="/c")).on("/c", reply(200, PAGE))

    [page] = kept(server, tmp_path, "/a").taken

    assert (page.asked, page.url) == (server.url("/a"), server.url("/c"))
    steps = [(hop.url.removeprefix(server.url("")), hop.status) for hop in page.hops]
    assert steps == [("/robots.txt", 404), ("/a", 301), ("/b", 302), ("/c", 200)]


def test_what_robots_txt_refuses_is_not_asked_for(server: Server, tmp_path: Path) -> None:
    server.on("/robots.txt", ROBOTS).on("/private", reply(200, PAGE)).on("/moved", reply(302, location="/private"))

    run = kept(server, tmp_path, "/private", "/moved")

    assert [each.status for each in run.missed] == ["disallowed", "disallowed"]
    assert "/private" not in [asked.path for asked in server.asked]
    assert not run.taken


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (reply(403, b"no"), "refused"),
        (reply(200, b"<title>Just a moment</title>challenge-platform", cf_mitigated="challenge"), "refused"),
        (reply(429, b"", retry_after="3600"), "throttled"),
        (reply(500), "unreachable"),
        (reply(301, location="/x"), "broken"),
        (reply(200, b"x" * 200_000), "broken"),
        (zipped(b"x" * 50_000_000), "broken"),
        (reply(200, PAGE, content_encoding="br"), "broken"),
        (reply(200, gzip.compress(PAGE)[:-9], content_encoding="gzip"), "unreachable"),
        (b"\x00\xff no HTTP", "unreachable"),
    ],
)
def test_what_cannot_be_kept_is_told_for_what_it_is(server: Server, tmp_path: Path, answer: bytes, status: str) -> None:
    server.on("/x", answer)

    run = kept(server, tmp_path, "/x")

    assert [each.status for each in run.missed] == [status]
    assert set(run.files) == {WARC}


def test_a_site_that_never_answers_is_given_up_on(server: Server, tmp_path: Path) -> None:
    import time

    server.on("/slow", lambda connection: time.sleep(3))

    run = kept(server, tmp_path, "/slow", read_seconds=0.2)

    assert [each.status for each in run.missed] == ["unreachable"]
    assert "time-out" in run.missed[0].detail


def test_that_a_page_is_gone_is_kept_too(server: Server, tmp_path: Path) -> None:
    server.on("/gone", reply(410, b"<html>gone", content_type="text/html"))

    [page] = kept(server, tmp_path, "/gone").taken

    assert page.status == 410


def test_a_refusal_is_in_the_recording(server: Server, tmp_path: Path) -> None:
    server.on("/x", reply(403, b"who are you?"))

    assert kept(server, tmp_path, "/x").response(server.url("/x"))["status"] == "403"


def test_no_secret_is_written_anywhere(server: Server, tmp_path: Path) -> None:
    server.on("/a", reply(302, location="/b?token=s3cr3t&page=2#access_token=s3cr3t", set_cookie="id=s3cr3t")).on(
        "/b", reply(200, PAGE, set_cookie="id=s3cr3t", link="</c?api_key=s3cr3t>; rel=next")
    )

    run = kept(server, tmp_path, "/a?session=s3cr3t")

    everything = gzip.decompress(run.files[WARC]) + repr(run.taken).encode()
    assert b"s3cr3t" not in everything
    assert b"page=2" in everything
    assert "token=s3cr3t" in server.asked[-1].path  # the site was asked as it wished


def test_a_body_in_chunks_is_kept_without_their_marks(server: Server, tmp_path: Path) -> None:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html\r\n\r\n"
    server.on("/a", head + f"{len(PAGE):x}\r\n".encode() + PAGE + b"\r\n0\r\n\r\n")

    found = kept(server, tmp_path, "/a").response(server.url("/a"))

    assert found["body"] == PAGE
    assert ("X-Archive-Orig-Transfer-Encoding", "chunked") in found["http"]


def test_who_answered_and_how_our_clocks_differ_is_told(server: Server, tmp_path: Path) -> None:
    server.on("/a", reply(200, PAGE, date="Sat, 21 Nov 2026 09:00:00 GMT")).on("/b", reply(200, PAGE, date="noon"))

    first, second = kept(server, tmp_path, "/a", "/b").taken

    assert (first.hops[-1].server, first.hops[-1].clock_ahead) == ("127.0.0.1", 5)
    assert second.hops[-1].clock_ahead is None


def test_headers_that_would_break_a_record_are_made_harmless(server: Server, tmp_path: Path) -> None:
    server.on("/a", b"HTTP/1.1 200 \xe9t\xe9\r\nX-A: caf\xe9\x1b[31m\r\nContent-Length: 4\r\n\r\nbody")

    run = kept(server, tmp_path, "/a")

    told = [*run.taken, *run.missed]
    assert len(told) == 1
    assert b"\x1b" not in repr(told).encode() + gzip.decompress(run.files[WARC])


@pytest.mark.parametrize(
    ("kind", "ending"), [("text/html; charset=x", "html"), ("application/pdf", "pdf"), ("../../x", "bin"), ("", "bin")]
)
def test_a_file_is_named_by_us_and_never_by_the_site(server: Server, tmp_path: Path, kind: str, ending: str) -> None:
    server.on("/a", reply(200, PAGE, content_type=kind))

    [page] = kept(server, tmp_path, "/a").taken

    assert page.file == f"page-01.{ending}"


def test_one_refusal_does_not_lose_the_other_pages(server: Server, tmp_path: Path) -> None:
    server.on("/a", reply(200, PAGE)).on("/b", reply(403)).on("/c", reply(200, PAGE))

    run = kept(server, tmp_path, "/a", "/b", "/c")

    assert [page.file for page in run.taken] == ["page-01.bin", "page-02.bin"]
    assert len(run.missed) == 1


def test_a_wire_that_tells_nothing_is_kept_as_it_was_read(tmp_path: Path) -> None:
    from ereput.fetch import Answer, Ask

    async def wire(ask: Ask) -> Answer:
        return Answer(200, {"content-type": "text/html", "content-encoding": "gzip"}, PAGE)

    opened = io.BytesIO()
    witness = Witness(wire, opened, lambda: NOW, "ereput 0")
    asyncio.run(witness(Ask("GET", "https://avis.example/a")))

    response = next(record for record in _records(opened.getvalue()) if record["type"] == "response")
    assert (response["body"], response["http"]) == (PAGE, [("content-type", "text/html")])
    assert witness.hops[0].server is None
