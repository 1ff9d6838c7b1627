"""A case: what was answered so far, and what is known of its subject from an audit. Never a patient's name or words."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

import msgspec

from ereput.errors import StoreError, UsageError
from ereput.guide.clocks import day
from ereput.guide.tree import Tree
from ereput.guide.triage import triage
from ereput.guide.walk import UNKNOWN, Given, accepted
from ereput.model import Audit, Evidence, Finding, Interval, Listing, Mention, Review
from ereput.sites import site
from ereput.sites.rows import Control, Kind

SITUATIONS = ("listing", "review", "watch", "reply", "legal")

_WHERE = {Kind.FORUM: "social", Kind.SOCIAL: "social", Kind.PRESS: "press", Kind.ENCYCLOPAEDIA: "press"}
_PUBLISHERS = {
    Kind.REGISTER: "official",
    Kind.COMPANIES: "official",
    Kind.MAP: "google",
    Kind.DIRECTORY: "directory",
    Kind.BOOKING: "booking",
    Kind.TELECONSULTATION: "booking",
    Kind.RATING: "ranking",
}
_WRONG = frozenset({"NAP001", "NAP002", "NAP003", "NAP004", "NAP005", "NAP007"})  # findings of wrong data


class About(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a case is about, as an audit told it."""

    finding: str | None = None
    site: str | None = None  # key of sites/
    url: str | None = None
    review: str | None = None  # key of the review
    suspected: str | None = None  # probable class of the text, an answer of the question `says`
    seen_on: date | None = None  # when an audit read it: it cannot have been published later


class Posted(msgspec.Struct, frozen=True, kw_only=True):
    """A reply that the doctor posted by hand. Only one that no rule blocks is kept: it says nothing of anybody."""

    text: str
    at: datetime


