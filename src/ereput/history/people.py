"""Who stands in the history, and whom a few words mean."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from ereput.history.database import Database
from ereput.parsing.names import folded


class Person(NamedTuple):
    """A practitioner as the audits have it: one key, or a name without any."""

    key: str | None
    names: frozenset[str]  # as they were written in the audits
    numbers: tuple[int, ...]  # of the audits, the latest first

    def has(self, key: str | None, name: str) -> bool:
        """An audit or a row that bears this key and name is theirs."""
        return key == self.key if self.key or key else folded(name) in {folded(each) for each in self.names}


def people(database: Database) -> list[Person]:
    """Everybody of whom an audit is kept, by name."""
    names: dict[tuple[str | None, str], set[str]] = {}
    numbers: dict[tuple[str | None, str], list[int]] = {}
    for number, key, name in database.rows("SELECT id, key, name FROM audits ORDER BY made_at DESC, id DESC"):
        place = (key, "" if key else folded(name))
        names.setdefault(place, set()).add(name)
        numbers.setdefault(place, []).append(number)
    found = [Person(key, frozenset(names[key, name]), tuple(numbers[key, name])) for key, name in names]
    return sorted(found, key=lambda one: (min(map(folded, one.names)), one.key or ""))


def meant(everybody: Iterable[Person], words: str) -> list[Person]:
    """Those whom the words name: a key, an RPPS number, the number of an audit (#12), or all of a name's words."""
    wanted = words.strip()
    digits = re.sub(r"\D", "", wanted)
    if wanted.startswith("#") and digits:
        return [one for one in everybody if int(digits) in one.numbers]
    exact = [one for one in everybody if one.key in (wanted, f"rpps:{digits}")]
    if exact:
        return exact
    tokens = set(folded(wanted).split()) - {"dr", "docteur", "pr", "professeur"}
    return [one for one in everybody if tokens and any(tokens <= set(folded(name).split()) for name in one.names)]
