"""A listing's name, address, telephone, specialty and hours, each beside what the identity card says."""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import NamedTuple

from ereput.model import Address, Listing, Practitioner, Seen
from ereput.parsing import specialties
from ereput.parsing.addresses import arrondissement, same_street, street_parts, town_form
from ereput.parsing.names import folded, is_practice
from ereput.parsing.phones import phone as e164


class Compared(StrEnum):
    """How a field of a listing stands to the card."""

    SAME = "same"
    FORMATTING = "formatting"  # the same, written otherwise
    TOWN_ONLY = "town_only"  # an address without its street, in the right town
    FORMER = "former"  # an address or a number that the card says they left
    DIFFERENT = "different"
    MISSING = "missing"  # its own page was read, and does not say
    UNSEEN = "unseen"  # only a part of it was read: lines of a search, a file or an interface that may not carry it
    UNKNOWN = "unknown"  # the card does not say, or it cannot be told


class Field(NamedTuple):
    """One field compared, as the listing shows it and as the card has it."""

    compared: Compared
    shown: str | None
    expected: str | None


def compared(who: Practitioner, listing: Listing) -> Mapping[str, Field]:
    """Every field of COMPARE."""
    return {field: compare(who, listing) for field, compare in COMPARE.items()}


# ---------------------------------------------------------------- one function, one field


def _phone(who: Practitioner, listing: Listing) -> Field:
    shown, expected = ", ".join(listing.phones) or None, ", ".join(who.phones) or None
    if not listing.phones or not who.phones:
        return _untold(listing, shown, expected)
    theirs = {e164(number) or number for number in listing.phones}
    if theirs & {e164(number) or number for number in who.phones}:
        return Field(Compared.SAME, shown, expected)
    if theirs & {e164(number) or number for number in who.former_phones}:
        return Field(Compared.FORMER, shown, expected)
    return Field(Compared.DIFFERENT, shown, expected)


def _town(who: Practitioner, listing: Listing) -> Field:
    shown, expected = _town_line(listing.address), _town_line(who.address)
    return _field(listing, shown, expected, lambda *_: _beside(who, listing, _is_same_town))


def _street(who: Practitioner, listing: Listing) -> Field:
    shown, expected = listing.address.street, who.address.street
    if expected and not shown and _is_same_town(listing.address, who.address):
        return Field(Compared.TOWN_ONLY, shown, expected)
    return _field(listing, shown, expected, lambda *_: _beside(who, listing, _is_same_door))


def _specialty(who: Practitioner, listing: Listing) -> Field:
    def kind(shown: str, expected: str) -> Compared:
        if folded(shown) == folded(expected):
            return Compared.SAME
        one, other = specialties.specialty(shown), specialties.specialty(expected)
        agrees = specialties.compatible(one, other) if one and other else None
        return Compared.UNKNOWN if agrees is None else _otherwise(agrees)

    return _field(listing, listing.specialty, who.specialty, kind)


def _name(who: Practitioner, listing: Listing) -> Field:
    def kind(shown: str, expected: str) -> Compared:
        if shown == f"{who.title} {expected}":
            return Compared.SAME
        words = set(folded(shown).split())
        families = [name for name in (who.family, who.birth_family, *who.other_names) if name]
        has_family = any(set(folded(name).split()) <= words for name in families)
        return _otherwise(has_family and _has_given(who.given, words))

    if is_practice(listing.name):  # a practice's listing bears the practice's name
        return _untold(listing, listing.name, who.name)
    return _field(listing, listing.name, who.name, kind)


def _hours(who: Practitioner, listing: Listing) -> Field:
    shown, expected = listing.opening_hours, who.opening_hours
    return _field(listing, shown, expected, lambda *both: _otherwise(_spans(both[0]) == _spans(both[1])))


COMPARE: Mapping[str, Callable[[Practitioner, Listing], Field]] = {
    "phone": _phone,
    "town": _town,
    "street": _street,
    "specialty": _specialty,
    "name": _name,
    "hours": _hours,
}


# ---------------------------------------------------------------- inside


def _field(listing: Listing, shown: str | None, expected: str | None, kind: Callable[[str, str], Compared]) -> Field:
    """Nothing to compare, the same to the letter, or what `kind` says of the two."""
    if not shown or not expected:
        return _untold(listing, shown, expected)
    return Field(Compared.SAME if shown == expected else kind(shown, expected), shown, expected)


def _untold(listing: Listing, shown: str | None, expected: str | None) -> Field:
    """Nothing to compare; what is not there was looked for only where the listing's own page was read."""
    if expected is None or shown is not None:
        return Field(Compared.UNKNOWN, shown, expected)
    return Field(Compared.MISSING if listing.seen is Seen.PAGE else Compared.UNSEEN, shown, expected)


def _otherwise(agrees: bool) -> Compared:
    """What is not written the same means the same, or not."""
    return Compared.FORMATTING if agrees else Compared.DIFFERENT


def _beside(who: Practitioner, listing: Listing, same: Callable[[Address, Address], bool]) -> Compared:
    """An address that is not written the same: the same all the same, one that they left, or another."""
    if same(listing.address, who.address):
        return Compared.FORMATTING
    former = any(same(listing.address, address) for address in who.former_addresses)
    return Compared.FORMER if former else Compared.DIFFERENT


def _is_same_town(one: Address, other: Address) -> bool:
    """The same postcode, or the same town where one of the two has none; Lyon 3e is 69003."""
    codes = [a.postal_code or arrondissement(a.locality) for a in (one, other)]
    if codes[0] and codes[1]:
        return codes[0] == codes[1]
    return bool(one.locality and other.locality) and town_form(one.locality) == town_form(other.locality)


def _is_same_door(one: Address, other: Address) -> bool:
    """The same street and number; a number that is left out is forgiven."""
    first, second = street_parts(one.street)[0], street_parts(other.street)[0]
    is_same_number = not first or not second or first == second
    return bool(same_street(one.street, other.street)) and is_same_number


def _town_line(address: Address) -> str | None:
    return " ".join(part for part in (address.postal_code, address.locality) if part) or None


def _has_given(given: str | None, words: set[str]) -> bool:
    """The given name or its initial stands there, or none is known."""
    names = folded(given).split()
    return not names or set(names) <= words or names[0][0] in words


_DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
_RULE = re.compile(r"^([a-z]{2})(?:-([a-z]{2}))?((?:,[a-z]{2}(?:-[a-z]{2})?)*) (.+)$")


def _spans(hours: str) -> object:
    """The hours of each day; the text itself where they are not written as "Mo-Fr 09:00-18:00; Sa 09:00-12:00"."""
    week: dict[str, list[str]] = {}
    for rule in filter(None, (part.strip().lower() for part in re.split(r";", hours))):
        found = _RULE.match(re.sub(r",\s+", ",", rule))
        if not found:
            return folded(hours)
        times = [f"{int(h):02}:{m or '00'}" for h, m in re.findall(r"(\d{1,2})(?::(\d{2}))?", found[4])]
        for day in _days(rule.partition(" ")[0]):
            week.setdefault(day, []).extend(times)
    return {day: sorted(times) for day, times in week.items()}


def _days(text: str) -> list[str]:
    days: list[str] = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        if first in _DAYS and (last or first) in _DAYS:
            days.extend(_DAYS[_DAYS.index(first) : _DAYS.index(last or first) + 1])
    return days
