"""Which people a line of text names."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from ereput.parsing.names import BORN, CIVILITIES, PARTICLES, TITLES, WED, folded, given_names
from ereput.parsing.specialties import OUTSIDE, specialties

LONGEST = 1_000  # characters of a line
MOST_WORDS = 10  # of one run
LEAST_WORDS = 3  # title included, that name somebody though the next word is cut off

_TOKEN = re.compile(r"[^\W\d_]+(?:[-'’.]{1,2}[^\W\d_]+)*\.?|\d+|[^\w\s]")
# Digits that scanned pages hold for letters, within a word.
_MISREAD = re.compile(
    r"[01568](?:(?<=[A-Za-zÀ-ÿ].)(?=[A-Za-zÀ-ÿ])|(?<=[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ].)\b"
    r"|(?<!\w.)(?!(?:er|re|e|eme|ème|nd|de|bis|ter)\b)(?=[a-zà-ÿ]{2}))"
)
_READ = {"0": "O", "1": "l", "5": "S", "6": "G", "8": "B"}
_PARENTHESES = re.compile(r"\(([^()]{1,40})\)")
_CUT = re.compile(r"([^\W\d_]+)(?:…|\.{3})")
_INITIALS = frozenset(("L.", "D.", "L", "D"))  # small, they are articles
_STARS = re.compile(r"(?<=\b[A-ZÀ-Ý])[*•_]{2,}")  # "Hélène V***"
_UNREAD = "§"  # stands for a word that was cut
_JOINED = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Ý])|(?<=[A-ZÀ-Ý]{3})(?=[A-ZÀ-Ý][a-zà-ÿ]{2})")
_LOWER_L = re.compile(r"l(?<!\w.)(?=[bcdfgjkmnpqrstvwxz][a-zà-ÿ])")  # "lvanov": a scanned capital I
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
    " reviews review book appointment ville france conventionne conventionnee secteur optam option agree agreee interne"
    " externe diplome diplomee ancien ancienne chef remplacant remplacante retraite retraitee conventions contactez"
    " md phd mbbs msc med mph facs frcs do dds".split()
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
        return len(full) == 1 and len(full[0]) > 3 and self._has_initial  # "Desvergees C"

    @property
    def _has_initial(self) -> bool:
        """A letter that stands alone, unlike that of "s'inquiètent"."""
        return any(
            len(word) == 1 and self.groups.count(at) == 1 for word, at in zip(self.words, self.groups, strict=True)
        )


NO_WORDS: frozenset[str] = frozenset()


def runs(
    text: str | None, keep: frozenset[str] = NO_WORDS, ends: frozenset[str] = NO_WORDS, *, is_name: bool = False
) -> list[Run]:
    """Every stretch of words in a line that may be a name. Words of `keep` never end one; those of `ends` do.

    With `is_name` the line is known to be a name, so that small letters end nothing.
    """
    found: list[Run] = []
    current: list[str] = []
    text = _PARENTHESES.sub(lambda found: _unwrapped(found, keep), text or "")  # "GOFF (LE) Anne"
    if "*" in text or "•" in text:
        text = _STARS.sub(".", text)
    if "…" in text or "..." in text:
        text = _CUT.sub(lambda found: _whole(found[1], keep), text)
    if is_name:
        text = _JOINED.sub(" ", text)  # "DrHélèneVAUBRUN"
    line = _LOWER_L.sub("I", _MISREAD.sub(lambda digit: _READ[digit.group()], text[:LONGEST]))
    has_case = not is_name and any(c.isupper() for c in line)
    for token in [*_TOKEN.findall(line), "|"]:
        kind = _kind(token, keep, ends, has_case)
        if token == _UNREAD and len(current) < LEAST_WORDS:
            current.clear()  # "Dr Hélène V…" may be anybody
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


def _whole(cut: str, keep: frozenset[str]) -> str:
    """The word that a result's cut line began: the one name that begins so, else nothing."""
    begun = folded(cut)
    names = {word for word in keep if word.startswith(begun)} if len(begun) > 3 else ()
    return next(iter(names)).title() if len(names) == 1 else _UNREAD


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
    if not word or word.isdigit() or not token[0].isalpha():
        return "break"
    if token in _INITIALS:
        return "name"
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


@cache
def _specialty_words() -> frozenset[str]:
    """Words of health professions, which stand beside names with a capital."""
    rows = [one for one in specialties().values() if one.profession != OUTSIDE]
    words = {word for one in rows for text in one.names for word in folded(text).split() if len(word) > 2}
    return frozenset(words | {word + "ne" for word in words if word.endswith("ien")} | {"psychiatre"})
