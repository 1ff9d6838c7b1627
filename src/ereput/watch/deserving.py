"""What deserves to be told of an audit, beside the audits before it. Pure.

A new negative review; a probable insult, imputed fact, threat or hate with its clock; a new listing; a telephone or an
address that changed; a rating that drifts, many reviews at once; a last day within a week; a source that has been
silent for two audits.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

import msgspec

from ereput.figures.ours import ours
from ereput.guide.clocks import day
from ereput.model import Audit, Finding, Review, Status
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
    has_texts: bool = False  # the words of reviews may be told
    titles: Mapping[str, str] = {}  # of sources


def deserving(looked: Looked) -> list[Notice]:
    """Each thing once, the gravest kinds first."""
    given = Given(audit=looked.audit, words=Words(looked.audit.language), abouts={})
    reviews = {r.key: r for r in ours(looked.audit.harvests, looked.audit.matches).all_reviews}
    found = [
        *_deadlines(looked),
        *_grave(looked, reviews),
        *_negative(looked, given, reviews),
        *_listings(looked, given),
        *_events(looked),
        *_silent(looked),
    ]
    return list({notice.id: notice for notice in reversed(found)}.values())[::-1]


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


def _is_soon(last: date | None, today: date) -> bool:
    return last is not None and today <= last <= today + timedelta(days=SOON)


def _grave(looked: Looked, reviews: Mapping[str, Review]) -> Iterator[Notice]:
    for finding in looked.audit.findings:
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


def _negative(looked: Looked, given: Given, reviews: Mapping[str, Review]) -> Iterator[Notice]:
    grave = {finding.subject for finding in looked.audit.findings if finding.code in GRAVE}
    labels = {opinion.of: opinion.label for opinion in looked.audit.opinions}
    for change in looked.audit.changes:
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


def _listings(looked: Looked, given: Given) -> Iterator[Notice]:
    pages = {m.listing.key: m.listing.url for m in looked.audit.matches if m.listing.url}
    for change in looked.audit.changes:
        if change.kind != "listing":
            continue
        values = {"place": given.place_of_key(change.key)}
        if change.what == "new":
            yield Notice(id=f"listing:{change.key}", kind="listing", values=values, url=pages.get(change.key))
        elif change.what == "changed" and change.field in PLACES:
            yield Notice(
                id=f"changed:{change.key}:{change.field}:{change.after}:{day(looked.audit.made_at)}",
                kind="phone" if change.field == "phone" else "address",
                values={**values, "before": change.before, "after": change.after},
                url=pages.get(change.key),
            )


def _events(looked: Looked) -> Iterator[Notice]:
    """What was not so in the audit before; a burst is known by its first day."""
    before = looked.earlier[0].findings if looked.earlier else ()
    known = {(f.code, f.values.get("case")) for f in before if f.code == "TRD002"}
    for finding in looked.audit.findings:
        case = finding.values.get("case")
        if finding.code in EVENTS and (finding.code, case) not in known and case != "up":
            yield Notice(
                id=finding.subject or f"{finding.code}:{case}:{day(looked.audit.made_at)}",
                kind="finding",
                finding=finding,
                url=_url(finding),
            )


def _silent(looked: Looked) -> Iterator[Notice]:
    """Asked in this audit and the one before, silent in both, and not already silent before those."""
    if not looked.earlier:
        return
    now, before = _silences(looked.audit), _silences(looked.earlier[0])
    third = _silences(looked.earlier[1]) if len(looked.earlier) > 1 else {}
    for source in sorted(now.keys() & before.keys() - third.keys()):
        yield Notice(
            id=f"silent:{source}:{day(looked.earlier[0].made_at)}",
            kind="silent",
            values={"source": looked.titles.get(source, source), "status": now[source].value},
        )


def _silences(audit: Audit) -> dict[str, Status]:
    return {h.source: h.status for h in audit.harvests if h.status.asked and not h.status.answered}


def wordless(finding: Finding) -> Finding:
    """The finding without what it repeats of a review."""
    if "said" not in finding.values:
        return msgspec.structs.replace(finding, evidence=())
    return msgspec.structs.replace(finding, statement="", evidence=(), values={**finding.values, "said": "…"})


def _url(finding: Finding) -> str | None:
    return finding.evidence[0].url if finding.evidence else None
