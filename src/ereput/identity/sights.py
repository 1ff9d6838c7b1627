"""A listing or mention as it is compared: who it names, where, and what is said of the work."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from ereput.identity.folders import Filed, filed
from ereput.identity.letters import read
from ereput.identity.people import NO_WORDS, Run, runs
from ereput.identity.subjects import Spot, Subject, placed_spot, plain_url, rpps, spot
from ereput.model import Listing, Mention, Seen
from ereput.parsing.addresses import arrondissement, departement, street_parts, town_form
from ereput.parsing.names import folded, is_practice
from ereput.parsing.phones import phones
from ereput.parsing.specialties import OUTSIDE, Specialty, specialties_in
from ereput.sites import Kind, site


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


def sight(of: Listing | Mention, keep: frozenset[str], towns: frozenset[str]) -> Sight:
    """Words of `keep` are names wherever they stand; `towns` are looked for in running text."""
    title, snippet = read(of.title), read(of.snippet)
    name = read(of.name) if isinstance(of, Listing) else ""
    heading = name or title
    told = _told(of, title, snippet)
    url = plain_url(of.url or "")
    under = filed(url)
    is_place = is_practice(heading)
    is_named = bool(name) and not is_place
    works = tuple(one for one in told if one.profession != OUTSIDE)
    if under.work and under.work not in works:
        works = (*works, under.work)
    words = f" {folded(title)} {folded(snippet)} "
    shown = f"{name} | {title} | {snippet}" if _CODE.search(name) else f"{title} | {snippet}"
    return Sight(
        of=of,
        heading=_named(heading, keep, NO_WORDS if is_named else towns, is_named),
        text=tuple(runs(snippet, keep, towns)),
        named=folded(heading),
        is_practice=is_place,
        specialties=works,
        works=tuple(one.key for one in works),
        is_outside=not works and (bool(told) or _LAWYER.search(heading) is not None),
        spots=tuple(_spots(of, shown, words, towns, under)),
        words=words,
        phones=frozenset(of.phones if isinstance(of, Listing) else ()) | _phones(f"{title} {snippet}"),
        number=rpps(of) if isinstance(of, Listing) else None,
        practice=folded(of.practice) if isinstance(of, Listing) else "",
        url=url,
        website=plain_url(of.website or "") if isinstance(of, Listing) else "",
        is_named=is_named,
    )


@lru_cache(maxsize=10_000)
def _named(heading: str, keep: frozenset[str], towns: frozenset[str], is_named: bool) -> tuple[Run, ...]:
    """Whom a heading names: the same one stands above many pages."""
    return tuple(runs(heading, keep, towns, is_name=is_named))


_LAWYER = re.compile(r"(?:^|[|·:(–-] ?)(?:M[eᵉ]\.?|Maître) [A-ZÀ-Ý]")  # "Mᵉ Claire Martin"


_HEALTH = re.compile(
    r" (?:dre?|drs|docteure?s?|doctor|pr|prof|professeure?(?! d)|medecins?|medical|medicale|medecine|cabinet|patients?"
    r"|patiente|patientele|praticiens?|praticienne|hopital|hospitalier|chu|chr|clinique|rdv|rendez vous|sante"
    r"|consultations?|consultez|consulter|exerce|specialiste|soins|physician|md|secretariat|maladies?|soigne) "
)
_OF_HEALTH = frozenset((Kind.BOOKING, Kind.TELECONSULTATION, Kind.REGISTER, Kind.HOSPITAL, Kind.CLINIC, Kind.RATING))


def is_of_health(sight: Sight) -> bool:
    """Anything on it has to do with health: a title, a word, or the kind of site that it stands on."""
    if sight.specialties or sight.number or _HEALTH.search(f" {sight.named}{sight.words}"):
        return True
    known = site(sight.of.site) if sight.of.site else None
    return known is not None and known.kind in _OF_HEALTH


def others_heading(sight: Sight) -> bool:
    """Its heading names somebody: what to make of a page whose heading does not name the practitioner."""
    return any(run.is_person or (sight.is_named and len(run.words) > 1) for run in sight.heading)


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
        return one._replace(spots=tuple(placed_spot(there, known) for there in one.spots))

    return [at(one) for one in sights]


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
_CODE = re.compile(r"([0-9](?<!\d.)(?:(?<=0)[1-9]|(?<=[1-8])\d|(?<=9)[0-8])\d{3})(?!\d)")
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
    r"\b(?:Paris|Lyon|Marseille) (?:0?\d{1,2}(?: ?(?:e|er|ème|eme))?|[IVX]{1,5}(?:er|e|ème))(?: arrondissement)?\b",
    re.I,
)


def _spots(of: Listing | Mention, text: str, words: str, towns: frozenset[str], under: Filed) -> Iterable[Spot]:
    """The address of the listing; where it gives none, what its words say, and under which town its page is filed."""
    stated = spot(of.address) if isinstance(of, Listing) else Spot()
    if stated.code or (stated.town and stated.street):
        return [stated]
    found = _worded(stated, _PHONES.sub(" ", text), words, towns)
    if not found.code and (away := _abroad(found.town, words)):
        return [found._replace(town=away, departement=ABROAD)]
    if under.town and not found.code and found.town in ("", under.town):
        found = found._replace(town=under.town, code=under.code, departement=under.departement)
    return [found] if any(found) else []


def _abroad(town: str, words: str) -> str:
    """The town abroad that is named, where no town of France is."""
    if town:
        return town if town in TOWNS_ABROAD else ""
    return next((word for word in words.split() if word in TOWNS_ABROAD), "")


ABROAD = "abroad"  # stands for a département
TOWNS_ABROAD = frozenset(
    "geneve lausanne zurich bale neuchatel lugano bruxelles liege namur charleroi gand"
    " anvers belgique luxembourg quebec ottawa toronto gatineau sherbrooke canada londres london"
    " dublin edimbourg manchester oxford cambridge boston chicago miami dubai casablanca rabat marrakech tanger"
    " agadir maroc alger oran annaba algerie tunis sfax tunisie dakar senegal abidjan bamako lome"
    " cotonou yaounde douala libreville kinshasa antananarivo beyrouth liban damas madrid barcelone lisbonne"
    " rome milan berlin munich hambourg francfort amsterdam rotterdam bucarest"
    " varsovie prague athenes istanbul moscou pekin tokyo".split()
)


def _worded(stated: Spot, text: str, words: str, towns: frozenset[str]) -> Spot:
    """What an address lacks, as running text gives it."""
    street = _STREET.search(text)
    number, way = street_parts(street.group() if street else None)
    if stated.street:
        number, way = stated.number, stated.street
    codes = _CODE.findall(text)
    words = town_words(words)
    named = sorted((town for town in towns if f" {town} " in words), key=len, reverse=True)
    town = named[0] if named else next((town_form(found) for found in _AT.findall(text)), "")
    at = _ARRONDISSEMENT.search(text)
    code = (arrondissement(at.group()) if at else None) or (codes[-1] if codes else "")
    if stated.town and code and stated.town != town:
        return stated  # the words speak of another place
    return Spot(stated.town or town, code, departement(code) or "", number, way)


def _phones(text: str) -> frozenset[str]:
    return frozenset(phones(text)) if _MANY_DIGITS.search(text) else frozenset()


_MANY_DIGITS = re.compile(r"\d\D{0,3}\d\D{0,3}\d\D{0,3}\d\D{0,3}\d\D{0,3}\d")


def town_words(words: str) -> str:
    """Folded words with towns as `town_form` has them."""
    return words.replace(" st ", " saint ").replace(" ste ", " sainte ")


def is_brought(sight: Sight) -> bool:
    """The owner brought it in a file: an export of their own account."""
    return isinstance(sight.of, Listing) and sight.of.seen is Seen.EXPORT
