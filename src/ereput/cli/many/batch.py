"""`ereput batch`: a table of practitioners in, their reports and two tables out."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from ereput import learned, settings
from ereput.batch import running
from ereput.batch.digest import DIGEST, in_short
from ereput.batch.files import locked
from ereput.batch.local import Local
from ereput.batch.running import Batch, Empty, Engine, Heard
from ereput.batch.table import Table, opened
from ereput.batch.tables import SUMMARY, lines, reason
from ereput.batch.watching import Watch
from ereput.batch.work import Work, insist
from ereput.cli import EXIT_ATTENTION, EXIT_SILENCE, output, wires
from ereput.cli.auditing import registered
from ereput.cli.auditing.asked import chosen
from ereput.cli.begun import begun
from ereput.cli.many import progress
from ereput.cli.options import moment
from ereput.cli.prose import remark
from ereput.errors import StoreError, UsageError
from ereput.history import History, batches
from ereput.model import Practitioner
from ereput.register import SOURCE as REGISTER
from ereput.report import brand as brands
from ereput.report.inert import inert
from ereput.words import Words

JOBS = 16  # at a time: enough that the slowest host never waits for us, few enough for the memory
MOST_JOBS = 500
WORKERS, MOST_WORKERS = 2, 64
WRITTEN = ("markdown", "json")
SHOWN = 20  # lines that are told one by one before the audits begin


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What was typed."""

    table: Path
    output: Path | None
    brand: Path | None
    resumes: bool
    jobs: int | None
    engine: str
    scheduler: str | None
    workers: int | None
    plans: bool
    formats: tuple[str, ...]
    only: tuple[str, ...]
    without: tuple[str, ...]
    language: str | None
    now: str | None
    replay: Path | None
    offline: bool
    database: str | None
    strict: bool
    config: Path | None
    verbose: int
    brought: tuple[Path, ...] = ()  # files belong to one practitioner: none here


def run(options: Options) -> int:
    """Carries out the command; returns the exit code."""
    set_, words = begun(options.config, options.language, options.verbose)
    sources = chosen(options, set_)
    table = opened(options.table)
    _tell_unused(table, words)
    if options.plans:
        from ereput.cli.many import plan

        return plan.tell(table, sources, wires.asking(set_, sources, wires.Wanted()), words)
    if options.output is None:
        raise UsageError("where to? add --output DIR, or --plan to see what it would take")
    engine = _engine(options)
    learned.second(set_.opinions.second)  # refused here, and not for each practitioner
    work = Work(
        batch="",
        sources=tuple((source.about.name, source.settings) for source in sources),
        asking=wires.asking(set_, sources, wires.Wanted(offline=options.offline)),
        language=words.language,
        formats=output.formats(options.formats or WRITTEN, options.output, output.EVERY),
        database=settings.history_file(set_, options.database),
        now=moment(options.now) if options.now else None,
        replay=options.replay,
        second=set_.opinions.second,
        zone=settings.zone(set_),
        brand=brands.read(options.brand) if options.brand else brands.PLAIN,
        browser=output.browser(),
    )
    insist(work)
    return _carried_out(options, options.output, table, work, engine, words)


def _carried_out(options: Options, folder: Path, table: Table, work: Work, engine: Engine, words: Words) -> int:
    _make(folder)
    hears = not options.replay and REGISTER not in (*options.only, *options.without)

    def hear(who: Practitioner) -> Heard:
        if not hears:
            return Heard(who)
        who, _, said = registered.heard(who, (), words, asks=False)
        return Heard(who, tuple(said), (REGISTER,) if said else ())

    with locked(folder / ".batch.lock"), History(work.database) as history:
        batch = running.begun(table, folder, work, hear, history, resumes=options.resumes)
        watch = _watch(batch, options.table, words)
        try:
            with progress.shown(watch, words):
                batch.run(engine, watch)
        except KeyboardInterrupt:
            remark(words.say("the same command with --resume goes on from here"))
            raise
        return _closing(batch, folder, words, is_strict=options.strict)


def _engine(options: Options) -> Engine:
    jobs = JOBS if options.jobs is None else options.jobs
    if not 1 <= jobs <= MOST_JOBS:
        raise UsageError("--jobs is from 1 to {most}", most=MOST_JOBS)
    if options.engine == "local":
        if options.scheduler or options.workers:
            raise UsageError("--scheduler and --workers go with --engine dask")
        return Local(jobs=jobs)
    if options.engine != "dask":
        raise UsageError("--engine is local or dask, not {engine!r}", engine=options.engine)
    workers = WORKERS if options.workers is None else options.workers
    if options.scheduler and options.workers:
        raise UsageError("--workers are of a cluster on this machine; that of --scheduler has its own")
    if not 1 <= workers <= MOST_WORKERS:
        raise UsageError("--workers is from 1 to {most}", most=MOST_WORKERS)
    from ereput.batch.dask import Cluster

    return Cluster(jobs=jobs, workers=workers, scheduler=options.scheduler)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError("{path} cannot be written: {reason}", path=folder, reason=error) from None


# ---------------------------------------------------------------- what is told


def _tell_unused(table: Table, words: Words) -> None:
    if table.unused:
        shown = ", ".join(inert(heading, 40) for heading in table.unused[:SHOWN])
        remark(words.say("columns that are not used: {names}", names=shown))


def _watch(batch: Batch, table: Path, words: Words) -> Watch:
    """Tells of lines that cannot be used or name somebody again; UsageError where no other is left."""
    database, name = batch.history.database, batch.work.batch
    counted = batches.counts(database, name)
    passed = counted[batches.INVALID] + counted[batches.DUPLICATE]
    total = counted.total() - passed
    odd = ((kept, told) for kept, told in lines(database, name) if kept.state in (batches.INVALID, batches.DUPLICATE))
    for kept, told in islice(odd, SHOWN if passed else 0):
        remark(words.say("line {line}: {reason}", line=kept.line, reason=reason(told, words)))
    if passed > SHOWN:
        remark(words.plural("{count:n} more line like these", "{count:n} more lines like these", passed - SHOWN))
    if batch.empty.many:
        remark(_said_empty(batch.empty, words))
    if not total:
        raise UsageError("no line of {path} can be used", path=table)
    return Watch(total=total, done=total - counted[batches.WAITING], failed=counted[batches.FAILED])


def _said_empty(empty: Empty, words: Words) -> str:
    return words.plural(
        "line {line} is empty, and passed over",
        "{count:n} lines are empty, and passed over; the first is line {line}",
        empty.many,
        line=empty.first,
    )


def _closing(batch: Batch, folder: Path, words: Words, *, is_strict: bool) -> int:
    database, name = batch.history.database, batch.work.batch
    output.printed(in_short(database, name, words) + "\n")
    output.printed(words.say("Reports, {summary} and {digest}: {folder}", **_files(folder)) + "\n")
    audited = [batches.AUDITED, batches.DONE]
    heard = acts = tried = False
    for kept, told in lines(database, name):
        tried = tried or kept.state in (*audited, batches.FAILED)
        heard = heard or (kept.state in audited and told.has_answer)
        acts = acts or told.act > 0
    if tried and not heard:
        remark(words.say("no source answered about anybody: the reports say why"))
        return EXIT_SILENCE
    return EXIT_ATTENTION if is_strict and acts else 0


def _files(folder: Path) -> Mapping[str, str]:
    return {"summary": SUMMARY, "digest": DIGEST, "folder": inert(str(folder), 200)}
