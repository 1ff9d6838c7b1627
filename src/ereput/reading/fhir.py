"""FHIR resources of the French health directory (Annuaire Santé) to listings; codes come without words."""

from ereput.model import Address, Evidence, Identifier, Listing
from ereput.page import Record
from ereput.parsing.facts import fact
from ereput.parsing.phones import phone
from ereput.parsing.tre import PROFESSIONS, SPECIALTIES

HOME = "https://annuaire.sante.fr"  # where a person looks; a card has no address of its own
REGISTERS = {"SIRET": "siret", "SIREN": "siren", "FINEG": "finess"}  # codes of fr-core-cs-v2-0203
TITLES = {"DR": "Dr", "PR": "Pr"}


def listing(evidence: Evidence, person: Record, place: Record | None) -> Listing:
    """A Practitioner at an Organization, or nowhere; mail addresses are secure mail, not public, and left out."""
    rpps = number(person)
    numbers = [("rpps", rpps)] if rpps else []
    return Listing(
        evidence=evidence,
        url=HOME,
        id=fact("-".join([rpps or person.text("id"), *([place.text("id")] if place else [])])),
        name=_name(person),
        specialty=_specialty(person),
        practice=fact(place.maybe_text("name")) if place else None,
        address=_address(place) if place else Address(),
        phones=_phones(place) if place else (),
        identifiers=tuple(Identifier(system=s, value=v) for s, v in [*numbers, *(_numbers(place) if place else [])]),
    )


def number(person: Record) -> str | None:
    """The RPPS number of a Practitioner."""
    named = [one for one in person.maybe_records("identifier") if "RPPS" in _codes(one)]
    return fact(named[0].maybe_text("value")) if named else None


def target(role: Record, key: str) -> str:
    """The id that a reference points to, "" for none: "548812" of "Organization/548812"."""
    reference = role.maybe_record(key)
    return (reference.maybe_text("reference") or "").rpartition("/")[2] if reference else ""


def _codes(one: Record) -> list[str]:
    types = one.maybe_record("type") or Record({})
    return [coding.maybe_text("code") or "" for coding in types.maybe_records("coding")]


def _numbers(place: Record) -> list[tuple[str, str]]:
    ids = [(code, fact(one.maybe_text("value"))) for one in place.maybe_records("identifier") for code in _codes(one)]
    return [(REGISTERS[code], value) for code, value in ids if code in REGISTERS and value]


def _name(person: Record) -> str | None:
    for name in person.maybe_records("name"):
        titles = [TITLES.get(part.upper()) for part in name.maybe_texts("suffix")]
        return fact(" ".join(filter(None, (*titles, *name.maybe_texts("given"), name.maybe_text("family")))))
    return None


def _specialty(person: Record) -> str | None:
    """Ordinal specialties, else the profession; codes without words, as the directory gives them."""
    codings = [c for q in person.maybe_records("qualification") for c in q.record("code").maybe_records("coding")]
    known = [(coding.maybe_text("system") or "", coding.maybe_text("code") or "") for coding in codings]
    skills = [SPECIALTIES[code] for system, code in known if "TRE_R38" in system and code in SPECIALTIES]
    trades = [PROFESSIONS[code] for system, code in known if "TRE_G15" in system and code in PROFESSIONS]
    return ", ".join(dict.fromkeys(skills)) or next(iter(trades), None)


def _address(place: Record) -> Address:
    for address in place.maybe_records("address"):
        return Address(
            street=fact(" ".join(address.maybe_texts("line"))),
            postal_code=fact(address.maybe_text("postalCode")),
            locality=fact(address.maybe_text("city")),
            country="FR" if len(address.maybe_text("postalCode") or "") == 5 else None,
        )
    return Address()


def _phones(place: Record) -> tuple[str, ...]:
    telecoms = [one for one in place.maybe_records("telecom") if one.get("system") == "phone"]
    return tuple(dict.fromkeys(number for one in telecoms if (number := phone(one.maybe_text("value")))))
