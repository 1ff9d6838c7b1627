"""What the two lines of a search result state of a practitioner: strict, since nobody opened the page. Pure."""

import html
import re
from collections.abc import Iterable
from typing import NamedTuple

from ereput.model import Practitioner, Rating
from ereput.parsing.names import folded

MOST_CHARACTERS = 600  # of one title or snippet

_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_UNSEEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0e-\x1f\x7f]")

# A mark counts only beside its scale, or beside the word that says it is one and the number of reviews.
_MARK = r"(?<![\d.,/])(?P<value>\d{1,2}(?:[.,]\d{1,2})?)"
_STARS = r"(?:\s(?:étoiles?|stars?))?"
_SCALE = rf"{_STARS}\s?(?:/|sur|out of)\s?(?P<best>5|10)(?:[.,]0)?(?!\d|[.,]\d|\s?/\s?\d){_STARS}"
_REVIEWS = r"(?:avis|évaluations?|reviews?|ratings?|votes?)\b"
_COUNT = rf"(?<![\d.,/])(?P<count>\d{{1,3}}(?:[ .,]\d{{3}})+|\d{{1,6}})\s(?:(?:Google|patient|customer)\s)?{_REVIEWS}"
_WORD = r"\b(?:note(?:\smoyenne)?|notée?|rating|rated|évaluation)(?:\s?:)?\s"
_BETWEEN = r"[\s(·•|,;:–—-]{1,4}"
_STRICT = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"{_MARK}{_SCALE}{_BETWEEN}(?:sur |basé sur |based on )?{_COUNT}",  # 4,8/5 (32 avis)
        rf"{_COUNT}{_BETWEEN}{_MARK}{_SCALE}",  # 32 avis - 4,8/5
        rf"{_WORD}{_MARK}{_SCALE}",  # note 3,2/5
        rf"{_WORD}{_MARK}(?P<best>){_BETWEEN}{_COUNT}",  # Rating: 4.5 · 12 reviews: of five, by Google's custom
    )
)

_TITLE = re.compile(r"^(?:docteur|professeur|dr|pr)\b\.?\s+(?P<name>.+)$", re.I)
_SEGMENT = re.compile(r"\s[-–—|•]\s|\s*[,:(|]\s*")
_STATED = re.compile(
    r"^[^,]{3,80},\s+(?P<specialty>[^\W\d_][^,:|()\d]{2,50}?)\s+à\s+(?P<town>[^\W\d_][^,:|(–—•]{1,40}?)"
    r"(?:\s+\(?(?P<postcode>\d{5})\)?)?\s*(?=$|[,:|(–—•]|\s-\s)",
    re.I,
)
_NO_SPECIALTY = frozenset("avis rendez rdv prendre prenez horaires telephone contact cabinet adresse".split())


class Stated(NamedTuple):
    """What a title says, each part None where it does not say it plainly."""

    name: str | None = None
    specialty: str | None = None
    town: str | None = None
    postcode: str | None = None


def cleaned(text: str | None) -> str:
    """One line without markup, entities, invisible characters and more than 600 characters; "" for nothing."""
    plain = html.unescape(_MARKUP.sub("", text or ""))
    line = " ".join(_UNSEEN.sub("", plain).split())
    return line if len(line) <= MOST_CHARACTERS else line[:MOST_CHARACTERS].rsplit(" ", 1)[0] + "…"


def rating(text: str) -> Rating | None:
    """The one mark that a snippet states with its scale; None where it states none, or several that differ."""
    found = [match for pattern in _STRICT for match in pattern.finditer(text)]
    marks = {_mark(match) for match in found}
    counts = {count for match in found if (count := _count(match)) is not None}
    if len(marks) != 1 or 0 in counts:
        return None
    value, best = marks.pop()
    count = counts.pop() if len(counts) == 1 else None
    return Rating(value=value, best=best, count=count) if 1 <= value <= best else None


def _mark(match: re.Match[str]) -> tuple[float, float]:
    return float(match["value"].replace(",", ".")), float(match["best"] or 5)


def _count(match: re.Match[str]) -> int | None:
    digits = re.sub(r"\D", "", match.groupdict().get("count") or "")
    return int(digits) if digits else None


def stated(title: str, who: Practitioner) -> Stated:
    """The name, specialty and town that a title states, as in "Dr Arthur Saucier, urologue à Clamart - Doctolib"."""
    match = _STATED.match(title)
    name = _name(_SEGMENT.split(title, maxsplit=1)[0], who)
    if match is None or name is None or _NO_SPECIALTY & set(folded(match["specialty"]).split()):
        return Stated(name=name)
    return Stated(name=name, specialty=match["specialty"], town=match["town"].strip(), postcode=match["postcode"])


def _name(beginning: str, who: Practitioner) -> str | None:
    """The beginning of a title where it is plainly a name: after Dr or Pr, or the very words that were looked for."""
    titled = _TITLE.match(beginning)
    name = (titled["name"] if titled else beginning).strip()
    words = folded(name).split()
    if titled and 2 <= len(words) <= 6 and not any(word.isdigit() for word in words):
        return name
    return name if sorted(words) == sorted(folded(who.name).split()) else None


def bears_name(who: Practitioner, texts: Iterable[str]) -> bool:
    """One of the texts (an address counts) holds one of the practitioner's family names, hyphens and accents aside."""
    whole = f" {folded(' '.join(texts))} "
    names = [folded(name) for name in (who.family, who.birth_family, *who.other_names) if name]
    return any(_holds(whole, name) for name in names if name)


def _holds(whole: str, name: str) -> bool:
    # "drvaubrun.example" holds Vaubrun; a name of three letters is a word or nothing.
    return f" {name} " in whole or (len(name) > 3 and name.replace(" ", "") in whole.replace(" ", ""))
