#!/usr/bin/env python3
"""The name part alone, on pairs that others labelled: names.py PAIRS.csv (columns name1, name2, is_match[, schema]).

Nothing is tuned to them. Two names agree where the one, read as a person's, is found in the other with its family
name and its first name, in full, in part, as an initial or misspelt, and no other family name beside it.
"""

import csv
import sys
from pathlib import Path

from ereput.identity.likeness import best, names
from ereput.identity.people import runs
from ereput.parsing.names import person


def agree(one: str, other: str) -> bool:
    read = person(one)
    if read is None:
        return False
    known = names(read.given, [read.family, read.birth_family])
    found = best(known, runs(other, known.words, is_name=True))
    return (
        found.family in ("full", "part", "typo")
        and found.given in ("full", "part", "initial", "typo")
        and found.other in ("none", "wed")
    )


def main(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as opened:
        rows = [row for row in csv.DictReader(opened) if row.get("schema", "Person") == "Person"]
    judged = [(row["is_match"] == "true", agree(row["name1"], row["name2"])) for row in rows]
    right = sum(is_match and said for is_match, said in judged)
    said = sum(said for _, said in judged)
    matches = sum(is_match for is_match, _ in judged)
    precision, recall = right / max(1, said), right / max(1, matches)
    f1 = 2 * precision * recall / ((precision + recall) or 1)
    print(f"{len(rows)} pairs: precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
