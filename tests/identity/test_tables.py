"""Hand-made tables of names, places and work: each row with its reason in the last column."""

import csv
from pathlib import Path

import pytest

import make
from ereput.identity import FEATURES, resolve
from ereput.identity.sights import settled, sight
from ereput.identity.subjects import placed, subject
from ereput.identity.traits import Pair, pair
from ereput.model import Address, Judgement, Listing, Practitioner
from ereput.parsing.names import person

ROOT = Path(__file__).parents[2] / "fixtures" / "identity"
ALLOWED = {
    "same": {Judgement.SAME},
    "different": {Judgement.DIFFERENT},
    "not same": {Judgement.UNSURE, Judgement.DIFFERENT},
    "not different": {Judgement.UNSURE, Judgement.SAME},
}


def table(name: str) -> list[dict[str, str]]:
    with (ROOT / f"{name}.csv").open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def doctor(**changed: object) -> Practitioner:
    return make.practitioner(identifiers=(), **changed)


def compared(who: Practitioner, listing: Listing) -> Pair:
    ours = placed(subject(who))
    (theirs,) = settled([sight(listing, ours.names.words, frozenset())], [ours])
    return pair(ours, theirs)


def test_there_are_three_hundred_pairs_and_more_each_with_its_reason() -> None:
    rows = [row for name in ("pairs", "names", "places", "works") for row in table(name)]

    assert len(rows) >= 300
    assert all(row["why"] for row in rows)


@pytest.mark.parametrize("row", table("names"), ids=lambda row: f"{row['printed']}: {row['why']}")
def test_names_at_the_same_practice(row: dict[str, str]) -> None:
    named = person(row["who"])
    assert named
    address = Address(street="5 place Carnot", postal_code="44000", locality="Nantes")
    who = Practitioner(given=named.given, family=named.family, specialty="médecin généraliste", address=address)
    listing = make.listing(name=row["printed"], specialty="Médecin généraliste", address=address, phone=None)

    (match,) = resolve(who, (make.harvest(listing),))

    assert match.judgement in ALLOWED[row["expected"]], (match.probability, match.signals)


@pytest.mark.parametrize("row", table("places"), ids=lambda row: f"{row['seen_city']}: {row['why']}")
def test_places(row: dict[str, str]) -> None:
    who = doctor(
        address=Address(street=row["street"] or None, postal_code=row["postcode"] or None, locality=row["city"] or None)
    )
    seen = Address(
        street=row["seen_street"] or None, postal_code=row["seen_postcode"] or None, locality=row["seen_city"] or None
    )

    both = compared(who, make.listing(address=seen))

    assert FEATURES["town"].compare(both)[0] == row["town"]
    assert FEATURES["street"].compare(both)[0] == row["street_level"]


@pytest.mark.parametrize("row", table("works"), ids=lambda row: f"{row['specialty']} {row['seen']}")
def test_work(row: dict[str, str]) -> None:
    both = compared(doctor(specialty=row["specialty"]), make.listing(specialty=row["seen"]))

    assert FEATURES["specialty"].compare(both)[0] == row["expected"], row["why"]
