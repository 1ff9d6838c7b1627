"""A picture is made of what was kept, and nothing else is asked for."""

import os
import shutil
import struct
from datetime import UTC, datetime
from pathlib import Path

import pytest
from loopback import Server, reply

from ereput.evidence import Draft, Taken, browser, taking
from ereput.words import Words

needs_chromium = pytest.mark.skipif(browser.found() is None, reason="no Chromium is installed")
KIND = "text/html; charset=utf-8"


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG")
    return struct.unpack(">II", png[16:24])  # type: ignore[return-value]


def tempting(server: Server) -> bytes:
    """A page that wants the network, the disk and scripts."""
    there = server.url("/seen")
    return f"""<!doctype html><meta charset=utf-8><meta http-equiv=refresh content="0;url=file:///etc/passwd">
      <link rel=stylesheet href="{there}.css"><link rel=prefetch href="{there}"><link rel=preconnect href="{there}">
      <h1 style="background: url({there})">Avis</h1><img src="{there}"><iframe src="{there}"></iframe>
      <iframe src="file:///etc/passwd"></iframe><object data="{there}"></object><video src="{there}" autoplay></video>
      <script src="{there}"></script><script>fetch("{there}"); document.body.innerHTML = "";</script>
      <div style="height: 3000px">tall</div>""".encode()


@needs_chromium
def test_a_page_is_pictured_to_its_foot_and_nothing_is_asked_for(server: Server) -> None:
    server.on("/seen", reply(200, b"seen"))
    program = browser.found()
    assert program is not None

    picture = browser.picture(program, tempting(server), KIND, server.url("/page"))

    width, height = size(picture.png)
    assert (width, picture.is_cut) == (1280, False)
    assert height > 3000  # the script that empties the page did not run, the refresh led nowhere
    assert server.asked == []


@needs_chromium
def test_a_page_without_end_is_cut_and_said_to_be() -> None:
    program = browser.found()
    assert program is not None

    picture = browser.picture(program, b"<div style='height: 90000px'>x", KIND, "https://avis.example/")

    assert (picture.is_cut, size(picture.png)[1]) == (True, browser.TALLEST)


@pytest.mark.parametrize("lines", ["exit 3", "exec sleep 9", "printf 'no JSON\\0' >&4; exec sleep 9"])
def test_a_browser_that_fails_says_why_and_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines: str) -> None:
    monkeypatch.setattr(browser, "SECONDS", 0.5)
    program = tmp_path / "chromium"
    program.write_text(f"#!/bin/sh\necho $$ > {tmp_path}/pid\n{lines}\n")
    program.chmod(0o755)

    with pytest.raises(browser.NoPicture):
        browser.picture(str(program), b"<p>", KIND, "https://avis.example/")

    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


def test_a_page_without_a_picture_is_kept_and_says_so(tmp_path: Path) -> None:
    with Draft(tmp_path / "kept") as draft:
        page = Taken(
            how="fetched", asked="https://avis.example/", url="https://avis.example/", file="page-01.html",
            taken_at=datetime(2026, 11, 21, tzinfo=UTC), local_time="", sha256=draft.write("page-01.html", b"<p>"),
        )  # fmt: skip
        told = taking.pictured(page, draft, shutil.which("true") or "/bin/true", Words("en"))

    assert told.image is None
    assert told.image_said is not None
    assert "failed" in told.image_said


def test_what_is_no_page_needs_no_picture(tmp_path: Path) -> None:
    with Draft(tmp_path / "kept") as draft:
        page = Taken(
            how="saved", asked=None, url=None, file="saved-01.pdf", sha256="", local_time="",
            taken_at=datetime(2026, 11, 21, tzinfo=UTC),
        )  # fmt: skip

        assert taking.pictured(page, draft, "/nowhere", Words("en")) == page


def test_the_browser_is_named_by_itself_or_by_its_path(tmp_path: Path) -> None:
    program = tmp_path / "chromium"
    program.write_text("#!/bin/sh\necho Chromium 1.2\n")
    program.chmod(0o755)

    assert browser.version(str(program)) == "Chromium 1.2"
    assert browser.version("/nowhere/chromium") == "/nowhere/chromium"


def test_a_browser_is_looked_for_by_its_usual_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(browser, "_MAC", ())

    assert browser.found() is None
