"""Opening hours in the days of the reader's language: kept as "Mo-Fr 09:00-18:00", told as "lun.-ven. 09:00-18:00"."""

import re

_DAYS = {
    "fr": dict(zip("Mo Tu We Th Fr Sa Su".split(), "lun. mar. mer. jeu. ven. sam. dim.".split(), strict=True)),
    "en": dict(zip("Mo Tu We Th Fr Sa Su".split(), "Mon Tue Wed Thu Fri Sat Sun".split(), strict=True)),
}
_OTHERS = {"fr": {"PH": "jours fériés", "off": "fermé"}, "en": {"PH": "public holidays", "off": "closed"}}
_WORD = r"\b(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|off)\b"
_KNOWN = re.compile(rf"(?:{_WORD}|[\d:;,\s–-])+")  # the plain core of OpenStreetMap's opening_hours


def told(hours: str | None, language: str) -> str:
    """The hours with their days said; what is written in another way is left as it is."""
    if not hours or not _KNOWN.fullmatch(hours):
        return hours or ""
    words = {**_DAYS[language], **_OTHERS[language]}
    said = re.sub(_WORD, lambda word: words[word[0]], hours)
    return (" ; " if language == "fr" else "; ").join(part.strip() for part in said.split(";"))
