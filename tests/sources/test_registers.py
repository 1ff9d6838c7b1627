"""What registers and maps are asked, for names and practitioners that no cassette has."""

import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

import make
from ereput.errors import Broken, Limited, NotConfigured, Skipped
from ereput.model import Address, Census, Identifier, Item, Listing, Place, Practitioner
from ereput.page import Page
from ereput.parsing import osm
from ereput.parsing.rpps import HEADERS, columns, row
from ereput.source import Leads, Request, Secret, Source, SourceSettings
from ereput.sources.annuaire_sante import AnnuaireSante
from ereput.sources.nominatim import Nominatim
from ereput.sources.overpass import Overpass, expression
from ereput.sources.recherche_entreprises import RechercheEntreprises
from ereput.sources.rpps import Rpps, pattern

HEADER = list(HEADERS.values())
PLACE = Place(evidence=make.evidence(), label="", latitude=45.76, longitude=4.85, grain="street")


def page(answer: object, status: int = 200) -> Page:
    return Page(
        source="test",
        url="https://test.example/",
        asked="https://test.example/",
        status=status,
        headers={"content-type": "application/json"},
        body=json.dumps(answer).encode(),
        retrieved_at=make.NOW,
    )


def asked(source: Source, who: Practitioner) -> list[dict[str, list[str]]]:
    return [parse_qs(urlsplit(request.url).query) for request in source.search(who)]


def table(*rows: dict[str, object], following: str | None = None, total: int | None = None) -> Page:
    total = len(rows) if total is None else total
    return page({"data": list(rows), "links": {"next": following}, "meta": {"total": total}})


def entry(
    number: str = "19990418305", family: str = "VAUBRUN", given: str = "HELENE", **more: object
) -> dict[str, object]:
    return {"identifiant pp": number, "nom exercice": family, "prenom exercice": given, **more}


def rpps_asks(who: Practitioner, base_url: str | None = None) -> list[Request]:
    source = Rpps(SourceSettings(base_url=base_url))
    [profile] = source.search(who)
    return [r for r in profile.then(page({"profile": {"header": HEADER}})) if isinstance(r, Request)]


def query(request: Request) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(request.url).query).items()}


def items(found: object) -> list[Item]:
    return [one for one in found if not isinstance(one, Request)]  # type: ignore[attr-defined]


# ---------------------------------------------------------------- rpps


@pytest.mark.parametrize(
    ("typed", "strict", "loose"),
    [
        ("Hélène", "H_L_NE", "H_L_N_"),
        ("jean-paul", "JEAN_PAUL", "J__N_P__L"),
        ("de l’Estrée", "DE_L_ESTR_E", "D__L__STR__"),
        ("Cœurdroy", "C%URDROY", "_%_RDR__"),
        ("Li", "LI", "LI"),
        ("%*_", "", ""),
        ("X", "", ""),
        (None, "", ""),
        ("Иванов", "IVANOV", "_V_N_V"),
    ],
)
def test_a_name_is_asked_for_with_a_wildcard_where_an_accent_may_be(typed: str, strict: str, loose: str) -> None:
    assert pattern(typed) == strict
    assert pattern(typed, loose=True) in (loose, strict)


@given(st.text(max_size=60))
def test_a_hostile_name_brings_no_wildcard_of_its_own(name: str) -> None:
    asked_for = pattern(name)

    assert set(asked_for) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_%")
    assert asked_for.count("%") <= sum(letter in "œæŒÆ" for letter in name)


def test_the_register_is_asked_by_number_by_name_and_for_the_surname() -> None:
    card, names, surname = map(query, rpps_asks(make.practitioner()))

    assert card == {"identifiant pp__exact": "19990418305", "page": "1", "page_size": "50"}
    assert (names["nom exercice__contains"], names["prenom exercice__contains"]) == ("VAUBRUN", "H_L_NE")
    assert (surname["nom exercice__contains"], surname["page_size"]) == ("VAUBRUN", "1")


def test_without_a_given_name_the_town_narrows_and_nothing_is_counted_there() -> None:
    who = make.practitioner(given=None, identifiers=())
    names, surname = rpps_asks(who)

    assert query(names)["libelle commune coord structure__contains"] == "LYON"
    assert not [one for one in items(names.then(table(entry()))) if isinstance(one, Census)]
    assert [one.count for one in items(surname.then(table(entry(), total=7))) if isinstance(one, Census)] == [7]


