"""Which people a line of text names, and whether one of them bears the practitioner's name."""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from ereput.identity.spelling import is_slip, resemblance, short_alike
from ereput.parsing.names import BORN, CIVILITIES, PARTICLES, TITLES, WED, folded, given_names, sex
from ereput.parsing.specialties import OUTSIDE, specialties

LONGEST = 1_000  # characters of a line
MOST_WORDS = 10  # of one run

_TOKEN = re.compile(r"[^\W\d_]+(?:[-'’.]{1,2}[^\W\d_]+)*\.?|\d+|[^\w\s]")
# Digits that scanned pages hold for letters, within a word.
_MISREAD = re.compile(
    r"(?<=[A-Za-zÀ-ÿ])[01568](?=[A-Za-zÀ-ÿ])|(?<=[A-Za-zÀ-ÿ]{2})[01568]\b|\b[01568](?!(?:er|re|e|eme|ème|nd|de|bis|ter)\b)(?=[a-zà-ÿ]{2})"
)
_READ = {"0": "O", "1": "l", "5": "S", "6": "G", "8": "B"}
_PARENTHESES = re.compile(r"\(([^()]{1,40})\)")
_LOWER_L = re.compile(r"\bl(?=[bcdfgjkmnpqrstvwxz][a-zà-ÿ])")  # "lvanov": a scanned capital I
# Words that stand with a capital on pages and in search results without being anybody's name.
_PAGE_WORDS = frozenset(
    "avis page these photo photos profil contact accueil annuaire sante prendre prenez rendez vous rdv consultez"
    " doctolib maiia keldoc clickdoc pagesjaunes linkedin facebook instagram twitter youtube wikipedia google maps"
    " pubmed universite faculte faut fuyez praticiens praticien equipe successeur cabinet centre clinique"
    " polyclinique hopital chu chr groupe maison service secretariat selarl selas scm scp sarl association adresse"
    " telephone tel horaires coordonnees publications interview article docteurs medecins medecin specialiste note"
    " site officiel bienvenue voir plus appeler itineraire mon ma mes j je il elle nous l le la les un une des ce"
    " cette tres bon bonne excellent rue avenue boulevard place bien chemin allee impasse route quai cours cedex"
    " bp residence nouveau nouveaux patients fiche infos tarifs secteur du au aux biographie actualites obituary"
    " reviews review book appointment ville france".split()
)


class Run(NamedTuple):
    """Words that may be one person's name, titles taken away."""

    words: tuple[str, ...]  # folded, hyphens parted
    groups: tuple[int, ...]  # which written word each of them comes from
    has_title: bool
    is_wed: bool  # "née" or "épouse" stands between two of its family names
    has_civility: bool = False  # "Mme", "M."

    @property
    def is_person(self) -> bool:
        """Somebody, with a title, an initial, or a common first name beside another word."""
        full = [word for word in self.words if len(word) > 1 and word not in PARTICLES]
        if not full:
            return False
        if self.has_title or self.has_civility or (len(full) > 1 and any(word in given_names() for word in full)):
            return True
        return len(full) == 1 and len(full[0]) > 3 and any(len(word) == 1 for word in self.words)  # "Desvergees C"


class Names(NamedTuple):
    """The names that a practitioner goes by, prepared once."""

    forms: dict[str, str]  # family name without spaces -> full · part
    given: tuple[str, ...]
    words: frozenset[str]  # every word of every form: none of them ends a run
    sex: str  # m · f, by the first name; "" where it is anybody's
    known: dict[Run, "Likeness"]  # the likeness of runs that were compared already


class Likeness(NamedTuple):
    """How a run resembles the names, each part as a level of identity.compare."""

    family: str  # full · part · typo · near · none
    given: str  # full · initial · part · longer · typo · absent · unknown · conflict · another
    other: str  # none · wed · other
    found: str = ""  # the words, as read

    @property
    def rank(self) -> int:
        return _FAMILY_RANK[self.family] * 10 + _GIVEN_RANK[self.given] - (self.other == "other")


_FAMILY_RANK = {"full": 4, "typo": 3, "part": 3, "near": 2, "none": 0}
_GIVEN_RANK = {
    "full": 8,
    "longer": 5,
    "initial": 6,
    "part": 6,
    "typo": 6,
    "absent": 4,
    "unknown": 3,
    "conflict": 1,
    "another": 0,
}
NO_WORDS: frozenset[str] = frozenset()
NOBODY = Likeness("none", "unknown", "none")


def names(given: str | None, families: Iterable[str | None]) -> Names:
    """First name and every family name that the person is known under."""
    forms: dict[str, str] = {}
    written = [folded(family) for family in families if family]
    for family in written:
        for form, level in _forms(family):
            if forms.get(form) != "full":
                forms[form] = level
    return Names(
        forms=forms,
        given=tuple(folded(given).split()),
        words=frozenset(word for text in [*written, folded(given)] for word in text.split()),
        sex=sex(given),
        known={},
    )


