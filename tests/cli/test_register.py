"""`ereput register`, and what a register on this machine does for `audit` and `init`, each in a process of its own."""

import json
import sys
from pathlib import Path

import pexpect
import pytest

import registers
from commands import LYON, NOW, Ereput
from ereput import card

FILE = "PS_LibreAcces_Personne_activite_20261102.txt"


@pytest.fixture
def imported(ereput: Ereput, tmp_path: Path) -> Path:
    registers.written(tmp_path / FILE)
    ran = ereput("register", "import", FILE)
    assert (ran.returncode, ran.stderr) == (0, b"")
    return tmp_path / "data" / "register.sqlite"


def found(ereput: Ereput, *words: str) -> list[dict[str, object]]:
    ran = ereput("register", "find", *words, "--json")
    assert ran.returncode == 0
    return [json.loads(line) for line in ran.stdout.decode().splitlines()]


def test_an_import_says_what_it_read_and_status_says_it_again(ereput: Ereput, tmp_path: Path) -> None:
    registers.written(tmp_path / FILE)

    made = ereput("register", "import", FILE, "--lang", "en")
    status = ereput("register", "status", "--lang", "en").stdout.decode()

    said = made.stdout.decode()
    assert said == f"register of 2\u00a0November\u00a02026: 9 lines, 8 people, 5 family names (from {FILE})\n"
    assert status.startswith(said)
    assert str(tmp_path / "data" / "register.sqlite") in status


def test_status_can_be_read_by_a_program(ereput: Ereput, imported: Path) -> None:
    facts = json.loads(ereput("register", "status", "--json").stdout)

    assert facts["path"] == str(imported)
    assert (facts["day"], facts["rows"], facts["people"], facts["file"]) == ("2026-11-02", 9, 8, FILE)


def test_progress_is_told_on_a_terminal_alone(environment: dict[str, str], tmp_path: Path) -> None:
    registers.written(tmp_path / FILE, *[registers.line(f"1999{n:07}", "MARIVAL", "ZOÉ") for n in range(70_000)])
    asked = pexpect.spawn(
        sys.executable,
        ["-m", "ereput", "register", "import", FILE],
        env=environment,
        cwd=str(tmp_path),
        encoding="utf-8",
        timeout=60,
    )
    asked.expect("% · 65\u202f536 lignes")
    asked.expect("70\u202f000 lignes, 70\u202f000 personnes")
    asked.expect(pexpect.EOF)


def test_another_file_is_exit_4_with_one_sentence_in_each_language(ereput: Ereput, imported: Path) -> None:
    (imported.parent / "r.csv").write_text("nom;prenom\n")

    ran = {lang: ereput("register", "import", "data/r.csv", EREPUT_LANG=lang) for lang in ("fr", "en")}

    assert {one.returncode for one in ran.values()} == {4}
    assert "r.csv n'a pas de colonne 'identifiant pp'" in ran["fr"].stderr.decode()
    assert "r.csv has no column 'identifiant pp'" in ran["en"].stderr.decode()
    assert json.loads(ereput("register", "status", "--json").stdout)["rows"] == 9


@pytest.mark.parametrize("words", [("find", "Hélène Vaubrun"), ("status",)])
def test_without_a_register_it_is_exit_4_and_says_how_to_get_one(ereput: Ereput, words: tuple[str, ...]) -> None:
    ran = ereput("register", *words)

    assert ran.returncode == 4
    assert "ereput register import" in ran.stderr.decode()


def test_who_bears_a_name_is_printed_with_their_practices(ereput: Ereput, imported: Path) -> None:
    page = ereput("register", "find", "VAUBRUN Hélène", "--city", "Lyon", "--lang", "en").stdout.decode()

    assert page.splitlines()[0] == "Dr Hélène Vaubrun · Dermatologie et vénéréologie · RPPS 19990418305"
    assert page.count("RPPS") == 2
    assert "    CABINET · 18 Rue des Tilleuls Blancs · 69003 Lyon 3e Arrondissement · 04 65 71 18 30" in page


def test_a_name_with_a_slip_is_found_and_said_to_be_another(ereput: Ereput, imported: Path) -> None:
    page = ereput("register", "find", "Maël Le Fohic", "--lang", "en").stdout.decode()

    assert "RPPS 19990418370 · a similar name" in page


