"""How we ask: who we say we are, how long we wait, how much we read, what may be reached."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

from ereput.errors import UsageError
from ereput.fetch.wire import DATA_BYTES, PAGE_BYTES

DEFAULT_PROJECT = "https://ereput.example"


@cache
def project() -> tuple[str, str]:
    """The version and the address of the project, as the package states them."""
    try:
        stated = metadata("ereput")
    except PackageNotFoundError:
        return "0", DEFAULT_PROJECT
    urls = dict(line.split(", ", 1) for line in stated.get_all("Project-URL") or [] if ", " in line)
    return stated["Version"], urls.get("Home", DEFAULT_PROJECT)


def user_agent(contact: str | None = None, url: str | None = None) -> str:
    """What we call ourselves; `contact` is an e-mail address of the user's. UsageError when it cannot be sent."""
    version, home = project()
    stated = [f"+{url or home}", *([f"contact: {contact}"] if contact else [])]
    name = f"ereput/{version} ({'; '.join(stated)})"
    if not (name.isascii() and name.isprintable()):
        raise UsageError("the contact and the project's address are sent with each question: write them in plain ASCII")
    return name


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSettings:
    """`[fetch]`, and the paces of `[sources.NAME]`. Times are in seconds."""

    user_agent: str = field(default_factory=user_agent)
    connect_seconds: float = 10.0
    read_seconds: float = 30.0  # of silence within an answer; Overpass may think for 25
    total_seconds: float = 60.0  # for one hop, however busily it drips
    longest_wait: float = 60.0  # a longer Retry-After is not waited for
    patience: tuple[float, ...] = (2.0, 8.0)  # before asking again, where no Retry-After says otherwise
    page_bytes: int = PAGE_BYTES
    data_bytes: int = DATA_BYTES
    allow_private: tuple[str, ...] = ()  # "host:port", the only private addresses that may be reached
    proxy: str | None = None  # it may itself stand on a private address
    ca_file: Path | None = None  # certificates to trust instead of certifi's
    paces: Mapping[str, float] = field(default_factory=dict)  # source name -> seconds between requests
    cache: Path | None = None  # folder of the cache file; None keeps nothing on disk
    cache_bytes: int = 64_000_000
    cache_age: timedelta = timedelta(days=7)  # nothing older stays on disk
    minimum_age: timedelta = timedelta(minutes=15)  # nothing is asked again sooner
    offline: bool = False  # only what is kept is read
