"""`ereput letter`: one of the documents D1 to D14, filled in from the card, a case, its finding and the evidence."""

import sys
from datetime import date
from pathlib import Path
from typing import NamedTuple

import msgspec
import typer

from ereput import card as cards
from ereput import settings
from ereput.cli import output
from ereput.cli.begun import begun
from ereput.cli.guidance import asking, audited, filling
from ereput.cli.guidance.casework import audit_with, clean, kept_case, say_older
from ereput.cli.options import moment
from ereput.cli.prose import fitted, remark
from ereput.errors import UsageError
from ereput.evidence import Kept, listed
from ereput.guide import cases, layout
from ereput.guide.cases import Case
from ereput.guide.clocks import day
from ereput.guide.letters import SWORN, WISHES, Letter, asked, known, letter, lines, template
from ereput.guide.tree import tree
from ereput.history import History
from ereput.model import Audit, Practitioner
from ereput.parsing.names import folded
from ereput.report.inert import inert, markdown_inert, web_address
from ereput.words import N_, Words

FORMATS = ("text", "markdown", "docx")


class Options(NamedTuple):
    """What was typed."""

    name: str
    card: Path | None
    number: int | None
    finding: str | None
    format: str | None
    output: Path | None
    wish: str | None
    is_true: bool
    database: str | None
    now: str | None
    language: str | None
    config: Path | None
    verbose: int


class _Known(NamedTuple):
    """What the letter is about."""

    case: Case
    audit: Audit | None
    pages: list[Kept]


def run(options: Options) -> None:
    """Prints or writes the letter; what it leaves blank is said on stderr."""
    set_, words = begun(options.config, options.language, options.verbose)
    name = known(options.name)
    form = _format(options)
    if options.wish not in (None, *WISHES):
        raise UsageError("--ask is one of {names}, not {name!r}", names=", ".join(WISHES), name=inert(options.wish, 40))
    known_of = _known(options, set_, words)
    case, audit = known_of.case, known_of.audit
    who = _writer(options, set_, known_of, words)
    if name in SWORN:
        _confirm(options, words)
    today = day(moment(options.now))
    told = Words(words.language if template(name).en else "fr")
    finding = case.about.finding
    if name == "D5a" and (offence := filling.offence(case)):
        remark(words.say(offence))
    values = {
        **filling.sender(who),
        **filling.about(name, case, told, today),
        **(audited.told(audit, finding, told) if audit and finding else {}),
        "place_and_day": filling.place_and_day(who, today, told),
    }
    so = {**filling.turns(case, today), **({"wish": options.wish} if options.wish else {})}
    proofs = [line for line in map(filling.exact, listed(known_of.pages, told, settings.zone(set_))) if line]
    made = letter(name, words.language, values, proofs, so=so, safe=markdown_inert if form == "markdown" else str)
    _written(made, form, options.output, today, words)
    if who and options.output:  # so that it is deleted when they are forgotten
        with History(settings.history_file(set_, options.database)) as past:
            past.wrote(who, options.output, moment(options.now))
    _remark(made, name, words)


def _remark(made: Letter, name: str, words: Words) -> None:
    """On the standard error: in which language it is, what it leaves blank, what of the law is still to be checked."""
    if made.language != words.language:
        said = words.say("{name} exists in French only: it is written in French.", name=name)
        remark(said)
    for field in dict.fromkeys(asked(field, words.language) for field in made.fields):
        remark(words.say("left blank: {field}", field=field))
    for fact in filling.unsettled(made):
        said = words.say("to be checked before sending: {cite}", cite=fact.cite.to(words.language))
        remark(said)


