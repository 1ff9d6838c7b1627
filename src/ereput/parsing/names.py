"""People's names, as users type them and sites print them."""

import re

from anyascii import anyascii

LONGEST = 200  # characters of one name, what stands around it included

_NOT_A_WORD = re.compile(r"[^a-z0-9]+")


def folded(text: str | None) -> str:
    """Lower-case ASCII words with single spaces between them: what names are compared as."""
    return _NOT_A_WORD.sub(" ", anyascii(text or "").lower()).strip()


def plain(text: str | None) -> str:
    """Lower-case ASCII with its punctuation, and single spaces: what patterns are looked for in."""
    return " ".join(anyascii(text or "").lower().split())
