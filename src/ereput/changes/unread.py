"""Findings that an earlier audit made of a review which was not read again: a limit of the law goes on all the same.

A file is brought once and a watch runs every month; a site refuses, or shows its last ten reviews. None of that ends a
clock, nor a threat or data that nobody may show, which have none. What does: the review is read again (then it speaks
for itself), it is gone, or it is somebody else's.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from ereput.guide.clocks import day
from ereput.model import Audit, Change, Finding, Harvest, Judgement, Match, Review

UNDATED = ("REV003", "REV007")  # threat or blackmail, private and health data: to be acted on, without a last day


def unread(
    earlier: Sequence[Audit],
    harvests: Sequence[Harvest],
    matches: Sequence[Match],
    changes: Sequence[Change],
    decided: Mapping[str, Judgement],
) -> tuple[Finding, ...]:
    """The findings that go on, of the last audit that speaks of each review, with the day on which it was last read.

    `earlier` are audits of any health, the latest first: an audit of files alone has findings too. `decided` is what a
    person said of listings, by their key.
    """
    if not any(_goes_on(finding) for audit in earlier for finding in audit.findings):
        return ()
    judged = {**{match.listing.key: match.judgement for match in matches}, **decided}
    others = {key for key, judgement in judged.items() if judgement is Judgement.DIFFERENT}
    settled = _settled(harvests, changes)
    found: list[Finding] = []
    for audit in earlier:
        of_audit = [finding for finding in audit.findings if _goes_on(finding) and finding.subject]
        for finding in of_audit:
            home = _listing(finding.subject)
            if finding.subject not in settled and home not in settled and home not in others:
                found.append(_last_read(finding, audit))
        settled |= {finding.subject or "" for finding in of_audit} | _settled(audit.harvests, audit.changes)
    return tuple(found)


def _goes_on(finding: Finding) -> bool:
    return "clock" in finding.values or finding.code in UNDATED


def _settled(harvests: Iterable[Harvest], changes: Iterable[Change]) -> set[str]:
    """Keys of the reviews that were read, and of reviews and listings that are gone."""
    return {*_read(harvests), *(change.key for change in changes if change.what == "gone")}


def _read(harvests: Iterable[Harvest]) -> Iterator[str]:
    yield from (item.key for harvest in harvests for item in harvest.items if isinstance(item, Review))


def _listing(subject: str | None) -> str:
    """The key of the listing under which a review stands."""
    return (subject or "").rpartition("#")[0]


def _last_read(finding: Finding, audit: Audit) -> Finding:
    if finding.unread_since:
        return finding
    read_at = max((one.retrieved_at for one in finding.evidence), default=audit.made_at)
    return msgspec.structs.replace(finding, unread_since=day(read_at))
