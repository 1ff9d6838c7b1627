"""`ereput guide`: the Order's guide as questions, one at a time; every answer is kept before the next is asked."""

import sys
from pathlib import Path
from typing import NamedTuple

import msgspec
import typer

from ereput import card as cards
from ereput import settings
from ereput.cli import output
from ereput.cli.begun import begun
from ereput.cli.guidance import answers, asking, casework
from ereput.cli.guidance.casework import audit_with, clean, kept_case, of_person
from ereput.cli.options import moment
from ereput.cli.prose import remark
from ereput.errors import UsageError
from ereput.guide import cases, layout
from ereput.guide.cases import Case
from ereput.guide.clocks import day
from ereput.guide.plan import Plan, plan
from ereput.guide.tree import Node, Outcome, tree
from ereput.guide.walk import walk
from ereput.history import History, KeptCase
from ereput.report.inert import inert, json_inert, markdown_inert
from ereput.words import Words

FORMATS = ("markdown", "json")
CASES = "cases"


class Options(NamedTuple):
    """What was typed."""

    topic: str | None
    finding: str | None
    number: int | None
    answers: Path | None
    done: tuple[str, ...]
    change: str | None  # close · reopen · forget
    is_back: bool  # the last answer is taken back, and asked for again
    format: str | None
    database: str | None
    now: str | None
    language: str | None
    config: Path | None
    verbose: int


def run(options: Options) -> None:
    """Asks, or reads the answers of a file, and prints the plan."""
    set_, words = begun(options.config, options.language, options.verbose)
    if options.format not in (None, *FORMATS):
        raise UsageError("--format is markdown or json, not {name!r}", name=options.format)
    if options.topic not in (None, CASES, *cases.SITUATIONS):
        raise UsageError(
            "the guide knows {names}, not {name!r}",
            names=", ".join((*cases.SITUATIONS, CASES)),
            name=inert(options.topic, 40),
        )
    now = moment(options.now)
    with History(settings.history_file(set_, options.database)) as past:
        if options.topic == CASES:
            casework.listed(past, words, day(now), is_json=options.format == "json")
            return
        if options.change or options.done:
            casework.changed(past, options.number, options.done, options.change, words, now)
            return
        case, number = _begun(options, past, words)
        if options.answers:
            case = answers.answered(tree(), case, options.answers, day(now))
        elif not isinstance(walk(tree(), case.answers).here, Outcome):
            if not sys.stdin.isatty():
                raise UsageError("the guide asks its questions in a terminal; elsewhere give --answers FILE.toml")
            case, number = asking.asked(past, case, number, words, lambda: moment(options.now))
            if not isinstance(walk(tree(), case.answers).here, Outcome):
                _said(words.say("Stopped."), number, words)
                return
        told = plan(tree(), case, words, day(now))
        told = msgspec.structs.replace(
            told, evidence=asking.evidence(past, case, number, words), queries=_queries(told, set_)
        )
        _tell(told, words, options.format)
        _said("", number, words)


def _queries(told: Plan, set_: settings.Settings) -> tuple[str, ...]:
    """What to have watched, where the plan has alerts set: by the card of the settings, when there is one."""
    if not set_.card or "alerts" not in {step.id for step in told.steps}:
        return ()
    who = cards.practitioner(cards.read(Path(set_.card)))
    place = [inert(word, 80) for word in (who.specialty, who.address.locality) if word]
    return (f'"{inert(who.name, 80)}"', " ".join((f'"Dr {inert(who.family, 80)}"', *place)))


def _begun(options: Options, past: History, words: Words) -> tuple[Case, int | None]:
    """The case to go on with, and its number once it is kept."""
    kept = past.cases()
    if options.number is not None:
        case = clean(kept_case(past, options.number).case)
        passed = walk(tree(), case.answers).passed if options.is_back else ()
        return (case.answering(passed[-1].id, None) if passed else case), options.number
    if options.is_back:
        raise UsageError("which case? add --case N; ereput guide cases lists them")
    if options.finding:
        audit = audit_with(past, options.finding, words)
        begun = of_person(cases.of_finding(tree(), audit, options.finding), audit.practitioner)
        if options.topic:
            begun = begun.knowing({"situation": options.topic})
        open_ones = [each for each in kept if each.case.closed_on is None]
        theirs = [each for each in open_ones if each.case.key in (None, begun.key)]
        same = next((each for each in theirs if each.case.about.finding == begun.about.finding), None)
        if same and not options.answers:
            return clean(same.case), same.number
        return clean(begun), None
    if not options.answers and sys.stdin.isatty() and (open_ := _unfinished(kept, options.topic)):
        asked = words.say("Case {number} is not finished: go on with it? [y/n] ", number=open_.number)
        if asking.line(asked).lower() in ("", *asking.YES):
            return clean(open_.case), open_.number
    return cases.begun(options.topic), None


def _unfinished(kept: list[KeptCase], topic: str | None) -> KeptCase | None:
    open_ = [
        each for each in kept if each.case.closed_on is None and isinstance(walk(tree(), each.case.answers).here, Node)
    ]
    return next((each for each in open_ if topic in (None, each.case.answers.get("situation"))), None)


# ---------------------------------------------------------------- what is printed


def _tell(told: Plan, words: Words, form: str | None) -> None:
    if form == "json":
        output.printed(json_inert(msgspec.json.format(msgspec.json.encode(told), indent=2).decode()) + "\n")
    elif form == "markdown" or not sys.stdin.isatty() or not sys.stdout.isatty():
        output.printed(layout.markdown(told, words, lambda line: markdown_inert(inert(line))))
    else:
        _paged(layout.plain(told, words), words)


def _paged(lines: list[str], words: Words) -> None:
    page = layout.HEIGHT - 2
    for start in range(0, len(lines), page):
        typer.echo("\n".join(lines[start : start + page]))
        is_last = start + page >= len(lines)
        if not is_last and asking.line(words.say("Enter to go on, q to stop: ")).lower() in asking.STOP:
            return


def _said(text: str, number: int | None, words: Words) -> None:
    """Where the case can be found again."""
    if text:
        remark(text)
    if number:
        kept = words.say(
            "Case {number} is kept: ereput guide --case {number}"
            " (--done 1: its first step is done; --back: the last question again)",
            number=number,
        )
        remark("\n".join(layout.wrapped(kept)))
