"""Who is compared, prepared once: the practitioner or a register's card, with all that is known of them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from ereput.identity.likeness import Names, names
from ereput.model import Address, Listing, Practitioner
from ereput.parsing.addresses import arrondissement, departement, postcode, street_parts, town_form
from ereput.parsing.communes import departements
from ereput.parsing.names import folded, person
from ereput.parsing.specialties import Specialty, specialties_in
from ereput.sites import recognised

REGISTERS = ("rpps", "annuaire_sante")  # sources whose listings are cards of a register of people


class Spot(NamedTuple):
    """Where somebody works, as it is compared."""

    town: str = ""
    code: str = ""
    departement: str = ""
    number: str = ""
    street: str = ""
    is_former: bool = False


class Subject(NamedTuple):
    """A person with all that is known of them."""

    names: Names
    specialties: tuple[Specialty, ...]
    spots: tuple[Spot, ...]
    phones: frozenset[str]
    number: str | None  # RPPS
    practices: tuple[str, ...]
    works: tuple[str, ...] = ()  # keys of the specialties
    pages: frozenset[str] = frozenset()
    not_pages: frozenset[str] = frozenset()
    site: str = ""  # address of their own site


def subject(who: Practitioner, cards: Sequence[Listing] = ()) -> Subject:
    """The practitioner, with what their own cards in the register add."""
    who = _turned(who, cards)
    families = [who.family, who.birth_family, *(_surname(name, who) for name in who.other_names)]
    former = [spot(address, is_former=True) for address in who.former_addresses]
    known = [*cards_spots(cards), spot(who.address)]
    works = tuple(dict.fromkeys([*specialties_in(who.specialty), *_specialties_of(cards)]))
    return Subject(
        names=names(who.given, families, who.other_names),
        specialties=works,
        works=tuple(one.key for one in works),
        spots=tuple(dict.fromkeys(one for one in [*known, *former] if one.town or one.code or one.street)),
        phones=frozenset([*who.phones, *who.former_phones, *(number for card in cards for number in card.phones)]),
        number=who.rpps or next((number for card in cards if (number := rpps(card))), None),
        practices=tuple(dict.fromkeys(folded(text) for text in [who.practice, *(c.practice for c in cards)] if text)),
        pages=frozenset(plain_url(page) for page in who.pages),
        not_pages=frozenset(plain_url(page) for page in who.not_pages),
        site="" if recognised(who.website or "") else plain_url(who.website or ""),  # a profile is no site of their own
    )


def card_subject(cards: Sequence[Listing]) -> Subject:
    """Somebody of the register, with the names that their card bears."""
    given, families = _card_names(cards[0].name or "")
    works = tuple(dict.fromkeys(_specialties_of(cards)))
    return Subject(
        names=names(given, families),
        specialties=works,
        works=tuple(one.key for one in works),
        spots=tuple(dict.fromkeys(cards_spots(cards))),
        phones=frozenset(number for card in cards for number in card.phones),
        number=rpps(cards[0]),
        practices=tuple(dict.fromkeys(folded(card.practice) for card in cards if card.practice)),
    )


_DEPARTEMENT = re.compile(r"\((0[1-9]|[1-8]\d|9[0-5]|2[AB]|97[1-6])\)")  # "Le Lac (69)"


def spot(address: Address, is_former: bool = False) -> Spot:
    code = arrondissement(address.locality, address.postal_code) or address.postal_code or ""
    if not code:
        code = postcode(address.locality) or ""  # "69003 Lyon", or a postcode typed for the town
    near = departement(code) or (said[1] if (said := _DEPARTEMENT.search(address.locality or "")) else "")
    number, street = street_parts(address.street)
    town = town_form(address.locality)
    return Spot("" if town.isdigit() else town, code, near, number, street, is_former)


def placed(one: Subject) -> Subject:
    """The subject with the département of towns named without a postcode, where only one has a commune of that name."""
    whole: dict[str, set[str]] = {}
    return one._replace(spots=tuple(placed_spot(there, whole) for there in one.spots))


def placed_spot(there: Spot, known: Mapping[str, set[str]]) -> Spot:
    if there.departement or not there.town:
        return there
    found = known.get(there.town) or {one[:3] if one[:2] in ("97", "98") else one for one in departements(there.town)}
    return there._replace(departement=next(iter(found))) if len(found) == 1 else there


def cards_spots(cards: Iterable[Listing]) -> list[Spot]:
    return [spot(card.address) for card in cards if not card.address.is_empty]


def rpps(listing: Listing) -> str | None:
    return next((one.value for one in listing.identifiers if one.system == "rpps"), None)


def plain_url(url: str) -> str:
    """An address without what does not change the page: scheme, www, closing slash, fragment."""
    rest = url.strip().partition("#")[0]
    scheme, mark, after = rest.partition("://")
    host, slash, path = (after if mark and scheme.isalpha() else rest).partition("/")
    path, question, query = path.partition("?")
    if not slash:
        host, question, query = host.partition("?")
    path = f"/{path}".rstrip("/") if slash else ""
    return f"{host.lower().removeprefix('www.')}{path}{question if query else ''}{query}"


def _surname(name: str, who: Practitioner) -> str:
    """Another spelling of the whole name, or of the family name alone."""
    given = set(folded(who.given).split())
    return " ".join(word for word in folded(name).split() if word not in given)


def _turned(who: Practitioner, cards: Sequence[Listing]) -> Practitioner:
    """First and family name the way round that the register has them."""
    read = person(cards[0].name) if cards else None
    if read and folded(read.family) == folded(who.given) and folded(read.given) == folded(who.family):
        return msgspec.structs.replace(who, given=who.family, family=who.given or "")
    return who


def _card_names(name: str) -> tuple[str | None, list[str]]:
    """First and family names on a register's card."""
    read = person(name)
    if read is None:
        return None, [name]
    return read.given, [read.family, read.birth_family or ""]


def _specialties_of(cards: Iterable[Listing]) -> list[Specialty]:
    return [one for card in cards for one in specialties_in(card.specialty)]
