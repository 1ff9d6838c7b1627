"""Safari's web archives, and property lists that are none."""

import plistlib
import struct
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from ereput.exports import contents, read_path
from ereput.exports.webarchive import page

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
URL = "https://annuaire.example/dr-vaubrun"
PAGE = '<div itemscope itemtype="https://schema.org/Physician"><h1 itemprop="name">Dr Hélène Vaubrun</h1></div>'


def archive(**changed: Any) -> bytes:
    main = {
        "WebResourceData": PAGE.encode("windows-1252"),
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "windows-1252",
        "WebResourceURL": URL,
    }
    pieces = [{"WebResourceData": b"<p>frame", "WebResourceMIMEType": "text/html"}]
    value = {"WebMainResource": main | changed, "WebSubresources": pieces}
    return plistlib.dumps(value, fmt=plistlib.FMT_BINARY)


def test_the_main_page_of_a_web_archive_is_read(tmp_path: Path) -> None:
    (tmp_path / "x.webarchive").write_bytes(archive())
    export = read_path(tmp_path / "x.webarchive", NOW)

    assert [(one.name, one.url) for one in export.listings] == [("Dr Hélène Vaubrun", URL)]
    assert export.problems == ()
    assert len(read_path(tmp_path, NOW).listings) == 1


@pytest.mark.parametrize(
    "body",
    [
        b"bplist00",
        b"bplist00" + bytes(64),
        archive()[:-1],
        archive(WebResourceData="text"),
        archive(WebResourceMIMEType="image/png"),
        plistlib.dumps(["x"], fmt=plistlib.FMT_BINARY),
        archive()[:-24] + struct.pack(">Q", 10**12) + archive()[-16:],
    ],
)
def test_what_is_no_page_is_said(tmp_path: Path, body: bytes) -> None:
    (tmp_path / "x.webarchive").write_bytes(body)

    assert read_path(tmp_path / "x.webarchive", NOW).problems == (contents.NO_ARCHIVE,)


def test_an_address_that_is_none_and_a_charset_that_lacks_are_let_be() -> None:
    assert page(archive(WebResourceURL="file:///x", WebResourceTextEncodingName=7))[1:] == ("", None)  # type: ignore[index]
