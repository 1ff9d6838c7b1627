"""`ereput letter` without a card: what the audit knows is filled in, and nothing else."""

import json
import re
from pathlib import Path

import pytest

from commands import LYON, NOW, Ereput
from ereput.guide.cases import of_finding
from ereput.guide.tree import tree
from ereput.model import Audit
from ereput.serial import from_json
from places import FIXTURES

CARD = str(FIXTURES / "practitioners" / "helene-vaubrun.toml")
REGISTER = {"situation": "listing", "publisher": "official"}
WEB = ("--replay", str(FIXTURES / "webs" / "lyon"), "--now", NOW)


def plain(text: bytes) -> str:
    return text.decode().replace("\xa0", " ").replace("\u202f", " ")


def audited(here: Ereput, *words: str) -> Audit:
    return from_json(here("audit", *words, "--format", "json").stdout)


def finding(audit: Audit, code: str) -> str:
    return next(each.id for each in audit.findings if each.code == code)


def test_without_a_card_the_audit_says_who_writes_and_what_is_wrong(here: Ereput) -> None:
    audit = audited(here, "--card", CARD, *WEB)
    name = finding(audit, "NAP001")

    ran = here("letter", "D1", "--finding", name, "--now", NOW)

    page, said = plain(ran.stdout), plain(ran.stderr)
    assert ran.returncode == 0
    for known in (
        "Dr Hélène Vaubrun",
        "18 rue des Tilleuls Blancs",
        "69003 Lyon",
        "04 65 71 18 30",
        "RPPS 19990418305",
    ):
        assert known in page
    assert str(of_finding(tree(), audit, name).about.url) in page
    assert "rectification" in page
    assert "Données concernées" not in page  # of a rectification they are what is wrong, and nothing else
    assert re.search(r"inexactes : téléphone 04 65 71 \d\d \d\d au lieu de 04 65 71 18 30", page)
    assert "Lyon, le 21 novembre 2026" in page
    assert "tel que l'audit du 21 novembre 2026 le connaît" in said.replace("’", "'")
    assert "votre nom" not in said


def test_what_was_typed_is_filled_in_from_the_official_register_and_from_nothing_else(here: Ereput) -> None:
    audit = audited(here, *LYON)
    name = next(each.id for each in audit.findings if each.code == "NAP006")

    page = plain(here("letter", "D2", "--finding", name, "--now", NOW).stdout)

    sender = page.split("\n\n")[0].splitlines()
    assert sender[0] == "Dr Hélène Vaubrun"
    assert sender[3].endswith(" Lyon")
    assert "[à compléter : courriel" not in sender
    assert "[à compléter : destinataire]" in page


def test_a_case_fills_in_from_the_audit_of_its_finding_also_after_another_persons(here: Ereput, tmp_path: Path) -> None:
    audit = audited(here, "--card", CARD, *WEB)
    name = finding(audit, "NAP001")
    (tmp_path / "a.toml").write_text('danger = "no"\nsituation = "watch"\nstock = "yes"\ncover = "yes"\nsite = "no"\n')
    (tmp_path / "other.toml").write_text('name = "Dr Paul Ormeval"\ncity = "Lyon"\nrpps = "19990000014"\n')
    audited(here, "--card", "other.toml", *WEB)

    by_finding = plain(here("letter", "D4", "--finding", name, "--now", NOW).stdout)
    other_card = here("letter", "D4", "--finding", name, "--card", "other.toml", "--now", NOW)

    assert "Dr Hélène Vaubrun" in by_finding
    assert "Dr Paul Ormeval" in plain(other_card.stdout)
    assert "l'audit celui de Hélène Vaubrun" in plain(other_card.stderr).replace("’", "'")


def test_a_case_of_an_older_audit_says_of_which_day_its_facts_are(here: Ereput, tmp_path: Path) -> None:
    takeout = str(FIXTURES / "webs" / "lyon" / "takeout")
    name = finding(audited(here, "--card", CARD, "--import", takeout, *WEB), "REV002")
    here("reply", "draft", "--review", name, "--choose", "none", "--now", NOW)  # opens a case

    at_once = plain(here("letter", "D10", "--case", "1", "--now", NOW).stderr)
    empty = tmp_path / "empty"
    empty.mkdir()
    here("audit", "--card", CARD, "--replay", str(empty), "--now", "2026-11-28T09:00:00Z")
    later = here("letter", "D10", "--case", "1", "--now", "2026-11-28T09:00:00Z")

    said = f"{name} est tel que l'audit du 21 novembre 2026 l'a lu ; le dernier audit ne l'a pas relu."
    assert said not in at_once
    assert said in plain(later.stderr)
    assert said not in plain(later.stdout)


