"""Which language a text is written in: small words counted, the page's language as what is likely beforehand."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from ereput.opinion.lexicon import LANGUAGES, lexicon, table
from ereput.opinion.tokens import SIGN_WORDS, folded

READ = 400  # words and marks that are looked at
FEW = 10  # words; a text of no more is looked up in the lexicons too
KNOWN = 0.7  # small words that a word of a lexicon is worth
PLAIN = 3  # small words of the page's language that settle it where no other has as many
PRIOR = 1.5  # small words that the page's language is worth
_ABROAD = re.compile(r"[^\0-\u024f\u2000-\u2bff\ufe00-\ufe0f\U0001f000-\U0001faff]")  # no letter of Latin, no sign


def language_of(text: str, found: Sequence[str], likely: str | None = None) -> str | None:
    """ISO 639-1 of a text and its pieces; `likely` decides short texts. None: no Latin letters, or nothing to go by."""
    prior = _plain(likely)
    if _ABROAD.search(text) and _is_abroad(text):
        return None
    if prior in LANGUAGES and _is_plainly(prior, found):
        return prior
    words = [piece for piece in found[:READ] if piece.isalpha() and piece not in SIGN_WORDS]
    if not words:
        return prior
    counts = _counts(words)
    if len(words) <= FEW:
        if prior in LANGUAGES and counts[prior] == max(counts.values()) and _knows(prior, words):
            return prior
        for language in LANGUAGES:
            counts[language] += KNOWN * _knows(language, words)
    if prior in counts:
        counts[prior] += PRIOR
    most = max(counts.values())
    best = next(language for language, count in counts.items() if count == most)  # fr, then en, where they are even
    if most == 0 or (best not in LANGUAGES and most < 2):
        return prior
    return best


def _is_plainly(language: str, found: Sequence[str]) -> bool:
    """It has more different small words of the language than of any other, and some at least."""
    words = set(found[:READ])
    small = _small_words()
    own = len(small[language] & words)
    return own >= PLAIN and all(len(known & words) < own for code, known in small.items() if code != language)


def _is_abroad(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return sum(c < "\u0250" for c in letters) < len(letters) / 2


def _counts(words: Iterable[str]) -> dict[str, float]:
    """How many small words of each language there are."""
    counts = dict.fromkeys(_small_words(), 0.0)
    index = _index()
    for word in words:
        if word in index:
            for language in index[word]:
                counts[language] += 1
    return counts


def _knows(language: str, words: Iterable[str]) -> int:
    return sum(map(lexicon(language).knows, words))


def _plain(language: str | None) -> str | None:
    """ "fr-FR" → "fr"."""
    return language[:2].lower() if language else None


@cache
def _small_words() -> dict[str, frozenset[str]]:
    return {language: frozenset(folded(words).split()) for language, words in table("languages.toml").items()}


@cache
def _index() -> dict[str, tuple[str, ...]]:
    """Small word → its languages, French and English first."""
    words = {word for known in _small_words().values() for word in known}
    return {word: tuple(code for code, known in _small_words().items() if word in known) for word in words}
