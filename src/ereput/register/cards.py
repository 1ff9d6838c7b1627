"""A person of the register, with all their workplaces."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from ereput.model import Evidence, Listing
from ereput.parsing.names import PersonName, person
from ereput.parsing.phones import phone
from ereput.parsing.rpps import HEADERS, Row, listings, row

COLUMNS = (
    *("number", "family", "given", "title", "profession", "skill", "way", "siret", "finess", "structure", "company"),
    *("house", "repeat", "street", "phone", "phone2", "email", "postcode", "insee", "town", "country"),
)  # as SQL gives them
_HEADS = {name: name for name in HEADERS}
DOCTORS = frozenset({"DR", "PR"})  # titles of the register


class Card:
    """What the register says of one person; `how` they were found: exact · inverted · part · typo · number."""

    def __init__(self, rows: Sequence[Sequence[object]], how: str) -> None:
        self.rows: tuple[Row, ...] = tuple(row(dict(zip(COLUMNS, values, strict=True)), _HEADS) for values in rows)
        self.how = how

    def __repr__(self) -> str:
        return f"<Card {self.number} {self.how}>"

    @property
    def number(self) -> str:
        """The RPPS number, or that of an older register."""
        return self.rows[0]["number"] or ""

    @property
    def is_doctor(self) -> bool:
        return any((one["title"] or "").upper() in DOCTORS for one in self.rows)

    @cached_property
    def name(self) -> PersonName:
        """As one writes it: the register prints capitals."""
        first = self.rows[0]
        given = re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), first["given"] or "")
        found = person(f"{(first['family'] or '').upper()} {given}")
        return found or PersonName(given=first["given"], family=first["family"] or "")

    @property
    def specialties(self) -> tuple[str, ...]:
        """In the register's words; the profession where no specialty is named."""
        skills = dict.fromkeys(one["skill"] for one in self.rows if one["skill"])
        return tuple(skills) or tuple(dict.fromkeys(one["profession"] for one in self.rows if one["profession"]))

    @property
    def towns(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one["town"] for one in self.rows if one["town"]))

    @property
    def phones(self) -> frozenset[str]:
        """E.164."""
        numbers = (phone(one[column]) for one in self.rows for column in ("phone", "phone2"))
        return frozenset(number for number in numbers if number)

    def listings(self, evidence: Evidence) -> tuple[Listing, ...]:
        """One for each workplace, the same as the live register's."""
        return tuple(listings(evidence, self.rows))


def as_json(card: Card, evidence: Evidence) -> Mapping[str, object]:
    """The card for a program."""
    return {
        "rpps": card.number,
        "given": card.name.given,
        "family": card.name.family,
        "specialties": list(card.specialties),
        "found": card.how,
        "places": [
            {
                "practice": one.practice,
                "street": one.address.street,
                "postal_code": one.address.postal_code,
                "locality": one.address.locality,
                "phones": list(one.phones),
            }
            for one in card.listings(evidence)
        ],
    }
