"""JSON-LD blocks as things. Contexts are not fetched: pages use one vocabulary, schema.org's."""

from collections.abc import Mapping
from typing import Any

from ereput.reading.things import DEEPEST, MOST_THINGS, Thing

_PREFIXES = (
    "https://schema.org/",
    "http://schema.org/",
    "http://www.schema.org/",
    "https://www.schema.org/",
    "schema:",
)


def things(values: list[Any]) -> list[Thing]:
    """The top-level things of all blocks of a page; things with one @id are one thing."""
    graph = _Graph()
    roots = [thing for value in values for thing in graph.roots(value, 0)]
    used = {id(thing): thing for thing in roots}
    return list(used.values())


class _Graph:
    """What is built of one page: the things by their @id."""

    def __init__(self) -> None:
        self.by_id: dict[str, Thing] = {}
        self.count = 0

    def roots(self, value: Any, depth: int) -> list[Thing]:
        if depth > DEEPEST:
            return []
        if isinstance(value, list):
            return [thing for inner in value for thing in self.roots(inner, depth + 1)]
        if not isinstance(value, Mapping):
            return []
        inner = self.roots(value["@graph"], depth + 1) if "@graph" in value else []
        if set(value) <= {"@context", "@graph", "@id"}:
            return inner
        thing = self.thing(value, depth)
        return [thing, *inner] if thing else inner

    def thing(self, value: Mapping[str, Any], depth: int) -> Thing | None:
        if self.count >= MOST_THINGS or depth > DEEPEST:
            return None
        self.count += 1
        key = value.get("@id", value.get("id") if "@type" in value else None)
        name = key if isinstance(key, str) and key else None
        thing = self.by_id.setdefault(name, Thing(id=name)) if name else Thing()
        thing.types = tuple(dict.fromkeys([*thing.types, *kinds(value.get("@type", value.get("type")))]))
        for member, inner in value.items():
            if isinstance(member, str) and not member.startswith("@"):
                self.fill(thing, bare(member), inner, depth + 1)
        return thing

    def fill(self, thing: Thing, name: str, value: Any, depth: int) -> None:
        if depth > DEEPEST:
            return
        if isinstance(value, list):
            for inner in value[:MOST_THINGS]:
                self.fill(thing, name, inner, depth + 1)
        elif isinstance(value, Mapping):
            wrapped = next((value[k] for k in ("@value", "@list", "@set") if k in value), None)
            inner = wrapped if wrapped is not None else self.thing(value, depth)
            if isinstance(inner, Thing):
                thing.add(name, inner)
            elif inner is not None and not isinstance(inner, Mapping):
                self.fill(thing, name, inner, depth + 1)
        elif isinstance(value, bool):
            thing.add(name, "true" if value else "false")
        elif isinstance(value, str | int | float):
            thing.add(name, value)


def kinds(value: Any) -> list[str]:
    """The last parts of types: https://schema.org/Physician and schema:Physician are Physician."""
    stated = value if isinstance(value, list) else [value]
    return [bare(kind) for kind in stated if isinstance(kind, str) and kind.strip()]


def bare(name: str) -> str:
    """A name without its vocabulary."""
    name = name.strip()
    if ":" not in name:
        return name
    if name.startswith(_PREFIXES):
        return next(name[len(prefix) :].strip("/ ") for prefix in _PREFIXES if name.startswith(prefix))
    return name.rstrip("/").rpartition("/")[2] if "://" in name else name
