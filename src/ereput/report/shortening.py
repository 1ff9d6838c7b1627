"""A finding's sentence made shorter for a narrow page, so that what to do about it keeps its place."""

import re
from collections.abc import Iterator

_ASIDE = re.compile(r"\s\([^()]*\)(?=[^«“]*[«“])")  # before the quotation: since when it was not read again
_QUOTED = re.compile(r"([«“]\s?)([^»”]*[^»”\s])(\s?[»”])")


def shorter(sentence: str) -> Iterator[str]:
    """The sentence, without what stands in brackets, then with ever fewer words of what it quotes: one at least."""
    yield sentence
    bare = _ASIDE.sub("", sentence)
    if bare != sentence:
        yield bare
    quoted = _QUOTED.search(bare)
    words = quoted[2].split(" ") if quoted else []
    for kept in range(len(words) - 1, 0, -1):
        cut = " ".join(words[:kept]).rstrip(" …,;.")
        if quoted and cut:
            yield f"{bare[: quoted.start()]}{quoted[1]}{cut}…{quoted[3]}{bare[quoted.end() :]}"
