"""`ereput audit`: read what was typed, ask, print, keep."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import msgspec

from ereput import card as cards
from ereput import learned, registry, settings
from ereput.audit import audit as made
from ereput.cli import (
    EXIT_ATTENTION,
    EXIT_SILENCE,
    columns,
    logs,
    output,
    progress,
    registered,
    wires,
)
from ereput.cli.casework import with_cases
from ereput.cli.options import language_of_output
from ereput.cli.retaining import let_go
from ereput.errors import StoreError, UsageError
from ereput.exports.harvest import brought
from ereput.guide.clocks import day
from ereput.history import History
from ereput.model import Audit, Harvest, Practitioner, Severity
from ereput.register import SOURCE
from ereput.report import brand as brands
from ereput.source import Source
from ereput.words import Words

language = language_of_output


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What was typed."""

    name: str | None
    fields: Mapping[str, str | None]
    card: Path | None
    only: tuple[str, ...]
    without: tuple[str, ...]
    pages: tuple[str, ...]
    brought: tuple[Path, ...]
    columns: str | None
    formats: tuple[str, ...]
    output: Path | None
    brand: Path | None
    replay: Path | None
    record: Path | None
    offline: bool
    language: str | None
    now: str | None
    keeps_history: bool
    database: str | None
    strict: bool
    config: Path | None
    verbose: int


def run(options: Options) -> int:
    """Carries out the command; returns the exit code."""
    logs.begin(options.verbose)
    names = list(registry.source_classes())
    set_ = settings.read(options.config, names)
    words = Words(language(options.language or set_.language))
    formats = output.formats(options.formats, options.output, output.EVERY)
    brand = brands.read(options.brand) if options.brand else brands.PLAIN
    who = practitioner(options, set_)
    sources = chosen(options, registry.sources(settings.of_sources(set_, names, registry.keyed())))
    now = moment(options.now)
    for path in options.brought:
        if not path.exists():
            raise StoreError("there is no file {path}", path=path)
    files = [brought(options.brought, now, columns.typed(options.columns))] if options.brought else []
    if hears_register(options):
        who, sources, said = registered.heard(who, sources, words)
        files = [*said, *files]
    with history(options, set_) as past:
        audit = asyncio.run(_audit(options, set_, who, sources, files, now, words, past))
        if past:
            audit = with_cases(audit, past, day(now))
            past.add(audit)
            let_go(past, set_, words, now)
    written = output.tell(audit, words, formats, options.output, brand)
    _remember(options, set_, audit.practitioner, written, now)
    if not any(harvest.status.answered for harvest in audit.harvests if not registered.is_copy(harvest)):
        return EXIT_SILENCE
    attention = any(finding.severity is Severity.ACT for finding in audit.findings)
    return EXIT_ATTENTION if options.strict and attention else 0


def _remember(
    options: Options, set_: settings.Settings, who: Practitioner, written: Sequence[Path], now: datetime
) -> None:
    """Notes which files were written about somebody, so that they can be forgotten too."""
    paths = [*written, *([options.record] if options.record else [])]
    if not paths:
        return
    with history(options, set_) as past:
        if past:
            for path in paths:
                past.wrote(who, path, now)


async def _audit(
    options: Options,
    set_: settings.Settings,
    who: Practitioner,
    sources: list[Source],
    files: list[Harvest],
    now: datetime,
    words: Words,
    past: History | None,
) -> Audit:
    wanted = wires.Wanted(
        replay=options.replay, record=options.record, offline=options.offline, now=now if options.now else None
    )
    async with wires.fetcher(set_, sources, wanted) as fetch:
        with progress.lines(words) as told:
            who, sources, said = await registered.meant(who, sources, fetch, words, told)
            return await made(
                who,
                sources,
                fetch,
                now=now,
                words=words,
                brought=[*said, *files],
                past=past.before if past else None,
                told=past.told if past else None,
                second=learned.second(set_.opinions.second),
                progress=told,
            )


def moment(text: str | None) -> datetime:
    """Now, or the time that was typed, in UTC."""
    if text is None:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        typed = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError("--now is written 2026-11-21T09:00:00Z, not {text!r}", text=text) from None
    return (typed if typed.tzinfo else typed.replace(tzinfo=UTC)).astimezone(UTC)


def practitioner(options: Options, set_: settings.Settings) -> Practitioner:
    """Whom the options name: the card, and over it what was typed."""
    path = options.card or (Path(set_.card) if set_.card and not options.name else None)
    typed = {name: value for name, value in options.fields.items() if value}
    if path is None and options.name is None:
        raise UsageError('whom? write for example: ereput audit "Dr Claire Martin" --city Lyon')
    card = cards.read(path) if path else cards.Card(name=options.name or "")
    if options.name and path:
        typed["name"] = options.name
    card = msgspec.structs.replace(card, **typed, pages=(*card.pages, *options.pages))
    return cards.practitioner(card)


class Choice(Protocol):
    """Which sources somebody typed."""

    @property
    def only(self) -> tuple[str, ...]: ...
    @property
    def without(self) -> tuple[str, ...]: ...
    @property
    def brought(self) -> tuple[Path, ...]: ...


def chosen(options: Choice, sources: Mapping[str, Source]) -> list[Source]:
    """The sources to ask: those that are on, or those named, less those named with --without."""
    for name in (*options.only, *options.without):
        settings.check_source(name, sources)
    wanted = options.only or [name for name, source in sources.items() if registry.is_on(source)]
    left = [source for name, source in sources.items() if name in wanted and name not in options.without]
    if not left and not options.brought:
        raise UsageError("no source is left to ask; leave out --without, or name another --source")
    return left


def hears_register(options: Options) -> bool:
    """The register on this machine answers, unless the live one was named, or answers are played or recorded."""
    return not (options.replay or options.record or SOURCE in (*options.only, *options.without))


def history(options: Options, set_: settings.Settings) -> AbstractContextManager[History | None]:
    """The history to compare with and keep in; none with --no-history."""
    if not options.keeps_history:
        return nullcontext()
    return History(settings.history_file(set_, options.database))
