"""`ereput register`: the register of health professionals on this machine: made from its file, asked, told of."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from ereput import card as cards
from ereput import settings
from ereput.cli.auditing.registered import nobody
from ereput.cli.options import language_of_output as spoken
from ereput.cli.options import moment
from ereput.cli.prose import remark, tell
from ereput.errors import UsageError
from ereput.model import Evidence
from ereput.parsing.names import readings
from ereput.parsing.phones import as_dialled
from ereput.parsing.rpps import HOME
from ereput.parsing.towns import street, written
from ereput.register import Card, Edition, Register, Told, build
from ereput.register.cards import as_json
from ereput.register.lookup import MOST
from ereput.report.inert import inert, json_inert
from ereput.words import N_, Words

_UNITS = (N_("{size} kB"), N_("{size} MB"), N_("{size} GB"))
_SKILL = "libelle savoir faire"


def make(path: Path, language: str | None) -> None:
    """Imports a file, and says what was in it."""
    words = Words(spoken(language))
    with _progress(words) as told:
        edition = build(path, settings.register_file(), moment(None), told)
    typer.echo("\n".join(_told(edition, words)))


def status(*, is_json: bool, language: str | None) -> None:
    """Prints of which file the register was made, when, and what it holds."""
    words = Words(spoken(language))
    with Register(settings.register_file()) as register:
        edition, size = register.edition, register.path.stat().st_size
    if is_json:
        facts = {
            "file": edition.file,
            "day": edition.day.date().isoformat(),
            "imported_at": edition.imported_at.isoformat(),
            "rows": edition.rows,
            "people": edition.people,
            "surnames": edition.surnames,
            "skipped": edition.skipped,
            "path": str(register.path),
            "bytes": size,
        }
        typer.echo(json_inert(json.dumps(facts, ensure_ascii=False)))
        return
    where = f"{register.path}, {_size(size, words)}"
    made = words.say("imported on {day:date}", day=edition.imported_at)
    typer.echo("\n".join([*_told(edition, words), f"{where} · {made}"]))


def find(
    name: str | None, city: str | None, specialty: str | None, rpps: str | None, *, is_json: bool, language: str | None
) -> None:
    """Prints who bears a name, or who has a number: one line each, the practices under it."""
    words = Words(spoken(language))
    if not (name or rpps):
        raise UsageError('whom? write for example: ereput register find "MARTIN Claire" --city Lyon')
    if name and not readings(name):
        raise UsageError('{name!r} does not read as a name; write for example "Dr Claire Martin"', name=name[:60])
    with Register(settings.register_file()) as register:
        one = register.card(cards.rpps(rpps)) if rpps else None
        found = ((one,) if one else ()) if rpps else register.find(name or "", city=city, specialty=specialty)
    evidence = Evidence(source="rpps", url=HOME, retrieved_at=register.edition.day)
    for card in found:
        if is_json:
            typer.echo(json_inert(json.dumps(as_json(card, evidence), ensure_ascii=False)))
        else:
            tell(_said(card, evidence, words))
    if len(found) == MOST:
        remark(words.say("these are the first {count}; --city or --specialty narrows it", count=MOST))
    if not found and rpps:
        nobody(cards.rpps(rpps), words.say("the register"), words)
    elif not found:
        remark(words.say("the register holds nobody who fits this"))
        if len((name or "").split()) == 1:
            remark(words.say('a family name is wanted, with or without a first name: "MARTIN Claire"'))


def _said(card: Card, evidence: Evidence, words: Words) -> str:
    name = " ".join(part for part in ("Dr" if card.is_doctor else None, card.name.given, card.name.family) if part)
    near = {"typo": words.say("a similar name"), "part": words.say("part of the name")}.get(card.how)
    lines = [" · ".join(part for part in (name, ", ".join(card.specialties), f"RPPS {card.number}", near) if part)]
    for one in card.listings(evidence):
        town = " ".join(part for part in (one.address.postal_code, written(one.address.locality)) if part)
        parts = (one.practice, street(one.address.street), town, *(as_dialled(number) for number in one.phones))
        lines.append(" · ".join(part for part in parts if part))
    return "\n    ".join(inert(line, 200) for line in lines)


def _size(count: float, words: Words) -> str:
    """Bytes as one says them: 640 kB, 3.4 MB, 512 MB."""
    power = 3 if count >= 1e9 else 2 if count >= 1e6 else 1
    size = count / 1000**power
    return words.say(_UNITS[power - 1], size=words.number(size, int(size < 10)))


def _told(edition: Edition, words: Words) -> list[str]:
    lines = [
        words.say(
            "register of {day:date}: {rows:n} lines, {people:n} people, {surnames:n} family names (from {file})",
            day=edition.day,
            rows=edition.rows,
            people=edition.people,
            surnames=edition.surnames,
            file=inert(edition.file, 80),
        )
    ]
    if edition.skipped:
        lines.append(words.say("! {count:n} lines were not as the header says, and left out", count=edition.skipped))
    if _SKILL in edition.lacking:
        lines.append(words.say("! the file names no specialties: professions stand for them"))
    return lines


@contextmanager
def _progress(words: Words) -> Iterator[Told]:
    """How far the import is, on one line of stderr, and only on a terminal."""
    if not sys.stderr.isatty():
        yield lambda share, rows: None
        return

    def told(share: float, rows: int) -> None:
        line = words.say("{share:percent} · {rows:n} lines", share=share, rows=rows)
        sys.stderr.write(f"\r\x1b[K{line}")
        sys.stderr.flush()

    try:
        yield told
    finally:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
