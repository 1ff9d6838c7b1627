"""Texts that a page shows the beginning of: "… Lire la suite", "... more"."""

import re
from typing import Any

from ereput.reading.stated import RawReview
from ereput.reading.things import Thing
from ereput.reading.visible import Sight

_PHRASES = (
    "lire (?:la )?suite|lire plus|voir (?:plus|la suite|tout)|afficher (?:plus|la suite)|en savoir plus|"
    "read (?:more|on|full review|the full review)|(?:see|show|view) (?:more|full review)|continue reading|full review|"
    "leer m[aá]s|ver m[aá]s|mostrar m[aá]s|seguir leyendo|weiterlesen|mehr (?:anzeigen|lesen)|"
    "leggi (?:tutto|di pi[uù])|mostra altro|lees (?:meer|verder)|meer lezen|ler mais|czytaj (?:wi[eę]cej|dalej)"
)
_WORDS = "plus|suite|more|m[aá]s|mehr|altro|meer|mais|wi[eę]cej"
_END = r"[\s>»›.…)\]]{0,6}\Z"
_CUT = re.compile(
    rf"(?:\s(?:{_PHRASES})|(?:…|\.\.\.)\s{{0,3}}[\[(]?\s?(?:{_PHRASES}|{_WORDS})){_END}",
    re.I,
)
_OFFER = re.compile(rf"[\s.…+]{{0,6}}(?:{_PHRASES}|{_WORDS}){_END}", re.I)
_OPEN_ENDS = ("…", "...")
_LONGEST_OFFER = 40  # characters of a link that offers the rest
_MOST_ELEMENTS = 2_000  # looked at for one review
_TAIL = 80  # characters at the end of a text


def mark(reviews: list[RawReview], things: list[Thing]) -> None:
    """Says which reviews are cut; `things` are what they were read from. The words that offer the rest are left out."""
    sight = Sight(100_000)
    for raw, thing in zip(reviews, things, strict=True):
        if not raw.text:
            continue
        begun, tail = raw.text[:-_TAIL], raw.text[-_TAIL:]
        offer = _CUT.search(tail)
        if offer and begun + tail[: offer.start()]:
            raw.text, raw.is_cut = (begun + tail[: offer.start()]).rstrip(" .…\n") + "…", True
        elif raw.text.endswith(_OPEN_ENDS) and thing.element is not None:
            raw.is_cut = _offers_rest(thing.element, sight)


def _offers_rest(element: Any, sight: Sight) -> bool:
    """Whether a link or a button in the review's element offers the rest of it."""
    for number, inner in enumerate(element.iter()):
        if number > _MOST_ELEMENTS:
            return False
        if inner.tag in ("a", "button", "span", "label"):
            text = sight.shown(inner, _LONGEST_OFFER + 1).strip()
            if 0 < len(text) <= _LONGEST_OFFER and _OFFER.match(text):
                return True
    return False
