"""A folder of evidence is there whole, or not at all."""

from pathlib import Path

import pytest
from folders import head, written

from ereput.errors import StoreError, UsageError
from ereput.evidence import Draft, abandoned, checked, sealed


def left(place: Path) -> set[str]:
    return {path.name for path in place.iterdir()}


def test_a_draft_stands_hidden_until_it_is_done(tmp_path: Path) -> None:
    with Draft(tmp_path / "kept") as draft:
        draft.write("a.txt", b"a")
        [beside] = left(tmp_path)
        assert beside.startswith(".kept.")
        assert beside.endswith(".partial")
        draft.done(sealed(head(), [draft.file("a.txt")]))

    assert left(tmp_path) == {"kept"}
    assert not checked(tmp_path / "kept").differences


@pytest.mark.parametrize("end", [KeyboardInterrupt, ValueError])
def test_what_is_interrupted_leaves_nothing(tmp_path: Path, end: type[BaseException]) -> None:
    def cut_short() -> None:
        with Draft(tmp_path / "kept") as draft:
            draft.write("a.txt", b"a")
            raise end

    with pytest.raises(end):
        cut_short()

    assert left(tmp_path) == set()


def test_evidence_is_never_written_over(folder: Path) -> None:
    with pytest.raises(UsageError, match="never written over"), Draft(folder):
        pass

    assert not checked(folder).differences


def test_a_folder_that_appears_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    place = tmp_path / "kept"
    with Draft(place) as draft:
        place.mkdir()
        (place / "theirs").write_text("theirs")
        manifest = sealed(head(), [])
        with pytest.raises(StoreError):
            draft.done(manifest)

    assert left(tmp_path) == {"kept"}
    assert left(place) == {"theirs"}


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()

    written(tmp_path / "kept")

    assert not checked(tmp_path / "kept").differences


def test_only_its_owner_may_look_into_it(folder: Path) -> None:
    assert folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("place", ["file/kept", "link"])
def test_where_nothing_can_be_written_it_is_said(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")

    with pytest.raises((StoreError, UsageError)), Draft(tmp_path / place):
        pass


def test_what_a_killed_run_left_is_told_and_what_is_being_written_is_not(tmp_path: Path) -> None:
    dead = tmp_path / ".evidence-20261121T090000Z.a1b2c3d4.partial"
    dead.mkdir()
    (tmp_path / ".file.a1b2c3d4.partial").write_text("")
    (tmp_path / ".link.a1b2c3d4.partial").symlink_to(dead)
    (tmp_path / "plain").mkdir()

    with Draft(tmp_path / "kept"):
        assert abandoned(tmp_path / "kept") == [dead]
    assert abandoned(tmp_path / "nowhere" / "kept") == []
    assert dead.is_dir()
