"""Folders and zips of saved pages: each page once, and never its pieces."""

import gzip
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ereput.exports import contents, paths, read_path
from ereput.exports.bring import MANY_PAGES

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


def page(name: str) -> str:
    return f'<html><div itemscope itemtype="https://schema.org/Physician"><h1 itemprop="name">{name}</h1></div></html>'


def saved(folder: Path, name: str, pieces: str = "_files") -> Path:
    """A page saved as "web page, complete": beside it the folder of its pieces."""
    (folder / f"{name}{pieces}").mkdir(parents=True)
    (folder / f"{name}.html").write_text(page(name))
    (folder / f"{name}{pieces}" / "frame.html").write_text(page("Somebody's advertisement"))
    (folder / f"{name}{pieces}" / "data.json").write_text('{"reviews": [')
    (folder / f"{name}{pieces}" / "style.css").write_text("p {}")
    return folder


@pytest.mark.parametrize("pieces", ["_files", "_fichiers", "-Dateien", "_archivos", ".files"])
def test_pages_of_a_folder_are_read_without_their_pieces(tmp_path: Path, pieces: str) -> None:
    saved(tmp_path, "Dr A", pieces)
    saved(tmp_path / "more", "Dr B", pieces)
    export = read_path(tmp_path, NOW)

    assert [one.name for one in export.listings] == ["Dr A", "Dr B"]
    assert export.problems == ()


def test_a_page_beside_its_pieces_is_read_alone(tmp_path: Path) -> None:
    assert [one.name for one in read_path(saved(tmp_path, "Dr A") / "Dr A.html", NOW).listings] == ["Dr A"]


def test_the_folder_of_pieces_itself_is_refused_with_what_to_bring(tmp_path: Path) -> None:
    assert read_path(saved(tmp_path, "Dr A") / "Dr A_files", NOW).problems == (paths.PIECES,)


def test_a_folder_whose_name_only_sounds_so_is_read(tmp_path: Path) -> None:
    saved(tmp_path / "dr_files_2026", "Dr A")

    assert len(read_path(tmp_path, NOW).listings) == 1


def test_a_zip_of_saved_pages_is_read_without_their_pieces(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "pages.zip", "w") as archive:
        archive.writestr("Dr A.html", page("Dr A"))
        archive.writestr("Dr A_files/frame.html", page("Advertisement"))
        archive.writestr("avis.csv", "Avis;Note\nBien;4\n")
        archive.writestr("contacts.csv", "Nom;Ville;Code\nA;Lyon;69003\n")
        archive.writestr("photo.jpg", b"\xff\xd8\xff")
    export = read_path(tmp_path / "pages.zip", NOW)

    assert [one.name for one in export.listings] == ["Dr A", None]
    assert [one.text for one in export.reviews] == ["Bien"]
    assert [one.listing for one in export.raw] == [1]
    assert export.problems == ()


def test_a_zip_without_anything_is_said(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("photo.jpg", b"\xff\xd8\xff")

    assert read_path(tmp_path / "x.zip", NOW).problems == (paths.NO_MEMBER,)


def test_what_is_wrong_with_a_member_bears_its_name(tmp_path: Path) -> None:
    saved(tmp_path, "Dr A")
    (tmp_path / "b.html").write_bytes(b"%PDF-1.7")
    export = read_path(tmp_path, NOW)

    assert len(export.listings) == 1
    assert [problem.partition(": ")[0] for problem in export.problems] == ["b.html"]


def test_a_page_saved_twice_is_one_listing(tmp_path: Path) -> None:
    text = '<link rel="canonical" href="https://a.example/x">' + page("Dr A")
    for name in ("one.html", "two.html"):
        (tmp_path / name).write_text(text)
    export = read_path(tmp_path, NOW)

    assert len(export.listings) == 1
    assert export.url == "https://a.example/x"


def test_too_many_pages_are_read_in_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents, "MOST_PAGES", 1)
    for name in ("a", "b"):
        (tmp_path / f"{name}.html").write_text(page(f"Dr {name}"))
    export = read_path(tmp_path, NOW)

    assert ([one.name for one in export.listings], export.problems) == (["Dr a"], (MANY_PAGES,))


def test_a_name_that_is_no_text_can_be_printed(tmp_path: Path) -> None:
    odd = Path(str(tmp_path).encode().decode() + "/dr\udcff.html")
    try:
        odd.write_text(page("Dr A"))
    except OSError:
        pytest.skip("this file system knows no such name")

    for export in (read_path(odd, NOW), read_path(tmp_path, NOW)):
        assert len(export.listings) == 1
        assert str(export).encode()


def test_a_damaged_page_of_an_archive_is_said_to_be_damaged_and_the_others_are_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("a.html", page("Dr A"))
        archive.writestr("b.html", "<p>damaged</p>")
        archive.writestr("c.html.gz", gzip.compress(page("Dr C").encode()))
    path = tmp_path / "x.zip"
    path.write_bytes(path.read_bytes().replace(b"<p>damaged</p>", b"<p>DAMAGED</p>"))
    export = read_path(path, NOW)

    assert [listing.name for listing in export.listings] == ["Dr A", "Dr C"]
    assert export.problems == ("b.html: this file of the archive is damaged and was left out",)
