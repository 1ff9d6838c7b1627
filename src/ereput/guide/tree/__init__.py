"""The guide's tree as data: questions, outcomes, steps, documents and legal facts, in both languages.

The rows are in `*.toml` beside this module. A fact carries how surely it is known (`certainty`: A official text ·
B several secondary sources agree · C one of them · K general knowledge · X sources disagree · I our advice) and when
it was checked; K and X are never shown as settled.
"""

import tomllib
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

import msgspec

from ereput.sites.rows import Said

UNSETTLED = frozenset("KX")

Shape = TypeVar("Shape")


class Row(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row of a file: nothing in it is misspelt unnoticed."""


class Fact(Said, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a statement of law rests on."""

    certainty: str
    checked_on: date
    cite: Said

    @property
    def is_settled(self) -> bool:
        return self.certainty not in UNSETTLED


class Kind(StrEnum):
    """How a question is answered."""

    ONE = "one"
    MANY = "many"
    DATE = "date"  # a day, two days, a month, or unknown


class Turn(Row, frozen=True, kw_only=True, rename={"when": "if"}):
    """Where a walk goes, when a flag is up; without a flag, always."""

    to: str
    when: str | None = None


class Answer(Said, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One of a question's answers: where it leads, the flags it sets, the steps it brings."""

    key: str
    next: str | None = None
    set: tuple[str, ...] = ()
    do: tuple[str, ...] = ()


class Node(Row, frozen=True, kw_only=True):
    """A question."""

    id: str
    ask: Said
    why: Said
    kind: Kind = Kind.ONE
    optional: bool = False  # of many answers, none is one too
    facts: tuple[str, ...] = ()
    next: str | tuple[Turn, ...] | None = None
    answers: tuple[Answer, ...] = ()

    @property
    def turns(self) -> tuple[Turn, ...]:
        if self.next is None:
            return ()
        return (Turn(to=self.next),) if isinstance(self.next, str) else self.next


class Outcome(Row, frozen=True, kw_only=True):
    """Where a walk ends, and the steps that it always brings."""

    id: str
    title: Said
    do: tuple[str, ...]


class Counted(Row, frozen=True, kw_only=True):
    """A limit (a kind of guide/clocks), and the question whose date starts it."""

    kind: str
    start: str


class Again(Row, frozen=True, kw_only=True):
    """Our own reminder: to look again so many days after one of these steps was done."""

    days: tuple[int, ...]
    after: tuple[str, ...]


class Step(Said, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something to do."""

    who: str  # doctor · practice · lawyer · insurer · bailiff
    document: str | None = None
    at: str | None = None  # report · claim · privacy: the fact of the site's row (sites/) that says where it is done
    clock: Counted | None = None
    again: Again | None = None
    facts: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    when: tuple[str, ...] = ()  # flags, of which one has to be up
    unless: tuple[str, ...] = ()  # flags, of which none may be up


class Caution(Said, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What not to do, or what is uncertain."""

    facts: tuple[str, ...] = ()


class Tree(msgspec.Struct, frozen=True, kw_only=True):
    """All of it. Mappings keep the order of the files, which is the order of the steps."""

    nodes: Mapping[str, Node]
    outcomes: Mapping[str, Outcome]
    steps: Mapping[str, Step]
    avoid: Mapping[str, Caution]
    unsure: Mapping[str, Caution]
    facts: Mapping[str, Fact]
    documents: Mapping[str, Said]


@cache
def tree() -> Tree:
    """The tree; raises msgspec.ValidationError for a row that is not shaped as above."""
    tables = [
        tomllib.loads(file.read_text(encoding="utf-8"))
        for file in sorted(files(__package__).iterdir(), key=lambda file: file.name)
        if file.name.endswith(".toml")
    ]
    return Tree(
        nodes={row["id"]: msgspec.convert(row, Node) for table in tables for row in table.get("node", ())},
        outcomes={row["id"]: msgspec.convert(row, Outcome) for table in tables for row in table.get("outcome", ())},
        steps=_named(tables, "steps", Step),
        avoid=_named(tables, "avoid", Caution),
        unsure=_named(tables, "unsure", Caution),
        facts={
            name: msgspec.convert({"checked_on": table["checked_on"], **row}, Fact)
            for table in tables
            for name, row in table.get("facts", {}).items()
        },
        documents=_named(tables, "documents", Said),
    )


def _named(tables: list[dict[str, Any]], kind: str, shape: type[Shape]) -> dict[str, Shape]:
    return {name: msgspec.convert(row, shape) for table in tables for name, row in table.get(kind, {}).items()}
