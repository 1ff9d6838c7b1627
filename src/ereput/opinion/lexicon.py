"""The lexicons as tables of patterns: what a run of words says, and what it speaks of.

A pattern is a run of words written as people write them; `word*` stands for every word that begins so, `_` for any
one word. The longest pattern wins. The tables are `lexicons/LANGUAGE.toml`.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import msgspec

from ereput.opinion.tokens import folded, spelt

LANGUAGES = ("fr", "en")
POSITIVE_CUE, NEGATIVE_CUE = 1.5, -1.5  # weight of an aspect's own praise or blame, where [polarity] gives none
STRONG = 2.0
ROLES = "negators backward_negators intensifiers diminishers contrasts wishes wanting light stops plain".split()


class Entry(msgspec.Struct, frozen=True):
    """What a pattern says."""

    weight: float = 0.0  # −3..3; 0: nothing by itself
    roles: frozenset[str] = frozenset()
    aspects: tuple[str, ...] = ()
    is_loose: bool = False  # names its aspect only when something is said of it in the same clause


class Lexicon:
    """One language's patterns, as a tree of words."""

    def __init__(self, facts: Mapping[str, Any]) -> None:
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
        self.symbols = lru_cache(maxsize=50_000)(self._symbols)

    def knows(self, word: str) -> bool:
        """A pattern may begin or go on with this word."""
        return word in self.spelling or bool(self.symbols(word))

    def longest(self, words: list[str], at: int) -> tuple[int, Entry] | None:
        """Where the longest pattern that begins at this word ends, and what it says."""
        symbols = self.symbols(words[at])
        return self._walk(self.tree, words, at) if symbols else None

    def _walk(self, node: dict[Any, Any], words: list[str], at: int) -> tuple[int, Entry] | None:
        best = (at, node[None]) if None in node else None
        if at == len(words):
            return best
        for symbol in (*self.symbols(words[at]), "_"):
            found = self._walk(node[symbol], words, at + 1) if symbol in node else None
            if found and (not best or found[0] >= best[0]):
                best = (found[0], _both(best[1], found[1])) if best and found[0] == best[0] else found
        return best

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
    return Lexicon(table(f"{language}.toml"))


def strong(language: str) -> tuple[tuple[str, float], ...]:
    """The patterns that say much by themselves, as text, and their weights."""
    found = table(f"{language}.toml")["polarity"].items()
    return tuple(
        (pattern.replace("*", "").replace(" _ ", " ").strip(), float(weight))
        for weight, patterns in found
        if abs(float(weight)) >= STRONG
        for pattern in patterns.split(",")
    )


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
    for aspect, cues in facts.get("aspects", {}).items():
        for kind, weight in (("cues", None), ("loose", None), ("praise", POSITIVE_CUE), ("blame", NEGATIVE_CUE)):
            for pattern in _patterns(cues.get(kind, "")):
                add(pattern, weight=weight, aspect=aspect, is_loose=kind == "loose")
    return entries


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
