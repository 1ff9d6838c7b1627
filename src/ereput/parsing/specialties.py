"""Medical specialties and professions, as registers name them, sites print them and patients say them."""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

import msgspec

from ereput.parsing.names import folded

LONGEST = 2_000  # characters searched

DOCTOR = "doctor"
OUTSIDE = "outside"  # no health profession at all


class Specialty(msgspec.Struct, frozen=True, kw_only=True):
    """A specialty of doctors, or another profession."""

    key: str
    profession: str = DOCTOR
    codes: tuple[str, ...] = ()  # RPPS savoir-faire
    tags: tuple[str, ...] = ()  # OpenStreetMap's; words of everyday English, so only where they stand alone
    words: tuple[str, ...] = ()  # in French; the first is what the register says, where it has one
    english: tuple[str, ...] = ()  # the first is said to people
    narrow: tuple[str, ...] = ()  # names of a part of it: not put into the other language
    near: tuple[str, ...] = ()  # keys of specialties that the same doctor may be shown under
    sub: bool = False  # practised beside any specialty, or said of any doctor

    @property
    def names(self) -> tuple[str, ...]:
        """All that it is called."""
        return (*self.words, *self.english, *self.narrow)


def specialty(text: str | None) -> Specialty | None:
    """The specialty that a label names: "Dermatologue et vénérologue", "SM15", "family doctor"; None if none is known.

    The longest name found counts, and the earlier of two as long; a name of the register wins over "médecin".
    """
    found = specialties_in(text)
    told = [one for one in found if one.key != "medecin"]
    return next(iter(told or found), None)


@lru_cache(maxsize=10_000)
def specialty_called(name: str) -> Specialty | None:
    """The specialty whose name this is from its first letter to its last: a folder of an address, a tag."""
    return _by_words().get(_stemmed(name))


_PEOPLE = re.compile(r"(?:logue|iste|iatre|ic?ien|icienne|thérapeute)$")


def called(text: str | None) -> str | None:
    """What patients call who practises it: "dermatologue" for "Dermatologie et vénéréologie".

    None where no such word grows from the same root as the register's own names (the first three).
    """
    if (found := specialty(text)) is None:
        return None
    roots = tuple(folded(word)[:5] for word in found.words[:3])
    return next((word for word in found.words if _PEOPLE.search(word) and folded(word).startswith(roots)), None)


def told(text: str | None, language: str) -> str:
    """A label in the reader's language, where the whole of it names a specialty in the other one; else as it is.

    "Dermatology" is "Dermatologue" in French, "Dermatologie et vénéréologie" is "Dermatologist" in English.
    """
    label = (text or "").strip()
    found = specialty_called(label) if len(label) <= _SHORT else None
    if found is None or not found.english:
        return text or ""
    name = _stemmed(label)
    is_french, is_english = (name in map(_stemmed, names) for names in (found.words, found.english))
    if is_french == is_english or is_french == (language == "fr"):
        return text or ""
    said = (called(found.words[0]) or found.words[0]) if language == "fr" else found.english[0]
    return f"{said[:1].upper()}{said[1:]}" if label[:1].isupper() else said


def specialties_in(text: str | None) -> tuple[Specialty, ...]:
    """Every specialty named in running text, those with longer names first; a word is read once."""
    words = (text or "")[:LONGEST]
    return _specialties_in_short(words) if len(words) <= _SHORT else _specialties_in(words)


def _specialties_in(words: str) -> tuple[Specialty, ...]:
    labels = [_by_label().get(label.strip().upper()) for label in re.split(r"[,;]", words)]
    if all(labels):
        return tuple(dict.fromkeys(label for label in labels if label))
    found = _named(_stemmed(words).split())
    found.sort(key=lambda name: -len(name))
    return tuple(dict.fromkeys(_by_words()[name] for name in found))


_SHORT = 80  # characters of a text that is worth remembering
_specialties_in_short = lru_cache(maxsize=10_000)(_specialties_in)


def _named(words: list[str]) -> list[str]:
    """The names of the table that stand in the words: from each place the longest, none over another."""
    found, i = [], 0
    while i < len(words):
        length = next((n for n, name in _by_first().get(words[i], ()) if words[i : i + n] == name), 0)
        if length:
            found.append(" ".join(words[i : i + length]))
        i += length or 1
    return found


def compatible(one: Specialty, other: Specialty) -> bool | None:
    """Both can be said of one person: the same, or near; None where one of them says too little to tell."""
    if one.profession != other.profession:
        return False
    if one.key == other.key:
        return None if one.key == "medecin" else True
    if other.key in one.near or one.key in other.near:
        return True
    return None if one.sub or other.sub else False


@cache
def specialties() -> dict[str, Specialty]:
    """The table, by key."""
    table = tomllib.loads((files("ereput.parsing") / "specialties.toml").read_text("utf-8"))
    return {key: msgspec.convert({"key": key, **row}, Specialty) for key, row in table.items()}


@cache
def by_code() -> dict[str, Specialty]:
    """The table, by RPPS code."""
    return {code: one for one in specialties().values() for code in one.codes}


# ---------------------------------------------------------------- inside


@cache
def _by_label() -> dict[str, Specialty]:
    """The table by what stands for a specialty only as a whole label: a code, a tag of OpenStreetMap."""
    return {tag.upper(): one for one in specialties().values() for tag in one.tags} | by_code()


# Feminine and plural endings to the masculine singular, so that the table need not repeat them.
_ENDINGS = (
    ("trices", "teur"), ("trice", "teur"), ("iennes", "ien"), ("ienne", "ien"), ("ieres", "ier"), ("iere", "ier"),
    ("euses", "eur"), ("euse", "eur"), ("aux", "al"), ("ales", "al"), ("ale", "al"), ("ives", "if"), ("ive", "if"),
    ("aires", "aire"), ("istes", "iste"), ("logues", "logue"), ("iens", "ien"), ("iers", "ier"), ("eurs", "eur"),
)  # fmt: skip


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    for ending, masculine in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)] + masculine
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _stemmed(text: str) -> str:
    return " ".join(_stem(word) for word in folded(text).split())


@cache
def _by_words() -> dict[str, Specialty]:
    """Every name in its compared form; the first of the table keeps a name that two claim."""
    names: dict[str, Specialty] = {}
    for one in specialties().values():
        for name in one.names:
            names.setdefault(_stemmed(name), one)
    return names


@cache
def _by_first() -> dict[str, list[tuple[int, list[str]]]]:
    """The table's names by their first word, the longest first, with how many words each has."""
    names: dict[str, list[tuple[int, list[str]]]] = {}
    for name in sorted(_by_words(), key=len, reverse=True):
        words = name.split()
        names.setdefault(words[0], []).append((len(words), words))
    return names
