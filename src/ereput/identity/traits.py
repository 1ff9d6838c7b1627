"""The comparisons: one trait of a practitioner beside one of a listing, one function each.

Each answers with a level, which `compare` weighs, and with what was compared, as read.
"""

import math
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from ereput.identity.cues import betrayed
from ereput.identity.likeness import NOBODY, Likeness, Names, best
from ereput.identity.sights import Sight, is_brought, others_heading
from ereput.identity.subjects import Spot, Subject
from ereput.model import Judgement
from ereput.parsing.communes import groups
from ereput.parsing.specialties import DOCTOR, compatible, specialties


class Case(NamedTuple):
    """What is known of the name before any listing is read."""

    census: int | None = None  # entries of the register that bear the family name
    told: Mapping[str, Judgement] = {}  # what a person decided, by key of the listing


NO_CASE = Case()


class Pair(NamedTuple):
    """A practitioner beside a listing."""

    who: Subject
    sight: Sight
    likeness: Likeness
    place: str  # where the name stands: heading · text · mentioned · nowhere
    case: Case = Case()
    rival: float | None = None  # bits by which the best other card explains it better; None: no register spoke
    has_kin: bool = False  # another card fits the printed name at that very practice, no first name telling them apart
    is_open: bool = False  # the register has several cards as good as one another for the practitioner
    company: str = "unknown"  # how sure the surest other listing of that name with its phone or street is
    abode: str = "unknown"  # how sure the surest other listing of that name in its town is


Answer = tuple[str, str]  # the level, and what was compared
UNKNOWN: Answer = ("unknown", "")


def pair(who: Subject, sight: Sight, case: Case = NO_CASE, rival: float | None = None) -> Pair:
    """A practitioner, or somebody of the register, beside a listing."""
    return Pair(who, sight, *named(who.names, sight), case, rival)


def named(names: Names, sight: Sight) -> tuple[Likeness, str]:
    """The name on the listing, in its heading or in its text; a heading that names another says whose it is."""
    heading = best(names, sight.heading)
    if heading.family != "none":
        return heading, "heading"
    text = best(names, sight.text)
    if text.family == "none":
        return NOBODY, "nowhere"
    return text, "mentioned" if others_heading(sight) else "text"


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


def told(pair: Pair) -> Answer:
    """What a person decided about this very listing."""
    return _TOLD[found] if (found := pair.case.told.get(pair.sight.of.key)) else UNKNOWN[0], ""


_TOLD = {Judgement.SAME: "theirs", Judgement.DIFFERENT: "not theirs", Judgement.UNSURE: "open"}


def website(pair: Pair) -> Answer:
    """A page of their own site, or a listing that leads there."""
    own = pair.who.site
    for theirs in (pair.sight.url, pair.sight.website):
        if own and (theirs == own or theirs.startswith(f"{own}/")):
            return "same", theirs
    return UNKNOWN


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
    if pair.sight.is_outside:
        return "outside", ""
    if not pair.sight.works:
        return UNKNOWN
    return _work(pair.who.works, pair.sight.works)


@lru_cache(maxsize=20_000)
def _work(first: tuple[str, ...], second: tuple[str, ...]) -> Answer:
    ours, theirs = [specialties()[key] for key in first], [specialties()[key] for key in second]
    detail = ", ".join(one.words[0] for one in theirs)
    if not ours:
        return ("other profession" if all(one.profession != DOCTOR for one in theirs) else "unknown"), detail
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
    if level := town_level(pair):
        return level, ", ".join([f"{there.code} {there.town}".strip() for there in pair.sight.spots])
    return UNKNOWN


def town_level(pair: Pair) -> str:
    """The level alone; "" where one of the two shows no place."""
    best, nearest = "", len(_GRAINS)
    for one in pair.who.spots:
        for other in pair.sight.spots:
            if (one.town or one.code) and (other.town or other.code):
                grain = "same" if one.code and one.code == other.code else _grain(one[:3], other[:3])
                if _GRAINS[grain] < nearest:
                    best, nearest = grain, _GRAINS[grain]
    return best


_GRAINS = {grain: i for i, grain in enumerate("same district neighbour departement far elsewhere".split())}
_Where = tuple[str, str, str]  # town, postcode, département