def test_the_card_of_the_settings_signs_for_nobody_else(here: Ereput, tmp_path: Path) -> None:
    name = finding(audited(here, "--card", CARD, *WEB), "NAP001")
    (tmp_path / "other.toml").write_text('name = "Dr Paul Ormeval"\ncity = "Lyon"\nrpps = "19990000014"\n')
    (tmp_path / "ereput.toml").write_text(f'card = "{tmp_path / "other.toml"}"\n')

    of_the_finding = plain(here("letter", "D4", "--finding", name, "--now", NOW).stdout)
    of_nothing = plain(here("letter", "D4", "--now", NOW).stdout)

    assert "Vaubrun" in of_the_finding
    assert "Ormeval" not in of_the_finding
    assert "Dr Paul Ormeval" in of_nothing


def test_the_card_of_a_namesake_in_another_town_signs_for_nobody(here: Ereput, tmp_path: Path) -> None:
    name = finding(audited(here, "--card", CARD, *WEB), "NAP001")
    (tmp_path / "namesake.toml").write_text(
        'name = "Dr Hélène Vaubrun"\ncity = "Lille"\npostcode = "59000"\nstreet = "1 rue des Inventions"\n'
    )
    (tmp_path / "ereput.toml").write_text(f'card = "{tmp_path / "namesake.toml"}"\n')

    ran = here("letter", "D4", "--finding", name, "--now", NOW)

    assert "rue des Inventions" not in plain(ran.stdout)
    assert "à vérifier" in plain(ran.stderr)


@pytest.mark.parametrize(("name", "says"), [("D12", True), ("D9", False)])
def test_a_letter_that_exists_in_french_only_says_so_in_english(here: Ereput, name: str, says: bool) -> None:
    ran = here("letter", name, "--card", CARD, "--lang", "en", "--true")

    lines = [line for line in ran.stderr.decode().splitlines() if "French only" in line]
    assert lines == ([f"{name} exists in French only: it is written in French."] if says else [])
    assert "left blank: " in ran.stderr.decode()
    assert "SHA-256 and date of the copy kept" in ran.stderr.decode()
    assert "French only" not in plain(here("letter", name, "--card", CARD, "--true").stderr)


def test_a_last_day_that_is_over_is_said_to_be(here: Ereput, tmp_path: Path) -> None:
    from datetime import UTC, datetime

    from ereput.guide.cases import Case
    from ereput.history import History

    at = datetime(2026, 11, 20, 8, tzinfo=UTC)
    with History(tmp_path / "data" / "history.sqlite") as past:
        for days in ("2026-01-05", "2026-08-01/2026-11-01", "2026-11-02"):
            past.open_case(Case(answers={"situation": "legal", "danger": "no", "published": days}), at)

    told = [plain(here("letter", "D13", "--case", str(n), "--now", NOW).stdout) for n in (1, 2, 3)]
    reply = plain(here("letter", "D6", "--case", "1", "--now", NOW).stdout)

    assert "5 avril 2026 (délai passé)" in told[0]
    assert "1er novembre 2026 (délai peut-être déjà passé)" in told[1]
    assert "diffamation : 2 février 2027\n" in told[2]
    assert "Cette demande est faite dans les trois mois" not in reply
    assert "Le délai de trois mois est passé" in reply


def test_what_was_answered_is_not_left_blank(here: Ereput, tmp_path: Path) -> None:
    from datetime import UTC, datetime

    from ereput.guide.cases import Case
    from ereput.history import History

    with History(tmp_path / "data" / "history.sqlite") as past:
        for told in ({"is-sent": "yes", "sent": "2026-10-15"}, {"aim": "damages"}, {}, REGISTER):
            past.open_case(Case(answers={"danger": "no", **told}), datetime(2026, 11, 20, 8, tzinfo=UTC))

    complaints = [plain(here("letter", "D3", "--case", n, "--now", NOW).stdout) for n in ("1", "3", "4")]
    briefs = [plain(here("letter", "D13", "--case", n, "--now", NOW).stdout) for n in ("2", "3")]

    assert "Objet de la demande : effacement" in complaints[0]
    assert "Objet de la demande : [à compléter" in complaints[1]
    assert "Objet de la demande : rectification" in complaints[2]
    assert "But recherché : Une réparation" in briefs[0]
    assert "But recherché : [à compléter" in briefs[1]


