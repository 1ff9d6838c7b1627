"""What the rules say of a file of replies: python benchmarks/replies.py IN.jsonl OUT.jsonl

Reads {id, review, reply, flags?} a line; writes {id, blocked, rules}, the rules being those that block.
"""

import json
import sys
from pathlib import Path
from typing import Any

from ereput.guide.replies import Case, check


def answered(row: dict[str, Any]) -> dict[str, Any]:
    """One row's verdict."""
    case = Case(flags=frozenset(row.get("flags") or ()))
    verdict = check(row.get("reply") or "", row.get("review") or None, case)
    return {"id": row["id"], "blocked": verdict.is_blocked, "rules": list(verdict.blocking)}


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:3])
    rows = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines() if line.strip()]
    target.write_text("".join(json.dumps(answered(row)) + "\n" for row in rows), encoding="utf-8")
