"""E-mail, Slack, Teams, ntfy and a hundred more, through Apprise. Loaded only where something is sent."""

import logging
from collections.abc import Iterable
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from ereput.errors import StoreError, UsageError
from ereput.watch.digest import Digest


class Sent(NamedTuple):
    """Which channels took the digest, as they are shown to people: without their keys."""

    taken: tuple[str, ...]
    refused: tuple[str, ...]


def checked(addresses: Iterable[str]) -> list[Any]:
    """The channels of these addresses; UsageError for one that is none, StoreError without the package."""
    found = []
    for number, address in enumerate(addresses, 1):
        channel = _apprise().Apprise.instantiate(address, suppress_exceptions=True)
        if channel is None:  # the address may hold a key: it is not repeated
            kind = address.partition("://")[0][:20]
            raise UsageError("channel {number} ({kind}://…) is not one that Apprise knows", number=number, kind=kind)
        found.append(channel)
    return found


def send(digest: Digest, channels: Iterable[Any]) -> Sent:
    """Hands the digest to every channel; one that fails does not keep it from the others."""
    taken: list[str] = []
    refused: list[str] = []
    for channel in channels:
        shown = _shown(channel.url(privacy=True))
        done = _apprise().Apprise()
        done.add(channel)
        is_taken = done.notify(body=digest.body, title=digest.subject, body_format=_apprise().NotifyFormat.TEXT)
        (taken if is_taken else refused).append(shown)
    return Sent(tuple(taken), tuple(refused))


def _shown(address: str) -> str:
    """Kind and host: the path of an address is often its key."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/…"


def _apprise() -> Any:
    try:
        import apprise
    except ImportError:
        raise StoreError("notifications need a package more: pip install 'ereput[alerts]'") from None
    logging.getLogger("apprise").addHandler(logging.NullHandler())  # what failed is said by us, without keys
    return apprise
