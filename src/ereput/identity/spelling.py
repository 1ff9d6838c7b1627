"""How one spelling of a name resembles another: slips of the pen, scans, transliterations."""

import re
from functools import cache

from rapidfuzz.distance import OSA

from ereput.parsing.names import given_names


@cache
def resemblance(one: str, other: str) -> str | None:
    """typo: a slip, or another spelling of the same sound; near: another name that begins alike."""
    if abs(len(one) - len(other)) > 3:
        return None
    short, long = sorted((one, other), key=len)
    if (
        long != short
        and long.startswith(short)
        and len(long) - len(short) <= 3
        and (sound(one) != sound(other) or (long == f"{short}s" and not short.endswith("s")))
    ):
        return "near"
    if _sounds_alike(one, other):
        return "typo"
    distance = OSA.distance(one, other, score_cutoff=2)
    if distance == 1 or _ocr(one) == _ocr(other) or (distance == 2 and len(short) > 8):
        return "typo"
    return "near" if distance <= 2 and len(short) > 5 else None


def short_alike(one: str, other: str) -> str | None:
    """Two or three letters that sound alike: "Ly" and "Lee"."""
    return "typo" if len(one) < 5 and sound(one) == sound(other) else None


def _ocr(name: str) -> str:
    """Letters that scanned pages confuse, as one."""
    return (
        name.replace("ii", "u")
        .replace("li", "h")
        .replace("rn", "m")
        .replace("vv", "w")
        .replace("cl", "d")
        .replace("i", "l")
    )


_SOUNDS = (
    ("tsch", "x"), ("tch", "x"), ("sch", "x"), ("ch", "x"), ("sh", "x"), ("hs", "x"), ("ph", "f"), ("eau", "o"),
    ("au", "o"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("kh", "k"), ("gh", "g"), ("ck", "k"), ("qu", "k"), ("q", "k"),
    ("dj", "j"), ("dh", "d"), ("th", "t"), ("c", "k"), ("w", "u"), ("y", "i"), ("j", "i"), ("z", "s"), ("h", ""),
)  # fmt: skip


@cache
def sound(name: str) -> str:
    """A rough key of how a name sounds, so that transliterations of one name meet."""
    for written, heard in _SOUNDS:
        name = name.replace(written, heard)
    return re.sub(r"(.)\1+", r"\1", name)


def _sounds_alike(one: str, other: str) -> bool:
    first, second = sound(one), sound(other)
    if first == second or first.replace("u", "v") == second.replace("u", "v"):
        return True
    return min(len(first), len(second)) > 7 and OSA.distance(first, second, score_cutoff=1) <= 1


# Short forms that are first names themselves.
SHORT = frozenset("alex ben chris fred greg manu max nico phil sam seb steph tim tom".split())


@cache
def is_slip(given: str, word: str) -> bool:
    """Another spelling, a slip or a short form of a first name; another common first name is none."""
    if word in SHORT and given.startswith(word):
        return True
    if given in given_names() and word in given_names():
        return sound(given) == sound(word) and given[-1:] == word[-1:]
    stem = re.sub(r"(?:ie|y|i|ou|o|a|e)$", "", word)
    is_short = 3 <= len(word) <= len(given) and (given.startswith(word) or (len(stem) > 2 and given.startswith(stem)))
    return (
        is_short
        or (
            (len(given) > 4 or given[:1] == word[:1])
            and len(given) > 3
            and OSA.distance(given, word, score_cutoff=1) <= 1
        )
        or sound(given) == sound(word)
        or (len(given) > 3 and _ocr(given) == _ocr(word))
    )
