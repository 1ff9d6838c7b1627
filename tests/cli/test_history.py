import csv
import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest

import make
from commands import Ereput
from ereput.cli.past import history as command
from ereput.cli.past.forgetting import _holds
from ereput.errors import UsageError
from ereput.guide.cases import Case
from ereput.history import History
from ereput.model import Coverage, Figure, Listing, Practitioner

HOME = make.listing(source="web_pages", site="google_maps", id="1", stars=4.2, count=24)
MOVED = make.listing(source="web_pages", site="google_maps", id="1", stars=4.0, count=22, phone="+33465716002")
OTHER = make.listing(url="https://annuaire.example/autre")
STEADY = tuple(
    make.review(HOME, id=str(n), stars=5 if n < 20 else 2, day=date(2024, 1, 10) + timedelta(days=31 * n))
    for n in range(24)
)
BURST = tuple(make.review(HOME, id=f"b{n}", stars=2, day=date(2026, 10, 1 + n)) for n in range(6))


def _kept(history: History, month: int, score: float, *items: object, **changed: object) -> None:
    history.add(
        make.audit(
            **{
                "made_at": datetime(2026, month, 15, 8, tzinfo=UTC),
                "harvests": (make.harvest(*items),),
                "matches": tuple(make.match(item) for item in items if isinstance(item, Listing)),
                "figures": {"score": Figure(value=score, low=score - 5, high=score + 5, unit="points", n=20)},
                "opinions": (),
                "coverage": Coverage(asked=2, answered=2),
                **changed,
            }
        )
    )


@pytest.fixture
def three(tmp_path: Path) -> Path:
    """Three audits: a second listing goes after the first; the phone changes and the count falls before the third."""
    place = tmp_path / "data" / "history.sqlite"
    with History(place) as history:
        _kept(history, 9, 80, HOME, OTHER, *STEADY)
        _kept(history, 10, 72, HOME, *STEADY, *BURST)
        _kept(history, 11, 70, MOVED, *STEADY, *BURST)
    return place


def said(answer: object) -> str:
    text = answer.stdout.decode() + answer.stderr.decode()  # type: ignore[attr-defined]
    return re.sub(r"\s+", " ", text)


def test_the_list_is_a_table_or_json_or_csv(ereput: Ereput, three: Path) -> None:
    assert "15 nov. 2026 Hélène Vaubrun 70 B rpps:19990418305" in said(ereput("history", "list"))
    rows = [json.loads(line) for line in ereput("history", "list", "--format", "json").stdout.splitlines()]
    table = list(csv.DictReader(StringIO(ereput("history", "list", "vaubrun", "--format", "csv").stdout.decode())))

    assert [row["score"] for row in rows] == [70, 72, 80]
    assert [row["number"] for row in table] == ["3", "2", "1"]
    assert "| 3 |" in said(ereput("history", "list", "--format", "markdown"))


def test_one_audit_has_one_score(ereput: Ereput, tmp_path: Path) -> None:
    with History(tmp_path / "data" / "history.sqlite") as history:
        _kept(history, 9, 80, HOME)

    assert "1 audit · score 80 Marks" in said(ereput("history", "show", "--lang", "en"))


def test_a_practitioner_over_time_has_quarters_drift_and_burst_with_their_p_and_n(ereput: Ereput, three: Path) -> None:
    page = said(ereput("history", "show", "--lang", "en"))
    told = json.loads(ereput("history", "show", "vaubrun", "--format", "json").stdout)

    assert "3 audits · score 80 → 70 · ▇▆▆" in page
    assert "Q3 2025 3 4.0 2.0 – 4.9" in page
    assert re.search(
        r"Drift: 2\.\d\d of 5 in the last twelve months \(8 marks\), 4\.\d\d before \(22\): more than", page
    )
    assert "Burst: 6 reviews between 1 October 2026 and 6 October 2026, 0.3 expected (p = 0.000001)" in page
    assert (told["drift"]["after"]["n"], told["burst"]["n"]) == (8, 6)
    assert told["burst"]["p"] < 1e-5
    assert [quarter["n"] for quarter in told["quarters"]][-1] == 6


def test_the_last_two_audits_are_compared_as_facts(ereput: Ereput, three: Path) -> None:
    page = said(ereput("history", "compare", "--lang", "en"))

    assert "from 15 October 2026 to 15 November 2026" in page
    assert "telephone: 04 65 71 18 30 → 04 65 71 60 02" in page
    assert "24 → 22 (the site counts fewer; no review that was read is missing)" in page
    assert "listing no longer found" not in page


def test_over_three_audits_what_two_of_them_miss_is_gone(ereput: Ereput, three: Path) -> None:
    told = json.loads(ereput("history", "compare", "1", "#3", "--format", "json").stdout)
    rows = list(csv.DictReader(StringIO(ereput("history", "compare", "3", "1", "--format", "csv").stdout.decode())))

    assert {(c["what"], c["key"]) for c in told["changes"] if c["what"] == "gone"} == {("gone", OTHER.key)}
    assert [row["after"] for row in rows if row["field"] == "phone"] == ["'+33465716002"]
    assert "# Hélène Vaubrun" in said(ereput("history", "compare", "--format", "markdown"))


