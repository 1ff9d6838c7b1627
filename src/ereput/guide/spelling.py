"""A text as the rules on replies and on classes read it: folded words that remember where they stood, however spelt.

Accents, capitals, look-alike letters, hidden characters, figures put for letters and words torn apart change nothing:
a text is read plainly, and once more for every way in which something may have been hidden in it.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii

LONGEST = 10_000  # characters that are read
_ALIKE = str.maketrans(  # letters of other alphabets by how they look; anyascii goes by how they sound
    "асеорхуіјѕԁһкмтвнгАВСЕНІЈКМОРЅТХУΑΒΕΖΗΙΚΜΝΟΡΤΥΧαεικνορτυχѵɑɡ",
    "aceopxyijsdhkmtbhrABCEHIJKMOPSTXYABEZHIKMNOPTYXaeikvoptuxvag",
)
_LETTERS = {"0": "o", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i", "|": "l"}
_ESCAPE = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")
_TOKEN = re.compile(r"[a-z0-9@$!|]+")
_MEASURE = re.compile(r"\d+(?:h|he|heures?|e|er|eme|j|jours?|min|mn|m|km|ans?|eur|euros?|am|pm|th|st|nd|rd)?\d*!*")
_TORN = re.compile(r"\b[a-z]([ .\-_*])[a-z013457@$](?:\1[a-z013457@$])+\b")
_WITHIN = re.compile(r"(?<=[a-z])[._*·-](?=[a-z])")
_HYPHEN = re.compile(r"(?<=[a-z])-\s*\n\s*(?=[a-z])")


class View(NamedTuple):
    """One way of reading: folded text, and the place in the source of each of its characters."""

    text: str
    places: tuple[int, ...]
    source: str

    def written(self, start: int, end: int) -> str:
        """The words as they stand in the source, on one line, without what cannot be printed."""
        return self.between(self.places[start], self.places[end - 1])

    def between(self, first: int, last: int) -> str:
        """The same from one character of the source to another, both of them with it."""
        words = _ESCAPE.sub("", self.source[first : last + 1])
        return "".join(c for c in " ".join(words.split()) if c.isprintable())


def marks(source: str) -> View:
    """Every character in lower-case ASCII, figures and punctuation kept: where dates and addresses are looked for."""
    text, places = _base(source[:LONGEST])
    return View(text, places, source)


def readings(source: str) -> tuple[View, ...]:
    """The words alone, sentences ended by " . ": as they stand, and as they read once disguises are taken off."""
    text, places = _base(source[:LONGEST])
    plain = _words(text, places, source)
    others = (_words(*_undone(text, places, one), source) for one in ("i", "l"))
    return tuple({view.text: view for view in (plain, *others)}.values())


def _base(source: str) -> tuple[str, tuple[int, ...]]:
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(_ESCAPE.sub(lambda found: "\x00" * len(found[0]), source)):
        plain = _plain(character)
        letters.append(plain)
        places.extend([place] * len(plain))
    return "".join(letters), tuple(places)


@lru_cache(4096)
def _plain(character: str) -> str:
    if character in "\n\r\u2028\u2029":
        return "\n"
    if character == "€":
        return "€"
    kept = "".join(c for c in unicodedata.normalize("NFKD", character) if unicodedata.category(c)[0] not in "MC")
    if not kept and character.isspace():
        return " "
    return "".join(c for c in anyascii(kept.translate(_ALIKE)).lower() if c.isprintable())


def _undone(text: str, places: tuple[int, ...], one: str) -> tuple[str, tuple[int, ...]]:
    """Figures among letters read as letters (1 as i or l), torn words joined, separators within words dropped."""
    torn = {i for found in _TORN.finditer(text) for i in range(*found.span()) if text[i] in " .-_*"}
    text, places = _without(text, places, torn)
    changed = _TOKEN.sub(lambda found: _lettered(found[0], one), text)
    dropped = {i for found in _HYPHEN.finditer(changed) for i in range(*found.span())}
    dropped |= {found.start() for found in _WITHIN.finditer(changed) if found[0] != "-"}
    return _without(changed, places, dropped)


def _without(text: str, places: tuple[int, ...], dropped: set[int]) -> tuple[str, tuple[int, ...]]:
    kept = [i for i in range(len(text)) if i not in dropped]
    return "".join(text[i] for i in kept), tuple(places[i] for i in kept)


def _lettered(token: str, one: str) -> str:
    if sum(c.isalpha() for c in token) < 2 or _MEASURE.fullmatch(token):
        return token
    end = token.rstrip("!")  # the sentence's own mark
    return "".join(one if c == "1" else _LETTERS.get(c, c) for c in end) + token[len(end) :]


def _words(text: str, places: tuple[int, ...], source: str) -> View:
    letters: list[str] = []
    kept: list[int] = []
    for piece, place in _pieces(text, places):
        for letter in piece:
            if letter == " " and (not letters or letters[-1] == " "):
                continue
            letters.append(letter)
            kept.append(place)
    return View("".join(letters), tuple(kept), source)


def _pieces(text: str, places: tuple[int, ...]) -> Iterator[tuple[str, int]]:
    for i, (character, place) in enumerate(zip(text, places, strict=True)):
        ends = i + 1 == len(text) or not text[i + 1].isalnum()
        if character.isalnum():
            yield character, place
        elif character in ".!?;" and ends:
            yield " . ", place
        else:
            yield " ", place
