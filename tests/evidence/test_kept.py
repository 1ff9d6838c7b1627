"""What a letter says of a page that was kept."""

from datetime import UTC, datetime
from pathlib import Path

import msgspec
from folders import NOW, written

from ereput.evidence import Kept, checked, kept, listed
from ereput.evidence.notes import notes
from ereput.words import Words

PAGE = Kept(
    manifest="m" * 64, folder="/kept", file="page-01.html", sha256="a" * 64, how="fetched",
    asked="https://avis.example/old", url="https://avis.example/" + "long/" * 40, taken_at=NOW,
)  # fmt: skip


def test_a_letter_names_the_whole_address_the_hour_and_both_hashes() -> None:
    [french] = listed([PAGE], Words("fr"))
    [english] = listed([PAGE], Words("en"))

    for line in (french, english):
        assert PAGE.url is not None
        assert PAGE.url in line
        assert PAGE.sha256 in line
        assert PAGE.manifest in line
    assert "21\xa0novembre\xa02026 à 10:00:00 (Europe/Paris)" in french
    assert "21\xa0November\xa02026 at 10:00:00" in english


def test_the_hour_is_that_of_the_practice() -> None:
    late = msgspec.structs.replace(PAGE, taken_at=datetime(2026, 11, 21, 22, 30, tzinfo=UTC))

    assert "22\xa0novembre\xa02026 à 02:30:00 (Indian/Reunion)" in listed([late], Words("fr"), "Indian/Reunion")[0]
    assert "21\xa0novembre\xa02026 à 18:30:00" in listed([late], Words("fr"), "America/Martinique")[0]


def test_a_page_that_the_user_saved_is_said_to_be_one() -> None:
    saved = msgspec.structs.replace(PAGE, how="saved", url=None, asked=None)

    assert listed([saved], Words("fr"))[0].startswith("page-01.html, page enregistrée par moi-même")


def test_pages_are_listed_in_the_order_of_time() -> None:
    later = msgspec.structs.replace(PAGE, taken_at=NOW.replace(hour=20), url="https://avis.example/later")

    assert "later" in listed([later, PAGE], Words("en"))[1]


def test_every_page_of_a_folder_is_remembered(tmp_path: Path) -> None:
    digest = written(tmp_path / "kept")
    manifest = checked(tmp_path / "kept").manifest
    assert manifest is not None

    rows = kept(manifest, digest, "/kept")

    assert [(row.file, row.manifest) for row in rows] == [("page-01.html", digest), ("page-02.html", digest)]


def test_the_page_that_people_read_says_it_all_in_both_languages(folder: Path) -> None:
    manifest = checked(folder).manifest
    assert manifest is not None

    for language, words in (("fr", "ereput ne peut pas savoir"), ("en", "ereput cannot know")):
        page = notes(manifest.told, Words(language))
        assert words in page
        assert manifest.told.pages[0].sha256 in page
        assert "NF Z67-147" in page
        assert "not a constat" in page
