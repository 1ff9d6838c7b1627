"""What a reply answers: a review in a file or of the last audit; and the case that goes with it."""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import msgspec

from ereput import settings
from ereput.cli.begun import set_in
from ereput.cli.guidance.casework import clean, is_theirs, kept_case, of_person
from ereput.cli.guidance.filling import exact
from ereput.errors import StoreError, UsageError
from ereput.guide import cases
from ereput.guide.tree import tree
from ereput.history import History, KeptCase, audits, bearers
from ereput.history.people import people
from ereput.model import Audit, Opinion, Review
from ereput.report.inert import inert
from ereput.serial import from_json

MOST_BYTES = 1_000_000  # of a file that is read
_FILES = (".txt", ".md", ".text")


class Place(NamedTuple):
    """Where the history is."""

    database: str | None
    config: Path | None

    def opened(self) -> History:
        set_ = set_in(self.config)
        return History(settings.history_file(set_, self.database))


class Answered(NamedTuple):
    """A review, with what the last audit knows of it."""

    review: Review
    opinion: Opinion | None
    finding: str | None
    audit: Audit


def read(path: Path) -> str:
    """A file's text, or - for the standard input; its beginning only where it is huge."""
    try:
        if str(path) == "-":
            return sys.stdin.buffer.read(MOST_BYTES).decode("utf-8", "replace")
        with path.open("rb") as opened:
            return opened.read(MOST_BYTES).decode("utf-8", "replace")
    except OSError as error:
        raise StoreError("{path} cannot be read: {reason}", path=path, reason=error) from None


def is_file(named: str) -> bool:
    """A file is meant, not a review of the audit."""
    return named.lower().endswith(_FILES) or Path(named).is_file()


def found(past: History, named: str, number: int | None = None) -> Answered:
    """The review of a finding's id, or of its own key, in the last audit that holds it; of the case's practitioner.

    UsageError where there is none, and where the last audits of several practitioners have it.
    """
    case = clean(kept_case(past, number).case) if number is not None else None
    holders = _holding(past, named)
    if case and case.who:
        holders = [one for one in holders if is_theirs(case, who := one.practitioner, bearers.keys(past.database, who))]
    if not holders and past.latest() is None:
        raise UsageError("there is no audit in the history yet; first run ereput audit")
    if len(holders) > 1:
        raise UsageError(
            "the last audits of {count} practitioners have the review {name!r}: add --case N, or give it in a file",
            count=len(holders),
            name=inert(named, 60),
        )
    for audit in holders:
        if review := _review(audit, named):
            ids = [finding.id for finding in audit.findings if finding.subject == review.key]
            opinion = next((each for each in audit.opinions if each.of == review.key), None)
            return Answered(review, opinion, ids[0] if ids else None, audit)
    raise UsageError(
        "no last audit has the review {name!r}: give a finding's id, a review's key, or a file", name=inert(named, 60)
    )


def _holding(past: History, named: str) -> list[Audit]:
    """The audit that a finding stands in, or everybody's last audits that have the review."""
    if audit := past.holding(named):
        return [audit]
    documents = (audits.document(past.database, each.numbers[0]) for each in people(past.database))
    listing = json.dumps(named.rpartition("#")[0] or named, ensure_ascii=False)[1:-1].encode(errors="replace")
    likely: list[Audit] = [from_json(kept) for kept in documents if kept and listing in kept]
    return [audit for audit in likely if _review(audit, named)]


def _review(audit: Audit, named: str) -> Review | None:
    """The review of this key, or that the finding of this id is about."""
    wanted = next((finding.subject for finding in audit.findings if finding.id == named), None) or named
    reviews = (item for harvest in audit.harvests for item in harvest.items if isinstance(item, Review))
    return next((review for review in reviews if wanted in (review.key, exact(review.key))), None)


def case_of(past: History, number: int | None, answered: Answered | None) -> KeptCase | None:
    """The case that was named, or the open one of a review; None where there is none."""
    if number is not None:
        kept = kept_case(past, number)
        return kept._replace(case=clean(kept.case))
    if answered is None:
        return None
    key, who = exact(answered.review.key), answered.audit.practitioner
    keys = bearers.keys(past.database, who)
    for kept in past.cases():
        case = clean(kept.case)
        same = case.about.review == key or (case.about.finding and case.about.finding == answered.finding)
        if case.closed_on is None and same and (not case.who or is_theirs(case, who, keys)):
            return kept._replace(case=case)
    return None


def opened(past: History, answered: Answered, now: datetime) -> KeptCase:
    """A new case for a review."""
    if answered.finding:
        begun = cases.of_finding(tree(), answered.audit, answered.finding)
    else:
        begun = cases.of_review(tree(), answered.audit, answered.review)
    case = of_person(clean(begun), answered.audit.practitioner)
    return KeptCase(past.open_case(case, now), now, now, case)


def changed(past: History, kept: KeptCase, now: datetime, **changes: object) -> KeptCase:
    """The case with something changed, kept."""
    case = msgspec.structs.replace(kept.case, **changes)
    past.keep_case(kept.number, case, now)
    return kept._replace(case=case)


def of_case(past: History, kept: KeptCase) -> Answered | None:
    """The case's review, while a last audit still has it."""
    try:
        return found(past, kept.case.about.review or kept.case.about.finding or "", kept.number)
    except UsageError:
        return None
