"""The register's file becomes an index: whole or not at all, and loudly where it is another file."""

import gzip
import os
import zipfile
from pathlib import Path

import pytest

import registers
from ereput.errors import StoreError
from ereput.register import Register, build
from make import NOW
from places import SAMPLES
from registers import HEADER, PEOPLE, line

WHOLE = "\n".join([HEADER, *PEOPLE]) + "\n"


def built(path: Path) -> Register:
    index = path.parent / "register.sqlite"
    build(path, index, NOW)
    return Register(index)


def numbers(register: Register, name: str) -> list[str]:
    return [card.number for card in register.find(name)]


def test_an_import_says_what_was_in_the_file(tmp_path: Path) -> None:
    edition = built(registers.written(tmp_path / "PS_LibreAcces_Personne_activite_20261102.txt")).edition

    assert (edition.rows, edition.people, edition.surnames, edition.skipped) == (9, 8, 5, 0)
    assert edition.file == "PS_LibreAcces_Personne_activite_20261102.txt"
    assert edition.day.date().isoformat() == "2026-11-02"
    assert edition.imported_at == NOW
    assert "numero siret site" not in edition.lacking


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("PS_LibreAcces_Personne_activite_202112150830.txt", "2021-12-15"),
        ("PS_LibreAcces_Personne_activite_202112.txt", "2021-12-01"),
        ("ps-libreacces-personne-activite-2026-09-30.txt", "2026-09-30"),
        ("ps-libreacces-personne-activite.txt", "2026-11-21"),  # when the file was written
    ],
)
def test_the_day_is_that_of_the_name_else_of_the_file(tmp_path: Path, name: str, day: str) -> None:
    path = registers.written(tmp_path / name)
    os.utime(path, (NOW.timestamp(), NOW.timestamp()))

    assert built(path).edition.day.date().isoformat() == day


def test_a_zip_is_read_without_being_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "PS_LibreAcces_202611020830.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("PS_LibreAcces_SavoirFaire_202611020830.txt", "something else")
        archive.writestr("PS_LibreAcces_Personne_activite_202611020830.txt", WHOLE)

    register = built(path)

    assert register.edition.rows == 9
    assert register.edition.day.date().isoformat() == "2026-11-02"


def test_a_gz_is_read_without_being_unpacked(tmp_path: Path) -> None:
    (tmp_path / "register.txt.gz").write_bytes(gzip.compress(WHOLE.encode()))

    assert built(tmp_path / "register.txt.gz").edition.rows == 9


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252"])
def test_old_files_are_read_in_their_encoding(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "register.txt").write_bytes(WHOLE.encode(encoding))

    [card] = built(tmp_path / "register.txt").find("Dr Maël Le Flohic")

    assert (card.name.given, card.towns) == ("Maël", ("Brest",))


def test_quotes_and_apostrophes_are_only_characters(tmp_path: Path) -> None:
    path = registers.written(
        tmp_path / "r.txt", line("19990418305", 'O"NEIL', "L'ANGE", street='"LE BOURG'), *PEOPLE[2:]
    )

    [card] = built(path).find("L'Ange O'Neil")

    assert card.rows[0]["street"] == '"LE BOURG'


def test_columns_may_be_called_otherwise_and_stand_elsewhere(tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    path.write_text(
        "libellé profession|Prénom exercice|NOM D'EXERCICE|identifiant PP|Libellé commune (coord. Structure)"
        "|Code postal (coord. structure)\nMédecin|HÉLÈNE|VAUBRUN|19990418305|Lyon|69003\n"
    )

    register = built(path)

    assert numbers(register, "Hélène Vaubrun") == ["19990418305"]
    assert "libelle savoir faire" in register.edition.lacking


def test_windows_line_ends_and_empty_lines_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_bytes((WHOLE + "\n\n").replace("\n", "\r\n").encode())

    assert (built(tmp_path / "r.txt").edition.rows, built(tmp_path / "r.txt").edition.skipped) == (9, 0)


def test_a_few_lines_that_are_not_as_the_header_says_are_left_out_and_counted(tmp_path: Path) -> None:
    people = [line(f"1999041{n:04}", "MARIVAL", "ZOÉ") for n in range(200)]

    edition = built(registers.written(tmp_path / "r.txt", *people, "8|cut")).edition

    assert (edition.rows, edition.skipped) == (200, 1)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no column"),
        (b"Nom;Identifiant\nA;B\n", "no column 'identifiant pp'"),
        (HEADER.replace("Libellé commune", "Autre").encode(), "no column 'libelle commune coord structure'"),
        (HEADER.encode() + b"\n", "damaged or cut"),
        (f"{HEADER}\n{PEOPLE[0]}\n8|half a line".encode(), "1 of its 2 lines"),
        (b"x" * 70_000, "not a table of the register"),
        (gzip.compress(WHOLE.encode())[:-20], "damaged or cut"),
        (b"PK\x03\x04 and no more", "damaged or cut"),
    ],
)
def test_another_file_is_refused_in_one_sentence_and_the_old_register_stands(
    tmp_path: Path, content: bytes, said: str
) -> None:
    register = built(registers.written(tmp_path / "good.txt"))
    before = register.path.read_bytes()
    (tmp_path / "bad").write_bytes(content)

    with pytest.raises(StoreError, match=said):
        build(tmp_path / "bad", register.path, NOW)

    assert register.path.read_bytes() == before
    assert not list(tmp_path.glob("*.part"))


