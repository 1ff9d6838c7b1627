"""What a text probably is, in the classes of the guide (S2-Q4): opinion, imputed fact, outrage, threat, …

Always "probable": only a judge can say. Rules are data (`triage.toml`); precision comes before recall, since a false
"illegal" is worse than a miss. What the text denies, supposes or reports of somebody else is not held against it.
"""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from anyascii import anyascii

LABELS = (  # the first that is found wins
    "threat_or_blackmail",
    "hate",
    "private_data",
    "health_data",
    "imputed_fact",
    "outrage",
    "services",
    "off_topic",
    "opinion",
    "positive",
)
LONGEST = 20_000  # characters that are read
_BEFORE, _AROUND = 60, 300  # characters that may take a hit back: just before it; in its sentence
_SURE = 0.95


class Triage(NamedTuple):
    """A probable class, how sure we are, and the words of the text that made it so."""

    label: str | None  # one of LABELS, or no_text; None: the tool abstains
    confidence: float  # 0..1
    words: tuple[str, ...] = ()


def triage(text: str | None, language: str | None = None) -> Triage:
    """The probable class of a review or remark; a language that has no rules here is read with every language's."""
    folded = _Folded(text or "")
    if not folded.text.strip(" ."):
        return Triage("no_text", 1.0)
    for label in LABELS:
        if hits := list(_hits(folded, label, language)):
            words = tuple(dict.fromkeys(folded.original(hit.start, hit.end) for hit in hits))
            return Triage(label, _together(hits), words[:5])
    return Triage(None, 0.0)


class _Hit(NamedTuple):
    confidence: float
    start: int
    end: int


class _Language(NamedTuple):
    rules: Mapping[str, tuple[tuple[float, re.Pattern[str]], ...]]  # label -> confidence, pattern
    before: re.Pattern[str]  # at the end of what stands before a hit: takes it back
    after: re.Pattern[str]  # at the beginning of what follows
    whole: re.Pattern[str]  # anywhere in the hit's sentence: it is about somebody else


class _Folded:
    """A text in lower-case ASCII words, sentences ended by " . ", that remembers where each letter came from."""

    def __init__(self, text: str) -> None:
        self._source = text[:LONGEST]
        letters: list[str] = []
        self._places: list[int] = []
        self._pauses = [0]  # where a clause begins: a "not" before it does not reach what follows
        for place, character in enumerate(self._source):
            for letter in _folded(character):
                if letter == " " and (not letters or letters[-1] == " "):
                    continue
                letters.append(letter)
                self._places.append(place)
            if character in ",:()":
                self._pauses.append(len(letters))
        self.text = "".join(letters)

    def clause(self, start: int) -> int:
        """Where the clause begins in which a letter stands."""
        return self._pauses[bisect_right(self._pauses, start) - 1]

    def original(self, start: int, end: int) -> str:
        """The words as written, without what cannot be printed."""
        written = self._source[self._places[start] : self._places[end - 1] + 1]
        return "".join(c for c in " ".join(written.split()) if c.isprintable())


@lru_cache(4096)
def _folded(character: str) -> str:
    if character in ".!?;…\n":
        return " . "
    plain = anyascii(character).lower()
    return "".join(c if c.isalnum() else " " for c in plain)


def _hits(folded: _Folded, label: str, language: str | None) -> Iterator[_Hit]:
    tables = _tables()
    chosen = [tables[language]] if language and language in tables else list(tables.values())
    for confidence, pattern in (rule for table in chosen for rule in table.rules[label]):
        for found in pattern.finditer(folded.text):
            if not any(_is_taken_back(table, folded, found.start(), found.end()) for table in chosen):
                yield _Hit(confidence, found.start(), found.end())


def _is_taken_back(table: _Language, folded: _Folded, start: int, end: int) -> bool:
    text = folded.text
    begin, stop = text.rfind(" . ", 0, start) + 1, text.find(" . ", end)
    sentence = text[max(begin, start - _AROUND) : min(stop if stop >= 0 else len(text), end + _AROUND)]
    before = text[max(begin, folded.clause(start), start - _BEFORE) : start]
    return bool(
        table.before.search(before) or table.after.match(text[end : end + _BEFORE]) or table.whole.search(sentence)
    )


def _together(hits: list[_Hit]) -> float:
    """Rules that agree make each other surer, as independent ones would, up to _SURE."""
    doubt = 1.0
    for confidence in {hit.end: hit.confidence for hit in hits}.values():
        doubt *= 1 - confidence
    return round(max(min(_SURE, 1 - doubt), max(hit.confidence for hit in hits)), 3)


@cache
def _tables() -> Mapping[str, _Language]:
    rows = tomllib.loads((files("ereput.guide") / "triage.toml").read_text(encoding="utf-8"))
    return {language: _language(rows[language]) for language in ("fr", "en")}


def _language(rows: Mapping[str, Mapping[str, object]]) -> _Language:
    words = {name: f"(?:{'|'.join(_texts(listed))})" for name, listed in rows["words"].items()}

    def compiled(patterns: object) -> re.Pattern[str]:
        whole = "|".join(_texts(patterns))
        for name, alternatives in words.items():
            whole = whole.replace(f"<{name}>", alternatives)
        return re.compile(rf"\b(?:{whole})\b")

    rules = {
        label: tuple((float(confidence), compiled(patterns)) for confidence, patterns in rows.get(label, {}).items())
        for label in LABELS
    }
    back = rows["taken_back"]
    before = re.compile(rf"\b(?:{'|'.join(_texts(back['before']))}) ?$")
    after = re.compile(rf" ?(?:{'|'.join(_texts(back['after']))})\b")
    return _Language(rules, before, after, compiled(back["sentence"]))


def _texts(value: object) -> list[str]:
    assert isinstance(value, list)
    return [str(member) for member in value]
