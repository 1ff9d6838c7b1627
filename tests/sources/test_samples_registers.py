"""Answers in their real shapes, read by the registers' and maps' own readers; skipped where the samples are absent."""

import json
from pathlib import Path

import pytest

import make
from ereput.errors import Broken
from ereput.model import Item, Listing, Place, Practitioner
from ereput.page import Page
from ereput.parsing.rpps import columns, listings, row
from ereput.reading import fhir
from ereput.source import Key, Leads, Request, Secret, Source, SourceSettings
from ereput.sources.annuaire_sante import AnnuaireSante
from ereput.sources.nominatim import Nominatim
from ereput.sources.overpass import Overpass
from ereput.sources.recherche_entreprises import RechercheEntreprises
from ereput.sources.rpps import Rpps
from places import SAMPLES

pytestmark = [pytest.mark.samples, pytest.mark.skipif(not SAMPLES.is_dir(), reason="no samples beside the project")]

ARTHUR = Practitioner(given="Arthur", family="Saucier")
TYPES = {".json": "application/json", ".html": "text/html", ".txt": "text/plain"}


def page(name: str, status: int = 200) -> Page:
    file = SAMPLES / name
    return Page(
        source="sample",
        url="https://sample.example/",
        asked="https://sample.example/",
        status=status,
        headers={"content-type": TYPES[file.suffix]},
        body=file.read_bytes(),
        retrieved_at=make.NOW,
    )


def first_request(source: Source, who: Practitioner = ARTHUR) -> Request:
    if source.about.takes:
        place = Place(evidence=make.evidence(), label="", latitude=48.8014, longitude=2.2628, grain="address")
        return next(iter(source.follow(who, Leads(position=place))))
    return next(iter(source.search(who)))


def read(source: Source, name: str, status: int = 200) -> list[Item | Request]:
    return list(first_request(source).then(page(name, status)))


def only_listings(found: list[Item | Request]) -> list[Listing]:
    return [item for item in found if isinstance(item, Listing)]


def text_rows(name: str) -> list[list[str]]:
    return [line.split("|") for line in (SAMPLES / name).read_text("utf-8").splitlines()]


def rpps_rows() -> tuple[list[str], Page]:
    answer = page("tabular_api/composed_rpps_search.json")
    return list(json.loads(answer.text)["data"][0]), answer


def test_rpps_reads_two_workplaces_of_one_person() -> None:
    header, answer = rpps_rows()

    found = only_listings(list(Rpps().card(answer, columns(header))))

    assert [(one.name, one.specialty) for one in found] == [("Dr ARTHUR SAUCIER", "Qualifié en Médecine Générale")] * 2
    assert [one.address.street for one in found] == ["12 B Rue SAINT ANTOINE", "157 Rue DE LA PORTE DE TRIVAUX"]
    assert [one.identifiers[-1].system for one in found] == ["siret", "finess"]
    assert found[0].phones == ("+33147123456",)


def test_rpps_counts_people_and_not_rows() -> None:
    header, answer = rpps_rows()

    counted = [item for item in Rpps().names(answer, ARTHUR, columns(header)) if getattr(item, "count", None)]

    assert [(one.given, one.count) for one in counted] == [("Arthur", 1)]


@pytest.mark.parametrize(
    "name",
    [
        "rpps_libreacces/ps-libreacces-personne-activite_2026.txt",
        "rpps_libreacces/PS_LibreAcces_Personne_activite_202112.txt",
        "rpps_libreacces/header_variant_medaccess_2026.txt",
    ],
)
def test_rpps_finds_its_columns_whatever_the_year(name: str) -> None:
    heads = columns(text_rows(name)[0])

    assert {"number", "family", "given", "skill", "street", "postcode", "town", "phone", "structure"} <= set(heads)


def test_rpps_keeps_accents_and_apostrophes_of_the_register() -> None:
    header, *rows = text_rows("rpps_libreacces/ps-libreacces-personne-activite_2026.txt")
    heads = columns(header)

    found = list(listings(make.evidence(), [row(dict(zip(header, one, strict=True)), heads) for one in rows]))

    assert found[-1].name == "Dr ÉLODIE DE L’ESTRÉE-NOËL"
    assert (found[-1].address.postal_code, found[-1].address.insee) == ("69003", "69383")


@pytest.mark.parametrize(
    ("name", "status", "said"),
    [
        ("tabular_api/composed_error_400.json", 400, "400: .+"),
        ("tabular_api/composed_410.txt", 410, "permanently deleted"),
        ("tabular_api/readme_1.json", 200, "no 'profile'"),
    ],
)
def test_rpps_is_broken_with_the_words_of_the_interface(name: str, status: int, said: str) -> None:
    with pytest.raises(Broken, match=said):
        read(Rpps(), name, status)


def test_rpps_reads_the_profile_of_the_documentation_and_misses_its_columns() -> None:
    with pytest.raises(Broken, match="no column 'identifiant pp', 'nom exercice', 'prenom exercice'"):
        read(Rpps(), "tabular_api/readme_2.json")


