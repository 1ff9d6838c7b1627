"""What was typed for an audit: whom to look for, which sources to ask, what to keep."""

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import msgspec

from ereput import card as cards
from ereput import registry, settings
from ereput.cli.begun import every_source
from ereput.errors import UsageError
from ereput.history import History
from ereput.model import Practitioner
from ereput.register import SOURCE
from ereput.source import Source
from ereput.words import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What was typed."""

    name: str | None
    fields: Mapping[str, str | None]
    card: Path | None = None
    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    brought: tuple[Path, ...] = ()
    columns: str | None = None
    formats: tuple[str, ...] = ()
    output: Path | None = None
    brand: Path | None = None
    replay: Path | None = None
    record: Path | None = None
    offline: bool = False
    language: str | None = None
    now: str | None = None
    keeps_history: bool = True
    database: str | None = None
    strict: bool = False
    config: Path | None = None
    verbose: int = 0


WHOM = N_('whom? write for example: ereput audit "Dr Claire Martin" --city Lyon')


def practitioner(options: Options, set_: settings.Settings, whom: str = WHOM) -> Practitioner:
    """Whom the options name: the card, and over it what was typed; UsageError, which asks `whom`, for nobody."""
    path = options.card or (Path(set_.card) if set_.card and not options.name else None)
    typed = {name: value for name, value in options.fields.items() if value}
    if path is None and options.name is None:
        raise UsageError(whom)
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


def chosen(options: Choice, set_: settings.Settings) -> list[Source]:
    """The sources to ask: those that are on, or those named, less those named with --without."""
    sources = every_source(set_)
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
