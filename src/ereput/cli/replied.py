"""What a reply answers: a review in a file or of the last audit; and the case that goes with it."""

import sys
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import msgspec

from ereput import registry, settings
from ereput.cli.casework import clean, kept_case
from ereput.cli.filling import exact
from ereput.errors import StoreError, UsageError
from ereput.guide import cases
from ereput.guide.tree import tree
from ereput.history import History, KeptCase
from ereput.model import Audit, Opinion, Review
from ereput.report.inert import inert

MOST_BYTES = 1_000_000  # of a file that is read
_FILES = (".txt", ".md", ".text")


class Place(NamedTuple):
    """Where the history is."""

    database: str | None
    config: Path | None

    def opened(self) -> History:
        set_ = settings.read(self.config, list(registry.source_classes()))
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


def found(past: History, named: str) -> Answered:
    """The review of a finding's id, or of its own key, in the last audit; UsageError where there is none."""
    if (audit := past.latest()) is None:
        raise UsageError("there is no audit in the history yet; first run ereput audit")
    subjects = {finding.id: finding.subject for finding in audit.findings}
    wanted = subjects.get(named, named)
    reviews = [item for harvest in audit.harvests for item in harvest.items if isinstance(item, Review)]
    review = next((review for review in reviews if review.key == wanted or exact(review.key) == wanted), None)
    if review is None:
        raise UsageError(
            "the last audit has no review {name!r}: give a finding's id, a review's key, or a file",
            name=inert(named, 60),
        )
    ids = [finding.id for finding in audit.findings if finding.subject == review.key]
    opinion = next((each for each in audit.opinions if each.of == review.key), None)
    return Answered(review, opinion, ids[0] if ids else None, audit)


def case_of(past: History, number: int | None, answered: Answered | None) -> KeptCase | None:
    """The case that was named, or the open one of a review; None where there is none."""
    if number is not None:
        kept = kept_case(past, number)
        return kept._replace(case=clean(kept.case))
    if answered is None:
        return None
    key = exact(answered.review.key)
    for kept in past.cases():
        about = clean(kept.case).about
        if kept.case.closed_on is None and (
            about.review == key or (about.finding and about.finding == answered.finding)
        ):
            return kept._replace(case=clean(kept.case))
    return None


def opened(past: History, answered: Answered, now: datetime) -> KeptCase:
    """A new case for a review."""
    if answered.finding:
        case = clean(cases.of_finding(tree(), answered.audit, answered.finding))
    else:
        case = clean(cases.of_review(tree(), answered.audit, answered.review))
    return KeptCase(past.open_case(case, now), now, now, case)


def changed(past: History, kept: KeptCase, now: datetime, **changes: object) -> KeptCase:
    """The case with something changed, kept."""
    case = msgspec.structs.replace(kept.case, **changes)
    past.keep_case(kept.number, case, now)
    return kept._replace(case=case)


def of_case(past: History, kept: KeptCase) -> Answered | None:
    """The case's review, while the last audit still has it."""
    try:
        return found(past, kept.case.about.review or kept.case.about.finding or "")
    except UsageError:
        return None
