"""What a text probably is, in the classes of the guide (S2-Q4): opinion, imputed fact, outrage, threat, …

Always "probable": only a judge can say. What words, pairs of words and classes of words (`triage.toml`) say for each
label was learnt from labelled examples by `benchmarks/train_triage.py`. A label is given from its bar on and none
below: a false "illegal" is worse than a miss.
"""

import math
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from operator import itemgetter
from typing import Any, NamedTuple

from ereput.guide.spelling import LONGEST, View, readings
from ereput.parsing.grams import Weights, grams, letters, weights

BARS = {  # label -> the chance from which it is given: of reproaches nine in ten or more are right on texts never seen
    "threat_or_blackmail": 0.6,
    "hate": 0.6,
    "private_data": 0.6,
    "health_data": 0.6,
    "imputed_fact": 0.8,
    "outrage": 0.75,
    "services": 0.6,
    "off_topic": 0.6,
    "opinion": 0.5,
    "positive": 0.5,
}
FREED_BY_PRAISE = frozenset({"imputed_fact", "outrage", "services"})
LABELS = tuple(BARS)
LANGUAGES = ("fr", "en")
ALWAYS = "always"  # the row of the weights that every text has
INSULT = "outrage"  # is one wherever it stands
_SHOWN = 12  # words of a text that are shown at most
_LONG = 15  # words of a sentence, from which on it is read as two
_INSULTS = re.compile(r"\b(?:SLUR|MILD)\b")  # classes of words
_WORD = re.compile("[a-z]{2}")
_PAUSES = re.compile(r"[;!?()\n]|[.,:](?!\w)")


class Triage(NamedTuple):
    """A probable class, how sure we are, and the words of the text that made it so."""

    label: str | None  # one of LABELS, or no_text; None: the tool abstains
    confidence: float  # 0..1
    words: tuple[str, ...] = ()


def triage(text: str | None, language: str | None = None) -> Triage:
    """The probable class of a review or remark; None for a language that was not learnt."""
    read = (text or "")[:LONGEST]
    views = readings(read)
    if not any(map(str.isalnum, unicodedata.normalize("NFKD", read))) or not views[0].text.strip(" ."):
        return Triage("no_text", 1.0)
    is_known = not language or re.split("[-_]", language.lower())[0] in LANGUAGES
    if not is_known or not any(_WORD.search(view.text) for view in views):
        return Triage(None, 0.0)
    given = [(chance, label, view) for view in views for chance, label in _given(view.text)]
    if not given:
        return Triage(None, 0.0)
    confidence, label, view = max(given, key=itemgetter(0, 1))
    return Triage(label, round(confidence, 3), (_telling(view, LABELS.index(label)),))


def _given(text: str) -> Iterator[tuple[float, str]]:
    """The labels that reach their bar; beside praise, a joke or talk of others is likelier than some reproaches."""
    chances = _chances(text)
    freed = FREED_BY_PRAISE if chances["positive"] >= BARS["positive"] else {INSULT} if _is_disowned(text) else ()
    yield from ((chance, label) for label, chance in chances.items() if chance >= BARS[label] and label not in freed)


def traits(text: str) -> set[str]:
    """The grams of a folded text, once more with the class in place of each word that has one, and runs of letters."""
    words = text.split()
    return {*grams(words), *grams(map(_classed, words)), *(run for word in words for run in letters(word))}


def evened(text: str) -> float:
    """By what the sums of a text are divided: its different words, so that length and repetition say nothing."""
    return math.sqrt(1 + len({word for word in text.split() if word.isalnum()}))


def passages(text: str) -> list[str]:
    """Every two sentences in a row of a folded text, at most _LONG words each; all of it where there are no more."""
    words = [sentence.split() for sentence in text.split(" . ") if sentence.strip(" .")]
    sentences = [" ".join(each[at : at + _LONG]) for each in words for at in range(0, len(each), _LONG)]
    return [f"{one} . {next_one}" for one, next_one in pairwise(sentences)] if len(sentences) > 2 else [text]


def _chances(text: str) -> dict[str, float]:
    """Of each label. An insult is one wherever it stands; whose a deed is, only the whole text says."""
    sums = _sums(text)
    insult = LABELS.index(INSULT)
    strongest = max(_sums(passage)[insult] for passage in passages(text))
    sums[insult] = (sums[insult] + strongest) / 2
    return {label: 1 / (1 + math.exp(-one)) for label, one in zip(LABELS, sums, strict=True)}


def _sums(text: str) -> list[float]:
    table, by = _table(), evened(text)
    return [one / by + always for one, always in zip(table.added(traits(text)), table.rows[ALWAYS], strict=True)]


def _telling(view: View, column: int) -> str:
    """The words of a clause that say most for a label, as they are written."""
    return view.written(*max(_runs(view), key=lambda span: _sums(view.text[slice(*span)])[column]))


def _runs(view: View) -> Iterator[tuple[int, int]]:
    """Every clause of a text, or where it is long every run of _SHOWN words in it: where it begins and stops."""
    clause: list[tuple[int, int]] = []
    before = 0
    for word in re.finditer(r"[a-z0-9]+", view.text):
        begin, stop = word.span()
        pause = _PAUSES.search(view.source, before)
        if clause and pause and pause.end() <= view.places[begin]:
            yield clause[0][0], clause[-1][1]
            clause = []
        clause = [*clause[-_SHOWN + 1 :], (begin, stop)]
        before = view.places[stop - 1]
        if len(clause) == _SHOWN:
            yield clause[0][0], stop
    yield clause[0][0], clause[-1][1]


def _is_disowned(text: str) -> bool:
    """Whether there are insults in a text and none of them is the author's own, of this doctor."""
    classed = " ".join(map(_classed, text.split()))
    insults = len(_INSULTS.findall(classed))
    return 0 < insults <= sum(len(_INSULTS.findall(found[0])) for found in _disowned().finditer(classed))


@lru_cache(20_000)
def _classed(word: str) -> str:
    return next((name for name, pattern in _classes() if pattern.fullmatch(word)), word)


@cache
def _classes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Name, in capitals as no folded word is, and pattern of each class of words; the first that fits is taken."""
    return tuple((name.upper(), re.compile("|".join(patterns))) for name, patterns in _known()["classes"].items())


@cache
def _disowned() -> re.Pattern[str]:
    patterns = (pattern.replace("<insult>", _INSULTS.pattern) for pattern in _known()["disowned"])
    return re.compile("|".join(rf"\b(?:{pattern})\b" for pattern in patterns))


@cache
def _known() -> dict[str, Any]:
    return tomllib.loads((files("ereput.guide") / "triage.toml").read_text(encoding="utf-8"))


@cache
def _table() -> Weights:
    table = weights("ereput.guide", "triage")
    assert table is not None  # shipped with the package
    return table
