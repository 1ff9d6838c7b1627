"""Archives that mean harm are refused before anything is unpacked."""

import stat
import struct
import zipfile
from pathlib import Path

import pytest

from ereput.exports import archives
from ereput.exports.archives import Unreadable, Unsafe, folder_members, zip_members

REVIEWS = '{"reviews": []}'


def archive(path: Path, *members: tuple[str, bytes | str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, body in members:
            opened.writestr(name, body)
    return path


@pytest.mark.parametrize(
    "name", ["../evil.json", "/etc/evil.json", "a/../../evil.txt", "C:/evil.json", "a\\..\\b.json"]
)
def test_a_path_that_leads_outside_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Unsafe, match="outside"):
        zip_members(archive(tmp_path / "x.zip", ("reviews.json", REVIEWS), (name, REVIEWS)))


def test_a_symbolic_link_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.json")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as opened:
        opened.writestr(link, "/etc/passwd")

    with pytest.raises(Unsafe, match="symbolic link"):
        zip_members(tmp_path / "x.zip")


def test_a_member_that_grows_too_much_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unsafe, match="200 times"):
        zip_members(archive(tmp_path / "x.zip", ("reviews.json", b" " * 20_000_000)))


def test_a_member_that_says_it_is_huge_is_refused_unread(tmp_path: Path) -> None:
    path = archive(tmp_path / "x.zip", ("reviews.json", REVIEWS))
    body = bytearray(path.read_bytes())
    at = body.index(b"PK\x01\x02")
    body[at + 24 : at + 28] = struct.pack("<I", 3_000_000_000)
    path.write_bytes(bytes(body))

    with pytest.raises(Unsafe, match="200 times"):
        zip_members(path)


def test_a_member_that_is_too_large_is_left_out_unread_and_said(tmp_path: Path) -> None:
    path = archive(tmp_path / "x.zip", ("Records.json", bytes(range(256)) * 2_000), ("reviews.json", REVIEWS))
    body = bytearray(path.read_bytes())
    at = body.index(b"PK\x01\x02")
    body[at + 20 : at + 28] = struct.pack("<II", 300_000_000, 3_000_000_000)
    path.write_bytes(bytes(body))
    members = zip_members(path)

    assert [name for name, _ in members.items] == ["reviews.json"]
    assert members.problems == (archives.LARGE_MEMBER,)


def test_of_a_takeout_only_json_is_read(tmp_path: Path) -> None:
    names = ("Takeout/My Activity/activity.html", "Takeout/x/reviews.json", "Takeout/archive_browser.html")
    members = zip_members(archive(tmp_path / "x.zip", *((name, REVIEWS) for name in names)))

    assert [name for name, _ in members.items] == ["Takeout/x/reviews.json"]


def test_members_that_are_too_much_together_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_TOGETHER", 20)

    with pytest.raises(Unsafe, match="400 MB"):
        zip_members(archive(tmp_path / "x.zip", ("a.json", REVIEWS), ("b.json", REVIEWS)))


def test_too_many_members_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_MEMBERS", 1)

    with pytest.raises(Unsafe, match="50 000"):
        zip_members(archive(tmp_path / "x.zip", ("a.json", REVIEWS), ("b.json", REVIEWS)))


def test_an_encrypted_member_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path / "x.zip", ("reviews.json", REVIEWS))
    body = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        body[body.index(mark) + offset] |= 1
    path.write_bytes(bytes(body))

    with pytest.raises(Unsafe, match="encrypted"):
        zip_members(path)


def test_a_damaged_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(b"PK\x03\x04" + b"\x00" * 100)

    with pytest.raises(Unsafe, match="damaged"):
        zip_members(path)


def test_a_member_whose_bytes_are_damaged_is_not_an_empty_one(tmp_path: Path) -> None:
    path = archive(tmp_path / "x.zip", ("reviews.json", REVIEWS * 100))
    body = bytearray(path.read_bytes())
    body[45:50] = b"\xff" * 5
    path.write_bytes(bytes(body))
    ((_, unpack),) = zip_members(path).items

    with pytest.raises(Unreadable, match="damaged"):
        unpack()


def test_only_json_is_ever_unpacked(tmp_path: Path) -> None:
    members = zip_members(archive(tmp_path / "x.zip", ("photo.jpg", b" " * 20_000_000), ("a.JSON", REVIEWS)))

    assert [name for name, _ in members.items] == ["a.JSON"]


def test_links_in_a_folder_are_not_followed_and_a_bad_archive_is_said(tmp_path: Path) -> None:
    outside = tmp_path / "outside.json"
    outside.write_text(REVIEWS)
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link.json").symlink_to(outside)
    (folder / "plain.json").write_text(REVIEWS)
    archive(folder / "evil.zip", ("../a.json", REVIEWS))
    members = folder_members(folder)

    assert [name for name, _ in members.items] == ["folder/plain.json"]
    assert members.problems[0].startswith("evil.zip: ")


def test_a_folder_of_too_many_files_is_looked_at_in_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_MEMBERS", 1)
    for name in ("a.json", "b.json"):
        (tmp_path / name).write_text(REVIEWS)

    assert "50 000" in folder_members(tmp_path).problems[0]


def test_an_office_table_is_said_to_be_one(tmp_path: Path) -> None:
    with pytest.raises(Unsafe, match="save the table as CSV"):
        zip_members(archive(tmp_path / "avis.xlsx", ("[Content_Types].xml", "<x/>"), ("xl/workbook.xml", "<x/>")))


def test_what_is_never_unpacked_may_be_as_large_as_it_says(tmp_path: Path) -> None:
    path = archive(tmp_path / "x.zip", ("film.mp4", b"x"), ("reviews.json", REVIEWS))
    body = bytearray(path.read_bytes())
    at = body.index(b"PK\x01\x02")
    body[at + 24 : at + 28] = struct.pack("<I", 4_000_000_000)
    path.write_bytes(bytes(body))

    assert [name for name, _ in zip_members(path).items] == ["reviews.json"]


def test_an_archive_within_an_archive_is_not_opened_and_said(tmp_path: Path) -> None:
    inner = archive(tmp_path / "in.zip", ("reviews.json", REVIEWS)).read_bytes()

    assert zip_members(archive(tmp_path / "x.zip", ("in.zip", inner))).problems == (archives.NESTED,)
    assert zip_members(archive(tmp_path / "y.zip", ("Takeout/Drive/in.zip", inner))).problems == ()
