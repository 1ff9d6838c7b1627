"""The elements that a page has few of and many ask for, found in one walk over its tree."""

from dataclasses import dataclass
from typing import Any

_TAGS = ("base", "h1", "meta", "script", "title")


@dataclass(frozen=True, slots=True)
class Script:
    """A script: its type in lower case, "" where it states none, and what stands in it."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Parts:
    """What stands in a page, in its order."""

    bases: list[Any]
    headings: list[Any]  # <h1>
    metas: list[Any]
    scripts: list[Script]
    titles: list[Any]

    def meta(self, name: str) -> str | None:
        """The content of the first <meta> of that name, property or http-equiv that has any."""
        for meta in self.metas:
            keys = (meta.get("property"), meta.get("name"), meta.get("http-equiv"))
            if any(key and key.strip().lower() == name for key in keys):
                content = (meta.get("content") or "").strip()
                if content:
                    return str(content)
        return None


def parts(tree: Any) -> Parts:
    found: dict[str, list[Any]] = {tag: [] for tag in _TAGS}
    for element in tree.iter(*_TAGS):
        found[element.tag].append(element)
    scripts = [Script((script.get("type") or "").lower(), script.text or "") for script in found["script"]]
    return Parts(found["base"], found["h1"], found["meta"], scripts, found["title"])
