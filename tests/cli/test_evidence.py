"""`ereput evidence` as a stranger runs it, against a server on loopback."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from commands import FIXTURES, LYON, Ereput

sys.path.insert(0, str(Path(__file__).parents[1] / "fetch"))

from loopback import Server, reply, zipped

PAGE = "<html><title>Avis</title><p>Très déçu".encode()
ROBOTS = reply(200, b"User-agent: *\nDisallow: /private\n", content_type="text/plain")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with Server() as started:
        started.on("/robots.txt", ROBOTS).on("/avis", zipped(PAGE, content_type="text/html"))
        (tmp_path / "ereput.toml").write_text(f'[fetch]\nallow_private = ["{started.door}"]\n')
        yield started


def kept(ereput: Ereput, server: Server, *words: str, **variables: str) -> Path:
    ran = ereput("evidence", server.url("/avis"), "--no-capture", "--output", "e", *words, **variables)
    assert ran.returncode == 0, ran.stderr.decode()
    return Path("e")


def plain(text: bytes) -> str:
    return text.decode().replace("\xa0", " ").replace("\u202f", " ")


def test_a_page_is_kept_and_found_unchanged_until_it_is_not(ereput: Ereput, server: Server, tmp_path: Path) -> None:
    said = plain(ereput("evidence", server.url("/avis"), "--no-capture", "--output", "e").stdout)
    sound = ereput("evidence", "verify", "e")
    (tmp_path / "e" / "page-01.html").write_bytes(PAGE + b".")
    (tmp_path / "e" / "LISEZ-MOI.txt").unlink()
    (tmp_path / "e" / "\x1b[31mnew\u202e").write_text("")
    changed = ereput("evidence", "verify", "e")

    assert "n'est pas un constat" in said
    assert "SHA-256 du manifeste" in said
    assert sound.returncode == 0
    assert "Rien n'a changé : 3 fichiers" in plain(sound.stdout)
    assert "connaît ce manifeste" in plain(sound.stdout)
    assert changed.returncode == 4
    lines = plain(changed.stdout).splitlines()
    assert len(lines) == 3
    assert "page-01.html a été modifié" in lines[0]
    assert lines[1:] == ["LISEZ-MOI.txt manque", "?[31mnew? a été ajouté"]


def test_a_folder_made_anew_is_caught_by_the_history_and_by_what_was_noted(
    here: Ereput, server: Server, tmp_path: Path
) -> None:
    kept(here, server)
    (tmp_path / "e").rename(tmp_path / "old")
    server.on("/avis", reply(200, b"<html>forged", content_type="text/html"))
    kept(here, server, "--no-history")

    by_history = here("evidence", "verify", "e")
    by_hash = here("evidence", "verify", "e", "--manifest", "0" * 64, "--no-history")
    moved = here("evidence", "verify", "old")
    alone = here("evidence", "verify", "e", "--no-history")

    assert (by_history.returncode, by_hash.returncode, moved.returncode, alone.returncode) == (4, 4, 0, 0)
    assert "a noté un autre manifeste pour ce dossier" in plain(by_history.stdout)
    assert "n'est pas celui qui a été noté" in plain(by_hash.stdout)


def test_a_page_that_may_not_be_read_can_be_saved_and_given(here: Ereput, server: Server, tmp_path: Path) -> None:
    url = server.url("/private")
    refused = here("evidence", url, "--output", "e")
    (tmp_path / "saved.html").write_bytes(PAGE)
    given = here("evidence", url, "--page", "saved.html", "--output", "e", "--no-capture", "--json")

    assert refused.returncode == 3
    assert "lecture non permise" in plain(refused.stderr)
    assert f"ereput evidence {url} --page" in plain(refused.stderr)
    assert [path.name for path in tmp_path.iterdir() if path.name == "e"] == ["e"]  # of the second run only
    assert json.loads(given.stdout)["url"] == url
    assert (tmp_path / "e" / "saved-01.html").read_bytes() == PAGE
    assert {asked.path for asked in server.asked} == {"/robots.txt"}


def test_what_could_be_kept_is_kept_beside_what_could_not(here: Ereput, server: Server, tmp_path: Path) -> None:
    ran = here("evidence", server.url("/private"), server.url("/avis"), "--no-capture", "--output", "e")

    told = json.loads((tmp_path / "e" / "manifest.json").read_bytes())["told"]
    assert ran.returncode == 0
    assert "lecture non permise" in plain(ran.stderr)
    assert [missed["status"] for missed in told["missed"]] == ["disallowed"]
    notes = plain((tmp_path / "e" / "LISEZ-MOI.txt").read_bytes())
    assert "Rien n'a pu être conservé de" in notes
    assert "disallowed" not in notes


def test_an_answer_that_the_page_is_not_there_is_told_as_that(here: Ereput, server: Server) -> None:
    server.on("/gone", reply(404, PAGE, content_type="text/html"))

    said = plain(here("evidence", server.url("/avis"), server.url("/gone"), "--no-capture").stdout).splitlines()

    assert f"  {server.url('/gone')} · HTTP 404" in said
    assert f"  {server.url('/avis')}" in said


def test_the_pages_of_a_case_are_those_of_its_address_too(here: Ereput, server: Server, tmp_path: Path) -> None:
    from datetime import UTC, datetime

    from ereput.guide.cases import About, Case
    from ereput.history import History

    kept(here, server)
    with History(tmp_path / "data" / "history.sqlite") as past:
        past.open_case(Case(about=About(url=server.url("/avis"))), datetime(2026, 11, 20, 8, tzinfo=UTC))

    assert server.url("/avis") in plain(here("evidence", "list", "--case", "1").stdout)
    assert here("evidence", "list", "--case", "2").returncode == 2


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 2, "de quoi"),
        (("avis.example",), 2, "n'est pas une adresse"),
        (("\x1b[31mx",), 2, "n'est pas une adresse"),
        (("verify",), 2, "un dossier"),
        (("verify", "nowhere"), 4, "ne peut pas être lu"),
        (("https://avis.example/", "--manifest", "x"), 2, "--manifest va avec verify"),
        (("--page", "nowhere.html"), 4, "pas de fichier"),
        (("--page", "ereput.toml"), 2, "page enregistrée"),
        (("--finding", "REV001-abc"), 2, "pas encore d'audit"),
        (("--case", "9"), 2, "9"),
        (("https://a.example/", "https://b.example/", *["--page", "p.html"] * 3), 2, "une adresse pour toutes"),
        ([f"https://a.example/{n}" for n in range(60)], 2, "50"),
    ],
)
def test_what_cannot_be_done_gets_one_sentence(
    here: Ereput, tmp_path: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    (tmp_path / "ereput.toml").write_text("")
    (tmp_path / "p.html").write_bytes(PAGE)

    ran = here("evidence", *words)

    assert ran.returncode == code
    assert said in plain(ran.stderr)
    assert len(ran.stderr.decode().splitlines()) == 1
    assert b"\x1b" not in ran.stderr + ran.stdout


def test_evidence_is_not_written_over(here: Ereput, server: Server) -> None:
    folder = kept(here, server)

    again = here("evidence", server.url("/avis"), "--no-capture", "--output", str(folder))

    assert again.returncode == 2
    assert "jamais écrasée" in plain(again.stderr)


def test_the_page_of_a_finding_is_kept_for_it_and_for_letters(here: Ereput, tmp_path: Path) -> None:
    (tmp_path / "ereput.toml").write_text("")
    (tmp_path / "p.html").write_bytes(PAGE)
    audit = json.loads(here("audit", *LYON, "--format", "json").stdout)
    found = next(each for each in audit["findings"] if each["code"].startswith(("NAP", "REV")) and each["evidence"])
    from ereput.serial import from_json

    name = next(f.id for f in from_json(json.dumps(audit).encode()).findings if f.code == found["code"])

    ran = here("evidence", "--finding", name, "--page", "p.html", "--no-capture", "--output", "e", "--json")
    listed = plain(here("evidence", "list", "--finding", name).stdout)

    row = json.loads(ran.stdout)
    assert row["finding"] == name
    assert row["url"].startswith("http")
    assert row["sha256"] in listed
    assert row["manifest"] in listed
    assert "Aucune page" in plain(here("evidence", "list", "--finding", "REV001-000000").stdout)


def finding_of(here: Ereput, tmp_path: Path) -> tuple[str, str]:
    """A finding of an audit with a page of its own, and that page's address."""
    from ereput.guide.cases import of_finding
    from ereput.guide.tree import tree
    from ereput.serial import from_json

    (tmp_path / "ereput.toml").write_text("")
    audit = from_json(here("audit", *LYON, "--format", "json").stdout)
    told = ((each.id, of_finding(tree(), audit, each.id).about.url) for each in audit.findings if each.evidence)
    return next((name, url) for name, url in told if url)


