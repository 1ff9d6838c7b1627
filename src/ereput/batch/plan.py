"""What a batch would take, without asking anybody: requests for each host, how long at its pace, what would spare them.

The first questions are counted by the sources themselves, which only name them. What answers lead to is bounded by
FURTHER. `least` counts a question that is put twice once, as the cache does while its answer is fresh, and nothing that
only some answers lead to; `most` counts every question, and everything that answers can lead to.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple
from urllib.parse import urlsplit

from ereput.batch.table import Line
from ereput.card import Card, practitioner
from ereput.collect import MOST_REQUESTS
from ereput.errors import SourceError
from ereput.fetch.asking import asked
from ereput.fetch.cache import key
from ereput.fetch.settings import FetchSettings
from ereput.leads import MOST_PAGES
from ereput.model import Practitioner
from ereput.source import Source
from ereput.words import N_

SAMPLE = 5_000  # practitioners whose questions are counted; the others of a longer table are taken to be like them
SIZES = (100, 10_000, 1_000_000)
PAGES = "web_pages"
OF_A_HOST = 2  # pages of one site in one audit


class Further(NamedTuple):
    """Requests that the answers to the first ones lead to, for one practitioner."""

    least: int = 0
    most: int = 0


# By the sources' own limits; a name in the register is asked for with its frequency, and again where it is unknown.
FURTHER: Mapping[str, Further] = {
    "rpps": Further(2, 5),
    "annuaire_sante": Further(0, 4),
    "nominatim": Further(0, 1),
    "recherche_entreprises": Further(0, 1),
    "overpass": Further(0, 1),
    PAGES: Further(0, MOST_PAGES),
}

REGISTER = N_("ereput register import FILE spares them all")
OWN = N_("an instance of your own has the pace that you set (base_url, pace)")
HOURLY = N_("a key: without one {count:n} an hour are allowed")
CONTRACT = N_("a key has the pace of its contract (pace)")
# What would spare a source's requests, or the waiting between them.
SPARED: Mapping[str, str] = {
    "rpps": REGISTER,
    "nominatim": OWN,
    "overpass": OWN,
    "searxng": OWN,
    "keenable": CONTRACT,
    "tavily": CONTRACT,
    "brave": CONTRACT,
}
PER_HOUR: Mapping[str, int] = {"keenable": 1000}  # without a key, by one client's account


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What one source takes: requests, and seconds between them."""

    source: str
    host: str
    pace: float
    least: float
    most: float
    with_key: float | None = None  # seconds between them with a key, where a rate an hour holds without

    @property
    def shortest(self) -> float:
        """Seconds, at the least."""
        return self.least * self.pace

    @property
    def longest(self) -> float:
        return self.most * self.pace

    def times(self, factor: float) -> "Load":
        """The same for more or fewer practitioners."""
        return replace(self, least=self.least * factor, most=self.most * factor)

    def keyed(self) -> "Load":
        """The same with a key."""
        return replace(self, pace=self.with_key or self.pace, with_key=None)


@dataclass(slots=True)
class _Count:
    """Questions of one source, as they are named."""

    put: int = 0
    different: set[bytes] = field(default_factory=set)
    hosts: set[str] = field(default_factory=set)


def loads(lines: Iterable[Line], sources: Sequence[Source], settings: FetchSettings) -> tuple[int, list[Load]]:
    """How many practitioners, and what each source takes for them, the slowest first."""
    counts = {source.about.name: _Count() for source in sources}
    many = counted = 0
    for line in lines:
        if not isinstance(line.found, Card):
            continue
        many += 1
        if many > SAMPLE:
            continue
        counted, who = many, practitioner(line.found)
        for source in sources:
            _count(counts[source.about.name], source, who, settings)
    told = [
        _load(source, counts[source.about.name], counted, settings).times(many / max(1, counted)) for source in sources
    ]
    return many, sorted(told, key=lambda load: (-load.longest, load.source))


def whole(told: Sequence[Load]) -> tuple[float, float]:
    """Seconds for all hosts side by side: the slowest alone counts."""
    return max((load.shortest for load in told), default=0.0), max((load.longest for load in told), default=0.0)


def _count(count: _Count, source: Source, who: Practitioner, settings: FetchSettings) -> None:
    try:
        for request in source.search(who):
            count.put += 1
            count.different.add(bytes.fromhex(key(asked(request, settings)))[:12])
            count.hosts.add(urlsplit(request.url).hostname or "")
    except SourceError:
        return  # it would not ask about this one


def _load(source: Source, count: _Count, many: int, settings: FetchSettings) -> Load:
    name = source.about.name
    further = FURTHER.get(name, Further())
    pace = settings.paces.get(name, source.about.seconds_between_requests)
    per_hour = None if source.settings.key or source.settings.base_url else PER_HOUR.get(name)
    most_pages = OF_A_HOST if name == PAGES else min(further.most, MOST_REQUESTS)
    return Load(
        source=name,
        host=", ".join(sorted(count.hosts)) or (urlsplit(source.about.base_url).hostname or ""),
        pace=max(pace, 3600 / per_hour) if per_hour else pace,
        least=len(count.different) + further.least * many,
        most=count.put + most_pages * many,
        with_key=pace if per_hour else None,
    )
