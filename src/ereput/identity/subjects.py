"""What is compared, prepared once: the practitioner or a register's card as a Subject, a listing as a Sight."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec

from ereput.identity.people import NO_WORDS, Names, Run, names, runs
from ereput.model import Address, Listing, Mention, Practitioner, Seen
from ereput.parsing.addresses import arrondissement, departement, street_parts, town_form
from ereput.parsing.communes import departements
from ereput.parsing.decoding import mended
from ereput.parsing.names import folded, is_practice, person
from ereput.parsing.phones import phones
from ereput.parsing.specialties import OUTSIDE, Specialty, specialties_in
from ereput.sites import recognised

REGISTERS = ("rpps", "annuaire_sante")  # sources whose listings are cards of a register of people
LONGEST = 2_000  # characters of title and snippet


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


class Sight(NamedTuple):
    """A listing or mention, with what is compared drawn out of it."""

    of: Listing | Mention
    heading: tuple[Run, ...]  # who the name or the title names
    text: tuple[Run, ...]  # who the snippet names
    named: str  # its name, else its title, folded
    is_practice: bool  # its name or title is that of a place or company
    specialties: tuple[Specialty, ...]
    is_outside: bool  # words of a life outside health, and none of health
    spots: tuple[Spot, ...]
    words: str  # title and snippet, folded, with a space at each end
    phones: frozenset[str]
    number: str | None
    practice: str
    url: str
    website: str
    works: tuple[str, ...]  # keys of the specialties
    is_named: bool  # its heading is a name field that is no practice's: whoever it names, it is about them


def subject(who: Practitioner, cards: Sequence[Listing] = ()) -> Subject:
    """The practitioner, with what their own cards in the register add."""
    who = _turned(who, cards)
    families = [who.family, who.birth_family, *(_surname(name, who) for name in who.other_names)]
    former = [spot(address, is_former=True) for address in who.former_addresses]
    known = [*cards_spots(cards), spot(who.address)]
    works = tuple(dict.fromkeys([*specialties_in(who.specialty), *_specialties_of(cards)]))
    return Subject(
        names=names(who.given, families),
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


def others_heading(sight: Sight) -> bool:
    """Its heading names somebody: what to make of a page whose heading does not name the practitioner."""
    return any(run.is_person or (sight.is_named and len(run.words) > 1) for run in sight.heading)


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


def sight(of: Listing | Mention, keep: frozenset[str], towns: frozenset[str]) -> Sight:
    """Words of `keep` are names wherever they stand; `towns` are looked for in running text."""
    title, snippet = _read(of.title), _read(of.snippet)
    name = _read(of.name) if isinstance(of, Listing) else ""
    heading = name or title
    told = _told(of, title, snippet)
    url = of.url or ""
    is_place = is_practice(heading)
    is_named = bool(name) and not is_place
    works = tuple(one for one in told if one.profession != OUTSIDE)
    return Sight(
        of=of,
        heading=tuple(runs(heading, keep, NO_WORDS if is_named else towns, is_name=is_named)),
        text=tuple(runs(snippet, keep, towns)),
        named=folded(heading),
        is_practice=is_place,
        specialties=works,
        works=tuple(one.key for one in works),
        is_outside=not works and (bool(told) or _LAWYER.search(heading) is not None),
        spots=tuple(_spots(of, f"{title} | {snippet}", towns)),
        words=f" {folded(title)} {folded(snippet)} ",
        phones=frozenset(of.phones if isinstance(of, Listing) else ()) | _phones(f"{title} {snippet}"),
        number=rpps(of) if isinstance(of, Listing) else None,
        practice=folded(of.practice) if isinstance(of, Listing) else "",
        url=plain_url(url),
        website=plain_url(of.website or "") if isinstance(of, Listing) else "",
        is_named=is_named,
    )


def _read(text: str | None) -> str:
    """The text with its letters mended: "VÃ©ronique", and a lost letter, which is an é more often than not."""
    text = (text or "")[:LONGEST]
    if text.isascii():
        return text
    return _LOST.sub("é", mended(text))


_LOST = re.compile("(?<=\\w)\ufffd(?=\\w)|\\b\ufffd(?=\\w{2})")
_LAWYER = re.compile(r"(?:^|[|·:(–-] ?)(?:M[eᵉ]\.?|Maître) [A-ZÀ-Ý]")  # "Mᵉ Claire Martin"


def spot(address: Address, is_former: bool = False) -> Spot:
    code = arrondissement(address.locality, address.postal_code) or address.postal_code or ""
    if not code and re.fullmatch(r"\d{5}", address.locality or ""):
        code = address.locality or ""  # a postcode typed for the town
    number, street = street_parts(address.street)
    town = town_form(address.locality)
    return Spot("" if town.isdigit() else town, code, departement(code) or "", number, street, is_former)


def settled(sights: Sequence[Sight], subjects: Sequence[Subject]) -> list[Sight]:
    """The sights with the département of towns named without a postcode: as another place of the case gives it, or
    the only one that has a commune of that name."""
    known: dict[str, set[str]] = {}
    whole: list[Subject | Sight] = [*subjects, *sights]
    for one in whole:
        for there in one.spots:
            if there.town and there.departement:
                known.setdefault(there.town, set()).add(there.departement)

    def at(one: Sight) -> Sight:
        if all(there.departement or not there.town for there in one.spots):
            return one
        return one._replace(spots=tuple(_placed(there, known) for there in one.spots))

    return [at(one) for one in sights]


def placed(one: Subject) -> Subject:
    """The subject with the département of towns named without a postcode, where only one has a commune of that name."""
    whole: dict[str, set[str]] = {}
    return one._replace(spots=tuple(_placed(there, whole) for there in one.spots))


def _placed(there: Spot, known: Mapping[str, set[str]]) -> Spot:
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


def _told(of: Listing | Mention, title: str, snippet: str) -> tuple[Specialty, ...]:
    """What is said of the work: by the field, else the title, else the snippet; streets are left out."""
    fields = [of.specialty or "", of.name or ""] if isinstance(of, Listing) else []
    for text in [*fields, title, snippet]:
        found = (_told_by_short if len(text) <= _SHORT else _told_by)(text) if text else ()
        if found:
            return found
    return ()


def _told_by(text: str) -> tuple[Specialty, ...]:
    found = specialties_in(_STREETS.sub(" ", text))
    return found if any(one.key != "medecin" for one in found) else ()


_SHORT = 60  # characters of a text that is worth remembering
_told_by_short = lru_cache(maxsize=10_000)(_told_by)


_STREETS = re.compile(
    r"\b(?:rue|avenue|av\.?|ave|place|pl\.?|boulevard|bd\.?|chemin|allée|cours|quai) [^,.;()|\n]{0,40}", re.I
)
_CODE = re.compile(r"(?<!\d)(?:F-)?((?:0[1-9]|[1-8]\d|9[0-8])\d{3})(?!\d)")
_PHONES = re.compile(r"(?:\+33|0033|0)[\s.\-(0)]{0,5}\d(?:[\s.\-]?\d\d){4}")
# "à Saint-Geniez d'Olt", "(Lyon)", "in Paris 11": a town as running text names it.
_AT = re.compile(
    r"(?:\bà|\bA|\b[Ii]n|\()\s?((?:[A-ZÀ-Ý][\w'’]*)(?:[- ](?:[A-ZÀ-Ý][\w'’]*|\d{1,2}(?!\d)|sur|sous|de|du|des|la|le|les"
    r"|en|et|l[eè]s|lez|l['’]\w+|d['’]\w+))*)"
)
_STREET = re.compile(
    r"(\d{1,4}(?: ?(?:bis|ter|quater))?,? )?"
    r"\b(?:rue|r\.|avenue|av\.?|ave\.?|place|pl\.?|boulevard|bd\.?|bld|chemin|ch\."
    r"|allée|all\.|cours|quai|impasse|route|rte|square)\s[^,.;()|\n:]{2,60}",
    re.I,
)
_ARRONDISSEMENT = re.compile(
    r"\b(?:Paris|Lyon|Marseille) (?:0?\d{1,2})(?: ?(?:e|er|ème|eme))?(?: arrondissement)?\b", re.I
)


def _spots(of: Listing | Mention, text: str, towns: frozenset[str]) -> Iterable[Spot]:
    """The address of the listing; where it gives none, what its words say."""
    stated = spot(of.address) if isinstance(of, Listing) else Spot()
    if stated.code or (stated.town and stated.street):
        return [stated]
    text = _PHONES.sub(" ", text)
    street = _STREET.search(text)
    number, way = street_parts(street.group() if street else None)
    if stated.street:
        number, way = stated.number, stated.street
    codes = _CODE.findall(text)
    words = f" {town_words(text)} "
    named = sorted((town for town in towns if f" {town} " in words), key=len, reverse=True)
    town = named[0] if named else next((town_form(found) for found in _AT.findall(text)), "")
    at = _ARRONDISSEMENT.search(text)
    code = (arrondissement(at.group()) if at else None) or (codes[-1] if codes else "")
    if stated.town and code and stated.town != town:
        return [stated]  # the words speak of another place
    town = stated.town or town
    found = Spot(town, code, departement(code) or "", number, way)
    return [found] if any(found) else []


def _phones(text: str) -> frozenset[str]:
    return frozenset(phones(text)) if _MANY_DIGITS.search(text) else frozenset()


_MANY_DIGITS = re.compile(r"\d\D{0,3}\d\D{0,3}\d\D{0,3}\d\D{0,3}\d\D{0,3}\d")


def town_words(text: str) -> str:
    return re.sub(r"\bste\b", "sainte", re.sub(r"\bst\b", "saint", folded(text)))


def is_brought(sight: Sight) -> bool:
    """The owner brought it in a file: an export of their own account."""
    return isinstance(sight.of, Listing) and sight.of.seen is Seen.EXPORT
