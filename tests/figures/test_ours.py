import make
from ereput.figures.ours import ours, reviews_under
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
