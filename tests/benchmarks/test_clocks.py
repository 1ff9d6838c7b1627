import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_clocks_are_those_of_the_contract(tmp_path: Path) -> None:
    rows = [
        {"id": "a", "kind": "press", "from": "2026-11-02"},
        {"id": "b", "kind": "press", "from": "2026-11-30"},
        {"id": "c", "kind": "gdpr", "from": "2027-01-31"},
        {"id": "d", "kind": "press", "from": None},
        {"id": "e", "kind": "press", "from": "2026-02-30"},
    ]
    given, answered = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    given.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")

    subprocess.run([sys.executable, ROOT / "benchmarks" / "clocks.py", given, answered], check=True)

    assert [json.loads(line) for line in answered.read_text(encoding="utf-8").splitlines()] == [
        {"id": "a", "last_day": "2027-02-02"},
        {"id": "b", "last_day": "2027-02-28"},
        {"id": "c", "last_day": "2027-02-28"},
        {"id": "d", "last_day": None},
        {"id": "e", "last_day": None},
    ]