def test_find_can_be_read_by_a_program(ereput: Ereput, imported: Path) -> None:
    [one] = found(ereput, "Hélène Vaubrun", "--specialty", "cardiologue")

    assert one == {
        "rpps": "19990418313",
        "given": "Hélène",
        "family": "Vaubrun",
        "specialties": ["Cardiologie et maladies vasculaires"],
        "found": "exact",
        "places": [
            {
                "practice": "CABINET",
                "street": "18 Rue DES TILLEULS BLANCS",
                "postal_code": "69006",
                "locality": "Lyon 6e Arrondissement",
                "phones": [],
            }
        ],
    }


def test_a_number_is_found_without_a_name(ereput: Ereput, imported: Path) -> None:
    assert [one["family"] for one in found(ereput, "--rpps", "199 90418 370")] == ["Le Flohic"]
    assert found(ereput, "--rpps", "19990000000") == []


def test_of_very_many_the_first_are_printed_and_it_is_said(ereput: Ereput, tmp_path: Path) -> None:
    registers.written(tmp_path / FILE, *[registers.line(f"1999{n:07}", "MARIVAL", "ZOÉ") for n in range(60)])
    ereput("register", "import", FILE)

    ran = ereput("register", "find", "Zoé Marival", "--json", "--lang", "en")

    assert len(ran.stdout.splitlines()) == 50
    assert b"the first 50; --city" in ran.stderr


def test_that_nobody_fits_is_said_and_is_no_failure(ereput: Ereput, imported: Path) -> None:
    ran = ereput("register", "find", "Zéphirine Qvaxbrolle", "--lang", "en")

    assert (ran.returncode, ran.stdout) == (0, b"")
    assert b"nobody" in ran.stderr


@pytest.mark.parametrize("words", [(), ("12345",), ("--rpps", "12")])
def test_find_without_somebody_to_find_is_exit_2(ereput: Ereput, imported: Path, words: tuple[str, ...]) -> None:
    ran = ereput("register", "find", *words)

    assert (ran.returncode, ran.stdout) == (2, b"")


def test_what_the_file_holds_cannot_write_on_the_terminal(ereput: Ereput, tmp_path: Path) -> None:
    people = [
        registers.line("19990418305", "VAUBRUN", "HÉLÈNE", street="\x1b[2J\u202eDU PORT", town="\x1b]0;x\x07Lyon")
    ]
    registers.written(tmp_path / FILE, *people)
    ereput("register", "import", FILE)

    page = ereput("register", "find", "Hélène Vaubrun").stdout.decode()

    assert "du Port" in page
    assert not {"\x1b", "\u202e", "\x07"} & set(page)


# ---------------------------------------------------------------- audit

QUIET = ("--source", "wikipedia", "--no-history", "--now", NOW)


def settings(tmp_path: Path, web: str) -> None:
    """Everybody lives at a local address."""
    (tmp_path / "ereput.toml").write_text(
        f'[fetch]\nallow_private = ["{web}"]\ncache = false\n'
        f'[sources.wikipedia]\nbase_url = "http://{web}"\npace = 0.0\n'
    )


def test_in_a_script_it_does_not_guess_between_two_good_candidates(ereput: Ereput, imported: Path) -> None:
    ran = ereput("audit", "Hélène Vaubrun", "--city", "Lyon", *QUIET, EREPUT_LANG="en")

    said = ran.stderr.decode()
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert said.startswith("ereput: 2 people named Hélène Vaubrun are registered: dermatologue, Lyon 3e Arrondissement")
    assert "cardiologue, Lyon 6e Arrondissement, RPPS 19990418313" in said
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [
        ("Hélène Vaubrun", "--city", "Lyon", "--specialty", "dermatologue"),
        ("Hélène Vaubrun", "--rpps", "19990418305"),
        ("Hélène Vaubrun", "--city", "Brest"),  # of whom nobody is registered there: no good candidate
        ("Maël Le Flohic",),
        ("Zéphirine Qvaxbrolle",),
    ],
)
def test_it_goes_on_when_no_two_are_meant(
    ereput: Ereput, imported: Path, tmp_path: Path, quick_web: str, words: tuple[str, ...]
) -> None:
    settings(tmp_path, quick_web)

    assert ereput("audit", *words, *QUIET).returncode == 0