class Case(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One walk through the tree."""

    who: str | None = None  # the practitioner's name, as the audit has it
    key: str | None = None  # what names them across audits: a name may be a namesake's
    answers: Mapping[str, Given] = {}
    known: tuple[str, ...] = ()  # those of them that came without their question being asked
    about: About = About()
    done: Mapping[str, date] = {}  # steps that are done, and since when
    closed_on: date | None = None
    posted: tuple[Posted, ...] = ()
    chosen_on: date | None = None  # when the answer `position`, to reply or not, was chosen beside a draft
    is_agency: bool = False  # somebody else than the doctor drafts
    approved_on: date | None = None  # the doctor's yes to such a draft

    def answering(self, node: str, given: Given | None) -> "Case":
        """The case with one answer more, or without it."""
        left = {name: answer for name, answer in self.answers.items() if name != node}
        known = tuple(name for name in self.known if name != node)
        return msgspec.structs.replace(self, answers=left if given is None else {**left, node: given}, known=known)

    def knowing(self, told: Mapping[str, Given]) -> "Case":
        """The case with answers that nobody had to be asked for."""
        known = tuple(dict.fromkeys((*self.known, *told)))
        return msgspec.structs.replace(self, answers={**self.answers, **told}, known=known)


def to_json(case: Case) -> bytes:
    return msgspec.json.encode(case, order="deterministic")


def from_json(document: bytes) -> Case:
    """The case that was kept; StoreError for anything else."""
    try:
        return msgspec.json.decode(document, type=Case)
    except (msgspec.DecodeError, RecursionError) as error:
        raise StoreError("this is not a case of ereput: {reason}", reason=error) from None


def begun(situation: str | None) -> Case:
    """A new case, its situation answered where it was named; UsageError for one that is none."""
    if situation is None:
        return Case()
    if situation not in SITUATIONS:
        raise UsageError("the guide knows {names}, not {name!r}", names=", ".join(SITUATIONS), name=situation[:40])
    return Case().knowing({"situation": situation})


def of_finding(tree: Tree, audit: Audit, wanted: str) -> Case:
    """A case with all that an audit knows of a finding; UsageError where it has none of that id."""
    found = next((finding for finding in audit.findings if finding.id == wanted), None)
    if found is None:
        raise UsageError("the audit has no finding {name!r}; its report shows their ids", name=wanted[:40])
    subject = subject_of(audit, found)
    known = _of_review(subject, found) if _is_text(subject, found) else _of_listing(subject, found)
    answers = {name: accepted(tree.nodes[name], given) for name, given in known.items()}
    key = subject.site if subject else None
    about = About(
        finding=found.id,
        site=key,
        url=_url(audit, subject, found.evidence),
        review=subject.key if isinstance(subject, Review) else None,
        suspected=_suspected(subject),
        seen_on=day(subject.evidence.retrieved_at) if isinstance(subject, Review | Mention) else None,
    )
    kept = {name: given for name, given in answers.items() if given is not None}
    return Case(who=audit.practitioner.name, about=about).knowing(kept)


def of_review(tree: Tree, audit: Audit, review: Review) -> Case:
    """A case about replying to a review of which no finding speaks."""
    told = _of_text(review)
    answers = {name: accepted(tree.nodes[name], given) for name, given in told.items()}
    seen_on = day(review.evidence.retrieved_at)
    about = About(site=review.site, url=_url(audit, review, (review.evidence,)), review=review.key, seen_on=seen_on)
    kept = {name: given for name, given in answers.items() if given is not None}
    return Case(who=audit.practitioner.name, about=about).knowing({"situation": "reply", **kept})


def subject_of(audit: Audit, finding: Finding) -> Listing | Review | Mention | None:
    """The listing, review or mention that a finding is about; None for a finding about something else."""
    items = [item for harvest in audit.harvests for item in harvest.items]
    told = [item for item in items if isinstance(item, Listing | Review | Mention)]
    return next((item for item in told if item.key == finding.subject), None)


def _is_text(subject: Listing | Review | Mention | None, finding: Finding) -> bool:
    return isinstance(subject, Review | Mention) or finding.code.startswith(("REV", "PAG"))


def _of_review(subject: Listing | Review | Mention | None, finding: Finding) -> dict[str, object]:
    known: dict[str, object] = {"situation": "review", "about": "other" if finding.code == "REV004" else "me"}
    return {**known, **_of_text(subject)} if isinstance(subject, Review | Mention) else known


def _of_text(subject: Review | Mention) -> dict[str, object]:
    known: dict[str, object] = {"published": _days(subject.published)}
    if row := site(subject.site or ""):
        known["where"] = _WHERE.get(row.kind, "platform" if row.kind in _PUBLISHERS else None)
    return known


def _of_listing(subject: Listing | Review | Mention | None, finding: Finding) -> dict[str, object]:
    known: dict[str, object] = {"situation": "listing", "right": "wrong" if finding.code in _WRONG else None}
    if row := site((subject.site if subject else None) or ""):
        official = row.control is Control.OFFICIAL
        publisher = "official" if official else _PUBLISHERS.get(row.kind)
        known["publisher"] = "directory" if publisher == "google" and "google" not in row.key else publisher
    if isinstance(subject, Listing) and subject.rating is not None:
        known["rated"] = "yes"
    return known


def _days(published: Interval) -> str | None:
    """Without an earliest day nothing is known that a clock could start from."""
    if published.earliest is None:
        return UNKNOWN
    return f"{published.earliest}/{published.latest}" if published.latest else published.earliest.isoformat()


def _url(audit: Audit, subject: Listing | Review | Mention | None, evidence: Sequence[Evidence]) -> str | None:
    """Where it stands on the web; None for what is known from a file alone: a file's name is nobody's address."""
    urls = [subject.evidence.url if isinstance(subject, Review) else evidence[0].url if evidence else None]
    if isinstance(subject, Listing | Mention):
        urls.insert(0, subject.url)
    elif isinstance(subject, Review):
        items = (item for harvest in audit.harvests for item in harvest.items)
        urls[:0] = (item.url for item in items if isinstance(item, Listing) and item.key == subject.listing)
    return next((url for url in urls if url and url.startswith(("https://", "http://"))), None)


def _suspected(subject: Listing | Review | Mention | None) -> str | None:
    """The triage's label of a review, where the question `says` has such an answer."""
    return triage(subject.text, subject.language).label if isinstance(subject, Review) else None