def test_the_list_of_skills_is_not_taken_for_that_of_activities(tmp_path: Path) -> None:
    header = (
        "Type d'identifiant PP|Identifiant PP|Nom d'exercice|Prénom d'exercice|Libellé profession|Libellé savoir-faire|"
    )

    with pytest.raises(StoreError, match="ps-libreacces-personne-activite is wanted"):
        built(registers.written(tmp_path / "r.txt", "8|19990418305|VAUBRUN|HÉLÈNE|Médecin|Pneumologie|", header=header))


def test_a_zip_of_something_else_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "r.zip", "w") as archive:
        archive.writestr("one.txt", "1")
        archive.writestr("two.txt", "2")

    with pytest.raises(StoreError, match="holds 2 files"):
        build(tmp_path / "r.zip", tmp_path / "register.sqlite", NOW)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no file"):
        build(tmp_path / "none.txt", tmp_path / "register.sqlite", NOW)


def test_an_interrupted_import_leaves_the_old_register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    register = built(registers.written(tmp_path / "good.txt"))
    before = register.path.read_bytes()
    monkeypatch.setattr("ereput.register.building._STEP", 2)

    def interrupted(share: float, rows: int) -> None:
        assert 0 <= share <= 1
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(registers.written(tmp_path / "new.txt"), register.path, NOW, interrupted)

    assert register.path.read_bytes() == before
    assert not list(tmp_path.glob("*.part"))


def test_left_overs_of_a_killed_import_go_when_they_are_old(tmp_path: Path) -> None:
    old, running = (tmp_path / f"register.sqlite.{pid}.part" for pid in (1, 2))
    old.touch()
    os.utime(old, (0, 0))
    running.touch()

    built(registers.written(tmp_path / "good.txt"))

    assert (old.exists(), running.exists()) == (False, True)


def test_a_register_that_is_being_asked_goes_on_answering_while_another_takes_its_place(tmp_path: Path) -> None:
    register = built(registers.written(tmp_path / "one.txt"))
    new = built(registers.written(tmp_path / "two.txt", *[line(f"1999041{n:04}", "MARIVAL", "ZOÉ") for n in range(50)]))

    assert numbers(register, "Maël Le Flohic") == ["19990418370"]
    assert numbers(new, "Maël Le Flohic") == []


@pytest.mark.parametrize("content", [b"", b"no database at all, but long enough to be read as one" * 20])
def test_a_file_that_is_no_register_is_said(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "register.sqlite").write_bytes(content)

    with pytest.raises(StoreError, match="import"):
        Register(tmp_path / "register.sqlite")


@pytest.mark.samples
@pytest.mark.skipif(not SAMPLES.exists(), reason="needs ../shared/samples")
@pytest.mark.parametrize(
    "name", ["PS_LibreAcces_Personne_activite_202112.txt", "ps-libreacces-personne-activite_2026.txt"]
)
def test_real_headers_are_read(tmp_path: Path, name: str) -> None:
    build(SAMPLES / "rpps_libreacces" / name, tmp_path / "register.sqlite", NOW)

    with Register(tmp_path / "register.sqlite") as register:
        assert register.edition.rows >= 1
        assert register.edition.lacking == ()
