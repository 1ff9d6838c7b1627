"""HAR, WARC and MHTML: the pages in them, their addresses, and nothing that was sent."""

import base64
import gzip
import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from ereput.exports import Export, contents, har, mhtml, read_path, warc
from ereput.exports.bring import LONG_FILE, MANY_PAGES
from ereput.exports.har import public

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
URL = "https://annuaire.example/dr-vaubrun"


def page(name: str = "Dr Hélène Vaubrun") -> str:
    return (
        '<html lang="fr"><body><div itemscope itemtype="https://schema.org/Physician">'
        f'<h1 itemprop="name">{name}</h1></div></body></html>'
    )


def entry(text: str, kind: str = "text/html; charset=utf-8", url: str = URL, **content: Any) -> dict[str, Any]:
    secret = [{"name": "Cookie", "value": "TRES-SECRET"}, {"name": "Authorization", "value": "TRES-SECRET"}]
    return {
        "request": {"url": url, "headers": secret, "cookies": secret, "postData": {"text": "TRES-SECRET"}},
        "response": {"headers": secret, "cookies": secret, "content": {"mimeType": kind, "text": text, **content}},
    }


def recorded(tmp_path: Path, *entries: Any) -> Export:
    path = tmp_path / "visit.har"
    path.write_text(json.dumps({"log": {"version": "1.2", "creator": {}, "entries": list(entries)}}))
    return read_path(path, NOW)


# ---------------------------------------------------------------- HAR


def test_the_pages_of_a_har_file_are_read_under_their_addresses(tmp_path: Path) -> None:
    export = recorded(tmp_path, entry(page()), entry("console.log(1)", "text/javascript"), entry("", "text/html"))

    (listing,) = export.listings
    assert (listing.name, listing.url, export.url) == ("Dr Hélène Vaubrun", URL, URL)
    assert export.problems == ()


def test_bodies_in_base64_are_read_in_their_charset(tmp_path: Path) -> None:
    body = base64.b64encode(page().encode("windows-1252")).decode()
    export = recorded(tmp_path, entry(body, "text/html; charset=windows-1252", encoding="base64"))

    assert export.listings[0].name == "Dr Hélène Vaubrun"


def test_json_with_structured_data_is_read_and_other_json_is_not(tmp_path: Path) -> None:
    doctor = {"@context": "https://schema.org", "@type": "Physician", "name": "Dr </script> Vaubrun"}
    export = recorded(
        tmp_path, entry(json.dumps(doctor), "application/json"), entry('{"name": "Dr X"}', "application/json")
    )

    assert [one.name for one in export.listings] == ["Dr </script> Vaubrun"]


def test_no_cookie_key_or_sent_word_is_kept(tmp_path: Path) -> None:
    export = recorded(tmp_path, entry(page(), url="https://user:SECRET@annuaire.example/x?access_token=SECRET#SECRET"))

    assert export.listings[0].url == "https://annuaire.example/x"
    assert "SECRET" not in str(export)


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://a.example/x?page=2#top", "https://a.example/x?page=2"),
        ("https://a.example/x?api_key=1&page=2", "https://a.example/x"),
        ("https://a.example:8443/x", "https://a.example:8443/x"),
        ("chrome-extension://abc/x", None),
        ("https://", None),
        ("https://[::1", None),
        (None, None),
        (7, None),
    ],
)
def test_an_address_is_kept_without_what_could_be_a_key(url: Any, kept: str | None) -> None:
    assert public(url) == kept


def test_one_page_recorded_twice_is_one_listing(tmp_path: Path) -> None:
    export = recorded(tmp_path, entry(page()), entry(page()), entry(page("Dr Autre"), url=URL + "/2"))

    assert [one.name for one in export.listings] == ["Dr Hélène Vaubrun", "Dr Autre"]
    assert export.url is None


def test_a_har_file_without_bodies_is_said(tmp_path: Path) -> None:
    assert recorded(tmp_path, {"response": {}}, 3, None).problems == (har.EMPTY,)


def test_what_stands_before_a_damage_is_read(tmp_path: Path) -> None:
    path = tmp_path / "cut.har"
    path.write_text('{"log": {"entries": [' + json.dumps(entry(page())) + ', {"requ')
    export = read_path(path, NOW)

    assert len(export.listings) == 1
    assert export.problems == (har.DAMAGED,)


