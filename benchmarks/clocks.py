"""Last days for a file of clocks: python benchmarks/clocks.py IN.jsonl OUT.jsonl

Reads {id, kind, from} a line, from being a day or null; writes {id, last_day}.
"""

import json
import sys
from datetime import date
from pathlib import Path

from ereput.guide.clocks import last_day


def answered(row: dict[str, str | None]) -> dict[str, str | None]:
    """One row's answer; null where the start is unknown or no day of the calendar."""
    last = last_day(str(row["kind"]), _day(row.get("from")))
    return {"id": row["id"], "last_day": last.isoformat() if last else None}


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:3])
    rows = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines() if line.strip()]
    target.write_text("".join(json.dumps(answered(row)) + "\n" for row in rows), encoding="utf-8")
