"""One question on the wire and its answer: the seam where the network, a replay or a recorder stands.

Rules, robots, pace, retries, redirects and caching all lie above the seam; a wire answers one hop, and follows nothing.
A wire raises Disallowed (a private address), Unreachable, Lost (may be tried again) or Broken (a body not as agreed).
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from ereput.errors import Unreachable
from ereput.source import Secret

PAGE_BYTES = 2_000_000
DATA_BYTES = 5_000_000


class Lost(Unreachable):
    """The connection could not be made, or was cut: asking again may help."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One hop, ready to send. Its secrets print as Secret(…)."""

    method: str
    url: str  # http or https, no credentials, no fragment
    headers: Mapping[str, str] = field(default_factory=dict)  # names in lower case
    body: bytes | None = None
    secret_headers: Mapping[str, Secret] = field(default_factory=dict)  # sent; never logged, kept or recorded
    most_bytes: int = DATA_BYTES  # of the body, after decompression
    may_cut: bool = False  # True: a longer body is cut there; False: it is an error


@dataclass(frozen=True, slots=True, kw_only=True)
class Wired:
    """What went over the wire for one hop, without keys and cookies: what evidence is kept of."""

    protocol: str  # HTTP/1.1 · HTTP/2
    reason: str  # beside the status; "" in HTTP/2
    asked: tuple[tuple[str, str], ...]  # headers, in their order, spelt as they were sent
    headers: tuple[tuple[str, str], ...]
    body: bytes  # as it was sent: compressed if it was, without the marks of chunks
    is_whole: bool  # False: nobody read it to its end (a redirect's, or a refusal's that is too long)
    server: str | None = None  # IP address that answered; the proxy's where there is one
    client: str | None = None  # our own address on that connection
    certificate: bytes | None = None  # of the server, DER


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back for one hop; a redirect is an answer like any other."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)  # names in lower case, no cookies
    body: bytes = b""  # decompressed, within the limit of the Ask
    wired: Wired | None = None  # where the wire was told to keep it


Wire = Callable[[Ask], Awaitable[Answer]]
