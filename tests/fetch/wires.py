"""Stand-ins for the network and for time, and the shortest way to fetch."""

import asyncio
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

import make
from ereput.fetch import Answer, Ask, Fetcher, FetchSettings, Wire
from ereput.model import Item
from ereput.page import Page
from ereput.source import About, Kind, Request

HOST = "https://www.clinique.example"


class Time:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.passed = 0.0
        self.slept: list[float] = []

    def clock(self) -> float:
        return self.passed

    def now(self) -> datetime:
        return make.NOW + timedelta(seconds=self.passed)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.passed += seconds
        await asyncio.sleep(0)


class Saved:
    """A wire that answers by address, in order, the last one for ever; notes what was asked."""

    def __init__(self, answers: dict[str, Answer | Exception | Sequence[Answer | Exception]]) -> None:
        self.answers = {url: list(said) if isinstance(said, Sequence) else [said] for url, said in answers.items()}
        self.asks: list[Ask] = []

    async def __call__(self, ask: Ask) -> Answer:
        self.asks.append(ask)
        await asyncio.sleep(0)
        waiting = self.answers.get(ask.url, [Answer(404)])
        said = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        if isinstance(said, Exception):
            raise said
        return said

    @property
    def urls(self) -> list[str]:
        return [ask.url for ask in self.asks]


def about(**changed: Any) -> About:
    facts: dict[str, Any] = {
        "name": "clinique",
        "title": "Clinique",
        "kind": Kind.PAGES,
        "home": HOST,
        "base_url": HOST,
        "terms": f"{HOST}/terms",
        "seconds_between_requests": 1.0,
    }
    return About(**{**facts, **changed})


def nothing(page: Page) -> Iterable[Item | Request]:
    return ()


def request(url: str = f"{HOST}/", **changed: Any) -> Request:
    return Request(url=url, then=nothing, **changed)


def fetcher(wire: Wire, time: Time, **settings: Any) -> Fetcher:
    return Fetcher(FetchSettings(**settings), wire=wire, now=time.now, sleep=time.sleep, clock=time.clock)


def fetched(
    wire: Wire | None, time: Time, *requests: Request, facts: About | None = None, **settings: Any
) -> list[Page]:
    """The pages of requests put one after the other to one fetcher."""

    async def run() -> list[Page]:
        async with Fetcher(
            FetchSettings(**settings), wire=wire, now=time.now, sleep=time.sleep, clock=time.clock
        ) as fetch:
            return [await fetch(each, facts or about()) for each in requests]

    return asyncio.run(run())