def test_a_saved_page_of_another_site_is_no_evidence_of_a_finding(here: Ereput, tmp_path: Path) -> None:
    name, url = finding_of(here, tmp_path)
    (tmp_path / "other.html").write_text('<html><link rel="canonical" href="https://autre.example/dr"><p>x')
    (tmp_path / "own.html").write_text(f'<html><meta property="og:url" content="{url}"><p>x')

    refused = here("evidence", "--finding", name, "--page", "other.html", "--no-capture", "--output", "a")
    typed = here("evidence", "https://autre.example/dr", "--finding", name, "--page", "other.html",
                 "--no-capture", "--output", "b")  # fmt: skip
    own = here("evidence", "--finding", name, "--page", "own.html", "--no-capture", "--output", "c")

    assert refused.returncode == 2
    assert len(refused.stderr.decode().splitlines()) == 1
    assert "une page d'un autre site" in plain(refused.stderr)
    assert not (tmp_path / "a").exists()
    assert typed.returncode == own.returncode == 0
    assert "une page d'un autre site" in plain(typed.stderr)
    assert own.stderr == b""
    told = [json.loads((tmp_path / at / "manifest.json").read_bytes())["told"] for at in ("b", "c")]
    assert "une page d'un autre site" in plain(told[0]["remarks"][0].encode())
    assert "remarks" not in told[1]
    assert [each["pages"][0]["url_is_verified"] for each in told] == [False, False]


