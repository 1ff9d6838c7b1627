"""Which days lines about time mean: python benchmarks/dates.py IN.jsonl OUT.jsonl

Reads {id, text, seen_at, lang} a line; writes {id, kind, earliest, latest, edited_earliest?, edited_latest?}.
"""

import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from ereput.parsing.days import dated


def answered(row: dict[str, Any]) -> dict[str, Any]:
    """One row's days; an instant without a zone is taken for UTC."""
    seen_at = datetime.fromisoformat(row["seen_at"])
    if seen_at.tzinfo is None:
        seen_at = seen_at.replace(tzinfo=UTC)
    found = dated(row.get("text"), seen_at, row.get("lang"))
    answer = {
        "id": row["id"],
        "kind": found.kind,
        "earliest": _written(found.published.earliest),
        "latest": _written(found.published.latest),
    }
    if found.edited:
        answer["edited_earliest"] = _written(found.edited.earliest)
        answer["edited_latest"] = _written(found.edited.latest)
    return answer


def _written(day: date | None) -> str | None:
    return day.isoformat() if day else None


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:3])
    rows = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines() if line.strip()]
    target.write_text("".join(json.dumps(answered(row)) + "\n" for row in rows), encoding="utf-8")
