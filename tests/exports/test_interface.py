"""Answers of Google's Business Profile interface, saved as they came: pages of reviews, and locations."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from ereput.exports import Export, read_path, takeout
from ereput.exports.bring import LACKING
from ereput.exports.harvest import brought
from ereput.model import Address, Listing, Rating, Status

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
LOCATION = {
    "name": "locations/55",
    "title": "Cabinet Vaubrun",
    "phoneNumbers": {"primaryPhone": "04 65 71 18 30", "additionalPhones": ["01 99 00 12 34", 7]},
    "storefrontAddress": {
        "regionCode": "FR",
        "postalCode": "69003",
        "locality": "Lyon",
        "addressLines": ["18 rue des Tilleuls Blancs", "2e étage"],
    },
    "categories": {"primaryCategory": {"displayName": "Dermatologue"}},
    "websiteUri": "https://www.dr-vaubrun.example/",
    "metadata": {"mapsUri": "https://maps.google.com/maps?cid=123"},
    "openInfo": {"status": "OPEN"},
    "regularHours": {
        "periods": [
            {"openDay": "MONDAY", "openTime": {"hours": 9}, "closeDay": "MONDAY", "closeTime": {"hours": 18}},
            {"openDay": "TUESDAY", "openTime": {"hours": 9}, "closeTime": {"hours": 18}},
            {"openDay": "SATURDAY", "openTime": {"hours": 9, "minutes": 30}, "closeTime": {"hours": 12}},
            {"openDay": "SUNDAY", "openTime": {"hours": 99}, "closeTime": {"hours": 12}},
            {"openDay": "NODAY", "openTime": "9", "closeTime": {"hours": "12"}},
            3,
        ]
    },
}


def review(key: str, stars: str = "FIVE") -> dict[str, Any]:
    return {
        "name": f"accounts/1/locations/55/reviews/{key}",
        "reviewId": key,
        "reviewer": {"isAnonymous": True},
        "starRating": stars,
        "createTime": "2026-10-09T12:44:32Z",
        "updateTime": "2026-10-09T12:44:32Z",
    }


def answer(*reviews: Any, **more: Any) -> dict[str, Any]:
    return {"reviews": list(reviews), **more}


def saved(path: Path, value: Any) -> Path:
    path.write_text(json.dumps(value))
    return path


def read(tmp_path: Path, value: Any) -> Export:
    return read_path(saved(tmp_path / "x.json", value), NOW)


def test_a_location_is_a_listing_with_all_that_it_states(tmp_path: Path) -> None:
    export = read(tmp_path, {"locations": [LOCATION], "nextPageToken": "x"})

    (listing,) = export.listings
    assert listing.name == "Cabinet Vaubrun"
    assert listing.specialty == "Dermatologue"
    assert listing.address == Address(
        street="18 rue des Tilleuls Blancs, 2e étage", postal_code="69003", locality="Lyon", country="FR"
    )
    assert listing.phones == ("+33465711830", "+33199001234")
    assert (listing.website, listing.url) == ("https://www.dr-vaubrun.example/", "https://maps.google.com/maps?cid=123")
    assert listing.opening_hours == "Mo,Tu 09:00-18:00; Sa 09:30-12:00"
    assert (listing.is_claimed, listing.is_closed) == (True, False)
    assert export.raw_listings[0].has_address
    assert export.problems == ()


@pytest.mark.parametrize("name", ["locations/55", "accounts/1/locations/55"])
def test_one_location_stands_by_itself_too_and_can_be_closed(tmp_path: Path, name: str) -> None:
    (listing,) = read(tmp_path, {"name": name, "title": "X", "openInfo": {"status": "CLOSED_PERMANENTLY"}}).listings

    assert (listing.id, listing.is_closed) == ("55", True)
    assert listing.address == Address()


def test_a_page_of_reviews_that_is_not_all_states_the_mean_of_all(tmp_path: Path) -> None:
    page = answer(review("a"), None, review("b", "THREE"), averageRating=4.8, totalReviewCount=777, nextPageToken="t")
    export = read(tmp_path, page)

    assert export.listings[0].rating == Rating(value=4.8, count=777)
    assert len(export.reviews) == 2
    assert export.raw[0].author is None
    assert export.problems == (LACKING,)


def test_all_pages_together_lack_nothing(tmp_path: Path) -> None:
    first, second = (answer(review(key), averageRating=3.0, totalReviewCount=2) for key in ("a", "b"))
    second["reviews"][0]["starRating"] = "ONE"
    export = read(tmp_path, [first, second, {"locations": [LOCATION]}])

    assert export.problems == ()
    assert [(one.name, one.rating) for one in export.listings] == [("Cabinet Vaubrun", Rating(value=3, count=2))]


def test_pages_brought_one_by_one_are_one_listing(tmp_path: Path) -> None:
    first = saved(tmp_path / "1.json", answer(review("a"), averageRating=3.0, totalReviewCount=2))
    second = saved(tmp_path / "2.json", answer(review("b", "ONE"), averageRating=3.0, totalReviewCount=2))
    half, whole = brought([first], NOW), brought([first, second], NOW)

    assert half.status is Status.PARTIAL
    assert [one.rating for one in half.items if isinstance(one, Listing)] == [Rating(value=3, count=2)]
    assert (whole.status, whole.problems) == (Status.FOUND, ())
    assert [one.rating for one in whole.items if isinstance(one, Listing)] == [Rating(value=3, count=2)]


def test_a_name_that_comes_in_a_later_file_is_the_listing_s(tmp_path: Path) -> None:
    files = [saved(tmp_path / "1.json", answer(review("a"))), saved(tmp_path / "2.json", {"locations": [LOCATION]})]
    harvest = brought(files, NOW)

    assert [(one.name, one.rating) for one in harvest.items if isinstance(one, Listing)] == [
        ("Cabinet Vaubrun", Rating(value=5, count=1))
    ]


def test_a_bare_list_of_reviews_is_read(tmp_path: Path) -> None:
    assert len(read(tmp_path, [review("a"), None, review("b")]).reviews) == 2


def test_a_refusal_of_the_interface_is_said_to_be_one(tmp_path: Path) -> None:
    refused = {"error": {"code": 403, "message": "no", "status": "PERMISSION_DENIED"}}

    assert read(tmp_path, refused).problems == (takeout.REFUSAL,)


def test_a_stop_of_our_own_is_a_limit_and_a_damage_is_not(tmp_path: Path) -> None:
    long = tmp_path / "x.html"
    long.write_text("<html><p>" + "x " * 5_000_000)
    damaged = tmp_path / "y.json"
    damaged.write_text("{")
    harvest = brought([long, damaged], NOW, seconds=60)

    assert [problem.status for problem in harvest.problems] == [Status.LIMITED, Status.BROKEN]


@pytest.mark.samples
def test_the_shapes_seen_in_the_wild_are_read() -> None:
    samples = Path(__file__).parents[2].parent / "shared" / "samples" / "gbp_api"
    if not samples.is_dir():
        pytest.skip("no samples here")
    page = read_path(samples / "reviews_list.json", NOW)

    assert page.listings[0].rating == Rating(value=4.8, count=777)
    assert [bool(one.reply) for one in page.reviews] == [True, False]
    assert read_path(samples / "error_403.json", NOW).problems == (takeout.REFUSAL,)