def test_an_address_that_nobody_verified_is_marked_everywhere(here: Ereput, tmp_path: Path) -> None:
    (tmp_path / "ereput.toml").write_text("")
    (tmp_path / "p.html").write_text('<html><link rel="canonical" href="https://avis.example/dr"><p>x')

    alone = here("evidence", "--page", "p.html", "--no-capture", "--output", "a")
    named = here("evidence", "https://autre.example/", "--page", "p.html", "--no-capture", "--output", "b", "--json")
    same = here("evidence", "https://avis.example/dr", "--page", "p.html", "--no-capture", "--output", "c")

    assert "non vérifiée" in plain(alone.stdout)
    assert "le fichier indique la même" in plain(same.stdout)
    assert (alone.stderr, same.stderr) == (b"", b"")
    assert plain(named.stderr).splitlines() == [
        "p.html indique https://avis.example/dr, et non https://autre.example/."
    ]
    for folder in "abc":
        notes = plain((tmp_path / folder / "LISEZ-MOI.txt").read_bytes())
        assert "Adresse (non vérifiée) : https://" in notes
        assert "Adresse demandée" not in notes
        assert here("evidence", "verify", folder).returncode == 0


def test_the_hour_is_that_of_the_zone_that_is_set(here: Ereput, server: Server, tmp_path: Path) -> None:
    kept(here, server, EREPUT_ZONE="Indian/Reunion")
    wrong = here("evidence", "list", EREPUT_ZONE="Mars/Olympus")

    told = json.loads((tmp_path / "e" / "manifest.json").read_bytes())["told"]
    assert told["zone"] == "Indian/Reunion"
    assert told["pages"][0]["local_time"].endswith("+04:00")
    assert wrong.returncode == 2
    assert "fuseau horaire" in plain(wrong.stderr)


def test_the_usual_checksums_can_be_checked_without_ereput(here: Ereput, server: Server, tmp_path: Path) -> None:
    kept(here, server)

    checked = subprocess.run(
        ["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=tmp_path / "e", capture_output=True, check=False
    )

    assert (checked.returncode, checked.stdout) == (0, b"")


def test_what_is_kept_can_be_read_by_ereput_itself(here: Ereput, server: Server) -> None:
    stated = {"@context": "https://schema.org", "@type": "Physician", "name": "Dr Hélène Vaubrun"}
    body = f'<html><script type="application/ld+json">{json.dumps(stated)}</script>'
    server.on("/avis", zipped(body.encode(), content_type="text/html"))
    kept(here, server)

    read = [json.loads(line) for line in here("read", "--json", "e/exchanges.warc.gz").stdout.splitlines()]

    assert read[0]["listings"][0]["name"] == "Dr Hélène Vaubrun"


@pytest.mark.parametrize(("wound", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -9)])
def test_an_interruption_leaves_no_folder_and_the_next_run_is_whole(
    ereput: Ereput, server: Server, environment: dict[str, str], tmp_path: Path, wound: signal.Signals, code: int
) -> None:
    server.on("/slow", lambda connection: time.sleep(20))
    words = ["evidence", server.url("/avis"), server.url("/slow"), "--no-capture", "--output", "e"]
    running = subprocess.Popen(
        [sys.executable, "-m", "ereput", *words], env=environment, cwd=tmp_path, stderr=subprocess.PIPE
    )
    while "/slow" not in [asked.path for asked in server.asked]:
        time.sleep(0.02)
    os.kill(running.pid, wound)
    running.communicate(timeout=20)

    assert running.returncode == code
    assert not (tmp_path / "e").exists()
    left = list(tmp_path.glob(".e.*"))
    assert len(left) == (wound == signal.SIGKILL)
    again = ereput("evidence", server.url("/avis"), "--no-capture", "--output", "e")
    assert again.returncode == 0
    assert [str(path) in plain(again.stderr) for path in left] == [True] * len(left)
    assert ("interrompue" in plain(again.stderr)) == bool(left)
    assert ereput("evidence", "verify", "e").returncode == 0
    assert len(ereput("evidence", "list").stdout.splitlines()) == 1