def _format(options: Options) -> str:
    """The format that was named, else the one that the file's name asks for."""
    ending = options.output.suffix.lower() if options.output else ""
    form = options.format or {".docx": "docx", ".md": "markdown"}.get(ending, "text")
    if form not in FORMATS:
        raise UsageError("--format is one of {names}, not {name!r}", names=", ".join(FORMATS), name=inert(form, 40))
    if form == "docx" and options.output is None and sys.stdout.isatty():
        raise UsageError("a terminal cannot show {name}: add --output FILE.docx", name="docx")
    return form


def _written(made: Letter, form: str, path: Path | None, today: date, words: Words) -> None:
    text = _docx(made, today) if form == "docx" else lines.markdown(made) if form == "markdown" else lines.plain(made)
    if path is None:
        output.printed(fitted(text, sys.stdout) if isinstance(text, str) else text)
        return
    output.write(path, text)
    remark(words.say("{path} is written.", path=inert(str(path), 300)))


def _docx(made: Letter, today: date) -> bytes:
    try:
        from ereput.guide.letters import word
    except ModuleNotFoundError:
        raise UsageError("a .docx needs an extra: pip install 'ereput[letters]'") from None
    return word.docx(made, today)


def _known(options: Options, set_: settings.Settings, words: Words) -> _Known:
    """The case named, or one made of the finding named, its audit and the pages kept for it; all empty otherwise."""
    if options.number is None and options.finding is None:
        return _Known(Case(), None, [])
    with History(settings.history_file(set_, options.database)) as past:
        if options.number is not None:
            case = kept_case(past, options.number).case
            finding = case.about.finding
            audit = past.holding(finding) if finding else None
            if audit and finding:
                say_older(past, audit, finding, words)
        else:
            finding = options.finding or ""
            audit = audit_with(past, finding, words)
            case = cases.of_finding(tree(), audit, finding)
        pages = past.evidence(finding=case.about.finding, case=options.number, url=case.about.url)
    return _Known(_placed(clean(case), pages), audit, pages)


def _placed(case: Case, pages: list[Kept]) -> Case:
    """The case with the address of the pages kept for it, where it has none of its own and they have one."""
    urls = {page.url or page.asked for page in pages}
    url = urls.pop() if len(urls) == 1 else None
    if case.about.url or not url:
        return case
    return msgspec.structs.replace(case, about=msgspec.structs.replace(case.about, url=web_address(url)))


def _writer(options: Options, set_: settings.Settings, known_of: _Known, words: Words) -> Practitioner | None:
    """Who writes: the card that was named; else the practitioner of the audit or case, as their own card has them.

    The card of the settings may be another doctor's: it is taken where it is of the same person, or of the name that
    a case without an audit has.
    """
    audit, named = known_of.audit, known_of.case.who
    if options.card:
        typed = cards.practitioner(cards.read(options.card))
        if audit and not audited.is_same_person(typed, audit.practitioner):
            said = words.say("The card is of {one}, the audit of {other}: check who writes.",
                             one=inert(typed.name, 80), other=inert(audit.practitioner.name, 80))  # fmt: skip
            remark(said)
        return typed
    own = cards.practitioner(cards.read(Path(set_.card))) if set_.card else None
    if audit is None:
        return own if named is None or (own and folded(own.name) == folded(named)) else Practitioner(family=named)
    theirs = audited.writer(audit)
    if own and audited.is_same_person(own, theirs):
        return own
    said = words.say("The sender is as the audit of {day:date} has it: to be checked.", day=day(audit.made_at))
    remark(said)
    return theirs


def _confirm(options: Options, words: Words) -> None:
    """The doctor says that it will be true; UsageError where they do not."""
    if options.is_true:
        return
    refused = N_("this document has to be true: confirm it in a terminal, or with --true")
    if not sys.stdin.isatty():
        raise UsageError(refused)
    minded = words.say("A knowingly false report can be an offence; ereput does not know whether it is true.")
    typer.echo("\n".join(layout.wrapped(minded)))
    said = asking.line(words.say("Is all that you will write in it true and complete? [y/n] "))
    if said.lower() not in asking.YES:
        raise UsageError(refused)
