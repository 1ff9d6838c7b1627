"""What an audit knows that a letter asks for: who it is about, what a listing shows, what of it is wrong.

Only what was typed for the audit or read in an official register says who writes; nothing is guessed.
"""

from collections.abc import Callable, Iterator
from typing import TypeVar

import msgspec

from ereput.cli.guidance.filling import exact
from ereput.guide.cases import subject_of
from ereput.model import Address, Audit, Finding, Judgement, Listing, Practitioner, Rating, Review, Seen
from ereput.parsing.names import folded
from ereput.parsing.phones import as_dialled
from ereput.sites import Control, site
from ereput.words import N_, Words

_WRONG = {
    "NAP001": N_("telephone {shown} instead of {expected}"),
    "NAP002": N_("address {shown} instead of {expected}"),
    "NAP003": N_("specialty {shown} instead of {expected}"),
    "NAP004": N_("name {shown} instead of {expected}"),
    "NAP005": N_("opening hours {shown} instead of {expected}"),
}
_FORMER = {"phone": "NAP001", "address": "NAP002"}  # NAP007 by its field: what one left is said as what is wrong
_REGISTERS = ("rpps", "annuaire_sante")

Told = TypeVar("Told")


def writer(audit: Audit) -> Practitioner:
    """The practitioner of an audit, with what an official register's own card adds, where its cards agree."""
    who = audit.practitioner
    cards = [match.listing for match in audit.matches if match.judgement is Judgement.SAME]
    official = [card for card in cards if isinstance(card, Listing) and _is_official(card)]
    address = None if who.address.street else _one(official, _place)
    phone = None if who.phones else _one(official, lambda card: card.phones[0] if card.phones else None)
    return msgspec.structs.replace(
        who,
        specialty=who.specialty or _one(official, lambda card: card.specialty),
        address=_filled(who.address, address) if address else who.address,
        phones=(phone,) if phone else who.phones,
    )


def is_same_person(one: Practitioner, other: Practitioner) -> bool:
    """One register number; where one of them has none, one name in one place: a name alone may be a namesake's."""
    if one.rpps and other.rpps:
        return one.rpps == other.rpps
    return folded(one.name) == folded(other.name) and _is_one_place(one.address, other.address)


def _is_one_place(one: Address, other: Address) -> bool:
    if one.postal_code and other.postal_code:
        return one.postal_code == other.postal_code
    return bool(one.locality and other.locality) and folded(one.locality or "") == folded(other.locality or "")


def told(audit: Audit, finding: str, words: Words) -> dict[str, str | None]:
    """What a finding fills in beyond its case: what the listing shows, what of it is wrong, a review's mark."""
    found = next((each for each in audit.findings if each.id == finding), None)
    subject = subject_of(audit, found) if found else None
    listing = _under(audit, subject) if isinstance(subject, Review) else subject
    mark = subject.rating if isinstance(subject, Review) else None
    values = {
        "data": _shown(listing, words) if isinstance(listing, Listing) else None,
        "corrections": _wrong(found, words) if found else None,
        "mark": _mark(mark, words) if mark else None,
    }
    return {field: exact(value) for field, value in values.items()}


def _under(audit: Audit, review: Review) -> Listing | None:
    items = (item for harvest in audit.harvests for item in harvest.items)
    return next((item for item in items if isinstance(item, Listing) and item.key == review.listing), None)


def _shown(listing: Listing, words: Words) -> str | None:
    """What a page was read to show of the practitioner; None of a listing of which only a search result was read."""
    return ", ".join(_parts(listing, words)) or None if listing.seen is not Seen.SNIPPET else None


def _parts(listing: Listing, words: Words) -> Iterator[str]:
    if listing.name:
        yield words.say("name ({shown})", shown=listing.name)
    if listing.specialty:
        yield words.say("specialty ({shown})", shown=listing.specialty)
    if line := _line(listing.address):
        yield words.say("address ({shown})", shown=line)
    if listing.phones:
        yield words.say("telephone ({shown})", shown=as_dialled(listing.phones[0]))
    if listing.rating:
        yield words.say("rating ({shown})", shown=_mark(listing.rating, words))


def _wrong(finding: Finding, words: Words) -> str | None:
    values = finding.values
    code = _FORMER.get(str(values.get("field"))) if finding.code == "NAP007" else finding.code
    if code not in _WRONG or not values.get("shown") or not values.get("expected"):
        return None
    shown, expected = (as_dialled(str(values[name])) for name in ("shown", "expected"))
    return words.say(_WRONG[code], shown=shown, expected=expected)


def _mark(rating: Rating, words: Words) -> str:
    decimals = 0 if rating.value == int(rating.value) else 1
    return words.say("{value} out of {best:n}", value=words.number(rating.value, decimals), best=rating.best)


def _is_official(card: Listing) -> bool:
    row = site(card.site or "")
    return card.evidence.source in _REGISTERS or (row is not None and row.control is Control.OFFICIAL)


def _one(cards: list[Listing], of: Callable[[Listing], Told | None]) -> Told | None:
    found = {value for value in map(of, cards) if value}
    return found.pop() if len(found) == 1 else None


def _place(card: Listing) -> Address | None:
    return card.address if card.address.street and card.address.locality else None


def _filled(typed: Address, found: Address) -> Address:
    """What was typed, with the register's street and postcode where that is of the town that was typed, if one was."""
    if typed.postal_code and found.postal_code and typed.postal_code != found.postal_code:
        return typed
    if typed.locality and folded(typed.locality) != folded(found.locality or ""):
        return typed
    return msgspec.structs.replace(found, locality=typed.locality or found.locality)


def _line(address: Address) -> str:
    town = " ".join(part for part in (address.postal_code, address.locality) if part)
    return ", ".join(part for part in (address.street, town) if part)
