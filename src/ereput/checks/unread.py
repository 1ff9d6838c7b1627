"""Findings of earlier audits on reviews that were not read again, as their clocks stand today."""

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from ereput.checks import clocks
from ereput.figures.coverage import FILES
from ereput.guide.clocks import day
from ereput.model import Dossier, Finding, Interval, Severity
from ereput.words import N_

KNOWN_BY = {
    True: N_("{site} (not read again since your file of {day:date})"),
    False: N_("{site} (not read again since {day:date})"),
}


def unread(dossier: Dossier, found: Sequence[Finding]) -> Iterator[Finding]:
    """Each as it stands today, once more when its time has run out; none that `found` has under another number."""
    today = day(dossier.now)
    for finding in dossier.unread:
        if finding.unread_since and not any(_is_same(finding, other) for other in found):
            yield from _today(finding, finding.unread_since, today)


def known_by(finding: Finding) -> str:
    """Beside the site: when the review was read, and where."""
    return KNOWN_BY[any(one.source == FILES for one in finding.evidence)]


def _today(finding: Finding, read_on: date, today: date) -> Iterator[Finding]:
    """As it was, where it has no clock; nothing where that was over when last told. Read then, it stood there then."""
    said = finding.values.get("clock")
    if said is None:
        yield finding
        return
    if said in ("over", "over_by"):
        return
    first, last = (_day(finding.values.get(name)) for name in ("earliest", "latest"))
    published = Interval(earliest=first, latest=read_on if said == "edited" else last or read_on)
    told = clocks.told(clocks.kind(str(finding.values.get("class"))), published, today)
    if said == "edited" and told.severity is Severity.ACT:
        yield finding
    else:
        values = {**finding.values, **told.values}
        yield msgspec.structs.replace(finding, values=values, severity=told.severity, deadline=told.deadline)


def _is_same(then: Finding, now: Finding) -> bool:
    """The same words on the same site, of what may be the same day: a review may have learnt another number."""
    if (then.code, then.values.get("site"), then.values.get("said")) != (
        now.code,
        now.values.get("site"),
        now.values.get("said"),
    ):
        return False
    starts = [day for each in (then, now) if (day := _day(each.values.get("earliest")))]
    ends = [day for each in (then, now) if (day := _day(each.values.get("latest")))]
    return not (starts and ends) or max(starts) <= min(ends)


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None