@pytest.mark.parametrize("text", ['{"log": {}}', '{"log": {"entries": [' + "[" * 100_000, '{"log": {"entries": [1 2'])
def test_a_hostile_har_file_is_said(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.har"
    path.write_text(text)

    assert read_path(path, NOW).problems == (har.DAMAGED,)


def test_too_many_pages_are_read_in_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents, "MOST_PAGES", 2)
    export = recorded(tmp_path, *[entry(page(f"Dr {n}"), url=f"{URL}/{n}") for n in range(4)])

    assert len(export.listings) == 2
    assert export.problems == (MANY_PAGES,)


def test_json_ld_that_was_saved_by_itself_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text('{"@context": "https://schema.org", "@type": "Physician", "name": "Dr Vaubrun"}')

    assert [one.name for one in read_path(path, NOW).listings] == ["Dr Vaubrun"]


# ---------------------------------------------------------------- WARC


def archive(path: Path, *answers: tuple[str, str, bytes], is_packed: bool = True) -> Path:
    with path.open("wb") as opened:
        writer = WARCWriter(opened, gzip=is_packed)
        for url, kind, body in answers:
            asked = StatusAndHeaders("GET / HTTP/1.1", [("Cookie", "TRES-SECRET")], is_http_request=True)
            writer.write_record(writer.create_warc_record(url, "request", http_headers=asked))
            heads = StatusAndHeaders("200 OK", [("Content-Type", kind), ("Set-Cookie", "TRES-SECRET")], "HTTP/1.1")
            writer.write_record(writer.create_warc_record(url, "response", io.BytesIO(body), http_headers=heads))
    return path


@pytest.mark.parametrize("is_packed", [True, False])
def test_the_pages_of_a_warc_file_are_read(tmp_path: Path, is_packed: bool) -> None:
    answers = [(URL, "text/html; charset=windows-1252", page().encode("windows-1252")), (URL, "image/png", b"x")]
    export = read_path(archive(tmp_path / "x.warc.gz", *answers, is_packed=is_packed), NOW)

    assert [(one.name, one.url) for one in export.listings] == [("Dr Hélène Vaubrun", URL)]
    assert export.problems == ()
    assert "SECRET" not in str(export)


def test_a_warc_file_without_pages_and_a_damaged_one_are_said(tmp_path: Path) -> None:
    empty = archive(tmp_path / "a.warc", (URL, "image/png", b"x"), is_packed=False)
    whole = archive(tmp_path / "b.warc.gz", (URL, "text/html", page().encode()), (URL + "2", "text/html", b"<p>" * 999))
    damaged = tmp_path / "c.warc.gz"
    damaged.write_bytes(whole.read_bytes()[:-20] + b"x" * 20)
    cut = archive(tmp_path / "d.warc", (URL, "text/html", (page() + "<p>" * 999).encode()), is_packed=False)
    cut.write_bytes(cut.read_bytes()[:-2_000])

    assert read_path(empty, NOW).problems == (warc.EMPTY,)
    for path in (damaged, cut):
        export = read_path(path, NOW)
        assert len(export.listings) == 1
        assert export.problems == (warc.DAMAGED,)


def test_a_warc_file_in_a_folder_is_read_too(tmp_path: Path) -> None:
    archive(tmp_path / "x.warc", (URL, "text/html", page().encode()), is_packed=False)

    assert len(read_path(tmp_path, NOW).listings) == 1


# ---------------------------------------------------------------- MHTML

LETTER = """From: <Saved by Blink>
Snapshot-Content-Location: {url}
Subject: =?utf-8?Q?Dr=20H=C3=A9l=C3=A8ne=20Vaubrun?=
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html";
\tboundary="----MultipartBoundary--abc----"


------MultipartBoundary--abc----
Content-Type: text/html
Content-ID: <frame-2@mhtml.blink>
Content-Transfer-Encoding: quoted-printable
Content-Location: https://ads.example/frame

<html><div itemscope itemtype=3D"https://schema.org/LocalBusiness"><b itemprop=3D"name">Pub</b></div></html>
------MultipartBoundary--abc----
Content-Type: text/html{charset}
Content-ID: <frame-1@mhtml.blink>
Content-Transfer-Encoding: {encoding}
Content-Location: {url}

{body}
------MultipartBoundary--abc----
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://annuaire.example/x.png

iVBORw0KGgo=
------MultipartBoundary--abc------
"""


