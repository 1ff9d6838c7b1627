"""What is concluded: matches, opinions, figures, findings, and the audit that holds them all."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

import msgspec

from ereput.model.harvest import Evidence, Harvest, Listing, Mention, Status, digest
from ereput.model.practitioner import Practitioner

SCHEMA_VERSION = 1


class Judgement(StrEnum):
    """Whose listing it is."""

    SAME = "same"
    UNSURE = "unsure"
    DIFFERENT = "different"


class Severity(StrEnum):
    """How much a finding asks of the reader."""

    ACT = "act"  # something to do
    WATCH = "watch"  # something to look at
    NOTE = "note"  # something to know


class Signal(msgspec.Struct, frozen=True, kw_only=True):
    """One comparison between the practitioner and a listing."""

    feature: str  # key of identity.compare's table; its sentence is said in the reader's language
    value: float | None  # 1 agrees, 0 differs, None cannot tell
    weight: float  # bits of evidence: positive speaks for, negative against
    detail: str = ""  # what was compared, as read


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """A listing or a mention, and how likely it is the practitioner's."""

    listing: Listing | Mention
    probability: float  # 0..1
    judgement: Judgement
    signals: tuple[Signal, ...] = ()  # heaviest first
    role: str | None = None  # whose else it is: practice · colleague · successor · phone (its former holder)


class Opinion(msgspec.Struct, frozen=True, kw_only=True):
    """What a text says, how strongly, and how sure we are."""

    of: str  # key of the review or mention
    label: str | None  # neg · neu · pos; None: the tool abstains
    score: float | None  # -1..1
    confidence: float  # 0..1
    language: str | None
    aspects: Mapping[str, str] = {}  # aspect key -> neg · neu · pos


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """A number with its interval and what it rests on."""

    value: float
    low: float | None = None  # 95 % unless the method section says otherwise
    high: float | None = None
    n: int = 0
    unit: str = "share"  # share (0..1) · stars (1..5) · points (0..100) · count


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What an audit concludes from its evidence."""

    code: str
    severity: Severity
    statement: str  # in the language of the audit
    values: Mapping[str, str | int | float | None] = {}  # what the sentence is filled in with, in any language
    evidence: tuple[Evidence, ...] = ()
    subject: str | None = None  # key of the listing, review, mention or source
    deadline: date | None = None  # the last day on which the step is still in time
    unread_since: date | None = None  # of an earlier audit: its review was not read again, and last on this day

    @property
    def id(self) -> str:
        """Short, and the same in every audit: what `--finding` takes."""
        return f"{self.code}-{digest(self.subject, self.values.get('field'))[:6]}"


class Unseen(msgspec.Struct, frozen=True, kw_only=True):
    """A site on which nothing was seen: not among the first results of these queries."""

    site: str
    source: str
    query: str
    results: int


class Coverage(msgspec.Struct, frozen=True, kw_only=True):
    """Who was asked, who answered, and how much of what exists was read."""

    asked: int = 0
    answered: int = 0
    silent: Mapping[str, Status] = {}  # source -> why it did not answer
    partial: Mapping[str, Status] = {}  # source -> PARTIAL or LIMITED
    unseen: tuple[Unseen, ...] = ()
    reviews_read: int = 0
    reviews_stated: int | None = None  # sum of the counts that listings state, where they do
    namesakes: int = 0  # listings and mentions set aside as somebody else's


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A fact that differs from the audit before."""

    what: str  # new · changed · missing (from one healthy audit) · gone (from two) · unread (its file was not brought)
    kind: str  # listing · review · figure
    key: str
    field: str | None = None
    before: str | None = None
    after: str | None = None
    remark: str | None = None  # only_count: fewer reviews are counted, and none that was read is missing


class Dossier(msgspec.Struct, frozen=True, kw_only=True):
    """All that is known when the checks begin."""

    who: Practitioner
    harvests: tuple[Harvest, ...] = ()
    matches: tuple[Match, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    figures: Mapping[str, Figure] = {}
    coverage: Coverage = Coverage()
    changes: tuple[Change, ...] = ()
    unread: tuple[Finding, ...] = ()  # of earlier audits, with a clock, on reviews that were not read again
    now: datetime


class CaseStep(msgspec.Struct, frozen=True, kw_only=True):
    """Where a case of the guide stands: what to do next, and the nearest last day."""

    number: int
    finding: str | None = None  # id of the finding that it began from
    url: str | None = None
    outcome: str | None = None  # id of the walk's end in the guide's tree; None: a question is open
    step: str | None = None  # id of the next step; None: a question is open, or every step is done
    by: date | None = None  # the nearest last day that is not over, among the steps not done
    is_closed: bool = False


class Audit(msgspec.Struct, frozen=True, kw_only=True):
    """One look at one practitioner: the evidence, and what is concluded from it."""

    schema_version: int = SCHEMA_VERSION
    tool_version: str = ""
    made_at: datetime
    language: str = "fr"
    practitioner: Practitioner
    harvests: tuple[Harvest, ...] = ()
    matches: tuple[Match, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    findings: tuple[Finding, ...] = ()
    figures: Mapping[str, Figure] = {}
    coverage: Coverage = Coverage()
    grade: str = "D"  # how much was seen: A, B, C or D
    previous: datetime | None = None  # the audit that it was compared with
    not_compared: str | None = None  # first · no_key · unhealthy: why none was found, where one was looked for
    changes: tuple[Change, ...] = ()
    cases: tuple[CaseStep, ...] = ()  # the practitioner's cases of the guide, as they stood when this was made or shown
