"""Invented practitioners, as many as are wanted: each with a family name that nobody else bears, told by a number."""

import csv
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

_SYLLABLES = "ba bel cor dan del fer gal jol lan lor mar mel nor pel ran rel sar tal ver vol".split()
_GIVEN = "Claire Marc Lucie Paul Alice Hugo Jeanne Louis Marion Victor".split()
_WORKS = ("dermatologue", "cardiologue", "pédiatre", "ophtalmologue", "rhumatologue")
_TOWNS = (
    *(("Lyon", "69003", "69383"), ("Nantes", "44000", "44109"), ("Dijon", "21000", "21231")),
    *(("Rennes", "35000", "35238"), ("Tours", "37000", "37261"), ("Nancy", "54000", "54395")),
)
_FAMILY = re.compile(rf"vau((?:{'|'.join(_SYLLABLES)}){{4}})", re.I)
HEADINGS = ("nom", "ville", "code postal", "spécialité", "adresse", "téléphone", "rpps")


def family(number: int) -> str:
    letters = ""
    for _ in range(4):
        number, syllable = divmod(number, len(_SYLLABLES))
        letters = _SYLLABLES[syllable] + letters
    return "Vau" + letters


def number_in(text: str) -> int | None:
    """Whose family name a text bears."""
    if not (found := _FAMILY.search(text)):
        return None
    number = 0
    for syllable in re.findall("|".join(_SYLLABLES), found.group(1).lower()):
        number = number * len(_SYLLABLES) + _SYLLABLES.index(syllable)
    return number


def person(number: int) -> dict[str, Any]:
    """Everything about one of them."""
    town, postcode, insee = _TOWNS[number % len(_TOWNS)]
    return {
        "number": number,
        "given": _GIVEN[number % len(_GIVEN)],
        "family": family(number),
        "name": f"{_GIVEN[number % len(_GIVEN)]} {family(number)}",
        "town": town,
        "postcode": postcode,
        "insee": insee,
        "work": _WORKS[number % len(_WORKS)],
        "street": f"{number % 180 + 1} rue des Tilleuls",
        "phone": f"04 65 71 {number // 100 % 100:02} {number % 100:02}",
        "rpps": f"1999{number:07}",
    }


def table(path: Path, numbers: Iterable[int]) -> Path:
    """A table of them, as a practice would keep it."""
    with path.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, delimiter=";")
        writer.writerow(HEADINGS)
        for number in numbers:
            one = person(number)
            fields = ("name", "town", "postcode", "work", "street", "phone")
            rpps = one["rpps"] if number % 2 else ""
            writer.writerow([*(("Dr " if field == "name" else "") + one[field] for field in fields), rpps])
    return path
