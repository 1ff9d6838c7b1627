"""`ereput guide` and `ereput letter` as a stranger runs them: from a file, and in a real terminal, interrupted."""

import json
import signal
import sys
from pathlib import Path

import pexpect
import pytest

from commands import LYON, NOW, Ereput
from places import FIXTURES

CARD = str(FIXTURES / "practitioners" / "helene-vaubrun.toml")
ANSWERS = """danger = "no"
situation = "review"
where = "platform"
about = "me"
published = 2026-11-02
author = "patient"
says = ["outrage"]
court = "yes"
reported = "no"
"""
TYPED = ["1", "2", "1", "1", "2026-11-02", "1", "5", "2", "1"]  # the same, in a terminal
LAST = "information, pas un conseil juridique"


def terminal(environment: dict[str, str], tmp_path: Path, *words: str) -> "pexpect.spawn[str]":
    return pexpect.spawn(
        sys.executable,
        ["-m", "ereput", "guide", *words, "--now", NOW],
        env={**environment, "TERM": "xterm"},  # type: ignore[arg-type]
        cwd=str(tmp_path),
        dimensions=(24, 80),
        encoding="utf-8",
        timeout=30,
    )


def listed(ereput: Ereput) -> list[dict[str, object]]:
    return [json.loads(line) for line in ereput("guide", "cases", "--format", "json").stdout.decode().splitlines()]


def test_a_file_of_answers_gives_the_whole_plan(ereput: Ereput, tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(ANSWERS)

    page = ereput("guide", "--answers", "a.toml", "--now", NOW).stdout.decode()
    told = json.loads(ereput("guide", "--answers", "a.toml", "--now", NOW, "--format", "json").stdout)

    assert "au plus tard le 2\xa0février\xa02027" in page
    assert LAST in page.splitlines()[-1]
    assert told["is_finished"]
    assert {"what", "who", "by", "document", "grounds"} <= set(told["steps"][0])
    assert {ground["id"] for ground in told["grounds"]} >= {name for step in told["steps"] for name in step["grounds"]}


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ('danger = "maybe"', 2, "danger"),
        ('dager = "no"', 2, "dager"),
        ('danger = "no"', 2, "situation"),
        ("danger = ", 4, "TOML"),
        ("\x00\x1b[2J", 4, "TOML"),
        ('"\\u001b[31m" = 1', 2, "question"),
        (ANSWERS.replace("2026-11-02", "2026-11-22"), 2, "encore à venir"),
        (ANSWERS.replace("2026-11-02", "1926-11-02"), 2, "première page du web"),
        (ANSWERS + 'decided = "2026-10-01"', 2, "ne peut pas avoir décidé"),
    ],
)
def test_a_file_that_does_not_fit_gets_one_sentence(
    ereput: Ereput, tmp_path: Path, text: str, code: int, said: str
) -> None:
    (tmp_path / "a.toml").write_text(text)

    ran = ereput("guide", "--answers", "a.toml", "--now", NOW)

    assert ran.returncode == code
    assert said in ran.stderr.decode()
    assert len(ran.stderr.decode().splitlines()) == 1
    assert b"\x1b" not in ran.stderr + ran.stdout


def test_without_a_terminal_it_says_what_to_do(ereput: Ereput) -> None:
    ran = ereput("guide", "review")

    assert ran.returncode == 2
    assert "--answers" in ran.stderr.decode()


def test_one_walks_back_stops_and_goes_on(environment: dict[str, str], tmp_path: Path, ereput: Ereput) -> None:
    asked = terminal(environment, tmp_path)
    asked.expect("danger")
    asked.expect("> ")
    asked.sendline("1")
    asked.expect("amène")
    asked.expect("> ")
    asked.sendline("9")
    asked.expect("aucune")
    asked.sendline("r")
    asked.expect("danger")
    asked.sendline("1")
    asked.expect("amène")
    asked.sendline("q")
    asked.expect("guide --case 1")
    asked.expect(pexpect.EOF)

    assert [(row["number"], row["next_question"]) for row in listed(ereput)] == [(1, "situation")]
    again = terminal(environment, tmp_path, "--case", "1")
    again.expect("amène")
    again.expect("> ")
    for typed in TYPED[1:]:
        again.sendline(typed)
        again.expect(r"> |Entrée pour continuer")
    again.sendline("")
    while again.expect(["continuer", LAST]) == 0:
        again.sendline("")
    again.expect(pexpect.EOF)
    assert listed(ereput)[0]["is_finished"]
    assert listed(ereput)[0]["by"] == "2027-02-02"


