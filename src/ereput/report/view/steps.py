"""What to do, what to do first, and by when."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from ereput.checks import CODES, first_steps, sentence
from ereput.guide.tree import tree
from ereput.model import CaseStep, Finding, Severity
from ereput.report.inert import inert, web_address
from ereput.report.view.given import Given
from ereput.report.view.shapes import Link, Step, Steps
from ereput.words import FIXED

FIRST = 5  # steps that are done first; a longer list is not done
PRESSING_DAYS = 31  # a deadline nearer than this is pressing
_LINKS = 3


def steps(given: Given) -> Steps:
    words, findings = given.words, given.audit.findings
    closed = {case.finding for case in given.audit.cases if case.is_closed}
    pressing = [step(given, finding) for finding in first_steps(findings) if finding.id not in closed]
    first = _merged(pressing, list(_of_cases(given)))[:FIRST]
    ids = {row.id for row in first}
    return Steps(
        title=words.say("Do first"),
        by_title=words.say("no later than"),
        headings=(words.say("what was found"), words.say("no later than"), words.say("finding")),
        rows=tuple(first),
        more={shown: _more(given, first[shown:]) for shown in range(1, len(first))},
        nothing=words.say("Nothing that was found asks for action.")
        if given.audit.coverage.answered
        else words.say("Ask again later: no source answered."),
        others_title=words.say("Also found"),
        others=tuple(row for row in (step(given, finding) for finding in findings) if row.id not in ids),
    )


def _more(given: Given, left: Sequence[Step]) -> str:
    ids = ", ".join(row.id for row in left)
    return given.words.plural(
        "… and {count:n} more: {ids} (HTML report)", "… and {count:n} more: {ids} (HTML report)", len(left), ids=ids
    )


def step(given: Given, finding: Finding) -> Step:
    case = next((case for case in given.audit.cases if case.finding == finding.id), None)
    deadline = min((day for day in (finding.deadline, case.by if case else None) if day), default=None)
    titles = {harvest.source: given.source_name(harvest.source) for harvest in given.audit.harvests}
    return Step(
        id=step_id(finding),
        code=inert(finding.code, 12),
        severity=finding.severity.value,
        sentence=_held_together(inert(sentence(finding, given.words, titles), 400)),
        route=_next(given, case) if case else _route(given, finding),
        by=_by(given, finding, deadline),
        deadline=deadline,
        is_pressing=_is_pressing(given, deadline),
        has_clock="clock" in finding.values,
        subject=inert(finding.subject, 300),
        links=tuple(Link(text=given.host(url), url=url) for url in _addresses(given, finding)),
        language=given.language_of(finding.subject),
    )


def _of_cases(given: Given) -> Iterator[Step]:
    """Open cases that no finding of this audit stands for."""
    findings = {finding.id for finding in given.audit.findings}
    for case in given.audit.cases:
        if case.is_closed or case.finding in findings or (case.outcome and case.step is None):
            continue
        yield Step(
            id=f"case-{case.number}",
            code="",
            severity=Severity.ACT.value,
            sentence=_title(given, case),
            route=_next(given, case),
            by=_day(given, case.by) if case.by else "–",
            deadline=case.by,
            is_pressing=_is_pressing(given, case.by),
            has_clock=False,
            subject=inert(case.url, 300),
            links=tuple(Link(text=given.host(url), url=url) for url in filter(None, [web_address(case.url)])),
        )


def _merged(rows: list[Step], cases: list[Step]) -> list[Step]:
    """Cases with a last day stand among findings by that day; without one, before findings that have none either."""
    for case in cases:
        ahead = [row for row in rows if row.deadline and row.deadline <= (case.deadline or date.max)]
        rows = [*ahead, case, *(row for row in rows if row not in ahead)]
    return rows


def _title(given: Given, case: CaseStep) -> str:
    outcome = tree().outcomes.get(case.outcome or "")
    if outcome is None:
        return given.words.say("Case {number} of the guide is not finished.", number=case.number)
    what = given.words.say(outcome.title.to(given.words.language))
    return given.words.say("Case {number} of the guide: {what}.", number=case.number, what=what)


def _next(given: Given, case: CaseStep) -> str:
    """What the case asks for next; what is done is not said again."""
    words = given.words
    if case.is_closed:
        return words.say("Case {number} is closed.", number=case.number)
    if case.outcome is None:
        return words.say("Answer the guide's next question: ereput guide --case {number}.", number=case.number)
    following = tree().steps.get(case.step or "")
    if following is None:
        return words.say("Every step of case {number} is done: close it.", number=case.number)
    return words.say(
        "Next step (case {number}): {what}", number=case.number, what=words.say(following.to(words.language))
    )


def _is_pressing(given: Given, deadline: date | None) -> bool:
    return deadline is not None and (deadline - given.today).days <= PRESSING_DAYS


def step_id(finding: Finding) -> str:
    """The finding's id in plain letters and digits, as `--finding` takes it."""
    return re.sub(r"[^A-Za-z0-9-]", "", finding.id)[:24]


def _addresses(given: Given, finding: Finding) -> Iterable[str]:
    """What a person can open: the page that the finding is about, else where its evidence was read."""
    pages = [m.listing.url for m in given.audit.matches if m.listing.key == finding.subject and m.listing.url]
    read = [evidence.url for evidence in finding.evidence if evidence.source not in given.engines]
    return list(dict.fromkeys(filter(None, map(web_address, pages or read))))[:_LINKS]


def _held_together(text: str) -> str:
    """No line ends within a French telephone number."""
    return re.sub(r"\b0\d(?: \d\d){4}\b", lambda number: number[0].replace(" ", FIXED), text)


def _route(given: Given, finding: Finding) -> str:
    """What the press law's clock asks of the reader while it may run."""
    code = CODES.get(finding.code)
    if code is None or not code.has_clock or finding.severity is not Severity.ACT:
        return ""
    if finding.deadline is None or finding.deadline < given.today:
        return given.words.say("Keep the proof, do not reply, see a lawyer without delay.")
    return given.words.say("Keep the proof, do not reply, see a lawyer before that day.")


def _by(given: Given, finding: Finding, deadline: date | None) -> str:
    if deadline is None and finding.values.get("clock") in ("over", "over_by"):
        return given.words.say("limit over")
    if deadline is None:
        return given.words.say("soon") if finding.severity is Severity.ACT else "–"
    return _day(given, deadline)


def _day(given: Given, deadline: date) -> str:
    told = given.words.short_day(deadline)
    return told if deadline >= given.today else given.words.say("over since {day}", day=told)
