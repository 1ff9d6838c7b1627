"""Which people a line of text names, and whether one of them bears the practitioner's name."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from ereput.parsing.names import BORN, CIVILITIES, PARTICLES, TITLES, WED, folded, given_names
from ereput.parsing.specialties import OUTSIDE, specialties

LONGEST = 1_000  # characters of a line
MOST_WORDS = 10  # of one run

_TOKEN = re.compile(r"[^\W\d_]+(?:[-'’.]{1,2}[^\W\d_]+)*\.?|\d+|[^\w\s]")
# Digits that scanned pages hold for letters, within a word.
_MISREAD = re.compile(r"(?<=[A-Za-zÀ-ÿ])[0158](?=[A-Za-zÀ-ÿ]{1})|\b[0158](?=[a-zà-ÿ]{4})|(?<=[A-Z]{3})[0158](?=\b)")
_READ = {"0": "o", "1": "l", "5": "s", "8": "b"}
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

    @property
    def is_person(self) -> bool:
        """Somebody, with a title or with a common first name beside another word."""
        full = [word for word in self.words if len(word) > 1 and word not in PARTICLES]
        return bool(full) and (self.has_title or (len(full) > 1 and any(word in given_names() for word in full)))


class Names(NamedTuple):
    """The names that a practitioner goes by, prepared once."""

    forms: dict[str, str]  # family name without spaces -> full · part
    given: tuple[str, ...]
    words: frozenset[str]  # every word of every form: none of them ends a run


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


def runs(text: str | None, keep: frozenset[str] = NO_WORDS, ends: frozenset[str] = NO_WORDS) -> list[Run]:
    """Every stretch of words in a line that may be a name. Words of `keep` never end one; those of `ends` do."""
    found: list[Run] = []
    current: list[str] = []
    line = _MISREAD.sub(lambda digit: _READ[digit.group()], (text or "")[:LONGEST])
    has_case = any(c.isupper() for c in line)
    for token in [*_TOKEN.findall(line), "|"]:
        kind = "break" if folded(token) in ends - keep else _kind(token, keep, has_case)
        if kind == "break" or (kind == "title" and any(_kind(t, keep, has_case) == "name" for t in current)):
            _close(current, found)
        if kind != "break":
            current.append(token)
            if token.endswith(".") and kind == "name" and len(folded(token).replace(" ", "")) > 3:
                _close(current, found)  # the end of a sentence
    return found


def _kind(token: str, keep: frozenset[str], has_case: bool) -> str:
    word = folded(token)
    if not word or word.isdigit():
        return "break"
    if word in TITLES or (word in CIVILITIES and word not in ("m", "me")):
        return "title"
    if word in BORN or word in WED:
        return "mark"
    parts = word.split()
    if all(part in keep for part in parts):
        return "name"
    if word in PARTICLES and word not in _PAGE_WORDS:
        return "particle"
    if has_case and not token[0].isupper() and not any(part in keep for part in parts):
        return "particle" if word in PARTICLES and word not in ("a", "au", "la", "le", "les", "l", "un") else "break"
    if word in _PAGE_WORDS or word in _specialty_words():
        return "particle" if word in ("le", "la", "du") else "break"
    return "name"


def _close(current: list[str], found: list[Run]) -> None:
    """The run so far, if it holds a name."""
    words: list[str] = []
    groups: list[int] = []
    has_title = is_wed = False
    for i, token in enumerate(current):
        word = folded(token)
        if word in TITLES:
            has_title = True
        elif word in BORN or word in WED:
            is_wed = bool(words)
        elif word not in CIVILITIES or word == "m":
            parts = word.split()
            words.extend(parts)
            groups.extend([i] * len(parts))
    current.clear()
    if words and any(len(word) > 1 for word in words):
        found.append(Run(tuple(words[:MOST_WORDS]), tuple(groups[:MOST_WORDS]), has_title, is_wed))


def likeness(who: Names, run: Run) -> Likeness:
    """How one run resembles the practitioner's names."""
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
    other = "none"
    if left:
        other = "wed" if run.is_wed else "other"
    return Likeness(family, given, other, " ".join(run.words))


def best(who: Names, candidates: Sequence[Run]) -> Likeness:
    """The run that resembles the names most."""
    return max((likeness(who, run) for run in candidates), key=lambda found: found.rank, default=NOBODY)


