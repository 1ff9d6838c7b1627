"""Google Takeout, product "Google Business Profile", in all the ways in which it is brought."""

import json
import zipfile
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from ereput.exports import Export, google, read_path, takeout
from ereput.exports.harvest import brought
from ereput.model import Rating, Seen, Status

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
FOLDER = "Takeout/Google Business Profile/account-1/location-7"


def review(key: str = "r1", location: str = "7", account: str = "1", **changed: Any) -> dict[str, Any]:
    stated: dict[str, Any] = {
        "name": f"accounts/{account}/locations/{location}/reviews/{key}",
        "reviewer": {"displayName": "Odile Trémeaux"},
        "starRating": "FOUR",
        "comment": "Très à l'écoute.",
        "createTime": "2026-01-05T18:20:00.123456789Z",
        "updateTime": "2026-01-05T18:20:00.123456789Z",
    }
    return {key: value for key, value in (stated | changed).items() if value is not None}


def named(text: str = "Cabinet Vaubrun") -> dict[str, Any]:
    return {
        "attributes": [
            None,
            {"id": {"attributeType": "OTHER"}, "values": []},
            {"id": {"attributeType": "LISTING_NAME"}, "values": [{"datum": {"listingName": {"text": text}}}]},
        ]
    }


def zipped(path: Path, members: Mapping[str, Any]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, value in members.items():
            archive.writestr(name, value if isinstance(value, bytes | str) else json.dumps(value))
    return path


def one(path: Path, *reviews: Any) -> Export:
    path.write_text(json.dumps({"reviews": list(reviews)}), encoding="utf-8")
    return read_path(path, NOW)


def test_a_zip_gives_one_listing_for_each_location(tmp_path: Path) -> None:
    members = {
        f"{FOLDER}/reviews.json": {"reviews": [review("a"), review("b", starRating="ONE", comment=None)]},
        f"{FOLDER}/reviews-token.json": {"reviews": [review("c", starRating="STAR_RATING_UNSPECIFIED")]},
        f"{FOLDER}/additionalData.json": named(),
        "Takeout/Google Business Profile/account-1/location-8/reviews.json": {"reviews": [review("z", "8")]},
        "Takeout/Google Business Profile/account-1/data.json": {"x": 1},
        "Takeout/archive_browser.html": "<html></html>",
    }
    export = read_path(zipped(tmp_path / "takeout.zip", members), NOW)

    first, second = export.listings
    assert (first.site, first.id, first.name, first.is_claimed) == ("google_maps", "7", "Cabinet Vaubrun", True)
    assert first.seen is Seen.EXPORT
    assert first.rating == Rating(value=2.5, count=2)
    assert second.id == "8"
    assert len(export.reviews) == 4
    assert export.problems == ()
    assert first.evidence.url == "file:takeout.zip"
    assert first.evidence.retrieved_at == NOW


def test_a_review_with_stars_only_counts_and_has_no_text(tmp_path: Path) -> None:
    (kept,) = one(tmp_path / "x.json", review(comment=None)).reviews

    assert kept.text is None
    assert kept.rating == Rating(value=4)


def test_unspecified_stars_are_no_rating(tmp_path: Path) -> None:
    export = one(tmp_path / "x.json", review(starRating="STAR_RATING_UNSPECIFIED"), review("b", starRating=None))

    assert [kept.rating for kept in export.reviews] == [None, None]
    assert export.listings[0].rating is None


def test_an_instant_with_nine_decimals_is_a_day_in_paris(tmp_path: Path) -> None:
    late = "2026-01-05T23:30:00.123456789Z"
    (kept,) = one(tmp_path / "x.json", review(createTime=late, updateTime="2026-02-01T10:00:00Z")).reviews

    assert kept.published.earliest == kept.published.latest == date(2026, 1, 6)
    assert kept.edited is not None
    assert kept.edited.latest == date(2026, 2, 1)


@pytest.mark.parametrize("instant", ["hier", "2026-02-31T10:00:00Z", "0001-01-01T00:00:00+14:00", 12, None])
def test_an_impossible_instant_is_unknown(tmp_path: Path, instant: Any) -> None:
    (kept,) = one(tmp_path / "x.json", review(createTime=instant, updateTime=instant)).reviews

    assert kept.published.earliest is None


def test_a_review_given_twice_is_kept_as_it_was_last(tmp_path: Path) -> None:
    newer = review(account="2", comment="Corrigé.", updateTime="2026-03-01T10:00:00Z")
    export = one(tmp_path / "x.json", review(), newer, review())

    assert [kept.text for kept in export.reviews] == ["Corrigé."]
    assert export.listings[0].rating == Rating(value=4, count=1)


@pytest.mark.parametrize(
    "comment",
    [
        "(Translated by Google) Long wait.\n\n(Original)\nAttente longue.",
        "Attente longue.\n\n(Translated by Google)\nLong wait.",
        "Attente longue.",
    ],
)
def test_the_reviewer_s_own_words_are_kept_not_the_translation(comment: str) -> None:
    assert google.original(comment) == "Attente longue."


def test_a_translation_alone_is_better_than_nothing() -> None:
    assert google.original("(Translated by Google) Long wait.") == "Long wait."


def test_a_reply_is_kept_without_the_reviewer_s_name(tmp_path: Path) -> None:
    reply = {"comment": "Merci Odile !", "updateTime": "2026-01-06T09:00:00Z"}
    export = one(tmp_path / "x.json", review(reviewReply=reply))

    assert export.reviews[0].reply == "Merci […] !"
    assert export.reviews[0].replied is not None
    assert "Odile" not in str(export.reviews)
    assert export.raw[0].reply == "Merci Odile !"


def test_null_entries_and_a_byte_order_mark_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "reviews.json"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps({"reviews": [None, review(), 3]}).encode())

    assert len(read_path(path, NOW).reviews) == 1


