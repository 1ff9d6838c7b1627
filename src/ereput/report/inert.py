"""Text from outside, made harmless: for a terminal, for Markdown, for a spreadsheet.

`inert` comes first and holds in every format: escape sequences, control and direction characters, invisible
characters and heaps of accents go; words without end are cut. `markdown_inert` and `csv_inert` add what their format
needs. `pseudonymised` takes names, numbers and addresses out of a quoted review.
"""

import re
import unicodedata
from urllib.parse import quote, urlsplit

from wcwidth import strip_sequences

LONGEST_READ = 20_000  # characters of one text that are looked at
LONGEST_WORD = 60  # a longer word is cut
HEAP = 3  # accents on one letter; more is an attack on the lines around
ELLIPSIS = "…"
JOINER = "\u200d"  # ZWJ, which holds an emoji together

_BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters and a symbol that show as nothing
_KEPT_SPACES = "\u00a0\u202f"  # set by French typography
_PLAIN = re.compile(r"[ -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u202f-\u205e\u20a0-\u20bf]*")
_ACTING = re.compile(  # control, format and line characters of Unicode, save those that JSON escapes anyway
    "[\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001"
    "\U000e0020-\U000e007f]"
)
_EIGHT_BIT = {0x90: "\x1bP", 0x9B: "\x1b[", 0x9C: "\x1b\\", 0x9D: "\x1b]"}  # C1 controls as the escapes they stand for


def inert(text: str | None, limit: int | None = None) -> str:
    """One line without anything that acts on a terminal or hides; at most `limit` characters, cut at a word."""
    if not text:
        return ""
    read = text[:LONGEST_READ]
    if not _PLAIN.fullmatch(read):
        read = _seen(strip_sequences(read.translate(_EIGHT_BIT)))
    words = [_cut_word(word) for word in map(_based, re.split(r"[ \t\r\n]+", read)) if word]
    line = " ".join(words) + (ELLIPSIS if len(text) > LONGEST_READ else "")
    return line if limit is None else shortened(line, limit)


