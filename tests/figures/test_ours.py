import make
from ereput.figures.ours import once, ours, reviews_under
from ereput.figures.rating import by_listing
from ereput.model import Judgement, Seen


def test_only_what_is_judged_the_same_is_ours() -> None:
    same, unsure = make.listing(), make.listing(url="https://b.example/")
    mention = make.mention()

    own = ours([], [make.match(same), make.match(unsure, Judgement.UNSURE), make.match(mention)])

    assert list(own.listings) == [same.key]
    assert own.mentions == (mention,)


def test_one_page_read_by_two_sources_is_one_listing_and_its_reviews_count_once() -> None:
    fetched = make.listing(source="web_pages", url="https://www.cabinet.example/avis/")
    saved = make.listing(source="exports", url="https://cabinet.example/avis", seen=Seen.EXPORT)
    reviews = (*make.reviews(5, 4, under=fetched), *make.reviews(5, 4, under=saved))

    own = ours([make.harvest(fetched, saved, *reviews)], [make.match(fetched), make.match(saved)])

    assert len(own.listings) == 1
    assert next(iter(own.listings.values())) == (saved, fetched)
    assert len(own.all_reviews) == 2


def test_reviews_under_a_listing_are_those_that_name_its_key() -> None:
    home, other = make.listing(), make.listing(url="https://b.example/")
    harvest = make.harvest(*make.reviews(5, under=home), *make.reviews(1, 2, under=other))

    assert [r.listing for r in reviews_under([harvest], frozenset({other.key}))] == [other.key] * 2


def test_reviews_that_another_site_shows_again_count_once() -> None:
    long = "Très bon accueil, médecin à l'écoute et explications claires, numéro {n}."
    google = make.listing(source="exports", site="google_maps", id="1", seen=Seen.EXPORT)
    site = make.listing(url="https://www.dr-vaubrun.example/", stars=5, count=60)
    said = tuple(make.review(google, id=str(n), text=long.format(n=n), stars=5) for n in range(3))
    again = tuple(make.review(site, id=f"w{n}", text=long.format(n=n).upper(), stars=5) for n in range(2))
    short = (make.review(site, id="s", text="Très bien", stars=5),)
    own = ours(
        [make.harvest(google, *said), make.harvest(site, *again, *short)], [make.match(google), make.match(site)]
    )

    counted = once(own)

    assert len(own.all_reviews) == 6
    assert counted.all_reviews == own.reviews[google.key]
    assert counted.copies == {site.key}
    assert list(by_listing(counted, make.TODAY)) == [google.key]


def test_the_same_few_words_by_two_patients_count_twice() -> None:
    here, there = make.listing(url="https://a.example/"), make.listing(url="https://b.example/")
    said = [make.review(home, text="Très bien, je recommande.") for home in (here, there)]

    own = once(ours([make.harvest(here, there, *said)], [make.match(here), make.match(there)]))

    assert (len(own.all_reviews), own.copies) == (2, frozenset())