def test_a_title_asks_for_doctors_alone(ereput: Ereput, imported: Path) -> None:
    doctor, anybody = (
        ereput("audit", name, *QUIET).stderr.decode() for name in ("Dr Hélène Vaubrun", "Hélène Vaubrun")
    )

    assert doctor.startswith("ereput: 2 personnes")
    assert anybody.startswith("ereput: 3 personnes")


def test_the_register_answers_in_place_of_the_live_one_and_the_report_says_so(
    ereput: Ereput, imported: Path, tmp_path: Path, quick_web: str
) -> None:
    settings(tmp_path, quick_web)

    words = ("Hélène Vaubrun", "--rpps", "19990418305", "--city", "Lyon", *QUIET, "--format", "json", "--lang", "fr")
    audit = json.loads(ereput("audit", *words).stdout)

    assert {harvest["source"] for harvest in audit["harvests"]} == {"rpps", "wikipedia"}
    [said] = [finding for finding in audit["findings"] if finding["code"] == "IDN002"]
    assert "registre sur cette machine, du 2\u00a0novembre\u00a02026 (9 lignes)" in said["statement"]
    own = [
        match for match in audit["matches"] if match["judgement"] == "same" and match["listing"]["kind"] == "listing"
    ]
    assert {match["listing"]["id"] for match in own} == {"19990418305-R101", "19990418305-R102"}


def test_played_answers_are_played_without_it(ereput: Ereput, imported: Path) -> None:
    with_it = ereput("audit", *LYON, "--no-history", "--format", "json").stdout
    imported.unlink()

    assert ereput("audit", *LYON, "--no-history", "--format", "json").stdout == with_it


def test_the_register_alone_is_no_source_that_answered(ereput: Ereput, imported: Path, tmp_path: Path) -> None:
    settings(tmp_path, "127.0.0.1:9")

    assert ereput("audit", "Maël Le Flohic", *QUIET).returncode == 3


def test_a_register_that_cannot_be_used_is_said(ereput: Ereput, imported: Path) -> None:
    imported.write_bytes(b"no database" * 999)

    ran = ereput("audit", "Maël Le Flohic", *QUIET)

    assert ran.returncode == 4
    assert "importez" in ran.stderr.decode()


def asked(environment: dict[str, str], tmp_path: Path, *words: str) -> "pexpect.spawn[str]":
    return pexpect.spawn(
        sys.executable,
        ["-m", "ereput", "audit", *words, *QUIET, "--lang", "en", "--output", "out", "--format", "json"],
        env={**environment, "EREPUT_LANG": "en"},
        cwd=str(tmp_path),
        encoding="utf-8",
        timeout=20,
    )


def test_on_a_terminal_it_asks_which_and_takes_what_the_register_knows(
    environment: dict[str, str], imported: Path, tmp_path: Path, quick_web: str
) -> None:
    settings(tmp_path, quick_web)
    shown = asked(environment, tmp_path, "Dr Hélène Vaubrun")

    shown.expect("2 people named Hélène Vaubrun are registered")
    shown.expect("1  dermatologue, Lyon 3e")
    shown.expect("2  cardiologue, Lyon 6e")
    shown.expect("Which one")
    shown.sendline("7")
    shown.expect("Which one")
    shown.sendline("2")
    shown.expect(pexpect.EOF)

    [file] = (tmp_path / "out").rglob("*.json")
    who = json.loads(file.read_text(encoding="utf-8"))["practitioner"]
    assert who["identifiers"] == [{"system": "rpps", "value": "19990418313"}]
    assert (who["specialty"], who["address"]["postal_code"]) == ("cardiologue", "69006")


def test_an_empty_answer_is_none_of_them(
    environment: dict[str, str], imported: Path, tmp_path: Path, quick_web: str
) -> None:
    settings(tmp_path, quick_web)
    shown = asked(environment, tmp_path, "Dr Hélène Vaubrun")

    shown.expect("Which one")
    shown.sendline("")
    shown.expect(pexpect.EOF)

    [file] = (tmp_path / "out").rglob("*.json")
    assert json.loads(file.read_text(encoding="utf-8"))["practitioner"]["identifiers"] == []


