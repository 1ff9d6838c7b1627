"""Every source at once, each to its end: what they said, and what kept them from saying more.

Two rounds in one line. Sources that answer about the practitioner are asked first; a source that takes leads
(pages to read, a position) is asked as soon as every source that gives such leads has ended.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from urllib.parse import urlsplit

from ereput.errors import Broken, Limited, Refused, SourceError, Throttled
from ereput.leads import leads
from ereput.model import Harvest, Item, Practitioner, Problem
from ereput.page import Page
from ereput.source import About, Lead, Request, Source

log = logging.getLogger(__name__)

Fetch = Callable[[Request, About], Awaitable[Page]]
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
        takes = source.about.takes
        before = [ended[s.about.name] for s in sources if s is not source and _gives(s, takes)]
        harvests = tuple([await future for future in before])
        progress(name, "asking")
        harvest = await _Round(source, fetch).harvest(who, harvests)
        progress(name, harvest.status)
        ended[name].set_result(harvest)

    async with asyncio.TaskGroup() as group:
        for source in sources:
            group.create_task(run(source))
    return tuple([ended[source.about.name].result() for source in sources])


def _gives(source: Source, takes: frozenset[Lead]) -> bool:
    # A source that takes leads itself is of the second round: nobody waits for it.
    return bool(source.about.gives & takes) and not source.about.takes


class _Round:
    """One source asked to its end."""

    def __init__(self, source: Source, fetch: Fetch) -> None:
        self.source, self.fetch = source, fetch
        self.problems: list[Problem] = []
        self.asked = self.answered = 0
        self.closed: dict[str, str] = {}  # host that said no to this source -> what it said
        self.lanes: dict[str, asyncio.Lock] = {}  # one question at a time per host, in the order named

    async def harvest(self, who: Practitioner, before: tuple[Harvest, ...]) -> Harvest:
        items = await self._all(self._first(who, before), self.source.about.home)
        return Harvest.of(self.source.about.name, tuple(items), tuple(self.problems), self.asked, self.answered)

    def _first(self, who: Practitioner, before: tuple[Harvest, ...]) -> Iterable[Request]:
        yield from self.source.search(who)
        if self.source.about.takes:
            yield from self.source.follow(who, leads(who, before))

    async def _all(self, outcomes: Iterable[Item | Request], url: str) -> list[Item]:
        """Items in the order in which the reader named them, whatever the order of the answers."""
        items: list[Item | asyncio.Task[list[Item]]] = []
        try:
            for outcome in outcomes:
                if isinstance(outcome, Request):
                    items.append(asyncio.ensure_future(self._ask(outcome)))
                else:
                    items.append(outcome)
        except SourceError as error:
            self._note(error, url)
        except Exception as error:  # the one broad except: a slip in one adapter is its own end, not everybody's
            log.exception("%s could not read %s", self.source.about.name, url)
            self._note(Broken(f"{type(error).__name__}: {error}"), url)
        whole: list[Item] = []
        for item in items:
            whole.extend(await item) if isinstance(item, asyncio.Future) else whole.append(item)
        return whole

    async def _ask(self, request: Request) -> list[Item]:
        host = urlsplit(request.url).netloc
        try:
            async with self.lanes.setdefault(host, asyncio.Lock()):
                if host in self.closed:
                    log.info("%s: %s is not asked again", self.source.about.name, host)
                    return []
                if self.asked >= MOST_REQUESTS:
                    raise Limited(f"stopped after {MOST_REQUESTS} requests")
                self.asked += 1
                page = await self.fetch(request, self.source.about)
        except SourceError as error:
            self._note(error, request.url)
            return []
        problems = len(self.problems)
        items = await self._all(request.then(page), page.url)
        self.answered += len(self.problems) == problems
        return items

    def _note(self, error: SourceError, url: str) -> None:
        log.warning("%s: %s at %s", self.source.about.name, error, url)
        self.problems.append(Problem(status=error.status, url=url, detail=str(error)))
        if isinstance(error, Refused | Throttled):  # said by the status, or by the body under any status
            self.closed[urlsplit(url).netloc] = str(error)
