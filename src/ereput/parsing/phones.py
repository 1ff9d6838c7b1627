"""Telephone numbers, in E.164: what a person types, what a page shows, what a register keeps."""

import re

import phonenumbers

LONGEST = 64  # characters of one number, words around it included
LONGEST_TEXT = 20_000  # characters searched for numbers
MOST = 50  # numbers taken from one text

_APART = r"[\s.\-\u2011\u2013]{0,3}"  # what stands between digits; \s holds the no-break and thin spaces
# 0, +33 or 0033, "(0)" allowed, a digit, then four pairs parted alike: a date or an amount is not written so.
_FRENCH = re.compile(
    rf"(?<![\w+.,/])(?:(?:\+|00){_APART}33{_APART}(?:\(0\){_APART}|0{_APART})?|0)"
    rf"[1-9](?P<apart>{_APART}|/)\d\d(?:(?P=apart)\d\d){{3}}(?![\d/])"
)
_ABROAD = re.compile(rf"(?<![\w+])\+{_APART}[1-9](?:{_APART}\d){{7,13}}(?!\d)")
_PLAIN = re.compile(r"0[1-9](?:[ .-]?[0-9]{2}){4}")
_KEPT = re.compile(r"\+33(\d)(\d\d)(\d\d)(\d\d)(\d\d)\b")
_TRUNK = re.compile(r"\(\s*0\s*\)|\bposte\s*\d{1,5}\s*$", re.I)
_NEVER = re.compile(r"[^\W\d_]{14,}|[@#*/]{2}|@")  # words longer than "Secrétariat", or an address


def phone(text: str | None, country: str = "FR") -> str | None:
    """The number in E.164, or None where the text is no possible number.

    Possible is enough: numbers of the ranges kept for fiction, and ranges newer than our tables, are numbers too.
    """
    if not text or len(text) > LONGEST:
        return None
    if country == "FR" and _PLAIN.fullmatch(text):
        return "+33" + "".join(filter(str.isdigit, text))[1:]  # what phonenumbers says, forty times sooner
    if _NEVER.search(text):
        return None
    try:
        number = phonenumbers.parse(_TRUNK.sub("", " ".join(text.split())), country)
    except phonenumbers.NumberParseException:
        return None
    number.extension = None  # the practice's own switchboard: the number before it is what is compared
    if not phonenumbers.is_possible_number(number):
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def as_dialled(text: str) -> str:
    """The text with its French numbers in pairs, 04 65 71 18 30 for +33465711830; those of elsewhere as they are."""
    return _KEPT.sub(r"0\1 \2 \3 \4 \5", text)


def phones(text: str | None) -> tuple[str, ...]:
    """Numbers found in running text, in E.164, each once, in the order in which they stand.

    Candidates only: nothing says whose they are. A SIRET, a date or a price is not taken for one.
    """
    if not text:
        return ()
    text = text[:LONGEST_TEXT]
    found = sorted([*_FRENCH.finditer(text), *_ABROAD.finditer(text)], key=lambda match: match.start())
    numbers = [phone(match.group()) for match in found[:MOST]]
    return tuple(dict.fromkeys(number for number in numbers if number))