@pytest.mark.parametrize("wound", [signal.SIGKILL, signal.SIGINT])
def test_no_answer_is_lost_when_it_is_killed_at_any_question(
    environment: dict[str, str], tmp_path: Path, ereput: Ereput, wound: signal.Signals
) -> None:
    """Each question is answered in a process that is ended at the next one."""
    for place, typed in enumerate(TYPED):
        asked = terminal(environment, tmp_path, *(["--case", "1"] if place else []))
        asked.expect(rf"\b{place + 1}\. ")
        asked.expect("> ")
        asked.sendline(typed)
        asked.expect(rf"\b{place + 2}\. .*> " if place + 1 < len(TYPED) else "continuer")
        asked.kill(wound)
        asked.expect(pexpect.EOF)
        asked.close(force=True)

    assert [row["is_finished"] for row in listed(ereput)] == [True]
    assert LAST in ereput("guide", "--case", "1", "--now", NOW).stdout.decode()


def test_a_letter_is_filled_in_from_the_card_and_the_case(
    ereput: Ereput, environment: dict[str, str], tmp_path: Path
) -> None:
    asked = terminal(environment, tmp_path, "review")
    for place, typed in enumerate([TYPED[0], *TYPED[2:]], 1):
        asked.expect(rf"\b{place}\. .*> ")
        asked.sendline(typed)
    asked.expect("continuer")
    asked.sendline("q")
    asked.expect(pexpect.EOF)

    ran = ereput("letter", "D13", "--card", CARD, "--case", "1", "--now", NOW)

    page = ran.stdout.decode()
    assert "Dr Hélène Vaubrun" in page
    assert "2\xa0février\xa02027" in page
    assert "[à compléter : passages exacts, sans donnée de santé]" in page
    assert "laissé en blanc : passages exacts" in ran.stderr.decode().replace("\xa0", " ")


def test_a_notice_needs_its_truth_confirmed(ereput: Ereput, tmp_path: Path) -> None:
    refused = ereput("letter", "D8", "--card", CARD)
    made = ereput("letter", "D8", "--card", CARD, "--true", "--format", "markdown", "--output", "d8.md")

    assert refused.returncode == 2
    assert "--true" in refused.stderr.decode()
    assert made.returncode == 0
    assert "J'affirme que ce qui précède est exact." in (tmp_path / "d8.md").read_text()


def test_a_hostile_case_is_printed_inert(ereput: Ereput, tmp_path: Path) -> None:
    from datetime import UTC, datetime

    from ereput.guide.cases import About, Case
    from ereput.history import History

    evil = "https://x.example/\x1b[31m\u202e<script>[a](javascript:1)"
    with History(tmp_path / "data" / "history.sqlite") as past:
        past.open_case(
            Case(answers={"situation": "watch"}, about=About(url=evil * 3, finding="\x1b]0;x\x07")), datetime.now(UTC)
        )
    (tmp_path / "a.toml").write_text('danger = "no"\nstock = "yes"\ncover = "yes"\nsite = "no"\n')

    for ran in (
        ereput("guide", "--case", "1", "--answers", "a.toml"),
        ereput("guide", "cases"),
        ereput("letter", "D2", "--case", "1", "--format", "markdown"),
    ):
        assert ran.returncode == 0
        assert b"\x1b" not in ran.stdout
        assert "\u202e" not in ran.stdout.decode()
        assert b"<script>" not in ran.stdout


def test_a_letter_is_a_docx_with_its_blanks_and_its_last_day(ereput: Ereput, tmp_path: Path) -> None:
    from docx import Document

    made = ereput("letter", "D11", "--card", CARD, "--output", "d11.docx", "--now", NOW)
    piped = ereput("letter", "d11", "--card", CARD, "--format", "docx", "--now", NOW)

    text = "\n".join(part.text for part in Document(str(tmp_path / "d11.docx")).paragraphs)
    assert made.returncode == piped.returncode == 0
    assert piped.stdout[:2] == b"PK"
    assert "04 65 71 18 30" in text
    assert "[à compléter : numéro du contrat]" in text
    assert "laissé en blanc : numéro du contrat" in made.stderr.decode().replace("\xa0", " ")