def test_a_folder_is_read_wherever_it_begins_and_with_the_zips_in_it(tmp_path: Path) -> None:
    folder = tmp_path / "location-7"
    folder.mkdir()
    (folder / "reviews.json").write_text(json.dumps({"reviews": [review("a")]}))
    (folder / "additionalData.json").write_text(json.dumps(named()))
    zipped(folder / "part.zip", {f"{FOLDER}/reviews-2.json": {"reviews": [review("b")]}})
    export = read_path(folder, NOW)

    assert [(one.name, one.rating) for one in export.listings] == [("Cabinet Vaubrun", Rating(value=4, count=2))]


def test_a_localised_folder_is_recognised_by_what_it_holds(tmp_path: Path) -> None:
    members = {"Takeout/Fiches/compte/location-7/avis.json": {"reviews": [review()]}}

    assert len(read_path(zipped(tmp_path / "x.zip", members), NOW).reviews) == 1


def test_a_location_without_reviews_is_a_listing_without_a_rating(tmp_path: Path) -> None:
    members = {f"{FOLDER}/reviews.json": {"reviews": []}, f"{FOLDER}/additionalData.json": named()}
    (listing,) = read_path(zipped(tmp_path / "x.zip", members), NOW).listings

    assert (listing.name, listing.rating) == ("Cabinet Vaubrun", None)


def test_the_other_takeout_is_refused_with_one_sentence(tmp_path: Path) -> None:
    other = {"type": "FeatureCollection", "features": [{"properties": {"five_star_rating_published": 5}}]}
    members = {"Takeout/Maps (your places)/Reviews.json": other}

    assert read_path(zipped(tmp_path / "x.zip", members), NOW).problems == (takeout.NOT_OURS,)
    (tmp_path / "Reviews.json").write_text(json.dumps(other))
    assert read_path(tmp_path / "Reviews.json", NOW).problems == (takeout.NOT_OURS,)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('{"a": 1}', takeout.UNKNOWN),
        ("[1, 2]", takeout.UNKNOWN),
        ('{"reviews": [{"name": "x"}]}', takeout.UNKNOWN),
        ('{"reviews": [', takeout.NOT_JSON),
        ("[" * 100_000, takeout.NOT_JSON),
    ],
)
def test_other_json_is_told_apart(tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(text)

    assert read_path(path, NOW).problems == (sentence,)


def test_a_damaged_member_is_left_out_and_said(tmp_path: Path) -> None:
    members = {f"{FOLDER}/reviews.json": {"reviews": [review()]}, f"{FOLDER}/reviews-2.json": "{"}
    export = read_path(zipped(tmp_path / "x.zip", members), NOW)

    assert len(export.reviews) == 1
    assert "damaged" in export.problems[0]


def test_the_parts_of_a_split_export_are_one_listing_of_the_harvest(tmp_path: Path) -> None:
    first = zipped(tmp_path / "1.zip", {f"{FOLDER}/reviews.json": {"reviews": [review("a"), review("b")]}})
    second = zipped(
        tmp_path / "2.zip",
        {
            f"{FOLDER}/reviews-2.json": {"reviews": [review("b"), review("c", starRating="ONE")]},
            f"{FOLDER}/additionalData.json": named(),
        },
    )
    harvest = brought([first, second], NOW)

    listings = [item for item in harvest.items if item.key == "google_maps:7"]
    assert [(item.name, item.rating) for item in listings] == [("Cabinet Vaubrun", Rating(value=3, count=3))]
    assert harvest.status is Status.FOUND
    assert len(harvest.items) == 4


def test_a_file_that_cannot_be_read_leaves_the_others(tmp_path: Path) -> None:
    good = tmp_path / "x.json"
    good.write_text(json.dumps({"reviews": [review()]}))
    harvest = brought([tmp_path / "none.zip", good], NOW)

    assert harvest.status is Status.PARTIAL
    assert [(problem.status, problem.url) for problem in harvest.problems] == [(Status.BROKEN, "file:none.zip")]


@pytest.mark.samples
def test_the_shapes_seen_in_the_wild_are_read() -> None:
    samples = Path(__file__).parents[2].parent / "shared" / "samples" / "google_takeout"
    if not samples.is_dir():
        pytest.skip("no samples here")
    whole = read_path(samples / "Takeout", NOW)
    replied = read_path(samples / "reviews_with_reply.json", NOW)
    translated = read_path(samples / "composed_translated_fr.json", NOW)

    assert whole.listings[0].rating == Rating(value=3.75, count=4)
    assert whole.listings[0].name
    assert [bool(one.reply) for one in replied.reviews] == [False, False, True]
    assert [bool(one.text) for one in replied.reviews] == [False, True, True]
    assert translated.reviews[0].text == "Attente très longue malgré le rendez-vous."


def test_a_damaged_export_is_not_said_to_be_an_empty_one(tmp_path: Path) -> None:
    export = read_path(zipped(tmp_path / "x.zip", {f"{FOLDER}/reviews.json": '{"reviews": [{"name"'}), NOW)

    assert export.problems == (takeout.DAMAGED,)


def test_a_review_whose_last_change_is_unknown_gives_way_to_one_that_states_it(tmp_path: Path) -> None:
    undated = {key: value for key, value in review(comment="Ancien.").items() if key != "updateTime"}
    newer = review(comment="Nouveau.", updateTime="2026-03-01T10:00:00Z")

    for entries in ((undated, newer), (newer, undated)):
        assert [kept.text for kept in one(tmp_path / "x.json", *entries).reviews] == ["Nouveau."]