def test_companies_read_a_sole_practitioner() -> None:
    [one] = only_listings(read(RechercheEntreprises(), "recherche_entreprises/composed_doctor.json"))

    assert (one.name, one.practice, one.is_closed) == ("ARTHUR SAUCIER", None, False)
    assert one.address.street == "12 B RUE SAINT ANTOINE"
    assert one.address.insee == "92023"
    assert {i.system: i.value for i in one.identifiers} == {"siret": "85131528300016", "siren": "851315283"}


def test_companies_read_the_example_of_the_official_document() -> None:
    who = Practitioner(family="La Poste")
    source = RechercheEntreprises()
    answer = page("recherche_entreprises/search_example_from_openapi.json")

    found = only_listings(list(source.results(answer, who, number=1)))

    assert found
    assert all(one.id and one.address.postal_code for one in found)


def test_companies_are_broken_with_the_words_of_the_interface() -> None:
    with pytest.raises(Broken, match="au moins un paramètre"):
        read(RechercheEntreprises(), "recherche_entreprises/error_400.json", 400)


def test_nominatim_reads_a_doctor() -> None:
    [one] = only_listings(read(Nominatim(), "nominatim/doctor_fr.json"))

    assert (one.name, one.id, one.opening_hours) == ("Docteur Arthur Saucier", "node/8105267094", "Mo-Fr 09:00-18:00")
    assert (one.address.street, one.address.locality, one.address.country) == (
        "12 bis Rue Saint-Antoine",
        "Clamart",
        "FR",
    )
    assert one.phones == ("+33147123456",)


def test_nominatim_takes_the_same_answer_for_a_position() -> None:
    [place] = Nominatim().position(page("nominatim/doctor_fr.json"), ARTHUR, is_town=False)

    assert (place.grain, place.latitude, place.longitude) == ("address", 48.8014, 2.2628)


@pytest.mark.parametrize("name", ["search_doc_1", "search_doc_3", "search_doc_4", "output_doc_json"])
def test_nominatim_never_takes_another_format_for_silence(name: str) -> None:
    with pytest.raises(Broken):
        read(Nominatim(), f"nominatim/{name}.json")


def test_nominatim_leaves_a_bakery_alone() -> None:
    assert read(Nominatim(), "nominatim/search_doc_2.json") == []


def test_overpass_reads_a_node_and_a_way() -> None:
    doctor, clinic = only_listings(read(Overpass(), "overpass/doctors.json"))

    assert (doctor.name, doctor.opening_hours) == ("Docteur Arthur Saucier", "Mo-Fr 09:00-18:00; Th off")
    assert (doctor.latitude, doctor.longitude, doctor.specialty) == (48.8014, 2.2628, "general")
    assert (clinic.id, clinic.website, clinic.latitude) == ("way/2", "https://msp-exemple.fr", 48.8)


@pytest.mark.parametrize("name", ["remark_timeout.json", "error_406.html", "error_429.html"])
def test_overpass_never_takes_a_failure_for_silence(name: str) -> None:
    with pytest.raises(Broken):
        read(Overpass(), f"overpass/{name}")


def keyed() -> AnnuaireSante:
    return AnnuaireSante(SourceSettings(key=Secret("test-key")))


def test_the_directory_asks_where_people_work_and_for_the_next_page() -> None:
    found = read(keyed(), "ans_fhir/composed_bundle_practitioner_search.json")

    roles, following = [request for request in found if isinstance(request, Request)]
    assert "/fhir/v2/PractitionerRole?practitioner=334081&_include=PractitionerRole%3Aorganization" in roles.url
    assert following.url == "https://gateway.api.esante.gouv.fr/fhir/v2/_page?id=OPAQUE_TOKEN"
    assert roles.is_secret
    assert following.is_secret


def test_the_directory_joins_people_and_workplaces() -> None:
    [roles, _] = read(keyed(), "ans_fhir/composed_bundle_practitioner_search.json")
    assert isinstance(roles, Request)

    [one] = only_listings(list(roles.then(page("ans_fhir/composed_bundle_role_org.json"))))

    assert (one.name, one.specialty, one.practice) == ("Arthur Saucier", "Médecin", "CABINET SAINT ANTOINE")
    assert (one.address.street, one.phones) == ("12 RUE SAINT ANTOINE", ("+33147123456",))
    assert one.email is None


def test_the_directory_says_nobody() -> None:
    assert read(keyed(), "ans_fhir/bundle_empty.json") == []


@pytest.mark.parametrize("name", ["v2_practitioner_334081DP.json", "v2_api-basics_1.json"])
def test_the_directory_insists_on_a_bundle(name: str) -> None:
    with pytest.raises(Broken):
        read(keyed(), f"ans_fhir/{name}")


def test_the_agency_s_own_example_is_read() -> None:
    person = page("ans_fhir/v2_practitioner_334081DP.json").record()

    one = fhir.listing(make.evidence(), person, None)

    assert (one.name, one.specialty, one.id) == ("Arthur Saucier", "Médecin", "10003461033")
    assert "mssante" not in str(one)


def test_a_key_is_needed_for_one_of_them_only() -> None:
    sources = (Rpps, RechercheEntreprises, Nominatim, Overpass, AnnuaireSante)

    assert [s.about.name for s in sources if s.about.key is Key.REQUIRED] == ["annuaire_sante"]


def test_samples_are_where_they_are_looked_for() -> None:
    assert Path(SAMPLES / "SOURCES.tsv").is_file()
