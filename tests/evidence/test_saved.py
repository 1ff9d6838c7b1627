"""What the user saved is taken as it is; what is no page, picture or PDF gets one sentence."""

import gzip
import plistlib
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from ereput.errors import StoreError, UsageError
from ereput.evidence import Draft, Named, Witness, taking
from ereput.evidence.saved import read
from ereput.fetch import Answer, Ask
from ereput.words import Words

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
HTML = b"<!doctype html><!-- saved from url=(0024)https://avis.example/a --><title>Avis</title><p>x"
MHTML = (
    b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://avis.example/b\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/related; type="text/html"; boundary="B"\r\n\r\n--B\r\nContent-Type: text/html\r\n'
    b"Content-Location: https://avis.example/b\r\n\r\n<html><p>Avis</html>\r\n--B--\r\n"
)
SAFARI = plistlib.dumps(
    {
        "WebMainResource": {
            "WebResourceData": b"<html><link rel=canonical href='https://elsewhere.example/'>",
            "WebResourceMIMEType": "text/html",
            "WebResourceURL": "https://avis.example/f",
        }
    },
    fmt=plistlib.FMT_BINARY,
)


def recording(url: str, page: bytes) -> bytes:
    made = BytesIO()
    writer = WARCWriter(made, gzip=True)
    heads = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    writer.write_record(writer.create_warc_record(url, "response", payload=BytesIO(page), http_headers=heads))
    return made.getvalue()


WARC = recording("https://avis.example/g", b"<html><p>x</html>")
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20


@pytest.mark.parametrize(
    ("name", "body", "ending", "url"),
    [
        ("a.html", HTML, "html", "https://avis.example/a"),
        ("a.txt", HTML, "html", "https://avis.example/a"),  # by what is in it, never by its name
        ("b.mhtml", MHTML, "mhtml", "https://avis.example/b"),
        ("c.png", PNG, "png", None),
        ("c.jpg", b"\xff\xd8\xff\xe0", "jpg", None),
        ("d.pdf", b"%PDF-1.7", "pdf", None),
        ("e.webarchive", b"bplist00" + b"\x00" * 60, "webarchive", None),
        ("f.webarchive", SAFARI, "webarchive", "https://avis.example/f"),
        ("g.bin", WARC, "warc.gz", "https://avis.example/g"),
        ("h.warc", gzip.decompress(WARC), "warc", "https://avis.example/g"),
        ("i.warc", b"WARC/1.0\r\nnothing", "warc", None),
    ],
)
def test_a_saved_file_is_known_by_what_is_in_it(
    tmp_path: Path, name: str, body: bytes, ending: str, url: str | None
) -> None:
    (tmp_path / name).write_bytes(body)

    found = read(tmp_path / name)

    assert (found.body, found.ending, found.url, found.name) == (body, ending, url, name)


@pytest.mark.parametrize("body", [b"", b"hello", b"PK\x03\x04zip", b"\x00" * 1000, b"{}", b"<?xml version='1.0'?><a/>"])
def test_what_is_no_page_gets_one_sentence(tmp_path: Path, body: bytes) -> None:
    (tmp_path / "x").write_bytes(body)

    with pytest.raises(UsageError, match="neither a saved page"):
        read(tmp_path / "x")


def test_a_folder_and_a_file_that_is_not_there_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="folder"):
        read(tmp_path)
    with pytest.raises(StoreError, match="no file"):
        read(tmp_path / "nowhere.html")


def test_a_file_beyond_all_measure_is_not_read_to_its_end(tmp_path: Path) -> None:
    with (tmp_path / "large.html").open("wb") as opened:
        opened.write(HTML)
        opened.truncate(70_000_000)

    with pytest.raises(UsageError, match="too large"):
        read(tmp_path / "large.html")


def test_a_saved_page_is_kept_byte_for_byte_with_where_it_is_said_to_come_from(tmp_path: Path) -> None:
    (tmp_path / "a\u202e\x1b[31m.html").write_bytes(HTML)
    (tmp_path / "c.png").write_bytes(PNG)
    warc = BytesIO()

    async def nobody(ask: Ask) -> Answer:
        raise AssertionError("a saved page asks nobody")

    files = [
        (read(tmp_path / "a\u202e\x1b[31m.html"), None),
        (read(tmp_path / "c.png"), Named("https://u:p@avis.example/c?token=t0k3n", "user")),
    ]
    with Draft(tmp_path / "kept") as draft:
        witness = Witness(nobody, warc, lambda: NOW, "ereput 0")
        page, picture = taking.brought(files, witness, draft, NOW, "Indian/Reunion", Words("en"))
        body = draft.read(page.file)

    records = [r for r in ArchiveIterator(BytesIO(warc.getvalue())) if r.rec_type == "resource"]
    assert (body, page.how, page.asked, page.url) == (HTML, "saved", None, "https://avis.example/a")
    assert (page.local_time, page.original_name) == ("2026-11-21T13:00:00+04:00", "a??[31m.html")
    assert picture.url == picture.asked == "https://avis.example/c?token=REDACTED"
    assert len(records) == 2
    assert (page.url_is_verified, page.stated) == (False, {"saved from": "https://avis.example/a"})
    assert page.address_said == "address stated by the file itself, not verified"
    assert picture.address_said == "address named by you, not verified; the file states none"
