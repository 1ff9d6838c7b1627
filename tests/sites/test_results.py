from datetime import UTC, date, datetime

import pytest

import make
from ereput.model import Interval, Listing, Mention, Search, Seen
from ereput.page import Page
from ereput.sites import groups
from ereput.sites.results import Query, Result, items, not_after, published, queries, with_operators

DOCTOLIB = "https://www.doctolib.fr/dermatologue/lyon/helene-vaubrun"


def answer(seen: datetime = make.NOW) -> Page:
    return Page(source="tavily", url="https://api.example/search", asked="", retrieved_at=seen)


def read(*results: Result, query: Query | None = None, who=None):
    return list(items(who or make.practitioner(), query or Query("q"), answer(), results, lambda row, page: row))


def of(kind, found):
    return [item for item in found if isinstance(item, kind)]


def test_an_engine_is_asked_fewer_than_ten_questions():
    asked = queries(make.practitioner())

    assert 3 < len(asked) < 10
    assert [query.text for query in asked[:3]] == [
        '"Hélène Vaubrun" dermatologue Lyon',
        '"Dr Hélène Vaubrun" avis',
        '"Hélène Vaubrun" Lyon',
    ]


def test_page_one_is_the_question_for_the_name_itself_on_the_whole_web():
    first, *others = queries(make.practitioner())

    assert (first.is_page_one, first.sites) == (True, ())
    assert not any(query.is_page_one for query in others)


def test_each_group_of_sites_has_its_question():
    asked = [query for query in queries(make.practitioner()) if query.domains]

    assert [query.sites for query in asked] == [group.sites for group in groups() if group.domains]
    assert {query.text for query in asked} == {"Hélène Vaubrun dermatologue Lyon"}


def test_a_family_name_alone_is_asked_for_with_its_title():
    who = make.practitioner(given=None, specialty=None, locality=None, title=None)

    assert [query.text for query in queries(who)[:3]] == ['"Dr Vaubrun"', '"Dr Vaubrun" avis', '"Dr Vaubrun"']


def test_quotation_marks_in_a_name_do_not_end_the_phrase():
    assert queries(make.practitioner(given='Hé"lène'))[0].text.startswith('"Hé lène Vaubrun"')


def test_sites_are_written_into_the_question():
    query = with_operators(Query("Vaubrun", sites=("a", "b"), domains=("a.example", "b.example")))

    assert query.text == "Vaubrun (site:a.example OR site:b.example)"
    assert query.sites == ("a", "b")


def test_sites_that_the_engine_would_cut_off_are_not_said_to_have_been_searched():
    domains = tuple(f"site-number-{n}.example" for n in range(30))
    query = with_operators(Query("Vaubrun", sites=domains, domains=domains))

    assert len(query.text) <= 400
    assert len(query.text.split()) <= 50
    assert 0 < len(query.sites) < 30
    assert all(f"site:{site}" in query.text for site in query.sites)


def test_a_question_for_one_site_needs_no_brackets():
    assert with_operators(Query("Vaubrun", sites=("a",), domains=("a.example",))).text == "Vaubrun site:a.example"


def test_a_result_is_a_mention_and_a_known_profile_is_a_listing_too():
    query = Query("Vaubrun", is_page_one=True)
    found = read(
        Result(DOCTOLIB, "Dr Hélène Vaubrun, dermatologue à Lyon - Doctolib", "Rendez-vous. 4,8/5 (32 avis)"),
        Result("https://www.dr-vaubrun.example/#top", "Accueil", None),
        query=query,
    )

    (search,), (first, second), (listing,) = of(Search, found), of(Mention, found), of(Listing, found)
    assert (search.query, search.results) == ("Vaubrun", 2)
    assert (first.rank, first.site, first.is_page_one) == (1, "doctolib", True)
    assert (second.rank, second.site, second.url, second.snippet) == (2, None, "https://www.dr-vaubrun.example/", None)
    assert (listing.seen, listing.site, listing.name) == (Seen.SNIPPET, "doctolib", "Hélène Vaubrun")
    assert (listing.specialty, listing.address.locality) == ("dermatologue", "Lyon")
    assert listing.rating is not None
    assert (listing.rating.value, listing.rating.count) == (4.8, 32)


def test_the_same_address_is_shown_once():
    found = read(Result(DOCTOLIB, "A", None), Result(f"{DOCTOLIB}#avis", "B", None))

    assert len(of(Listing, found)) == 1
    assert len(of(Mention, found)) == 1
    assert of(Search, found)[0].results == 2


def test_of_a_restricted_question_neighbours_are_counted_and_left():
    neighbour = Result("https://www.doctolib.fr/dermatologue/lyon/paul-orsenne", "Dr Paul Orsenne", "Lyon")
    query = Query("Vaubrun", sites=("doctolib",), domains=("doctolib.fr",))

    assert [type(item) for item in read(neighbour, query=query)] == [Search]
    assert [type(item) for item in read(neighbour)] == [Search, Mention, Listing]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://files.example/a", "https://", "not an address"])
def test_what_is_no_web_address_is_counted_only(url):
    assert [type(item) for item in read(Result(url, "Vaubrun", None))] == [Search]


def test_a_result_without_a_title_goes_by_its_address():
    assert of(Mention, read(Result("https://a.example/", None, None)))[0].title == "https://a.example/"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Tue, 06 Oct 2026 08:00:00 GMT", date(2026, 10, 6)),
        ("Tue, 06 Oct 2026 23:30:00 GMT", date(2026, 10, 7)),  # in Paris it is the day after
        ("2026-08-07T09:56:16Z", date(2026, 8, 7)),
        ("2024-12-27T15:49:55", date(2024, 12, 27)),
        ("2024-12-27", date(2024, 12, 27)),
        ("20261006T081500Z", date(2026, 10, 6)),
    ],
)
def test_days_are_read_as_engines_write_them(text, day):
    assert published(text, answer()) == Interval(earliest=day, latest=day)
    assert not_after(text, answer()) == Interval(latest=day)


@pytest.mark.parametrize("text", [None, "", "hier", "2026-13-45", "2027-01-01", "Tue, 06 Oct 99999 08:00:00 GMT", "7"])
def test_what_is_no_day_or_lies_ahead_is_unknown(text):
    assert published(text, answer()) == Interval()


def test_a_day_is_a_day_in_paris():
    late = answer(datetime(2026, 11, 21, 23, 30, tzinfo=UTC))

    assert published("2026-11-22", late).latest == date(2026, 11, 22)