def test_without_a_given_name_and_a_town_the_surname_is_asked_for() -> None:
    names, _ = rpps_asks(Practitioner(family="Vaubrun"))

    assert query(names) == {"nom exercice__contains": "VAUBRUN", "page": "1", "page_size": "50"}


def test_a_number_alone_is_enough() -> None:
    who = Practitioner(family="", identifiers=(Identifier(system="rpps", value="19990418305"),))

    [card] = rpps_asks(who)

    assert [one.name for one in items(card.then(table(entry()))) if isinstance(one, Listing)] == ["HELENE VAUBRUN"]


def test_a_number_that_is_none_is_not_asked_for() -> None:
    who = make.practitioner(identifiers=(Identifier(system="rpps", value="1 or 1=1"),))

    assert not [r for r in rpps_asks(who) if "exact" in r.url]


def test_nobody_can_be_asked_for_without_a_letter() -> None:
    with pytest.raises(Skipped):
        list(Rpps().search(Practitioner(family="***")))


def test_a_name_typed_without_accents_is_asked_for_again_with_vowels_open() -> None:
    names, _ = rpps_asks(make.practitioner(given="Helene", identifiers=()))

    [again] = names.then(table())

    assert isinstance(again, Request)
    assert query(again)["prenom exercice__contains"] == "H_L_N_"
    kinds = [type(one) for one in again.then(table(entry(given="HÉLÈNE")))]
    assert kinds == [Census, Listing]


def test_an_initial_begins_a_given_name() -> None:
    names, _ = rpps_asks(make.practitioner(given="H.", identifiers=()))

    found = items(names.then(table(entry(), entry("19990418347", given="MARC"))))

    assert [one.name for one in found if isinstance(one, Listing)] == ["HELENE VAUBRUN"]


def test_the_next_page_is_asked_of_the_host_that_was_asked() -> None:
    names, _ = rpps_asks(make.practitioner(identifiers=()), base_url="http://127.0.0.1:8801")
    elsewhere = "https://tabular-api.data.gouv.fr/api/resources/x/data/?a=b&page=2&page_size=50"

    *_, following = names.then(table(entry(), following=elsewhere, total=120))

    assert isinstance(following, Request)
    assert following.url == "http://127.0.0.1:8801/api/resources/x/data/?a=b&page=2&page_size=50"
    with pytest.raises(Limited, match="first 100 of 120"):
        list(following.then(table(entry(), following=elsewhere, total=120)))


@pytest.mark.parametrize(
    "link", ["@evil.example/x", "javascript:alert(1)", "http://[", "https://u:p@evil.example/x", ""]
)
def test_a_next_page_that_is_no_address_is_broken_or_the_end(link: str) -> None:
    names, _ = rpps_asks(make.practitioner(identifiers=()), base_url="http://127.0.0.1:8801")
    found: list[object] = []

    try:
        found.extend(names.then(table(entry(), following=link, total=120)))
    except Broken:
        assert link
    assert not [one for one in found if isinstance(one, Request)]


@pytest.mark.parametrize("link", ["@evil.example/fhir/v2/_page?id=1", "https://x@evil.example/fhir/v2/_page", "/other"])
def test_the_directory_s_key_follows_no_link_elsewhere(link: str) -> None:
    [question] = AnnuaireSante(SourceSettings(key=Secret("test-key"))).search(make.practitioner(identifiers=()))
    bundle = {"resourceType": "Bundle", "link": [{"relation": "next", "url": link}]}

    with pytest.raises(Broken, match="the next page is elsewhere"):
        list(question.then(page(bundle)))


def test_a_comma_in_a_name_means_no_other_name_to_the_directory() -> None:
    source = AnnuaireSante(SourceSettings(key=Secret("test-key")))

    [question] = asked(source, Practitioner(given="Hélène", family="Vaubrun,Martin"))

    assert question["family"] == ["Vaubrun\\,Martin"]


