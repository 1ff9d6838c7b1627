import csv
import io
import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pexpect
import pytest
from wcwidth import wcswidth

from commands import LYON, NOW, TAKEOUT, Ereput
from places import ROOT


def test_the_whole_line_runs_in_a_pipe(ereput: Ereput) -> None:
    ran = ereput("audit", *LYON, *TAKEOUT)

    page = ran.stdout.decode()
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert "Hélène Vaubrun" in page or "Hélène VAUBRUN" in page
    assert "\x1b" not in page


def test_the_same_replay_prints_the_same_bytes(ereput: Ereput) -> None:
    first, second = (ereput("audit", *LYON, *TAKEOUT, "--no-history", "--format", "json") for _ in range(2))

    assert first.stdout == second.stdout


def test_the_json_is_what_the_schema_says(ereput: Ereput) -> None:
    ran = ereput("audit", *LYON, *TAKEOUT, "--format", "json")

    audit = json.loads(ran.stdout)
    jsonschema.validate(audit, json.loads((ROOT / "docs" / "audit.schema.json").read_text(encoding="utf-8")))
    statuses = {harvest["source"]: harvest["status"] for harvest in audit["harvests"]}
    assert statuses["keenable"] == "refused"
    assert statuses["wikipedia"] == "broken"
    assert statuses["gdelt"] == "found"  # too busy at first, then it answered
    assert statuses["exports"] == "found"


def test_a_namesakes_reviews_enter_no_figure(ereput: Ereput) -> None:
    audit = json.loads(ereput("audit", *LYON, "--format", "json").stdout)

    judged = {m["listing"].get("url"): m["judgement"] for m in audit["matches"]}
    assert judged["https://annuaire-soins-rhone.example/cardiologue/helene-vaubrun"] == "different"
    assert judged["https://annuaire-soins-rhone.example/dermatologue/helene-vaubrun"] == "same"
    assert audit["figures"]["reviews"]["value"] < 20  # the cardiologist's nine and the clinic's 212 are not hers


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("columns", [80, 100, 120])
def test_the_page_fits_the_terminal(ereput: Ereput, columns: int, language: str) -> None:
    page = ereput("audit", *LYON, *TAKEOUT, "--lang", language, COLUMNS=str(columns)).stdout.decode()

    lines = page.splitlines()
    assert len(lines) <= 45
    assert max(wcswidth(line) for line in lines) <= min(columns, 100)


def test_no_namesake_is_named_on_the_page_or_in_markdown(ereput: Ereput) -> None:
    for name in ("terminal", "markdown"):
        page = ereput("audit", *LYON, *TAKEOUT, "--format", name).stdout.decode()

        assert "Sarrazin" not in page
        assert "04 65 71 60 02" not in page
        assert "Nantes" not in page


def test_the_second_audit_is_compared_with_the_first(ereput: Ereput) -> None:
    ereput("audit", *LYON, "--now", "2026-10-20T09:00:00Z")

    audit = json.loads(ereput("audit", *LYON, *TAKEOUT, "--format", "json").stdout)

    assert audit["previous"] == "2026-10-20T09:00:00Z"
    # Another file was brought: nothing is new on the web, and the score is not to be compared.
    assert not any(change["what"] in ("new", "gone") and change["kind"] != "figure" for change in audit["changes"])
    assert {change["field"] for change in audit["changes"] if change["kind"] == "figure"} == {"sources"}


def test_no_history_keeps_nothing(ereput: Ereput, tmp_path: Path) -> None:
    ereput("audit", *LYON, "--no-history")

    assert not (tmp_path / "data" / "history.sqlite").exists()


def test_files_are_written_in_a_folder_and_the_page_is_still_printed(ereput: Ereput, tmp_path: Path) -> None:
    ran = ereput("audit", *LYON, *TAKEOUT, "--output", "out", "--format", "markdown", "--format", "csv")

    assert {file.name for file in (tmp_path / "out").iterdir()} == {
        "report.md",
        "findings.csv",
        "listings.csv",
        "reviews.csv",
    }
    rows = list(csv.DictReader(io.StringIO((tmp_path / "out" / "reviews.csv").read_text(encoding="utf-8"))))
    assert len(rows) >= 67
    assert ran.stdout


