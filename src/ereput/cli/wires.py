"""The fetcher that a command asks through: the network, saved answers, or the network with a recorder before it."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ereput.errors import UsageError
from ereput.fetch import Fetcher, FetchSettings, HttpWire, Wire
from ereput.fetch.replay import Player, Recorder
from ereput.fetch.settings import user_agent
from ereput.settings import Settings, cache_folder
from ereput.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How a command wants to ask."""

    replay: Path | None = None
    record: Path | None = None
    offline: bool = False
    now: datetime | None = None  # None: the clock


@asynccontextmanager
async def fetcher(set_: Settings, sources: Iterable[Source], wanted: Wanted) -> AsyncIterator[Fetcher]:
    """A fetcher as the settings and the options say; saved answers are played without pace, waiting or cache."""
    if wanted.replay and (wanted.record or wanted.offline):
        raise UsageError("--replay asks nobody; leave out --record and --offline")

    def now() -> datetime:
        return wanted.now or datetime.now(UTC)

    async with AsyncExitStack() as stack:
        if wanted.replay:
            yield await stack.enter_async_context(
                Fetcher(FetchSettings(), wire=Player.of(wanted.replay), now=now, sleep=_at_once)
            )
            return
        how = asking(set_, sources, wanted)
        wire: Wire | None = None
        if wanted.record:
            network = HttpWire(how)
            stack.push_async_callback(network.aclose)
            wire = await stack.enter_async_context(Recorder(network, wanted.record))
        yield await stack.enter_async_context(Fetcher(how, wire=wire, now=now))


async def _at_once(_seconds: float) -> None:
    await asyncio.sleep(0)


def asking(set_: Settings, sources: Iterable[Source], wanted: Wanted) -> FetchSettings:
    """How to ask, as the settings and the options say."""
    return FetchSettings(
        user_agent=user_agent(set_.fetch.contact),
        allow_private=set_.fetch.allow_private,
        proxy=set_.fetch.proxy,
        longest_wait=set_.fetch.longest_wait,
        paces={s.about.name: s.settings.pace for s in sources if s.settings.pace is not None},
        cache=cache_folder() if set_.fetch.cache and not wanted.record else None,
        offline=wanted.offline,
    )
