"""The comparisons: one trait, one function, one sentence, and what each answer weighs.

Weights are bits of evidence, log2 of how much likelier the answer is on the practitioner's own listing than on
somebody else's. Those marked "estimated" were fitted on the labelled cases of the development set and rounded; the
others are reasoned. Absence is not evidence: what cannot be compared weighs nothing or nearly.
"""

import math
from collections.abc import Callable, Mapping
from typing import NamedTuple

from ereput.identity.people import NOBODY, Likeness, best
from ereput.identity.subjects import Sight, Spot, Subject, is_brought
from ereput.parsing.specialties import DOCTOR, compatible
from ereput.words import N_


class Case(NamedTuple):
    """What is known of the name before any listing is read."""

    census: int | None = None  # entries of the register that bear the family name
    support: frozenset[str] = frozenset()  # phones seen on listings already judged theirs


NO_CASE = Case()


class Pair(NamedTuple):
    """A practitioner beside a listing."""

    who: Subject
    sight: Sight
    likeness: Likeness
    place: str  # where the name stands: heading · text · mentioned · nowhere
    case: Case = Case()
    rival: float | None = None  # bits by which the best other card explains it better; None: no register spoke


class Level(NamedTuple):
    """One answer of a comparison."""

    bits: float
    value: float | None  # 1 agrees, 0 differs, None cannot tell


Answer = tuple[str, str]  # the level, and what was compared
UNKNOWN: Answer = ("unknown", "")


class Feature(NamedTuple):
    """One comparison and its weights."""

    key: str
    sentence: str  # for the reader
    compare: Callable[[Pair], Answer]
    levels: Mapping[str, Level]
    why: str  # where the weights come from


def pair(who: Subject, sight: Sight, case: Case = NO_CASE, rival: float | None = None) -> Pair:
    """Finds the name on the listing: in its heading, or in its text; a heading that names another says whose it is."""
    heading = best(who.names, sight.heading)
    if heading.family != "none":
        return Pair(who, sight, heading, "heading", case, rival)
    text = best(who.names, sight.text)
    if text.family == "none":
        return Pair(who, sight, NOBODY, "nowhere", case, rival)
    others = any(run.is_person for run in sight.heading)
    return Pair(who, sight, text, "mentioned" if others else "text", case, rival)


# ---------------------------------------------------------------- one trait, one function


def register_number(pair: Pair) -> Answer:
    ours, theirs = pair.who.number, pair.sight.number
    if not ours or not theirs:
        return UNKNOWN
    return ("same" if ours == theirs else "different"), theirs


def page(pair: Pair) -> Answer:
    if pair.sight.url and pair.sight.url in pair.who.pages:
        return "theirs", pair.sight.url
    if pair.sight.url and pair.sight.url in pair.who.not_pages:
        return "not theirs", pair.sight.url
    return UNKNOWN


def website(pair: Pair) -> Answer:
    if not pair.who.host or not pair.sight.host:
        return UNKNOWN
    return ("same", pair.sight.host) if pair.who.host == pair.sight.host else UNKNOWN


def brought(pair: Pair) -> Answer:
    return ("yes", "") if is_brought(pair.sight) else UNKNOWN


def family_name(pair: Pair) -> Answer:
    if is_brought(pair.sight) and not any(run.is_person for run in pair.sight.heading):
        return UNKNOWN if pair.likeness.family == "none" else (pair.likeness.family, pair.likeness.found)
    return pair.likeness.family, pair.likeness.found


def given_name(pair: Pair) -> Answer:
    level = pair.likeness.given
    return (level, pair.likeness.found) if pair.likeness.family != "none" else UNKNOWN


def other_name(pair: Pair) -> Answer:
    return pair.likeness.other, pair.likeness.found


def name_place(pair: Pair) -> Answer:
    return pair.place, (pair.sight.of.title or "")[:80]


def rarity(pair: Pair) -> Answer:
    """Per two million entries: what the whole French register of health professions holds."""
    count = pair.case.census
    if count is None or pair.likeness.family not in ("full", "typo"):
        return UNKNOWN
    return next(level for most, level in _RARITIES if count <= most), str(count)


_RARITIES = ((20, "rare"), (100, "uncommon"), (400, "common"), (10**9, "very common"))


def specialty(pair: Pair) -> Answer:
    """The best of all specialties known of both."""
    ours, theirs = pair.who.specialties, pair.sight.specialties
    if pair.sight.is_outside:
        return "outside", ""
    if not theirs:
        return UNKNOWN
    detail = ", ".join(one.words[0] for one in theirs)
    if not ours:
        return ("other profession" if all(t.profession != DOCTOR for t in theirs) else "unknown"), detail
    answers = [(compatible(one, other), one.key == other.key) for one in ours for other in theirs]
    if any(answer and is_equal for answer, is_equal in answers):
        return "same", detail
    if any(answer for answer, _ in answers):
        return "related", detail
    if all(one.profession != other.profession for one in ours for other in theirs):
        return "other profession", detail
    return ("beside" if any(answer is None for answer, _ in answers) else "different"), detail


