"""The lexicons as tables of patterns: what a run of words says, and what it speaks of.

A pattern is a run of words written as people write them; `word*` stands for every word that begins so, `_` for any
one word. The longest pattern wins. The tables are `lexicons/LANGUAGE.toml`.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, reduce
from importlib.resources import files
from typing import Any

import msgspec

from ereput.opinion.tokens import folded, spelt, token

LANGUAGES = ("fr", "en")
POSITIVE_CUE, NEGATIVE_CUE = 1.5, -1.5  # weight of an aspect's own praise or blame, where [polarity] gives none
RELIEVED = 2.0  # weight of a trouble that is gone
STRONG = 2.0
ROLES = "negators backward_negators intensifiers diminishers contrasts wishes wanting others light stops plain".split()
IDLE = frozenset({"light", "plain"})
KEPT = 10_000  # different words that are remembered


class Entry(msgspec.Struct, frozen=True):
    """What a pattern says."""

    weight: float = 0.0  # −3..3; 0: nothing by itself
    roles: frozenset[str] = frozenset()
    aspects: tuple[str, ...] = ()
    is_loose: bool = False  # names its aspect only when something is said of it in the same clause

    @property
    def is_idle(self) -> bool:
        """It neither says nor changes anything: "light" and "plain" words."""
        return not self.weight and not self.aspects and bool(self.roles) and self.roles <= IDLE


class State:
    """Where the reading of a run of words stands in the tree: the nodes that fit it, and what the run itself says."""

    __slots__ = ("entry", "is_idle", "is_leaf", "next", "nodes")

    def __init__(self, nodes: Sequence[dict[Any, Any]]) -> None:
        self.nodes = nodes
        said = [node[None] for node in nodes if None in node]
        self.entry: Entry | None = reduce(_both, said) if said else None
        self.is_idle = self.entry is not None and self.entry.is_idle
        self.is_leaf = not any(len(node) > (None in node) for node in nodes)
        self.next: dict[tuple[str, ...], State | None] = {}  # by the symbols of the next word; filled as it is met

    def after(self, symbols: tuple[str, ...]) -> "State | None":
        try:
            return self.next[symbols]
        except KeyError:
            found = [node[symbol] for node in self.nodes for symbol in (*symbols, "_") if symbol in node]
            self.next[symbols] = state = State(found) if found else None
            return state


class Word:
    """A word or mark, and where patterns that begin with it start; `start` is None where none does.

    `valence` is how good or bad the word alone was found by the raters of a general lexicon, −4..4.
    """

    __slots__ = ("start", "symbols", "text", "valence")

    def __init__(self, text: str, symbols: tuple[str, ...], start: State | None, valence: float) -> None:
        self.text, self.symbols, self.start, self.valence = text, symbols, start, valence


class Lexicon:
    """One language's patterns, as a tree of words."""

    def __init__(self, facts: Mapping[str, Any], valences: Mapping[str, float]) -> None:
        self.valences = valences
        self.spelling: dict[str, tuple[str, ...]] = {
            spelt(folded(short)): tuple(spelt(word) for word in re.split(r"[\s'’-]+", folded(long)))
            for short, long in facts.get("spelling", {}).items()
        }
        self.tree: dict[Any, Any] = {}
        self.whole: set[str] = set()
        self.heads: set[str] = set()
        for pattern, entry in _entries(facts).items():
            self._add(pattern, entry)
        self.shortest = min(map(len, self.heads), default=0)
        self._root = State([self.tree])
        self._known: dict[str, tuple[Word, ...]] = {}  # by piece

    def knows(self, piece: str) -> bool:
        """A pattern may begin or go on with this word."""
        return any(word.symbols for word in self._known.get(piece) or self._learn(piece))

    def words(self, pieces: Iterable[str]) -> list[Word]:
        """The words of pieces, short forms written out: rdv → rendez vous."""
        known = self._known
        found: list[Word] = []
        for piece in pieces:
            found += known.get(piece) or self._learn(piece)
        return found

    def longest(self, words: Sequence[Word], at: int) -> tuple[int, Entry] | None:
        """Where the longest pattern that begins at this word ends, and what it says."""
        state = words[at].start
        best = None
        while state is not None:
            at += 1
            if state.entry is not None:
                best = (at, state.entry)
            if state.is_leaf or at == len(words):
                break
            state = state.after(words[at].symbols)
        return best

    def _learn(self, piece: str) -> tuple[Word, ...]:
        """Kept, as the words of reviews are few."""
        text = token(piece)
        found = tuple(map(self._word, self.spelling.get(text, (text,))))
        if len(self._known) < KEPT:
            self._known[piece] = found
        return found

    def _word(self, text: str) -> Word:
        symbols = self._symbols(text)
        return Word(text, symbols, self._root.after(symbols) if symbols else None, self.valences.get(text, 0.0))

    def _symbols(self, word: str) -> tuple[str, ...]:
        """The words and beginnings of the patterns that a word fits."""
        found = [word] if word in self.whole else []
        found += [word[:n] + "*" for n in range(len(word), self.shortest - 1, -1) if word[:n] in self.heads]
        return tuple(found)

    def _add(self, pattern: str, entry: Entry) -> None:
        node = self.tree
        for word in pattern.split():
            node = node.setdefault(word, {})
            if word.endswith("*"):
                self.heads.add(word[:-1])
            else:
                self.whole.add(word)
        node[None] = entry


