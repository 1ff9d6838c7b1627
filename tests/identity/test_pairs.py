"""Hand-made pairs of a practitioner and a listing, each with the reason in its last column."""

import csv
from pathlib import Path

import pytest

import make
from ereput.identity import resolve
from ereput.model import Address, Census, Identifier, Judgement, Listing, Mention, Practitioner, Seen
from ereput.parsing.names import person
from ereput.parsing.phones import phone

TABLE = Path(__file__).parents[2] / "fixtures" / "identity" / "pairs.csv"
with TABLE.open(encoding="utf-8", newline="") as opened:
    PAIRS = list(csv.DictReader(opened))

ALLOWED = {
    "same": {Judgement.SAME},
    "unsure": {Judgement.UNSURE},
    "different": {Judgement.DIFFERENT},
    "not same": {Judgement.UNSURE, Judgement.DIFFERENT},
    "not different": {Judgement.UNSURE, Judgement.SAME},
}


def identifiers(number: str) -> tuple[Identifier, ...]:
    return (Identifier(system="rpps", value=number),) if number else ()


def card(number: str, specialty: str, street: str, code: str, town: str, telephone: str) -> Listing:
    """A card of the register that bears the name of the practitioner of the cassettes."""
    return make.listing(
        source="rpps",
        id=f"{number}-1",
        url="https://annuaire.example",
        name="Hélène VAUBRUN",
        specialty=specialty,
        street=street,
        postal_code=code,
        locality=town,
        phone=phone(telephone),
        identifiers=identifiers(number),
    )


REGISTER = (
    card("19990418305", "Dermatologie et vénéréologie", "18 RUE DES TILLEULS BLANCS", "69003", "Lyon", "0465711830"),
    card("19990418313", "Cardiologie et maladies vasculaires", "4 QUAI SARRAZIN", "69006", "Lyon", "0465716002"),
    card("19990418321", "Sage-femme", "1 RUE DU PORT", "44000", "Nantes", "0261914012"),
    Census(evidence=make.evidence("rpps"), family="Vaubrun", count=4),
)


def practitioner(row: dict[str, str]) -> Practitioner:
    named = person(row["who"])
    assert named
    number = phone(row["phone"])
    return Practitioner(
        given=named.given,
        family=named.family,
        title=named.title,
        specialty=row["specialty"],
        address=Address(
            street=row["street"] or None, postal_code=row["postcode"] or None, locality=row["city"] or None
        ),
        phones=(number,) if number else (),
        identifiers=identifiers(row["rpps"]),
    )


def seen(row: dict[str, str]) -> Listing | Mention:
    if not row["name"] and not row["snippet"]:
        return make.mention(title=row["title"])
    return make.listing(
        seen=Seen.PAGE if row["name"] else Seen.SNIPPET,
        name=row["name"] or None,
        title=row["title"] or None,
        snippet=row["snippet"] or None,
        specialty=row["seen_specialty"] or None,
        address=Address(
            street=row["seen_street"] or None,
            postal_code=row["seen_postcode"] or None,
            locality=row["seen_city"] or None,
        ),
        phone=phone(row["seen_phone"]),
        identifiers=identifiers(row["seen_rpps"]),
    )


def test_there_are_enough_pairs_each_with_its_reason() -> None:
    assert len(PAIRS) >= 60
    assert all(row["why"] and row["expected"] in ALLOWED for row in PAIRS)


@pytest.mark.parametrize("row", PAIRS, ids=lambda row: f"{row['name'] or row['title']}: {row['why']}")
def test_each_pair_is_judged_as_a_person_would(row: dict[str, str]) -> None:
    who, listing = practitioner(row), seen(row)
    register = REGISTER if who.family == "Vaubrun" else ()

    matches = resolve(who, (make.harvest(*register, source="rpps"), make.harvest(listing)))

    (match,) = [match for match in matches if match.listing.key == listing.key]
    assert match.judgement in ALLOWED[row["expected"]], (match.probability, match.signals)