def test_strict_says_that_something_needs_action(ereput: Ereput) -> None:
    assert ereput("audit", *LYON, *TAKEOUT, "--strict").returncode == 1


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "ereput audit"),
        (("???",), "Dr Claire Martin"),
        (("Dr Ada Brun", "--source", "rppss"), "did you mean rpps?"),
        (("Dr Ada Brun", "--format", "docx"), "terminal, markdown"),
        (("Dr Ada Brun", "--format", "json", "--format", "csv"), "--output"),
        (("Dr Ada Brun", "--lang", "de"), "fr or en"),
        (("Dr Ada Brun", "--now", "soon"), "2026-11-21T09:00:00Z"),
        (("Dr Ada Brun", "--phone", "call me"), "telephone"),
        (("Dr Ada Brun", "--rpps", "12"), "eleven digits"),
        (("Dr Ada Brun", "--page", "ftp://x"), "https://"),
        (("Dr Ada Brun", "--nope"), "--nope"),
        (("Dr Ada Brun", "--replay", ".", "--record", "x.warc.gz"), "--replay asks nobody"),
        (("Dr Ada Brun", "--database", "mysql://x"), "--database"),
        (("Dr Ada Brun", "--postcode", "lyon"), "five digits"),
        (("B" * 300,), "does not read as a name"),
        (("Dr Ada Brun", "--source", "rpps", "--without", "rpps"), "no source is left"),
        (("Dr", "Ada", "Brun"), 'quotes keep a name together: "Dr Claire Martin"'),
        (("Dr Ada Brun", "--citi", "Lyon"), "did you mean --city?"),
        (("Dr Ada Brun", "--city"), "--city wants something after it"),
    ],
)
def test_wrong_usage_gets_one_sentence_and_exit_2(ereput: Ereput, words: tuple[str, ...], says: str) -> None:
    ran = ereput("audit", *words, EREPUT_LANG="en")

    assert ran.returncode == 2
    assert says in ran.stderr.decode()
    assert b"Traceback" not in ran.stderr
    assert ran.stdout == b""


def test_wrong_usage_is_said_in_the_readers_language(ereput: Ereput) -> None:
    said = ereput("audit", "Dr Ada Brun", "--source", "rppss").stderr.decode()

    assert "il n'y a pas de source 'rppss'" in said
    assert "vouliez-vous dire rpps" in said


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("adit",), "il n'y a pas de commande adit ; vouliez-vous dire ereput audit"),
        (("read",), "il manque CHEMIN… ; voyez ereput read --help"),
        (("audit", "x", "--zzzzz"), "il n'y a pas d'option --zzzzz ; voyez ereput audit --help"),
    ],
)
def test_typers_own_errors_are_said_in_the_readers_language_too(
    ereput: Ereput, words: tuple[str, ...], says: str
) -> None:
    said = ereput(*words)

    assert said.returncode == 2
    assert says in said.stderr.decode().replace("\u202f", " ")


@pytest.mark.parametrize(
    "words",
    [
        ("--card", "none.toml"),
        ("Dr Ada Brun", "--replay", "nowhere"),
        ("Dr Ada Brun", "--config", "none.toml"),
        ("Dr Ada Brun", "--import", "none.html"),
    ],
)
def test_a_file_that_cannot_be_used_is_exit_4(ereput: Ereput, words: tuple[str, ...]) -> None:
    ran = ereput("audit", *words)

    assert (ran.returncode, b"Traceback" in ran.stderr) == (4, False)


def test_a_database_that_is_none_is_exit_4_and_is_left_as_it_was(ereput: Ereput, tmp_path: Path) -> None:
    (tmp_path / "h.sqlite").write_bytes(b"something else" * 99)

    assert ereput("audit", *LYON, "--database", "h.sqlite").returncode == 4
    assert (tmp_path / "h.sqlite").read_bytes() == b"something else" * 99


