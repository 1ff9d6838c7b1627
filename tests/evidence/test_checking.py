"""Whatever is done to a folder of evidence is told; what a hash of one's own cannot tell is told too."""

import hashlib
import json
import os
import random
import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from folders import NOW, head, written
from hypothesis import given
from hypothesis import strategies as st

from ereput.errors import StoreError
from ereput.evidence import Checked, Taken, checked, sealed
from ereput.evidence.manifest import MANIFEST, SUMS, from_json, sums, to_json

NAMES = ("page-01.html", "page-02.html", "README.txt", MANIFEST, SUMS)


def told(found: Checked) -> str:
    return "\n".join(each.said.format(**each.values) for each in found.differences)


def test_a_folder_that_nobody_touched_is_unchanged(folder: Path) -> None:
    found = checked(folder)

    assert (found.differences, found.sha256) == ((), checked(folder, found.sha256).sha256)
    assert {path.name for path in folder.iterdir()} == set(NAMES)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to copy from."""
    place = tmp_path_factory.mktemp("evidence") / "kept"
    written(place)
    return place


@given(name=st.sampled_from(NAMES), place=st.floats(0, 1, exclude_max=True), mask=st.integers(1, 255))
def test_any_flipped_byte_of_any_file_is_caught(sound: Path, name: str, place: float, mask: int) -> None:
    with tempfile.TemporaryDirectory() as parent:
        folder = shutil.copytree(sound, Path(parent) / "kept")
        body = bytearray((folder / name).read_bytes())
        body[int(place * len(body))] ^= mask
        (folder / name).write_bytes(body)

        assert checked(folder).differences


@pytest.mark.soak
def test_every_byte_of_every_file_flipped_in_turn_is_caught(folder: Path) -> None:
    for name in NAMES:
        sound = (folder / name).read_bytes()
        for place in range(len(sound)):
            for bit in range(8):
                body = bytearray(sound)
                body[place] ^= 1 << bit
                (folder / name).write_bytes(body)
                assert checked(folder).differences, (name, place, bit)
        (folder / name).write_bytes(sound)


@given(name=st.sampled_from(NAMES), data=st.data())
def test_bytes_cut_out_or_put_in_are_caught(sound: Path, name: str, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as parent:
        folder = shutil.copytree(sound, Path(parent) / "kept")
        body = (folder / name).read_bytes()
        start = data.draw(st.integers(0, len(body)))
        end = data.draw(st.integers(start, len(body)))
        put = data.draw(st.binary(max_size=20))
        edited = body[:start] + put + body[end:]
        (folder / name).write_bytes(edited)

        assert bool(checked(folder).differences) == (edited != body)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_is_gone_is_missed(folder: Path, name: str) -> None:
    (folder / name).unlink()

    assert f"{name} is missing" in told(checked(folder))


def _a_folder(folder: Path) -> None:
    (folder / "more").mkdir()


def _hidden(folder: Path) -> None:
    (folder / ".more").write_text("")


def _link(folder: Path) -> None:
    (folder / "more").symlink_to("/etc/passwd")


def _pipe(folder: Path) -> None:
    os.mkfifo(folder / "more")


@pytest.mark.parametrize("add", [_a_folder, _hidden, _link, _pipe])
def test_whatever_is_added_is_seen_and_never_read(folder: Path, add: Callable[[Path], None]) -> None:
    add(folder)

    assert "more was added" in told(checked(folder))


@pytest.mark.parametrize("name", NAMES)
def test_a_link_to_the_very_same_bytes_is_no_plain_file(folder: Path, tmp_path: Path, name: str) -> None:
    shutil.move(folder / name, tmp_path / name)
    (folder / name).symlink_to(tmp_path / name)

    assert "is no plain file" in told(checked(folder)) or "is missing" in told(checked(folder))


def edited(folder: Path, change: Callable[[dict[str, Any]], None], *, with_sums: bool = True) -> str:
    """What is told once the manifest was changed by hand, and SHA256SUMS made to fit."""
    manifest = json.loads((folder / MANIFEST).read_bytes())
    change(manifest)
    document = json.dumps(manifest, indent=2, ensure_ascii=False).encode() + b"\n"
    (folder / MANIFEST).write_bytes(document)
    if with_sums:
        (folder / SUMS).write_text(sums(document, from_json(document).files))
    return told(checked(folder))


def _swap(manifest: dict[str, Any]) -> None:
    manifest["files"][0], manifest["files"][1] = manifest["files"][1], manifest["files"][0]


def test_rows_that_changed_places_are_caught(folder: Path) -> None:
    assert "row 1 of its files (page-02.html) does not follow" in edited(folder, _swap)


def test_a_row_that_was_taken_out_with_its_file_is_caught(folder: Path) -> None:
    (folder / "page-02.html").unlink()

    assert "does not follow" in edited(folder, lambda manifest: manifest["files"].pop(1))


def test_the_last_row_taken_out_with_its_file_breaks_the_seal(folder: Path) -> None:
    (folder / "README.txt").unlink()

    assert "seal" in edited(folder, lambda manifest: manifest["files"].pop())


def test_a_file_put_in_with_a_row_of_its_own_is_caught(folder: Path) -> None:
    (folder / "more.txt").write_bytes(b"")
    row = {"name": "more.txt", "bytes": 0, "sha256": "0" * 64, "chain": "0" * 64}

    assert "does not follow" in edited(folder, lambda manifest: manifest["files"].append(row))


@pytest.mark.parametrize("name", ["zone", "made_at", "tool", "notice"])
def test_what_the_manifest_tells_cannot_be_edited(folder: Path, name: str) -> None:
    values = {"zone": "UTC", "made_at": "2026-11-20T09:00:00Z", "tool": "other", "notice": []}

    assert "what it tells" in edited(folder, lambda manifest: manifest["told"].update({name: values[name]}))


def test_a_field_that_ereput_does_not_write_is_caught(folder: Path) -> None:
    assert "not written as ereput writes it" in edited(folder, lambda manifest: manifest.update(more=1))


def test_only_the_first_break_of_a_chain_is_told(folder: Path) -> None:
    said = edited(folder, lambda manifest: manifest["files"][0].update(bytes=1), with_sums=False)

    assert said.count("does not follow") == 1


def test_a_folder_written_anew_is_caught_only_by_what_was_noted_elsewhere(folder: Path) -> None:
    noted = checked(folder).sha256
    (folder / "page-01.html").write_bytes(b"forged")
    manifest = from_json((folder / MANIFEST).read_bytes())
    forged = msgspec.structs.replace(manifest.files[0], bytes=6, sha256=_sha256(b"forged"))
    anew = sealed(manifest.told, (forged, *manifest.files[1:]))
    (folder / MANIFEST).write_bytes(to_json(anew))
    (folder / SUMS).write_text(sums(to_json(anew), anew.files))

    assert not checked(folder).differences  # nothing within the folder can show it, and the papers say so
    assert "is not the one that was noted" in told(checked(folder, noted))


def _sha256(body: bytes) -> str:
    import hashlib

    return hashlib.sha256(body).hexdigest()


@pytest.mark.parametrize("written_so", [str.upper, " {}\n".format])
def test_a_noted_hash_may_be_written_in_capitals_and_with_spaces(
    folder: Path, written_so: Callable[[str], str]
) -> None:
    noted = checked(folder).sha256
    assert noted is not None

    assert not checked(folder, written_so(noted)).differences


@pytest.mark.parametrize(
    "document",
    [b"", b"{}", b"[]", b"\xff\xfe", b"[" * 100_000, b'{"told": null}', b"null", b"\x00" * 100, b'{"a":1e999}'],
)
def test_a_manifest_that_is_none_gets_one_sentence(folder: Path, document: bytes) -> None:
    (folder / MANIFEST).write_bytes(document)

    found = checked(folder)

    assert len(found.differences) == 1
    assert "not a manifest" in told(found)


OLD = "ce9f0fec30cc286f34a343baf545e1a771880089c0e14f7440927fb94c9c8018"  # by the first version's own code


def test_a_manifest_of_the_first_version_is_written_as_it_was() -> None:
    page = Taken(how="saved", asked=None, url=None, taken_at=NOW, local_time="-", file="saved-01.html", sha256="0" * 64)
    document = to_json(sealed(msgspec.structs.replace(head(page), version=1), ()))

    assert not {b"url_is_verified", b"address_said", b"stated", b"remarks"} & set(re.findall(rb"\w+", document))
    assert hashlib.sha256(document).hexdigest() == OLD
    assert from_json(document).told.version == 1


def test_a_manifest_of_a_later_version_is_not_guessed_at(folder: Path) -> None:
    later = msgspec.structs.replace(head(), version=3)
    (folder / MANIFEST).write_bytes(to_json(sealed(later, ())))

    assert "a version that this ereput does not read" in told(checked(folder))


def test_names_in_a_manifest_lead_nowhere_else(folder: Path) -> None:
    said = edited(folder, lambda manifest: manifest["files"][0].update(name="../../etc/passwd"))

    assert "../../etc/passwd is missing" in said


def test_a_manifest_of_any_size_is_not_read_to_its_end(folder: Path) -> None:
    with (folder / MANIFEST).open("wb") as opened:
        opened.truncate(30_000_000)

    with pytest.raises(StoreError, match="too large"):
        checked(folder)


def test_no_folder_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        checked(tmp_path / "nowhere")


def test_a_thousand_manifests_of_noise_never_crash(folder: Path) -> None:
    sound = (folder / MANIFEST).read_bytes()
    dice = random.Random(6)
    for _ in range(1_000):
        body = bytearray(sound)
        for _ in range(dice.randint(1, 30)):
            body[dice.randrange(len(body))] = dice.randrange(256)
        (folder / MANIFEST).write_bytes(body)
        assert bytes(body) == sound or checked(folder).differences
