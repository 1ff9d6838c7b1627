"""The first screen: values already chosen, ordered, rounded and worded.

Every text went through `inert`; a renderer escapes for its format and lays out, and decides nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Tone(StrEnum):
    """How a word is meant; colour may follow it, and never stands alone."""

    GOOD = "good"
    FAIR = "fair"
    BAD = "bad"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A rounded number and how it is written: every format shows this one."""

    value: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A text, and the address behind it where there is a safe one."""

    text: str
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Somebody else's words between quotation marks, perhaps in a sentence of ours, and their language."""

    text: str
    language: str  # a tag such as fr; empty where it is not known


@dataclass(frozen=True, slots=True, kw_only=True)
class Essay:
    """Titled paragraphs."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Who the report is about, and when it was made."""

    name: str
    facts: tuple[str, ...]  # specialty, town, register number
    day: str
    made_on: date
    tool: str
    card: tuple[tuple[str, str], ...]  # the identity card that listings were compared with


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How the practitioner is doing, and how sure that is."""

    title: str
    band: str
    tone: Tone
    score: Number | None
    out_of: str  # "68 / 100 [60–76]"; empty without a score
    low: Number | None = None  # ends of the interval
    high: Number | None = None
    likely: str = ""  # the interval in words
    scale: tuple[tuple[str, Number], ...]  # the bands, and from how many points each; the best first
    grade: str  # how much was seen: a letter
    grade_words: str  # what that letter means
    evidence: str
    why: str | None  # there is no score


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What changed since the audit before, or why nothing is said of it."""

    title: str
    intro: str
    facts: tuple[str, ...]
    changes: tuple[str, ...]  # one by one, with before and after


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something to do, by when, and what it rests on."""

    id: str
    code: str
    severity: str  # act · watch · note
    sentence: str
    route: str  # what to do about it, where the law sets a limit; else empty
    by: str
    deadline: date | None
    is_pressing: bool
    has_clock: bool  # the sentence ends with where the law's limit stands
    subject: str  # key of what it is about
    links: tuple[Link, ...] = ()
    language: str = ""  # of what the sentence quotes, where it quotes a review


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    title: str
    by_title: str
    headings: tuple[str, str, str]  # what was found, by, id
    rows: tuple[Step, ...]
    more: Mapping[int, str]  # how many are shown -> the sentence that names the others
    nothing: str  # said when there is nothing to do
    others_title: str
    others: tuple[Step, ...]  # every other finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One measured part of the verdict."""

    key: str
    name: str
    label: str  # the name at some length
    value: Number
    interval: str
    n: Number
    share: float | None  # 0..1, for the bar; None: no bar is due
    compare: str
    population: str  # the same comparison, with where it comes from


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    title: str
    headings: tuple[str, str, str, str]  # part, value, based on, compare with
    rows: tuple[Part, ...]
    nothing: str
