"""The plan that a walk leads to: steps in order, who, by when, with which document, on what ground, what is unsure."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import msgspec

from ereput.guide.cases import Case
from ereput.guide.clocks import MONTHS, Clock, clock, last_day
from ereput.guide.tree import UNSETTLED, Caution, Counted, Outcome, Step, Tree
from ereput.guide.walk import UNKNOWN, Given, accepted, interval, steps, walk
from ereput.model import Interval
from ereput.sites import site
from ereput.words import N_, Words

WHO = {
    "doctor": N_("you yourself"),
    "practice": N_("you or your practice"),
    "lawyer": N_("a lawyer"),
    "insurer": N_("you, to your insurer"),
    "bailiff": N_("a commissaire de justice (bailiff)"),
}
CERTAINTIES = {
    "A": N_("official text, a body's own word or identified ruling"),
    "B": N_("several secondary sources agree"),
    "C": N_("one secondary source only"),
    "K": N_("to be checked: general knowledge"),
    "X": N_("to be checked: sources disagree"),
    "I": N_("our own advice"),
}
_STARTS = {
    "published": N_("first publication"),
    "sent": N_("receipt of the request"),
    "decided": N_("the site's decision"),
}
_ANSWERS = frozenset({"gdpr", "gdpr_extended"})  # limits of the other side
DISCLAIMER = N_("This is information, not legal advice: a lawyer, the Order or your insurer can advise you.")


class Ground(msgspec.Struct, frozen=True, kw_only=True):
    """A fact that a statement rests on."""

    id: str
    cite: str
    text: str
    certainty: str
    certainty_text: str
    is_settled: bool
    checked_on: date


class PlannedStep(msgspec.Struct, frozen=True, kw_only=True):
    """A step of the plan."""

    id: str
    what: str
    who: str
    by: date | None  # the last day in time, where it can be counted
    limit: str | None  # the same as a sentence; says so where the start is not known, or the limit may be over
    is_answer_due: bool = False  # the limit is the other side's, to answer; not the doctor's, to act
    document: str | None
    document_title: str | None
    place: str | None = None  # where and how the case's site takes it, in a sentence
    grounds: tuple[str, ...]  # ids of facts
    done_on: date | None


class Noted(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence and the facts that it rests on."""

    text: str
    grounds: tuple[str, ...]


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A question and what was answered."""

    id: str
    question: str
    answer: str


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """All of it, in one language."""

    title: str
    is_finished: bool
    made_on: date
    finding: str | None
    site: str | None = None  # its name
    url: str | None
    evidence: str | None = None  # what is kept of the page, in a sentence
    answers: tuple[Said, ...]
    steps: tuple[PlannedStep, ...]
    avoid: tuple[Noted, ...]
    uncertain: tuple[Noted, ...]
    queries: tuple[str, ...] = ()  # what to have watched, where the plan says to set alerts and a card says for whom
    grounds: tuple[Ground, ...]
    disclaimer: str


def plan(tree: Tree, case: Case, words: Words, today: date) -> Plan:
    """The plan as far as the case went; before its end, only what the answers already brought."""
    way = walk(tree, case.answers)
    to_do = steps(tree, way, case.answers, today)
    avoid = _cautions(tree.avoid, (name for step in to_do.values() for name in step.avoid), words)
    unsure = _cautions(tree.unsure, (name for step in to_do.values() for name in step.unsure), words)
    cited = [name for step in to_do.values() for name in step.facts]
    cited += [name for noted in (*avoid, *unsure) for name in noted.grounds]
    ended = way.here if isinstance(way.here, Outcome) else None
    title = ended.title.to(words.language) if ended else words.say("A case that is not finished")
    return Plan(
        title=title,
        is_finished=ended is not None,
        made_on=today,
        finding=case.about.finding,
        site=row.name if (row := site(case.about.site or "")) else None,
        url=case.about.url,
        answers=tuple(
            Said(
                id=node.id,
                question=node.ask.to(words.language),
                answer=answered(tree, node.id, case.answers[node.id], words),
            )
            for node in way.passed
        ),
        steps=tuple(_planned(tree, name, step, case, words, today) for name, step in to_do.items()),
        avoid=avoid,
        uncertain=unsure,
        grounds=tuple(_ground(tree, name, words) for name in dict.fromkeys(cited)),
        disclaimer=words.say(DISCLAIMER),
    )


def answered(tree: Tree, name: str, given: Given, words: Words) -> str:
    """An answer as a person reads it."""
    node = tree.nodes[name]
    if not node.answers:
        days = interval(given)
        if days.earliest is None:
            return words.say("not known")
        if days.latest is None or days.latest == days.earliest:
            return words.day(days.earliest)
        return words.say("between {first:date} and {last:date}", first=days.earliest, last=days.latest)
    keys = (given,) if isinstance(given, str) else given
    chosen = [answer.to(words.language) for answer in node.answers if answer.key in keys]
    return " · ".join(chosen) or words.say("none of these")


def _planned(tree: Tree, name: str, step: Step, case: Case, words: Words, today: date) -> PlannedStep:
    by, limit = _limit(tree, step.clock, case, words, today) if step.clock else _again(step, case, words, today)
    document = tree.documents[step.document] if step.document else None
    return PlannedStep(
        id=name,
        what=step.to(words.language),
        who=words.say(WHO[step.who]),
        by=by,
        limit=limit,
        is_answer_due=step.clock is not None and step.clock.kind in _ANSWERS,
        document=step.document,
        document_title=document.to(words.language) if document else None,
        place=_place(step, case, words),
        grounds=step.facts,
        done_on=case.done.get(name),
    )


def _place(step: Step, case: Case, words: Words) -> str | None:
    """Where and how the case's site takes it, as its row knows; to be checked where that is not established."""
    row = site(case.about.site or "")
    known = getattr(row, step.at) if row and step.at else None
    if row is None or step.at is None or known is None:
        return None
    parts = (known.removeprefix("mailto:"),) if isinstance(known, str) else (known.to(words.language), known.url)
    told = words.say("{site}: {how}", site=row.name, how=" ".join(filter(None, parts)))
    if row.certainties.get(step.at, row.certainty) in UNSETTLED:
        return words.say("{why} (to be checked)", why=told)
    return told


