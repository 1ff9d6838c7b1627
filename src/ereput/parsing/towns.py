"""A town as it is written on an envelope: registers shout theirs."""

import re

_SMALL = frozenset("de du des d la le les l et en sur sous au aux à lès lez près arrondissement".split())
_WORD = re.compile(r"[^\W\d_]+")


def written(town: str | None) -> str:
    """ "VILLENEUVE D'ASCQ" as "Villeneuve d'Ascq", "LYON 03E" as "Lyon 03e"; what is not all capitals is left alone."""
    if not town or not town.isupper():
        return town or ""
    return _WORD.sub(lambda word: _cased(word, town), town)


def _cased(word: re.Match[str], town: str) -> str:
    small = word[0].lower()
    follows_digit = town[word.start() - 1 : word.start()].isdigit()
    return small if follows_digit or (word.start() and small in _SMALL) else small.capitalize()