def test_what_a_letter_rests_on_and_is_not_settled_is_said(ereput: Ereput) -> None:
    told = ereput("letter", "D5b", "--card", CARD).stderr.decode()

    assert "à vérifier avant l'envoi" in told.replace("’", "'")
    assert "art. 53" in told


def test_a_case_fills_in_whole_addresses_and_the_pages_that_were_kept(ereput: Ereput, tmp_path: Path) -> None:
    from datetime import UTC, datetime

    from ereput.evidence import Kept
    from ereput.guide.cases import About, Case
    from ereput.history import History

    url = "https://avis.example/" + "une-tres-longue-adresse-" * 6 + "?page=2"
    answers = {"danger": "no", "situation": "listing", "want": "keep", "made": "no"}
    at = datetime(2026, 11, 20, 8, tzinfo=UTC)
    page = Kept(
        manifest="a" * 64, folder="e", file="1.html", sha256="b" * 64, how="fetched", url=url, taken_at=at, case=1
    )
    with History(tmp_path / "data" / "history.sqlite") as past:
        past.open_case(Case(answers=answers, about=About(url=url, site="google_maps")), at)
        past.note_evidence([page])

    told = ereput("letter", "D1", "--card", CARD, "--case", "1", "--now", NOW).stdout.decode()

    assert told.count(url) == 2
    assert "b" * 64 in told
    assert "20\xa0novembre\xa02026" in told
    assert "Google" in told
    assert "rectification" in told
    assert "m'oppose" not in told.replace("’", "'")
    assert "m'oppose" in ereput("letter", "D1", "--case", "1", "--ask", "erase").stdout.decode().replace("’", "'")
    assert ereput("letter", "D1", "--ask", "all").returncode == 2


def kept(tmp_path: Path, **about: str) -> None:
    import tomllib
    from datetime import UTC, datetime

    from ereput.guide.cases import About, Case
    from ereput.guide.tree import tree
    from ereput.guide.walk import accepted

    answers = {
        name: fits
        for name, given in tomllib.loads(ANSWERS).items()
        if (fits := accepted(tree().nodes[name], given)) is not None
    }
    from ereput.history import History

    with History(tmp_path / "data" / "history.sqlite") as past:
        at = datetime(2026, 11, 20, 8, tzinfo=UTC)
        past.open_case(Case(who="Hélène Vaubrun", answers=answers, about=About(**about)), at)


def test_steps_are_done_and_a_case_is_closed_opened_again_and_forgotten(ereput: Ereput, tmp_path: Path) -> None:
    kept(tmp_path)

    done = ereput("guide", "--case", "1", "--done", "save", "--done", "2", "--now", NOW)
    row = listed(ereput)[0]
    page = ereput("guide", "--case", "1", "--format", "markdown", "--now", NOW).stdout.decode()
    closed = ereput("guide", "--case", "1", "--close", "--now", NOW).stdout.decode()
    reopened = ereput("guide", "--case", "1", "--reopen", "--now", NOW).stdout.decode()
    wrong = ereput("guide", "--case", "1", "--done", "dance")
    forgotten = ereput("guide", "--case", "1", "--forget")

    assert done.returncode == 0
    assert set(row["done"]) == {"save", "bailiff"}  # type: ignore[call-overload]
    assert row["next_step"] not in ("save", "bailiff")
    assert page.count("fait le 21") == 2
    assert "clos le 21 novembre 2026" in " ".join(closed.split())
    assert "ensuite" in reopened
    assert wrong.returncode == 2
    assert "press-clock" in wrong.stderr.decode()
    assert forgotten.returncode == 0
    assert listed(ereput) == []
    assert ereput("guide", "--close").returncode == 2
    assert ereput("guide", "--case", "1", "--close").returncode == 2