def test_the_audits_are_taken_out_whole(ereput: Ereput, three: Path, tmp_path: Path) -> None:
    lines = ereput("history", "export", "vaubrun").stdout.splitlines()
    ereput("history", "export", "--format", "csv", "--output", "out.csv")

    assert [json.loads(line)["made_at"][:10] for line in lines] == ["2026-09-15", "2026-10-15", "2026-11-15"]
    assert (tmp_path / "out.csv").read_text().startswith("number,key,name,made_at")


@pytest.mark.parametrize(
    ("asked", "words", "sentence"),
    [
        (command.listing, ("personne",), "nobody in the history"),
        (command.show, ("e",), "nobody in the history"),
        (command.show, (None,), "2 practitioners"),
        (command.compare, ("1", "9"), "no audit 9"),
        (command.compare, ("1", "4"), "two practitioners"),
        (command.compare, ("autrenom", None), "two audits are needed"),
    ],
)
def test_what_cannot_be_done_gets_one_sentence(
    three: Path, asked: Callable[..., None], words: tuple[str | None, ...], sentence: str, tmp_path: Path
) -> None:
    with History(three) as history:
        _kept(history, 11, 70, practitioner=Practitioner(given="Paul", family="Autrenom"))
    (tmp_path / "ereput.toml").touch()

    with pytest.raises(UsageError, match=sentence):
        asked(*words, options(three, tmp_path))


def test_a_format_that_a_command_has_not_is_refused(three: Path, tmp_path: Path) -> None:
    (tmp_path / "ereput.toml").touch()
    with pytest.raises(UsageError, match="--format is one of terminal, markdown, json"):
        command.show(None, options(three, tmp_path)._replace(format="csv"))


def options(place: Path, folder: Path) -> command.Options:
    return command.Options(None, None, str(place), "en", folder / "ereput.toml", 0)


def test_nothing_is_erased_unasked(ereput: Ereput, three: Path) -> None:
    answer = ereput("history", "forget", "vaubrun")

    assert answer.returncode == 2
    assert "--yes" in said(answer)
    with History(three) as history:
        assert history.latest() is not None


def test_an_empty_history_lists_nothing(ereput: Ereput) -> None:
    assert "Aucun audit" in said(ereput("history", "list"))


def test_to_forget_somebody_leaves_no_byte_of_the_name(ereput: Ereput, three: Path, tmp_path: Path) -> None:
    letter, evidence = tmp_path / "lettre.txt", tmp_path / "evidence"
    letter.write_text("Vaubrun")
    with History(three) as history:
        history.open_case(Case(who="Hélène Vaubrun"), make.NOW)
        history.wrote(make.practitioner(), letter, make.NOW)
    taken_out = [tmp_path / f"{name}.txt" for name in ("list", "show", "compare", "export")]
    for file in taken_out:
        assert ereput("history", file.stem, "--output", str(file)).returncode == 0
    page = ereput("history", "forget", "vaubrun", "--yes", "--lang", "en")

    assert page.returncode == 0
    assert "3 audits" in said(page)
    assert "1 cases of the guide" in said(page)
    assert "Nothing is left." in said(page)
    assert not letter.exists()
    assert [file.exists() for file in taken_out] == [False] * 4
    assert not evidence.exists()
    left = [
        file for file in (tmp_path / "data").rglob("*") if file.is_file() and b"aubrun" in file.read_bytes().lower()
    ]
    assert left == []
    assert ereput("history", "list", "vaubrun").returncode == 2


def test_what_stays_is_told_with_exit_one(ereput: Ereput, three: Path, tmp_path: Path) -> None:
    with History(three) as history:
        _kept(history, 11, 70, HOME, practitioner=Practitioner(given="Paul", family="Autrenom"))
    page = ereput("history", "forget", "vaubrun", "--yes", "--lang", "en")

    assert page.returncode == 1
    assert "still named in 1 rows of audits" in said(page)


def test_what_is_too_old_is_let_go_and_that_is_said(ereput: Ereput, three: Path, tmp_path: Path) -> None:
    with History(three) as history:
        _kept(history, 9, 80, HOME, made_at=datetime(2020, 1, 1, tzinfo=UTC))
    (tmp_path / "ereput.toml").write_text("[history]\nkeep_audits = 60\nkeep_texts = 0\n")
    page = ereput("history", "list", "--lang", "en")

    assert "let go: 1 audit of more than 60 months" in page.stderr.decode()
    assert "2020" not in page.stdout.decode()


def test_a_name_across_two_readings_of_a_file_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ereput.cli.past.forgetting._STEP", 8)
    (tmp_path / "file").write_bytes(b"......Vaubrun...")

    assert _holds(tmp_path / "file", [b"Vaubrun"])
    assert not _holds(tmp_path / "file", [b"Autrenom"])
