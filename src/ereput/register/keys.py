"""What names and towns are looked up by."""

from functools import lru_cache

from ereput.model import Practitioner
from ereput.parsing.names import PARTICLES, PersonName, folded
from ereput.register.near import distance

_SHORTEST_PART = 3  # letters; "LE" and "DE LA" find nobody


@lru_cache(maxsize=50_000)
def key(name: str | None) -> str:
    """Folded, with nothing between its words: "Le Gall", "LEGALL" and "Le-Gall" are one name."""
    return folded(name).replace(" ", "")


def parts(name: str | None) -> tuple[str, ...]:
    """The words of a name of several that find it by themselves: "martin" and "durand" of MARTIN-DURAND."""
    words = folded(name).split()
    telling = [word for word in words if len(word) >= _SHORTEST_PART and word not in PARTICLES]
    return tuple(dict.fromkeys(telling)) if len(words) > 1 else ()


@lru_cache(maxsize=50_000)
def words(name: str | None) -> tuple[str, ...]:
    return tuple(folded(name).split())


def fits(ours: str | None, theirs: str | None) -> bool:
    """First names that can be one person's: "Jean" and "Jean-Paul", "C." and "Claire"."""
    one, other = words(ours), words(theirs)
    if not one or not other:
        return True
    if len(one[0]) == 1 or len(other[0]) == 1:
        return one[0][0] == other[0][0]
    short, long = sorted((one, other), key=len)
    return all(word in long for word in short) or key(ours) == key(theirs)


def differing(who: Practitioner, theirs: PersonName) -> tuple[bool, bool]:
    """Whether the family name and the first name are others than those of a practitioner, slips of the finger apart.

    Any family name they go by will do, and any word of it: people marry. A first name is not, where one has none.
    """
    families = [who.family, who.birth_family, *who.other_names]
    ours = {word for name in families for word in (key(name), *parts(name))} - {""}
    held = {key(theirs.family), key(theirs.birth_family), *parts(theirs.family), *parts(theirs.birth_family)} - {""}
    is_other_family = not any(distance(one, other) <= 1 for one in ours for other in held)
    is_other_given = not fits(who.given, theirs.given) and distance(key(who.given), key(theirs.given)) > 1
    return is_other_family, is_other_given


def turned(name: PersonName) -> PersonName | None:
    """First and family name the other way round."""
    if not name.given:
        return None
    return PersonName(given=name.family, family=name.given, title=name.title, is_sure=False)