def _forms(family: str) -> Iterable[tuple[str, str]]:
    """The whole name, its words either way round, and each half of a double name."""
    words = family.split()
    yield "".join(words), "full"
    core = [word for word in words if word not in PARTICLES]
    if core and len("".join(core)) > 2:
        yield "".join(core), "full"
    if len(core) > 1:
        yield "".join(reversed(core)), "full"
        yield from ((word, "part") for word in core if len(word) > 2)


def runs(
    text: str | None, keep: frozenset[str] = NO_WORDS, ends: frozenset[str] = NO_WORDS, *, is_name: bool = False
) -> list[Run]:
    """Every stretch of words in a line that may be a name. Words of `keep` never end one; those of `ends` do.

    With `is_name` the line is known to be a name, so that small letters end nothing.
    """
    found: list[Run] = []
    current: list[str] = []
    text = _PARENTHESES.sub(lambda found: _unwrapped(found, keep), text or "")  # "GOFF (LE) Anne"
    line = _LOWER_L.sub("I", _MISREAD.sub(lambda digit: _READ[digit.group()], text[:LONGEST]))
    has_case = not is_name and any(c.isupper() for c in line)
    for token in [*_TOKEN.findall(line), "|"]:
        kind = _kind(token, keep, ends, has_case)
        if kind == "break" or (kind == "title" and any(_kind(t, keep, ends, has_case) == "name" for t in current)):
            _close(current, found)
        if kind != "break":
            current.append(token)
            if kind == "name" and token[-1] == "." and len(folded(token).replace(" ", "")) > 3:
                _close(current, found)  # the end of a sentence
    return found


def _unwrapped(found: re.Match[str], keep: frozenset[str]) -> str:
    words = folded(found[1]).split()
    return found[1] if words and all(word in PARTICLES or word in keep for word in words) else found[0]


@lru_cache(maxsize=50_000)
def _kind(token: str, keep: frozenset[str], ends: frozenset[str], has_case: bool) -> str:
    word = folded(token)
    if word in ends and word not in keep:
        return "break"
    if word in keep and word not in TITLES and word not in BORN and word not in WED:
        return "title" if word in CIVILITIES and word not in ("m", "me") else "name"
    return _kind_of(token, word, keep, has_case)


def _kind_of(token: str, word: str, keep: frozenset[str], has_case: bool) -> str:
    parts = word.split()
    is_kept = any(part in keep for part in parts)
    if is_kept and all(part in keep for part in parts) and not (word in TITLES or word in BORN or word in WED):
        return "name"
    return _kind_alone(token, word, has_case, is_kept)


@lru_cache(maxsize=20_000)
def _kind_alone(token: str, word: str, has_case: bool, is_kept: bool) -> str:
    if not word or word.isdigit():
        return "break"
    if word in TITLES or (word in CIVILITIES and word not in ("m", "me")):
        return "title"
    if word in BORN or word in WED:
        return "mark"
    if word in PARTICLES and word not in _PAGE_WORDS:
        return "particle"
    if has_case and not token[0].isupper() and not is_kept:
        return "particle" if word in PARTICLES and word not in ("a", "au", "la", "le", "les", "l", "un") else "break"
    if word in _PAGE_WORDS or word in _specialty_words():
        return "particle" if word in ("le", "la", "du") else "break"
    return "name"


def _close(current: list[str], found: list[Run]) -> None:
    """The run so far, if it holds a name."""
    run = _run(tuple(current)) if current else None
    current.clear()
    if run:
        found.append(run)


@lru_cache(maxsize=20_000)
def _run(tokens: tuple[str, ...]) -> Run | None:
    words: list[str] = []
    groups: list[int] = []
    has_title = is_wed = has_civility = False
    for i, token in enumerate(tokens):
        word = folded(token)
        if word in TITLES:
            has_title = True
        elif word in CIVILITIES and word not in ("m", "me", "maitre"):
            has_civility = True
        elif word in BORN or word in WED:
            is_wed = bool(words)
        elif word not in CIVILITIES or word == "m":
            parts = word.split()
            words.extend(parts)
            groups.extend([i] * len(parts))
    if not any(len(word) > 1 for word in words):
        return None
    return Run(tuple(words[:MOST_WORDS]), tuple(groups[:MOST_WORDS]), has_title, is_wed, has_civility)


def likeness(who: Names, run: Run) -> Likeness:
    """How one run resembles the practitioner's names."""
    found = who.known.get(run)
    if found is None:
        found = who.known[run] = _likeness(who, run)
    return found


def _likeness(who: Names, run: Run) -> Likeness:
    span = _family_span(who, run.words)
    if span is None:
        return NOBODY
    start, end, family = span
    rest = [i for i in range(len(run.words)) if not start <= i < end]
    if (
        rest
        and run.words[rest[0]] == "m"
        and rest[0] == 0
        and (len(rest) > 1 or (who.given[:1] and who.given[0][0] != "m"))
    ):
        rest = rest[1:]  # "M. Martin" is a man, unless it is Michel
    given, left = _given(who.given, run, [i for i in rest if run.words[i] not in PARTICLES or len(run.words[i]) == 1])
    if family == "part":
        family, left = _half(who, run.words, left)
    other = "none"
    if left:
        other = "wed" if run.is_wed else "beside" if any(len(run.words[i]) > 2 for i in left) else "other"
    if family in ("full", "part") and other == "beside" and who.sex == "m":
        other = "other"  # a man takes no name by marriage
    return Likeness(family, given, other, " ".join(run.words))


