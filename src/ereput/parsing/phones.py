"""Telephone numbers, in E.164: what a person types, what a page shows, what a register keeps."""

import re

import phonenumbers

LONGEST = 64  # characters of one number, words around it included
LONGEST_TEXT = 20_000  # characters searched for numbers
MOST = 50  # numbers taken from one text

# Nine digits after 0, +33 or 0033, "(0)" allowed, parted by anything that people put between digits.
_APART = r"[\s.\-/\u00a0\u202f\u2009\u2011\u2013]{0,3}"
_FRENCH = re.compile(
    rf"(?<![\w+])(?:(?:\+|00){_APART}33{_APART}(?:\(0\){_APART}|0{_APART})?|0{_APART})[1-9](?:{_APART}\d){{8}}(?!\d)"
)
_ABROAD = re.compile(rf"(?<![\w+])\+{_APART}[1-9](?:{_APART}\d){{7,13}}(?!\d)")
_TRUNK = re.compile(r"\(\s*0\s*\)")
_NEVER = re.compile(r"[A-Za-z@#*]{12,}")  # words far longer than "Téléphone", or an address


def phone(text: str | None, country: str = "FR") -> str | None:
    """The number in E.164, or None where the text is no possible number.

    Possible is enough: numbers of the ranges kept for fiction, and ranges newer than our tables, are numbers too.
    """
    if not text or len(text) > LONGEST or _NEVER.search(text):
        return None
    try:
        number = phonenumbers.parse(_TRUNK.sub("", text), country)
    except phonenumbers.NumberParseException:
        return None
    if number.extension or not phonenumbers.is_possible_number(number):
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


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
