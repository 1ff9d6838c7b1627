"""From a request to what is sent, and from a redirect to what is sent next. Pure."""

import json
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlencode, urlsplit

from ereput.errors import Broken
from ereput.fetch.addresses import joined, origin, sendable
from ereput.fetch.settings import FetchSettings
from ereput.fetch.wire import Answer, Ask
from ereput.source import Request

REDIRECTS = frozenset({301, 302, 303, 307, 308})

_PAGE = {"accept": "text/html, application/xhtml+xml, */*;q=0.5", "accept-language": "fr, en;q=0.5"}
_DATA = {"accept": "application/json, */*;q=0.5"}
_OURS = ("user-agent", "accept-encoding", "cookie", "host", "content-length", "connection")  # no adapter sets these


def asked(request: Request, settings: FetchSettings) -> Ask:
    """A request, ready to send; raises Disallowed or Broken where its address may not be asked for."""
    kind, body = _body(request)
    return Ask(
        method=request.method.upper(),
        url=sendable(request.url),
        headers={**_headers(request.wants_page, settings), **kind, **_theirs(request.headers)},
        body=body,
        secret_headers={name.lower(): value for name, value in request.secret_headers.items()},
        most_bytes=settings.page_bytes if request.wants_page else settings.data_bytes,
    )


def robots_ask(url: str, settings: FetchSettings, most: int) -> Ask:
    """The question for a robots.txt, of which the beginning is enough."""
    headers = {**_headers(False, settings), "accept": "text/plain, */*;q=0.5"}
    return Ask("GET", sendable(url), headers, most_bytes=most, may_cut=True)


def redirected(ask: Ask, answer: Answer) -> Ask:
    """The next hop. Keys stay behind when it leaves for another host, port or an unguarded scheme."""
    url = joined(ask.url, answer.headers.get("location", ""))
    # Browsers turn a POST into a GET at 301 and 302 too (RFC 9110 §15.4.2).
    keeps_body = answer.status in (307, 308) or (ask.method in ("GET", "HEAD") and answer.status != 303)
    if not _is_same_place(ask.url, url):
        if ask.secret_headers and ask.body is not None and keeps_body:
            raise Broken("redirected to another host, which a question with a key does not follow")
        ask = replace(ask, secret_headers={})
    if keeps_body:
        return replace(ask, url=url)
    headers = {name: value for name, value in ask.headers.items() if name != "content-type"}
    return replace(ask, method="GET", url=url, headers=headers, body=None)


def _body(request: Request) -> tuple[dict[str, str], bytes | None]:
    if request.json is not None:
        text = json.dumps(request.json, ensure_ascii=False, separators=(",", ":"))
        return {"content-type": "application/json"}, text.encode("utf-8", "replace")
    if request.form is not None:
        return {"content-type": "application/x-www-form-urlencoded"}, urlencode(request.form, errors="replace").encode(
            "ascii"
        )
    return {}, None


def _headers(is_page: bool, settings: FetchSettings) -> dict[str, str]:
    return {"user-agent": settings.user_agent, "accept-encoding": "gzip", **(_PAGE if is_page else _DATA)}


def _theirs(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items() if name.lower() not in _OURS}


def _is_same_place(before: str, after: str) -> bool:
    if origin(before) == origin(after):
        return True
    old, new = urlsplit(before), urlsplit(after)
    is_upgrade = (old.scheme, new.scheme) == ("http", "https") and old.port in (None, 80) and new.port in (None, 443)
    return is_upgrade and old.hostname == new.hostname
