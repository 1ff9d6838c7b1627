"""Probable classes of a file of texts: python benchmarks/triage.py IN.jsonl OUT.jsonl

Reads {id, text, lang} a line; writes {id, label, confidence}. With --table FILE.csv in place of both it prints the
confusion matrix on labelled texts (columns label, language, text) with precision and recall; what is labelled
"lawful" may be given any class that is no reproach.
"""

import csv
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from ereput.guide.triage import LABELS, triage

_FINE = ("opinion", "positive", "no_text", "–")  # no reproach


def answered(row: dict[str, Any]) -> dict[str, Any]:
    """One row's class; null where the tool abstains."""
    found = triage(row.get("text"), row.get("lang"))
    return {"id": row["id"], "label": found.label, "confidence": found.confidence}


def pairs(path: Path) -> Counter[tuple[str, str]]:
    """How often each label was given for each that was expected; – stands for none."""
    with path.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    return Counter((row["label"] or "–", triage(row["text"] or None, row["language"]).label or "–") for row in rows)


def table(counted: Counter[tuple[str, str]]) -> str:
    """Rows are what was expected, columns what was given."""
    labels, rows = [*LABELS, "no_text", "–"], [*LABELS, "no_text", "–", "lawful"]
    lines = [f"{'':<20}" + "".join(f"{label[:8]:>9}" for label in labels) + f"{'recall':>9}"]
    for row in rows:
        counts = [counted[row, column] for column in labels]
        if sum(counts):
            fine = _FINE if row == "lawful" else (row,)
            share = sum(counted[row, column] for column in fine) / sum(counts)
            lines.append(f"{row:<20}" + "".join(f"{count or '':>9}" for count in counts) + f"{share:>9.2f}")
    given = [sum(counted[r, c] for r in (labels if c in _FINE else rows)) for c in labels]
    shares = [f"{counted[c, c] / n:.2f}" if n else "" for c, n in zip(labels, given, strict=True)]
    return "\n".join([*lines, f"{'precision':<20}" + "".join(f"{share:>9}" for share in shares)])


if __name__ == "__main__":
    if sys.argv[1] == "--table":
        print(table(pairs(Path(sys.argv[2]))))
    else:
        source, target = map(Path, sys.argv[1:3])
        rows = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines() if line.strip()]
        target.write_text("".join(json.dumps(answered(row)) + "\n" for row in rows), encoding="utf-8")
