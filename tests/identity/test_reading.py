"""The letters of a page that were meant, and what the folders of its address say."""

import pytest

import make
from ereput.identity import candidates, resolve
from ereput.identity.folders import filed
from ereput.identity.letters import read
from ereput.identity.subjects import plain_url
from ereput.model import Address, Identifier, Listing, Practitioner


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("VÃ©ronique", "Véronique"),
        ("V&eacute;ronique &amp; Zo&euml;", "Véronique & Zoë"),
        ("Ve\u0301ronique", "Véronique"),
        ("V?ronique", "Véronique"),
        ("V\ufffdronique", "Véronique"),
        ("Ve\u00adro\u200bnique", "Veronique"),
        ("\u202eVeronique", "Veronique"),
        ("He´le`ne", "Helene"),
        ("Ste'phane", "Stephane"),
        ("DrHélène", "Dr Hélène"),
        ("Dr.Hélène", "Dr. Hélène"),
        ("Dren Pascal", "Dren Pascal"),
        ("DREN Pascal", "DREN Pascal"),
        ("M A R T I N Claire", "MARTIN Claire"),
        ("J P M Claire", "J P M Claire"),
        ("Zer- oual", "Zeroual"),
        ("Un avis ? Oui", "Un avis ? Oui"),
        ("L'Abbé d'Olt", "L'Abbé d'Olt"),
        (None, ""),
    ],
)
def test_letters_are_read_as_they_were_meant(seen: str | None, meant: str) -> None:
    assert read(seen) == meant


@pytest.mark.parametrize(
    ("url", "work", "place"),
    [
        ("https://rdv.example/dermatologue/lyon/helene-vaubrun", "dermatologie", ("lyon", "", "69")),
        ("https://rdv.example/lyon-69003/medecin-generaliste/x", "medecine_generale", ("lyon", "69003", "69")),
        ("https://rdv.example/75012-paris/x", None, ("paris", "75012", "75")),
        ("https://rdv.example/paris-12/x", None, ("paris", "75012", "75")),
        ("https://rdv.example/fiche/cardiologue", None, ("", "", "")),  # the page's own name is not its folder
        ("https://rdv.example/lyon-44000/x", None, ("", "", "")),  # a postcode of elsewhere: nothing is believed
        ("https://rdv.example/avocat/x", None, ("", "", "")),
        ("https://rdv.example/?town=lyon", None, ("", "", "")),
    ],
)
def test_folders_tell_under_what_a_page_is_filed(url: str, work: str | None, place: tuple[str, str, str]) -> None:
    found = filed(plain_url(url))

    assert (found.work.key if found.work else None) == work
    assert found[1:] == place


def test_a_page_without_words_is_judged_by_its_folders() -> None:
    listing = make.listing(url="https://rdv.example/cardiologue/lyon/x", specialty=None, phone=None, address=Address())
    own = make.listing(url="https://rdv.example/dermatologue/lyon/y", specialty=None, phone=None, address=Address())

    found = {m.listing.url: m.probability for m in resolve(make.practitioner(), (make.harvest(listing, own),))}

    assert found[listing.url] < 0.5 < found[own.url]


# ---------------------------------------------------------------- who is meant


def card(number: str, specialty: str, town: str = "Lyon") -> Listing:
    return make.listing(
        source="rpps",
        id=f"{number}-1",
        url="https://annuaire.example",
        name="Hélène VAUBRUN",
        specialty=specialty,
        address=Address(locality=town),
        phone=None,
        identifiers=(Identifier(system="rpps", value=number),),
    )


CARDS = (card("19990418305", "Dermatologie et vénéréologie"), card("19990418313", "Cardiologie"))


def numbers(who: Practitioner, *cards: Listing) -> list[str]:
    return [found[0].identifiers[0].value for found in candidates(who, cards)]


def test_two_of_the_name_are_candidates_until_something_tells_them_apart() -> None:
    typed = Practitioner(given="Hélène", family="Vaubrun")

    assert numbers(typed, *CARDS) == ["19990418305", "19990418313"]
    assert numbers(Practitioner(given="Hélène", family="Vaubrun", specialty="cardiologue"), *CARDS) == []
    assert numbers(typed, CARDS[0]) == []
    assert numbers(typed) == []


def test_a_number_leaves_nobody_to_choose_from() -> None:
    number = (Identifier(system="rpps", value="19990418305"),)

    assert numbers(Practitioner(given="Hélène", family="Vaubrun", identifiers=number), *CARDS) == []
