"""Asks the index of the register, read-only: who bears a name, first those who bear it exactly."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, Self

import msgspec

from ereput.errors import StoreError
from ereput.parsing.addresses import arrondissement, town_form
from ereput.parsing.names import PersonName, folded, readings
from ereput.parsing.specialties import compatible, specialties_in
from ereput.register.cards import Card
from ereput.register.edition import APPLICATION, LAYOUT, Edition
from ereput.register.keys import fits, key, parts, turned, words
from ereput.register.near import Surnames, distance, slips

MOST = 50  # people that one question finds
MOST_SLIPS = 2  # in a whole name


class Entry(NamedTuple):
    """A person at a workplace, as far as choosing needs it."""

    number: int | str
    given: str
    profession: int | None
    skill: int | None
    place: int


_ENTRY = "SELECT e.number, g.printed, e.profession, e.skill, e.place FROM "
_EXACT = f"{_ENTRY} families f CROSS JOIN givens g CROSS JOIN entries e ON e.family = f.id AND e.given = g.id"
_EXACT += " WHERE f.key = ? AND g.key = ?"
_FAMILY = f"{_ENTRY} entries e JOIN givens g ON g.id = e.given WHERE e.family = ?"
_NAMED = f"{_FAMILY} AND e.given = ?"
_GIVENS = "SELECT g.id, g.printed FROM (SELECT DISTINCT given FROM entries WHERE family = ?) d JOIN givens g"
_GIVENS += " ON g.id = d.given"
_ROWS = """
SELECT e.number, f.printed, g.printed, t.text, p.text, s.text, w.text, e.siret, e.finess, e.structure, e.practice,
       e.house, e.repeat, e.street, e.phone, e.phone2, e.email, l.postcode, l.insee, l.town, l.country
