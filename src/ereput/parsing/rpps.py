"""Rows of the register of health professionals (RPPS) to listings, whatever their columns are called this year."""

from collections.abc import Iterable, Mapping
from typing import Any

from ereput.errors import Broken
from ereput.model import Address, Evidence, Identifier, Listing, Practitioner
from ereput.parsing.facts import fact
from ereput.parsing.names import folded
from ereput.parsing.phones import phone

HOME = "https://annuaire.sante.fr"  # where a person looks; a card has no address of its own
REQUIRED = ("number", "family", "given")
# Each column by its header, folded, without the little words that come and go ("d'exercice", "exercice").
HEADERS = {
    "number": "identifiant pp",
    "family": "nom exercice",
    "given": "prenom exercice",
    "title": "code civilite exercice",
    "profession": "libelle profession",
    "skill": "libelle savoir faire",
    "siret": "numero siret site",
    "finess": "numero finess site",
    "structure": "identifiant technique structure",
    "company": "raison sociale site",
    "sign": "enseigne commerciale site",
    "house": "numero voie coord structure",
    "repeat": "indice repetition voie coord structure",
    "way": "libelle type voie coord structure",
    "street": "libelle voie coord structure",
    "postcode": "code postal coord structure",
    "insee": "code commune coord structure",
    "town": "libelle commune coord structure",
    "country": "libelle pays coord structure",
    "phone": "telephone coord structure",
    "phone2": "telephone 2 coord structure",
    "email": "adresse e mail coord structure",
}
_LITTLE = {"d", "de", "des", "du", "l", "la"}
# Digits to a number, for those that lose a leading zero when a table takes its column for numbers.
_DIGITS = {"number": 11, "siret": 14, "finess": 9, "postcode": 5, "insee": 5, "phone": 10, "phone2": 10}
_TITLES = {"DR": "Dr", "PR": "Pr"}

Row = Mapping[str, str | None]  # by the names of HEADERS


def is_checked(number: str) -> bool:
    """The last digit fits the others, by Luhn's formula (ISO/IEC 7812-1, annex B).

    A hint, no proof: it was found to hold for the numbers at hand, but no paper of the register that says so was read.
    """
    digits = [int(digit) for digit in reversed(number)]
    return sum(digits[::2] + [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]) % 10 == 0


def columns(header: object) -> dict[str, str]:
    """Our names to the register's; Broken when those columns lack without which no row can be read."""
    if not isinstance(header, list):
        raise Broken("the register has no list of columns")
    heads = _heads(header)
    if wanting := lacking(header, REQUIRED):
        raise Broken("the register has no column {names}", names=", ".join(map(repr, wanting)))
    return {name: heads[head] for name, head in HEADERS.items() if head in heads}


def lacking(header: Iterable[object], names: Iterable[str]) -> list[str]:
    """Those of our names, in the register's words, for which there is no column."""
    heads = _heads(header)
    return [HEADERS[name] for name in names if HEADERS[name] not in heads]


def _heads(header: Iterable[object]) -> dict[str, str]:
    return {" ".join(word for word in folded(str(head)).split() if word not in _LITTLE): str(head) for head in header}


def row(values: Mapping[str, Any], heads: Mapping[str, str]) -> Row:
    """One row by our names; what lacks is None, and numbers are written out as the register prints them."""
    return {name: _text(name, values.get(heads.get(name, ""))) for name in HEADERS}


def _text(name: str, value: Any) -> str | None:
    if value is not None and not isinstance(value, str | int | float):
        raise Broken(f"{HEADERS[name]!r} is neither text nor a number")
    text = fact("" if value is None else str(value))
    if text and name in _DIGITS:
        text = text.removesuffix(".0")
        text = text.zfill(_DIGITS[name]) if text.isdecimal() else text
    if text is None and name == "number":
        raise Broken(f"a row without {HEADERS[name]!r}")
    return text


def bears(one: Row, who: Practitioner) -> bool:
    """The practitioner's names are whole words of the row's: "Vaubrun" is not "Vaubrunel"; an initial begins a word."""
    pairs = ((folded(who.family), folded(one["family"])), (folded(who.given), folded(one["given"])))
    return all(f" {ours}{' ' if len(ours) > 1 else ''}" in f" {theirs} " for ours, theirs in pairs if ours)


def listings(evidence: Evidence, rows: Iterable[Row]) -> Iterable[Listing]:
    """One listing for each person and workplace, with all their specialties there."""
    cards: dict[str, list[Row]] = {}
    for one in rows:
        place = one["structure"] or one["siret"] or one["finess"] or one["postcode"] or ""
        cards.setdefault(f"{one['number']}-{place}".rstrip("-"), []).append(one)
    for card, same in cards.items():
        skills = dict.fromkeys(one["skill"] for one in same if one["skill"])
        yield _listing(evidence, card, same[0], ", ".join(skills) or same[0]["profession"])


def _listing(evidence: Evidence, card: str, one: Row, specialty: str | None) -> Listing:
    title = _TITLES.get((one["title"] or "").upper())
    registers = (("rpps", one["number"]), ("siret", one["siret"]), ("finess", one["finess"]))
    numbers = (phone(one["phone"]), phone(one["phone2"]))
    return Listing(
        evidence=evidence,
        url=HOME,
        id=card,
        name=_joined(title, one["given"], one["family"]),
        specialty=specialty,
        practice=one["company"] or one["sign"],
        address=Address(
            street=_joined(one["house"], one["repeat"], one["way"], one["street"]),
            postal_code=one["postcode"],
            locality=one["town"],
            country="FR" if _is_french(one) else None,
            insee=one["insee"],
        ),
        phones=tuple(dict.fromkeys(number for number in numbers if number)),
        email=one["email"],
        identifiers=tuple(Identifier(system=system, value=value) for system, value in registers if value),
    )


def _joined(*parts: str | None) -> str | None:
    return " ".join(part for part in parts if part) or None


def _is_french(one: Row) -> bool:
    """The postcode column also holds foreign ones, and a French address seldom names its country."""
    return len(one["postcode"] or "") == 5 and folded(one["country"]) in ("", "france")
