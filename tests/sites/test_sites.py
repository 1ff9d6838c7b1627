"""What is known of web sites: the rows tell the truth about themselves, and hostile addresses fool nobody."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import make
from ereput import sites
from ereput.sites import Control, Kind, Reading, Site
from ereput.sites.rows import UNKNOWN, Step, rows
from ereput.words import spaced

ROWS = list(rows())
WITH_PATTERN = [row for row in ROWS if row.profile]
each_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.key)


def raw_rows() -> Iterator[dict[str, Any]]:
    """Rows as they are written, with what their file says for all of them."""
    for file in files("ereput.sites").iterdir():
        if file.name.endswith(".toml"):
            table = tomllib.loads(file.read_text(encoding="utf-8"))
            yield from ({**table.get("common", {}), **row} for row in table["site"])


def addresses(row: Site) -> list[str]:
    steps = [step.url for step in (row.claim, row.report) if step]
    return [address for address in (row.home, row.example, row.search, row.privacy, *steps) if address]


def host(address: str) -> str:
    return urlsplit(address).hostname or address.rpartition("@")[2]


# ---------------------------------------------------------------- the rows


def test_at_least_sixty_sites_and_every_kind_and_most_of_them_french() -> None:
    assert len(ROWS) >= 60
    assert {row.kind for row in ROWS} == set(Kind)
    assert sum(row.country == "FR" for row in ROWS) >= 60


def test_no_two_rows_share_a_key_or_a_domain() -> None:
    keys = Counter(row.key for row in ROWS)
    domains = Counter(domain for row in ROWS for domain in row.domains)

    assert [key for key, times in keys.items() if times > 1] == []
    assert [domain for domain, times in domains.items() if times > 1] == []


def test_a_row_states_every_fact_in_so_many_words() -> None:
    facts = {field.name for field in msgspec.structs.fields(Site) if field.required}

    assert {row["key"]: facts - set(row) for row in raw_rows() if facts - set(row)} == {}


def test_what_is_not_established_is_the_word_unknown() -> None:
    unknown = {row["key"] for row in raw_rows() if row["privacy"] == UNKNOWN}

    assert unknown == {row.key for row in ROWS if row.privacy is None}
    assert not [row["key"] for row in raw_rows() if "" in row.values() or "none" in row.values()]


def test_a_fact_that_a_row_should_not_know_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="colour"):
        msgspec.convert({**msgspec.to_builtins(ROWS[0]), "colour": "blue"}, Site)


@each_row
def test_a_row_says_how_sure_it_is_and_since_when(row: Site) -> None:
    facts = {field.name for field in msgspec.structs.fields(Site)}

    assert {row.certainty, *row.certainties.values()} <= set("ABCK")
    assert set(row.certainties) <= facts
    assert row.source
    # Only what rests on general knowledge alone may go without a day.
    assert row.checked_on or row.certainty == "K"
    assert row.checked_on is None or date(2020, 1, 1) <= row.checked_on <= make.TODAY


@each_row
def test_addresses_are_those_of_the_site_or_of_its_owner(row: Site) -> None:
    owned = tuple(domain.partition("/")[0] for domain in (*row.domains, *row.owner_domains))
    hosts = {host(address) for address in addresses(row)}

    assert {h for h in hosts if not any(h == own or h.endswith(f".{own}") for own in owned)} == set()
    assert all(re.match(r"(https?://|mailto:)\S", address) for address in addresses(row))
    assert all(re.fullmatch(r"[a-z0-9.-]+(/[a-z]+)?", domain) for domain in (*row.domains, *row.owner_domains))


@each_row
def test_sentences_are_there_in_both_languages(row: Site) -> None:
    for said in (row.ground, row.claim, row.report):
        if said:
            assert said.fr != said.en
            assert said.to("fr") == spaced(said.fr)
            assert said.to("en") == said.en
            assert {said.fr[-1], said.en[-1]} == {"."}


def test_what_is_said_in_french_has_french_spaces() -> None:
    for row in ROWS:
        for said in (row.ground, row.claim, row.report):
            assert said is None or not re.search(r" [;:!?»](?:\s|$)|« ", said.to("fr")), row.key


def test_a_register_is_never_claimed_and_a_refusal_has_its_ground() -> None:
    assert {row.control for row in ROWS if row.kind is Kind.REGISTER} == {Control.OFFICIAL}
    assert all(isinstance(row.report, Step) for row in ROWS if row.kind is Kind.REGISTER)
    assert all(row.ground.en for row in ROWS if row.reading is Reading.NO)


# ---------------------------------------------------------------- profiles


@pytest.mark.parametrize("row", WITH_PATTERN, ids=lambda row: row.key)
def test_the_example_of_a_row_is_a_profile_and_is_that_site_s(row: Site) -> None:
    assert row.example
    assert sites.recognised(row.example) is sites.site(row.key)
    assert sites.is_profile(row.example)


@each_row
def test_home_and_search_pages_are_no_profiles(row: Site) -> None:
    who = make.practitioner()
    search = sites.search_address(row, who)

    assert sites.recognised(row.home) is sites.site(row.key)
    assert not sites.is_profile(row.home)
    assert search is None or not sites.is_profile(search)
    assert row.profile or not (row.example and sites.is_profile(row.example))


@pytest.mark.parametrize(
    "url",
    [
        "https://www.doctolib.fr/dermatologue/lyon",
        "https://www.doctolib.fr/account/appointments/00000",
        "https://www.doctolib.fr/search/results/lyon",
        "https://www.keldoc.com/api/patients/v2",
        "https://www.pagesjaunes.fr/annuaire/lyon-69/dermatologues",
        "https://www.google.com/maps/search/dermatologue+lyon",
        "https://www.google.com/maps/dir/Lyon/Paris",
        "https://www.google.com/search?q=Vaubrun",
        "https://www.facebook.com/groups/00000",
        "https://www.facebook.com/login.php",
        "https://www.instagram.com/p/AAAAAAAAAAA/",
        "https://x.com/drvaubrun/status/00000",
        "https://x.com/search?q=vaubrun",
        "https://www.linkedin.com/company/cabinet-vaubrun",
        "https://www.doctoralia.es/enfermedades/acne/madrid",
        "https://www.vitals.com/doctors/ny/new-york/dermatologist",
        "https://fr.wikipedia.org/wiki/Dermatologie",
    ],
)
def test_lists_and_service_pages_are_no_profiles(url: str) -> None:
    assert sites.recognised(url)
    assert not sites.is_profile(url)


@pytest.mark.parametrize(
    ("url", "known_as"),
    [
        ("https://www.doctolib.fr/dermatologue/lyon/helene-vaubrun", "dermatologue/lyon/helene-vaubrun"),
        ("http://doctolib.fr/dermatologue/lyon/helene-vaubrun/", "dermatologue/lyon/helene-vaubrun"),
        (
            "https://www.doctolib.fr/dermatologue/lyon/helene-vaubrun/booking/availabilities?utm_source=x#a",
            "dermatologue/lyon/helene-vaubrun",
        ),
        ("https://www.pagesjaunes.fr/pros/detail/00000000?code_rubrique=1", "00000000"),
        ("https://maps.google.com/?cid=123456789", "123456789"),
        (
            "https://www.google.fr/maps/place/Cabinet+Vaubrun/@45.7,4.8,17z/data=!3m1!4b1!4m6!1s0x1a:0x2b!8m2",
            "0x1a:0x2b",
        ),
        ("https://www.google.com/maps/place/Cabinet+Vaubrun?q=vaubrun", "maps/place/Cabinet+Vaubrun?q=vaubrun"),
        ("https://m.facebook.com/profile.php?id=100000000000001&sk=about", "100000000000001"),
        ("https://fr.linkedin.com/in/h%C3%A9l%C3%A8ne-vaubrun", "h%C3%A9l%C3%A8ne-vaubrun"),
        ("https://fr.linkedin.com/in/hélène-vaubrun", "h%C3%A9l%C3%A8ne-vaubrun"),
        ("https://www.ratemds.com/doctor-ratings/0000000/Dr-Helene-Vaubrun-Lyon.html", "0000000"),
        ("https://www.vitals.com/doctors/Dr_Helene_Vaubrun/reviews", "Dr_Helene_Vaubrun"),
        ("https://nobody-knows.example/in/vaubrun", None),
    ],
)
def test_a_profile_keeps_its_id_whatever_stands_around_it(url: str, known_as: str | None) -> None:
    assert sites.profile_id(url) == known_as


def test_a_plain_address_has_no_scheme_tracking_or_slash() -> None:
    assert sites.plain("HTTPS://WWW.Dr-Vaubrun.example/Accueil/?utm_source=x#haut") == "dr-vaubrun.example/Accueil"
    assert sites.plain("not an address") is None


# ---------------------------------------------------------------- whose address it is


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.doctolib.fr/", "doctolib"),
        ("https://pro.doctolib.fr/connexion", "doctolib"),
        ("HTTPS://WWW.DOCTOLIB.FR./x", "doctolib"),
        ("https://doctolib.fr:8443/x", "doctolib"),
        ("https://someone:secret@doctolib.fr/x", "doctolib"),
        ("https://ｄｏｃｔｏｌｉｂ.fr/", "doctolib"),
        ("https://www.google.com/maps/place/x", "google_maps"),
        ("https://maps.google.com/x", "google_maps"),
        ("https://consent.google.com/x", "google"),
        ("https://www.google.com/mapsx", "google"),
        ("https://conseil53.ordre.medecin.fr/", "conseils_ordre"),
        ("https://annuairesante.ameli.fr/", "ameli"),
        ("https://doctolib.fr.evil.example/", None),
        ("https://doctolib.fr@evil.example/", None),
        ("https://doctolib.fr%40evil.example/", None),
        ("https://evil.example/https://www.doctolib.fr/a/b/c", None),
        ("https://evil.example/?u=doctolib.fr", None),
        ("https://evil.example#doctolib.fr", None),
        ("https://notdoctolib.fr/", None),
        ("https://doctolib.fr-evil.example/", None),
        ("https://doctolıb.fr/", None),
        ("https://дoctolib.fr/", None),
        ("https://doctolib.fr\\@evil.example/", None),
        ("https://doctolib%2efr/", None),
        ("https://doctolib.fr\n.evil.example/", None),
        ("https://doctolib.fr\u202e/", None),
        (" https://doctolib.fr/", None),
        ("javascript://doctolib.fr/%0aalert(1)", None),
        ("ftp://doctolib.fr/", None),
        ("//doctolib.fr/", None),
        ("doctolib.fr", None),
        ("https://", None),
        ("https://fr/", None),
        ("https://[::1]/", None),
        ("http://[", None),
        ("https://doctolib..fr/", None),
        (f"https://{'a' * 300}.doctolib.fr/", None),
        ("\ud800", None),
        ("", None),
    ],
)
def test_an_address_belongs_to_the_host_that_a_browser_would_ask(url: str, key: str | None) -> None:
    owner = sites.recognised(url)

    assert (owner.key if owner else None) == key


@pytest.mark.parametrize(
    "url",
    [
        "https://www.doctolib.fr/a/b/c",
        "https://x:y@WWW.DOCTOLIB.FR.:443/a/b/c",
        "https://www.pagesjaunes.fr/pros/1",
        "https://www.google.com/maps/place/x",
        "https://consent.google.fr/x",
        "https://www.maiia.com/",
        "https://www.keldoc.com/",
        "https://annuairesante.ameli.fr/",
        "https://www.conseil-national.medecin.fr/annuaire",
        "https://www.sante.fr/x",
        "https://fr.trustpilot.com/review/x",
        "https://www.linkedin.com/in/x",
        "https://www.facebook.com/x",
        "https://www.instagram.com/x",
        "https://twitter.com/x",
        "https://www.reddit.com/r/x",
        "https://www.healthgrades.com/",
        "https://www.vitals.com/",
        "https://doctor.webmd.com/",
        "https://www.zocdoc.com/",
        "https://www.ratemds.com/",
        "https://www.doctoralia.com.mx/",
        "https://www.jameda.de/",
        "https://www.yelp.fr/",
        "https://www.tripadvisor.fr/",
        "https://doctolib.fr\\@evil.example/",
        "file:///etc/passwd",
        "not an address",
    ],
)
def test_sites_that_refuse_robots_are_never_read(url: str) -> None:
    assert not sites.may_read(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.dr-vaubrun.example/",
        "https://www.leprogres.fr/sante/article",
        "https://www.chu-lyon.fr/",
        "https://fr.wikipedia.org/wiki/Dermatologie",
        "https://www.qare.fr/",
        "https://doctolib.fr.evil.example/",
    ],
)
def test_what_no_row_forbids_may_be_read_if_robots_agree(url: str) -> None:
    assert sites.may_read(url)


@given(st.text())
@example("https://\ud800.example/")
@example("http://a\u3002doctolib\u3002fr/")
def test_no_text_makes_recognising_fail(text: str) -> None:
    for url in (text, f"https://{text}", f"https://www.doctolib.fr/{text}", f"https://www.google.com/maps?{text}"):
        owner = sites.recognised(url)

        assert owner is None or isinstance(owner, Site)
        assert sites.is_profile(url) == (sites.profile_id(url) is not None)
        assert sites.may_read(url) in (True, False)
        assert (sites.plain(url) is None) <= (owner is None)


# ---------------------------------------------------------------- searching


def test_five_groups_of_at_most_twelve_fit_into_one_query_each() -> None:
    groups = sites.groups()

    assert [group.key for group in groups] == ["booking", "directories", "ratings", "social", "press"]
    for group in groups:
        restriction = " OR ".join(f"site:{domain}" for domain in group.domains)
        query = f"Marie-Christine de la Tour-Vaubrun dermatologue et vénérologue Clermont-Ferrand ({restriction})"
        assert 1 <= len(group.sites) == len(group.domains) <= 12
        assert len(query) <= 400
        assert len(query.split()) <= 50


def test_the_first_sites_of_a_group_are_those_that_matter_most() -> None:
    first = {group.key: group.sites[0] for group in sites.groups()}

    assert first["booking"] == "doctolib"
    assert first["directories"] == "pagesjaunes"
    assert first["ratings"] == "google_maps"


def test_no_two_sites_of_a_group_want_the_same_place() -> None:
    for group in sites.groups():
        places = [row.priority for row in ROWS if row.key in group.sites]
        assert len(places) == len(set(places))


@pytest.mark.parametrize("row", [row for row in ROWS if row.search], ids=lambda row: row.key)
def test_a_search_address_asks_only_for_what_is_known(row: Site) -> None:
    _, mark, template = (row.search or "").partition("?")

    assert mark
    assert "{" not in (row.search or "").partition("?")[0]
    assert set(re.findall(r"{(\w*)}", template)) <= {"name", "city", "specialty", "postcode"}
    assert set(re.findall(r"{(\w*)}", template))


def test_a_search_address_is_percent_encoded() -> None:
    pagesjaunes, google = sites.sites()["pagesjaunes"], sites.sites()["google"]
    who = make.practitioner()

    assert sites.search_address(pagesjaunes, who) == (
        "https://www.pagesjaunes.fr/annuaire/chercherlespros?quoiqui=H%C3%A9l%C3%A8ne%20Vaubrun&ou=Lyon"
    )
    assert sites.search_address(google, make.practitioner(family="O&Brien {city}", given=None, specialty=None)) == (
        "https://www.google.com/search?q=%22O%26Brien%20%7Bcity%7D%22%20Lyon"
    )


def test_a_search_address_leaves_out_what_is_not_known_of_the_practitioner() -> None:
    nowhere = make.practitioner(address=make.address(locality=None), specialty=None)

    assert sites.search_address(sites.sites()["pagesjaunes"], nowhere) == (
        "https://www.pagesjaunes.fr/annuaire/chercherlespros?quoiqui=H%C3%A9l%C3%A8ne%20Vaubrun"
    )
    assert sites.search_address(sites.sites()["doctolib"], nowhere) is None
    assert sites.search_address(sites.sites()["clickdoc"], nowhere) is None


def test_a_key_that_no_row_has_is_no_site() -> None:
    assert sites.site("doctolib") is sites.sites()["doctolib"]
    assert sites.site("nobody") is None