def town(pair: Pair) -> Answer:
    """The nearest of all places known of both."""
    ours = pair.who.spots
    theirs = [spot for spot in pair.sight.spots if spot.town or spot.code]
    if not theirs or not any(spot.town or spot.code for spot in ours):
        return UNKNOWN
    detail = ", ".join(f"{spot.code} {spot.town}".strip() for spot in theirs)
    grains = [_grain(one, other) for one in ours for other in theirs]
    return min(grains, key=_GRAINS.index), detail


_GRAINS = ("same", "district", "departement", "far", "elsewhere", "unknown")


def _grain(one: Spot, other: Spot) -> str:
    if one.code and one.code == other.code:
        return "same"
    if one.town and one.town == other.town and (not (one.departement and other.departement) or _is_near(one, other)):
        is_district = one.code and other.code and one.town in ("paris", "lyon", "marseille")
        return "district" if is_district else "same"
    if one.departement and other.departement:
        return "departement" if _is_near(one, other) else "far"
    return "elsewhere" if (one.town or one.code) and (other.town or other.code) else "unknown"


def _is_near(one: Spot, other: Spot) -> bool:
    return one.departement == other.departement


def street(pair: Pair) -> Answer:
    theirs = [spot for spot in pair.sight.spots if spot.street]
    ours = [spot for spot in pair.who.spots if spot.street]
    if not theirs or not ours:
        return UNKNOWN
    detail = ", ".join(f"{spot.number} {spot.street}".strip() for spot in theirs)
    pairs = [(one, other) for one in ours for other in theirs if _grain(one, other) not in ("far", "departement")]
    along = [(one, other) for one, other in pairs if one.street.replace(" ", "") == other.street.replace(" ", "")]
    if any(one.number == other.number and one.number for one, other in along):
        return "same", detail
    if along:
        is_open = any(not (one.number and other.number) for one, other in along)
        return ("street" if is_open else "number differs"), detail
    return "different", detail


def phone(pair: Pair) -> Answer:
    ours, theirs = pair.who.phones, pair.sight.phones
    if not theirs:
        return UNKNOWN
    detail = ", ".join(sorted(theirs))
    if ours & theirs:
        return "same", detail
    if pair.case.support & theirs:
        return "supported", detail
    return ("different" if ours else "unknown"), detail


def practice(pair: Pair) -> Answer:
    ours = pair.who.practices
    theirs = pair.sight.practice or (pair.sight.named if pair.sight.is_practice else "")
    if not ours or not theirs:
        return UNKNOWN
    return ("same", theirs) if any(f" {one} " in f" {theirs} " for one in ours) else UNKNOWN


def cue(pair: Pair) -> Answer:
    """Words that make the name somebody else's: a successor, a comparison, a street."""
    for level, cues in _CUES.items():
        for words in cues:
            if words in pair.sight.words:
                return level, words.strip()
    return "none", ""


_CUES = {
    level: tuple(f" {words} " for words in cues.split(" · "))
    for level, cues in {
        "successor": "successeur du · successeur de · succede au · succede a · a repris le cabinet · reprend le cabinet"
        " · reprise du cabinet · a repris la patientele · prend la suite · remplace le dr · remplacant du"
        " · a la suite du depart · ancien cabinet du · successor of · took over from",
        "named after": "rue du docteur · rue du dr · avenue du docteur · avenue du dr · boulevard du docteur"
        " · place du docteur · place du dr · ecole docteur · fondation docteur · hopital docteur",
        "dead": "avis de deces · obseques · in memoriam · necrologie · condoleances · obituary",
    }.items()
}


def rival(pair: Pair) -> Answer:
    if pair.rival is None:
        return UNKNOWN
    return next(level for least, level in _RIVALS if pair.rival >= least), ""


# Bits by which another card of the register explains the listing better than what is known of the practitioner.
_RIVALS = ((4.0, "much better"), (1.0, "better"), (-1.0, "tie"), (-4.0, "weaker"), (-math.inf, "none"))


# ---------------------------------------------------------------- the table


def _levels(**levels: tuple[float, float | None]) -> dict[str, Level]:
    return {key.replace("_", " "): Level(*level) for key, level in levels.items()} | {"unknown": Level(0.0, None)}


