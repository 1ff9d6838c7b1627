"""Safe replies by theme, T1 … T13, for who chooses to reply although the default advice is not to.

General, in the present, and they neither confirm nor deny that anybody is a patient. They pass every rule that blocks.
"""

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from ereput.words import N_, spaced

ADVICE = N_("The advice is not to reply in public: replying is never required, and secrecy forbids what would matter.")
POSITIONS = (  # they differ: e-1 of the guide. Both are shown, and the choice is the doctor's
    N_("Ordre des médecins, guide of 2018: a short, courteous and general reply is possible, without any detail."),
    N_(
        "Ordre des médecins, coordinator of its Observatoire de la sécurité, 2025: above all do not reply, because of "
        "secrecy; a complaint remains possible."
    ),
)
THEMES = {
    "T1": N_("waiting, lateness"),
    "T2": N_("getting an appointment, being taken as a patient"),
    "T3": N_("welcome, secretariat, telephone"),
    "T4": N_("fees, third-party payment"),
    "T5": N_("listening, manner"),
    "T6": N_("care, diagnosis, result"),
    "T7": N_("refused certificate, sick leave or prescription"),
    "T8": N_("premises, hygiene, access"),
    "T9": N_("author unknown, or a suspected fake"),
    "T10": N_("an insult, or hateful words"),
    "T11": N_("a kind review"),
    "T12": N_("a mark without text"),
    "T13": N_("wrong doctor or place"),
}
SECOND_READER = frozenset({"T6", "T7", "T9"})  # a partner, the insurer or the Order reads it first
BETTER_NONE = frozenset({"T10", "T11"})  # no reply serves better than this one


class Draft(NamedTuple):
    """A reply that may be posted, by hand; `text` is None where nothing should be said."""

    theme: str
    text: str | None


def draft(theme: str, language: str = "fr") -> Draft:
    """The safe reply of a theme. Raises KeyError for a theme that is not in THEMES."""
    text = _table()[theme][language]
    return Draft(theme, (spaced(text) if language == "fr" else text) or None)


@cache
def _table() -> dict[str, dict[str, str]]:
    text = (files("ereput.guide.replies") / "drafts.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
