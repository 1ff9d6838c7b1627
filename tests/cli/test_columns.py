"""`--columns` and `--seconds`, as they are typed."""

import json
from pathlib import Path

import pytest

from commands import LYON, Ereput
from ereput.cli.files.columns import typed
from ereput.errors import UsageError


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (None, {}),
        ("", {}),
        ("text=Avis", {"text": "Avis"}),
        (
            "text=Avis, rating = Note /10,date=Date de l'avis",
            {"text": "Avis", "rating": "Note /10", "date": "Date de l'avis"},
        ),
        ("text=Votre avis, en bref,rating=Note", {"text": "Votre avis, en bref", "rating": "Note"}),
    ],
)
def test_columns_are_read_as_typed(text: str | None, meant: dict[str, str]) -> None:
    assert typed(text) == meant


@pytest.mark.parametrize(
    ("text", "said"), [("Avis", "is written"), ("text=", "is written"), ("avis=Avis", "knows text")]
)
def test_what_cannot_be_meant_is_said(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        typed(text)


def test_a_table_s_columns_are_named_on_the_command_line(ereput: Ereput, tmp_path: Path) -> None:
    (tmp_path / "avis.csv").write_text("a;b;c\nTrès bien;x;8\n")
    ran = ereput("read", "avis.csv", "--columns", "text=a,rating=c/10", "--json")
    (review,) = json.loads(ran.stdout)["reviews"]

    assert (review["text"], review["rating"], review["best"]) == ("Très bien", 8.0, 10.0)


def test_an_audit_reads_a_table_that_is_brought(ereput: Ereput, tmp_path: Path) -> None:
    (tmp_path / "avis.csv").write_text("a;b;c\nTrès bien;x;4\n")
    ran = ereput(
        "audit", *LYON, "--import", "avis.csv", "--columns", "text=a,rating=c", "--no-history", "--format", "json"
    )
    exports = next(one for one in json.loads(ran.stdout)["harvests"] if one["source"] == "exports")

    assert exports["status"] == "found"
    assert [one["text"] for one in exports["items"] if one["kind"] == "review"] == ["Très bien"]


@pytest.mark.parametrize("seconds", ["0", "-1", "nan"])
def test_no_time_at_all_is_refused(ereput: Ereput, seconds: str) -> None:
    ran = ereput("read", "x.html", "--seconds", seconds, "--lang", "en")

    assert (ran.returncode, b"--seconds" in ran.stderr) == (2, True)


def test_a_problem_of_a_member_is_said_in_the_readers_language(ereput: Ereput, tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "x.html").write_bytes(b"%PDF-1.7")

    assert "  ! x.html: ceci est un PDF" in ereput("read", "pages", "--lang", "fr").stdout.decode()