def test_the_report_says_where_the_cases_stand(ereput: Ereput, tmp_path: Path) -> None:
    kept(tmp_path, url="https://avis.example/1")

    page = ereput("audit", *LYON, "--format", "markdown").stdout.decode()
    ereput("guide", "--case", "1", "--done", "save", "--now", NOW)
    again = ereput("report", "--format", "markdown").stdout.decode()
    ereput("guide", "--case", "1", "--close", "--now", NOW)
    last = ereput("report", "--format", "markdown").stdout.decode()

    assert "Garder la preuve avant tout signalement" in page
    assert "Garder la preuve avant tout signalement" not in again
    assert "case-1" in again
    assert "case-1" not in last


def test_a_list_of_cases_says_of_whom_and_of_which_site(ereput: Ereput, tmp_path: Path) -> None:
    kept(tmp_path, site="google_maps")
    kept(tmp_path, url="https://avis.example/1")

    told = " ".join(ereput("guide", "cases", "--now", NOW).stdout.decode().split())

    assert "Hélène Vaubrun · Google Maps · au plus tard le 2 février 2027 · modifié le 20 novembre 2026" in told
    assert "Hélène Vaubrun · avis.example · au plus tard" in told
    assert [(row["who"], row["site"]) for row in listed(ereput)] == [
        ("Hélène Vaubrun", None),
        ("Hélène Vaubrun", "Google Maps"),
    ]


def test_a_case_that_waited_goes_back_to_its_last_question(
    ereput: Ereput, environment: dict[str, str], tmp_path: Path
) -> None:
    kept(tmp_path)

    asked = terminal(environment, tmp_path, "--case", "1", "--back")
    asked.expect("déjà signalé")
    asked.expect("> ")
    asked.sendline("2")
    asked.expect("décidé")
    asked.expect("> ")
    asked.sendline("q")
    asked.expect(pexpect.EOF)

    assert listed(ereput)[0]["next_question"] == "decision"
    assert ereput("guide", "--back").returncode == 2


def test_a_day_that_cannot_be_is_asked_for_again(environment: dict[str, str], tmp_path: Path, ereput: Ereput) -> None:
    asked = terminal(environment, tmp_path, "legal")
    asked.expect("> ")
    asked.sendline("1")
    for typed, said in (
        ("2026-11-22", "encore à venir"),
        ("1902-01-01", "première page"),
        ("31/02/2026", "calendrier"),
    ):
        asked.expect("> ")
        asked.sendline(typed)
        asked.expect(said)
    asked.expect("> ")
    asked.sendline("q")
    asked.expect(pexpect.EOF)

    assert listed(ereput)[0]["next_question"] == "published"


def test_alerts_to_paste_are_those_of_the_card(ereput: Ereput, tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('danger = "no"\nsituation = "watch"\nstock = "yes"\ncover = "yes"\nsite = "no"\n')
    (tmp_path / "s.toml").write_text(f'card = "{CARD}"\n')

    told = json.loads(ereput("guide", "--answers", "a.toml", "--format", "json", "--config", "s.toml").stdout)
    page = ereput("guide", "--answers", "a.toml", "--config", "s.toml").stdout.decode()

    assert told["queries"] == ['"Hélène Vaubrun"', '"Dr Vaubrun" dermatologue Lyon']
    assert '- "Hélène Vaubrun"' in page
    assert json.loads(ereput("guide", "--answers", "a.toml", "--format", "json").stdout)["queries"] == []


def test_what_is_known_fits_a_screen_and_can_be_left(
    environment: dict[str, str], tmp_path: Path, ereput: Ereput
) -> None:
    kept(tmp_path, finding="REV001-1a2b3c", site="google_maps", url="https://www.google.com/maps/place/x")

    left = terminal(environment, tmp_path, "--case", "1", "--back")
    left.expect("continuer")
    shown = left.before or ""
    left.sendline("q")
    left.expect("guide --case 1")
    left.expect(pexpect.EOF)

    lines = shown.replace("\r", "").split("\n")
    assert len(lines) <= 24
    assert max(map(len, lines)) <= 80
    assert "Déjà répondu" in shown
    assert "Google Maps · https://www.google.com/maps/place/x" in shown
    assert "Connu d'après" not in shown.replace("’", "'")
    assert listed(ereput)[0]["is_finished"]
