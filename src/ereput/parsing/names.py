"""People's names, as users type them and sites print them: "Dr MARTIN ép. DURAND Claire - Dermatologue à Lyon"."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files

import msgspec
from anyascii import anyascii

LONGEST = 200  # characters of one name, what stands around it included
MOST_WORDS = 8  # in a person's name

DOCTOR = {"dr": "Dr", "dre": "Dr", "drs": "Dr", "docteur": "Dr", "docteure": "Dr", "doctor": "Dr", "doc": "Dr"}
PROFESSOR = {"pr": "Pr", "prof": "Pr", "professeur": "Pr", "professeure": "Pr", "professor": "Pr"}
TITLES = DOCTOR | PROFESSOR
CIVILITIES = frozenset("m mr mme mlle mrs ms monsieur madame mademoiselle me maitre maitresse sir miss".split())
PARTICLES = frozenset("de du des d da das do dos di del della la le les l van von vander der den ten ter".split()) | {
    *"ben bin ibn el al ait aït ould abou abu bou bel mac mc o n m san saint sainte st".split()
}
LOWER_PARTICLES = frozenset("de du des d da di del della van von der den ten ter".split())
# First names that are family names more often: "Martin Claire" is Claire, and "Claire Martin" is certain.
FAMILY_RATHER = frozenset(
    "martin bernard thomas robert richard simon laurent michel david bertrand vincent andre francois nicolas denis"
    " gerard mathieu clement gautier gauthier robin lucas guillaume roger adam benoit blaise germain gilbert herve"
    " lambert leonard marin martial noel philibert raymond remy renaud roland tanguy urbain victor vivien"
    " wilfried".split()
)
BORN = frozenset("nee ne".split())
WED = frozenset("epouse epse ep vve veuve mariee usage".split())

_PRACTICE = re.compile(
    r"\b(?:sel(?:arl|as|afa|ca)?(?:u)?|s\.?e\.?l\.?a\.?r\.?l\.?|scm|scp|sci|sarl|sas|eurl|gie|association|assoc|cabinets?"
    r"|centres?|center|clinic|cliniques?|polycliniques?|maison (?:de sante|medicale|pluri\w*)|msp|cpts|hopital|hopitaux"
    r"|hospital|chu|chru|chr|ch|ghu?|ap.?hp|groupe(?:ment)?|pole|institut|imagerie|laboratoire|labo|pharmacie|dispensaire"
    r"|ehpad|residence|fondation|services?|unite|departement|faculte|universite|mutuelle|espace sante|cms)\b"
)
_AFTER = re.compile(
    r"\s[-\u2013\u2014|·•:]+\s|[|;:•·\u2014\u2013/\[?!]|\s(?:\u00e0|a|au|chez|in|at|sur)\s|\s-|-\s|\bspecialiste\b|\bspécialiste\b|\d",
    re.I,
)
_WORD = re.compile(r"[^\W\d_]+(?:[-'’`´.]{1,2}[^\W\d_]+)*\.?|[()]|,", re.UNICODE)
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")


class PersonName(msgspec.Struct, frozen=True, kw_only=True):
    """A person's name, read."""

    given: str | None = None  # "C." where only the initial is printed
    family: str
    title: str | None = None  # "Dr" or "Pr"
    birth_family: str | None = None  # where both names are printed
    is_sure: bool = True  # False: first and family name could be the other way round


def person(text: str | None) -> PersonName | None:
    """The likeliest reading of a text that names one person; None where it names nobody, or only a practice."""
    return next(iter(readings(text)), None)


def readings(text: str | None) -> tuple[PersonName, ...]:
    """Every reading of a name, likeliest first: two where nothing tells the first name from the family name.

    Capitals decide ("MARTIN Claire"), then particles and initials, then the table of first names.
    """
    words = _words(text)
    title, words = _titled(words)
    if not words or (is_practice(text) and not title) or len(words) > MOST_WORDS:
        return ()
    given, families, is_sure = _split(words)
    if not families:
        return ()
    first = _named(title, given, families, is_sure)
    if is_sure or not given or len(families) != 1:
        return (first,)
    return (first, _named(title, families[0], [given], is_sure=False))


def titled(text: str | None) -> str | None:
    """The doctor's title that stands in a text: "Dr" or "Pr"; a lawyer's "Me" is none."""
    return next((TITLES[word] for word in folded((text or "")[:LONGEST]).split() if word in TITLES), None)


@lru_cache(maxsize=10_000)
def is_practice(text: str | None) -> bool:
    """It names a place, a company or a team: "SELARL Martin", "Cabinet médical Pasteur"."""
    return _PRACTICE.search(plain((text or "")[:LONGEST])) is not None


def folded(text: str | None) -> str:
    """Lower-case ASCII words with single spaces between them: what names are compared as."""
    text = text or ""
    return _folded_short(text) if len(text) <= _SHORT else _folded(text)


def _folded(text: str) -> str:
    return _NOT_A_WORD.sub(" ", _ascii(text).lower()).strip()


def _ascii(text: str) -> str:
    """What anyascii makes of it; most French text needs its table of accents only."""
    if not text.isascii():
        text = text.translate(_ACCENTS)
    return text if text.isascii() else anyascii(text)