def letter(path: Path, body: bytes, encoding: str, charset: str = "", url: str = URL) -> Export:
    coded = base64.encodebytes(body).decode() if encoding == "base64" else quoted(body)
    path.write_bytes(
        LETTER.format(url=url, body=coded, encoding=encoding, charset=charset).replace("\n", "\r\n").encode()
    )
    return read_path(path, NOW)


def quoted(body: bytes) -> str:
    import quopri

    return quopri.encodestring(body).decode()


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
def test_the_main_page_of_mhtml_is_read_and_its_frames_are_not(tmp_path: Path, encoding: str, charset: str) -> None:
    export = letter(tmp_path / "x.mhtml", page().encode(charset), encoding, f'; charset="{charset}"')

    assert [(one.name, one.url) for one in export.listings] == [("Dr Hélène Vaubrun", URL)]
    assert export.problems == ()


def test_without_a_named_page_the_first_html_is_it(tmp_path: Path) -> None:
    export = letter(tmp_path / "x.mhtml", page().encode(), "base64", url="cid:nothing")
    head = tmp_path / "y.mht"
    head.write_text((tmp_path / "x.mhtml").read_text().replace("Snapshot-Content-Location", "X-Other"))

    assert export.listings[0].name == "Dr Hélène Vaubrun"
    assert read_path(head, NOW).listings[0].name == "Pub"
    assert read_path(head, NOW).url == "https://ads.example/frame"


def test_mhtml_within_mhtml_ends_somewhere(tmp_path: Path) -> None:
    parts = "".join(f'--b{n}\nContent-Type: multipart/related; boundary="b{n + 1}"\n\n' for n in range(3_000))
    path = tmp_path / "x.mhtml"
    path.write_text('From: x\nContent-Type: multipart/related; boundary="b0"\n\n' + parts + "<html>")

    assert read_path(path, NOW).problems == (contents.NO_PAGE,)


def test_a_letter_whose_charset_is_none_is_still_read() -> None:
    head = b'Content-Type: multipart/related; boundary="a"\n\n--a\n'
    body = head + b'Content-Type: text/html; charset="no\xff"\n\n<p>x\n--a--'

    assert mhtml.page(body) is not None
    assert mhtml.page(b"Content-Type: multipart/related\n\nx") is None


def test_a_gzipped_recording_is_read(tmp_path: Path) -> None:
    path = tmp_path / "visit.har.gz"
    path.write_bytes(gzip.compress(json.dumps({"log": {"entries": [entry(page())]}}).encode()))

    assert len(read_path(path, NOW).listings) == 1


@pytest.mark.parametrize("charset", ["windows-1251", "iso-8859-15", "shift_jis", "iso-8859-2"])
def test_text_that_the_browser_decoded_is_read_whatever_the_page_states(tmp_path: Path, charset: str) -> None:
    kind = f"text/html; charset={charset}"
    export = recorded(tmp_path, entry(f'<meta charset="{charset}">' + page(), kind))

    assert export.listings[0].name == "Dr Hélène Vaubrun"


def test_a_body_that_brotli_packed_is_read_and_hides_no_other(tmp_path: Path) -> None:
    brotli = pytest.importorskip("brotli")
    path = tmp_path / "x.warc"
    with path.open("wb") as opened:
        writer = WARCWriter(opened, gzip=False)
        bodies = [brotli.compress(page("Dr A").encode()), b"no brotli", brotli.compress(page("Dr B").encode())]
        for number, body in enumerate(bodies):
            heads = StatusAndHeaders("200 OK", [("Content-Type", "text/html"), ("Content-Encoding", "br")], "HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(f"{URL}-{number}", "response", io.BytesIO(body), http_headers=heads)
            )
    export = read_path(path, NOW)

    assert [listing.name for listing in export.listings] == ["Dr A", "Dr B"]
    assert export.problems == ()


def test_a_har_file_that_is_longer_than_is_read_is_not_said_to_be_damaged(tmp_path: Path) -> None:
    path = tmp_path / "long.har"
    first = json.dumps(entry(page()))
    path.write_text('{"log": {"entries": [' + first + ", " + " " * 65_000_000 + first + "]}}")
    export = read_path(path, NOW, seconds=60)

    assert len(export.listings) == 1
    assert export.problems == (LONG_FILE,)