def test_a_company_whose_address_is_masked_is_read_without_it() -> None:
    masked = dict.fromkeys(("latitude", "longitude", "code_postal", "adresse"), "[NON-DIFFUSIBLE]")
    seat = {
        "siret": "99904183000017",
        "etat_administratif": "A",
        "libelle_commune": "LYON",
        "commune": "69383",
    } | masked
    unit = {"siren": "999041830", "nom_complet": "SELARL VAUBRUN", "nature_juridique": "5485", "siege": seat}

    [one] = RechercheEntreprises().results(page({"results": [unit], "total_pages": 1}), make.practitioner(), 1)

    assert isinstance(one, Listing)
    assert one.address == Address(locality="LYON", insee="69383")
    assert (one.latitude, one.longitude) == (None, None)


def test_maps_say_when_they_read_no_further() -> None:
    place = {"osm_type": "node", "category": "amenity", "type": "cafe"}
    with pytest.raises(Limited, match="first 10 places"):
        list(Nominatim().places(page([place] * 10), make.practitioner()))

    element = {"type": "node", "id": 1, "tags": {"name": "Autre"}}
    with pytest.raises(Limited, match="first 50 places"):
        list(Overpass().elements(page({"elements": [element] * 50}), make.practitioner()))


@pytest.mark.parametrize("website", ["javascript:alert(1)", "data:text/html,x", "https://u:p@x.example/", "http://x y"])
def test_a_map_s_website_is_a_web_address_or_none(website: str) -> None:
    where = {"latitude": 45.0, "longitude": 4.0, "address": Address()}

    one = osm.listing({"website": website}, evidence=make.evidence(), id="node/1", name="x" * 9_999, **where)

    assert one.website is None
    assert len(one.name or "") == 300
    with pytest.raises(Broken, match="no object of the map"):
        osm.listing({}, evidence=make.evidence(), id="node/../x", name="", **where)


def test_a_row_of_another_type_is_broken() -> None:
    with pytest.raises(Broken):
        row(entry(number=["19990418305"]), columns(HEADER))  # type: ignore[arg-type]


def test_a_profile_without_a_list_of_columns_is_broken() -> None:
    with pytest.raises(Broken):
        columns({"Nom": 1})


def test_a_foreign_postcode_says_no_country() -> None:
    place = {"code postal coord structure": "GL", "libelle pays coord structure": "ROYAUME-UNI"}
    [card, *_] = rpps_asks(make.practitioner())

    [one] = card.then(table(entry(**place)))

    assert isinstance(one, Listing)
    assert (one.address.postal_code, one.address.country) == ("GL", None)


# ---------------------------------------------------------------- the others


def test_a_surname_alone_is_looked_for_among_companies_of_the_postcode() -> None:
    [question] = asked(RechercheEntreprises(), make.practitioner(given=None))

    assert (question["q"], question["code_postal"]) == (["Vaubrun"], ["69003"])


def test_a_name_of_two_letters_is_not_asked_of_companies() -> None:
    with pytest.raises(Skipped):
        asked(RechercheEntreprises(), Practitioner(family="Xu"))


def test_companies_without_their_place_are_read_from_the_seat() -> None:
    seat = {"siret": "99904183000017", "etat_administratif": "X", "code_postal": None, "liste_enseignes": "none"}
    unit = {"siren": "999041830", "nom_complet": "HELENE VAUBRUN", "nature_juridique": "1000", "siege": seat}

    [one] = RechercheEntreprises().results(page({"results": [unit], "total_pages": 1}), make.practitioner(), 1)

    assert isinstance(one, Listing)
    assert (one.id, one.is_closed, one.address, one.latitude) == ("99904183000017", None, Address(), None)


def test_without_a_town_no_position_is_asked_for() -> None:
    [question] = asked(Nominatim(), Practitioner(given="Hélène", family="Vaubrun"))

    assert question["q"] == ["Hélène Vaubrun"]


def test_without_a_street_the_town_s_position_is_asked_for() -> None:
    _, question = asked(Nominatim(), make.practitioner(address=Address(locality="Lyon")))

    assert "street" not in question
    assert question["city"] == ["Lyon"]
    assert (question["format"], question["accept-language"]) == (["jsonv2"], ["fr"])


def test_a_place_off_the_globe_is_broken() -> None:
    place = {"display_name": "Lyon", "lat": "91", "lon": "4.85", "address": {}}

    with pytest.raises(Broken, match="not on the globe"):
        list(Nominatim().position(page([place]), make.practitioner(), is_town=True))


