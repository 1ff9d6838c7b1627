"""What is done for one practitioner of a batch, as values that travel: a job there, an outcome back.

Asking needs the turns of the whole batch; what follows from the answers needs nothing but them and the history, and may
be done in another process.
"""

import logging
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec

from ereput import learned, registry
from ereput.audit import judged
from ereput.collect import Fetch, collect
from ereput.errors import EreputError, StoreError
from ereput.fetch import FetchSettings
from ereput.guide.clocks import day
from ereput.history import History, batches
from ereput.model import Audit, Harvest, Practitioner, Severity
from ereput.parsing import zones
from ereput.report import DOCUMENTS, documents, view
from ereput.report.brand import PLAIN, Brand
from ereput.serial import from_json, to_json
from ereput.source import About, Source, SourceSettings
from ereput.words import Words

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What is to be done for every practitioner alike."""

    batch: str  # its name in the history
    sources: tuple[tuple[str, SourceSettings], ...]  # those to ask
    asking: FetchSettings
    language: str
    formats: tuple[str, ...]
    database: Path | str  # where the history is
    now: datetime | None = None  # None: the clock
    replay: Path | None = None
    second: str | None = None  # a second reader of opinions, as the settings name it
    zone: str = zones.PARIS  # whose calendar days count
    brand: Brand = PLAIN  # of HTML and PDF
    browser: str | None = None  # the command of one that prints PDF
    is_resumed: bool = False  # somebody asked in its name before, perhaps a moment ago


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One practitioner of the table."""

    line: int
    digest: str
    who: Practitioner
    folder: str
    brought: tuple[Harvest, ...] = ()  # what the register on the first machine says
    without: tuple[str, ...] = ()  # sources that need not be asked therefore
    reason: str | None = None  # a template: why nobody can be asked about them
    values: Mapping[str, str | int] = field(default_factory=dict)


