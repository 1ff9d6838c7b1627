from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import make
from ereput.figures.ours import ours
from ereput.figures.rating import PRIOR, PRIOR_WEIGHT, Stars, by_listing, of_reviews, posterior, together
from ereput.model import Figure, Interval, Listing, Rating, Review, Seen

MARKS = st.lists(st.integers(1, 5), max_size=30)


def rated(listing: Listing, *reviews: Review, more: tuple[Listing, ...] = ()) -> Figure:
    own = ours([make.harvest(listing, *reviews), make.harvest(*more)], [make.match(one) for one in (listing, *more)])
    return posterior(together(by_listing(own, make.TODAY).values()))


def fresh(*stars: float) -> tuple[Review, ...]:
    return make.reviews(*stars, day=make.TODAY)


def test_one_review_of_five_stars_is_not_a_five() -> None:
    figure = rated(make.listing(), *fresh(5))

    assert figure.value == pytest.approx(4.28)
    assert figure.value - (figure.low or 0) == pytest.approx(1.2, abs=0.05)
    assert figure.n == 1


def test_the_prior_is_the_one_that_is_printed() -> None:
    assert sum(PRIOR) == pytest.approx(1)
    assert sum(star * share for star, share in enumerate(PRIOR, 1)) == pytest.approx(4.04)
    assert posterior(Stars()).value == pytest.approx(4.04)


@given(MARKS, st.data())
def test_a_higher_mark_never_lowers_the_rating(marks: list[int], data: st.DataObject) -> None:
    if not marks:
        return
    place = data.draw(st.integers(0, len(marks) - 1))
    better = [*marks]
    better[place] = data.draw(st.integers(marks[place], 5))

    assert rated(make.listing(), *fresh(*better)).value >= rated(make.listing(), *fresh(*marks)).value - 1e-9


@given(MARKS)
def test_the_interval_holds_the_rating_and_stays_on_the_scale(marks: list[int]) -> None:
    figure = rated(make.listing(), *fresh(*marks))

    assert 1 <= (figure.low or 0) <= figure.value <= (figure.high or 0) <= 5


@given(st.permutations([5, 5, 4, 1, 3, 2]))
def test_the_order_of_reviews_does_not_matter(marks: list[int]) -> None:
    assert rated(make.listing(), *fresh(*marks)).value == pytest.approx(
        rated(make.listing(), *fresh(*sorted(marks))).value
    )


def test_a_mean_and_a_count_give_the_widest_interval_that_they_allow() -> None:
    known = rated(make.listing(), *fresh(*[4] * 20))
    figure = rated(make.listing(stars=4.0, count=20))

    mean = (20 * 4 + PRIOR_WEIGHT * 4.04) / (20 + PRIOR_WEIGHT)
    half = 1.96 * ((5 - mean) * (mean - 1) / (20 + PRIOR_WEIGHT + 1)) ** 0.5
    assert figure.value == pytest.approx(mean) == pytest.approx(known.value)
    assert figure.value - (figure.low or 0) == pytest.approx(half)
    assert (figure.low or 0) < (known.low or 0)


def test_of_ten_reviews_read_of_435_the_mean_counts_and_not_the_sample() -> None:
    listing = make.listing(stars=4.6, count=435)

    figure = rated(listing, *fresh(*[1] * 10))

    assert figure.n == 435
    assert figure.value == pytest.approx(4.6, abs=0.02)


def test_reviews_read_in_full_count_star_by_star() -> None:
    listing = make.listing(stars=3.0, count=2)

    assert rated(listing, *fresh(5, 1)).value == rated(make.listing(), *fresh(5, 1)).value


def test_a_mark_of_ten_is_put_on_five_stars() -> None:
    ten = make.listing(rating=Rating(value=8.2, best=10, worst=1, count=30))

    assert rated(ten).value == pytest.approx(rated(make.listing(stars=4.2, count=30)).value)


def test_a_mark_between_two_stars_is_shared_between_them() -> None:
    assert of_reviews(make.reviews(4.5), None).counts == (0, 0, 0, 0.5, 0.5)


def test_a_review_of_two_years_ago_weighs_half() -> None:
    old = make.review(stars=5, day=date(2024, 11, 21))

    assert of_reviews([old], make.TODAY).effective == pytest.approx(0.5, abs=0.001)


def test_age_is_counted_from_the_latest_day_and_unknown_age_is_not_held_against_a_review() -> None:
    vague = make.review(published=Interval(earliest=date(2020, 1, 1), latest=make.TODAY))

    assert of_reviews([vague], make.TODAY).effective == 1
    assert of_reviews([make.review(day=None)], make.TODAY).effective == 1
    assert of_reviews([make.review(day=make.TODAY + timedelta(days=9))], make.TODAY).effective == 1


def test_a_rating_without_a_count_cannot_be_weighed() -> None:
    assert by_listing(ours([], [make.match(make.listing(stars=5.0))]), make.TODAY) == {}


def test_a_snippet_counts_and_says_so() -> None:
    own = ours([], [make.match(make.listing(stars=4.0, count=8, seen=Seen.SNIPPET))])
    whole = together(by_listing(own, make.TODAY).values())

    assert (whole.n, whole.from_snippets) == (8, 8)


def test_a_snippet_does_not_count_twice_what_was_read_on_its_site() -> None:
    read = make.listing(site="google_maps", id="export", seen=Seen.EXPORT)
    snippet = make.listing(
        site="google_maps", id="web", url="https://maps.example/2", seen=Seen.SNIPPET, stars=1, count=90
    )
    reviews = make.reviews(5, 4, under=read, day=make.TODAY)

    assert rated(read, *reviews, more=(snippet,)).n == 2


def test_the_same_listing_seen_twice_counts_once_and_the_page_wins() -> None:
    page = make.listing(stars=4.5, count=10, seen=Seen.PAGE)
    snippet = make.listing(stars=2.0, count=99, seen=Seen.SNIPPET, source="tavily")

    assert rated(page, more=(snippet,)) == rated(page)


def test_the_same_review_seen_twice_counts_once() -> None:
    listing = make.listing()
    whole = make.review(listing, stars=5, text="Très bien, merci docteur.", day=make.TODAY)
    cut = make.review(listing, stars=5, text="Très bien", is_cut=True, day=make.TODAY)

    own = ours([make.harvest(listing, cut), make.harvest(whole)], [make.match(listing)])

    assert own.all_reviews == (whole,)


def test_what_a_snippet_says_of_google_maps_is_not_counted_beside_the_owners_own_file() -> None:
    brought = make.listing(source="exports", site="google_maps", id="1", seen=Seen.EXPORT)
    snippet = make.listing(source="tavily", site="google_maps", id="2", seen=Seen.SNIPPET, stars=1, count=60)

    assert rated(brought, *make.reviews(5, 5, under=brought), more=(snippet,)).n == 2
