"""Every source at once, each to its end: what they said, and what kept them from saying more.

Two rounds in one line. Every source is asked about the practitioner at once; one that takes leads (pages to read, a
position) is asked again as soon as every source that gives such leads has ended.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import partial
from typing import Literal
from urllib.parse import urlsplit

from ereput.errors import Broken, EreputError, Limited, Refused, SourceError, Throttled
from ereput.fetch.addresses import redacted
from ereput.leads import leads
from ereput.model import Harvest, Item, Practitioner, Problem
from ereput.page import Page
from ereput.source import About, Lead, Request, Source

log = logging.getLogger(__name__)
logging.getLogger("ereput").addHandler(logging.NullHandler())  # a library prints nothing of its own accord

Fetch = Callable[[Request, About], Awaitable[Page]]
Named = Callable[[], Iterable[Item | Request]]  # what an adapter names when it is called
Progress = Callable[[str, str], None]  # name of the source, what it is doing: asking · the status it ended with

MOST_REQUESTS = 40  # of one source in one audit


def unwatched(source: str, event: str) -> None:
    """Nobody is watching."""


async def collect(
    who: Practitioner, sources: Sequence[Source], fetch: Fetch, progress: Progress = unwatched
) -> tuple[Harvest, ...]:
    """What every source says of a practitioner, in the order of `sources`. Never raises a SourceError."""
    ended: dict[str, asyncio.Future[Harvest]] = {
        source.about.name: asyncio.get_running_loop().create_future() for source in sources
    }

    async def run(source: Source) -> None:
        name = source.about.name
        progress(name, "asking")
        asking = _Asking(source, fetch, group)
        searching = group.create_task(asking.search(who))
        followed: list[Item] = []
        if takes := source.about.takes:
            givers = [ended[s.about.name] for s in sources if s is not source and _gives(s, takes)]
            followed = await asking.follow(who, tuple([await giver for giver in givers]))
        harvest = asking.harvest([*await searching, *followed])
        progress(name, harvest.status)
        ended[name].set_result(harvest)

    async with asyncio.TaskGroup() as group:
        for source in sources:
            group.create_task(run(source))
    return tuple([ended[source.about.name].result() for source in sources])


def _gives(source: Source, takes: frozenset[Lead]) -> bool:
    # A source that takes leads itself is of the second round: nobody waits for it.
    return bool(source.about.gives & takes) and not source.about.takes


class _Asking:
    """One source asked to its end."""

    def __init__(self, source: Source, fetch: Fetch, group: asyncio.TaskGroup) -> None:
        self.source, self.fetch, self.group = source, fetch, group
        self.problems: list[Problem] = []
        self.asked = self.answered = 0
        self.closed: dict[str, str] = {}  # host that said no to this source -> what it said
        self.lanes: dict[str, asyncio.Lock] = {}  # one question at a time per host, in the order named

    async def search(self, who: Practitioner) -> list[Item]:
        return (await self._all(partial(self.source.search, who), self.source.about.home))[0]

    async def follow(self, who: Practitioner, before: tuple[Harvest, ...]) -> list[Item]:
        return (await self._all(partial(self.source.follow, who, leads(who, before)), self.source.about.home))[0]

    def harvest(self, items: list[Item]) -> Harvest:
        return Harvest.of(self.source.about.name, tuple(items), tuple(self.problems), self.asked, self.answered)

    async def _all(self, named: Named, url: str) -> tuple[list[Item], bool]:
        """Items in the order in which the reader named them, whatever the order of the answers; True: all went well."""
        outcomes: list[Item | asyncio.Task[tuple[list[Item], bool]]] = []
        is_whole = True
        try:
            for outcome in named():
                if isinstance(outcome, Request):
                    outcomes.append(self.group.create_task(self._ask(outcome)))
                else:
                    outcomes.append(outcome)
        except Exception as error:
            is_whole = self._failed(error, url)
        items: list[Item] = []
        for had in outcomes:
            if isinstance(had, asyncio.Task):
                more, is_well = await had
                items.extend(more)
                is_whole = is_whole and is_well
            else:
                items.append(had)
        return items, is_whole

    async def _ask(self, request: Request) -> tuple[list[Item], bool]:
        try:
            host = urlsplit(request.url).netloc
            async with self.lanes.setdefault(host, asyncio.Lock()):
                if host in self.closed:
                    log.info("%s: %s is not asked again", self.source.about.name, host)
                    return [], True
                if self.asked >= MOST_REQUESTS:
                    raise Limited("stopped after {count} requests", count=MOST_REQUESTS)
                self.asked += 1
                page = await self.fetch(request, self.source.about)
        except Exception as error:
            return [], self._failed(error, request.url)
        items, is_whole = await self._all(partial(request.then, page), page.url)
        self.answered += is_whole
        return items, is_whole

    def _failed(self, error: Exception, url: str) -> Literal[False]:
        """Notes a failure as a problem of this source; a slip in one adapter is its own end, not everybody's."""
        shown = redacted(url)
        if not isinstance(error, EreputError):
            log.error("%s could not read %s", self.source.about.name, shown, exc_info=error)
            error = Broken(f"{type(error).__name__}: {error}")
        if not isinstance(error, SourceError):
            raise error
        log.warning("%s: %s at %s", self.source.about.name, error, shown)
        self.problems.append(_problem(error, shown))
        if isinstance(error, Refused | Throttled):  # said by the status, or by the body under any status
            self.closed[urlsplit(url).netloc] = str(error)
        return False


def _problem(error: SourceError, url: str) -> Problem:
    values = {name: str(value) for name, value in error.values.items()}
    template = error.text if values else None
    return Problem(status=error.status, url=url, detail=str(error), template=template, values=values)
