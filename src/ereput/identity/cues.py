"""Words that make a name somebody else's: a successor, a comparison, a death, a street of the name."""

import re


def betrayed(name: str, text: str) -> tuple[str, str]:
    """The level of the comparison `cue`, and the words that say so; `name` is as read, `text` folded."""
    if kept := _kept(name, text):
        return kept
    if not _ANY_CUE.search(text):
        return "none", ""
    return next((level, words.strip()) for level, cues in _CUES.items() for words in cues if words in text)


def _kept(name: str, text: str) -> tuple[str, str] | None:
    """Words beside the very name: a street or a school that bears it, a son or a father of the name."""
    if not name or f" {name}" not in text:
        return None
    before, _, after = text.partition(f" {name}")
    first = name.partition(" ")[0]
    if found := _NAMED_AFTER.search(before) or _NAMED_AFTER.search(f" {first}"):
        return "named after", found[0].strip()
    if found := _KIN.match(after):
        return "kin", found[0].strip()
    if found := _LIVED.search(after):
        return "dead", found[0].strip()
    return None


_NAMED_AFTER = re.compile(
    r" (?:rue|avenue|av|boulevard|bd|place|allee|square|ecole|college|lycee|fondation|prix|stade|gymnase|hopital|quai"
    r"|residence|ehpad|amphitheatre|salle)(?: (?:du|de la|de|le|la))?(?: (?:docteure?|dr|professeure?|pr|mme|m))?$"
)
_KIN = re.compile(r" (?:fils|pere|mere|fille|junior|jr|senior|aine|cadet|ii|iii)\b")
_LIVED = re.compile(
    r"^ (?:1[89]\d\d|20[0-2]\d) (?:1[89]\d\d|20[0-2]\d) |^ (?:\w+ ){0,6}(?:est |etait )?(?:decedee?|morte?) "
)
_CUES = {
    level: tuple(f" {words} " for words in cues.split(" · "))
    for level, cues in {
        "successor": "successeur du · successeur de · succede au · succede a · a repris le cabinet · reprend le cabinet"
        " · reprise du cabinet · a repris la patientele · prend la suite · remplace le dr · remplacant du"
        " · a la suite du depart · ancien cabinet du · successor of · took over from",
        "named after": "rue du docteur · rue du dr · avenue du docteur · avenue du dr · boulevard du docteur"
        " · place du docteur · place du dr · ecole docteur · fondation docteur · hopital docteur",
        "compared": "mieux que · rien a voir · que je voyais avant · etais suivie par · etais suivi par"
        " · contrairement a · better than · nothing like",
        "university": "these de · these d exercice · publications · universite",
        "dead": "deces de · deces du · hommage a · hommage au · nous a quittes · nous a quittees · avis de deces"
        " · obseques · in memoriam · necrologie · condoleances · obituary",
    }.items()
}
_ANY_CUE = re.compile("|".join(re.escape(words) for cues in _CUES.values() for words in cues))
