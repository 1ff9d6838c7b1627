"""What a text probably is, in the classes of the guide (S2-Q4): opinion, imputed fact, outrage, threat, …

Always "probable": only a judge can say. Rules are data (`triage.toml`); precision comes before recall, since a false
"illegal" is worse than a miss. What the text denies, supposes or reports of somebody else is not held against it.
"""

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from ereput.guide.spelling import LONGEST, View, readings

LABELS = (  # the first that is found wins; of opinion and praise, what has more to show for it
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
_BEFORE, _AROUND = 60, 300  # characters that may take a hit back: just before it; in its sentence
_SURE = 0.95
_NAKED, _CRY = 7, 6  # words: a sentence, a clause so short may be an insult without saying whose
_QUESTION = re.compile(r"[^.!?\n]{0,200}\?(?!!)")  # from the hit on, its sentence asks
_ANSWER = re.compile(r"\?[^.!?\n]*\Z")  # up to the hit: its sentence answers the author's own question
_OWN_WORDS = ("imputed_fact", "outrage")  # only what the author says, neither asks nor quotes
_PRAISE = 0.8  # weight of one clear word of praise
_MILDEST, _INSULT = "opinion", "outrage"


class Triage(NamedTuple):
    """A probable class, how sure we are, and the words of the text that made it so."""

    label: str | None  # one of LABELS, or no_text; None: the tool abstains
    confidence: float  # 0..1
    words: tuple[str, ...] = ()


def triage(text: str | None, language: str | None = None) -> Triage:
    """The probable class of a review or remark; None for a language without rules, every language's when unknown."""
    read = [_Text(view) for view in readings((text or "")[:LONGEST])]
    if not read[0].text.strip(" ."):
        return Triage("no_text", 1.0)
    tables = _tables()
    chosen = [tables[name] for name in ((language.split("-")[0],) if language else tables) if name in tables]
    found = {label: [hit for each in read for hit in _hits(each, label, chosen)] for label in LABELS}
    if _weight(found["positive"]) >= _PRAISE:
        found[_INSULT] = []  # praise and insult in one text: a joke, or somebody else is meant
    label = next((label for label in LABELS if found[label]), None)
    if label is None:
        return Triage(None, 0.0)
    if label == _MILDEST and _weight(found["positive"]) > _weight(found[label]):
        label = "positive"
    return Triage(label, _together(found[label]), _shown(found[label]))


class _Hit(NamedTuple):
    confidence: float
    end: int  # place in the source
    words: str


class _Language(NamedTuple):
    rules: Mapping[str, tuple[tuple[float, re.Pattern[str]], ...]]  # label -> confidence, pattern
    before: re.Pattern[str]  # at the end of what stands before a hit: takes it back
    pointed: re.Pattern[str]  # begins an insult that is not taken back so
    after: re.Pattern[str]  # at the beginning of what follows
    whole: re.Pattern[str]  # anywhere in the hit's sentence: it is about somebody else
    doubts: Mapping[str, re.Pattern[str]]  # label -> the same, for hits of that label alone
    about: Mapping[str, re.Pattern[str]]  # label -> what the sentence of a hit must name, unless it is very short
    others: Mapping[str, re.Pattern[str]]  # label -> at the end of the sentence before a hit: somebody else did it
    aimed: Mapping[str, re.Pattern[str]]  # label -> what must stand just before a hit or begin it, unless it is a cry


class _Text:
    """One reading of a text, that knows where its clauses begin: a "not" before a pause does not reach beyond it."""

    def __init__(self, view: View) -> None:
        self.view, self.text = view, view.text
        pauses = (place for place, character in enumerate(view.source[:LONGEST]) if character in ",:()\n")
        self._pauses = [0, *(bisect_left(view.places, place) for place in pauses)]

    def clause(self, start: int) -> tuple[int, int]:
        """Where the clause begins and stops in which a letter stands."""
        nth = bisect_right(self._pauses, start)
        return self._pauses[nth - 1], self._pauses[nth] if nth < len(self._pauses) else len(self.text)

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Where the sentence of a hit begins and stops, at most _AROUND to either side of it."""
        stop = self.text.find(" . ", end)
        begin = max(self.text.rfind(" . ", 0, start) + 1, start - _AROUND)
        return begin, min(stop if stop >= 0 else len(self.text), end + _AROUND)


def _hits(text: _Text, label: str, chosen: list[_Language]) -> Iterator[_Hit]:
    for confidence, pattern in (rule for table in chosen for rule in table.rules[label]):
        for found in pattern.finditer(text.text):
            start, end = found.span()
            place = text.view.places[end - 1]
            if not (
                any(_is_taken_back(table, text, label, start, end) for table in chosen)
                or _is_about_nobody(chosen, text, label, start, end)
                or _is_aimed_at_nobody(chosen, text, label, start, end)
                or (label in _OWN_WORDS and _is_asked_or_quoted(text.view.source, text.view.places[start], place))
            ):
                yield _Hit(confidence, text.view.places[end - 1], text.view.written(start, end))


def _is_taken_back(table: _Language, text: _Text, label: str, start: int, end: int) -> bool:
    words, (begin, stop) = text.text, text.sentence(start, end)
    sentence = words[begin:stop]
    before = words[max(begin, text.clause(start)[0], start - _BEFORE) : start]
    about_others = [table.whole, *([table.doubts[label]] if label in table.doubts else [])]
    is_pointed = label == _INSULT and table.pointed.match(words[start:end])
    return bool(
        (not is_pointed and table.before.search(before))
        or (label in table.others and table.others[label].search(words[begin:start].lstrip()))
        or table.after.match(words[end : end + _BEFORE])
        or any(pattern.search(sentence) for pattern in about_others)
    )


def _is_about_nobody(chosen: list[_Language], text: _Text, label: str, start: int, end: int) -> bool:
    begin, stop = text.sentence(start, end)
    sentence, required = text.text[begin:stop], [table.about[label] for table in chosen if label in table.about]
    return bool(required) and len(sentence.split()) > _NAKED and not any(each.search(sentence) for each in required)


def _is_aimed_at_nobody(chosen: list[_Language], text: _Text, label: str, start: int, end: int) -> bool:
    required = [table.aimed[label] for table in chosen if label in table.aimed]
    (begin, stop), (clause, pause) = text.sentence(start, end), text.clause(start)
    clause = max(begin, clause)
    if not required or len(text.text[begin:stop].split()) <= _NAKED:
        return False
    if not text.text[clause:start].strip() and len(text.text[start : min(stop, pause)].split()) <= _CRY:
        return False
    said = text.text[clause:end]
    return not any(clause + found.end() >= start - 1 for each in required for found in each.finditer(said))


def _is_asked_or_quoted(source: str, start: int, end: int) -> bool:
    before = source[:start]
    opened = before.count("«") > before.count("»") or before.count("“") > before.count("”") or before.count('"') % 2
    return bool(opened or _QUESTION.match(source, end) or _ANSWER.search(before[-_AROUND:]))


def _shown(hits: list[_Hit]) -> tuple[str, ...]:
    """The words, without those that stand within others."""
    words = tuple(dict.fromkeys(hit.words for hit in hits))
    return tuple(each for each in words if not any(each != other and each in other for other in words))[:5]


def _weight(hits: list[_Hit]) -> float:
    return sum({hit.end: hit.confidence for hit in hits}.values())


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

    def compiled(patterns: object, end: str = r"\b") -> re.Pattern[str]:
        whole = "|".join(_texts(patterns))
        for name, alternatives in words.items():
            whole = whole.replace(f"<{name}>", alternatives)
        return re.compile(rf"\b(?:{whole}){end}")

    rules = {
        label: tuple((float(confidence), compiled(patterns)) for confidence, patterns in rows.get(label, {}).items())
        for label in LABELS
    }
    back = rows["taken_back"]
    before, pointed = compiled(back["before"], r" ?$"), compiled(back["pointed"])
    others = {label: compiled(patterns, r" ?$") for label, patterns in rows["others"].items()}
    after = re.compile(rf" ?(?:{'|'.join(_texts(back['after']))})\b")
    doubts = {label: compiled(patterns) for label, patterns in rows["doubted"].items()}
    about = {label: compiled(patterns) for label, patterns in rows["about"].items()}
    aimed = {label: compiled(patterns) for label, patterns in rows["aimed"].items()}
    return _Language(rules, before, pointed, after, compiled(back["sentence"]), doubts, about, others, aimed)


def _texts(value: object) -> list[str]:
    assert isinstance(value, list)
    return [str(member) for member in value]
