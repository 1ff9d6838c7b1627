"""`ereput reply check`: the rules RPL-01 … RPL-26 on a reply, and on the case it belongs to. Nothing is ever posted."""

import json
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import typer

from ereput import card as cards
from ereput.cli import EXIT_ATTENTION, output
from ereput.cli.guidance import replied
from ereput.cli.guidance.casework import say_older
from ereput.cli.options import language_of_output as spoken
from ereput.cli.options import moment
from ereput.cli.prose import remark
from ereput.errors import UsageError
from ereput.guide.cases import Posted
from ereput.guide.clocks import day
from ereput.guide.replies import FLAGS, LONGEST, NOTES, Breach, Case, Severity, Verdict
from ereput.guide.replies import check as judged
from ereput.guide.replies.drafts import ADVICE
from ereput.guide.replies.known import of_case
from ereput.guide.tree import tree
from ereput.history import History, KeptCase
from ereput.model import Practitioner, Review
from ereput.report.inert import inert, json_inert
from ereput.words import N_, Words

_SEVERITIES = {Severity.BLOCK: N_("blocks"), Severity.WARN: N_("warns"), Severity.HUMAN: N_("for you to say")}


class Options(NamedTuple):
    """What was typed."""

    path: Path
    review: str | None
    number: int | None
    flags: tuple[str, ...]
    card: Path | None
    is_agency: bool
    is_approved: bool
    is_posted: bool
    as_json: bool
    is_strict: bool
    now: str | None
    language: str | None
    place: replied.Place


def check(options: Options) -> int:
    """Prints which rules a reply breaks and by which words; the exit code says so with --strict."""
    words = Words(spoken(options.language))
    for flag in options.flags:
        if flag not in FLAGS:
            raise UsageError("--flag is one of {names}, not {name!r}", names=", ".join(FLAGS), name=inert(flag, 40))
    if options.number is None and (options.is_posted or options.is_approved):
        raise UsageError("--posted and --approved are noted in a case: add --case N")
    text = replied.read(options.path)
    if not inert(text).strip():
        raise UsageError("there is no text in {path}: nothing to check", path=options.path)
    if len(text) > LONGEST:
        raise UsageError("{path} is longer than {most:n} characters: no reply is", path=options.path, most=LONGEST)
    verdict = _with_history(options, text, words) if _needs_history(options) else _alone(options, text)
    typer.echo(_as_json(verdict, words) if options.as_json else "\n".join(_said(verdict, words)))
    return EXIT_ATTENTION if options.is_strict and verdict.is_blocked else 0


def _needs_history(options: Options) -> bool:
    return options.number is not None or (options.review is not None and not replied.is_file(options.review))


def _alone(options: Options, text: str) -> Verdict:
    review = replied.read(Path(options.review)) if options.review else None
    case = Case(flags=frozenset(options.flags), is_agency=options.is_agency)
    return judged(text, review, _signed(case, _card(options)))


def _with_history(options: Options, text: str, words: Words) -> Verdict:
    """The same, looking at the review of the last audit and at the case, where what is told of it is noted."""
    now = moment(options.now)
    with options.place.opened() as past:
        is_file = options.review is not None and replied.is_file(options.review)
        named = options.review if options.review and not is_file else None
        answered = replied.found(past, named, options.number) if named else None
        if answered and named:
            say_older(past, answered.audit, named, words)
        kept = replied.case_of(past, options.number, answered)
        if kept and (options.is_agency or options.is_approved):
            kept = _told(past, kept, options, now)
        answered = answered or (replied.of_case(past, kept) if kept else None)
        review = replied.read(Path(options.review or "")) if is_file else answered and answered.review.text
        who = _card(options) or (answered.audit.practitioner if answered else None)
        verdict = judged(text, review, _signed(_known(options, past, kept, answered, now), who))
        if options.is_posted and kept:
            _note(past, kept, text, verdict, now, words)
    return verdict


def _told(past: History, kept: KeptCase, options: Options, now: datetime) -> KeptCase:
    """The case with who drafts, and the doctor's yes."""
    approved = day(now) if options.is_approved else kept.case.approved_on
    is_agency = kept.case.is_agency or options.is_agency
    return replied.changed(past, kept, now, is_agency=is_agency, approved_on=approved)


def _known(
    options: Options, past: History, kept: KeptCase | None, answered: replied.Answered | None, now: datetime
) -> Case:
    """What the case and the last audit say; the last replies are those posted, and those that sites show."""
    items = [item for harvest in answered.audit.harvests for item in harvest.items] if answered else []
    shown = [item.reply for item in items if isinstance(item, Review) and item.reply]
    previous = [*(reply.text for each in past.cases() for reply in each.case.posted), *shown]
    if kept is None:
        return Case(flags=frozenset(options.flags), previous=tuple(previous), is_agency=options.is_agency)
    return of_case(tree(), kept.case, opened_at=kept.opened_at, now=now, previous=previous, flags=options.flags)


def _note(past: History, kept: KeptCase, text: str, verdict: Verdict, now: datetime, words: Words) -> None:
    """Keeps what was posted; a reply that a rule blocks may say what is secret, and is never kept."""
    if verdict.is_blocked:
        raise UsageError("a rule blocks this reply: it is not noted as posted")
    replied.changed(past, kept, now, posted=(*kept.case.posted, Posted(text=text.strip(), at=now)))
    remark(words.say("Noted in case {number}: posted by you.", number=kept.number))


def _card(options: Options) -> Practitioner | None:
    return cards.practitioner(cards.read(options.card)) if options.card else None


def _signed(case: Case, who: Practitioner | None) -> Case:
    """The practice's own line and name may stand in the reply."""
    return case._replace(lines=who.phones, names=(who.name,)) if who else case


def _as_json(verdict: Verdict, words: Words) -> str:
    rows = [
        {
            "id": breach.rule.id,
            "severity": breach.rule.severity.value,
            "sentence": words.say(breach.rule.sentence),
            "words": [words.say(word) if word in NOTES else word for word in breach.words if word],
        }
        for breach in verdict.breaches
    ]
    return json_inert(json.dumps({"blocked": verdict.is_blocked, "rules": rows}, ensure_ascii=False))


def _said(verdict: Verdict, words: Words) -> list[str]:
    blocking = len(verdict.blocking)
    if blocking:
        head = words.plural(
            "Not to be posted as it is: {count} rule is broken.",
            "Not to be posted as it is: {count} rules are broken.",
            blocking,
        )
    else:
        head = words.say("No rule blocks this reply.")
    lines = [head, ""]
    for breach in sorted(verdict.breaches, key=lambda b: list(Severity).index(b.rule.severity)):
        lines += _breach(breach, words)
    end = words.say("ereput posts nothing; this is information, not legal advice.")
    return [*lines, "", *output.hung(words.say(ADVICE)), *output.hung(end)]


def _breach(breach: Breach, words: Words) -> list[str]:
    how = words.say(_SEVERITIES[breach.rule.severity])
    lines = output.hung(f"{how} – {words.say(breach.rule.sentence)}", f"{breach.rule.id}  ")
    said = [words.say(word) if word in NOTES else words.quoted(inert(word, 80)) for word in breach.words if word]
    return lines + (output.hung(" · ".join(said), " " * 8) if said else [])
