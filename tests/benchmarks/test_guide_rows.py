"""The scripts of replies, dates and triage read and write the rows of the contract."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


def answered(script: str, rows: list[dict[str, Any]], folder: Path) -> list[dict[str, Any]]:
    given, written = folder / "in.jsonl", folder / "out.jsonl"
    given.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    subprocess.run([sys.executable, ROOT / "benchmarks" / script, given, written], check=True)
    return [json.loads(line) for line in written.read_text(encoding="utf-8").splitlines()]


def test_replies(tmp_path: Path) -> None:
    rows = [
        {"id": "a", "review": "Mal reçu.", "reply": "Votre consultation compte pour nous."},
        {"id": "b", "review": "", "reply": "Le cabinet est à l'écoute de chacun.", "flags": ["press"]},
        {"id": "c", "review": None, "reply": "Le cabinet est à l'écoute de chacun."},
    ]
    assert answered("replies.py", rows, tmp_path) == [
        {"id": "a", "blocked": True, "rules": ["RPL-01"]},
        {"id": "b", "blocked": True, "rules": ["RPL-24"]},
        {"id": "c", "blocked": False, "rules": []},
    ]


def test_dates(tmp_path: Path) -> None:
    seen = "2026-11-21T09:00:00Z"
    rows = [
        {"id": "a", "text": "il y a 3 mois", "seen_at": seen, "lang": "fr"},
        {"id": "b", "text": "Modifié il y a un an", "seen_at": seen, "lang": "fr"},
        {"id": "c", "text": "31 février 2025", "seen_at": seen, "lang": "fr"},
    ]
    assert answered("dates.py", rows, tmp_path) == [
        {"id": "a", "kind": "published", "earliest": "2026-07-22", "latest": "2026-08-21"},
        {
            "id": "b",
            "kind": "edited",
            "earliest": None,
            "latest": "2025-11-21",
            "edited_earliest": "2024-11-22",
            "edited_latest": "2025-11-21",
        },
        {"id": "c", "kind": "unknown", "earliest": None, "latest": None},
    ]


def test_triage(tmp_path: Path) -> None:
    rows = [{"id": "a", "text": "Je n'y retournerai pas.", "lang": "fr"}, {"id": "b", "text": None, "lang": "fr"}]

    assert [row["label"] for row in answered("triage.py", rows, tmp_path)] == ["opinion", "no_text"]


def test_the_table_of_triage_is_printed() -> None:
    table = ROOT / "fixtures" / "guide" / "triage.csv"
    ran = subprocess.run(
        [sys.executable, ROOT / "benchmarks" / "triage.py", "--table", table], capture_output=True, check=True
    )
    assert b"precision" in ran.stdout
