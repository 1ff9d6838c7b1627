"""Who is meant, where the live register holds several of the name: a person says, and a script is refused."""

import json
import sys
from pathlib import Path

import pexpect
import pytest

from commands import NOW, WEB, Ereput

TYPED = ("audit", "Dr Hélène Vaubrun", "--replay", str(WEB), "--now", NOW, "--no-history", "--source", "rpps")


def asked(environment: dict[str, str], tmp_path: Path) -> "pexpect.spawn[str]":
    return pexpect.spawn(
        sys.executable,
        ["-m", "ereput", *TYPED, "--lang", "en", "--format", "json", "--output", "out"],
        env=environment,
        cwd=str(tmp_path),
        encoding="utf-8",
        timeout=20,
    )


def test_in_a_script_the_two_are_listed_and_nobody_is_taken(ereput: Ereput) -> None:
    ran = ereput(*TYPED, LC_ALL="en_GB.UTF-8")

    said = ran.stderr.decode()
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert "2 people named Hélène Vaubrun are registered" in said
    assert "dermatologue, Lyon, RPPS 19990418305" in said
    assert "cardiologue, Lyon, RPPS 19990418313" in said
    assert "--rpps" in said


def test_a_watch_refuses_too_to_mix_two_people(ereput: Ereput) -> None:
    typed = ("watch", "Dr Hélène Vaubrun", "--postcode", "69003", "--replay", str(WEB), "--now", NOW, "--dry-run")
    ran = ereput(*typed, LC_ALL="en_GB.UTF-8")

    assert ran.returncode == 2
    assert "2 people named Hélène Vaubrun are registered" in ran.stderr.decode()


@pytest.mark.parametrize("more", [("--specialty", "dermatologue"), ("--rpps", "19990418305")])
def test_what_tells_them_apart_is_enough(ereput: Ereput, more: tuple[str, ...]) -> None:
    ran = ereput(*TYPED, "--format", "json", *more)

    assert ran.returncode == 0, ran.stderr
    assert [one["value"] for one in json.loads(ran.stdout)["practitioner"]["identifiers"]] == ["19990418305"]


@pytest.mark.parametrize(("typed", "numbers"), [("2", ["19990418313"]), ("", [])])
def test_on_a_terminal_it_asks_which(
    environment: dict[str, str], tmp_path: Path, typed: str, numbers: list[str]
) -> None:
    shown = asked(environment, tmp_path)

    shown.expect("1  dermatologue, Lyon, RPPS 19990418305")
    shown.expect("Which one")
    shown.sendline(typed)
    shown.expect(pexpect.EOF)

    [file] = (tmp_path / "out").rglob("*.json")
    who = json.loads(file.read_text(encoding="utf-8"))["practitioner"]
    assert [one["value"] for one in who["identifiers"]] == numbers
    assert who["specialty"] == ("cardiologue" if numbers else None)


@pytest.mark.parametrize("key", ["intr", "eof"])
def test_one_interruption_is_enough(environment: dict[str, str], tmp_path: Path, key: str) -> None:
    shown = asked(environment, tmp_path)

    shown.expect("none of them\\) *: ")
    getattr(shown, f"send{key}")()
    shown.expect("Interrupted")
    shown.expect(pexpect.EOF)
    shown.close()

    assert shown.exitstatus == 130
    assert not (tmp_path / "out").exists()
