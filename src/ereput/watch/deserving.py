"""What deserves to be told of an audit, beside the audits before it. Pure.

A new negative review; a probable insult, imputed fact, threat or hate with its clock; a new listing; a telephone or an
address that changed; a rating that drifts, many reviews at once; a last day within a week, or gone by; a source that
has been silent for two audits; a file that was not brought again.

Each has an id, and is told once for it. What was told is known to whoever keeps the ids, not to the audits: between
two watches somebody may have made an audit by hand, and nobody was told of that one. Two kinds are states, which begin
and end, silence and drift: their ids hold no day, and are to be forgotten when they have `ended`.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

import msgspec

from ereput.figures.ours import ours
from ereput.guide.clocks import day
from ereput.model import Audit, Finding, Review
from ereput.report.view.given import Given
from ereput.watch.notice import Notice
from ereput.words import Words

GRAVE = ("REV001", "REV002", "REV003", "REV009")  # insult, imputed fact, threat, hate
EVENTS = ("TRD002", "REV008")  # drift, burst
NEGATIVE = 2  # stars at most
SOON = 7  # days
PLACES = ("phone", "street", "postal_code", "town")  # fields of a listing


class Looked(NamedTuple):
    """An audit, with what it stands beside."""

    audit: Audit
    earlier: Sequence[Audit] = ()  # of the same practitioner, healthy or not, the latest first
    watched_at: datetime | None = None  # the last watch: later audits are others', and nobody was told of them
    has_texts: bool = False  # the words of reviews may be told
    titles: Mapping[str, str] = {}  # of sources


def deserving(looked: Looked) -> list[Notice]:
    """Each thing once, the gravest kinds first."""
    given = Given(audit=looked.audit, words=Words(looked.audit.language), abouts={})
    reviews = {r.key: r for r in ours(looked.audit.harvests, looked.audit.matches).all_reviews}
    untold = [looked.audit, *_since(looked)]
    found = [
        *_deadlines(looked),
        *_over(looked),
        *_grave(untold, looked, reviews),
        *_negative(untold, looked, given, reviews),
        *(notice for audit in untold for notice in _listings(audit, given)),
        *_events(looked),
        *_files(looked),
        *_silent(looked),
    ]
    return list({notice.id: notice for notice in reversed(found)}.values())[::-1]


def _since(looked: Looked) -> list[Audit]:
    """The audits that were made by others since the last watch."""
    return [audit for audit in looked.earlier if looked.watched_at and audit.made_at > looked.watched_at]


def ended(looked: Looked, told: Collection[str]) -> list[str]:
    """Ids of states that were told and have ended since the last watch, were it only for one audit."""
    over = {one for audit in (looked.audit, *_since(looked)) for one in _ended_by(audit, told)}
    return sorted(over.intersection(told))


def _ended_by(audit: Audit, told: Collection[str]) -> Iterator[str]:
    """A source that answered is silent no longer; a drift is over where it is not found with the same files."""
    yield from (f"silent:{harvest.source}" for harvest in audit.harvests if harvest.status.answered)
    if not any(change.what == "unread" for change in audit.changes):
        drifts = {_drift(finding) for finding in audit.findings if finding.code == "TRD002"}
        yield from (one for one in told if one.startswith("TRD002:") and one not in drifts)


def _drift(finding: Finding) -> str:
    return f"TRD002:{finding.values.get('case')}"


def _deadlines(looked: Looked) -> Iterator[Notice]:
    today = day(looked.audit.made_at)
    for finding in looked.audit.findings:
        if _is_soon(finding.deadline, today):
            yield Notice(
                id=f"deadline:{finding.id}:{finding.deadline}",
                kind="finding",
                finding=wordless(finding),
                url=_url(finding),
                deadline=finding.deadline,
            )
    for case in looked.audit.cases:
        if _is_soon(case.by, today) and not case.is_closed:
            yield Notice(
                id=f"deadline:case-{case.number}:{case.by}",
                kind="case",
                values={"number": case.number},
                url=case.url,
                deadline=case.by,
            )


def _over(looked: Looked) -> Iterator[Notice]:
    """Limits that were open when last was told of, and have run out: the sentence says what else can be done."""
    since = _since(looked)
    befores = looked.earlier[: len(since) + 1]
    open_then = {finding.id for audit in befores for finding in audit.findings if finding.deadline}
    for finding in (finding for audit in (looked.audit, *since) for finding in audit.findings):
        if finding.id in open_then and str(finding.values.get("clock")).startswith("over"):
            yield Notice(id=f"over:{finding.id}", kind="finding", finding=wordless(finding), url=_url(finding))


def _is_soon(last: date | None, today: date) -> bool:
    return last is not None and today <= last <= today + timedelta(days=SOON)


def _grave(audits: Sequence[Audit], looked: Looked, reviews: Mapping[str, Review]) -> Iterator[Notice]:
    for finding in (finding for audit in audits for finding in audit.findings):
        if finding.code in GRAVE:
            review = reviews.get(finding.subject or "")
            yield Notice(
                id=f"{finding.code}:{finding.subject}",
                kind="finding",
                finding=finding if looked.has_texts else wordless(finding),
                url=_url(finding),
                deadline=finding.deadline,
                text=review.text if review and looked.has_texts else None,
            )


def _negative(audits: Sequence[Audit], looked: Looked, given: Given, reviews: Mapping[str, Review]) -> Iterator[Notice]:
    grave = {finding.subject for finding in looked.audit.findings if finding.code in GRAVE}
    labels = {opinion.of: opinion.label for opinion in looked.audit.opinions}
    for change in (change for audit in audits for change in audit.changes):
        review = reviews.get(change.key)
        if change.what != "new" or change.kind != "review" or review is None or change.key in grave:
            continue
        stars = review.rating.stars if review.rating else None
        if stars <= NEGATIVE if stars is not None else labels.get(change.key) == "neg":
            yield Notice(
                id=f"review:{change.key}",
                kind="review" if stars is not None else "words",
                values={"place": given.place_of_key(review.listing), "stars": stars},
                url=review.evidence.url,
                text=review.text if looked.has_texts else None,
            )


def _listings(audit: Audit, given: Given) -> Iterator[Notice]:
    pages = {m.listing.key: m.listing.url for m in audit.matches if m.listing.url}
    for change in audit.changes:
        if change.kind != "listing":
            continue
        values = {"place": given.place_of_key(change.key)}
        if change.what == "new":
            yield Notice(id=f"listing:{change.key}", kind="listing", values=values, url=pages.get(change.key))
        elif change.what == "changed" and change.field in PLACES:
            yield Notice(
                id=f"changed:{change.key}:{change.field}:{change.after}:{day(audit.made_at)}",
                kind="phone" if change.field == "phone" else "address",
                values={**values, "before": change.before, "after": change.after},
                url=pages.get(change.key),
            )


def _events(looked: Looked) -> Iterator[Notice]:
    """A burst is known by its first day; a drift is a state."""
    for finding in looked.audit.findings:
        if finding.code in EVENTS and finding.values.get("case") != "up":
            yield Notice(id=finding.subject or _drift(finding), kind="finding", finding=finding, url=_url(finding))


def _files(looked: Looked) -> Iterator[Notice]:
    """Files that an earlier audit had and this one has not, by the day on which they were read."""
    for read_on in sorted({change.before or "" for change in looked.audit.changes if change.what == "unread"}):
        yield Notice(id=f"files:{read_on}", kind="files", values={"day": read_on})


def _silent(looked: Looked) -> Iterator[Notice]:
    """Silent in this audit, and when it was asked before."""
    before = {h.source: h.status for audit in reversed(looked.earlier) for h in audit.harvests if h.status.asked}
    for harvest in sorted(looked.audit.harvests, key=lambda one: one.source):
        then = before.get(harvest.source)
        if harvest.status.asked and not harvest.status.answered and then and not then.answered:
            yield Notice(
                id=f"silent:{harvest.source}",
                kind="silent",
                values={
                    "source": looked.titles.get(harvest.source, harvest.source),
                    "status": harvest.status.value,
                },
            )


def wordless(finding: Finding) -> Finding:
    """The finding without what it repeats of a review."""
    values = {**finding.values, "said": "…"} if "said" in finding.values else finding.values
    statement = "" if "said" in finding.values else finding.statement
    return msgspec.structs.replace(finding, statement=statement, values=values, evidence=finding.evidence[:1])


def _url(finding: Finding) -> str | None:
    return finding.evidence[0].url if finding.evidence else None