@cache
def _both(first: Entry, second: Entry) -> Entry:
    """Two patterns of the same length that a text fits: "soulagée" and "soulag*"; what the first says holds."""
    return Entry(
        weight=first.weight or second.weight,
        roles=first.roles | second.roles,
        aspects=tuple(dict.fromkeys(first.aspects + second.aspects)),
        is_loose=(first.is_loose or not first.aspects) and (second.is_loose or not second.aspects),
    )


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of "fr" or "en"; read once."""
    return Lexicon(table(f"{language}.toml"), _valences(language))


def strong(language: str) -> tuple[tuple[str, float], ...]:
    """The patterns that say much by themselves, as text, and their weights."""
    found = table(f"{language}.toml")["polarity"].items()
    return tuple(
        (pattern.replace("*", "").replace(" _ ", " ").strip(), float(weight))
        for weight, patterns in found
        if abs(float(weight)) >= STRONG
        for pattern in patterns.split(",")
    )


def _valences(language: str) -> dict[str, float]:
    """Word → valence, of a file with a line a valence."""
    lines = (files("ereput.opinion") / "lexicons" / f"valence-{language}.txt").read_text("utf-8").splitlines()
    return {word: float(value) for value, *words in map(str.split, lines) for word in words}


def table(name: str) -> dict[str, Any]:
    return tomllib.loads((files("ereput.opinion") / "lexicons" / name).read_text("utf-8"))


def _entries(facts: Mapping[str, Any]) -> dict[str, Entry]:
    """Pattern → entry; a pattern in several tables says all of it."""
    entries: dict[str, Entry] = {}

    def add(
        pattern: str, weight: float | None = None, role: str = "", aspect: str = "", is_loose: bool = False
    ) -> None:
        old = entries.get(pattern, Entry())
        entries[pattern] = Entry(
            weight=old.weight if weight is None or old.weight else weight,
            roles=old.roles | {role} if role else old.roles,
            aspects=(*old.aspects, aspect) if aspect and aspect not in old.aspects else old.aspects,
            is_loose=is_loose if aspect else old.is_loose,
        )

    for weight, patterns in facts.get("polarity", {}).items():
        for pattern in _patterns(patterns):
            add(pattern, weight=float(weight))
    for role in ROLES:
        for pattern in _patterns(facts.get(role, "")):
            add(pattern, role=role)
    for pattern in _relieved(facts.get("relief", {})):
        add(pattern, weight=RELIEVED)
    for aspect, cues in facts.get("aspects", {}).items():
        for kind, weight in (("cues", None), ("loose", None), ("praise", POSITIVE_CUE), ("blame", NEGATIVE_CUE)):
            for pattern in _patterns(cues.get(kind, "")):
                add(pattern, weight=weight, aspect=aspect, is_loose=kind == "loose")
    return entries


def _relieved(table: Mapping[str, str]) -> Iterator[str]:
    """Every trouble with every way to say that it is gone."""
    ways = list(_patterns(table.get("ways", "")))
    for trouble in _patterns(table.get("troubles", "")):
        yield from (way.replace("trouble", trouble) for way in ways)


def _patterns(text: str) -> Iterator[str]:
    """The patterns of a table's cell: separated by commas, folded word by word."""
    for pattern in text.split(","):
        words = re.split(r"[\s'’-]+", pattern.strip())
        if words[0]:
            yield " ".join(_word(word) for word in words)


def _word(word: str) -> str:
    if word == "_":
        return word
    return spelt(folded(word.rstrip("*"))) + ("*" if word.endswith("*") else "")
