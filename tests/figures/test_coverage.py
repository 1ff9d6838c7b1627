import pytest

import make
from ereput.figures import coverage, grade
from ereput.model import Coverage, Figure, Judgement, Seen, Status, Unseen


def test_who_was_asked_and_who_answered() -> None:
    harvests = [
        make.harvest(make.listing(), source="rpps"),
        make.harvest(source="wikipedia"),
        make.harvest(source="gdelt", problems=[make.problem(Status.THROTTLED)]),
        make.harvest(make.mention(), source="tavily", problems=[make.problem(Status.BROKEN)]),
        make.harvest(source="brave", status=Status.NOT_CONFIGURED),
    ]

    found = coverage(harvests, [])

    assert (found.asked, found.answered) == (4, 3)
    assert found.silent == {"gdelt": Status.THROTTLED}
    assert found.partial == {"tavily": Status.PARTIAL}


def test_a_site_searched_by_itself_that_showed_nothing_is_said_with_its_query() -> None:
    asked = make.search(query="Vaubrun Lyon", sites=("doctolib", "maiia"), results=7)
    again = make.search(query="Vaubrun", sites=("maiia",), results=10)
    ours = make.match(make.listing(site="doctolib"))

    found = coverage([make.harvest(asked, again, source="tavily")], [ours])

    assert found.unseen == (Unseen(site="maiia", source="tavily", query="Vaubrun", results=10),)


def test_a_namesake_on_a_site_is_not_the_practitioner_seen_there() -> None:
    asked = make.search(sites=("doctolib",))
    namesake = make.match(make.listing(site="doctolib"), Judgement.DIFFERENT)

    found = coverage([make.harvest(asked)], [namesake])

    assert [row.site for row in found.unseen] == ["doctolib"]
    assert found.namesakes == 1


def test_a_listing_that_may_be_theirs_was_seen() -> None:
    maybe = make.match(make.listing(site="doctolib"), Judgement.UNSURE)

    assert coverage([make.harvest(make.search(sites=("doctolib",)))], [maybe]).unseen == ()


def test_reviews_read_stand_beside_those_that_are_stated() -> None:
    much = make.listing(site="google_maps", id="1", stars=4.4, count=435)
    little = make.listing(site="pagesjaunes", id="2")
    read = (*make.reviews(*[4] * 10, under=much), *make.reviews(5, 5, under=little))

    found = coverage([make.harvest(much, little, *read)], [make.match(much), make.match(little)])

    assert (found.reviews_read, found.reviews_stated) == (12, 437)


def test_nothing_stated_is_none() -> None:
    assert coverage([], [make.match()]).reviews_stated is None


def test_a_snippet_beside_what_was_read_on_its_site_states_nothing_more() -> None:
    read = make.listing(site="google_maps", id="1", stars=4.4, count=62, seen=Seen.EXPORT)
    snippet = make.listing(site="google_maps", id="2", url="https://m.example", stars=4.4, count=61, seen=Seen.SNIPPET)

    assert coverage([], [make.match(read), make.match(snippet)]).reviews_stated == 62


@pytest.mark.parametrize(
    ("effective", "answered", "letter"),
    [
        (50.0, 8, "A"),
        (50.0, 7, "B"),
        (49.0, 10, "B"),
        (14.6, 1, "B"),
        (14.4, 10, "C"),
        (4.6, 10, "C"),
        (4.4, 10, "D"),
        (0.0, 10, "D"),
    ],
)
def test_the_grade_says_how_much_was_seen(effective: float, answered: int, letter: str) -> None:
    figures = {"effective_reviews": Figure(value=effective, n=60, unit="count")}

    assert grade(figures, Coverage(asked=10, answered=answered)) == letter


def test_nothing_seen_is_grade_d() -> None:
    assert grade({}, Coverage()) == "D"


def test_a_result_and_the_listing_that_it_shows_are_one_page() -> None:
    url = "https://www.doctolib.fr/cardiologue/lyon/x"
    theirs = (
        make.listing(site="doctolib", id="1", url=url),
        make.mention(url=url),
        make.listing(source="rpps", id="2"),
    )

    found = coverage([], [make.match(one, Judgement.DIFFERENT) for one in theirs])

    assert found.namesakes == 2


def test_files_that_were_brought_are_no_source_that_answered() -> None:
    harvests = [make.harvest(source="rpps"), make.harvest(source="exports")]

    told = coverage(harvests, ())

    assert (told.asked, told.answered) == (1, 1)


def test_a_site_that_anybody_saw_is_not_one_that_was_not_seen() -> None:
    address = "https://annuaire-entreprises.data.gouv.fr/etablissement/99900041100017"
    found = make.listing(source="recherche_entreprises", url=address)
    asked = make.search(source="tavily", sites=("annuaire_entreprises", "pappers"))

    assert found.site is None
    assert [row.site for row in coverage([make.harvest(asked)], [make.match(found)]).unseen] == ["pappers"]
