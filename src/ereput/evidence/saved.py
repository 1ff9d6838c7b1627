"""A page or a picture that the user saved in their own browser: its bytes as they are, and what the file says."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from ereput.errors import StoreError, UsageError
from ereput.exports import mhtml, webarchive
from ereput.exports.bytes_of import MOST, legible, looks_like_page
from ereput.exports.pages import stated_address
from ereput.parsing.decoding import decoded

_PICTURES = (
    (b"\x89PNG\r\n\x1a\n", "png", "image/png"),
    (b"\xff\xd8\xff", "jpg", "image/jpeg"),
    (b"%PDF", "pdf", "application/pdf"),
)


class Saved(NamedTuple):
    """A file that stands for a page."""

    body: bytes
    ending: str
    content_type: str
    url: str | None  # where the file itself says that it was saved from: not verified
    name: str
    changed_at: datetime  # UTC, as this machine says


def read(path: Path) -> Saved:
    """The file; UsageError for what is no saved page, picture or PDF, StoreError for what cannot be read."""
    try:
        if path.is_dir():
            raise UsageError("{path} is a folder: give the saved page itself", path=path)
        with path.open("rb") as opened:
            body = opened.read(MOST + 1)
        changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except FileNotFoundError:
        raise StoreError("there is no file {path}", path=path) from None
    except OSError as error:
        raise StoreError("{path} cannot be read: {reason}", path=path, reason=error) from None
    if len(body) > MOST:
        raise UsageError("{path} is too large: a saved page has {most} MB at most", path=path, most=MOST // 1_000_000)
    ending, kind, url = _kind(path, body)
    return Saved(body, ending, kind, url, legible(path.name), changed)


def _kind(path: Path, body: bytes) -> tuple[str, str, str | None]:
    for mark, ending, kind in _PICTURES:
        if body.startswith(mark):
            return ending, kind, None
    if body.startswith(webarchive.MARK):
        return "webarchive", "application/x-webarchive", _stated(webarchive.page, body)
    text = decoded(body[:400_000])
    if mhtml.is_one(text):
        return "mhtml", "multipart/related", _stated(mhtml.page, body)
    if looks_like_page(text):
        return "html", "text/html", stated_address(text)
    raise UsageError("{path} is neither a saved page (.html, .mhtml), a picture (.png, .jpg) nor a PDF", path=path)


def _stated(page: Callable[[bytes], tuple[bytes, str, str | None] | None], body: bytes) -> str | None:
    found = page(body)
    return found[2] if found else None
