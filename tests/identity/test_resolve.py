"""Whose listings they are: what decides, what cannot, and what is done once."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import make
from ereput.identity import DIFFERENT, FEATURES, SAME, resolve
from ereput.model import Address, Census, Identifier, Judgement, Listing, Match, Mention, Practitioner, Seen

NOWHERE = {"address": Address(), "phone": None, "specialty": None}


def judged(*items: Listing | Mention, who: Practitioner | None = None, register: tuple = ()) -> dict[str, Match]:
    harvests = (make.harvest(*items), make.harvest(*register, source="rpps"))
    return {match.listing.key: match for match in resolve(who or make.practitioner(), harvests)}


def one(item: Listing | Mention, who: Practitioner | None = None, register: tuple = ()) -> Match:
    return judged(item, who=who, register=register)[item.key]


def card(number: str, **changed: object) -> Listing:
    traits = {"name": "Hélène VAUBRUN", "identifiers": (Identifier(system="rpps", value=number),), "id": f"{number}-1"}
    return make.listing(source="rpps", url="https://annuaire.example", **{**traits, **changed})


OWN = card("19990418305", specialty="Dermatologie et vénéréologie")
CARDIOLOGIST = card(
    "19990418313", specialty="Cardiologie", street="4 quai Sarrazin", postal_code="69006", phone="+33465716002"
)
MIDWIFE = card("19990418321", specialty="Sage-femme", postal_code="44000", locality="Nantes", phone="+33261914012")
REGISTER = (OWN, CARDIOLOGIST, MIDWIFE, Census(evidence=make.evidence("rpps"), family="Vaubrun", count=4))
TYPED = Practitioner(given="Hélène", family="Vaubrun", specialty="dermatologue", address=Address(locality="Lyon"))


def test_a_listing_that_agrees_is_theirs() -> None:
    match = one(make.listing())

    assert match.judgement is Judgement.SAME
    assert match.probability >= 0.94


def test_the_registers_own_card_is_found_and_its_namesakes_are_set_aside() -> None:
    matches = judged(who=TYPED, register=REGISTER)

    assert matches[OWN.key].judgement is Judgement.SAME
    assert matches[CARDIOLOGIST.key].judgement is Judgement.DIFFERENT
    assert matches[MIDWIFE.key].judgement is Judgement.DIFFERENT


def test_two_good_cards_are_not_guessed_between() -> None:
    twin = card("19990418339", specialty="Dermatologie et vénéréologie", street="3 rue Neuve", postal_code="69002")

    matches = judged(who=TYPED, register=(OWN, twin))

    assert {match.judgement for match in matches.values()} == {Judgement.UNSURE}


def test_what_the_own_card_adds_is_used() -> None:
    listing = make.listing(specialty=None, locality=None, postal_code=None, street="18 rue des Tilleuls Blancs")

    assert one(listing, TYPED, REGISTER).probability > one(listing, TYPED).probability


def test_another_register_number_is_never_theirs() -> None:
    listing = make.listing(identifiers=(Identifier(system="rpps", value="19990418313"),))

    assert one(listing).judgement is Judgement.DIFFERENT


def test_another_specialty_that_another_card_has_is_somebody_else() -> None:
    listing = make.listing(specialty="Cardiologue", phone=None, address=Address(locality="Lyon"))
    told = make.listing(
        seen=Seen.SNIPPET,
        specialty=None,
        phone=None,
        url="https://annuaire.example/2",
        address=Address(locality="Lyon"),
        snippet="Dr Hélène Vaubrun, cardiologue, 4 quai Sarrazin, 69006 Lyon",
    )

    matches = judged(listing, told, register=REGISTER)

    assert matches[listing.key].judgement is Judgement.DIFFERENT
    assert matches[told.key].judgement is Judgement.DIFFERENT


def test_what_the_user_said_decides() -> None:
    stranger = make.listing(name="Dr Paul Autre", url="https://www.annuaire.example/autre/")
    own = make.listing(url="https://annuaire.example/own")
    who = make.practitioner(pages=("http://annuaire.example/autre",), not_pages=("https://annuaire.example/own",))

    matches = judged(stranger, own, who=who)

    assert matches[stranger.key].judgement is Judgement.SAME
    assert matches[own.key].judgement is Judgement.DIFFERENT


def test_an_export_of_ones_own_account_is_theirs_unless_it_names_another() -> None:
    unnamed = make.listing(source="exports", id="1", seen=Seen.EXPORT, name=None, **NOWHERE)
    practice = make.listing(source="exports", id="2", seen=Seen.EXPORT, name="Cabinet des Tilleuls", **NOWHERE)
    another = make.listing(source="exports", id="3", seen=Seen.EXPORT, name="Dr Paul Autre", **NOWHERE)

    matches = judged(unnamed, practice, another, register=REGISTER)

    assert matches[unnamed.key].judgement is Judgement.SAME
    assert matches[practice.key].judgement is Judgement.SAME
    assert matches[another.key].judgement is Judgement.DIFFERENT


def test_their_own_site_is_theirs() -> None:
    listing = make.listing(url="https://www.dr-vaubrun.example/cabinet", name="Cabinet Vaubrun", **NOWHERE)

    assert one(listing).judgement is Judgement.SAME


def test_a_profile_named_as_the_web_site_vouches_for_no_other_profile() -> None:
    who = make.practitioner(website="https://www.doctolib.fr/dermatologue/lyon/helene-vaubrun")
    other = make.listing(url="https://www.doctolib.fr/dermatologue/lyon/autre", name="Dr Vaubrun", **NOWHERE)

    assert "website" not in {signal.feature for signal in one(other, who).signals}


def test_a_listing_that_leads_to_their_site_is_theirs() -> None:
    leading = make.listing(name="Dr Hélène Vaubrun", website="http://dr-vaubrun.example/contact", **NOWHERE)

    assert one(leading).judgement is Judgement.SAME


def test_a_mention_without_town_or_specialty_stays_unsure() -> None:
    bare = make.mention(title="Hélène Vaubrun à la une")
    telling = make.mention(title="Hélène Vaubrun, dermatologue à Lyon", url="https://journal.example/2")

    matches = judged(bare, telling)

    assert matches[bare.key].judgement is Judgement.UNSURE
    assert matches[telling.key].judgement is Judgement.SAME


def test_a_page_about_a_colleague_is_not_theirs_though_it_names_them() -> None:
    mention = make.mention(title="Dr Lucie Fernel, dermatologue", snippet="Mieux que le Dr Hélène Vaubrun à Lyon")

    assert one(mention).judgement is Judgement.DIFFERENT


def test_without_the_practitioners_own_listings_nothing_is_taken_in() -> None:
    others = [
        make.listing(name="Dr Lucie Fernel", url="https://annuaire.example/1"),
        make.listing(name="Dr Paul Vaubrun", url="https://annuaire.example/2"),
        make.listing(name="Clinique du Parc", url="https://annuaire.example/3"),
        make.mention(title="Hélène Vaubrun, avocate à Lyon"),
    ]

    matches = judged(*others, register=REGISTER[1:])

    assert not [match for match in matches.values() if match.judgement is Judgement.SAME]


def test_a_listing_seen_by_several_engines_is_one_and_keeps_its_richest_form() -> None:
    snippet = make.listing(source="tavily", site="doctolib", id="7", seen=Seen.SNIPPET, name=None, title="Vaubrun")
    page = make.listing(source="web_pages", site="doctolib", id="7", seen=Seen.PAGE)

    (match,) = judged(snippet, page).values()

    assert isinstance(match.listing, Listing)
    assert match.listing.seen is Seen.PAGE
    assert match.listing.title == "Vaubrun"  # what the page lacked and the engine said


def test_a_page_mentioned_twice_is_one() -> None:
    first = make.mention(rank=4, is_page_one=False)
    second = make.mention(rank=1)

    (match,) = judged(first, second).values()

    assert isinstance(match.listing, Mention)
    assert match.listing.is_page_one


def test_a_phone_seen_on_a_sure_listing_supports_another() -> None:
    who = make.practitioner(phones=())
    sure = make.listing(url="https://annuaire.example/1", phone="+33465711899")
    other = make.listing(url="https://annuaire.example/2", phone="+33465711899", address=Address())

    together, alone = judged(sure, other, who=who)[other.key], one(other, who)

    assert together.probability > alone.probability


def test_a_former_practice_still_counts() -> None:
    old = make.listing(street="7 quai Est", postal_code="69009", phone="+33465711877")
    who = make.practitioner(
        former_addresses=(Address(street="7 quai Est", postal_code="69009", locality="Lyon"),),
        former_phones=("+33465711877",),
    )

    assert one(old, who).judgement is Judgement.SAME
    assert one(old, who).probability > one(old).probability


def test_a_birth_name_and_other_spellings_are_theirs() -> None:
    who = make.practitioner(birth_family="Sartelle", other_names=("Hélène Veaubrun",))

    matches = [one(make.listing(name=name), who) for name in ("Dr Hélène Sartelle", "Dr Hélène Veaubrun")]

    assert [match.judgement for match in matches] == [Judgement.SAME] * 2


def test_the_heaviest_signal_stands_first_and_each_is_known() -> None:
    match = one(make.listing(), register=REGISTER)

    weights = [abs(signal.weight) for signal in match.signals]
    assert weights == sorted(weights, reverse=True)
    assert all(signal.feature in FEATURES for signal in match.signals)
    assert all(signal.value in (None, 0.0, 1.0) for signal in match.signals)


@pytest.mark.parametrize("feature", FEATURES.values(), ids=FEATURES.keys())
def test_each_feature_says_what_it_compares_and_where_its_weights_come_from(feature) -> None:
    assert feature.sentence.endswith(".")
    assert feature.why
    assert "unknown" in feature.levels
    assert feature.levels["unknown"].bits == 0.0


def test_nothing_found_is_no_match() -> None:
    assert resolve(make.practitioner(), ()) == ()


def test_a_name_in_another_alphabet_breaks_nothing() -> None:
    match = one(make.listing(name="Δρ Ελένη \u202e\x1b[31m", title="🙂" * 5000, snippet="a-b " * 5000))

    assert match.judgement is not Judgement.SAME


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_in_which_things_were_found_does_not_matter(chance: random.Random) -> None:
    items = [
        *REGISTER,
        make.listing(url="https://annuaire.example/1"),
        make.listing(url="https://annuaire.example/1", seen=Seen.SNIPPET, title="Dr Vaubrun"),
        make.listing(url="https://annuaire.example/2", name="Dr H. Vaubrun", phone="+33465711899", address=Address()),
        make.listing(url="https://annuaire.example/3", name="Dr Lucie Fernel"),
        make.mention(),
        make.mention(rank=7, is_page_one=False),
    ]
    before = resolve(TYPED, (make.harvest(*items),))
    shuffled = chance.sample(items, len(items))
    half = len(shuffled) // 2

    after = resolve(TYPED, (make.harvest(*shuffled[half:]), make.harvest(*shuffled[:half], source="tavily")))

    assert after == before


def test_a_judgement_and_its_probability_agree() -> None:
    for match in judged(make.listing(), make.listing(name="Dr A", url="x"), make.mention(), register=REGISTER).values():
        if match.judgement is Judgement.SAME:
            assert match.probability >= SAME
        elif match.judgement is Judgement.DIFFERENT:
            assert match.probability <= DIFFERENT
        else:
            assert DIFFERENT < match.probability < SAME
