"""A web address in parts, safe against texts that only look like one."""

import re
from urllib.parse import quote, unquote, urlsplit

LONGEST = 2_000  # characters; no page has a longer address that a browser is sure to open


def parts_of(url: str) -> tuple[str, str, str] | None:
    """Host in lower-case ASCII, path and query of a web address; None for a text that is none, or plays tricks."""
    if len(url) > LONGEST or "\\" in url or " " in url or not url.isprintable():
        return None  # browsers and libraries disagree on where the host of such a text ends
    try:
        split = urlsplit(url)
        host = (split.hostname or "").rstrip(".").encode("idna").decode("ascii").lower()
    except ValueError:  # UnicodeError is one
        return None
    if split.scheme not in ("http", "https") or not re.fullmatch(r"[a-z0-9.:_-]+", host):
        return None
    return host, quote(unquote(split.path), safe="/:@!$&'()*+,;=~"), split.query
