"""Cases of the guide as they are kept: listed, their steps done, closed, opened again, forgotten."""

from collections.abc import Collection
from datetime import date, datetime
from urllib.parse import urlsplit

import msgspec
import typer

from ereput.cli import output
from ereput.cli.guidance.filling import exact
from ereput.cli.prose import remark
from ereput.errors import UsageError
from ereput.guide import layout
from ereput.guide.cases import Case
from ereput.guide.clocks import day
from ereput.guide.plan import plan
from ereput.guide.progress import standing, with_done
from ereput.guide.tree import Node, tree
from ereput.guide.walk import walk
from ereput.history import History, KeptCase, audits, bearers, key
from ereput.model import Audit, Practitioner
from ereput.parsing.names import folded
from ereput.report.inert import inert, json_inert, web_address
from ereput.words import N_, Words


def kept_case(past: History, number: int) -> KeptCase:
    """The case of a number; UsageError where there is none."""
    for each in past.cases():
        if each.number == number:
            return each
    raise UsageError("there is no case {number}; ereput guide cases lists them", number=number)


def audit_with(past: History, finding: str, words: Words) -> Audit:
    """The audit that a finding's id stands in, its day said where it is over; UsageError where there is none."""
    if audit := past.holding(finding):
        say_older(past, audit, finding, words)
        return audit
    if past.latest() is None:
        raise UsageError("there is no audit in the history yet; first run ereput audit")
    raise UsageError(
        "no audit has the finding {name!r}, or those of several people have it; a report shows their ids",
        name=finding[:40],
    )


def say_older(past: History, audit: Audit, finding: str, words: Words) -> None:
    """Says of which day the audit is, where the practitioner's last one has the finding no more or did not read it."""
    lasts = audits.kept(past.database, audit.practitioner, 1)
    is_finding = any(finding == one.id for one in audit.findings)
    if not is_finding or not lasts or lasts[0].made_at == audit.made_at:
        return
    said = N_("{finding} stands in the audit of {day:date}; the last audit does not have it any more.")
    if any(finding == one.id for one in lasts[0].findings):
        said = N_("{finding} stands as the audit of {day:date} read it; the last audit did not read it again.")
    remark(words.say(said, finding=inert(finding, 40), day=audit.made_at))


def clean(case: Case) -> Case:
    """What came from outside, made harmless."""
    about = case.about
    cleaned = msgspec.structs.replace(
        about,
        finding=inert(about.finding, 40) or None,
        review=exact(about.review),
        site=inert(about.site, 40) or None,
        url=web_address(about.url),
        suspected=inert(about.suspected, 40) or None,
    )
    return msgspec.structs.replace(case, who=inert(case.who, 120) or None, about=cleaned)


def of_person(case: Case, who: Practitioner) -> Case:
    """A case about this practitioner."""
    return msgspec.structs.replace(case, key=key(who))


def is_theirs(case: Case, who: Practitioner, keys: Collection[str]) -> bool:
    """The case is this practitioner's: by what names them; by the name alone where nothing else is known of it."""
    if case.key and keys:
        return case.key in keys
    return case.who is not None and folded(case.who) == folded(who.name)


def with_cases(audit: Audit, past: History, today: date) -> Audit:
    """The audit with the practitioner's cases as they stand, and nameless ones of findings of its own.

    What was not read again is let go where its case is closed.
    """
    who, own = audit.practitioner, {finding.id for finding in audit.findings}
    keys = bearers.keys(past.database, who)
    theirs = [
        standing(tree(), each.number, clean(each.case), today)
        for each in past.cases()
        if is_theirs(each.case, who, keys) or (not each.case.who and each.case.about.finding in own)
    ]
    closed = {case.finding for case in theirs if case.is_closed}
    findings = tuple(f for f in audit.findings if not (f.unread_since and f.id in closed))
    return msgspec.structs.replace(audit, findings=findings, cases=tuple(theirs)) if theirs else audit


def changed(
    past: History, number: int | None, done: tuple[str, ...], change: str | None, words: Words, now: datetime
) -> None:
    """Notes a case's steps that are done; or the case is closed, opened again, or forgotten (`change`)."""
    if number is None:
        raise UsageError("which case? add --case N; ereput guide cases lists them")
    case = clean(kept_case(past, number).case)
    if change == "forget":
        past.forget_case(number)
        remark(words.say("Case {number} is forgotten.", number=number))
        return
    case = with_done(tree(), case, done, day(now))
    if change:
        closed_on = day(now) if change == "close" else None
        case = msgspec.structs.replace(case, closed_on=closed_on)
    past.keep_case(number, case, now)
    output.printed(f"{_line(KeptCase(number, now, now, case), words, day(now))}\n")


def listed(past: History, words: Words, today: date, *, is_json: bool) -> None:
    kept = past.cases()
    if not kept and not is_json:
        typer.echo(words.say("There is no case yet."))
    for each in kept:
        row = _row(each, words, today)
        if is_json:
            output.printed(json_inert(msgspec.json.encode(row).decode()) + "\n")
        else:
            output.printed(f"{_line(each, words, today)}\n")


def _line(each: KeptCase, words: Words, today: date) -> str:
    """A case in one line, and its next step in another."""
    case = clean(each.case)
    told = plan(tree(), case, words, today)
    stands = standing(tree(), each.number, case, today)
    where = told.site or (urlsplit(case.about.url).hostname if case.about.url else None)
    parts = [f"{each.number}. {told.title}", case.who, where, stands.finding]
    if stands.is_closed:
        parts.append(words.say("closed on {day:date}", day=case.closed_on))
    elif stands.by:
        parts.append(words.say("no later than {last:date}", last=stands.by))
    parts.append(words.say("last changed on {day:date}", day=day(each.changed_at)))
    lines = layout.wrapped(" · ".join(part for part in parts if part))
    if stands.is_closed:
        return "\n".join(lines)
    following = tree().steps[stands.step].to(words.language) if stands.step else None
    if following:
        said = words.say("next: {step}", step=following)
    elif stands.outcome:
        said = words.say("every step is done: ereput guide --case {number} --close", number=each.number)
    else:
        said = words.say("a question is open: ereput guide --case {number}", number=each.number)
    return "\n".join((*lines, *layout.wrapped(said, "   ")))


def _row(each: KeptCase, words: Words, today: date) -> dict[str, object]:
    case = clean(each.case)
    told = plan(tree(), case, words, today)
    here = walk(tree(), case.answers).here
    stands = standing(tree(), each.number, case, today)
    return {
        "number": each.number,
        "situation": case.answers.get("situation"),
        "is_finished": told.is_finished,
        "next_question": here.id if isinstance(here, Node) else None,
        "title": told.title,
        "who": case.who,
        "finding": case.about.finding,
        "site": told.site,
        "url": case.about.url,
        "next_step": stands.step,
        "by": stands.by,
        "done": dict(case.done),
        "closed_on": case.closed_on,
        "opened_at": each.opened_at,
        "changed_at": each.changed_at,
    }
