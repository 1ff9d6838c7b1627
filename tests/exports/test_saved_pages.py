"""Saved pages, and files that are none."""

import gzip
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ereput.exports import contents, read_path
from ereput.exports.pages import stated_address
from ereput.model import Seen

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
PAGE = """<!DOCTYPE html>
<!-- saved from url=(0042)https://annuaire.example/dr-vaubrun -->
<html lang="fr"><head><meta charset="utf-8"><title>Dr Hélène Vaubrun</title></head><body>
<div itemscope itemtype="https://schema.org/Physician"><h1 itemprop="name">Dr Hélène Vaubrun</h1></div></body></html>"""


def saved(path: Path, body: str | bytes) -> Path:
    path.write_bytes(body if isinstance(body, bytes) else body.encode())
    return path


def test_a_saved_page_is_read_under_the_address_that_it_states(tmp_path: Path) -> None:
    export = read_path(saved(tmp_path / "page.html", PAGE), NOW)

    (listing,) = export.listings
    assert export.url == listing.url == listing.evidence.url == "https://annuaire.example/dr-vaubrun"
    assert (listing.name, listing.seen) == ("Dr Hélène Vaubrun", Seen.EXPORT)
    assert listing.evidence.retrieved_at == NOW
    assert export.problems == ()
    assert export.is_readable


def test_a_page_without_an_address_is_known_by_its_file_s_name_alone(tmp_path: Path) -> None:
    export = read_path(saved(tmp_path / "page.html", PAGE.replace("saved from", "")), NOW)

    assert export.url is None
    assert export.listings[0].evidence.url == "file:page.html"


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        ('<link href="https://a.example/x" rel="canonical">', "https://a.example/x"),
        ("<LINK REL='canonical' HREF='https://a.example/x?a=1&amp;b=2'>", "https://a.example/x?a=1&b=2"),
        ("<link rel=canonical href=https://a.example/x>", "https://a.example/x"),
        ('<meta content="https://b.example/" property="og:url">', "https://b.example/"),
        (
            '<meta property="og:url" content="https://b.example/"><link rel="canonical" href="https://a.example/">',
            "https://a.example/",
        ),
        ("<!--\n Page saved with SingleFile \n url: https://c.example/d \n saved date: x\n-->", "https://c.example/d"),
        ('<link rel="canonical" href="/relative">', None),
        ('<link rel="canonical" href="javascript:alert(1)">', None),
        ('<link rel="icon" href="https://a.example/x">', None),
    ],
)
def test_the_page_s_own_address_is_found(head: str, wanted: str | None) -> None:
    assert stated_address(f"<html><head>{head}</head>") == wanted


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "utf-16"])
def test_a_page_is_decoded_whatever_its_charset(tmp_path: Path, encoding: str) -> None:
    text = PAGE.replace("utf-8", encoding)

    assert read_path(saved(tmp_path / "p.html", text.encode(encoding)), NOW).listings[0].name == "Dr Hélène Vaubrun"


def test_a_page_that_was_gzipped_is_read(tmp_path: Path) -> None:
    assert read_path(saved(tmp_path / "p.html.gz", gzip.compress(PAGE.encode())), NOW).listings


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "empty"),
        (b" \n\x00", "empty"),
        (b"%PDF-1.7\n%\xe2", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"bonjour", "neither a web page"),
        (bytes(range(256)) * 100, "neither a web page"),
        (b"\x1f\x8b\x08broken", "gzip file is damaged"),
        (b"From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\n<html>", "MHTML"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "Office"),
        (b'<?xml version="1.0"?><rss><channel><title>x</title></channel></rss>', "XML"),
        (b"PK\x03\x04 broken", "damaged"),
    ],
)
def test_what_is_no_page_is_said_in_one_sentence(tmp_path: Path, body: bytes, words: str) -> None:
    export = read_path(saved(tmp_path / "page.html", body), NOW)

    assert len(export.problems) == 1
    assert words in export.problems[0]
    assert not export.is_readable


def test_a_missing_file_and_a_folder_without_an_export_are_said(tmp_path: Path) -> None:
    assert "no such file" in read_path(tmp_path / "none.html", NOW).problems[0]
    assert "no saved page and no export" in read_path(tmp_path, NOW).problems[0]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.html")

    assert "neither a file nor a folder" in read_path(tmp_path / "pipe.html", NOW).problems[0]


def test_a_name_that_no_file_can_bear_is_said(tmp_path: Path) -> None:
    assert len(read_path(tmp_path / ("x" * 5000), NOW).problems) == 1


def test_a_file_that_is_too_long_is_read_in_part(tmp_path: Path) -> None:
    export = read_path(saved(tmp_path / "page.html", PAGE.encode() + b" \n" * 16_000_000), NOW, seconds=60)

    assert len(export.listings) == 1
    assert export.problems == ("only the first 8 MB of the page were read",)


def test_of_a_gzip_file_all_members_are_read_and_of_a_cut_one_what_is_there(tmp_path: Path) -> None:
    body = PAGE.encode() + os.urandom(20_000).hex().encode()
    two = gzip.compress(body[:50]) + gzip.compress(body[50:])

    whole = read_path(saved(tmp_path / "a.html.gz", two), NOW)
    cut = read_path(saved(tmp_path / "b.html.gz", two[:-9_000]), NOW)
    wrong = read_path(saved(tmp_path / "c.html.gz", two[:-4] + b"abcd"), NOW)
    assert [len(one.listings) for one in (whole, cut, wrong)] == [1, 1, 1]
    assert whole.problems == ()
    assert cut.problems == wrong.problems == (contents.CUT_GZIP,)
    assert read_path(saved(tmp_path / "d.gz", gzip.compress(b"")), NOW).problems == (contents.EMPTY,)
