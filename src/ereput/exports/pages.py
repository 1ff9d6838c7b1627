"""A saved web page: whose address it is, and what it states."""

import re
from datetime import datetime

from ereput.exports.bring import Export
from ereput.exports.obstacles import obstacle
from ereput.model import Evidence, Seen
from ereput.reading import read_html

_LONGEST_HEAD = 400_000  # characters in which a page states its own address
# Browsers write the first (Chrome, Edge, Internet Explorer); the SingleFile extension the second.
_SAVED = re.compile(r"<!--\s{0,20}saved from url=\(\d{1,6}\)\s{0,5}(https?://[^\s<>\"]{1,2000})", re.I)
_SINGLE_FILE = re.compile(r"Page saved with SingleFile\s{1,20}url:\s{0,5}(https?://[^\s<>\"]{1,2000})", re.I)
_TAG = re.compile(r"<(?:link|meta)\b[^>]{1,3000}>", re.I)
_ATTRIBUTE = re.compile(
    r"([a-zA-Z:-]{1,40})\s{0,5}=\s{0,5}(?:\"([^\"]{0,2000})\"|'([^']{0,2000})'|([^\s\"'>]{1,2000}))"
)


def read(
    file: str, name: str, text: str, now: datetime, problems: tuple[str, ...] = (), saved_from: str | None = None
) -> Export:
    """What a saved page states; `name` stands for its address when it does not state one."""
    url = stated_address(text) or saved_from
    evidence = Evidence(source="exports", url=url or f"file:{name}", retrieved_at=now)
    reading = read_html(text, url or "", evidence, Seen.EXPORT)
    if said := obstacle(reading, text):
        return Export(file=file, url=url, problems=(said,))
    return Export(
        file=file,
        url=url,
        listings=reading.listings,
        reviews=reading.reviews,
        problems=problems + reading.problems,
        raw=reading.raw,
        raw_listings=reading.raw_listings,
    )


def stated_address(text: str) -> str | None:
    """The page's own address: canonical, og:url, else what the browser wrote when it saved the page."""
    stated = stated_addresses(text)
    return next((stated[how] for how in ("canonical", "og:url", "saved from") if how in stated), None)


def stated_addresses(text: str) -> dict[str, str]:
    """Every address that a page states as its own, by how it does: canonical · og:url · saved from (the browser)."""
    head = text[:_LONGEST_HEAD]
    stated: dict[str, str | None] = {}
    for tag in _TAG.finditer(head):
        attributes = {m[1].lower(): m[2] or m[3] or m[4] or "" for m in _ATTRIBUTE.finditer(tag.group())}
        if "canonical" in attributes.get("rel", "").lower().split():
            stated["canonical"] = stated.get("canonical") or _address(attributes.get("href"))
        elif attributes.get("property", attributes.get("name", "")).lower() == "og:url":
            stated["og:url"] = stated.get("og:url") or _address(attributes.get("content"))
    if saved := _SAVED.search(head[:20_000]) or _SINGLE_FILE.search(head[:20_000]):
        stated["saved from"] = _address(saved.group(1))
    return {how: url for how, url in stated.items() if url}


def _address(text: str | None) -> str | None:
    address = (text or "").strip().replace("&amp;", "&")
    return address if address.startswith(("http://", "https://")) else None
