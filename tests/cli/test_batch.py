import csv
import io
import os
import re
import sys
from pathlib import Path

import pexpect
import pytest

import registers
from commands import NOW, WEB, Ereput

LYON = ("--replay", str(WEB), "--now", NOW)
TABLE = (
    "Nom;Prénom;Ville;Spécialité;CP;Couleur\nVaubrun;Hélène;Lyon;dermatologue;69003;bleu\n"
    "Vaubrun;Hélène;Lyon;dermatologue;69003;\n;;Nantes;;;\nFerrand;Léa;Dijon;;210;\n=Ferrand;Léa;Dijon;;21000;\n"
    ";;;;;\n\n"
)


@pytest.fixture
def table(tmp_path: Path) -> str:
    (tmp_path / "table.csv").write_text(TABLE, encoding="windows-1252")
    return str(tmp_path / "table.csv")


def summary(folder: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((folder / "summary.csv").read_text(encoding="utf-8"))))


def test_a_table_becomes_reports_and_two_tables(ereput: Ereput, table: str, tmp_path: Path) -> None:
    ran = ereput("batch", table, "--output", "out", *LYON)

    rows = summary(tmp_path / "out")
    assert ran.returncode == 0
    assert [row["outcome"] for row in rows] == ["audited", "duplicate", "invalid", "invalid", "audited"]
    assert (tmp_path / "out" / rows[0]["folder"] / "report.md").is_file()
    assert (tmp_path / "out" / rows[0]["folder"] / "report.json").is_file()
    assert (tmp_path / "out" / "digest.md").is_file()


def test_lines_that_cannot_be_used_or_name_somebody_again_are_told_with_their_number(
    ereput: Ereput, table: str
) -> None:
    ran = ereput("batch", table, "--output", "out", *LYON, "--lang", "en")

    said = ran.stderr.decode()
    assert "line 3: the same name and place as line 2; if they are two people, add the RPPS number of each" in said
    assert "line 4: no name" in said
    assert "line 5: a French postcode has five digits, '210' has not" in said
    assert "2 lines are empty, and passed over; the first is line 7" in said
    assert "2 lines that cannot be used, 1 line given twice" in ran.stdout.decode()
    assert "columns that are not used: Couleur" in said
    assert "[2/2]" in said
    assert "\x1b" not in said


def test_nothing_of_the_summary_is_run_by_a_spreadsheet(ereput: Ereput, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text('nom;ville;cp\n"@SUM Ferrand";Dijon;9\n=Ferrand;Dijon;21000\n', encoding="utf-8")

    ereput("batch", "t.csv", "--output", "out", *LYON)

    cells = [cell for row in summary(tmp_path / "out") for cell in row.values()]
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@")]


def test_the_next_month_is_a_new_batch_in_the_same_folders(ereput: Ereput, table: str, tmp_path: Path) -> None:
    ereput("batch", table, "--output", "out", *LYON, "--now", "2026-10-20T09:00:00Z")
    first = sorted(path.name for path in (tmp_path / "out").iterdir())

    ereput("batch", table, "--output", "out", *LYON)

    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == first
    assert summary(tmp_path / "out")[0]["previous"] == "2026-10-20T09:00:00+00:00"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "--output DIR"),
        (("--output", "out", "--jobs", "0"), "--jobs"),
        (("--output", "out", "--engine", "spark"), "local or dask"),
        (("--output", "out", "--scheduler", "tcp://a:1"), "--engine dask"),
        (("--output", "out", "--engine", "dask", "--workers", "0"), "--workers"),
        (("--output", "out", "--engine", "dask", "--scheduler", "tcp://a:1", "--workers", "2"), "--scheduler"),
        (("--output", "out", "--format", "clay"), "clay"),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_sentence(
    ereput: Ereput, table: str, words: tuple[str, ...], said: str
) -> None:
    ran = ereput("batch", table, *words, "--lang", "en", LC_ALL="en_GB.UTF-8")

    assert ran.returncode == 2
    assert said in ran.stderr.decode()
    assert "Traceback" not in ran.stderr.decode()


