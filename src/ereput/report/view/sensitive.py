"""The reviews that findings point at, and the route that is open: information, not legal advice.

The route is that of the guide of the Conseil national de l'Ordre (2018) and of the law of the press; only what several
sources agree on is told. Nothing here says that a text is unlawful: only a judge can.
"""

from collections.abc import Iterator

from ereput.checks import CODES, first_steps
from ereput.model import Finding, Interval, Review, Severity
from ereput.report.inert import web_address
from ereput.report.view.details import Sensitive, SensitiveRow
from ereput.report.view.given import Given, kept_day
from ereput.report.view.patients import quoted
from ereput.report.view.shapes import Link, Step, Steps
from ereput.report.view.steps import step_id
from ereput.words import N_

WHOLE_QUOTE = 220  # characters
_THREAT = "REV003"
_ESTABLISHED = ("A", "B")  # certainties of a site's facts that may be told as settled

_EVERY = (
    N_(
        "Keep the proof first, since a report can make it vanish: a capture of the whole page with its address and the "
        "day. A capture, ereput's too, is no constat; before a court one by a commissaire de justice weighs more."
    ),
    N_(
        "By default, no public reply: it is never compulsory. Whatever you write, never confirm that somebody is a "
        "patient, even if they say so: professional secrecy."
    ),
    N_("Report the text to the site, with the rule that it breaks: see each item."),
)
_LEGAL = N_(
    "Tell your liability insurer, who may cover this, and the Conseil départemental de l'Ordre, which advises and may "
    "act at your side."
)
_PRESS = N_(
    "See a lawyer well before the last day: in press matters a simple complaint does not stop the clock, and a wrong "
    "qualification can lose the case."
)


def sensitive(given: Given, told: Steps) -> Sensitive:
    """The findings that point at a review, each with its words and its clock, then what can be done in which order."""
    words = given.words
    unread = {f.subject or "": _stand_in(f) for f in given.audit.findings if f.unread_since and f.evidence}
    by_key = unread | {review.key: review for review in given.shown_reviews}
    steps = {step.id: step for step in (*told.rows, *told.others)}
    asking = [f for f in first_steps(given.audit.findings) if f.subject in by_key]
    return Sensitive(
        title=words.say("Sensitive items"),
        rows=tuple(_row(given, steps[step_id(finding)], by_key[finding.subject or ""]) for finding in asking),
        nothing=words.say("Nothing that calls for legal care was recognised in the reviews that were read.")
        if given.reviews
        else words.say("No review was read."),
        route_title=words.say("What to do, in this order"),
        route=tuple(words.say(part) for part in _route(asking)),
        note=words.say(
            "Information, not legal advice. Each clock starts from the earliest day on which the text can have "
            "appeared."
        ),
    )


def _stand_in(finding: Finding) -> Review:
    """What a finding keeps of a review that was not read again."""
    days = Interval(earliest=kept_day(finding.values.get("earliest")), latest=kept_day(finding.values.get("latest")))
    home = (finding.subject or "").rpartition("#")[0]
    said = str(finding.values.get("said") or "")
    return Review(evidence=finding.evidence[0], listing=home, text=said, published=days, is_cut=True)


def _row(given: Given, step: Step, review: Review) -> SensitiveRow:
    return SensitiveRow(
        step=step,
        where=given.place_of_key(review.listing),
        published=given.words.say("published: {when}", when=given.when(review.published)),
        by=given.words.say("no later than: {day}", day=step.by) if _is_open(given, step) else step.by,
        quote=quoted(given, review.text, WHOLE_QUOTE),
        quote_language=given.language_of(review.key),
        report_label=given.words.say("To report it:"),
        report=_report(given, review),
    )


def _is_open(given: Given, step: Step) -> bool:
    return step.deadline is not None and step.deadline >= given.today


def _route(asking: list[Finding]) -> Iterator[str]:
    """What holds for every item, then what holds for insults and threats, then what the press law's clock asks."""
    if not asking:
        return
    yield from _EVERY
    if any(_is_legal(finding) for finding in asking):
        yield _LEGAL
    if any(_is_press(finding) and finding.severity is Severity.ACT for finding in asking):
        yield _PRESS


def _is_legal(finding: Finding) -> bool:
    return finding.code == _THREAT or _is_press(finding)


def _is_press(finding: Finding) -> bool:
    code = CODES.get(finding.code)
    return code is not None and code.has_clock


def _report(given: Given, review: Review) -> Link:
    """How the site takes reports, where that is established."""
    known = given.site_of_review(review)
    if known and known.report and known.certainties.get("report", known.certainty) in _ESTABLISHED:
        return Link(text=known.report.to(given.words.language), url=web_address(known.report.url))
    return Link(text=given.words.say("this site's page for it is not established; look beside the review."))