# ---------------------------------------------------------------- init


def test_a_card_is_written_from_it_without_asking_anybody(ereput: Ereput, imported: Path, tmp_path: Path) -> None:
    (tmp_path / "ereput.toml").write_text('[sources.rpps]\nbase_url = "http://127.0.0.1:9"\n')

    ran = ereput("init", "new.toml", "--rpps", "19990418305")

    made = card.read(tmp_path / "new.toml")
    assert ran.returncode == 0
    assert (made.name, made.specialty, made.postcode) == ("Dr Hélène Vaubrun", "dermatologue", "69003")
    assert made.street == "18 Rue des Tilleuls Blancs"


def test_who_is_not_in_it_is_asked_for_live(ereput: Ereput, imported: Path, tmp_path: Path) -> None:
    (tmp_path / "ereput.toml").write_text('[sources.rpps]\nbase_url = "http://127.0.0.1:9"\n')

    assert ereput("init", "new.toml", "--rpps", "19990000000").returncode == 3


OTHERS = ("--no-history", "--offline", "--lang", "en")


def test_the_number_of_another_person_is_refused_and_their_name_is_nobodys_business(
    ereput: Ereput, imported: Path
) -> None:
    ran = ereput("audit", "Dr Camille Moreau", "--rpps", "19990418305", *OTHERS)

    said = ran.stderr.decode()
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert "RPPS 19990418305 is not the number of Camille Moreau" in said
    assert "aubrun" not in said.lower()


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("Dr Hélène Moreau", "another family name"),
        ("Dr Paul Vaubrun", "another first name"),
        ("Dr H. Vaubrum", None),  # an initial, a slip
        ("Dr Hélène Le Goff-Vaubrun", None),
    ],
)
def test_a_number_that_fits_half_is_told_and_believed(
    ereput: Ereput, imported: Path, name: str, says: str | None
) -> None:
    ran = ereput("audit", name, "--rpps", "19990418305", *OTHERS)

    assert ran.returncode == 3  # nobody was asked
    assert (says or "") in ran.stderr.decode()
    assert ran.stderr.decode().count("RPPS") == bool(says)


def test_a_number_that_nobody_has_is_told_and_a_slip_guessed(ereput: Ereput, imported: Path) -> None:
    slip = ereput("audit", "Dr Hélène Vaubrun", "--rpps", "19990418304", *OTHERS).stderr.decode()
    sound = ereput("audit", "Dr Hélène Vaubrun", "--rpps", "19990418303", *OTHERS).stderr.decode()

    assert "the register of 2\u00a0November\u00a02026 holds nobody under 19990418304" in slip
    assert "mistyped" in slip
    assert "holds nobody under 19990418303" in sound
    assert "mistyped" not in sound


def test_double_first_names_are_written_as_one_writes_them(ereput: Ereput, imported: Path) -> None:
    assert "Jean-Paul d'Argouges" in ereput("register", "find", "D'ARGOUGES Jean-paul").stdout.decode()


def test_the_size_of_a_small_register_is_no_nought(ereput: Ereput, imported: Path) -> None:
    assert " ko · " in ereput("register", "status").stdout.decode().replace("\u202f", " ").replace("\u00a0", " ")


def test_a_card_is_not_written_with_the_number_of_another(ereput: Ereput, imported: Path, tmp_path: Path) -> None:
    refused = ereput("init", "--rpps", "19990418305", "--name", "Dr Camille Moreau", "--lang", "en")
    written = ereput("init", "--rpps", "19990418305", "--name", "Dr H. Vaubrun", "--lang", "en")

    assert refused.returncode == 2
    assert "another person's" in refused.stderr.decode()
    assert written.returncode == 0
    assert card.read(tmp_path / "me.toml").city == "Lyon"


def test_what_finds_nobody_says_what_to_type(ereput: Ereput, imported: Path) -> None:
    assert "a family name is wanted" in ereput("register", "find", "Jean-paul", "--lang", "en").stderr.decode()
    assert "mistyped" in ereput("register", "find", "--rpps", "19990418304", "--lang", "en").stderr.decode()
    assert "18 Rue des Tilleuls Blancs" in ereput("register", "find", "Vaubrun").stdout.decode()
