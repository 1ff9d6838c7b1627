"""What a register, a map or a directory states of somebody, as one line that is kept."""

import re

LONGEST = 300  # characters of a name, a street, a specialty
LONGEST_ADDRESS = 2_000  # characters of a web address

_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+")
_WEB = re.compile(r"https?://[^\s\\/?#@]+\.[^\s\\/?#@]+(?:[/?#][^\s\\]*)?", re.I)


def fact(text: str | None) -> str | None:
    """One line without invisible characters, cut at 300; None for nothing."""
    line = " ".join(_UNSEEN.sub(" ", (text or "")[: 4 * LONGEST]).split())
    return line[:LONGEST].rstrip() or None


def web_address(text: str | None) -> str | None:
    """A text that is an address on the web and nothing else; None for `javascript:`, a password in it, or a heap."""
    address = (text or "").strip()
    is_one = len(address) <= LONGEST_ADDRESS and address.isprintable() and _WEB.fullmatch(address)
    return address if is_one else None
