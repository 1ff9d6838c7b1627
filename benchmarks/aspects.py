"""Aspects for a file of texts: python benchmarks/aspects.py IN.jsonl OUT.jsonl

Reads {id, text, lang} a line; writes {id, aspects: {waiting: neg, …}}.
"""

import json
import sys
from pathlib import Path

from ereput.opinion import opinion


def answered(row: dict[str, str | None]) -> dict[str, object]:
    """One row's answer."""
    found = opinion(str(row["id"]), row.get("text"), language=row.get("lang"))
    return {"id": row["id"], "aspects": dict(found.aspects)}


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:3])
    with source.open(encoding="utf-8") as rows, target.open("w", encoding="utf-8") as answers:
        answers.writelines(json.dumps(answered(json.loads(row))) + "\n" for row in rows if row.strip())