_ACCENTS = {code: anyascii(chr(code)) for code in (*range(0xA0, 0x180), *range(0x2010, 0x2040))}


_SHORT = 80  # characters of a text that is worth remembering: names and words come again and again
_folded_short = lru_cache(maxsize=20_000)(_folded)


def plain(text: str | None) -> str:
    """Lower-case ASCII with its punctuation, and single spaces: what patterns are looked for in."""
    return " ".join(_ascii(text or "").lower().split())


@cache
def given_names() -> frozenset[str]:
    """First names common in France, folded."""
    text = (files("ereput.parsing") / "given_names.txt").read_text("utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def is_given(word: str) -> bool:
    """It is a common first name, or two of them joined by a hyphen."""
    parts = folded(word).split()
    if len(parts) > 1 and "-" in word and parts[0] in given_names():
        return True  # "Marie-France": the first part is enough
    return bool(parts) and all(part in given_names() for part in parts)


def sex(given: str | None) -> str:
    """ "m" or "f" by how the first name ends and by a table of exceptions; "" for one that both bear."""
    first = next(iter(folded(given).split()), "")
    if first not in given_names() or first in _EITHER:
        return ""
    return "f" if (first.endswith(("e", "a")) and first not in _MEN) or first in _WOMEN else "m"


_EITHER = frozenset(
    "camille claude dominique ange andrea yaël yael lou sacha alix maxime eden noa gael joan loan".split()
)
_MEN = frozenset(
    "adolphe alexandre alphonse ambroise anatole andre antoine aristide auguste baptiste barnabe basile blaise brice"
    " christophe come cyrille desire elie emile etienne eugene fabrice ferdinande george gilberto gregoire guillaume"
    " gustave hippolyte honore jacque jerome jude jule jules lazare luca maurice mike modeste nicola noe octave patrice"
    " philippe pierre placide prosper rene rodolphe roque serge stephane steve theodore theophile timothee tancrede"
    " ulysse valere virgile yve zacharie moise moussa mustapha mirza isa issa george blaise boniface celestine ignace"
    " pacome pascale-andre ariste wilfride".split()
)
_WOMEN = frozenset(
    "agnes anais annick anouk armel astrid carmen carol deborah edith elisabeth elizabeth esther estelle fatou fleur"
    " gwenael ines ingrid iris isabel janet jennifer judith karen katell khadijah lena lilian margaux margot marion"
    " maud meriem miriam muriel myriam nadege nancy nathalie nelly noor nour ophelie rachel ruth sally sarah soizic"
    " solen sharon violet yael zineb elsy fanny cathy betty jenny mary amy wendy daisy emily kelly dolly lucy peggy"
    " sandy cindy tiffany stacy vicky ketty marjory lison louison suzon".split()
)


# ---------------------------------------------------------------- inside


def _words(text: str | None) -> list[str]:
    """The words of the part that holds the name; a comma after the family name is forgiven."""
    text = _ARTICLE.sub("", " ".join((text or "")[:LONGEST].replace("\u2011", "-").split()))
    title = _TITLE.search(text)
    if title and (is_practice(text[: title.start()]) or len(text[: title.start()].split()) <= 3):
        text = text[title.start() :]  # "Cabinet du Dr Claire Martin", "Avis sur Dr Claire Martin"
    cuts = (cut.start() for cut in _AFTER.finditer(text))  # "Dr A Martin à Lyon": the first stands too early
    text = text[: next((at for at in cuts if _titled(_WORD.findall(text[:at]))[1]), len(text))]
    head, comma, rest = text.partition(",")
    if comma and not (_is_capital(head.split()[-1:]) and len(rest.split()) <= 2 and not _is_capital(rest.split())):
        text = head  # "Dr Claire Martin, dermatologue"; but "MARTIN, Claire"
    return [word for word in _WORD.findall(text) if word not in ",()"]


_TITLE_WORD = r"(?:docteure?|dr\.?|dre|pr\.?|professeure?|prof\.?|doctor|professor)(?=\s|$)"
_ARTICLE = re.compile(rf"\b(?:le|la) (?={_TITLE_WORD})", re.I)
_TITLE = re.compile(rf"\b(?:(?:m\.?|mme|madame|monsieur|mlle) )?{_TITLE_WORD}", re.I)


def _titled(words: list[str]) -> tuple[str | None, list[str]]:
    """Titles and civilities taken away; the higher title counts."""
    found = {TITLES[folded(word)] for word in words if folded(word) in TITLES}
    rest = [word for word in words if folded(word) not in TITLES]
    while len(rest) > 1 and folded(rest[0]) in CIVILITIES and (folded(rest[0]) != "me" or rest[0] in ("Me", "Me.")):
        rest = rest[1:]
    return ("Pr" if "Pr" in found else "Dr" if found else None), rest


def _split(words: list[str]) -> tuple[str | None, list[str], bool]:
    """First name, family names (that of use, then that of birth) and whether the order is certain."""
    mark = next((i for i, word in enumerate(words) if i and folded(word) in BORN | WED), None)
    if mark is not None and mark + 1 < len(words):
        return _split_wed(words[:mark], words[mark + 1 :], folded(words[mark]) in BORN)
    given, family, is_sure = _order(words)
    return " ".join(given) or None, [" ".join(family)] if family else [], is_sure


def _split_wed(before: list[str], after: list[str], is_born: bool) -> tuple[str | None, list[str], bool]:
    """ "Claire MARTIN épouse DURAND", "MARTIN ép. DURAND Claire", "DURAND née MARTIN, Claire"."""
    first, one, is_sure = _order(before) if len(before) > 1 else ([], before, True)
    second, other, _ = _order(after) if len(after) > 1 and not first else ([], after, True)
    families = [" ".join(one), " ".join(other)]
    return " ".join(first or second) or None, families if is_born else families[::-1], is_sure


def _order(words: list[str]) -> tuple[list[str], list[str], bool]:
    if len(words) == 1:
        return [], words, True
    for rule in (_by_capitals, _by_initials, _by_table):
        found = rule(words)
        if found:
            given, family = found
            return given, family, True
    return _by_place(words)


def _by_place(words: list[str]) -> tuple[list[str], list[str], bool]:
    """Nothing else tells: a particle opens the family name, else the first name stands first."""
    at = next((i for i, word in enumerate(words[:-1]) if folded(word) in PARTICLES), None)
    if at == 0:
        return words[2:], words[:2], len(words) == 2
    if at:
        return words[:at], words[at:], True
    if is_given(words[0]) and folded(words[0]) in FAMILY_RATHER and is_given(words[-1]):
        return words[1:], words[:1], False
    return words[:1], words[1:], False


def _by_capitals(words: list[str]) -> tuple[list[str], list[str]] | None:
    """Family names in capitals beside a first name that is not, particles with them."""
    is_family = [_is_capital([word]) for word in words]
    for i in range(1, len(words)):  # "LE CLEC H Catherine"
        is_family[i] = is_family[i] or (is_family[i - 1] and len(words[i]) == 1 and words[i].isupper())
    if all(is_family) or not any(is_family):
        return None
    for i in range(len(words) - 2, -1, -1):
        is_family[i] = is_family[i] or (is_family[i + 1] and folded(words[i]) in PARTICLES)
    given = [word for word, family in zip(words, is_family, strict=True) if not family]
    family = [word for word, is_one in zip(words, is_family, strict=True) if is_one]
    return (given, family) if given else None


def _by_initials(words: list[str]) -> tuple[list[str], list[str]] | None:
    """ "C. Martin", "Martin J.-P."."""
    initial = [
        bool(re.fullmatch(r"[^\W\d_]\.?(?:[-.]+[^\W\d_]\.?)*|(?:[^\W\d_]\.)+", word))
        and word.lower() not in ("d", "l", "n", "o")
        for word in words
    ]
    if initial[0] and not all(initial):
        at = initial.index(False)
        return words[:at], words[at:]
    if initial[-1] and not all(initial):
        if len(words) == 2 and is_given(words[0]) and folded(words[0]) not in FAMILY_RATHER:
            return words[:1], words[1:]  # "Anne B.": it is the family name that is hidden
        return words[-1:], words[:-1]
    return None


def _by_table(words: list[str]) -> tuple[list[str], list[str]] | None:
    """A common first name at one end and not at the other; those that follow it are first names too."""
    first, last = is_given(words[0]), is_given(words[-1])
    if last and len(words) > 2 and folded(words[-2]) in PARTICLES:
        last = False  # "Aïcha Ben Salah"
    if first and last and (folded(words[-1]) in FAMILY_RATHER) and folded(words[0]) not in FAMILY_RATHER:
        last = False
    if first == last:
        return None
    step = 1 if first else -1
    ordered = words[::step]
    at = next((i for i, word in enumerate(ordered) if i and not is_given(word)), len(ordered) - 1)
    given, family = ordered[:at], ordered[at:]
    return given[::step], family[::step]


def _is_capital(words: Sequence[str]) -> bool:
    """Every word is written in capitals, two letters at least."""
    return bool(words) and all(
        re.search(r"[^\W\d_]{2}", word) is not None and word.isupper() and "." not in word for word in words
    )


def _named(title: str | None, given: str | None, families: list[str], is_sure: bool) -> PersonName:
    return PersonName(
        title=title,
        given=_cased(given) if given else None,
        family=_cased(families[0]),
        birth_family=_cased(families[1]) if len(families) > 1 else None,
        is_sure=is_sure,
    )


def _cased(name: str) -> str:
    """Names in capitals or small letters as one writes them; others as they are."""
    return " ".join(map(_cased_word, name.split()))


def _cased_word(word: str) -> str:
    if not (word.isupper() or word.islower()) or len(word) < 2 or word.endswith("."):
        return word
    if folded(word) in LOWER_PARTICLES:
        return word.lower()
    parts = [part if part in "-'’" else part[:1].upper() + part[1:].lower() for part in re.split(r"([-'’])", word)]
    if folded(parts[0]) == "d" and len(parts) > 1:
        parts[0] = "d"
    return "".join(parts)
