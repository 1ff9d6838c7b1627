"""What the history asks of a database, whichever it is: rows, and one transaction at a time.

Statements are written once, with `?` for values, `{id}` for a numbering column, `{bytes}`, `{real}` and `{text}` for
types that the databases call differently. Text sorts by code point everywhere.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, Protocol, TypeVar

Value = str | int | float | bytes | None
Row = tuple[Any, ...]
Done = TypeVar("Done")


class Tables(Protocol):
    """What work may do inside its transaction."""

    def rows(self, sql: str, *values: Value) -> list[Row]:
        """What a statement answers; INSERT … RETURNING id tells the number of a new row."""

    def change(self, sql: str, *values: Value) -> int:
        """How many rows a statement touched."""

    def define(self, sql: str) -> None:
        """A statement of the schema."""

    def version(self) -> int:
        """The number of the last migration done; 0 for an empty database."""

    def set_version(self, number: int) -> None:
        """Keeps the number of the last migration done."""


class Database(ABC):
    """A database that is open. Errors of the driver become StoreError, with one sentence."""

    place: str  # as it is shown to people: never with a password

    @abstractmethod
    def rows(self, sql: str, *values: Value) -> list[Row]:
        """What a reading answers."""

    @abstractmethod
    def write(self, work: Callable[[Tables], Done]) -> Done:
        """Does work in one transaction: all of it is kept, or nothing.

        Where a server is lost on the way, the work is done again once the server is back, even if only the answer to
        the commit was lost: work must come to the same when it is done twice.
        """

    @abstractmethod
    def scrub(self) -> None:
        """Leaves nothing of deleted rows in the files of the database."""

    @abstractmethod
    def alone(self, name: str) -> AbstractContextManager[bool]:
        """Holds a name while the block runs; False where another process holds it. Ends with the process."""

    @abstractmethod
    def close(self) -> None:
        """Lets go of the file or the server."""


def storable(value: Value) -> Value:
    """A value that both databases take: no NUL, no half of a surrogate pair, a truth value as 0 or 1."""
    if isinstance(value, str):
        return value.replace("\0", "�").encode("utf-8", "replace").decode("utf-8")
    return int(value) if isinstance(value, bool) else value