def test_hate_has_both_last_days_and_no_letter_to_its_author_without_a_warning(here: Ereput, tmp_path: Path) -> None:
    from datetime import UTC, datetime

    from ereput.guide.cases import About, Case
    from ereput.history import History

    at = datetime(2026, 11, 20, 8, tzinfo=UTC)
    known = {"situation": "review", "danger": "no"}
    with History(tmp_path / "data" / "history.sqlite") as past:
        for days in ("2026-08-31", "2026-08-01", "2025-08-01"):
            past.open_case(Case(answers={**known, "published": days}, about=About(suspected="hate")), at)
        past.open_case(Case(answers=known), at)

    told = [plain(here("letter", "D13", "--case", str(n), "--now", NOW).stdout) for n in (1, 2, 3)]
    author = [plain(here("letter", "D5a", "--case", n, "--now", NOW).stderr) for n in ("1", "4")]

    both = "31 août 2027 si le caractère discriminatoire est retenu (art. 65-3) ; sinon 30 novembre 2026 : agir avant"
    assert both in told[0]
    assert "sinon 1er novembre 2026 (délai passé)" in told[1]
    assert "1er août 2026 (délai passé)\n" in told[2]
    assert ["n'écrivez pas à l'auteur" in each for each in author] == [True, False]


def test_a_hostile_audit_fills_a_letter_harmlessly(here: Ereput, tmp_path: Path) -> None:
    evil = "\x1b[31mx\u202e{{ 7*7 }}<script>"
    page = {"@context": "https://schema.org", "@type": "Physician", "name": f"Dr Hélène Vaubrun {evil}",
            "telephone": "04 65 71 99 07", "address": {"streetAddress": evil, "addressLocality": "Lyon"},
            "url": "https://avis.example/dr"}  # fmt: skip
    (tmp_path / "p.html").write_text(
        f'<html><link rel="canonical" href="https://avis.example/dr"><title>Dr Hélène Vaubrun</title>'
        f'<script type="application/ld+json">{json.dumps(page)}</script>'
    )
    audit = audited(here, "--card", CARD, "--import", "p.html", *WEB)

    for each in [each for each in audit.findings if each.subject][:6]:
        for form in ("text", "markdown"):
            ran = here("letter", "D1", "--finding", each.id, "--format", form, "--now", NOW)
            assert ran.returncode == 0
            assert not {"\x1b", "\u202e"} & set(ran.stdout.decode() + ran.stderr.decode())


def test_a_review_known_from_an_export_fills_its_letters(here: Ereput, tmp_path: Path) -> None:
    takeout = str(FIXTURES / "webs" / "lyon" / "takeout")
    name = finding(audited(here, "--card", CARD, "--import", takeout, *WEB), "REV002")

    told = {each: plain(here("letter", each, "--finding", name, "--true", "--now", NOW).stdout)
            for each in ("D1", "D7", "D11", "D13")}  # fmt: skip

    assert "Je ne demande pas le retrait des coordonnées exactes de mon cabinet" in told["D1"]
    assert "note : 1 sur 5" in told["D7"]
    assert "déclaration d'une atteinte" in told["D11"]
    assert "fait précis imputé (diffamation possible)" in told["D13"]
    assert "facturé" not in "".join(told.values())

    (tmp_path / "p.html").write_text("<html><p>x")
    url = "https://www.google.com/maps/reviews/1"
    here("evidence", url, "--finding", name, "--page", "p.html", "--no-capture", "--output", "e")
    kept = plain(here("letter", "D7", "--finding", name, "--true", "--now", NOW).stdout)

    assert "[à compléter : adresse exacte" in told["D7"]
    assert f"2. Emplacement exact :\n{url}\n" in kept
    assert f"Copie conservée : {url}, page enregistrée" in kept