FROM entries e JOIN families f ON f.id = e.family JOIN givens g ON g.id = e.given JOIN places l ON l.id = e.place
LEFT JOIN texts t ON t.id = e.title LEFT JOIN texts p ON p.id = e.profession LEFT JOIN texts s ON s.id = e.skill
LEFT JOIN texts w ON w.id = e.way
WHERE e.number = ?"""
_AMONG = "SELECT id, key FROM families WHERE key IN (SELECT value FROM json_each(?))"

Fits = Callable[[Entry], bool]


class Register:
    """The index of one import. Another import puts another file in its place; this one goes on being read."""

    def __init__(self, path: Path) -> None:
        """Raises StoreError where there is none, or it was made by another version of ereput."""
        self.path = path
        if not path.exists():
            raise StoreError("there is no register on this machine; ereput register import FILE makes it")
        with self._said():
            self._db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
            marks = [self._db.execute(f"PRAGMA {mark}").fetchone()[0] for mark in ("application_id", "user_version")]
            if marks != [APPLICATION, LAYOUT]:
                self._db.close()
                raise StoreError("{path} is of another version of ereput: import the register again", path=path)
            [facts] = self._db.execute("SELECT facts FROM edition").fetchone()
            self.edition = msgspec.json.decode(facts, type=Edition)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def card(self, number: str, how: str = "number") -> Card | None:
        """Whoever has the number."""
        with self._said():
            is_number = number.isascii() and number.isdigit() and len(number) == 11
            rows = self._db.execute(_ROWS, (int(number) if is_number else number,)).fetchall()
        return Card(rows, how) if rows else None

    def find(
        self, name: str | PersonName, *, city: str | None = None, specialty: str | None = None, most: int = MOST
    ) -> tuple[Card, ...]:
        """Who bears a name, in a town (or postcode) and specialty where they are given.

        Those who bear it exactly; where nobody does, those who bear it the other way round; then part of it (married,
        double-barrelled, an initial); then those whom slips of the finger part from it, the nearest first.
        """
        named = readings(name) if isinstance(name, str) else (name,)
        other = [one for name in named if (one := turned(name)) and one not in named]
        with self._said():
            chosen = self._chosen(city, specialty)
            for how, entries in (
                ("exact", self._exact(named)),
                ("inverted", self._exact(other)),
                ("part", self._in_part([*named, *other])),
                ("typo", self._nearly(named, other)),
            ):
                if numbers := list(dict.fromkeys(entry.number for entry in entries if chosen(entry)))[:most]:
                    found = (self.card(str(number), how) for number in numbers)
                    return tuple(card for card in found if card)
        return ()

    # ------------------------------------------------------------ how names are found

    def _exact(self, names: Iterable[PersonName]) -> Iterator[Entry]:
        for name in names:
            if name.given:
                for family in (name.family, name.birth_family):
                    if family:
                        yield from map(Entry._make, self._db.execute(_EXACT, (key(family), key(name.given))))
            else:
                for family_id in self._families([key(name.family)]):
                    yield from self.of_family(family_id)

    def _in_part(self, names: Iterable[PersonName]) -> Iterator[Entry]:
        """All their family name is part of ours, or ours of theirs; first names that can be one person's."""
        for name in names:
            families = dict.fromkeys(self.bearing(name.family))
            if name.birth_family:
                families |= dict.fromkeys(self.bearing(name.birth_family))
            families |= dict.fromkeys(self._families(parts(name.family)))
            for family in families:
                for given, printed in self._db.execute(_GIVENS, (family,)).fetchall():
                    if fits(name.given, printed):
                        yield from self._named(family, given)

    def _nearly(self, named: Iterable[PersonName], other: Iterable[PersonName]) -> Iterator[Entry]:
        """One slip in the family name or some in the first, either way round; where that finds nobody, two slips."""
        for near, names in ((self._one_slip, (*named, *other)), (self._two_slips, tuple(named))):
            if found := [found for name in names for found in self._close(name, near(key(name.family)))]:
                yield from (entry for _, entry in sorted(found, key=lambda pair: pair[0]))
                return

    def _close(self, name: PersonName, families: Iterable[tuple[int, int]]) -> Iterator[tuple[int, Entry]]:
        ours = key(name.given)
        for family, away in families:
            for given, printed in self._db.execute(_GIVENS, (family,)).fetchall():
                theirs = 0 if fits(name.given, printed) else distance(ours, key(printed))
                if away + theirs <= MOST_SLIPS:
                    yield from ((away + theirs, entry) for entry in self._named(family, given))

    def _one_slip(self, name: str) -> Iterator[tuple[int, int]]:
        among = self._db.execute(_AMONG, (json.dumps(sorted(slips(name) | {name})),)).fetchall()
        return ((family, int(found != name)) for family, found in among)

    def _two_slips(self, name: str) -> Iterator[tuple[int, int]]:
        among = self._db.execute(_AMONG, (json.dumps(list(self._surnames.two_slips(name))),)).fetchall()
        return ((family, 2) for family, _ in among)

    @cached_property
    def _surnames(self) -> Surnames:
        return Surnames(name for [name] in self._db.execute("SELECT DISTINCT key FROM families"))

    def _families(self, keys: Iterable[str]) -> list[int]:
        return [family for family, _ in self._db.execute(_AMONG, (json.dumps(list(keys)),))]

    def bearing(self, family: str) -> list[int]:
        """The family names that are this one, or hold it as whole words: numbers of the table of them."""
        ours = f" {folded(family)} "
        word = max(words(family), key=len, default="")
        longer = self._db.execute(
            "SELECT f.id, f.printed FROM parts p JOIN families f ON f.id = p.family WHERE p.word = ?", (word,)
        )
        held = [number for number, printed in longer if ours in f" {folded(printed)} "]
        return list(dict.fromkeys([*self._families([key(family)]), *held]))

    def _named(self, family: int, given: int) -> Iterator[Entry]:
        return map(Entry._make, self._db.execute(_NAMED, (family, given)))

    def of_family(self, family: int) -> Iterator[Entry]:
        return map(Entry._make, self._db.execute(_FAMILY, (family,)))

    # ------------------------------------------------------------ who is wanted among them

    def _chosen(self, city: str | None, specialty: str | None) -> Fits:
        in_town = self.in_town(city) if city else None
        in_specialty = self.in_specialty(specialty) if specialty else None
        return lambda entry: (in_town is None or in_town(entry)) and (in_specialty is None or in_specialty(entry))

    def in_town(self, city: str) -> Fits:
        """Works there: in the town, or in the one arrondissement or postcode that is named."""
        code = city.strip() if city.strip().isdigit() else arrondissement(city)
        column, wanted = ("postcode", code) if code else ("key", town_form(city))
        found = self._db.execute(f"SELECT id FROM places WHERE {column} = ?", (wanted,))  # noqa: S608
        places = frozenset(place for [place] in found)
        return lambda entry: entry.place in places

    def in_departement(self, departement: str) -> Fits:
        found = self._db.execute("SELECT id FROM places WHERE departement = ?", (departement,))
        places = frozenset(place for [place] in found)
        return lambda entry: entry.place in places

    def departement_of(self, city: str) -> str | None:
        """The département of a town, where only one has a town of that name."""
        found = self._db.execute(
            "SELECT DISTINCT departement FROM places WHERE key = ? AND departement IS NOT NULL", (town_form(city),)
        ).fetchall()
        return found[0][0] if len(found) == 1 else None

    def in_specialty(self, specialty: str) -> Fits:
        """Has the specialty or one that goes with it, or may have; everybody, where it is not known what was meant."""
        ours = specialties_in(specialty)
        told: dict[int | None, bool] = {}

        def has(text: int | None) -> bool:
            if text not in told:
                theirs = specialties_in(self.text(text))
                told[text] = any(compatible(one, other) is not False for one in ours for other in theirs)
            return told[text]

        return lambda entry: not ours or has(entry.skill or entry.profession)

    def text(self, number: int | None) -> str | None:
        found = self._db.execute("SELECT text FROM texts WHERE id = ?", (number,)).fetchone()
        return found[0] if found else None

    @contextmanager
    def _said(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, msgspec.DecodeError, TypeError) as error:
            raise StoreError(
                "the register at {path} cannot be used ({reason}): import it again", path=self.path, reason=error
            ) from None
