"""Reviews that attack the reader, through every command that takes text: nothing acts, nothing crashes or hangs."""

import csv
import html
import json
import re
import sys
import time
import unicodedata
from pathlib import Path

import pytest

from commands import NOW, Ereput
from places import FIXTURES

sys.path.insert(0, str(Path(__file__).parents[1] / "fetch"))
sys.path.insert(0, str(Path(__file__).parents[1] / "report"))

from hostile import PAYLOADS
from loopback import Server, reply

CARD = str(FIXTURES / "practitioners" / "helene-vaubrun.toml")
SHORT = "\n".join(text for text in PAYLOADS.values() if len(text) < 10_000)
TEXTS = {
    "every trick": SHORT,
    "right to left": "\u202e\u2066" + "نص طويل جدا " * 300 + "\u2069 charlatan",
    "a megabyte of escapes": "\x1b[31m\x9b2J\u202e" * 120_000,
}
LONG = {
    "a megabyte of one word": "x" * 1_000_000,
    "a megabyte of prose": "Accueil froid, attente longue, honoraires élevés. " * 20_000,
    "a megabyte of marks": "Z" + "\u0301" * 500_000,
    "a megabyte of brackets": "([{<" * 250_000,
    "a megabyte of lines": "a\n" * 500_000,
}
ACTING = {"Cc", "Cf", "Cs", "Zl", "Zp"}
SECONDS = 60.0  # for one command, on a busy machine; most take less than one


@pytest.fixture(params=[*TEXTS, *(pytest.param(name, marks=pytest.mark.soak) for name in LONG)])
def text(request: pytest.FixtureRequest) -> str:
    return (TEXTS | LONG)[request.param]


def inert(ran: "object") -> str:
    """What was printed, once it is established that nothing in it acts on a terminal."""
    out, err = ran.stdout, ran.stderr  # type: ignore[attr-defined]
    said = (out + err).decode("utf-8")
    acting = {f"U+{ord(c):04X}" for c in set(said) - {"\n", "\t"} if unicodedata.category(c) in ACTING}
    assert not acting - {"U+00AD"}, sorted(acting)
    return said


def ended(ran: "object", *codes: int) -> str:
    assert ran.returncode in (codes or (0,)), ran.stderr.decode()[-500:]  # type: ignore[attr-defined]
    return inert(ran)


def table(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="", errors="replace") as opened:
        rows = csv.writer(opened)
        rows.writerow(("text", "rating", "date"))
        rows.writerow((text, "1", "2026-11-02"))
        rows.writerow(("Très bien.", "5", "2026-11-03"))


def page(text: str) -> bytes:
    stated = {
        "@context": "https://schema.org", "@type": "Physician", "name": text[:5_000], "telephone": text[:5_000],
        "address": {"@type": "PostalAddress", "streetAddress": text[:5_000], "addressLocality": "Lyon"},
        "review": [{"@type": "Review", "reviewBody": text, "author": text[:5_000], "reviewRating": {"ratingValue": 1}}],
    }  # fmt: skip
    state = json.dumps(stated).replace("</", "<\\/")
    shown = html.escape(text)
    return f'<title>{shown[:5_000]}</title><script type="application/ld+json">{state}</script><p>{shown}'.encode(
        errors="surrogatepass"
    )


