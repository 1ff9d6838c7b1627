"""What an adapter is: facts about a source, the requests it names, and readers of its answers.

An adapter never touches the network. `search` names the first requests; each request carries the reader of its
answer; a reader yields items, or more requests. `follow` does the same with what the first round led to.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar

from ereput.errors import NotConfigured
from ereput.model import Item, Place, Practitioner

if TYPE_CHECKING:
    from ereput.page import Page


class Kind(StrEnum):
    """What sort of place a source is."""

    REGISTER = "register"
    SEARCH = "search"
    MAP = "map"
    COMPANIES = "companies"
    NEWS = "news"
    ENCYCLOPAEDIA = "encyclopaedia"
    PAGES = "pages"
    FILES = "files"


class Key(StrEnum):
    """Whether a source wants a key of the user's own."""

    NONE = "none"
    OPTIONAL = "optional"
    REQUIRED = "required"


class Lead(StrEnum):
    """What a first answer can lead to."""

    PAGES = "pages"  # addresses of pages worth reading
    POSITION = "position"  # where the practitioner's address lies


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """The facts about a source, as far as they are established."""

    name: str
    title: str
    kind: Kind
    home: str  # what a person opens
    base_url: str  # scheme and host of the service; the user's own instance can stand in
    terms: str  # address of its terms
    licence: str | None = None  # of what it answers
    attribution: str | None = None  # a line that the report must carry
    countries: tuple[str, ...] = ()  # () is everywhere
    key: Key = Key.NONE
    is_default: bool = True  # on without the user saying so
    needs_base_url: bool = False  # works only with the user's own address
    seconds_between_requests: float = 1.0
    asks_robots: bool = False  # True: it reads pages, so robots.txt decides; interfaces have their terms
    gives: frozenset[Lead] = frozenset()
    takes: frozenset[Lead] = frozenset()
    known_from: str = ""  # how its format is known: documentation, client code, recorded answers; with a date


class Secret:
    """A key that no log, cassette or report can print."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        return self._value

    def __repr__(self) -> str:
        return "Secret(…)"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSettings:
    """What the user set for one source: `[sources.NAME]`."""

    enabled: bool | None = None  # None: as the source says
    base_url: str | None = None
    key: Secret | None = None
    pace: float | None = None  # seconds between requests


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One question to put, and the reader of its answer."""

    url: str
    then: "Reader"
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    secret_headers: Mapping[str, Secret] = field(default_factory=dict)  # sent; never logged, cached or recorded
    json: Any = None  # body, sent as application/json
    form: Mapping[str, str] | None = None  # body, sent as application/x-www-form-urlencoded
    answers: tuple[int, ...] = (200,)  # statuses that the reader understands; others become errors, or are retried
    wants_page: bool = False  # True: a web page (2 MB at most); False: data (5 MB at most)
    may_lead_to: Callable[[str], bool] | None = None  # asked of each redirect; what it denies is not fetched

    @property
    def is_secret(self) -> bool:
        """It carries a key: what it answers is never kept on disk."""
        return bool(self.secret_headers)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLead:
    """A page worth reading, and who named it."""

    url: str
    title: str = ""
    snippet: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leads:
    """What the first round led to."""

    pages: tuple[PageLead, ...] = ()
    position: Place | None = None


Reader = Callable[["Page"], Iterable["Item | Request"]]


class Source(ABC):
    """A place that can be asked about a practitioner. Plugins implement this."""

    about: ClassVar[About]

    def __init__(self, settings: SourceSettings | None = None) -> None:
        self.settings = settings or SourceSettings()

    @property
    def base_url(self) -> str:
        """Scheme and host, without a slash at the end; raises NotConfigured where the user must say it."""
        if self.about.needs_base_url and not self.settings.base_url:
            raise NotConfigured("{place} base_url is not set", place=f"[sources.{self.about.name}]")
        return (self.settings.base_url or self.about.base_url).rstrip("/")

    @property
    def key(self) -> Secret | None:
        """The user's key; raises NotConfigured where the source cannot do without."""
        if self.about.key is Key.REQUIRED and self.settings.key is None:
            raise NotConfigured("no key is set for {name}", name=self.about.name)
        return self.settings.key

    @property
    def is_configured(self) -> bool:
        """It has the key and the address that it cannot do without."""
        lacks_key = self.about.key is Key.REQUIRED and self.settings.key is None
        lacks_address = self.about.needs_base_url and not self.settings.base_url
        return not (lacks_key or lacks_address)

    @abstractmethod
    def search(self, who: Practitioner) -> Iterable[Request]:
        """The first requests about a practitioner."""

    def follow(self, who: Practitioner, leads: Leads) -> Iterable[Request]:
        """The requests about what the first round led to; only asked of sources whose `about.takes` is not empty."""
        return ()
