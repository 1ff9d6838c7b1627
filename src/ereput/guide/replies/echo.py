"""RPL-04, the echo rule: what only this review says may not come back in the reply."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from ereput.guide.replies.reply import Reply
from ereput.guide.spelling import marks, readings

SHORTEST = 4  # letters of a word that can be particular
_FIGURE = re.compile(r"\d+")
_GENERAL = re.compile(  # telephone numbers, which RPL-05 judges, and days of habit
    r"\b\d\d(?: \d\d){4}\b|\b(?:1[578]|11[249]|3114|999|911|111)\b"
    r"|\b(?:les?|du|au|chaque|every) (?:(?:lun|mar|mercre|jeu|vendre|same)dis?|dimanches?|[a-z]{3,6}day)\b"
    r"|\b[a-z]{3,6}days\b"
)
_VAGUE = re.compile(  # qualities and abstract nouns, by their ending: they name no person, place or thing
    r"\w{3,}(?:[ts]ions?|[ae]nces?|ites?|ments?|ness|it(?:y|ies)|isme?|[ai]bles?|[^v]eux|ieuses?|ifs?|ives?|ful|less|ous|[^mr]ed)"
)
_NOUN = re.compile(  # what stands before a thing that is named: one word may stand between, or one and “and”
    r"\b(?:l[ea]s?|l|une?|des|du|aux?|ce|cet|cette|ces|[mts](?:on|a|es)|nos|notre|vos|votre|leurs?|sans|en"
    r"|the|an?|this|that|these|those|our|your|his|her|their|my|of|no|with)(?: \w+(?: et| ou| and| or)?)? $"
)


def echoes(reply: Reply) -> Iterator[str]:
    """Figures, names and things of the review that are in the reply and that any reply would not hold."""
    if not reply.review:
        return
    told = {form for view in readings(reply.review) for word in view.text.split() for form in _numbers(word)}
    figures = set(_FIGURE.findall(marks(reply.review).text))
    for view in readings(reply.text):
        ended = -1  # where the last word stopped that both hold and that is particular: two in a row need no article
        for found in re.finditer(r"\w+", _GENERAL.sub(lambda one: " " * len(one[0]), view.text)):
            word, start, written = found[0], found.start(), view.written(*found.span())
            if told.isdisjoint(_numbers(word)) or not (word in figures if word.isdigit() else _is_particular(word)):
                continue
            named = word.isdigit() or written[:1].isupper() or _NOUN.search(view.text, max(0, start - 40), start)
            if named or start == ended + 1:
                yield written
            ended = found.end()


def _numbers(word: str) -> tuple[str, str]:
    """The word, and what it is without the mark of the plural."""
    return word, word.rstrip("sx")


def _is_particular(word: str) -> bool:
    if len(word) < SHORTEST or _VAGUE.fullmatch(word):
        return False
    return not any(form in common() for form in (word, *_singular(word)))


def _singular(word: str) -> Iterator[str]:
    """The word without the marks of number, gender or person, as far as spelling tells."""
    for ending in ("s", "e", "es", "x", "nt", "ent", "r", "er", "ement", "ment", "ly", "ing", "ed", "z", "ez"):
        if word.endswith(ending):
            yield word.removesuffix(ending)
            yield word.removesuffix(ending) + "e"


@cache
def common() -> frozenset[str]:
    """Words that say nothing of anybody in particular."""
    text = (files("ereput.guide.replies") / "common.toml").read_text(encoding="utf-8")
    return frozenset(word for words in tomllib.loads(text).values() for word in words.split())
