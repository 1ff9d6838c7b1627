"""`ereput opinions`: sentiment and aspects of files of reviews, read a row at a time whatever their size."""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import typer

from ereput import learned, settings
from ereput.cli.files.shares import shared
from ereput.cli.files.texts import Row, rows
from ereput.cli.options import language_of_output
from ereput.cli.prose import remark
from ereput.errors import UsageError
from ereput.model import Opinion
from ereput.opinion import ASPECTS, CHECKED, Second, opinion
from ereput.report.inert import inert, json_inert
from ereput.words import N_, Words

TOLD = 20  # bad rows told one by one; of the others, how many
_NAME = 32  # columns of a label
FEW = 5  # texts under which an aspect has its count only
SHOWN_EVERY = 500  # rows between two lines of progress
SAID = {
    "pos": N_("positive texts"),
    "neu": N_("mixed or neutral texts"),
    "neg": N_("negative texts"),
    None: N_("texts not judged"),
}

NAMED = {  # as the report names them
    "listening": N_("listening, manner"),
    "explanations": N_("explanations"),
    "reception": N_("welcome"),
    "staff": N_("staff"),
    "online": N_("phone, booking"),
    "hygiene": N_("hygiene"),
    "waiting": N_("waiting room"),
    "availability": N_("getting an appointment"),
    "fees": N_("fees"),
    "premises": N_("premises, access"),
    "competence": N_("care, outcome"),
}


class Tally:
    """What was found, counted: all that is kept of the texts."""

    def __init__(self) -> None:
        self.labels: Counter[str | None] = Counter()
        self.aspects: Counter[tuple[str, str]] = Counter()
        self.unsure = self.bad = 0

    def add(self, found: Opinion) -> None:
        self.labels[found.label] += 1
        self.aspects.update(found.aspects.items())
        self.unsure += found.label is not None and found.confidence < CHECKED


def run(paths: list[Path], *, as_json: bool, language: str | None, jobs: int = 1, second: str | None = None) -> None:
    """Prints a line a text with --json, else a table of all; UsageError when a file has no texts in it."""
    words = Words(language_of_output(language))
    named = second or settings.second_reader()
    learned.second(named)  # what cannot be had is said before anything is read
    tally = Tally()
    with shared(jobs, _answers, _begin, (named,)) as answers:
        for path in paths:
            found_in = answers(_good(path, words, tally))
            for number, found in enumerate(found_in, 1):
                tally.add(found)
                if as_json:
                    line = json_inert(json.dumps(as_contract(found), ensure_ascii=False))
                    sys.stdout.buffer.write(line.encode() + b"\n")
                if number % SHOWN_EVERY == 0:
                    _progress(words, path, number)
    _progress(words)
    sys.stdout.flush()
    if tally.bad > TOLD:
        remark(words.plural("{count} more row left out", "{count} more rows left out", tally.bad - TOLD))
    if not tally.labels.total():
        raise UsageError("no text to read: give a text a line, or the columns id, text, rating, date, language")
    if not as_json:
        typer.echo("\n".join(table(tally, words)))


_reader: Second | None = None  # of this process


def _begin(named: str | None) -> None:
    global _reader
    _reader = learned.second(named)


def _answers(rows: Sequence[Row]) -> list[Opinion]:
    return [opinion(row.id, row.text, row.rating, row.language, _reader) for row in rows]


def _good(path: Path, words: Words, tally: Tally) -> Iterator[Row]:
    """The rows that can be read; of the others each is said on stderr in a sentence, up to a few."""
    for row in rows(path):
        if isinstance(row, Row):
            yield row
            continue
        tally.bad += 1
        if tally.bad <= TOLD:
            remark(f"{inert(str(path))}: {words.say(row.said, **row.values)}")


def as_contract(found: Opinion) -> dict[str, Any]:
    return {
        "id": found.of,
        "label": found.label,
        "score": found.score,
        "confidence": found.confidence,
        "language": found.language,
        "aspects": dict(found.aspects),
    }


def table(tally: Tally, words: Words) -> list[str]:
    """Labels, then aspects: how many speak of each, and how many of them well."""
    total = tally.labels.total()
    lines = [words.plural("{count} text read", "{count} texts read", total)]
    for label, name in SAID.items():
        if count := tally.labels[label]:
            lines.append(_line(words.say(name), words.number(count), words.percent(count / total)))
    if tally.unsure:
        said = words.plural("of these, {count} to be checked", "of these, {count} to be checked", tally.unsure)
        lines.append(f"  {said}")
    if tally.aspects:
        lines += ["", _line(words.say("spoken of"), words.say("texts"), words.say("well"))]
    counts = {aspect: sum(tally.aspects[aspect, way] for way in ("neg", "neu", "pos")) for aspect in ASPECTS}
    for aspect in sorted(filter(counts.get, ASPECTS), key=lambda aspect: -counts[aspect]):
        n = counts[aspect]
        well = words.percent(tally.aspects[aspect, "pos"] / n) if n >= FEW else words.say("too few")
        lines.append(_line(words.say(NAMED[aspect]), words.number(n), well))
    return lines


def _line(name: str, count: str, share: str) -> str:
    return f"  {name:<{_NAME}}{count:>9}  {share:>8}"


def _progress(words: Words, path: Path | None = None, number: int = 0) -> None:
    """On a terminal: how far the file is read; nothing given, the line is wiped."""
    if sys.stderr.isatty():
        said = words.say("{file}: {count} texts", file=inert(path.name, 40), count=words.number(number)) if path else ""
        sys.stderr.write(f"\r\x1b[K{said}")
        sys.stderr.flush()
