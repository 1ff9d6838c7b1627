"""A page or a picture that the user saved in their own browser: its bytes as they are, and what the file says."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from ereput.errors import StoreError, UsageError
from ereput.exports import mhtml, webarchive
from ereput.exports.bytes_of import GZIP, MOST, WARC, inflated, legible, looks_like_page
from ereput.exports.pages import stated_addresses
from ereput.exports.warc import answers
from ereput.parsing.decoding import decoded

_PICTURES = (
    (b"\x89PNG\r\n\x1a\n", "png", "image/png"),
    (b"\xff\xd8\xff", "jpg", "image/jpeg"),
    (b"%PDF", "pdf", "application/pdf"),
)
_HEADS = ("mhtml", "webarchive", "warc")  # written by the program that saved the page
_HEAD = 4_000  # bytes in which a packed recording says what it is


class Saved(NamedTuple):
    """A file that stands for a page."""

    body: bytes
    ending: str
    content_type: str
    stated: dict[str, str]  # where the file itself says that it is from, by how it says so; nothing of it is verified
    name: str
    changed_at: datetime  # UTC, as this machine says

    @property
    def url(self) -> str | None:
        """Where it was saved from, as far as the file says: what the browser wrote comes before the page's own word."""
        return next((self.stated[how] for how in (*_HEADS, "saved from", *self.stated) if how in self.stated), None)


def read(path: Path) -> Saved:
    """The file; UsageError for what is no saved page, recording, picture or PDF, StoreError for what is not read."""
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
    ending, kind, stated = _kind(path, body)
    return Saved(body, ending, kind, stated, legible(path.name), changed)


def _kind(path: Path, body: bytes) -> tuple[str, str, dict[str, str]]:
    for mark, ending, kind in _PICTURES:
        if body.startswith(mark):
            return ending, kind, {}
    if body.startswith(webarchive.MARK):
        return "webarchive", "application/x-webarchive", _held("webarchive", webarchive.page(body))
    if inflated(body[:_HEAD])[0].startswith(WARC) or body.startswith(WARC):
        return "warc.gz" if body.startswith(GZIP) else "warc", "application/warc", _recorded(body)
    text = decoded(body[:400_000])
    if mhtml.is_one(text):
        return "mhtml", "multipart/related", _held("mhtml", mhtml.page(body))
    if looks_like_page(text):
        return "html", "text/html", stated_addresses(text)
    raise UsageError(
        "{path} is neither a saved page (.html, .mhtml, .webarchive, .warc), a picture (.png, .jpg) nor a PDF",
        path=path,
    )


def _held(how: str, page: tuple[bytes, str, str | None] | None) -> dict[str, str]:
    """What the head of an archive says, and what the page in it says."""
    if page is None:
        return {}
    content, _, url = page
    return {**({how: url} if url else {}), **stated_addresses(decoded(content[:400_000]))}


def _recorded(body: bytes) -> dict[str, str]:
    """The same of the first page of a recording; {} where it is damaged or holds none."""
    try:
        url, kind, page = next(each[:3] for each in answers(BytesIO(body)) if "html" in each[1].lower())
    except (ValueError, StopIteration):
        return {}
    return _held("warc", (page, kind, url))
