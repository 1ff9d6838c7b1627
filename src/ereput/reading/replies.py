"""Owners' replies that the markup does not state: beside a marked review, or in the state that a page carries.

Nothing is guessed from the words: the page itself must call it a reply, in the class of an element or in a key.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from ereput.parsing.names import folded
from ereput.reading.parts import Parts, Script
from ereput.reading.repair import loaded
from ereput.reading.stated import RawReview
from ereput.reading.things import Thing, clean
from ereput.reading.visible import Sight

_WORDS = re.compile(
    r"(?:^|[-_\s]|(?<=[a-z])(?=[A-Z]))(?:reply|replies|response|réponse|reponse|respuesta|resposta|risposta|antwort|"
    r"reactie|reaction|reactions|odpowiedz|ownerreply|ownerresponse)(?![a-z])",
    re.I,
)
_BODY = re.compile(r"(?:body|text|message|content|comment)(?![a-z])", re.I)
_BUTTON = re.compile(r"(?:button|btn|link|form|count|add|write|label|input|toggle)", re.I)
_KEYS = ("reply", "ownerReply", "ownerResponse", "businessReply", "businessResponse", "companyReply", "reviewReply",
         "response", "answer", "owner_reply", "owner_response", "doctorReply")  # fmt: skip
_INNER = ("message", "text", "comment", "body", "content", "value")
_TEXTS = ("text", "comment", "body", "reviewBody", "content", "message", "review")
_SHORTEST = 15  # characters of a reply; less is a button
_MOST_STATE = 5_000_000  # characters of one script of state
_MOST_NODES = 300_000
_MOST_ELEMENTS = 4_000  # looked at for one review


def fill(reviews: list[RawReview], things: list[Thing], page: Parts, text: str) -> None:
    """Puts a reply under each review that has one; `things` are what the reviews were read from, in the same order."""
    if not any(raw.reply is None for raw in reviews) or not _may_have_any(text):
        return
    held = {thing.element for thing in things if thing.element is not None}
    sight = Sight()
    for raw, thing in zip(reviews, things, strict=True):
        if raw.reply is None and thing.element is not None:
            raw.reply = _beside(thing.element, held, sight)
    lacking = {key: raw for raw in reviews if raw.reply is None and (key := _key(raw.text))}
    if lacking:
        _fill_from_state(lacking, page.scripts)


def _may_have_any(text: str) -> bool:
    """A cheap look, without the first letters, which may be capitals."""
    return any(word in text for word in ("eply", "espon", "épons", "eact", "espuesta", "ntwort", "dpowied", "risposta"))


def _key(text: str | None) -> str:
    return folded((text or "")[:200])[:80]


# ---------------------------------------------------------------- in the page


def _beside(review: Any, held: set[Any], sight: Sight) -> str | None:
    """The reply inside the review's element, or after it and before the next review."""
    found = _inside(review, held, sight)
    sibling = review.getnext()
    for _ in range(5):
        if found or sibling is None or sibling in held or not isinstance(sibling.tag, str):
            break
        found = _inside(sibling, held, sight, is_after=True)
        sibling = sibling.getnext()
    return found


def _inside(element: Any, held: set[Any], sight: Sight, is_after: bool = False) -> str | None:
    for number, inner in enumerate(element.iter()):
        if number > _MOST_ELEMENTS or (is_after and inner in held):
            return None
        if isinstance(inner.tag, str) and inner.get("itemprop") is None and _names_reply(inner.get("class") or ""):
            text = _said(inner, sight)
            if text:
                return text
    return None


@lru_cache(4_000)
def _names_reply(name: str) -> bool:
    return bool(name) and len(name) < 500 and bool(_WORDS.search(name)) and not _BUTTON.search(name)


def _said(element: Any, sight: Sight) -> str | None:
    """The words of a reply: of its body where it has one, without its heading."""
    body = next(
        (
            e
            for e in element.iter()
            if e is not element and isinstance(e.tag, str) and _BODY.search(e.get("class") or "")
        ),
        None,
    )
    if body is None:
        paragraphs = [clean(sight.shown(p)) for p in element.iter("p")]
        text = "\n".join(p for p in paragraphs if p) or clean(sight.shown(element))
    else:
        text = clean(sight.shown(body))
    return text if text and len(text) >= _SHORTEST else None


# ---------------------------------------------------------------- in the state


def _fill_from_state(lacking: dict[str, RawReview], scripts: list[Script]) -> None:
    for script in scripts:
        if "application/json" not in script.kind or len(script.text) > _MOST_STATE:
            continue
        try:
            value = loaded(script.text)
        except (ValueError, RecursionError):
            continue
        for entry in _objects(value):
            raw = next((lacking[key] for key in map(_key, _texts(entry)) if key in lacking), None)
            if raw is not None and raw.reply is None:
                raw.reply = _reply_of(entry)


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    waiting, seen = [value], 0
    while waiting and seen < _MOST_NODES:
        current = waiting.pop()
        seen += 1
        if isinstance(current, dict):
            yield current
            waiting.extend(current.values())
        elif isinstance(current, list):
            waiting.extend(current)


def _texts(entry: dict[str, Any]) -> Iterator[str]:
    if any(key in entry for key in _KEYS):
        yield from (entry[key] for key in _TEXTS if isinstance(entry.get(key), str))


def _reply_of(entry: dict[str, Any]) -> str | None:
    for key in _KEYS:
        stated = entry.get(key)
        if isinstance(stated, list):
            stated = next(iter(stated), None)
        if isinstance(stated, dict):
            stated = next((stated[inner] for inner in _INNER if isinstance(stated.get(inner), str)), None)
        if isinstance(stated, str) and len(stated) >= _SHORTEST:
            return clean(stated)
    return None
