"""The whole: what is measured, what is left out, and the tests to publish of the method."""

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import make
from ereput.figures import band, bands, figures
from ereput.model import Address, Figure, Harvest, Judgement, Listing, Match, Review, Seen, Status

HOME = make.listing(source="exports", site="google_maps", id="1", seen=Seen.EXPORT)
BARE = make.listing(
    source="exports",
    site="google_maps",
    id="1",
    seen=Seen.EXPORT,
    address=Address(),
    phones=(),
    name=None,
    specialty=None,
)


def of(
    reviews: tuple[Review, ...] = (),
    home: Listing = HOME,
    also: tuple[Harvest, ...] = (),
    matches: tuple[Match, ...] = (),
) -> Mapping[str, Figure]:
    opinions = [make.opinion(r, "pos" if r.rating and r.rating.stars > 3 else "neg") for r in reviews]
    harvests = [make.harvest(home, *reviews, source="exports"), *also]
    return figures(make.practitioner(), harvests, [make.match(home), *matches], opinions, make.NOW)


def today(*stars: float, under: Listing = HOME) -> tuple[Review, ...]:
    return make.reviews(*stars, under=under, day=make.TODAY)


# ---------------------------------------------------------------- head to head


def test_all_bad_and_all_good_lie_at_the_two_ends() -> None:
    worst = of(today(*[1] * 40, under=BARE), home=BARE)
    best = of(today(*[5] * 40, under=BARE), home=BARE)

    assert worst["score"].value <= 10
    assert best["score"].value >= 90


def test_one_review_of_five_stars_has_no_score() -> None:
    found = of(today(5))

    assert found["rating"].value == pytest.approx(4.28)
    assert "score" not in found


def test_a_namesake_changes_nothing() -> None:
    theirs = make.listing(url="https://autre.example/", stars=1.0, count=300)
    said = make.reviews(*[1] * 18, under=theirs)
    maybe = make.listing(url="https://encore.example/", stars=1.0, count=300)
    others = (make.match(theirs, Judgement.DIFFERENT), make.match(maybe, Judgement.UNSURE))

    assert of(today(*[5, 4] * 21)) == of(
        today(*[5, 4] * 21), also=(make.harvest(theirs, *said, maybe),), matches=others
    )


def test_a_source_that_is_blocked_changes_no_figure() -> None:
    blocked = make.harvest(source="brave", problems=[make.problem(Status.REFUSED)])

    assert of(today(*[5, 4, 1] * 6)) == of(today(*[5, 4, 1] * 6), also=(blocked,))


def test_of_ten_reviews_of_435_the_stated_mean_is_used() -> None:
    home = make.listing(source="exports", site="google_maps", id="1", stars=4.5, count=435)

    found = of(today(*[2] * 10, under=home), home=home)

    assert found["reviews"].value == 435
    assert found["rating"].value == pytest.approx(4.5, abs=0.01)
    assert found["stars.2"].value == 10


def test_neutral_stays_neutral() -> None:
    reviews = today(*[3] * 20)
    opinions = [make.opinion(review, "neu") for review in reviews] + [make.opinion("somebody else's", "neg")]

    found = figures(make.practitioner(), [make.harvest(HOME, *reviews)], [make.match(HOME)], opinions, make.NOW)

    assert "positive_share" not in found
    assert found["rating"].value == pytest.approx(3, abs=0.2)


def test_two_runs_give_the_same_numbers() -> None:
    assert of(today(*[5, 4, 1] * 9)) == of(today(*[5, 4, 1] * 9))


# ---------------------------------------------------------------- the rest


@settings(max_examples=10, deadline=None)
@given(st.permutations(range(12)))
def test_the_order_of_harvests_reviews_and_matches_does_not_matter(order: list[int]) -> None:
    reviews = today(*[5, 4, 1] * 4)
    other = make.listing(url="https://autre.example/", stars=3.0, count=9)
    opinions = [make.opinion(review) for review in reviews]
    harvests = [make.harvest(HOME, *(reviews[place] for place in order)), make.harvest(other, source="tavily")]
    matches = [make.match(HOME), make.match(other)]

    straight = figures(make.practitioner(), [make.harvest(HOME, *reviews), harvests[1]], matches, opinions, make.NOW)
    turned = figures(make.practitioner(), harvests[::-1], matches[::-1], opinions[::-1], make.NOW)

    assert turned == straight


def test_nothing_found_has_counts_only() -> None:
    found = figures(make.practitioner(), [], [], [], make.NOW)

    assert dict(found) == {
        "effective_reviews": Figure(value=0, unit="count"),
        "reviews": Figure(value=0, unit="count"),
    }