@lru_cache(maxsize=20_000)
def _grain(one: _Where, other: _Where) -> str:
    (town, code, near), (their_town, their_code, their_near) = one, other
    if town and town == their_town and (not (near and their_near) or near == their_near):
        return "district" if code and their_code and town in ("paris", "lyon", "marseille") else "same"
    if (
        near == their_near
        and min(len(town), len(their_town)) > 4
        and OSA.distance(town, their_town, score_cutoff=1) < 2
    ):
        return "same"
    if groups(town, code) & groups(their_town, their_code):
        return "neighbour"
    if near and their_near:
        return "departement" if near == their_near else "far"
    return "elsewhere"


def street(pair: Pair) -> Answer:
    """The nearest of all streets known of both; one in another town is another street."""
    if level := street_level(pair):
        seen = [f"{there.number} {there.street}".strip() for there in pair.sight.spots if there.street]
        return level, ", ".join(seen)
    return UNKNOWN


def street_level(pair: Pair) -> str:
    """The level alone; "" where one of the two shows no street."""
    best = ""
    for other in pair.sight.spots:
        for one in pair.who.spots:
            if one.street and other.street:
                found = _along(one, other)
                if not best or _STREETS[found] < _STREETS[best]:
                    best = found
    return best


_STREETS = {level: i for i, level in enumerate(("same", "street", "number differs", "different"))}


def _along(one: Spot, other: Spot) -> str:
    if one.street != other.street and not _is_slip_of(one.street, other.street):
        return "different"
    if not (one.code and one.code == other.code) and _is_apart(one, other):
        return "different"
    if one.number and one.number == other.number:
        return "same"
    return "number differs" if one.number and other.number else "street"


@lru_cache(maxsize=20_000)
def _is_slip_of(street: str, other: str) -> bool:
    """Written apart or together, or a letter amiss in a long enough name: "Tilleuls Blans"."""
    one, two = street.replace(" ", ""), other.replace(" ", "")
    return one == two or (
        min(len(one), len(two)) > _LONG
        and _figures(one) == _figures(two)
        and OSA.distance(one, two, score_cutoff=1) < 2
    )


_LONG = 10  # letters of a street, its kind of way included


def _figures(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _is_apart(one: Spot, other: Spot) -> bool:
    is_said = (one.town or one.code) and (other.town or other.code)
    return bool(is_said) and _grain(one[:3], other[:3]) in ("far", "departement", "neighbour")


def phone(pair: Pair) -> Answer:
    theirs = pair.sight.phones
    if not theirs:
        return UNKNOWN
    return phone_level(pair), ", ".join(sorted(theirs))


def phone_level(pair: Pair) -> str:
    """The level alone."""
    ours, theirs = pair.who.phones, pair.sight.phones
    if not (ours and theirs):
        return "unknown"
    return "different" if ours.isdisjoint(theirs) else "same"


def practice(pair: Pair) -> Answer:
    ours = pair.who.practices
    theirs = pair.sight.practice or (pair.sight.named if pair.sight.is_practice else "")
    if not ours or not theirs:
        return UNKNOWN
    return ("same", theirs) if any(f" {one} " in f" {theirs} " for one in ours) else UNKNOWN


def cue(pair: Pair) -> Answer:
    """Words that make the name somebody else's: a successor, a comparison, a street."""
    return betrayed(pair.likeness.found, pair.sight.words)


def company(pair: Pair) -> Answer:
    return pair.company, ", ".join(sorted(pair.sight.phones))


def abode(pair: Pair) -> Answer:
    return pair.abode, ", ".join(spot.town for spot in pair.sight.spots)


def rival(pair: Pair) -> Answer:
    if pair.rival is None:
        return UNKNOWN
    return next(level for least, level in _RIVALS if pair.rival >= least), ""


# Bits by which another card of the register explains the listing better than what is known of the practitioner.
FAINTEST = -4.0  # a card that explains it worse by so many bits is none
_RIVALS = (
    (4.0, "much better"),
    (1.0, "better"),
    (-0.4, "tie"),
    (-2.0, "close"),
    (FAINTEST, "weaker"),
    (-math.inf, "none"),
)