def test_a_database_that_cannot_be_used_is_said_before_anything_is_asked(
    here: Ereput, server: Server, tmp_path: Path
) -> None:
    ran = here("evidence", server.url("/avis"), "--output", "e", "--database", str(tmp_path))

    assert ran.returncode == 4
    assert server.asked == []


def test_the_guide_says_what_is_kept_of_a_finding(here: Ereput, tmp_path: Path) -> None:
    from ereput.serial import from_json

    (tmp_path / "ereput.toml").write_text("")
    (tmp_path / "p.html").write_bytes(PAGE)
    (tmp_path / "a.toml").write_text('danger = "no"\nsituation = "watch"\nstock = "yes"\ncover = "yes"\nsite = "no"\n')
    audit = from_json(here("audit", *LYON, "--format", "json").stdout)
    finding = next(each for each in audit.findings if each.code.startswith(("NAP", "REV")) and each.evidence).id

    before = plain(here("guide", "--finding", finding, "--answers", "a.toml").stdout)
    here("evidence", "--finding", finding, "--page", "p.html", "--no-capture", "--output", "e")
    after = plain(here("guide", "--finding", finding, "--answers", "a.toml").stdout)

    assert f"ereput evidence --page FICHIER --finding {finding}" in before  # no program may read that site
    assert "1 page conservée comme preuve, le" in after


def test_what_was_kept_without_a_finding_is_found_by_its_address(here: Ereput, tmp_path: Path) -> None:
    from ereput.guide.cases import of_finding
    from ereput.guide.tree import tree
    from ereput.serial import from_json

    (tmp_path / "p.html").write_bytes(PAGE)
    audit = from_json(here("audit", *LYON, "--format", "json").stdout)
    finding = next(each.id for each in audit.findings if each.code.startswith("NAP"))
    url = str(of_finding(tree(), audit, finding).about.url)

    before = plain(here("letter", "D1", "--finding", finding).stdout)
    here("evidence", url, "--page", "p.html", "--no-capture", "--output", "e")
    after = plain(here("letter", "D1", "--finding", finding).stdout)

    assert "SHA-256" not in before.split("Copie conservée")[1].split("[à compléter")[0]
    assert f"Copie conservée : {url}, page enregistrée" in after


def test_a_finding_without_a_page_of_its_own_is_told_the_form_that_works(here: Ereput, tmp_path: Path) -> None:
    from ereput.serial import from_json

    (tmp_path / "ereput.toml").write_text("")
    (tmp_path / "p.html").write_bytes(PAGE)
    (tmp_path / "a.toml").write_text('danger = "no"\nsituation = "watch"\nstock = "yes"\ncover = "yes"\nsite = "no"\n')
    takeout = str(FIXTURES / "webs" / "lyon" / "takeout")
    audit = from_json(here("audit", *LYON, "--import", takeout, "--format", "json").stdout)
    finding = next(each.id for each in audit.findings if each.code == "REV002")
    form = f"ereput evidence ADRESSE --page FICHIER --finding {finding}"

    refused = here("evidence", "--finding", finding, "--output", "e")

    assert form in plain(here("guide", "--finding", finding, "--answers", "a.toml").stdout)
    assert refused.returncode == 2
    assert form in plain(refused.stderr)
    typed = ("https://www.google.com/maps/reviews/1", "--page", "p.html", "--finding", finding)
    assert here("evidence", *typed, "--no-capture", "--output", "e").returncode == 0
