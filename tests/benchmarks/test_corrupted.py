"""Every corruption is done, to theirs and others alike, and an invented case is judged through it."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def candidate(number: str, name: str, specialty: str, label: str) -> dict[str, object]:
    return {
        "candidate_id": number,
        "source": "directory",
        "url": f"https://annuaire.example/{number}",
        "title": f"{name} - {specialty} - Lyon",
        "snippet": "18 rue des Tilleuls Blancs, 69003 Lyon. Prendre rendez-vous.",
        "name": name,
        "specialty": specialty,
        "practice": None,
        "address": "18 rue des Tilleuls Blancs, 69003 Lyon",
        "postcode": "69003",
        "city": "Lyon",
        "phone": "04 65 71 18 30",
        "rpps": None,
        "gold": {"label": label},
    }


def test_every_kind_is_judged(tmp_path: Path) -> None:
    query = {"text": "Dr Hélène Vaubrun", "city": "Lyon", "specialty": "dermatologue"}
    case = {
        "case_id": "one",
        "query": {**query, "rpps": None, "address": None, "phone": None},
        "register": {"n_register": 220_000, "n_same_surname": 4, "cards": [], "nearby": []},
        "candidates": [
            candidate("1", "Dr Hélène Vaubrun", "Dermatologue", "same"),
            candidate("2", "Dr Lucie Fernel", "Dermatologue", "different"),
        ],
    }
    file = tmp_path / "cases.jsonl"
    file.write_text(json.dumps(case), encoding="utf-8")

    ran = subprocess.run(
        [sys.executable, ROOT / "benchmarks" / "corrupted.py", file], check=True, capture_output=True, text=True
    )

    told = ran.stdout.splitlines()
    assert len(told) > 25
    assert told[1].split() == ["none", "1.0000", "1.000", "0.00%", "0.00%"]
    assert all(line.endswith("0.00% 0.00%") for line in told[1:])  # nothing of hers is lost, nothing else is taken
