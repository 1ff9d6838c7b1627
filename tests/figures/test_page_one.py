import pytest

import make
from ereput.figures.ours import ours
from ereput.figures.page_one import discount, figures, results, unsure
from ereput.model import Figure, Judgement, Listing, Match, Mention, Opinion
from ereput.sites import Control, Kind, sites


def address(**traits: object) -> str:
    """An address of the first site with these traits."""
    row = next(row for row in sites().values() if all(getattr(row, name) == value for name, value in traits.items()))
    return f"https://www.{row.domains[0]}/x"


PRESS = address(kind=Kind.PRESS)
BOOKING = address(kind=Kind.BOOKING)
DIRECTORY = address(kind=Kind.DIRECTORY, control=Control.CLAIMABLE)
RATINGS = address(kind=Kind.MAP)


def first_page(*urls: str) -> list[Mention]:
    return [make.mention(url=url, rank=rank) for rank, url in enumerate(urls, 1)]


def of(*found: Mention | Listing | Match, opinions: tuple[Opinion, ...] = ()) -> dict[str, Figure]:
    matches = [one if isinstance(one, Match) else make.match(one) for one in found]
    rows = results(make.practitioner(), ours([], matches), opinions)
    return figures(rows, unsure(matches))


def test_each_class_has_its_worth() -> None:
    urls = ["https://www.dr-vaubrun.example/", BOOKING, DIRECTORY, PRESS, RATINGS, "https://nobody.example/"]
    own = ours([], [make.match(mention) for mention in first_page(*urls)])

    rows = results(make.practitioner(), own, [])

    assert [(row.kind, row.worth) for row in rows] == [
        ("own", 1.0),
        ("booking", 1.0),
        ("directory", 0.6),
        ("press", 0.6),
        ("rated", 0.5),
        ("unknown", 0.5),
    ]


def test_the_first_place_weighs_most() -> None:
    well, badly = of(*first_page(BOOKING, PRESS)), of(*first_page(PRESS, BOOKING))

    assert well["page_one"].value == pytest.approx((1 + 0.6 * discount(2)) / (1 + discount(2)))
    assert well["page_one"].value > badly["page_one"].value
    assert well["controlled_share"].value == badly["controlled_share"].value == 0.5


def test_a_rating_site_is_worth_its_rating() -> None:
    shown = of(make.mention(url=RATINGS), make.listing(url=RATINGS, stars=2.0, count=9))

    assert shown["page_one"].value == pytest.approx(0.25)


def test_a_claimed_listing_is_controlled() -> None:
    shown = of(make.mention(url=DIRECTORY), make.listing(url=DIRECTORY, is_claimed=True))

    assert shown["controlled_share"].value == 1


def test_a_page_surely_negative_is_harmful_and_a_directory_never_is() -> None:
    press, directory = make.mention(url=PRESS), make.mention(url=DIRECTORY, rank=2)
    sure = tuple(make.opinion(mention, "neg", confidence=0.95) for mention in (press, directory))
    rows = results(make.practitioner(), ours([], [make.match(press), make.match(directory)]), sure)

    assert [row.kind for row in rows] == ["harmful", "directory"]
    assert of(press, opinions=(make.opinion(press, "neg", confidence=0.6),))["page_one"].value == 0.6


def test_namesakes_are_noise_and_what_is_unsure_widens_the_interval_only() -> None:
    booking = make.mention(url=BOOKING)
    namesake = make.match(make.mention(url=PRESS, rank=2), Judgement.DIFFERENT)
    open_ = make.match(make.mention(url="https://nobody.example/", rank=2), Judgement.UNSURE)

    alone, with_namesake, with_unsure = of(booking), of(booking, namesake), of(booking, open_)

    assert alone == with_namesake
    assert with_unsure["page_one"].value == 1
    assert (with_unsure["page_one"].low or 0) == pytest.approx(1 / (1 + discount(2)))
    assert with_unsure["page_one"].high == 1


def test_only_the_first_ten_of_a_search_for_the_name_count() -> None:
    assert of(make.mention(rank=11), make.mention(is_page_one=False), make.mention(rank=None)) == {}


def test_the_same_result_twice_counts_once_a_query() -> None:
    once, twice = of(make.mention(url=BOOKING)), of(make.mention(url=BOOKING), make.mention(url=BOOKING))

    assert once == twice


def test_a_broken_address_breaks_nothing() -> None:
    assert of(make.mention(url="http://[oops"))["page_one"].value == 0.5