@pytest.mark.parametrize(
    ("name", "asked_for"),
    [
        ('"];out;', "(o|ô|ö)(u|ù|û|ü)t"),
        ("Saint-Ex", "s(a|à|â|ä)(i|î|ï)(n|ñ)t.+(e|é|è|ê|ë)x"),
        ("(.*)", ""),
        ("D", ""),
    ],
)
def test_a_hostile_name_cannot_leave_its_place_in_the_query(name: str, asked_for: str) -> None:
    assert expression(name) == asked_for


@given(st.text(max_size=60))
def test_an_expression_holds_no_sign_that_ends_it(name: str) -> None:
    assert not set(expression(name)) & set('"\\[];{}')


def test_overpass_is_asked_nothing_without_a_position_or_a_name() -> None:
    assert list(Overpass().search(make.practitioner())) == []
    with pytest.raises(Skipped, match="where the practice lies"):
        list(Overpass().follow(make.practitioner(), Leads()))
    with pytest.raises(Skipped, match="two letters"):
        list(Overpass().follow(Practitioner(family="!"), Leads(position=PLACE)))


def test_osm_s_free_text_is_taken_only_where_it_is_understood() -> None:
    tags = {"phone": 5, "website": "javascript:alert(1)", "ref:FR:RPPS": "none", "email": " ", "operator": "SELARL"}

    one = osm.listing(
        tags, evidence=make.evidence(), id="node/1", name="X", address=Address(), latitude=1.0, longitude=2.0
    )

    assert (one.phones, one.website, one.identifiers, one.email, one.practice) == ((), None, (), None, "SELARL")
    assert not osm.is_health({"shop": "bakery"})


def test_the_directory_is_not_asked_without_a_key() -> None:
    with pytest.raises(NotConfigured):
        list(AnnuaireSante().search(make.practitioner()))


def keyed() -> AnnuaireSante:
    return AnnuaireSante(SourceSettings(key=Secret("test-key")))


def test_the_directory_takes_a_surname_alone_and_a_number_alone() -> None:
    number = (Identifier(system="rpps", value="19990418305"),)

    assert [sorted(q) for q in asked(keyed(), Practitioner(family="Vaubrun"))] == [
        ["_count", "_revinclude", "active", "family"]
    ]
    assert [q["identifier"] for q in asked(keyed(), Practitioner(family="", identifiers=number))] == [["19990418305"]]
    with pytest.raises(Skipped):
        asked(keyed(), Practitioner(family=""))


def test_the_directory_owns_up_to_stopping_early() -> None:
    following = {"relation": "next", "url": "https://gateway.api.esante.gouv.fr/fhir/v2/_page?id=x"}
    answer = page({"resourceType": "Bundle", "entry": [], "link": [following]})

    with pytest.raises(Limited):
        list(keyed().people(answer, own=None, nth=2))
    with pytest.raises(Limited):
        list(keyed().workplaces(answer, people={}))


def test_a_total_without_entries_is_broken() -> None:
    with pytest.raises(Broken, match="total of 3"):
        list(keyed().people(page({"resourceType": "Bundle", "total": 3}), own=None))


def test_a_status_that_is_no_bundle_is_broken() -> None:
    with pytest.raises(Broken, match="404"):
        list(keyed().people(page({"resourceType": "Bundle"}, status=404), own=None))


def test_a_person_without_a_name_or_a_workplace_is_still_a_card() -> None:
    person = {"resourceType": "Practitioner", "id": "1"}
    role = {"resourceType": "PractitionerRole", "id": "2", "practitioner": {"reference": "Practitioner/1"}}
    bundle = {"resourceType": "Bundle", "entry": [{"resource": person}, {"resource": role}]}

    [roles] = keyed().people(page(bundle), own=None)
    assert isinstance(roles, Request)
    [one] = roles.then(page({"resourceType": "Bundle", "entry": [{"resource": role}]}))

    assert isinstance(one, Listing)
    assert (one.id, one.name, one.specialty, one.address) == ("1", None, None, Address())


@pytest.mark.parametrize("name", ["Cœurdroy", "Noël", "Israël", "Lætitia", "Saint-Exupéry", "O'Brien", "Müller"])
def test_the_map_is_asked_for_a_name_with_its_accents_and_joined_letters(name: str) -> None:
    assert re.fullmatch(expression(name), name, re.I)
    assert len(expression("o" * 500)) <= 80 * len("(o|ô|ö)")
