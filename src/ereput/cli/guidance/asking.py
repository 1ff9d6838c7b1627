"""The guide's questions in a terminal, one at a time; every answer is kept before the next question."""

import os
import select
import signal
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime

import typer

from ereput.errors import UsageError
from ereput.guide import layout
from ereput.guide.cases import Case
from ereput.guide.clocks import day
from ereput.guide.plan import answered
from ereput.guide.possible import possible
from ereput.guide.tree import Kind, Node, tree
from ereput.guide.walk import Given, accepted, walk
from ereput.history import History
from ereput.sites import may_read, site
from ereput.words import N_, Words

BACK, STOP = ("b", "r"), ("q",)
YES = ("y", "yes", "o", "oui")


def asked(
    past: History, case: Case, number: int | None, words: Words, now: Callable[[], datetime]
) -> tuple[Case, int | None]:
    """Asks until the end, or until q; every answer is in the history before the next question."""
    if not _show_known(case, evidence(past, case, number, words), words, is_resumed=number is not None):
        return case, number
    while isinstance(here := (way := walk(tree(), case.answers)).here, Node):
        suggested = case.about.suspected if here.id == "says" else None
        number_of = 1 + sum(node.id not in case.known for node in way.passed)
        is_settled = all(tree().facts[name].is_settled for name in here.facts)
        typed = _shown(layout.screen(here, words, number_of, suggested, is_settled=is_settled))
        if typed in STOP:
            break
        if typed in BACK:
            if way.passed:
                case = case.answering(way.passed[-1].id, None)
        elif (given := _answer(here, typed, suggested, case, words, day(now()))) is None:
            continue
        else:
            case = case.answering(here.id, given)
        if number is None:
            number = past.open_case(case, now())
        else:
            past.keep_case(number, case, now())
    return case, number


def evidence(past: History, case: Case, number: int | None, words: Words) -> str | None:
    """What is kept of a case's page; None where the case is about no finding and nothing is kept for it."""
    finding = case.about.finding
    if pages := past.evidence(finding, number, case.about.url) if finding or number else []:
        return words.plural(
            "{count} page kept as evidence, on {last:date}",
            "{count} pages kept as evidence, the last on {last:date}",
            len(pages),
            last=day(pages[-1].taken_at),
        )
    if not finding:
        return None
    if not case.about.url:
        return words.say(
            "no evidence is kept yet: ereput evidence ADDRESS --page FILE --finding {finding}", finding=finding
        )
    if not may_read(case.about.url):
        return words.say("no evidence is kept yet: ereput evidence --page FILE --finding {finding}", finding=finding)
    return words.say("no evidence is kept yet: ereput evidence --finding {finding}", finding=finding)


def _show_known(case: Case, kept: str | None, words: Words, *, is_resumed: bool) -> bool:
    """One screen of what is known or was answered; False where q was typed at its foot."""
    if not case.about.finding:
        return True
    told = [*_known(case, words), *([kept] if kept else [])]
    rows = [row for each in told for row in layout.wrapped(each, "  - ")]
    heading = N_("Answered so far ({finding}):") if is_resumed else N_("Known from the audit ({finding}):")
    most = layout.HEIGHT - 4  # the heading may take two lines, and the mark of what is left out one
    shown = rows if len(rows) <= most else ["  - …", *rows[-most:]]
    lines = layout.wrapped(words.say(heading, finding=case.about.finding))
    typer.echo("\n".join((*lines, *shown)))
    return line(words.say("Enter to go on, q to stop: ")).lower() not in STOP


def _known(case: Case, words: Words) -> Iterator[str]:
    """The site and the page; what was answered, in order; then what is known of questions to come."""
    row = site(case.about.site or "")
    if where := [each for each in (row.name if row else None, case.about.url) if each]:
        yield " · ".join(where)
    passed = (node.id for node in walk(tree(), {"danger": "no", **case.answers}).passed)
    for name in dict.fromkeys((*passed, *case.known)):
        node = tree().nodes.get(name)
        if node and (given := accepted(node, case.answers.get(name))) is not None:
            yield f"{node.ask.to(words.language)} {answered(tree(), name, given, words)}"


def _answer(node: Node, typed: str, suggested: str | None, case: Case, words: Words, today: date) -> Given | None:
    """What was typed as an answer; None, once a sentence has said why, where it is none or cannot be."""
    if (given := _given(node, typed, suggested)) is None:
        is_day = node.kind is Kind.DATE
        typer.echo(
            words.say("That is no day of the calendar.") if is_day else words.say("That is none of the answers.")
        )
        return None
    try:
        return possible(tree(), node.id, given, case, today)
    except UsageError as error:
        typer.echo(
            "\n".join(layout.wrapped(words.say("Not possible: {why}.", why=words.say(error.text, **error.values))))
        )
        return None


def _given(node: Node, typed: str, suggested: str | None) -> Given | None:
    """What was typed as an answer; None where it is none."""
    if node.kind is Kind.DATE:
        return accepted(node, typed)
    if not typed and suggested:
        return accepted(node, suggested if node.kind is Kind.ONE else (suggested,))
    places = [part.strip() for part in typed.split(",")]
    if not all(part.isascii() and part.isdigit() and len(part) < 3 for part in places):
        return None
    if places == ["0"]:
        return accepted(node, ()) if node.kind is Kind.MANY else None
    if not all(0 < int(part) <= len(node.answers) for part in places):
        return None
    keys = tuple(node.answers[int(part) - 1].key for part in places)
    if node.kind is Kind.ONE:
        return accepted(node, keys[0]) if len(keys) == 1 else None
    return accepted(node, keys)


def _shown(lines: list[str]) -> str:
    typer.echo("\n".join(lines))
    return line("> ").lower()


def line(prompt: str) -> str:
    """What is typed after a prompt; at the end of input, that one stops."""
    typer.echo(prompt, nl=False)
    try:
        if os.name == "posix" and sys.stdin.isatty():
            _await_a_line()
        return input().strip()
    except EOFError:
        return STOP[0]


def _await_a_line() -> None:
    """Returns when a line was typed; an interruption is heard at whatever moment it comes.

    `input()` alone misses one that comes in the instant before it begins to read, and then waits for a key.
    """
    reads, writes = os.pipe()
    os.set_blocking(writes, False)
    before = signal.set_wakeup_fd(writes)
    try:
        select.select([sys.stdin, reads], [], [])
    finally:
        signal.set_wakeup_fd(before)
        os.close(reads)
        os.close(writes)
