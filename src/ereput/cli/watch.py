"""`ereput watch`: audit, compare, and tell only what deserves it; or have the system do so by itself."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

import typer

from ereput import learned, registry, settings
from ereput.audit import audit as made
from ereput.changes import LOOKS
from ereput.cli import EXIT_SILENCE, EXIT_STORE, logs, progress, registered, timers, wires
from ereput.cli import audit as auditing
from ereput.cli.casework import with_cases
from ereput.cli.retaining import let_go
from ereput.errors import UsageError
from ereput.guide.clocks import day
from ereput.history import History, audits, key, watching
from ereput.history.database import Tables
from ereput.history.watching import Noted
from ereput.model import Audit, Harvest, Practitioner
from ereput.report.inert import inert
from ereput.settings import Settings
from ereput.watch import Digest, Looked, Notice, channels, deserving, digest, notice, timer
from ereput.words import Words


class Options(NamedTuple):
    """What was typed."""

    audit: auditing.Options  # whom to look for, and where
    dry_run: bool
    due: str | None
    install: str | None
    prints: bool
    system: str | None  # systemd · cron · launchd
    notify: tuple[str, ...]
    texts: bool


def run(options: Options) -> int:
    """Carries out the command; returns the exit code."""
    logs.begin(options.audit.verbose)
    set_ = settings.read(options.audit.config, list(registry.source_classes()))
    words = Words(auditing.language(options.audit.language or set_.language))
    who = auditing.practitioner(options.audit, set_)
    for period in (options.due, options.install):
        if period not in (None, *timer.PERIODS):
            raise UsageError("write monthly or weekly, not {period!r}", period=inert(period, 20))
    named = key(who)
    if named is None:
        raise UsageError("too little is known of {name} to watch: give --rpps or --postcode", name=who.name)
    if options.install or options.prints:
        if options.notify:
            raise UsageError("channels may hold keys: write them under [watch] notify in the settings, not --notify")
        wanted = timers.Wanted(options.install or timer.MONTHLY, options.prints, options.system)
        return timers.run(options.audit, wanted, words)
    with History(settings.history_file(set_, options.audit.database)) as past, past.database.alone(named) as is_alone:
        if not is_alone:
            typer.echo(words.say("Another watch of {name} is at work; nothing was done.", name=_shown(who)), err=True)
            return 0
        now = auditing.moment(options.audit.now)
        if options.due and not timer.is_due(options.due, _last(past, named), day(now)):
            typer.echo(words.say("Not due: {name} was watched already.", name=_shown(who)), err=True)
            return 0
        return _watched(options, set_, words, who, past, now)


def _watched(options: Options, set_: Settings, words: Words, who: Practitioner, past: History, now: datetime) -> int:
    """One look, whole: asked, compared, kept with what deserves to be told, and told."""
    open_channels = [] if options.dry_run else channels.checked(options.notify or set_.watch.notify)
    let_go(past, set_, words, now)
    audit = with_cases(asyncio.run(_audit(options.audit, set_, who, words, past, now)), past, day(now))
    who = audit.practitioner
    earlier = audits.kept(past.database, who, LOOKS, is_healthy=False)
    if earlier and earlier[0].made_at > now:
        typer.echo(
            words.say(
                "The clock of this machine was put back: the last audit is of {day:date}. It is compared all the same.",
                day=earlier[0].made_at,
            ),
            err=True,
        )
    has_texts = options.texts or set_.watch.texts
    found = deserving(Looked(audit, earlier, has_texts, titles()))
    if options.dry_run:
        if found:
            _print(_digested(who, found, words))
        else:
            typer.echo(words.say("{name}: nothing that deserves to be told.", name=_shown(who)))
        typer.echo(words.say("Dry run: nothing was sent, and nothing kept."), err=True)
        return _code(audit)
    named = key(who) or ""
    past.database.write(lambda tables: _keep(tables, audit, found, named, now))
    untold = [notice.from_json(one.document) for one in watching.untold(past.database, named)]
    _print(_digested(who, untold, words))
    told = _sent(open_channels, who, untold, words)
    if told is not None:
        ids = [one.id for one in untold]
        past.database.write(lambda tables: watching.tell(tables, named, ids, now))
    ended = {named, key(auditing.practitioner(options.audit, set_)) or named}
    for each in sorted(ended):
        past.database.write(lambda tables, each=each: watching.ended(tables, each, now))  # type: ignore[misc]
    return EXIT_STORE if told is None or told else _code(audit)


def _keep(tables: Tables, audit: Audit, found: Sequence[Notice], named: str, now: datetime) -> None:
    """The audit and what it deserves to have told: both or neither."""
    audits.add(tables, audit)
    watching.note(tables, named, [Noted(one.id, notice.to_json(one)) for one in found], now)


async def _audit(
    options: auditing.Options, set_: Settings, who: Practitioner, words: Words, past: History, now: datetime
) -> Audit:
    """The audit, compared with those that were kept last, whatever the clock said then."""
    names = list(registry.source_classes())
    sources = auditing.chosen(options, registry.sources(settings.of_sources(set_, names, registry.keyed())))
    said: list[Harvest] = []
    if auditing.hears_register(options):
        who, sources, said = registered.heard(who, sources, words)
    wanted = wires.Wanted(replay=options.replay, record=None, offline=False, now=now if options.now else None)
    async with wires.fetcher(set_, sources, wanted) as fetch:
        with progress.lines(words) as told:
            return await made(
                who,
                sources,
                fetch,
                now=now,
                words=words,
                brought=said,
                past=lambda whom, _now: audits.kept(past.database, whom, LOOKS, is_healthy=True),
                told=past.told,
                second=learned.second(set_.opinions.second),
                progress=told,
            )


def _digested(who: Practitioner, found: Sequence[Notice], words: Words) -> Digest | None:
    return digest(who.name, found, words, titles(), _silences()) if found else None


def _print(told: Digest | None) -> None:
    if told:
        typer.echo(f"{told.subject}\n\n{told.body}", nl=False)


def _sent(
    open_channels: Sequence[object], who: Practitioner, untold: Sequence[Notice], words: Words
) -> tuple[str, ...] | None:
    """The channels that refused; None where none took it, so that it is told next time."""
    if not untold:
        typer.echo(words.say("{name}: nothing that deserves to be told.", name=_shown(who)))
        return ()
    if not open_channels:
        typer.echo(words.say("No channel is set ([watch] notify, or --notify): it was only printed."), err=True)
        return ()
    told = _digested(who, untold, words)
    assert told is not None
    sent = channels.send(told, open_channels)
    for channel in sent.refused:
        typer.echo(words.say("{channel} did not take it.", channel=inert(channel, 120)), err=True)
    if not sent.taken:
        typer.echo(words.say("It is kept, and told next time."), err=True)
        return None
    return sent.refused


def titles() -> Mapping[str, str]:
    """The sources' names for people."""
    return {name: source.about.title for name, source in registry.source_classes().items()}


def _silences() -> Mapping[str, str]:
    return {status.value: said for status, said in progress.SAID.items()}


def _last(past: History, named: str) -> date | None:
    last = watching.last(past.database, named)
    return day(last) if last else None


def _shown(who: Practitioner) -> str:
    return inert(who.name, 80)


def _code(audit: Audit) -> int:
    answered = any(h.status.answered for h in audit.harvests if not registered.is_copy(h))
    return 0 if answered else EXIT_SILENCE
