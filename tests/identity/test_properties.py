"""What must hold for any name: spellings, order, case and accents change nothing."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import make
from ereput.identity import resolve
from ereput.identity.likeness import likeness, names
from ereput.identity.people import runs
from ereput.identity.spelling import resemblance, sound
from ereput.model import Address, Judgement, Match, Practitioner
from ereput.parsing.names import folded

PLACE = Address(street="5 place Carnot", postal_code="44000", locality="Nantes")
WORDS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=4, max_size=12)
FAMILIES = st.sampled_from("Vaubrun Tarvaux Bodinot Lorrenzi Miscorde Chevtchouk Sartelle Fernel Ollivanc".split())
GIVEN = st.sampled_from("Hélène Claire Michèle Antoine Frédéric Zoé Jean-Pierre Marie-Noëlle".split())


def judged(who: Practitioner, printed: str) -> Match:
    listing = make.listing(name=printed, specialty="Médecin généraliste", address=PLACE, phone=None)
    (match,) = resolve(who, (make.harvest(listing),))
    return match


def doctor(first: str, family: str) -> Practitioner:
    return Practitioner(given=first, family=family, specialty="médecin généraliste", address=PLACE)


@given(WORDS, WORDS)
def test_resemblance_is_symmetric(one: str, other: str) -> None:
    assert resemblance(one, other) == resemblance(other, one)


@given(WORDS)
def test_a_doubled_letter_is_not_heard(name: str) -> None:
    heard = sound(name)

    assert resemblance(name, name) == "typo"
    assert not any(one == other for one, other in pairwise(heard))


@settings(max_examples=60, deadline=None)
@given(GIVEN, FAMILIES)
def test_order_case_and_accents_do_not_matter(first: str, family: str) -> None:
    who = doctor(first, family)
    plain = judged(who, f"Dr {first} {family}")
    accentless = "".join(folded(part) if part.isalpha() else part for part in first)
    forms = [
        f"Dr {family.upper()} {first}",
        f"DR {first.upper()} {family.upper()}",
        f"dr {first.lower()} {family.lower()}",
        f"Dr {accentless} {family}",
        f"Dr {first.replace('-', ' ')} {family}",
    ]

    assert plain.judgement is Judgement.SAME
    assert {judged(who, form).probability for form in forms} == {plain.probability}


@settings(max_examples=60, deadline=None)
@given(GIVEN, FAMILIES, GIVEN, FAMILIES)
def test_two_people_resemble_each_other_alike_from_both_sides(a: str, b: str, c: str, d: str) -> None:
    (one,), (other,) = runs(f"Dr {a} {b}", is_name=True), runs(f"Dr {c} {d}", is_name=True)

    there, back = likeness(names(a, [b]), other), likeness(names(c, [d]), one)

    assert (there.family == "full") == (back.family == "full")
    assert (there.given == "full") == (back.given == "full")


@pytest.mark.parametrize("times", [2, 3])
def test_what_is_found_twice_is_no_stronger(times: int) -> None:
    who, listing = make.practitioner(), make.listing()
    once = resolve(who, (make.harvest(listing),))

    assert resolve(who, tuple(make.harvest(listing, source=f"s{nth}") for nth in range(times))) == once


def test_a_page_and_what_a_search_engine_shows_of_it_are_judged_as_one() -> None:
    who = make.practitioner()
    listing = make.listing(url="https://annuaire.example/9", phone=None, address=Address(), specialty=None)
    mention = make.mention(
        url="https://www.annuaire.example/9/", title="Dr Hélène Vaubrun", snippet="Dermatologue, 69003 Lyon"
    )

    first, second = resolve(who, (make.harvest(listing, mention),))

    assert first.judgement is second.judgement
    assert (first.probability, first.signals) == (second.probability, second.signals)
    assert {type(first.listing), type(second.listing)} == {type(listing), type(mention)}


@pytest.mark.parametrize(
    ("printed", "role"),
    [
        ({"name": "Cabinet des Tilleuls", "specialty": None}, "practice"),
        ({"name": "Dr Lucie Fernel"}, "colleague"),
        ({"name": "Dr Paul Autre", "address": Address(locality="Nantes", postal_code="44000")}, "phone"),
        ({"name": "Garage Bodinot", "address": Address(locality="Nantes", postal_code="44000")}, "phone"),
        ({"name": "Dr Lucie Fernel", "snippet": "A repris le cabinet du Dr Hélène Vaubrun"}, "successor"),
        ({"name": "Dr Paul Autre", "address": Address(locality="Nantes"), "phone": None}, None),
    ],
)
def test_somebody_elses_listing_is_told_by_what_it_has_to_do_with_them(printed: dict, role: str | None) -> None:
    (match,) = resolve(make.practitioner(practice="Cabinet des Tilleuls"), (make.harvest(make.listing(**printed)),))

    assert match.judgement is Judgement.DIFFERENT
    assert match.role == role
