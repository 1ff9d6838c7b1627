"""What address may be asked for, how it is sent, and how it is written in a log."""

import re
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

from ereput.errors import Broken, Disallowed

_PORTS = {"http": 80, "https": 443}
_SECRET_NAMES = re.compile(
    r"(^|[_.-])(key|(api|app|access)_?key|(access_?)?token|secret|password|passwd|pwd|signature|sig|auth|session|sid)$",
    re.I,
)
_LONGEST_HOST = 253  # characters, RFC 1035 §2.3.4
_SAFE = "/%:@!$&'()*+,;=~-._?[]"


def sendable(url: str) -> str:
    """The address as it is sent: ASCII, no fragment. Disallowed by our own rules, or Broken when it is none."""
    if re.search(r"[\x00-\x1f\x7f\\\ud800-\udfff]", url):
        raise Broken("an address with a control character, a backslash or half a character")
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        raise Broken("not an address of the web") from None
    if parts.scheme not in _PORTS:
        scheme = repr((parts.scheme or "no")[:20])
        raise Disallowed("{scheme} is not a scheme that we ask: only http and https are", scheme=scheme)
    if not host or len(host) > _LONGEST_HOST or port == 0 or re.search(r"[\s<>\"|^`{}]", host):
        raise Broken("not an address of the web")
    if "@" in parts.netloc:
        raise Disallowed("the address holds a user name or a password")
    path = quote(parts.path, safe=_SAFE.replace("?", "")) or "/"
    return urlunsplit((parts.scheme, parts.netloc.lower(), path, quote(parts.query, safe=_SAFE), ""))


def joined(base: str, location: str) -> str:
    """Where a redirect leads, ready to send."""
    try:
        return sendable(urljoin(base, location.strip()))
    except ValueError:
        raise Broken("redirected to something that is no address") from None


def origin(url: str) -> str:
    """scheme://host:port, the port always written."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{door(url)}"


def door(url: str) -> str:
    """host:port, the port always written: what a pace, a lock and `allow_private` are about."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    return f"{f'[{host}]' if ':' in host else host}:{parts.port or _PORTS.get(parts.scheme, 0)}"


def is_secret_name(name: str) -> bool:
    """A value of this name is taken to be a key."""
    return bool(_SECRET_NAMES.search(name)) or name.lower() in ("authorization", "cookie")


def has_secret_names(url: str) -> bool:
    """A value in its query looks like a key by its name."""
    return any(is_secret_name(name) for name, _ in parse_qsl(urlsplit(url).query, keep_blank_values=True))


def redacted(url: str) -> str:
    """The address for a log: no credentials, no control characters, values that look secret replaced."""
    try:
        parts = urlsplit(url)
        pairs = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:
        return "(not an address)"
    query = parts.query
    if any(is_secret_name(name) for name, _ in pairs):
        query = urlencode([(name, "REDACTED" if is_secret_name(name) else value) for name, value in pairs])
    shown = urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, query, ""))
    return "".join(c if c.isprintable() else "?" for c in shown)