def _family_span(who: Names, words: tuple[str, ...]) -> tuple[int, int, str] | None:
    spans = [(i, j, "".join(words[i:j])) for i in range(len(words)) for j in range(len(words), i, -1)]
    spans.sort(key=lambda span: span[0] - span[1])
    exact = [(i, j, who.forms[text]) for i, j, text in spans if text in who.forms]
    if exact:
        return min(exact, key=lambda span: (span[2] != "full", span[0] - span[1]))
    full = [form for form, level in who.forms.items() if level == "full" and len(form) > 3]
    for wanted in ("typo", "near"):
        for i, j, text in spans:
            if len(text) > 3 and not _is_of_given(who, words[i:j]):
                for form in full:
                    if _resemblance(form, text) == wanted:
                        return i, j, wanted
    return None


def _is_of_given(who: Names, words: Sequence[str]) -> bool:
    return all(word in who.given for word in words)


@cache
def _resemblance(one: str, other: str) -> str | None:
    """typo: a slip, or another spelling of the same sound; near: another name that begins alike."""
    if abs(len(one) - len(other)) > 3:
        return None
    short, long = sorted((one, other), key=len)
    if long != short and long.startswith(short) and len(long) - len(short) <= 3 and sound(one) != sound(other):
        return "near"
    if sound(one) == sound(other):
        return "typo"
    distance = OSA.distance(one, other, score_cutoff=2)
    if distance == 1 or _ocr(one) == _ocr(other) or (distance == 2 and len(short) > 8):
        return "typo"
    return "near" if distance <= 2 and len(short) > 5 else None


def _ocr(name: str) -> str:
    """Letters that scanned pages confuse, as one."""
    return name.replace("rn", "m").replace("vv", "w").replace("cl", "d").replace("i", "l")


_SOUNDS = (
    ("tsch", "x"), ("tch", "x"), ("sch", "x"), ("ch", "x"), ("sh", "x"), ("ph", "f"), ("ou", "u"), ("oo", "u"),
    ("kh", "k"), ("gh", "g"), ("ck", "k"), ("qu", "k"), ("q", "k"), ("dj", "j"), ("c", "k"), ("w", "v"), ("y", "i"),
    ("j", "i"), ("z", "s"), ("h", ""), ("th", "t"), ("eau", "o"), ("au", "o"),
)  # fmt: skip


@cache
def sound(name: str) -> str:
    """A rough key of how a name sounds, so that transliterations of one name meet."""
    for written, heard in _SOUNDS:
        name = name.replace(written, heard)
    return re.sub(r"(.)\1+", r"\1", name)


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
        if any(_is_slip(part, word) for part in given):
            return "typo", [j for j in words if j != i and words[j] not in given]
    others = [i for i in words if words[i] in given_names()]
    if others and any(part in given_names() for part in given):
        return "another", [i for i in words if i not in others]
    return "conflict", list(words) if len(words) > 1 else []


def _is_joined(run: Run, used: list[int], left: list[int]) -> bool:
    """A word left over was written in one with the first name: "Jean-Claire"."""
    return bool({run.groups[i] for i in used} & {run.groups[i] for i in left})


@cache
def _is_slip(given: str, word: str) -> bool:
    """Another spelling, a slip or a short form of a first name; another common first name is none."""
    if given in given_names() and word in given_names():
        return sound(given) == sound(word) and given[-1:] == word[-1:]
    stem = re.sub(r"(?:ie|y|i|ou|o|a|e)$", "", word)
    is_short = 3 <= len(word) <= len(given) and (given.startswith(word) or (len(stem) > 2 and given.startswith(stem)))
    return (
        is_short or (len(given) > 4 and OSA.distance(given, word, score_cutoff=1) <= 1) or sound(given) == sound(word)
    )


@cache
def _specialty_words() -> frozenset[str]:
    """Words of health professions, which stand beside names with a capital."""
    rows = [one for one in specialties().values() if one.profession != OUTSIDE]
    words = {word for one in rows for text in one.words for word in folded(text).split() if len(word) > 2}
    return frozenset(words | {word + "ne" for word in words if word.endswith("ien")} | {"psychiatre"})
