"""Which language a text is written in: small words counted, the page's language as what is likely beforehand."""

import re
from functools import cache

from ereput.opinion.lexicon import LANGUAGES, lexicon, table
from ereput.opinion.tokens import folded, spelt

READ = 2_000  # characters that are looked at
FEW = 10  # words; a text of no more is looked up in the lexicons too
KNOWN = 0.7  # small words that a word of a lexicon is worth
PRIOR = 1.5  # small words that the page's language is worth
_WORD = re.compile(r"[a-z]+")


def language_of(text: str, likely: str | None = None) -> str | None:
    """ISO 639-1 of the text; `likely` decides short texts. None: no Latin letters, or nothing to go by."""
    text = text[:READ]
    letters = [c for c in text if c.isalpha()]
    if not letters:
        return _plain(likely)
    if sum(c < "\u0250" for c in letters) < len(letters) / 2:
        return None
    counts = dict.fromkeys(_small_words(), 0.0)
    words = _WORD.findall(folded(text))
    for word in words:
        for language in _languages_of(word):
            counts[language] += 1
    if len(words) <= FEW:
        for language in LANGUAGES:
            counts[language] += KNOWN * sum(lexicon(language).knows(spelt(word)) for word in words)
    prior = _plain(likely)
    if prior in counts:
        counts[prior] += PRIOR
    best = max(counts, key=lambda language: (counts[language], language == "fr", language == "en"))
    if counts[best] == 0:
        return prior
    if best not in LANGUAGES and counts[best] < 2:
        return prior
    return best


def _plain(language: str | None) -> str | None:
    """ "fr-FR" → "fr"."""
    return language[:2].lower() if language else None


@cache
def _small_words() -> dict[str, frozenset[str]]:
    return {language: frozenset(folded(words).split()) for language, words in table("languages.toml").items()}


@cache
def _index() -> dict[str, tuple[str, ...]]:
    words = {word for known in _small_words().values() for word in known}
    return {word: tuple(code for code, known in _small_words().items() if word in known) for word in words}


def _languages_of(word: str) -> tuple[str, ...]:
    return _index().get(word, ())