def _half(who: Names, words: tuple[str, ...], left: list[int]) -> tuple[str, list[int]]:
    """Half of a double name agrees; the word beside it may be the other half, misspelt or another's."""
    for i in left:
        for form, level in who.forms.items():
            if level == "part" and len(words[i]) > 3 and form != words[i]:
                found = resemblance(form, words[i])
                if found:
                    return found, [j for j in left if j != i]
    return "part", left


def best(who: Names, candidates: Sequence[Run]) -> Likeness:
    """The run that resembles the names most; the first of several as good."""
    most = NOBODY
    for run in candidates:
        found = who.known.get(run) or likeness(who, run)
        if most is NOBODY or found.rank > most.rank:
            most = found
    return most


def _family_span(who: Names, words: tuple[str, ...]) -> tuple[int, int, str] | None:
    spans = [(i, j, "".join(words[i:j])) for i in range(len(words)) for j in range(len(words), i, -1)]
    spans.sort(key=lambda span: span[0] - span[1])
    exact = [(i, j, who.forms[text]) for i, j, text in spans if text in who.forms]
    if exact:
        return min(exact, key=lambda span: (span[2] != "full", span[0] - span[1]))
    full = [form for form, level in who.forms.items() if level == "full" and len(form) > 1]
    for wanted in ("typo", "near"):
        for i, j, text in spans:
            if (len(text) > 3 or (wanted == "typo" and len(text) > 1 and j - i == 1)) and not _is_of_given(
                who, words[i:j]
            ):
                for form in full:
                    found = resemblance(form, text) if len(text) > 3 else short_alike(form, text)
                    if found == wanted:
                        return i, j, wanted
    return None


def _is_of_given(who: Names, words: Sequence[str]) -> bool:
    return all(word in who.given for word in words)


def _given(given: tuple[str, ...], run: Run, rest: list[int]) -> tuple[str, list[int]]:
    """The level of the first name, and the words that nothing accounts for."""
    words = {i: run.words[i] for i in rest}
    if not given:
        return "unknown", [i for i in rest if words[i] not in given_names()] if len(rest) > 1 else []
    if not rest:
        return "absent", []
    if "".join(words.values()) == "".join(given):
        return "full", []
    used = [i for i in rest if words[i] in given]
    if used:
        left = [i for i in rest if i not in used]
        parts = {words[i] for i in used}
        lacking = [part for part in given if part not in parts]
        misspelt = [i for i in left if any(is_slip(part, words[i]) for part in lacking)]
        if misspelt:
            return "typo", [i for i in left if i not in misspelt]
        short = [i for i in left if len(words[i]) == 1 and any(part[0] == words[i] for part in lacking)]
        if short:
            return "part", [i for i in left if i not in short]
        if left and (any(words[i] in given_names() for i in left) or _is_joined(run, used, left)):
            return "longer", [i for i in left if words[i] not in given_names() and not _is_joined(run, used, [i])]
        level = "full" if parts == set(given) else "part"
        initials = [i for i in left if len(words[i]) == 1]
        return level, [i for i in left if i not in initials]
    return _given_otherwise(given, words)


def _given_otherwise(given: tuple[str, ...], words: dict[int, str]) -> tuple[str, list[int]]:
    initials = [i for i, word in words.items() if len(word) == 1 or word == "".join(part[0] for part in given)]
    if initials:
        letters = "".join(words[i] for i in initials)
        agrees = letters == "".join(part[0] for part in given) or (letters == given[0][0])
        longer = len(letters) > len(given) and letters.startswith(given[0][0])
        left = [i for i in words if i not in initials]
        return ("initial" if agrees else "longer" if longer else "conflict"), left
    for i, word in words.items():
        if any(is_slip(part, word) for part in given):
            return "typo", [j for j in words if j != i and words[j] not in given]
    others = [i for i in words if words[i] in given_names()]
    if others and any(part in given_names() for part in given):
        return "another", [i for i in words if i not in others]
    return "conflict", list(words) if len(words) > 1 else []


def _is_joined(run: Run, used: list[int], left: list[int]) -> bool:
    """A word left over was written in one with the first name: "Jean-Claire"."""
    return bool({run.groups[i] for i in used} & {run.groups[i] for i in left})


@cache
def _specialty_words() -> frozenset[str]:
    """Words of health professions, which stand beside names with a capital."""
    rows = [one for one in specialties().values() if one.profession != OUTSIDE]
    words = {word for one in rows for text in one.words for word in folded(text).split() if len(word) > 2}
    return frozenset(words | {word + "ne" for word in words if word.endswith("ien")} | {"psychiatre"})
