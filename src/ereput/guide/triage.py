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
_SAYS = re.compile(r"\b(?:est|etait|sont|etes|es|is|was|are|re|s)\b")
_ANSWER = re.compile(r"\?[^.!?\n]*\Z")  # up to the hit: its sentence answers the author's own question
_OWN_WORDS = ("imputed_fact", "outrage")  # only what the author says, neither asks nor quotes
_PRAISE = 0.8  # weight of one clear word of praise
_MILDEST, _INSULT, _THREAT, _HATE = "opinion", "outrage", "threat_or_blackmail", "hate"
_SLUR = 0.9  # confidence of hate that no praise makes up for


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
        found[_HATE] = [hit for hit in found[_HATE] if hit.confidence >= _SLUR]
    label = next((label for label in LABELS if found[label]), None)
    if label is None:
        return Triage(None, 0.0)
    if label == _MILDEST and _weight(found["positive"]) > _weight(found[label]):
        label = "positive"
    return Triage(label, _together(found[label]), _shown(found[label]))


class _Hit(NamedTuple):
    confidence: float
    end: int  # place in the source, of its last letter
    start: int  # of its first
    view: View


class _Language(NamedTuple):
    rules: Mapping[str, tuple[tuple[float, re.Pattern[str]], ...]]  # label -> confidence, pattern
    before: re.Pattern[str]  # at the end of what stands before a hit: takes it back
    loose: re.Pattern[str]  # the same, of conditions and denials: they take back all but a threat
    unthreatened: re.Pattern[str]  # the same, for threats alone
    pointed: re.Pattern[str]  # begins an insult that is not taken back so
    after: re.Pattern[str]  # at the beginning of what follows
    whole: re.Pattern[str]  # anywhere in the hit's sentence: it is about somebody else
    doubts: Mapping[str, re.Pattern[str]]  # label -> the same, for hits of that label alone
    beside: Mapping[str, re.Pattern[str]]  # label -> the same, in the clause of a hit that says who "is"
    named: Mapping[str, re.Pattern[str]]  # label -> what overlaps a hit that nothing beside it takes back
    about: Mapping[str, re.Pattern[str]]  # label -> what its sentence must name up to a hit, unless it is very short
    others: Mapping[str, re.Pattern[str]]  # label -> at the end of the sentence before a hit: somebody else did it
    aimed: Mapping[str, re.Pattern[str]]  # label -> what must stand just before a hit or begin it, unless it is a cry

    def unsaid(self, label: str) -> tuple[re.Pattern[str], ...]:
        """What takes a hit back when it ends what stands before it."""
        return self.before, self.unthreatened if label == _THREAT else self.loose


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
                yield _Hit(confidence, place, text.view.places[start], text.view)


def _is_taken_back(table: _Language, text: _Text, label: str, start: int, end: int) -> bool:
    words, (begin, stop) = text.text, text.sentence(start, end)
    before = words[max(begin, text.clause(start)[0], start - _BEFORE) : start]
    is_pointed = label == _INSULT and table.pointed.match(words[start:end])
    about_others = [table.whole, *([table.doubts[label]] if label in table.doubts else [])]
    return bool(
        (not is_pointed and any(each.search(before) for each in table.unsaid(label)))
        or (label in table.others and table.others[label].search(words[begin:start].lstrip()))
        or table.after.match(words[end : end + _BEFORE])
        or any(pattern.search(words[begin:stop]) for pattern in about_others)
        or (label in table.beside and _is_meant_for_another(table, text, label, start, end))
    )


def _is_meant_for_another(table: _Language, text: _Text, label: str, start: int, end: int) -> bool:
    (begin, stop), (clause, pause) = text.sentence(start, end), text.clause(start)
    clause = max(begin, clause)
    said = text.text[clause:end]
    if any(clause + each.end() > start for each in table.named[label].finditer(said)):
        return False
    near = text.text[clause : max(end, min(stop, pause))] if _SAYS.search(said) else text.text[begin:stop]
    return bool(table.beside[label].search(near))


def _is_about_nobody(chosen: list[_Language], text: _Text, label: str, start: int, end: int) -> bool:
    begin, stop = text.sentence(start, end)
    said, required = text.text[begin:end], [table.about[label] for table in chosen if label in table.about]
    is_short = len(text.text[begin:stop].split()) <= _NAKED
    return bool(required) and not is_short and not any(each.search(said) for each in required)


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
    """The words in their order, without those that stand within others; what overlaps or touches is one piece."""
    pieces: list[tuple[int, int]] = []
    for hit in sorted(hits, key=lambda hit: hit.start):
        begun, ended = pieces[-1] if pieces else (0, -1)
        if pieces and not hit.view.source[ended + 1 : hit.start].strip():
            pieces[-1] = begun, max(ended, hit.end)
        else:
            pieces.append((hit.start, hit.end))
    words = tuple(dict.fromkeys(hits[0].view.between(*piece) for piece in pieces))
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

    def each(part: str, end: str = r"\b") -> Mapping[str, re.Pattern[str]]:
        return {label: compiled(patterns, end) for label, patterns in rows[part].items()}

    back, closing = rows["taken_back"], r" ?$"
    loose = back["loose"]
    assert isinstance(loose, dict)
    return _Language(
        rules=rules,
        before=compiled(back["before"], closing),
        loose=compiled(loose["before"], closing),
        unthreatened=compiled(loose["threat"], closing),
        pointed=compiled(back["pointed"]),
        after=re.compile(rf" ?(?:{'|'.join(_texts(back['after']))})\b"),
        whole=compiled(back["sentence"]),
        doubts=each("doubted"),
        beside=each("beside"),
        named=each("named"),
        about=each("about"),
        others=each("others", closing),
        aimed=each("aimed"),
    )


def _texts(value: object) -> list[str]:
    assert isinstance(value, list)
    return [str(member) for member in value]
