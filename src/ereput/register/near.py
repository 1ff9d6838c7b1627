"""Names that a slip of the finger could have made of one another."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
SHORT = 5  # letters; of so few, two slips make any name


def slips(name: str) -> set[str]:
    """Every spelling one slip away: a letter more, less or other, or two that changed places."""
    heads = [(name[:at], name[at:]) for at in range(len(name) + 1)]
    less = {one + two[1:] for one, two in heads if two}
    swapped = {one + two[1] + two[0] + two[2:] for one, two in heads if len(two) > 1}
    other = {one + letter + two[1:] for one, two in heads if two for letter in _LETTERS}
    more = {one + letter + two for one, two in heads for letter in _LETTERS}
    return (less | swapped | other | more) - {name, ""}


@lru_cache(maxsize=50_000)
def distance(one: str, other: str) -> int:
    """Slips between two names; 3 stands for more than two, and for two in a short name."""
    found = int(OSA.distance(one, other, score_cutoff=2))
    return 3 if found == 2 and min(len(one), len(other)) <= SHORT else found


class Surnames:
    """Every surname of the register, by length: what two slips are looked for in."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_length: dict[int, list[str]] = {}
        for name in names:
            self._by_length.setdefault(len(name), []).append(name)

    def two_slips(self, name: str) -> Iterator[str]:
        """Those that two slips part from it."""
        if len(name) <= SHORT:
            return
        for length in range(len(name) - 2, len(name) + 3):
            names = self._by_length.get(length, ())
            for found, slips_, _ in process.extract(
                name, names, scorer=OSA.distance, score_cutoff=2, limit=None, processor=None
            ):
                if slips_ == 2 and length > SHORT:
                    yield found
