"""Numbers, counts and marks, as French and English pages write them."""

import re

from ereput.model import Rating

LONGEST = 2_000  # characters searched

_NUMBER = re.compile(r"(?<![\w.,])-?\d{1,3}(?:[ \u00a0\u202f\u2009'’]\d{3})+(?:[.,]\d+)?(?!\d)|(?<![\w.,])-?\d[\d.,]*")
_THOUSANDS = re.compile(r"[ \u00a0\u202f\u2009'’]")
_KILO = re.compile(r"\s?(?:k|K|mille)\b")
_MARK = r"(?P<value>\d{1,3}(?:[.,]\d{1,3})?)"
_SPACE = r"[\s\u00a0\u202f]{0,3}"
_ON_SCALE = re.compile(
    rf"(?<![\d/.,]){_MARK}{_SPACE}(?:/|sur|out{_SPACE}of|von|de){_SPACE}(?P<best>5|10|20|100)(?:[.,]0+)?(?![\d/]|[.,]\d)",
    re.I,
)
_IN_STARS = re.compile(rf"(?<![\d/.,]){_MARK}{_SPACE}(?:★|⭐|étoiles?\b|stars?\b)", re.I)
_NOTED = re.compile(
    rf"(?:\bnote|\bnoté|\brated|\brating|★|⭐){_SPACE}:?{_SPACE}{_MARK}(?!{_SPACE}(?:/|\d|avis|%))", re.I
)
_BESIDE = re.compile(
    rf"(?<![\d/.,])(?P<value>[1-5][.,]\d){_SPACE}(?=[·(]{_SPACE}\d[\d \u202f\u00a0.,]{{0,9}}(?:\)|avis|reviews))", re.I
)
_DRAWN = re.compile(r"(?P<full>★{1,5})(?P<half>[½⯨]?)(?P<empty>☆{0,4})")
_COUNT = re.compile(
    rf"(?P<count>\d{{1,3}}(?:[ \u00a0\u202f\u2009.,]\d{{3}})+|\d{{1,9}}){_SPACE}"
    r"(?:avis|reviews?|notes?|évaluations?|opinions?|commentaires?|votes?|ratings?|témoignages?|recensioni|bewertungen|opiniones|reseñas)\b",
    re.I,
)
_IN_BRACKETS = re.compile(r"^[\s\u00a0\u202f·,★⭐½☆\-–]{0,8}\((?P<count>\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+|\d{1,9})\)")


def number(text: str | None, language: str | None = None) -> float | None:
    """The first number in a text: "8,4", "1 234 avis", "1,234", "2,3 k".

    Three digits after one comma are thousands; after one dot they are thousands in Spanish, German and Italian only.
    """
    found = _NUMBER.search((text or "")[:LONGEST])
    if not found or len(found.group()) > 24:
        return None
    value = _plain(_THOUSANDS.sub("", found.group()).rstrip(".,"), language)
    if value is None:
        return None
    return value * 1000 if _KILO.match((text or "")[found.end() : found.end() + 8]) else value


def count(text: str | None) -> int | None:
    """How many, as a whole number: "1 234 avis" is 1234; None where the first number is not whole or negative."""
    value = number(text)
    return int(value) if value is not None and value >= 0 and value == int(value) else None


def rating(text: str | None) -> Rating | None:
    """The first mark that a text states with its scale, or in stars, and the number of reviews beside it."""
    text = (text or "")[:LONGEST]
    for pattern in (_ON_SCALE, _IN_STARS, _NOTED, _BESIDE):
        for found in pattern.finditer(text):
            best = float(found.groupdict().get("best") or 5)
            value = float(found["value"].replace(",", "."))
            if value <= best:
                return Rating(value=value, best=best, count=_reviews(text, found.end()))
    drawn = _DRAWN.search(text)
    if drawn and len(drawn["full"]) + len(drawn["half"]) + len(drawn["empty"]) == 5:
        return Rating(value=len(drawn["full"]) + 0.5 * len(drawn["half"]), count=_reviews(text, drawn.end()))
    return None


def _reviews(text: str, after: int) -> int | None:
    beside = _IN_BRACKETS.match(text[after:]) or _COUNT.search(text)
    return int(re.sub(r"\D", "", beside["count"])) if beside else None


def _plain(digits: str, language: str | None) -> float | None:
    """Digits with dots and commas, read; None where they make no number, such as an address or a version."""
    dots, commas = digits.count("."), digits.count(",")
    if dots and commas:
        decimal = "." if digits.rfind(".") > digits.rfind(",") else ","
        other = "," if decimal == "." else "."
        if digits.count(decimal) > 1 or not _is_grouped(digits[: digits.index(decimal)], other):
            return None
        return float(digits.replace(other, "").replace(decimal, "."))
    if commas:
        return _either(digits, ",", groups=commas > 1 or (digits[-4:-3] == "," and not digits.startswith(("0", "-0"))))
    return _either(digits, ".", groups=dots > 1 or (language in ("de", "es", "it") and digits[-4:-3] == "."))


def _either(digits: str, mark: str, groups: bool) -> float | None:
    if not groups:
        return float(digits.replace(mark, "."))
    return float(digits.replace(mark, "")) if _is_grouped(digits, mark) else None


def _is_grouped(digits: str, mark: str) -> bool:
    return re.fullmatch(rf"-?\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+", digits) is not None
