"""`ereput report`: a kept audit again, offline and the same."""

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from commands import LYON, NOW, WEB, Ereput


@pytest.fixture
def kept(ereput: Ereput) -> Ereput:
    """An audit stands in the history."""
    assert ereput("audit", *LYON).returncode == 0
    return ereput


def test_the_last_audit_is_shown_again_as_it_was(kept: Ereput) -> None:
    told = kept("report", "--format", "html")

    assert told.returncode == 0
    assert b"<h1>Dr H\xc3\xa9l\xc3\xa8ne Vaubrun</h1>" in told.stdout
    assert told.stdout == kept("report", "1", "--format", "html").stdout


def test_a_name_or_a_key_stands_for_its_last_audit_and_the_last_of_several_is_named(kept: Ereput) -> None:
    other = kept("audit", "Dr Paul Étienne Garand", "--postcode", "69003", "--offline", "--now", "2026-11-22T09:00:00Z")
    last, named, by_key, nobody = (kept("report", *one) for one in ((), ("vaubrun",), ("rpps:19990418305",), ("x",)))

    assert other.returncode == 3
    assert "Dernier audit parmi 2 praticiens : Paul Étienne Garand" in last.stderr.decode().replace("\u00a0", " ")
    assert "Dr Paul Étienne Garand" in last.stdout.decode()
    assert "Dr Hélène Vaubrun" in named.stdout.decode()
    assert named.stdout == by_key.stdout == kept("report", "1").stdout
    assert named.stderr == b""
    assert (nobody.returncode, nobody.stdout) == (2, b"")


def test_a_json_report_is_rendered_in_another_language(kept: Ereput, tmp_path) -> None:
    (tmp_path / "kept.json").write_bytes(kept("report", "--format", "json").stdout)
    told = kept("report", "kept.json", "--lang", "en", "--format", "html")

    assert told.returncode == 0
    assert b'<html lang="en"' in told.stdout
    assert b"Do first" in told.stdout


def test_several_formats_go_into_a_folder_which_is_named(kept: Ereput, tmp_path) -> None:
    told = kept("report", "--format", "html,pdf,xlsx", "--output", "out")

    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["report.html", "report.pdf", "report.xlsx"]
    assert "VERDICT" in told.stdout.decode() or "BILAN" in told.stdout.decode()
    assert told.stderr.decode().splitlines()[-3:] == [
        f"{Path('out') / name} est écrit." for name in ("report.html", "report.pdf", "report.xlsx")
    ]


def test_a_brand_goes_along_with_an_audit_and_with_a_report(kept: Ereput, tmp_path) -> None:
    (tmp_path / "brand.toml").write_text('name = "Agence Clairvoie"\ncolour = "#7a1f4b"', encoding="utf-8")

    for command in (("report",), ("audit", *LYON, "--no-history")):
        assert b"Agence Clairvoie" in kept(*command, "--format", "html", "--brand", "brand.toml").stdout


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("report", "9"), 2, "pas d'audit numéro 9"),
        (("report", "99999999999999999999999"), 2, "pas d'audit numéro"),
        (("report", "Vaubrun"), 2, "pas encore d'audit"),
        (("report", "nope.json"), 4, "nope.json"),
        (("report", "broken.json"), 4, "pas un audit"),
        (("report", "--format", "docx"), 2, "--format"),
        (("report", "--format", "html,pdf"), 2, "--output"),
        (("report", "--brand", "nope.toml"), 4, "nope.toml"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(ereput: Ereput, tmp_path, words, code, said) -> None:
    (tmp_path / "broken.json").write_text(json.dumps({"schema_version": "x"}))
    told = ereput(*words)

    assert told.returncode == code
    assert said in told.stderr.decode()
    assert len(told.stderr.decode().splitlines()) == 1
    assert told.stdout == b""


def test_an_empty_history_says_what_to_do_first(ereput: Ereput) -> None:
    assert "ereput audit" in ereput("report").stderr.decode()


def test_a_terminal_is_not_fed_a_pdf(environment: dict[str, str], tmp_path) -> None:
    ours, theirs = pty.openpty()
    ran = subprocess.run(
        [sys.executable, "-m", "ereput", "report", "--format", "pdf"],
        env=environment, cwd=tmp_path, stdout=theirs, stderr=subprocess.PIPE, timeout=60, check=False,
    )  # fmt: skip
    os.close(ours)
    os.close(theirs)

    assert ran.returncode == 2
    assert "--output" in ran.stderr.decode()


def test_a_batch_leaves_a_digest_that_leads_to_each_page(ereput: Ereput, tmp_path) -> None:
    table = "name,city,specialty,rpps\nDr Hélène Vaubrun,Lyon,dermatologue,19990418305\nDr Paul Sarrazin,Lyon,,\n"
    (tmp_path / "table.csv").write_text(table, encoding="utf-8")
    words = ("--output", "out", "--replay", str(WEB), "--now", NOW, "--format", "html")
    told = ereput("batch", "table.csv", *words)
    page = (tmp_path / "out" / "digest.html").read_text(encoding="utf-8")
    links = re.findall(r'<a href="([^"]+)">([^<]+)</a>', page)

    assert told.returncode == 0, told.stderr.decode()
    assert {name for _, name in links} == {"Hélène Vaubrun", "Paul Sarrazin"}
    assert all((tmp_path / "out" / link).is_file() for link, _ in links)