FEATURES: dict[str, Feature] = {
    feature.key: feature
    for feature in (
        Feature(
            "page",
            N_("You said whether this page is theirs."),
            page,
            _levels(theirs=(20.0, 1.0), not_theirs=(-20.0, 0.0)),
            "reasoned: a person decides in the end",
        ),
        Feature(
            "register_number",
            N_("The register's number (RPPS)."),
            register_number,
            _levels(same=(8.0, 1.0), different=(-7.5, 0.0)),
            "estimated; one person has one number",
        ),
        Feature(
            "brought",
            N_("The listing comes from an export of the owner's own account."),
            brought,
            _levels(yes=(12.0, 1.0)),
            "reasoned: an account's export holds the account's own listings",
        ),
        Feature(
            "website",
            N_("The web site is theirs."),
            website,
            _levels(same=(6.0, 1.0)),
            "reasoned: a domain has one holder",
        ),
        Feature(
            "family_name",
            N_("The family name."),
            family_name,
            _levels(full=(4.0, 1.0), part=(4.0, 1.0), typo=(3.7, 1.0), near=(-3.7, 0.0), none=(-3.3, 0.0)),
            "estimated",
        ),
        Feature(
            "given_name",
            N_("The first name."),
            given_name,
            _levels(
                full=(1.5, 1.0),
                initial=(0.9, 1.0),
                part=(0.2, 1.0),
                typo=(1.8, 1.0),
                absent=(-0.1, None),
                longer=(-3.2, 0.0),
                conflict=(-7.6, 0.0),
                another=(-9.0, 0.0),
            ),
            "estimated",
        ),
        Feature(
            "other_name",
            N_("Another family name stands beside it."),
            other_name,
            _levels(none=(0.0, None), wed=(1.4, None), other=(-1.7, 0.0)),
            "estimated",
        ),
        Feature(
            "name_place",
            N_("Where the name stands: a page is about whom its heading names."),
            name_place,
            _levels(heading=(0.0, 1.0), text=(-1.2, None), mentioned=(-9.6, 0.0), nowhere=(0.0, 0.0)),
            "estimated",
        ),
        Feature(
            "rarity",
            N_("How many entries of the register bear the family name."),
            rarity,
            _levels(rare=(2.0, 1.0), uncommon=(1.6, None), common=(1.1, None), very_common=(1.1, None)),
            "estimated; Fellegi and Sunter's frequency of the value",
        ),
        Feature(
            "specialty",
            N_("The specialty or profession."),
            specialty,
            _levels(
                same=(1.8, 1.0),
                related=(0.3, 1.0),
                beside=(0.9, None),
                different=(-2.8, 0.0),
                other_profession=(-8.9, 0.0),
                outside=(-9.0, 0.0),
            ),
            "estimated",
        ),
        Feature(
            "town",
            N_("The town."),
            town,
            _levels(
                same=(2.3, 1.0),
                district=(1.0, None),
                departement=(1.0, None),
                elsewhere=(-1.0, 0.0),
                far=(-1.3, 0.0),
            ),
            "estimated; doctors move, so that another town is no proof",
        ),
        Feature(
            "street",
            N_("The street address."),
            street,
            _levels(same=(1.3, 1.0), street=(1.2, 1.0), number_differs=(0.8, None), different=(-2.5, 0.0)),
            "estimated; many listings are old, so that another street is no proof",
        ),
        Feature(
            "phone",
            N_("The telephone number."),
            phone,
            _levels(same=(1.8, 1.0), supported=(1.0, 1.0), different=(-0.7, 0.0)),
            "estimated; a practice shares its number",
        ),
        Feature(
            "practice",
            N_("The practice."),
            practice,
            _levels(same=(0.3, 1.0)),
            "reasoned: colleagues share a practice",
        ),
        Feature(
            "cue",
            N_("Words that say the page is about somebody else."),
            cue,
            _levels(none=(0.0, None), successor=(-7.4, 0.0), named_after=(-3.0, 0.0), dead=(-3.0, 0.0)),
            "estimated; street names and deaths reasoned",
        ),
        Feature(
            "rival",
            N_("Somebody else of that name in the register explains the listing better."),
            rival,
            _levels(none=(0.7, None), weaker=(0.7, None), tie=(-1.2, 0.0), better=(-3.1, 0.0), much_better=(-4.9, 0.0)),
            "estimated",
        ),
    )
}
# What says who somebody is, each comparison weighed by itself (log2 m/u): by this, cards of the register are told apart
# and rivals are measured. The weights above were estimated together, rivals included, so they are smaller.
TELLING: dict[str, dict[str, float]] = {
    "register_number": {"same": 8.0, "different": -7.5},
    "family_name": {"full": 1.4, "part": 0.0, "typo": 0.3, "near": -4.0, "none": -8.0},
    "given_name": {"full": 0.5, "part": -0.5, "absent": -0.5, "longer": -2.5, "conflict": -6.5, "another": -6.5},
    "other_name": {"wed": 0.5, "other": -2.0},
    "specialty": {"same": 1.0, "related": 0.2, "different": -4.2, "other profession": -7.7, "outside": -5.0},
    "town": {"same": 0.9, "district": 0.2, "departement": -0.9, "elsewhere": -2.5, "far": -4.5},
    "street": {"same": 1.8, "street": 1.7, "number differs": -1.4, "different": -2.5},
    "phone": {"same": 1.8, "different": -2.0},
}
PRIOR = -5.1  # bits before any comparison: a search for a name brings as many of theirs as of others
