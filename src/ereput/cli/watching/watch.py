"""`ereput watch`: audit, compare, and tell only what deserves it; or have the system do so by itself."""

import asyncio
from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from ereput import settings
from ereput.changes import LOOKS
from ereput.cli import EXIT_SILENCE, EXIT_STORE
from ereput.cli.auditing import asked, registered
from ereput.cli.auditing.made import made
from ereput.cli.begun import begun
from ereput.cli.files import columns
from ereput.cli.guidance.casework import with_cases
from ereput.cli.options import moment
from ereput.cli.past.retaining import let_go
from ereput.cli.prose import remark
from ereput.cli.watching import telling, timers
from ereput.errors import UsageError
from ereput.exports.harvest import brought
from ereput.guide.clocks import day
from ereput.history import History, audits, key, watching
from ereput.history.database import Tables
from ereput.history.watching import Noted
from ereput.model import Audit, Harvest, Practitioner
from ereput.report.inert import inert
from ereput.settings import Settings
from ereput.watch import Looked, Notice, channels, deserving, ended, notice, timer
from ereput.words import N_, Words

_WHOM = N_('whom? write for example: ereput watch "Dr Claire Martin" --postcode 69003')
BACK = 12  # audits that are looked back upon: people make some by hand between two watches


class Options(NamedTuple):
    """What was typed."""

    audit: asked.Options  # whom to look for, and where
    dry_run: bool
    due: str | None
    install: str | None
    prints: bool
    system: str | None  # systemd · cron · launchd
    notify: tuple[str, ...]
    texts: bool


def run(options: Options) -> int:
    """Carries out the command; returns the exit code."""
    set_, words = begun(options.audit.config, options.audit.language, options.audit.verbose)
    who = asked.practitioner(options.audit, set_, _WHOM)
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
            remark(words.say("Another watch of {name} is at work; nothing was done.", name=_shown(who)))
            return 0
        now = moment(options.audit.now)
        if options.due and not timer.is_due(options.due, _last(past, named), day(now)):
            remark(words.say("Not due: {name} was watched already.", name=_shown(who)))
            return 0
        return _watched(options, set_, words, who, past, now)


def _watched(options: Options, set_: Settings, words: Words, typed: Practitioner, past: History, now: datetime) -> int:
    """One look, whole: asked, compared, kept with what deserves to be told, and told."""
    open_channels = [] if options.dry_run else channels.checked(options.notify or set_.watch.notify)
    if not options.dry_run:
        let_go(past, set_, words, now)
    audit = with_cases(_audit(options.audit, set_, typed, words, past, now), past, day(now))
    who, named = audit.practitioner, key(audit.practitioner) or ""
    keys = sorted({named, key(typed) or named})  # the register's number may have been learnt only now
    looked = Looked(
        audit,
        audits.kept(past.database, who, BACK),
        watched_at=max(filter(None, (watching.last(past.database, one) for one in keys)), default=None),
        has_texts=options.texts or set_.watch.texts,
        titles=telling.titles(words),
    )
    if looked.earlier and looked.earlier[0].made_at > now:
        remark(
            words.say(
                "The clock of this machine was put back: the last audit is of {day:date}. It is compared all the same.",
                day=looked.earlier[0].made_at,
            )
        )
    found, over = deserving(looked), ended(looked, watching.known(past.database, named))
    if options.dry_run:
        telling.show(who, _would_be_told(past, named, found, over), words)
        remark(words.say("Dry run: nothing was sent, and nothing kept."))
        return _code(audit)
    past.database.write(lambda tables: _keep(tables, audit, found, over, named, now))
    untold = _untold(past, named)
    telling.show(who, untold, words)
    refused = telling.send(open_channels, who, untold, words)
    if refused is not None:
        ids = [one.id for one in untold]
        past.database.write(lambda tables: watching.tell(tables, named, ids, now))
    for each in keys:
        past.database.write(lambda tables, each=each: watching.ended(tables, each, now))  # type: ignore[misc]
    return EXIT_STORE if refused is None or refused else _code(audit)


def _keep(
    tables: Tables, audit: Audit, found: Sequence[Notice], over: Sequence[str], named: str, now: datetime
) -> None:
    """The audit and what it deserves to have told: both or neither."""
    audits.add(tables, audit)
    watching.drop(tables, named, over)
    watching.note(tables, named, [Noted(one.id, notice.to_json(one)) for one in found], now)


def _would_be_told(past: History, named: str, found: Sequence[Notice], over: Sequence[str]) -> list[Notice]:
    """What waits to be told and is not over, then what is found only now."""
    told = watching.told(past.database, named).difference(over)
    fresh = [one for one in found if one.id not in told]
    settled = {*over, *(one.id for one in fresh)}
    return [*(one for one in _untold(past, named) if one.id not in settled), *fresh]


def _untold(past: History, named: str) -> list[Notice]:
    return [notice.from_json(one.document) for one in watching.untold(past.database, named)]


def _audit(
    options: asked.Options, set_: Settings, who: Practitioner, words: Words, past: History, now: datetime
) -> Audit:
    """The audit, compared with those that were kept last, whatever the clock said then."""

    def before(whom: Practitioner, _now: datetime) -> Sequence[Audit]:
        return audits.last(past.database, whom, LOOKS)

    sources, files = asked.chosen(options, set_), _files(options, words, now)
    return asyncio.run(made(options, set_, who, sources, files, now=now, words=words, past=before, told=past.told))


def _files(options: asked.Options, words: Words, now: datetime) -> list[Harvest]:
    """What the files state. One that was moved away does not keep a timer from watching: it is said, and so it is in
    the digest, as what was not brought again."""
    for path in options.brought:
        if not path.exists():
            said = words.say("There is no file {path}: it is watched without it.", path=inert(path.name, 120))
            remark(said)
    there = [path for path in options.brought if path.exists()]
    return [brought(there, now, columns.typed(options.columns))] if there else []


def _last(past: History, named: str) -> date | None:
    last = watching.last(past.database, named)
    return day(last) if last else None


def _shown(who: Practitioner) -> str:
    return inert(who.name, 80)


def _code(audit: Audit) -> int:
    return 0 if registered.is_answered(audit) else EXIT_SILENCE