def test_read_and_opinions(here: Ereput, tmp_path: Path, text: str) -> None:
    table(tmp_path / "r.csv", text)
    (tmp_path / "r.html").write_bytes(page(text))
    (tmp_path / "r.txt").write_text(text, encoding="utf-8", errors="replace")
    rows = [{"id": text[:300], "text": text, "rating": 1, "language": text[:300]}]
    (tmp_path / "r.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    began = time.monotonic()

    ended(here("read", "r.csv", "r.html", "r.txt", "--now", NOW), 0, 4)
    told = ended(here("read", "r.csv", "r.html", "r.txt", "--json", "--authors", "--now", NOW), 0, 4)
    ended(here("opinions", "r.csv", "r.txt", "r.jsonl"), 0, 2, 4)
    ended(here("opinions", "r.jsonl", "--json"), 0, 2, 4)

    assert [json.loads(line)["file"] for line in told.splitlines()] == ["r.csv", "r.html", "r.txt"]
    assert time.monotonic() - began < 4 * SECONDS


def test_reply_check(here: Ereput, tmp_path: Path, text: str) -> None:
    (tmp_path / "reply.txt").write_text(text, encoding="utf-8", errors="replace")
    (tmp_path / "good.txt").write_text("Nous sommes à votre écoute au secrétariat.")
    (tmp_path / "review.txt").write_text(text, encoding="utf-8", errors="replace")
    began = time.monotonic()

    for words in (("reply.txt",), ("good.txt", "--review", "review.txt"), ("reply.txt", "--review", "review.txt")):
        ended(here("reply", "check", *words), 0, 2, 4)
        ended(here("reply", "check", *words, "--json"), 0, 2, 4)

    assert time.monotonic() - began < 6 * SECONDS


def test_audit_guide_letter_and_evidence_of_a_finding(here: Ereput, tmp_path: Path, text: str) -> None:
    table(tmp_path / "r.csv", text)
    (tmp_path / "r.html").write_bytes(page(text))
    began = time.monotonic()
    common = ("--card", CARD, "--import", "r.csv", "--import", "r.html", "--now", NOW, "--without", "rpps")
    sources = "tavily keenable nominatim overpass recherche_entreprises wikipedia gdelt web_pages".split()
    quiet = [word for name in sources for word in ("--without", name)]

    for form in ("terminal", "markdown", "csv"):
        ended(here("audit", *common, *quiet, "--format", form), 0, 3)
    audit = json.loads(ended(here("audit", *common, *quiet, "--format", "json"), 0, 3))

    from ereput.serial import from_json

    findings = from_json(json.dumps(audit).encode()).findings
    (tmp_path / "a.toml").write_text('danger = "no"\nsituation = "watch"\nstock = "yes"\ncover = "yes"\nsite = "no"\n')
    for finding in [each for each in findings if each.subject][:2]:
        for form in ((), ("--format", "json"), ("--format", "markdown")):
            ended(here("guide", "--finding", finding.id, "--answers", "a.toml", "--now", NOW, *form), 0, 2)
        for name in ("D7", "D12"):
            for form in ("text", "markdown"):
                words = ("letter", name, "--finding", finding.id, "--card", CARD, "--true", "--now", NOW)
                ended(here(*words, "--format", form), 0, 2)
        ended(here("evidence", "--finding", finding.id, "--page", "r.html", "--no-capture", "--json"), 0, 2)
    assert time.monotonic() - began < 10 * SECONDS


def test_evidence_of_a_page(here: Ereput, tmp_path: Path, text: str) -> None:
    with Server() as server:
        (tmp_path / "ereput.toml").write_text(f'[fetch]\nallow_private = ["{server.door}"]\n')
        server.on("/a", reply(200, page(text), content_type="text/html"))
        said = ended(here("evidence", server.url("/a"), "--no-capture", "--output", "e"))
        ended(here("evidence", "verify", "e"))
    (tmp_path / "r.html").write_bytes(page(text))
    ended(here("evidence", "--page", "r.html", "--no-capture", "--output", "f"))
    ended(
        here("evidence", "https://avis.example/" + text[:3_000], "--page", "r.html", "--output", "g", "--no-capture"),
        0,
        2,
    )
    ended(here("evidence", "list"))

    assert server.url("/a") in said
    for folder in ("e", "f"):
        notes = (tmp_path / folder / "LISEZ-MOI.txt").read_text(encoding="utf-8")
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", notes)
        assert ("Nom donné aux sites" in notes) == (folder == "e")  # no site was asked for the other


@pytest.mark.parametrize(
    "words",
    [
        ("guide", "{}"),
        ("guide", "--finding", "{}"),
        ("letter", "{}"),
        ("letter", "D7", "--finding", "{}"),
        ("reply", "draft", "--theme", "{}"),
        ("reply", "check", "{}"),
        ("read", "{}"),
        ("opinions", "{}"),
        ("evidence", "{}"),
        ("evidence", "verify", "{}"),
        ("evidence", "verify", ".", "--manifest", "{}"),
        ("evidence", "--finding", "{}"),
        ("evidence", "list", "--finding", "{}"),
        ("audit", "{}", "--replay", str(FIXTURES / "webs" / "lyon"), "--now", NOW),
        ("audit", "Hélène Vaubrun", "--import", "{}"),
        ("audit", "Hélène Vaubrun", "--format", "{}"),
        ("audit", "Hélène Vaubrun", "--source", "{}"),
        ("audit", "Hélène Vaubrun", "--lang", "{}"),
        ("audit", "Hélène Vaubrun", "--now", "{}"),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("trick", ["a\x1b[31mb\x9b2Jc\u202ed\u2066\n\re", "é" * 5_000, "{x} %s {0!r} {", "-\u202e"])
def test_words_typed_at_the_command_line(here: Ereput, words: tuple[str, ...], trick: str) -> None:
    ran = here(*(word.replace("{}", trick) if word == "{}" else word for word in words))

    assert ran.returncode in (0, 2, 3, 4)
    inert(ran)
