"""The letters that were meant: text of pages with what scans, encodings and templates did to it undone."""

import html
import re
import unicodedata

from ereput.parsing.decoding import mended

LONGEST = 2_000  # characters of one text

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe0f\ufeff]"
)
_LOST = re.compile("(?<=\\w)\ufffd(?=\\w)|\\b\ufffd(?=\\w{2})")
_ASKED = re.compile(r"(?<=[^\W\d_])\?(?=[^\W\d_])|(?<=[ ^])\?(?=[a-z]{2})")  # "Fran?oise"
_ACCENT_BESIDE = re.compile(r"(?<=[aceiouACEIOU])[`´^¨](?=[a-z])|(?<=[a-z]e)'(?=[a-z]{2})")  # "He´le`ne"
# Patterns begin with the letters that they look for: that is what they are found quickly by.
_GLUED = re.compile(
    r"[DPM](?<!\w.)(?:(?:[Rr]|octeur|OCTEUR|me|ME)\.(?=\w)|(?:r|octeur)(?=[A-ZÀ-Ý])|(?<=D)R(?=[A-ZÀ-Ý][a-zà-ÿ]))"
)
_MARKS = re.compile("[`´^¨']")
_LONE = re.compile(r"(?: [^\W\d_]){3}(?!\w)")
_SPACED = re.compile(r"(?<!\w)(?:[^\W\d_] ){3,}[^\W\d_](?!\w)")  # "M A R T I N"
_BROKEN = re.compile(r"(?<=[a-zà-ÿ]{2})- (?=[a-zà-ÿ]{2})")  # a word parted at the end of a line


def read(text: str | None) -> str:
    """The text with its letters mended: "VÃ©ronique", "V&eacute;ronique", and a lost letter, mostly an é."""
    text = (text or "")[:LONGEST]
    if "&" in text:
        text = html.unescape(text)
    if not text.isascii():
        text = mended(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)))
        if "\ufffd" in text:
            text = _LOST.sub("é", text)
    if "?" in text:
        text = _ASKED.sub("é", text)
    if _MARKS.search(text):
        text = _ACCENT_BESIDE.sub("", text)
    text = _GLUED.sub(r"\g<0> ", text)
    if "- " in text:
        text = _BROKEN.sub("", text)
    if _LONE.search(text):
        text = _SPACED.sub(lambda found: found[0].replace(" ", ""), text)
    return text
