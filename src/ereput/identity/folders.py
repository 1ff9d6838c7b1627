"""What the folders of a page's address say: directories file their pages under work and town.

"https://annuaire.example/lyon-69003/dermatologue/helene-vaubrun": folders that are a town or a kind of work from
their first letter to their last are read; the page's own name, which stands last, is not.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from ereput.parsing.addresses import arrondissement, departement, town_form
from ereput.parsing.communes import departements
from ereput.parsing.specialties import OUTSIDE, Specialty, specialty_called

LONGEST, MOST = 60, 6  # characters of a folder, folders of an address
_CODE = re.compile(r"(?:^|[-_])((?:0[1-9]|[1-8]\d|9[0-8])\d{3})(?:$|[-_])")


class Filed(NamedTuple):
    """Under what a page is filed."""

    work: Specialty | None = None
    town: str = ""
    code: str = ""
    departement: str = ""


def filed(url: str) -> Filed:
    """The first work and the first town among the folders of an address without its scheme."""
    return _filed(tuple(url.partition("?")[0].split("/")[1:-1][:MOST]))


@lru_cache(maxsize=10_000)
def _filed(folders: tuple[str, ...]) -> Filed:
    found = [_read(folder) for folder in folders if 2 < len(folder) <= LONGEST]
    work = next((one.work for one in found if one.work), None)
    place = next((one for one in found if one.town or one.code), Filed())
    return place._replace(work=work)


@lru_cache(maxsize=10_000)
def _read(folder: str) -> Filed:
    if (work := specialty_called(folder)) and work.profession != OUTSIDE and work.key != "medecin":
        return Filed(work)
    stated = _CODE.search(folder)
    code = stated[1] if stated else ""
    named = town_form(_CODE.sub("", folder).replace("_", "-"))
    wheres = departements(named)
    near = departement(code) or ""
    if not wheres or (near and not any(where[:2] == near[:2] for where in wheres)):
        return Filed()
    if not near and len(wheres) == 1:
        near = next(iter(wheres))
    return Filed(None, named, code or arrondissement(folder.replace("-", " ")) or "", near)