class Told(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the tables say of one line; kept beside its job."""

    name: str = ""
    folder: str = ""
    reason: str | None = None  # a template: why there is no audit
    values: Mapping[str, str | int] = {}
    made_at: datetime | None = None
    previous: datetime | None = None
    grade: str = ""
    score: float | None = None
    rating: float | None = None
    reviews: int | None = None
    deadline: date | None = None  # the nearest that is not over
    act: int = 0  # findings of each severity
    watch: int = 0
    note: int = 0
    asked: int = 0  # sources
    answered: int = 0
    has_answer: bool = False  # from anybody but the register on this machine
    changes: tuple[str, ...] = ()  # since the audit before, in the language of the batch


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a job."""

    digest: str
    told: Told
    document: bytes | None = None  # the audit; None where there is none, or where it is kept already
    files: Mapping[str, bytes] = field(default_factory=dict)  # of its report, by name

    @property
    def has_failed(self) -> bool:
        return self.told.reason is not None


def sources(work: Work, job: Job) -> list[Source]:
    """The sources to ask about one practitioner."""
    classes = registry.source_classes()
    return [classes[name](settings) for name, settings in work.sources if name not in job.without]


async def harvested(work: Work, job: Job, fetch: Fetch) -> tuple[Harvest, ...]:
    """What every source says, and what the register said."""
    return (*await collect(job.who, sources(work, job), fetch), *job.brought)


def moment(work: Work) -> datetime:
    return work.now or datetime.now(UTC).replace(microsecond=0)


def concluded(work: Work, job: Job, harvests: tuple[Harvest, ...], now: datetime) -> Outcome:
    """The audit that follows, with its report. Raises StoreError where the history cannot be read."""
    history, words = opened(work.database), Words(work.language)
    try:
        reader = learned.second(work.second)
        audit = judged(job.who, harvests, now=now, words=words, past=history.before, told=history.told, second=reader)
        document = to_json(audit)
        told, written = reported(from_json(document), job.folder, words, work)  # as it will be read again
    except StoreError:
        raise
    except Exception as error:
        return failed(job, error)
    return Outcome(digest=job.digest, told=told, document=document, files=written)


def reported(audit: Audit, folder: str, words: Words, work: Work) -> tuple[Told, dict[str, bytes]]:
    """What the tables say of an audit, and the files of its report."""
    abouts = _abouts()
    made: dict[str, bytes] = {}
    for name in work.formats:
        made |= documents(name, audit, words, abouts=abouts, brand=work.brand, browser=work.browser)
    return _told(audit, folder, words, abouts), made


def insist(work: Work) -> None:
    """Raises UsageError where a format needs what is not installed: once, and not for each practitioner."""
    if {*work.formats} & {*DOCUMENTS}:
        words = Words(work.language)
        reported(judged(Practitioner(family="X"), (), now=moment(work), words=words), "", words, work)


def rendered(document: bytes, words: Words, work: Work) -> dict[str, bytes]:
    """The files of a kept audit's report."""
    return reported(from_json(document), "", words, work)[1]


def failed(job: Job, error: Exception) -> Outcome:
    """No audit, and why; a defect of ours is this practitioner's end and not everybody's."""
    if isinstance(error, EreputError):
        reason, values = error.text, {name: str(value) for name, value in error.values.items()}
    else:
        log.error("line %d could not be audited", job.line, exc_info=error)
        reason, values = "{reason}", {"reason": f"{type(error).__name__}: {error}"[:300]}
    return Outcome(digest=job.digest, told=Told(name=job.who.name, reason=reason, values=values))


def kept(history: History, work: Work, outcome: Outcome) -> None:
    """Keeps an outcome in the history: the audit with the state of its job, or neither."""
    told = msgspec.json.encode(outcome.told)
    if outcome.has_failed:
        history.database.write(lambda tables: batches.fail(tables, work.batch, outcome.digest, told))
    elif outcome.document is not None:
        audit = from_json(outcome.document)
        history.database.write(lambda tables: batches.keep(tables, work.batch, outcome.digest, audit, told))


def _told(audit: Audit, folder: str, words: Words, abouts: Mapping[str, About]) -> Told:
    figures = {name: audit.figures[name] for name in ("score", "rating", "reviews") if name in audit.figures}
    has_changed = any(change.what != "unread" for change in audit.changes)  # a file not brought again is no change
    since = view(audit, words, abouts).since if has_changed else None
    many = [finding.severity for finding in audit.findings]
    return Told(
        name=audit.practitioner.name,
        folder=folder,
        made_at=audit.made_at,
        previous=audit.previous,
        grade=audit.grade,
        score=figures["score"].value if "score" in figures else None,
        rating=figures["rating"].value if "rating" in figures else None,
        reviews=int(figures["reviews"].value) if "reviews" in figures else None,
        deadline=min(
            (f.deadline for f in audit.findings if f.deadline and f.deadline >= day(audit.made_at)), default=None
        ),
        act=many.count(Severity.ACT),
        watch=many.count(Severity.WATCH),
        note=many.count(Severity.NOTE),
        asked=audit.coverage.asked,
        answered=audit.coverage.answered,
        has_answer=any(harvest.status.answered for harvest in audit.harvests if harvest.asked),
        changes=tuple(dict.fromkeys((*since.facts, *since.changes))) if since else (),
    )


def _abouts() -> dict[str, About]:
    return {name: source.about for name, source in registry.source_classes().items()}


_here = threading.local()  # a connection belongs to its thread


def opened(place: Path | str) -> History:
    """The history, opened once in each thread that works."""
    known: dict[str, History] = _here.__dict__.setdefault("opened", {})
    if str(place) not in known:
        known[str(place)] = History(place)
    return known[str(place)]


def let_go() -> None:
    """Closes what this thread opened."""
    for history in _here.__dict__.pop("opened", {}).values():
        history.database.close()
