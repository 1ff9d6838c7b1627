"""Which communes of France are neighbours, and in which département a town lies.

Two communes are neighbours when they share a postcode or belong to one group of communes (EPCI). The table is made by
scripts/communes from the npm package @etalab/decoupage-administratif; NOTICE says under which licence.
"""

import gzip
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from ereput.parsing.addresses import departement


class _Table(NamedTuple):
    by_name: dict[str, frozenset[tuple[str, int]]]  # name as town_form has it -> (département, group), group 0 is none
    by_code: dict[str, frozenset[int]]  # postcode -> groups


def departements(town: str) -> frozenset[str]:
    """Where communes of that name lie; the name as `addresses.town_form` has it."""
    return frozenset(where for where, _ in _table().by_name.get(town, ()))


@lru_cache(maxsize=20_000)
def groups(town: str, code: str = "") -> frozenset[int]:
    """The groups of communes that a town, or a postcode, lies in; empty where that is not known, or not clear."""
    table = _table()
    near = departement(code)
    named = {group for where, group in table.by_name.get(town, ()) if group and (not near or where[:2] == near[:2])}
    if near is None and len(named) > 1:
        return frozenset()  # several towns of that name
    return frozenset(named) | (table.by_code.get(code, frozenset()) if not named else frozenset())


@cache
def _table() -> _Table:
    lines = gzip.decompress((files("ereput.parsing") / "communes.txt.gz").read_bytes()).decode("ascii").split("\n")
    names: dict[str, set[tuple[str, int]]] = {}
    codes: dict[str, set[int]] = {}
    for group, line in enumerate(lines):
        for commune in line.split(";"):
            name, where, *own = commune.split(",")
            names.setdefault(name, set()).add((where, group))
            for code in own if group else ():
                codes.setdefault(code, set()).add(group)
    return _Table(
        {name: frozenset(places) for name, places in names.items()},
        {code: frozenset(found) for code, found in codes.items()},
    )
