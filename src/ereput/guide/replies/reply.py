"""A reply that is to be judged: its text as the rules read it, the review it answers, and the case it belongs to."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from importlib.resources import files
from typing import NamedTuple

from ereput.guide.spelling import View, marks, readings

_SIGNS = {  # words that only one of the languages has, to know which rules to read with
    "french": frozenset(
        "le la les des du un une et est nous vous votre notre nos vos pour ne pas que qui dans".split()
    ),
    "english": frozenset("the of and is are we you your our for not that which with to it this have be in".split()),
}


class Case(NamedTuple):
    """What is known beside the text."""

    flags: frozenset[str] = frozenset()  # threat · chantage · press · lawsuit
    lines: tuple[str, ...] = ()  # the practice's own telephone numbers
    names: tuple[str, ...] = ()  # the practitioner's own names, that may sign
    previous: tuple[str, ...] = ()  # the last replies
    hours: float | None = None  # since the review was first read; None: not known
    is_held: bool = False  # a lawyer asks to wait
    is_agency: bool = False  # drafted by somebody else than the doctor
    is_approved: bool = False  # and the doctor has said yes


class Pattern(NamedTuple):
    """What one rule looks for in one language, and what it lets pass."""

    hits: re.Pattern[str] | None
    marks: re.Pattern[str] | None
    but: re.Pattern[str] | None
    but_marks: re.Pattern[str] | None


class Reply:
    """One reply, read once for all rules."""

    def __init__(self, text: str, review: str | None = None, case: Case | None = None) -> None:
        self.text, self.review, self.case = text, review, case or Case()
        self._readings, self._marks = readings(text), marks(text)

    @property
    def plain(self) -> str:
        """The folded words as they stand."""
        return self._readings[0].text

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Whose rules to read with; both when neither is clearly the one."""
        words = self._readings[-1].text.split()
        seen = {name: sum(word in signs for word in words) for name, signs in _SIGNS.items()}
        return tuple(name for name, count in seen.items() if 3 * count >= max(seen.values()))

    def hits(self, rule: str) -> Iterator[str]:
        """The words that break a rule, as they stand in the text."""
        for language in self.languages:
            pattern = patterns(language).get(rule)
            if pattern is None:
                continue
            for view in self._readings:
                yield from _found(pattern.hits, pattern.but, view)
            yield from _found(pattern.marks, pattern.but_marks, self._marks)


def _found(hits: re.Pattern[str] | None, but: re.Pattern[str] | None, view: View) -> Iterator[str]:
    if hits is None:
        return
    spared = [found.span(1) for found in but.finditer(view.text)] if but else []
    for found in hits.finditer(view.text):
        start, end = found.span()
        if end > start and not any(first <= start and end <= last for first, last in spared):
            yield view.written(start, end)


@cache
def patterns(language: str) -> Mapping[str, Pattern]:
    """A language's table, compiled."""
    text = (files("ereput.guide.replies") / f"{language}.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)
    words: dict[str, str] = {}
    for name, listed in rows.pop("words").items():
        words[name] = f"(?:{_filled('|'.join(listed), words)})"

    def one(listed: list[str] | None, edge: str) -> re.Pattern[str] | None:
        return re.compile(f"{edge}(?:{_filled('|'.join(listed), words)}){edge}") if listed else None

    def all_of(listed: list[str] | None, edge: str) -> re.Pattern[str] | None:
        """Group 1 is found from every place where it can begin: one that is let pass hides no longer one."""
        return re.compile(f"{edge}(?=({_filled('|'.join(listed), words)}){edge})") if listed else None

    return {
        rule: Pattern(
            one(row.get("hits"), r"\b"),
            one(row.get("marks"), ""),
            all_of(row.get("but"), r"\b"),
            all_of(row.get("but_marks"), ""),
        )
        for rule, row in rows.items()
    }


def _filled(pattern: str, words: Mapping[str, str]) -> str:
    for name, alternatives in words.items():
        pattern = pattern.replace(f"<{name}>", alternatives)
    return pattern