def test_a_table_that_names_nobody_is_refused(ereput: Ereput, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("nom;ville\n;Lyon\n", encoding="utf-8")

    assert ereput("batch", "t.csv", "--output", "out", *LYON).returncode == 2
    assert ereput("batch", "t.csv", "--plan").returncode == 2
    assert ereput("batch", "none.csv", "--output", "out").returncode == 4


def test_no_answer_for_anybody_and_something_to_act_on_have_their_codes(
    ereput: Ereput, table: str, tmp_path: Path
) -> None:
    (tmp_path / "nobody").mkdir()
    (tmp_path / "nobody" / "none.toml").write_text("", encoding="utf-8")

    assert ereput("batch", table, "--output", "out", *LYON, "--strict").returncode == 1
    silent = ereput("batch", table, "--output", "silent", "--replay", "nobody", "--now", NOW, "--lang", "en")
    assert silent.returncode == 3
    assert b"no source answered about anybody: the reports say why" in silent.stderr


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_plan_asks_nobody_and_fits_eighty_columns(ereput: Ereput, table: str, language: str) -> None:
    ran = ereput("batch", table, "--plan", "--lang", language)

    plan = ran.stdout.decode()
    assert (ran.returncode, "gdelt" in plan) == (0, True)
    assert max(map(len, plan.splitlines())) <= 80
    assert len([line for line in plan.splitlines() if "000" in line]) >= 2


def test_several_people_of_the_name_are_a_stated_failure_and_the_others_are_audited(
    ereput: Ereput, tmp_path: Path
) -> None:
    registers.written(tmp_path / "rpps.txt")
    assert ereput("register", "import", "rpps.txt").returncode == 0
    (tmp_path / "t.csv").write_text("nom;ville\nHélène Vaubrun;\nLéo Vaubrun;Villeurbanne\n", encoding="utf-8")

    ran = ereput("batch", "t.csv", "--output", "out", "--offline", "--now", NOW, "--lang", "en")

    first, second = summary(tmp_path / "out")
    assert ran.returncode == 3  # offline: nobody but the register was heard
    assert (first["outcome"], second["outcome"]) == ("failed", "audited")
    assert "people named Hélène Vaubrun are registered" in first["reason"]


def test_progress_is_one_line_on_a_terminal(table: str, environment: dict[str, str], tmp_path: Path) -> None:
    words = ["-m", "ereput", "batch", table, "--output", str(tmp_path / "out"), *LYON, "--lang", "en"]
    child = pexpect.spawn(sys.executable, words, env=environment, dimensions=(24, 80), timeout=60)  # type: ignore[arg-type]
    shown = child.expect([r"practitioners audited", pexpect.EOF])
    before = (child.before or b"").decode()

    assert shown == 0
    assert "[1/2]" not in before


def test_pages_bear_the_brand_of_an_agency(ereput: Ereput, table: str, tmp_path: Path) -> None:
    (tmp_path / "brand.toml").write_text('name = "Agence Exemple"\n', encoding="utf-8")

    ereput("batch", table, "--output", "out", "--format", "html", "--brand", "brand.toml", *LYON)

    pages = [tmp_path / "out" / "digest.html", *(tmp_path / "out").glob("*/report.html")]
    assert len(pages) == 3
    assert all("Agence Exemple" in page.read_text(encoding="utf-8") for page in pages)


def test_a_second_reader_that_is_not_there_is_refused_once(ereput: Ereput, table: str, tmp_path: Path) -> None:
    (tmp_path / "e.toml").write_text('[opinions]\nsecond = "nowhere"\n', encoding="utf-8")

    ran = ereput("batch", table, "--output", "out", "--config", "e.toml", *LYON, "--lang", "en")

    assert ran.returncode == 2
    assert ran.stderr.decode().count("neither embed nor the folder") == 1
    assert not (tmp_path / "out").exists()


def test_days_are_those_of_the_zone_in_both_engines(ereput: Ereput, table: str, tmp_path: Path) -> None:
    (tmp_path / "e.toml").write_text('zone = "Pacific/Auckland"\n', encoding="utf-8")  # a day ahead
    evening = ("--replay", str(WEB), "--now", "2026-11-21T22:00:00Z", "--config", "e.toml")

    ereput("batch", table, "--output", "here", *evening, "--database", "here.sqlite")
    ereput(
        "batch",
        table,
        "--output",
        "there",
        *evening,
        "--database",
        "there.sqlite",
        "--engine",
        "dask",
        "--workers",
        "1",
    )

    here, there = (
        {path.parent.name: path.read_bytes() for path in (tmp_path / place).glob("*/report.md")}
        for place in ("here", "there")
    )
    assert here
    assert here == there
    assert all(re.search(r"22\snovembre\s2026", page.decode()) for page in here.values())


def test_who_is_forgotten_goes_from_the_folder_of_a_batch_and_its_tables_are_named(
    ereput: Ereput, table: str, tmp_path: Path
) -> None:
    ereput("batch", table, "--output", "out", *LYON)
    forgotten, other = (row["folder"] for row in summary(tmp_path / "out") if row["outcome"] == "audited")

    told = ereput("history", "forget", "vaubrun", "--yes", "--lang", "en")

    said = told.stdout.decode()
    assert told.returncode == 1
    assert not (tmp_path / "out" / forgotten).exists()
    assert (tmp_path / "out" / other / "report.json").is_file()
    assert "Tables of a batch still name them" in said
    assert f"not erased: {tmp_path / 'out' / 'summary.csv'}" in said
    (tmp_path / "table.csv").write_text("nom;ville;cp\nFerrand Léa;Dijon;21000\n", encoding="utf-8")
    ereput("batch", "table.csv", "--output", "out", *LYON)
    assert "Vaubrun" not in (tmp_path / "out" / "summary.csv").read_text(encoding="utf-8")


def test_a_pdf_and_a_workbook_are_made_of_each_and_the_digest_leads_to_the_pdf(ereput: Ereput, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("nom;ville;cp\nHélène Vaubrun;Lyon;69003\n", encoding="utf-8")

    ereput("batch", "t.csv", "--output", "out", "--format", "xlsx,pdf", *LYON)

    [pdf], [book] = (tmp_path / "out").glob("*/report.pdf"), (tmp_path / "out").glob("*/report.xlsx")
    assert (pdf.read_bytes()[:5], book.read_bytes()[:2]) == (b"%PDF-", b"PK")
    assert f"{book.parent.name}/report.xlsx" in (tmp_path / "out" / "digest.html").read_text(encoding="utf-8")


def test_a_format_that_needs_what_is_not_installed_is_refused_once(ereput: Ereput, table: str, tmp_path: Path) -> None:
    (tmp_path / "xlsxwriter.py").write_text("raise ImportError", encoding="utf-8")

    path = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    ran = ereput("batch", table, "--output", "out", "--format", "xlsx", *LYON, "--lang", "en", PYTHONPATH=path)

    assert ran.returncode == 2
    assert ran.stderr.decode().count("needs the extra xlsx") == 1
    assert not (tmp_path / "out").exists()
