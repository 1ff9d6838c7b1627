"""What to do, what to do first, and by when."""

import re
from datetime import date

from ereput.checks import first_steps, sentence
from ereput.model import Finding, Severity
from ereput.report.inert import inert, web_address
from ereput.report.view.given import Given
from ereput.report.view.shapes import Link, Step, Steps
from ereput.words import FIXED

PRESSING_DAYS = 31  # a deadline nearer than this is pressing


def steps(given: Given) -> Steps:
    words, findings = given.words, given.audit.findings
    first = first_steps(findings)
    ids = {finding.id for finding in first}
    return Steps(
        title=words.say("Do first"),
        by_title=words.say("no later than"),
        headings=(words.say("what was found"), words.say("no later than"), words.say("finding")),
        rows=tuple(step(given, finding) for finding in first),
        nothing=words.say("Nothing asks for action.")
        if given.audit.coverage.answered
        else words.say("Ask again later: no source answered."),
        others_title=words.say("Also found"),
        others=tuple(step(given, finding) for finding in findings if finding.id not in ids),
    )


def step(given: Given, finding: Finding) -> Step:
    urls = dict.fromkeys(filter(None, (web_address(evidence.url) for evidence in finding.evidence)))
    return Step(
        id=finding.id,
        code=inert(finding.code, 12),
        severity=finding.severity.value,
        sentence=_held_together(inert(sentence(finding, given.words), 400)),
        by=_by(given, finding),
        deadline=finding.deadline,
        is_pressing=_is_pressing(finding.deadline, given.today),
        subject=finding.subject,
        links=tuple(Link(text=given.host(url), url=url) for url in urls),
    )


def _held_together(text: str) -> str:
    """No line ends within a French telephone number."""
    return re.sub(r"\b0\d(?: \d\d){4}\b", lambda number: number[0].replace(" ", FIXED), text)


def _by(given: Given, finding: Finding) -> str:
    if finding.deadline is None:
        return given.words.say("soon") if finding.severity is Severity.ACT else "–"
    if finding.deadline < given.today:
        return given.words.say("over since {day}", day=given.words.short_day(finding.deadline))
    return given.words.short_day(finding.deadline)


def _is_pressing(deadline: date | None, today: date) -> bool:
    return deadline is not None and (deadline - today).days <= PRESSING_DAYS
