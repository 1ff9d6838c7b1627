"""The only code on the network: rules, what is kept, robots, pace, then the wire; what fails is a SourceError.

`HttpWire` is loaded when it is named, since httpx is heavy and a replay needs none.
"""

from typing import TYPE_CHECKING, Any

from ereput.fetch.addresses import redacted
from ereput.fetch.fetcher import Fetcher
from ereput.fetch.settings import FetchSettings, user_agent
from ereput.fetch.wire import Answer, Ask, Lost, Wire, Wired

if TYPE_CHECKING:
    from ereput.fetch.http import HttpWire

__all__ = ["Answer", "Ask", "FetchSettings", "Fetcher", "HttpWire", "Lost", "Wire", "Wired", "redacted", "user_agent"]


def __getattr__(name: str) -> Any:
    if name == "HttpWire":
        from ereput.fetch.http import HttpWire

        return HttpWire
    raise AttributeError(name)
