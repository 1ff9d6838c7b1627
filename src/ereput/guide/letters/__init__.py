"""The documents D1 to D14 as data: a template, filled with what is known; what is not known is a visible blank.

Never an invented fact, never a patient's words or data: passages, reasons and facts are left for the doctor to write.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from ereput.errors import UsageError

IDS = tuple("D1 D2 D3 D4 D5a D5b D6 D7 D8 D9 D10 D11 D12 D13 D14".split())
SWORN = frozenset({"D7", "D8", "D9"})  # whose truth is to be confirmed before they are made
_FIELD = re.compile(r"\{(\w+)\}")


class Letter(NamedTuple):
    """A letter, and what is left blank in it."""

    text: str
    language: str  # French where the document has no English
    missing: tuple[str, ...]  # what each blank asks for


def known(name: str) -> str:
    """The id of a document as it is written here; UsageError where there is none."""
    found = next((each for each in IDS if each.lower() == name.lower()), None)
    if found is None:
        raise UsageError("the letters are {names}, not {name!r}", names=", ".join(IDS), name=name[:40])
    return found


def letter(
    name: str, language: str, values: Mapping[str, str | None], safe: Callable[[str], str] = lambda line: line
) -> Letter:
    """A document filled in; `safe` makes a value literal in the format at hand. A blank line stays one line."""
    spoken = language if template(name, language) is not None else "fr"
    text = template(name, spoken) or ""
    wanted = list(dict.fromkeys(_FIELD.findall(text)))
    missing = [field for field in wanted if not values.get(field)]

    def put(field: re.Match[str]) -> str:
        value = values.get(field[1])
        return safe(value) if value else blank(field[1], spoken)

    return Letter(_FIELD.sub(put, text), spoken, tuple(asked(field, spoken) for field in missing))


def blank(field: str, language: str) -> str:
    """What stands where something is missing."""
    said = "à compléter : " if language == "fr" else "to be completed: "
    return f"[{said}{asked(field, language)}]"


def asked(field: str, language: str) -> str:
    """What a field asks for."""
    return _blanks()[field][language]


@cache
def template(name: str, language: str) -> str | None:
    """A document's text with its fields; None in a language that it has not."""
    file = files(__package__) / f"{name}.{language}.txt"
    return file.read_text(encoding="utf-8") if file.is_file() else None


@cache
def _blanks() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((files(__package__) / "blanks.toml").read_text(encoding="utf-8"))
