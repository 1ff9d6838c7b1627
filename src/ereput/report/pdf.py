"""The page as PDF: tagged, with bookmarks, a title and a language; nothing is fetched while it is made.

WeasyPrint makes it (the extra `pdf`); without it a Chromium that is installed does.
"""

import os
import re
import subprocess
import tempfile
from datetime import date
from hashlib import sha256
from pathlib import Path

from ereput.errors import UsageError

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_SECONDS = 60  # that a browser may take
_QUIET = (
    *("--headless=new", "--disable-gpu", "--disable-extensions", "--disable-background-networking", "--no-first-run"),
    *("--host-resolver-rules=MAP * ~NOTFOUND", "--no-pdf-header-footer", "--generate-pdf-document-outline"),
)


def render(page: str, made_on: date, browser: str | None) -> bytes:
    """The PDF of a page of ours. UsageError where neither the library nor a browser is there.

    The same bytes for the same page and the same version of what made it.
    """
    made = _woven(page)
    if made is not None:
        return made
    if browser is None:
        raise UsageError(
            "a PDF needs the extra pdf (pip install 'ereput[pdf]') or an installed Chromium; "
            "--format html prints well from any browser"
        )
    return _dated(_printed(page, browser), made_on)


def _woven(page: str) -> bytes | None:
    """By WeasyPrint; None where it, or the library of letters that it leans on, is not installed."""
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError):
        return None
    told = HTML(string=page, base_url=None, url_fetcher=URLFetcher(allowed_protocols=("data",)))
    written: bytes = told.write_pdf(
        pdf_variant="pdf/ua-1", pdf_identifier=sha256(page.encode()).digest()[:16], optimize_images=False
    )
    return written


def _printed(page: str, browser: str) -> bytes:
    """By a browser in a folder of its own that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "report.html", Path(folder) / "report.pdf"
        source.write_text(page, encoding="utf-8")
        is_root = os.name == "posix" and os.geteuid() == 0  # Chromium's sandbox refuses root
        command = [browser, *_QUIET, *(["--no-sandbox"] if is_root else [])]
        command += [f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}", source.as_uri()]
        try:
            subprocess.run(command, capture_output=True, timeout=_SECONDS, check=True)  # noqa: S603 - words of ours
            return target.read_bytes()
        except (OSError, subprocess.SubprocessError):
            raise UsageError(
                "{browser} could not print the PDF; install the extra pdf: pip install 'ereput[pdf]'", browser=browser
            ) from None


def _dated(document: bytes, made_on: date) -> bytes:
    """With the day of the audit in place of the moment of printing, which is as long."""
    told = made_on.strftime("%Y%m%d000000").encode()
    return re.sub(rb"(/(?:Creation|Mod)Date \(D:)\d{14}", rb"\g<1>" + told, document)
