"""What single words and pairs of words add, as fitted weights: the part of reading that no lexicon wrote down.

A gram is a word, two words in a row, or the first six letters of a long word ("recomm*"). The weights are made by
`benchmarks/train_opinions.py` and kept as one small file a table: zlib over a head of JSON, the grams a line each,
and a byte a weight. A word that the file does not have — a name, a town — adds nothing and counts for nothing.
"""

import json
import math
import zlib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

STEM = 6  # letters
DAMPED = 3  # words added to the length by which a sum is divided, so that one word alone is no verdict

Sums = tuple[float, ...]


def grams(words: Sequence[str]) -> Iterator[str]:
    """The grams of a run of words and marks; a mark parts, and all numbers are one."""
    before = ""
    for word in words:
        if not word.isalnum():
            before = ""
            continue
        told = "0" if word[0].isdigit() else word
        yield told
        if len(told) > STEM:
            yield f"{told[:STEM]}*"
        if before:
            yield f"{before} {told}"
        before = told


class Weights:
    """One table of weights: what each gram adds to each of its columns."""

    def __init__(self, packed: bytes) -> None:
        head, rest = zlib.decompress(packed).split(b"\n", 1)
        facts = json.loads(head)
        self.columns: tuple[str, ...] = tuple(facts["columns"])
        self.rows: dict[str, list[float]] = facts["rows"]  # of what is no gram: a trait, a cue
        self._steps: list[float] = facts["steps"]
        names = rest[: facts["names"]].decode().split("\n")
        self._at = dict(zip(names, range(len(names)), strict=True))
        self._bytes = memoryview(rest[facts["names"] :]).cast("b")
        self._words: dict[str, tuple[Sums, bool]] = {}

    def sums(self, words: Sequence[str]) -> Sums:
        """What the grams of a text add to each column, its length evened out."""
        totals = [0.0] * len(self.columns)
        known = DAMPED
        before = ""
        seen = self._words
        for word in words:
            if not word.isalnum():
                before = ""
                continue
            told = "0" if word[0].isdigit() else word
            found = seen.get(told) or self._alone(told)
            if found[1]:
                known += 1
            for i, part in enumerate(found[0]):
                totals[i] += part
            if before and (at := self._at.get(f"{before} {told}")) is not None:
                for i, part in enumerate(self._row(at)):
                    totals[i] += part
            before = told
        return tuple(total / math.sqrt(known) for total in totals)

    def _alone(self, word: str) -> tuple[Sums, bool]:
        """A word and its stem; kept, as the words of reviews are few."""
        at = [self._at[gram] for gram in grams((word,)) if gram in self._at]
        found = tuple(map(sum, zip(*map(self._row, at), strict=True))), word in self._at
        if len(self._words) < 50_000:
            self._words[word] = found
        return found

    def _row(self, at: int) -> Sums:
        wide = len(self.columns)
        return tuple(
            step * value for step, value in zip(self._steps, self._bytes[at * wide : (at + 1) * wide], strict=True)
        )


def pack(columns: Sequence[str], rows: dict[str, list[float]], table: dict[str, Sequence[float]]) -> bytes:
    """The file that `Weights` reads; grams whose weights round to nothing are left out."""
    steps = [max((abs(row[i]) for row in table.values()), default=0.0) / 127 or 1.0 for i in range(len(columns))]
    small = {gram: [round(w / step) for w, step in zip(row, steps, strict=True)] for gram, row in table.items()}
    kept = {gram: small[gram] for gram in sorted(small) if any(small[gram])}
    names = "\n".join(kept).encode()
    head = {"columns": list(columns), "rows": rows, "steps": steps, "names": len(names)}
    body = b"".join(bytes(value & 255 for value in row) for row in kept.values())
    return zlib.compress(json.dumps(head).encode() + b"\n" + names + body, 9)


@cache
def weights(name: str) -> Weights | None:
    """The table of `weights/NAME.bin`, read once; None where there is none."""
    path = files("ereput.opinion") / "weights" / f"{name}.bin"
    return Weights(path.read_bytes()) if path.is_file() else None
