"""How a printed name resembles the names that somebody goes by: levels of family name, first name and what is left."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ereput.identity.people import Run
from ereput.identity.spelling import SHORT, is_slip, resemblance, short_alike
from ereput.parsing.names import PARTICLES, folded, given_names, person, sex


class Names(NamedTuple):
    """The names that a practitioner goes by, prepared once."""

    forms: dict[str, str]  # family name without spaces -> full · part
    given: tuple[str, ...]
    words: frozenset[str]  # every word of every form: none of them ends a run
    sex: str  # m · f, by the first name; "" where it is anybody's
    whole: frozenset[str]  # other spellings of first and family name together, either way round, without spaces
    known: dict[Run, "Likeness"]  # the likeness of runs that were compared already


class Likeness(NamedTuple):
    """How a run resembles the names, each part as a level of identity.compare."""

    family: str  # full · part · typo · initial · near · none
    given: str  # full · initial · part · second · longer · typo · absent · unknown · conflict · another
    other: str  # none · wed · other
    found: str = ""  # the words, as read

    @property
    def rank(self) -> int:
        return _FAMILY_RANK[self.family] * 10 + _GIVEN_RANK[self.given] - (self.other == "other")


_FAMILY_RANK = {"full": 4, "typo": 3, "part": 3, "near": 2, "initial": 1, "none": 0}
_GIVEN_RANK = {
    "full": 8,
    "longer": 5,
    "second": 6,
    "initial": 6,
    "part": 6,
    "typo": 6,
    "absent": 4,
    "unknown": 3,
    "conflict": 1,
    "another": 0,
}
NOBODY = Likeness("none", "unknown", "none")


def names(given: str | None, families: Iterable[str | None], others: Iterable[str] = ()) -> Names:
    """First name and every family name that the person is known under; `others` are spellings of the whole name."""
    spelt = [one for one in map(person, others) if one and one.given]
    families = [*families, *(one.family for one in spelt)]
    parts = [(folded(one.given).replace(" ", ""), folded(one.family).replace(" ", "")) for one in spelt]
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
        whole=frozenset(name for one, other in parts for name in (one + other, other + one)),
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


def likeness(who: Names, run: Run) -> Likeness:
    """How one run resembles the practitioner's names."""
    found = who.known.get(run)
    if found is None:
        found = who.known[run] = _likeness(who, run)
    return found


def _likeness(who: Names, run: Run) -> Likeness:
    if who.whole and "".join(run.words) in who.whole:
        return Likeness("full", "full", "none", " ".join(run.words))
    span = _family_span(who, run.words)
    if span is None:
        return Likeness("initial", "full", "none", " ".join(run.words)) if _is_masked(who, run) else NOBODY
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


def _is_masked(who: Names, run: Run) -> bool:
    """The first name, and of the family name the first letter: "Hélène V."."""
    letters = [word for word in run.words if word not in who.given]
    return (
        len(letters) == 1
        and len(letters[0]) == 1
        and bool(who.given)
        and set(who.given) <= set(run.words)
        and any(form[0] == letters[0] for form, level in who.forms.items() if level == "full" and form)
    )


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
            level = "second" if parts == set(given) and _follow(run, used, left) else "longer"
            return level, [i for i in left if words[i] not in given_names() and not _is_joined(run, used, [i])]
        level = "full" if parts == set(given) else "part"
        initials = [i for i in left if len(words[i]) == 1]
        return level, [i for i in left if i not in initials]
    return _given_otherwise(given, words)


def _given_otherwise(given: tuple[str, ...], words: dict[int, str]) -> tuple[str, list[int]]:
    whole = "".join(part[0] for part in given)
    initials = [i for i, word in words.items() if len(word) == 1 or word == whole or _is_short(word, given)]
    if initials:
        letters = "".join(words[i] if words[i] == whole else words[i][0] for i in initials)
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


def _follow(run: Run, used: list[int], left: list[int]) -> bool:
    """Words that stand behind the first name, each by itself: "Hélène Marie", not "Hélène-Marie"."""
    return min(left) > max(used) and not _is_joined(run, used, left)


def _is_short(word: str, given: tuple[str, ...]) -> bool:
    """ "Ch", "Fr" or "Cath" for a first name that begins so, and no first name themselves."""
    return len(word) < 4 and word not in given_names() and word not in SHORT and any(g.startswith(word) for g in given)


def _is_joined(run: Run, used: list[int], left: list[int]) -> bool:
    """A word left over was written in one with the first name: "Jean-Claire"."""
    return bool({run.groups[i] for i in used} & {run.groups[i] for i in left})