def test_old_reviews_alone_make_no_score() -> None:
    found = of(make.reviews(*[5] * 12, under=HOME, day=date(2019, 1, 1)))

    assert found["reviews"].n == 12
    assert found["effective_reviews"].value < 4.5
    assert "score" not in found


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 5), min_size=6, max_size=40))
def test_a_score_lies_on_its_scale_and_within_its_intervals(marks: list[int]) -> None:
    found = of(today(*marks))

    for figure in (found["score"], found["score.weights"]):
        assert 0 <= (figure.low or 0) <= figure.value <= (figure.high or 0) <= 100
    assert (found["score"].high or 0) - (found["score"].low or 0) > 0.5  # never as if exact


def test_a_score_follows_its_formula() -> None:
    found = of(today(*[5, 4, 1] * 8))

    rating = (found["rating"].value - 1) / 4
    centre = (16 + 1.96**2 / 2) / (24 + 1.96**2)
    whole = (0.40 * rating + 0.20 * centre + 0.15 * found["consistency"].value) / 0.75
    assert found["score"].value == pytest.approx(100 * whole, abs=1e-4)


def test_more_reviews_make_a_narrower_interval() -> None:
    def width(figure: Figure) -> float:
        return (figure.high or 0) - (figure.low or 0)

    few, many = of(today(*[5, 4, 1] * 3)), of(today(*[5, 4, 1] * 40))

    assert width(many["score"]) < width(few["score"]) / 2


def test_aspects_under_five_mentions_are_counted_only() -> None:
    reviews = today(*[5] * 8)
    opinions = [
        make.opinion(
            r, aspects={"waiting": "neg" if n else "pos", **({"fees": "neg"} if n < 4 else {}), "staff": "neu"}
        )
        for n, r in enumerate(reviews)
    ]

    found = figures(make.practitioner(), [make.harvest(HOME, *reviews)], [make.match(HOME)], opinions, make.NOW)

    assert (found["aspect.waiting"].value, found["aspect.waiting"].n) == (0.125, 8)
    assert found["aspect.fees"] == Figure(value=4, n=4, unit="count")
    assert found["aspect.staff"].n == 0


def test_snippets_are_counted_apart() -> None:
    snippet = make.listing(url="https://maps.example/1", seen=Seen.SNIPPET, stars=4.0, count=12)

    assert of(matches=(make.match(snippet),))["snippet_reviews"].value == 12


def test_ten_thousand_reviews_are_reckoned_in_a_moment() -> None:
    assert of(today(*[5, 4, 4, 2, 1] * 2000))["reviews"].n == 10_000


@pytest.mark.parametrize(
    ("points", "word"), [(100, "solid"), (79.6, "solid"), (79.4, "fair"), (60, "fair"), (41, "exposed"), (0, "at_risk")]
)
def test_a_score_has_a_word(points: float, word: str) -> None:
    assert band(points) == word


def test_an_interval_over_several_bands_says_them_all() -> None:
    assert bands(Figure(value=68, low=62, high=76)) == ("fair",)
    assert bands(Figure(value=68, low=56, high=81)) == ("solid", "fair", "exposed")
    assert bands(Figure(value=68)) == ("fair",)


def test_page_one_is_part_of_the_score_and_of_its_interval() -> None:
    rows = [make.match(make.mention(url=f"https://nobody{rank}.example/", rank=rank)) for rank in range(1, 8)]
    reviews = today(*[5] * 30, under=BARE)

    without, found = of(reviews, home=BARE), of(reviews, home=BARE, matches=tuple(rows))

    assert found["page_one"].value == 0.5
    assert found["score"].value < without["score"].value - 10
    assert (found["page_one"].low, found["page_one"].high) == (0, 1)


def test_a_mean_alone_makes_a_score_with_a_wide_interval() -> None:
    known = of(today(*[4] * 60, under=BARE), home=BARE)
    home = make.listing(stars=4.0, count=60, address=Address(), phones=(), name=None, specialty=None)

    stated = of(home=home)

    assert set(stated) >= {"score", "rating"}
    assert stated["rating"].value == pytest.approx(known["rating"].value)
    assert (stated["score"].high or 0) - (stated["score"].low or 0) > (known["rating"].high or 0)


def test_reviews_of_stars_alone_are_no_texts() -> None:
    said = make.reviews(5, 1, 1, under=HOME)
    silent = tuple(make.review(HOME, id=f"s{n}", text=text, stars=5) for n, text in enumerate((None, "5/5 !!!")))
    opinions = [make.opinion(r, "pos" if r.id == "1" else "neg") for r in said]
    opinions += [make.opinion(r, "pos", confidence=1.0, language=None) for r in silent]

    found = figures(
        make.practitioner(),
        [make.harvest(HOME, *said, *silent, source="exports")],
        [make.match(HOME)],
        opinions,
        make.NOW,
    )

    assert (found["positive_share"].n, found["rating"].n) == (3, 5)
    assert found["positive_share"].value == pytest.approx(1 / 3)
