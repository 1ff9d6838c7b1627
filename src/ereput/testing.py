"""Cassettes: a source tested by a folder of saved answers and the values that a person reads on them.

Ours and plugins' alike: `for cassette in cassettes(folder): assert cassette.told(source) == cassette.expected`.
"""

import asyncio
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from ereput import card
from ereput.collect import collect
from ereput.fetch import Fetcher, FetchSettings
from ereput.fetch.replay import Player, exchanges
from ereput.model import Evidence, Harvest, Mention, Place, Practitioner
from ereput.source import About, Kind, Lead, Request, Secret, Source, SourceSettings


@dataclass(frozen=True, slots=True)
class Cassette:
    """One case of one source: `SOURCE/CASE/` with cassette.toml, the answers, and expected.json."""

    folder: Path
    practitioners: Path  # where the named identity cards stand

    def __str__(self) -> str:
        return f"{self.source}/{self.case}"

    @property
    def source(self) -> str:
        return self.folder.parent.name

    @property
    def case(self) -> str:
        return self.folder.name

    @property
    def expected(self) -> Any:
        """What a person reads on the saved answers, as JSON."""
        return json.loads((self.folder / "expected.json").read_text(encoding="utf-8"))

    def told(self, source: type[Source]) -> Any:
        """What the source makes of the saved answers, as JSON; of a problem its sentence, without the template."""
        harvest = self.harvest(source)
        plain = tuple(msgspec.structs.replace(one, template=None, values={}) for one in harvest.problems)
        return json.loads(msgspec.json.encode(msgspec.structs.replace(harvest, problems=plain)))

    def harvest(self, source: type[Source]) -> Harvest:
        """The harvest, through the real fetcher, with the clock stopped and no waiting."""
        return asyncio.run(self._harvest(source))

    def accept(self, source: type[Source]) -> None:
        """Writes what the source tells now into expected.json: read the difference before you keep it."""
        text = json.dumps(self.told(source), ensure_ascii=False, indent=2)
        (self.folder / "expected.json").write_text(text + "\n", encoding="utf-8")

    async def _harvest(self, source: type[Source]) -> Harvest:
        table = tomllib.loads((self.folder / "cassette.toml").read_text(encoding="utf-8"))
        now: datetime = table["now"]
        asked = source(_settings(table.get("settings", {})))
        player = Player(exchanges(self.folder / "cassette.toml"))
        who = card.practitioner(card.read(self.practitioners / f"{table['practitioner']}.toml"))
        who = msgspec.structs.replace(who, pages=tuple(p["url"] for p in table.get("pages", ()) if p.get("named")))
        sources = [_Leader(table, now), asked] if source.about.takes else [asked]
        async with still(player, now) as fetch:
            *_, harvest = await collect(who, sources, fetch)
        return harvest


def cassettes(folder: Path, practitioners: Path) -> list[Cassette]:
    """Every case of every source under a folder, in order."""
    return [Cassette(file.parent, practitioners) for file in sorted(folder.glob("*/*/cassette.toml"))]


def still(player: Player, now: datetime) -> Fetcher:
    """A real fetcher over saved answers: no pace, no waiting, no cache on disk, and the clock stopped."""
    return Fetcher(FetchSettings(), wire=player, now=lambda: now, sleep=_at_once)


async def _at_once(seconds: float) -> None:
    """Waiting takes no time."""


def _settings(table: dict[str, Any]) -> SourceSettings:
    key = table.get("key")
    return SourceSettings(base_url=table.get("base_url"), key=Secret(key) if key else None)


class _Leader(Source):
    """Stands for the sources of the first round: gives the leads that the cassette names."""

    about = About(
        name="leader",
        title="leader",
        kind=Kind.SEARCH,
        home="https://leader.example/",
        base_url="https://leader.example",
        terms="https://leader.example/",
        gives=frozenset(Lead),
    )

    def __init__(self, table: dict[str, Any], now: datetime) -> None:
        super().__init__()
        self.table = table
        self.evidence = Evidence(source="leader", url="https://leader.example/", retrieved_at=now)

    def search(self, who: Practitioner) -> Iterator[Request]:
        pages = [page for page in self.table.get("pages", ()) if not page.get("named")]
        yield from (
            Mention(evidence=self.evidence, url=page["url"], title=page.get("title", ""), rank=rank)  # type: ignore[misc]
            for rank, page in enumerate(pages, 1)
        )
        if lead := self.table.get("lead"):
            yield Place(evidence=self.evidence, label="", **lead)  # type: ignore[misc]
