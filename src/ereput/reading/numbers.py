"""Marks, counts and scales as pages write them: "8,4", "4.5/5", "1 234 avis"."""

import re

from ereput.reading.stated import RawRating
from ereput.reading.things import Thing

_NUMBER = re.compile(r"[-−]?\d{1,9}(?:[.,]\d{1,9})?")
_COUNT = re.compile(r"\d{1,3}(?:[ .,'\u00a0\u202f\u2009]\d{3})+(?!\d)|\d{1,9}")
_OUT_OF = re.compile(r"(\d{1,3}(?:[.,]\d{1,4})?)\s{0,3}(?:/|sur|out of|von|van|de|of)\s{0,3}(\d{1,3})(?!\d)", re.I)
_THOUSANDS = re.compile(r"(\d{1,4}(?:[.,]\d)?)\s?([kK])\b")


def mark(text: str | None) -> float | None:
    """A mark: its first number, with a comma or a point."""
    match = _NUMBER.search((text or "")[:200])
    return float(match.group().replace(",", ".").replace("−", "-")) if match else None


def out_of(text: str | None) -> tuple[float | None, float | None]:
    """A mark, and the scale where the same words state it: "4,5/5"."""
    match = _OUT_OF.search((text or "")[:200])
    if match:
        return float(match.group(1).replace(",", ".")), float(match.group(2))
    return mark(text), None


def count(text: str | None) -> int | None:
    """How many: "1 234 avis" is 1234, "12.0" is 12, "2,5k" is 2500."""
    text = (text or "")[:200]
    thousands = _THOUSANDS.search(text)
    if thousands:
        return round(float(thousands.group(1).replace(",", ".")) * 1000)
    match = _COUNT.search(text)
    return int(re.sub(r"\D", "", match.group())) if match else None


def rating(thing: Thing) -> RawRating | None:
    """The rating that an AggregateRating states; None without a mark and a count."""
    # In the vocabulary before schema.org the mark is a member of its own, or a thing.
    holder = next((inner for inner in thing.things("rating") if inner.text("ratingValue")), thing)
    value, scale = out_of(holder.text("ratingValue", "rating"))
    best = mark(holder.text("bestRating") or thing.text("bestRating"))
    worst = mark(holder.text("worstRating") or thing.text("worstRating"))
    number = next((n for n in map(count, thing.texts("reviewCount")) if n is not None), None)
    if number is None:
        number = next((n for n in map(count, thing.texts("ratingCount")) if n is not None), None)
    if value is None:
        return None
    # A count of nothing beside a mark of nothing: a place that nobody has rated.
    if number == 0 or (value == 0 and not number):
        return None
    return RawRating(value=value, best=best if best is not None else scale, worst=worst, count=number)
