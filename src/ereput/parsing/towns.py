"""A town or a street as it is written on an envelope: registers shout theirs."""

import re

_SMALL = frozenset("de du des d la le les l et en sur sous au aux à lès lez près arrondissement".split())
_SHOUTED = re.compile(r"\b[^\W\d_a-zà-öø-ÿœ]{2,}\b|(?<=\s)[DL](?=['’])")
_DISTRICT = re.compile(r"\s+\d{1,2}(?:er|e|ème)? arrondissement$", re.I)
_WORD = re.compile(r"[^\W\d_]+")


def written(town: str | None) -> str:
    """ "VILLENEUVE D'ASCQ" as "Villeneuve d'Ascq", "LYON 03E" as "Lyon 03e"; what is not all capitals is left alone."""
    if not town or not town.isupper():
        return town or ""
    return _WORD.sub(lambda word: _cased(word, town), town)


def street(text: str | None) -> str:
    """ "18 Rue DES TILLEULS BLANCS" as "18 Rue des Tilleuls Blancs": word by word, the kind of way is not shouted."""
    return _SHOUTED.sub(lambda word: _cased(word, text or ""), text or "")


def without_district(town: str | None) -> str:
    """Lyon, of "Lyon 3e Arrondissement"."""
    return _DISTRICT.sub("", town or "")


def _cased(word: re.Match[str], town: str) -> str:
    small = word[0].lower()
    follows_digit = town[word.start() - 1 : word.start()].isdigit()
    return small if follows_digit or (word.start() and small in _SMALL) else small.capitalize()