def shortened(line: str, limit: int) -> str:
    """The line cut at a word to at most `limit` characters, with an ellipsis where something went."""
    if len(line) <= limit:
        return line
    head = line[: max(0, limit - 1)]
    is_cut_within_word = line[limit - 1] != " " and " " in head[limit // 2 :]
    at_word = head[: head.rfind(" ")] if is_cut_within_word else head
    return at_word.rstrip(" ,;:.(–-") + ELLIPSIS


def markdown_inert(text: str) -> str:
    """A line as literal text in Markdown, in a table cell too; for text that went through `inert`."""
    escaped = re.sub(r"([\\`*_{}\[\]<>|~$^])", r"\\\1", text.replace("&", "&amp;"))
    escaped = escaped.replace("\\<", "&lt;").replace("\\>", "&gt;")
    escaped = re.sub(r"^(\s*)([#+=:-])", r"\1\\\2", escaped)
    escaped = re.sub(r"^(\s*\d+)([.)])(?=\s|$)", r"\1\\\2", escaped)
    escaped = re.sub(r"!(?=\\\[)", r"\\!", escaped)
    # A zero-width word joiner would hide; an entity keeps GitHub from making links and mentions of plain words.
    escaped = re.sub(r"(?i)(https?|ftp|mailto|javascript|data):", r"\1&#58;", escaped)
    escaped = re.sub(r"(?i)\bwww\.", "www&#46;", escaped)
    escaped = re.sub(r":(?=(?:[A-Za-z+\\-][\w+\\-]*|100|1234):)", "&#58;", escaped)  # GitHub's :smile:
    escaped = re.sub(r"^(?=\\\[[ xX]\\\])", "&nbsp;", escaped)  # Pandoc ticks a box in a list, though escaped
    return escaped.replace("@", "&#64;")


def web_address(url: str | None) -> str | None:
    """The address with all but plain characters percent-encoded; None when it is not http or https."""
    if not url or len(url) > 2000 or any(ord(c) < 33 or "\ud800" <= c <= "\udfff" for c in url):
        return None  # halves of a letter cannot be written
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host or "@" in parts.netloc:
        return None
    try:
        netloc = parts.netloc.encode("idna" if not parts.netloc.isascii() else "ascii").decode()
    except UnicodeError:
        return None
    if not re.fullmatch(r"[\w.\-:\[\]]+", netloc, re.ASCII):
        return None
    rest = quote(parts.path, safe="/%:@!$&'+,;=~-._")
    query = "?" + quote(parts.query, safe="/%:@!$&'+,;=~-._?") if parts.query else ""
    return f"{parts.scheme.lower()}://{netloc}{rest}{query}"


def csv_inert(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def json_inert(text: str) -> str:
    """JSON that says the same, with what acts on a terminal or hides written as \\uXXXX: nothing is lost by it."""
    return _ACTING.sub(_numbered, text)


def printable(text: str) -> str:
    """One line in which nothing acts on a terminal, uncut: for paths, addresses and hashes."""
    return "".join(char if char.isprintable() or char in _KEPT_SPACES else "?" for char in text)


def _numbered(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


def pseudonymised(text: str) -> str:
    """A quotation without the names after a title, and without telephone numbers, e-mail and web addresses."""
    for pattern, instead in _MASKS:
        text = pattern.sub(instead, text)
    return text


_NAME = r"(?:(?:d[eu]|des|la|le|von|van)\s+|d['’])*[A-ZÀ-ÖØ-Þ](?:\.|[\w'’\-]*)"
_TITLE = (
    r"\b(?:Drs?|Dre|Docteure?s?|Doctoresse|Pr|Prof|Professeure?|Mmes?|Madame|Mlle|Mademoiselle|M|Mr|Monsieur|Me|Maître"
    r"|Mrs|Ms|Miss|Doctor|Professor|Nurse)"
)
_MASKS = (
    (re.compile(r"(?i)\b(?:https?://|www\.)\S+"), "[…]"),
    (re.compile(r"[\w.+\-]+\s?@\s?[\w\-]+(?:\.[\w\-]+)+"), "[…]"),
    (re.compile(r"(?<!\w)@\w+"), "[…]"),
    (re.compile(r"(?<![\d/])(?:\+|00)?\d(?:[\s.\-]?\d){8,13}(?!\d)"), "[…]"),
    (re.compile(rf"((?i:{_TITLE})\b\.?)(?:\s+{_NAME})+"), r"\1 […]"),
)


def _based(word: str) -> str:
    """Without marks that stand before any letter: they would lean on what the page writes there, and widen it."""
    start = next((at for at, char in enumerate(word) if unicodedata.category(char)[0] != "M"), len(word))
    return word[start:]


def _seen(text: str) -> str:
    """What is left when all that does not show is taken out; line breaks become spaces."""
    kept: list[str] = []
    accents = 0
    for position, char in enumerate(text):
        if char in _KEPT_SPACES:
            kept.append(char)
            continue
        category = unicodedata.category(char)
        accents = accents + 1 if category in ("Mn", "Me") else 0
        if char in "\n\r\t" or category[0] == "Z":
            kept.append(" ")
        elif char == JOINER:
            if _joins(text, position):
                kept.append(char)
        elif category[0] != "C" and char not in _BLANK_LETTERS and accents <= HEAP:
            kept.append(char)
    return "".join(kept)


def _joins(text: str, position: int) -> bool:
    """The joiner stands between two emoji."""
    before = text[position - 1] if position else ""
    if before in "\ufe0f🏻🏼🏽🏾🏿" and position > 1:
        before = text[position - 2]
    after = text[position + 1 : position + 2]
    return all(c and unicodedata.category(c) == "So" for c in (before, after))


def _cut_word(word: str) -> str:
    return word if len(word) <= LONGEST_WORD else word[: LONGEST_WORD - 1] + ELLIPSIS