def test_when_no_source_answers_it_is_exit_3_and_the_page_says_so(ereput: Ereput, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    ran = ereput("audit", "Dr Hélène Vaubrun", "--city", "Lyon", "--replay", "empty")

    assert ran.returncode == 3
    assert ran.stdout


def test_a_file_brought_that_cannot_be_read_is_a_problem_and_not_an_end(ereput: Ereput, tmp_path: Path) -> None:
    (tmp_path / "scan.html").write_bytes(b"%PDF-1.4")
    audit = json.loads(ereput("audit", *LYON, "--import", "scan.html", "--format", "json").stdout)

    [harvest] = [h for h in audit["harvests"] if h["source"] == "exports"]
    assert harvest["status"] == "broken"


def test_a_pipe_that_closes_is_no_error(environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "ereput", "audit", *LYON, *TAKEOUT, "--format", "json"]
    ran = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)
    assert ran.stdout is not None
    assert ran.stderr is not None
    ran.stdout.read(10)
    ran.stdout.close()

    assert b"Traceback" not in ran.stderr.read()
    ran.wait(30)


def test_an_interruption_is_exit_130_and_the_history_stays_whole(
    ereput: Ereput, environment: dict[str, str], slow_web: str, tmp_path: Path
) -> None:
    ereput("audit", *LYON)
    (tmp_path / "ereput.toml").write_text(
        f'[fetch]\nallow_private = ["{slow_web}"]\n[sources.wikipedia]\nbase_url = "http://{slow_web}"\n'
    )
    command = [sys.executable, "-m", "ereput", "audit", "Dr Hélène Vaubrun", "--city", "Lyon", "--source", "wikipedia"]
    ran = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)
    time.sleep(1.5)
    ran.send_signal(signal.SIGINT)
    _, said = ran.communicate(timeout=30)

    assert ran.returncode == 130
    assert b"Traceback" not in said
    assert "Interrompu" in said.decode()
    assert ereput("audit", *LYON, "--now", "2026-12-01T09:00:00Z").returncode == 0


def test_on_a_terminal_there_is_colour_and_progress(environment: dict[str, str], tmp_path: Path) -> None:
    words = ["-m", "ereput", "audit", *LYON, *TAKEOUT]
    ran = pexpect.spawn(
        sys.executable, words, env={**environment, "TERM": "xterm-256color"}, dimensions=(50, 100), encoding="utf-8"
    )
    said = ran.read()
    ran.close()

    assert ran.exitstatus == 0
    assert "\x1b[" in said
    assert "keenable" in said
    assert "refus" in said


def test_no_color_is_respected_on_a_terminal(environment: dict[str, str]) -> None:
    words = ["-m", "ereput", "audit", *LYON]
    variables = {**environment, "TERM": "xterm-256color", "NO_COLOR": "1"}
    ran = pexpect.spawn(sys.executable, words, env=variables, dimensions=(50, 80), encoding="utf-8")

    page = ran.read().split("\x1b[K")[-1]

    assert "\x1b[" not in page


def test_recorded_answers_are_played_again(ereput: Ereput, quick_web: str, tmp_path: Path) -> None:
    (tmp_path / "ereput.toml").write_text(
        f'[fetch]\nallow_private = ["{quick_web}"]\n[sources.wikipedia]\nbase_url = "http://{quick_web}"\n'
    )
    words = ("audit", "Dr Hélène Vaubrun", "--city", "Lyon", "--source", "wikipedia", "--now", NOW, "--no-history")

    live = ereput(*words, "--format", "json", "--record", "kept.warc.gz")
    again = ereput(*words, "--format", "json", "--replay", "kept.warc.gz")

    assert json.loads(live.stdout)["harvests"][0]["status"] == "found"
    assert again.stdout == live.stdout


def test_offline_asks_nobody(ereput: Ereput, quick_web: str, tmp_path: Path) -> None:
    (tmp_path / "ereput.toml").write_text(
        f'[fetch]\nallow_private = ["{quick_web}"]\n[sources.wikipedia]\nbase_url = "http://{quick_web}"\n'
    )
    words = ("audit", "Dr Hélène Vaubrun", "--city", "Lyon", "--source", "wikipedia", "--offline", "--format", "json")

    assert ereput(*words).returncode == 3
