"""What single words and pairs of words add, as fitted weights: the part of reading that no lexicon wrote down.

A gram is a word, two words in a row, the first six letters of a long word ("recomm*"), or three to five letters of a
word that the file has ("~rude>"). The weights are made by
`benchmarks/train_opinions.py` and `train_triage.py` and kept as one small file a table: zlib over a head of JSON, the
grams a line each, and a byte a weight. To `sums` a word that the file does not have — a name, a town — adds nothing and
counts for nothing; to `added` the caller says which grams there are.
"""

import json
import math
import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files

STEM = 6  # letters
SHORTEST, SIZES = 2, (3, 4, 5)  # letters of a word that has no runs, and of a run
DAMPED = 3  # words added to the length by which a sum is divided, so that one word alone is no verdict

KEPT = 10_000  # different words that are remembered
KEPT_ROWS = 50_000  # different grams

Sums = tuple[float, ...]
Known = tuple[str, Sums | None, bool, dict[str, int] | None]  # as in pairs, sums, is in the file, its pairs


def grams(words: Iterable[str]) -> Iterator[str]:
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


def letters(word: str) -> Iterator[str]:
    """Runs of letters of a word, its ends marked; of short words and numbers none."""
    if len(word) > SHORTEST and word.isalpha():
        closed = f"<{word}>"
        for size in SIZES:
            yield from (f"~{closed[at : at + size]}" for at in range(len(closed) - size + 1))


class Weights:
    """One table of weights: what each gram adds to each of its columns."""

    def __init__(self, packed: bytes) -> None:
        head, rest = zlib.decompress(packed).split(b"\n", 1)
        facts = json.loads(head)
        self.columns: tuple[str, ...] = tuple(facts["columns"])
        self.rows: dict[str, list[float]] = facts["rows"]  # of what is no gram: a trait, a cue
        self._steps: list[float] = facts["steps"]
        self._bytes = memoryview(rest[facts["names"] :]).cast("b")
        self._at: dict[str, int] = {}  # of words and stems
        self._pairs: dict[str, dict[str, int]] = {}  # first word → second word → place
        for at, name in enumerate(rest[: facts["names"]].decode().split("\n")):
            first, is_pair, second = name.partition(" ")
            if is_pair:
                self._pairs.setdefault(first, {})[second] = at
            else:
                self._at[name] = at
        self._met: list[Sums | None] = [None] * (at + 1)  # sums of pairs, once met
        self._words: dict[str, Known] = {}
        self._rows: dict[str, int] = {}

    def sums(self, words: Iterable[str]) -> Sums:
        """What the grams of a text add to each column, its length evened out."""
        known, met, count = self._words, [], DAMPED
        after: dict[str, int] | None = None
        for word in words:
            try:
                told, sums, counts, next_after = known[word]
            except KeyError:
                told, sums, counts, next_after = self._learn(word)
            if sums is not None:
                met.append(sums)
            if after is not None and told in after:
                met.append(self._pair(after[told]))
            count += counts
            after = next_after
        if not met:
            return (0.0,) * len(self.columns)
        evened = math.sqrt(count)
        return tuple([sum(column) / evened for column in zip(*met, strict=True)])

    def added(self, told: Iterable[str]) -> Sums:
        """What these grams together add to each column."""
        rows = [row for row in map(self._lanes, told) if row]
        whole, wide = sum(rows), len(self.columns)
        lanes = whole.to_bytes(4 * wide, "little")
        added = (int.from_bytes(lanes[4 * i : 4 * i + 4], "little") - 128 * len(rows) for i in range(wide))
        return tuple(step * value for step, value in zip(self._steps, added, strict=True))

    def _lanes(self, gram: str) -> int:
        """All weights of a gram in one number, four bytes each and 128 more than they are: to add many at once."""
        try:
            return self._rows[gram]
        except KeyError:
            pass
        first, is_pair, second = gram.partition(" ")
        at = self._pairs.get(first, {}).get(second) if is_pair else self._at.get(gram)
        lanes = bytearray(4 * len(self.columns))
        if at is not None:
            lanes[::4] = bytes(value + 128 for value in self._values(at))
        found = int.from_bytes(lanes, "little")
        if len(self._rows) < KEPT_ROWS:
            self._rows[gram] = found
        return found

    def _pair(self, at: int) -> Sums:
        found = self._met[at]
        if found is None:
            self._met[at] = found = self._row(at)
        return found

    def _learn(self, word: str) -> Known:
        """A word and its stem; kept, as the words of reviews are few."""
        alone = list(grams((word,)))
        if alone and alone[0] in self._at:
            alone += letters(word)  # not of others: a name that nobody taught must say nothing
        rows = [self._row(self._at[gram]) for gram in alone if gram in self._at]
        told = alone[0] if alone else ""
        sums = tuple(map(sum, zip(*rows, strict=True))) if rows else None
        found = told, sums, told in self._at, self._pairs.get(told)
        if len(self._words) < KEPT:
            self._words[word] = found
        return found

    def _row(self, at: int) -> Sums:
        return tuple(step * value for step, value in zip(self._steps, self._values(at), strict=True))

    def _values(self, at: int) -> memoryview:
        wide = len(self.columns)
        return self._bytes[at * wide : (at + 1) * wide]


def pack(columns: Sequence[str], rows: dict[str, list[float]], table: dict[str, Sequence[float]]) -> bytes:
    """The file that `Weights` reads; grams whose weights round to nothing are left out, words excepted."""
    steps = [max((abs(row[i]) for row in table.values()), default=0.0) / 127 or 1.0 for i in range(len(columns))]
    small = {gram: [round(w / step) for w, step in zip(row, steps, strict=True)] for gram, row in table.items()}
    kept = {gram: small[gram] for gram in sorted(small) if any(small[gram]) or gram.isalnum()}
    names = "\n".join(kept).encode()
    head = {"columns": list(columns), "rows": rows, "steps": steps, "names": len(names)}
    body = b"".join(bytes(value & 255 for value in row) for row in kept.values())
    return zlib.compress(json.dumps(head).encode() + b"\n" + names + body, 9)


@cache
def weights(package: str, name: str) -> Weights | None:
    """The table of a package's `weights/NAME.bin`, read once; None where there is none."""
    path = files(package) / "weights" / f"{name}.bin"
    return Weights(path.read_bytes()) if path.is_file() else None
