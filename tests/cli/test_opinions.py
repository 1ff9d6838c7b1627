"""`ereput opinions`: what it reads, prints and says no to."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Ereput = Callable[..., subprocess.CompletedProcess[bytes]]


def _answers(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, object]]:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_text_a_line_gives_an_object_a_line(ereput: Ereput, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Excellent médecin, à l'écoute.\n\nÀ fuir !\n", "utf-8")

    first, second = _answers(ereput("opinions", "a.txt", "--json"))

    assert list(first) == ["id", "label", "score", "confidence", "language", "aspects"]
    assert (first["id"], first["label"], first["aspects"]) == ("1", "pos", {"listening": "pos", "competence": "pos"})
    assert (second["id"], second["label"]) == ("3", "neg")


def test_rows_of_json_and_of_tables_are_read_alike(ereput: Ereput, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": 7, "text": "Très bon accueil", "rating": 5}\n', "utf-8")
    (tmp_path / "b.csv").write_bytes('\ufeffid;texte;rating\n7;"Très bon\naccueil";5\n'.encode())
    (tmp_path / "c.csv").write_bytes("id,text\n7,Très bon accueil\n".encode("windows-1252"))

    answers = _answers(ereput("opinions", "a.jsonl", "b.csv", "c.csv", "--json"))

    assert [(one["id"], one["label"], one["aspects"]) for one in answers] == [("7", "pos", {"reception": "pos"})] * 3


def test_stars_speak_where_a_row_has_no_text(ereput: Ereput, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,text,rating\na,,1\nb,,\n", "utf-8")

    answers = _answers(ereput("opinions", "a.csv", "--json"))

    assert [(one["id"], one["label"]) for one in answers] == [("a", "neg"), ("b", None)]


def test_a_bad_row_is_one_sentence_and_the_others_are_read(ereput: Ereput, tmp_path: Path) -> None:
    rows = ["oops", "[1]", '{"text": 3}', '{"text": "Parfait", "rating": 9}', '{"text": "Parfait"}']
    (tmp_path / "a.jsonl").write_text("\n".join(rows), "utf-8")

    done = ereput("opinions", "a.jsonl", "--json", "--lang", "en")

    assert [one["id"] for one in _answers(done)] == ["5"]
    assert done.stderr.decode().splitlines() == [
        "a.jsonl: line 1 is not a JSON object",
        "a.jsonl: line 2 is not a JSON object",
        "a.jsonl: line 3: the text is not a text",
        "a.jsonl: line 4: the rating is not a number from 0 to 5",
    ]


def test_many_bad_rows_are_counted(ereput: Ereput, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("x\n" * 50 + '{"text": "Parfait"}\n', "utf-8")

    done = ereput("opinions", "a.jsonl", "--json", "--lang", "en")

    assert len(done.stderr.splitlines()) == 21
    assert done.stderr.decode().splitlines()[-1] == "30 more rows left out"


@pytest.mark.parametrize(
    ("name", "content", "code", "sentence"),
    [
        ("a.txt", b"", 2, "no text to read"),
        ("a.csv", b"nom,age\nx,3\n", 2, "no column holds texts"),
        ("a.pdf", b"%PDF", 2, "is not .jsonl, .csv or .txt"),
        (None, b"", 4, "cannot be read"),
    ],
)
def test_what_cannot_be_used_is_said_in_a_sentence(
    ereput: Ereput, tmp_path: Path, name: str | None, content: bytes, code: int, sentence: str
) -> None:
    if name:
        (tmp_path / name).write_bytes(content)

    done = ereput("opinions", name or "absent.txt", "--lang", "en", EREPUT_LANG="en")

    assert done.returncode == code
    assert sentence in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_the_table_counts_texts_and_aspects(ereput: Ereput, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Très bon accueil\n" * 6 + "Accueil glacial\nSehr guter Arzt, sehr zufrieden\n")

    shown = ereput("opinions", "a.txt", "--lang", "en").stdout.decode()

    assert shown.splitlines()[0] == "8 texts read"
    assert [line.split() for line in shown.splitlines() if "welcome" in line] == [["welcome", "7", "86%"]]
    assert "texts not judged" in shown


def test_a_line_without_end_is_cut(ereput: Ereput, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("très " * 500_000 + "\nParfait\n", "utf-8")

    assert [one["id"] for one in _answers(ereput("opinions", "a.txt", "--json"))] == ["1", "2"]


def test_no_escape_of_a_file_reaches_the_terminal(ereput: Ereput, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "\\u001b[31mred", "text": "Parfait"}\n', "utf-8")

    assert b"\x1b" not in ereput("opinions", "a.jsonl", "--json").stdout


def test_two_processes_answer_in_the_order_of_the_rows(ereput: Ereput, tmp_path: Path) -> None:
    rows = [{"id": number, "text": ("Parfait. " if number % 3 else "Nul. ") * (number % 7)} for number in range(900)]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")

    alone, together = ereput("opinions", "a.jsonl", "--json"), ereput("opinions", "a.jsonl", "--json", "--jobs", "2")

    assert alone.returncode == together.returncode == 0, together.stderr
    assert together.stdout == alone.stdout
    assert len(alone.stdout.splitlines()) == 900


@pytest.mark.parametrize("second", ["camembert-base", "/nowhere"])
def test_a_second_reader_that_is_not_there_is_one_sentence(ereput: Ereput, tmp_path: Path, second: str) -> None:
    (tmp_path / "a.txt").write_text("Parfait.\n", "utf-8")

    done = ereput("opinions", "a.txt", "--second", second, LC_ALL="en_GB.UTF-8")

    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == f"ereput: {second} is neither embed nor the folder of a model\n"


def test_a_second_reader_may_be_set_in_the_settings(ereput: Ereput, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Parfait.\n", "utf-8")
    (tmp_path / "ereput.toml").write_text('[opinions]\nsecond = "nobody"\n', "utf-8")

    done = ereput("opinions", "a.txt", LC_ALL="en_GB.UTF-8")

    assert done.returncode == 2
    assert b"nobody is neither" in done.stderr


def test_the_table_stands_in_columns_and_says_why_a_share_is_missing(ereput: Ereput, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Impossible de joindre le secrétariat au téléphone, standard injoignable.\n", "utf-8"
    )

    done = ereput("opinions", "a.txt", "--lang", "fr")

    rows = [line for line in done.stdout.decode().splitlines() if "rendez-vous" in line or "en bien" in line]
    assert len({len(row) for row in rows}) == 1
    assert "trop peu" in rows[1]