def _limit(tree: Tree, counted: Counted, case: Case, words: Words, today: date) -> tuple[date | None, str]:
    given = accepted(tree.nodes[counted.start], case.answers.get(counted.start))
    start, months = words.say(_STARTS[counted.start]), MONTHS[counted.kind]
    days = interval(given)
    last = last_day(counted.kind, days.earliest)
    if last is None and given == UNKNOWN:
        said = N_("the day of {start} is not known: the limit of {months:n} months may already be over")
        if months == 1:
            said = N_("the day of {start} is not known: the limit of one month may already be over")
        return None, words.say(said, start=start, months=months)
    if last is None:
        return None, words.plural("{count} month from {start}", "{count} months from {start}", months, start=start)
    return last, _last(last, clock(counted.kind, days, today), days, counted.start, words)


def _again(step: Step, case: Case, words: Words, today: date) -> tuple[date | None, str | None]:
    """The days of our own reminder that are still to come, from the last of its steps that was done."""
    done = [case.done[name] for name in step.again.after if name in case.done] if step.again else []
    if not done or step.again is None:
        return None, None
    last = max(done)
    days = [last + timedelta(days=count) for count in step.again.days if count <= (date.max - last).days]
    to_come = [each for each in days if each >= today] or days[-1:]
    return next(iter(to_come), None), words.listed([words.say("on {day:date}", day=each) for each in to_come])


def _last(last: date, stands: Clock, days: Interval, start: str, words: Words) -> str:
    """How the last day is said; of a publication, also between which days it was."""
    if stands is Clock.OVER:
        return words.say("the limit ended on {last:date}", last=last)
    if stands is not Clock.OPEN:
        return words.say("the limit ended on {last:date}, or may have", last=last)
    first, latest = days.earliest, days.latest
    if start != "published" or first is None or latest is None or first == latest:
        return words.say("no later than {last:date}", last=last)
    said = N_("no later than {last:date} (published between {earliest:date} and {latest:date})")
    if (first.year, first.month) == (latest.year, latest.month):
        said = N_("no later than {last:date} (published between {earliest:day} and {latest:day_month})")
    return words.say(said, last=last, earliest=first, latest=latest)


def _cautions(rows: Mapping[str, Caution], names: Iterable[str], words: Words) -> tuple[Noted, ...]:
    wanted = [rows[name] for name in dict.fromkeys(names)]
    return tuple(Noted(text=row.to(words.language), grounds=row.facts) for row in wanted)


def _ground(tree: Tree, name: str, words: Words) -> Ground:
    fact = tree.facts[name]
    return Ground(
        id=name,
        cite=fact.cite.to(words.language),
        text=fact.to(words.language),
        certainty=fact.certainty,
        certainty_text=words.say(CERTAINTIES[fact.certainty]),
        is_settled=fact.is_settled,
        checked_on=fact.checked_on,
    )
