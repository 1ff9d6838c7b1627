"""What was typed wrongly gets one clear sentence, in the language that is asked for, and exit code 2."""

import re
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

from commands import Ereput
from ereput.registry import source_classes

WRONG = [  # what is typed, what is said in French, what in English
    (("read", "x", "--seconds", "abc"), "--seconds prend un nombre, pas abc", "--seconds takes a number, not abc"),
    (("opinions", "x", "--jobs", "0"), "--jobs prend un nombre de 1 à 64, pas 0", "a number from 1 to 64, not 0"),
    (("opinions", "x", "--jobs", "two"), "--jobs prend un nombre entier, pas two", "takes a whole number, not two"),
    (("audit", "X Y", "--citty", "Lyon"), "vouliez-vous dire --city", "did you mean --city?"),
    (("audit", "X Y", "-city", "Lyon"), "il n'y a pas d'option -city", "no option -city; did you mean --city?"),
    (("audit", "X Y", "--zzzzz"), "il n'y a pas d'option --zzzzz", "no option --zzzzz; see ereput audit --help"),
    (("audit", "X Y", "--city"), "--city attend quelque chose à sa suite", "--city wants something after it: --city"),
    (("audit", "X Y", "--strict=yes"), "--strict ne prend rien à sa suite", "--strict takes nothing after it"),
    (("read",), "manque", "is missing; see ereput read --help"),
    (("adit", "X Y"), "vouliez-vous dire ereput audit", "did you mean ereput audit?"),
    (("register", "fnd", "X"), "vouliez-vous dire ereput register find", "did you mean ereput register find?"),
    (("Dr Claire Martin",), 'ereput audit "Dr Claire Martin"', 'did you mean ereput audit "Dr Claire Martin"?'),
    (("audit", "Claire", "Martin"), "trop de mots : Martin", "too many words: Martin; quotes keep a name together"),
    (("",), "il n'y a pas de commande ''", "there is no command ''; see ereput --help"),
    (("xyzzy",), "il n'y a pas de commande xyzzy", "there is no command xyzzy; see ereput --help"),
]


@pytest.mark.parametrize(("typed", "french", "english"), WRONG)
def test_it_is_one_sentence(here: Ereput, typed: tuple[str, ...], french: str, english: str) -> None:
    ran = here(*typed)

    said = ran.stderr.decode().replace("\u202f", " ").replace("\u00a0", " ")
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert french in said
    assert said.count("\n") == 1


@pytest.mark.parametrize(("typed", "french", "english"), [WRONG[0], WRONG[1], WRONG[3], WRONG[6], WRONG[7], WRONG[12]])
def test_it_speaks_the_language_that_is_asked_for(
    here: Ereput, typed: tuple[str, ...], french: str, english: str
) -> None:
    command, *rest = typed

    ran = here(command, "--lang", "en", *rest)

    assert ran.returncode == 2
    assert english in ran.stderr.decode()


def test_a_hostile_word_does_not_write_on_the_terminal(here: Ereput) -> None:
    ran = here("audit", "X Y", "--\x1b[2Jcity\u202e", "Lyon")

    assert ran.returncode == 2
    assert b"\x1b" not in ran.stderr
    assert "\u202e" not in ran.stderr.decode()


def test_a_folder_where_a_card_is_due_is_exit_4_in_our_words(here: Ereput) -> None:
    ran = here("audit", "--card", ".", "--no-history")

    assert ran.returncode == 4
    assert "c'est un dossier, pas un fichier" in ran.stderr.decode()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux alone has a full disk at hand")
def test_a_disk_that_is_full_is_exit_4_in_one_sentence(environment: dict[str, str]) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "ereput", "config", "show"],
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment,
            check=False,
        )

    assert ran.returncode == 4
    assert "le disque est plein" in ran.stderr.decode()
    assert ran.stderr.count(b"\n") == 1


def test_a_defect_of_ours_is_told_apart_from_what_needs_action(here: Ereput, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ereput.settings.read", lambda *_: 1 / 0)

    ran = here("config", "show")

    assert ran.returncode == 70
    assert "c'est un défaut d'ereput" in ran.stderr.decode()
    assert b"ZeroDivisionError" in ran.stderr


def test_streams_that_are_closed_are_empty_ones(environment: dict[str, str], tmp_path: Path) -> None:
    command = f"{sys.executable} -m ereput"

    def code(line: str) -> tuple[int, bytes]:
        ran = subprocess.run(["sh", "-c", line], capture_output=True, env=environment, cwd=tmp_path, check=False)
        return ran.returncode, ran.stderr

    assert code(f"{command} init <&-")[0] == 2
    assert b"Traceback" not in code(f"{command} init <&-")[1]
    assert code(f"{command} config path >&-") == (0, b"")
    assert code(f"{command} audit 2>&-")[0] == 2


def test_a_terminal_of_another_charset_shows_what_it_can(ereput: Ereput) -> None:
    said = ereput("audit", PYTHONIOENCODING="latin-1").stderr.decode("latin-1").replace("\xa0", " ")

    assert said.startswith('ereput: qui ? écrivez par exemple : ereput audit "Dr')
    assert ereput("sources", PYTHONIOENCODING="ascii").returncode == 0


def test_a_sentence_on_a_terminal_ends_its_lines_between_words(environment: dict[str, str], tmp_path: Path) -> None:
    shown = pexpect.spawn(
        sys.executable,
        ["-m", "ereput", "config", "set-key", "nothing"],
        env=environment,
        cwd=str(tmp_path),
        dimensions=(24, 60),
        encoding="utf-8",
        timeout=20,
    )
    shown.expect(pexpect.EOF)

    lines = str(shown.before).splitlines()
    assert len(lines) > 2
    assert max(map(len, lines)) <= 60
    assert all(
        name in source_classes() for name in re.findall(r"(\w+)[,\s]", " ".join(lines).partition("il y a : ")[2])
    )
