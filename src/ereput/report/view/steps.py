"""What to do, what to do first, and by when."""

import re
from collections.abc import Iterable
from datetime import date

from ereput.checks import CODES, first_steps, sentence
from ereput.model import Finding, Severity
from ereput.report.inert import inert, web_address
from ereput.report.view.given import Given
from ereput.report.view.shapes import Link, Step, Steps
from ereput.words import FIXED

FIRST = 5  # steps that are done first; a longer list is not done
PRESSING_DAYS = 31  # a deadline nearer than this is pressing
_LINKS = 3


def steps(given: Given) -> Steps:
    words, findings = given.words, given.audit.findings
    first = first_steps(findings)[:FIRST]
    ids = {finding.id for finding in first}
    return Steps(
        title=words.say("Do first"),
        by_title=words.say("no later than"),
        headings=(words.say("what was found"), words.say("no later than"), words.say("finding")),
        rows=tuple(step(given, finding) for finding in first),
        nothing=words.say("Nothing that was found asks for action.")
        if given.audit.coverage.answered
        else words.say("Ask again later: no source answered."),
        others_title=words.say("Also found"),
        others=tuple(step(given, finding) for finding in findings if finding.id not in ids),
    )


def step(given: Given, finding: Finding) -> Step:
    titles = {harvest.source: given.source_name(harvest.source) for harvest in given.audit.harvests}
    return Step(
        id=step_id(finding),
        code=inert(finding.code, 12),
        severity=finding.severity.value,
        sentence=_held_together(inert(sentence(finding, given.words, titles), 400)),
        route=_route(given, finding),
        by=_by(given, finding),
        deadline=finding.deadline,
        is_pressing=finding.deadline is not None and (finding.deadline - given.today).days <= PRESSING_DAYS,
        subject=inert(finding.subject, 300),
        links=tuple(Link(text=given.host(url), url=url) for url in _addresses(given, finding)),
        language=given.language_of(finding.subject),
    )


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


def _by(given: Given, finding: Finding) -> str:
    if finding.deadline is None:
        return given.words.say("soon") if finding.severity is Severity.ACT else "–"
    return _day(given, finding.deadline)


def _day(given: Given, deadline: date) -> str:
    told = given.words.short_day(deadline)
    return told if deadline >= given.today else given.words.say("over since {day}", day=told)
