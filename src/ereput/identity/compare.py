"""The table of comparisons: what each is called for the reader, and what each of its answers weighs.

Weights are bits of evidence, log2 of how much likelier the answer is on the practitioner's own listing than on
somebody else's. Those marked "estimated" were fitted together on the labelled cases of the development set and
rounded; the others are reasoned. Absence is not evidence: what cannot be compared weighs nothing.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from ereput.identity import traits
from ereput.identity.traits import Answer, Pair
from ereput.words import N_


class Level(NamedTuple):
    """One answer of a comparison."""

    bits: float
    value: float | None  # 1 agrees, 0 differs, None cannot tell


class Feature(NamedTuple):
    """One comparison and its weights."""

    key: str
    sentence: str  # for the reader
    compare: Callable[[Pair], Answer]
    levels: Mapping[str, Level]
    why: str  # where the weights come from


def _levels(**levels: tuple[float, float | None]) -> dict[str, Level]:
    return {key.replace("_", " "): Level(*level) for key, level in levels.items()} | {"unknown": Level(0.0, None)}


FEATURES: dict[str, Feature] = {
    feature.key: feature
    for feature in (
        Feature(
            "told",
            N_("Confirmed by you."),
            traits.told,
            _levels(theirs=(20.0, 1.0), not_theirs=(-20.0, 0.0), open=(0.0, None)),
            "reasoned: a person decides in the end (`ereput judge`)",
        ),
        Feature(
            "page",
            N_("You said whether this page is theirs."),
            traits.page,
            _levels(theirs=(20.0, 1.0), not_theirs=(-20.0, 0.0)),
            "reasoned: a person decides in the end",
        ),
        Feature(
            "register_number",
            N_("The register's number (RPPS)."),
            traits.register_number,
            _levels(same=(8.0, 1.0), different=(-7.5, 0.0)),
            "each by itself (log2 m/u) on the development set; one person has one number",
        ),
        Feature(
            "brought",
            N_("The listing comes from an export of the owner's own account."),
            traits.brought,
            _levels(yes=(12.0, 1.0)),
            "reasoned: an account's export holds the account's own listings",
        ),
        Feature(
            "website",
            N_("The web site is theirs."),
            traits.website,
            _levels(same=(6.0, 1.0)),
            "reasoned: a domain has one holder",
        ),
        Feature(
            "family_name",
            N_("The family name."),
            traits.family_name,
            _levels(
                full=(2.0, 1.0),
                part=(2.3, 1.0),
                typo=(2.2, 1.0),
                initial=(-1.0, None),
                near=(-6.8, 0.0),
                none=(-3.3, 0.0),
            ),
            "estimated; `initial` reasoned: one letter in eight agrees by chance",
        ),
        Feature(
            "given_name",
            N_("The first name."),
            traits.given_name,
            _levels(
                full=(2.6, 1.0),
                initial=(1.9, 1.0),
                part=(1.9, 1.0),
                typo=(2.5, 1.0),
                absent=(0.7, None),
                second=(-1.5, None),
                longer=(-4.4, 0.0),
                conflict=(-5.2, 0.0),
                another=(-9.0, 0.0),
            ),
            "estimated; reasoned: `second`, since some sites print every first name, and `another`: one person has one",
        ),
        Feature(
            "other_name",
            N_("Another family name stands beside it."),
            traits.other_name,
            _levels(none=(0.0, None), wed=(0.7, None), beside=(-1.5, None), other=(-2.8, 0.0)),
            "estimated",
        ),
        Feature(
            "name_place",
            N_("Where the name stands: a page is about whom its heading names."),
            traits.name_place,
            _levels(heading=(0.0, 1.0), text=(-0.9, None), mentioned=(-9.6, 0.0), nowhere=(0.0, 0.0)),
            "estimated",
        ),
        Feature(
            "rarity",
            N_("How many entries of the register bear the family name."),
            traits.rarity,
            _levels(rare=(1.0, 1.0), uncommon=(0.6, None), common=(0.2, None), very_common=(0.5, None)),
            "estimated; Fellegi and Sunter's frequency of the value",
        ),
        Feature(
            "specialty",
            N_("The specialty or profession."),
            traits.specialty,
            _levels(
                same=(1.3, 1.0),
                related=(-0.8, 1.0),
                beside=(-0.1, None),
                different=(-3.3, 0.0),
                other_profession=(-8.4, 0.0),
                outside=(-8.2, 0.0),
            ),
            "estimated",
        ),
        Feature(
            "town",
            N_("The town."),
            traits.town,
            _levels(
                same=(1.5, 1.0),
                district=(0.0, None),
                neighbour=(-0.4, None),
                departement=(0.2, None),
                elsewhere=(-1.5, 0.0),
                far=(-2.7, 0.0),
            ),
            "estimated, `district` reasoned; doctors move, so that another town is no proof",
        ),
        Feature(
            "street",
            N_("The street address."),
            traits.street,
            _levels(same=(2.1, 1.0), street=(1.7, 1.0), number_differs=(0.7, None), different=(-1.6, 0.0)),
            "estimated; many listings are old, so that another street is no proof",
        ),
        Feature(
            "phone",
            N_("The telephone number."),
            traits.phone,
            _levels(same=(0.9, 1.0), different=(-0.5, 0.0)),
            "estimated; a practice shares its number",
        ),
        Feature(
            "practice",
            N_("The practice."),
            traits.practice,
            _levels(same=(0.3, 1.0)),
            "reasoned: colleagues share a practice",
        ),
        Feature(
            "company",
            N_("Other listings of that name with the same telephone or street."),
            traits.company,
            _levels(sure=(2.1, 1.0), likely=(3.9, None), open=(0.0, None), others=(-1.0, 0.0)),
            "`sure` and `likely` estimated; `open` and `others` reasoned: doubtful listings vouch for nobody",
        ),
        Feature(
            "abode",
            N_("Other listings of that name in the same town."),
            traits.abode,
            _levels(sure=(0.2, 1.0), likely=(1.8, None), open=(0.0, None), others=(-1.0, 0.0)),
            "`sure` and `likely` estimated; `open` and `others` reasoned: doubtful listings vouch for nobody",
        ),
        Feature(
            "cue",
            N_("Words that say the page is about somebody else."),
            traits.cue,
            _levels(
                none=(0.0, None),
                successor=(-7.4, 0.0),
                named_after=(-3.0, 0.0),
                dead=(-3.0, 0.0),
                kin=(-3.0, 0.0),
                compared=(-3.4, 0.0),
                university=(-1.6, None),
            ),
            "estimated; street names, deaths, sons and fathers reasoned",
        ),
        Feature(
            "rival",
            N_("Somebody else of that name in the register explains the listing better."),
            traits.rival,
            _levels(
                none=(2.5, None),
                weaker=(0.9, None),
                close=(2.0, None),
                tie=(-0.2, 0.0),
                better=(-2.7, 0.0),
                much_better=(-5.4, 0.0),
            ),
            "estimated",
        ),
    )
}
# What says who somebody is, each comparison weighed by itself (log2 m/u): by this, cards of the register are told apart
# and rivals are measured. The weights above were estimated together, rivals included, so they are smaller.
TELLING: dict[str, dict[str, float]] = {
    "register_number": {"same": 8.0, "different": -7.5},
    "family_name": {"full": 1.4, "part": 0.0, "typo": 0.3, "initial": -3.0, "near": -4.0, "none": -8.0},
    "given_name": {
        "full": 0.5,
        "part": -1.0,
        "absent": -0.5,
        "second": -0.5,
        "longer": -2.5,
        "typo": 0.0,
        "conflict": -6.5,
        "another": -6.5,
    },
    "other_name": {"wed": 0.5, "beside": -1.5, "other": -3.0},
    "specialty": {
        "same": 1.0,
        "related": 0.2,
        "beside": -1.5,
        "different": -4.2,
        "other profession": -7.7,
        "outside": -5.0,
    },
    "town": {"same": 0.9, "district": 0.2, "neighbour": -0.3, "departement": -0.9, "elsewhere": -2.5, "far": -4.5},
    "street": {"same": 1.8, "street": 1.7, "number differs": -1.4, "different": -2.5},
    "phone": {"same": 1.8, "different": -2.0},
}
BITS = {key: {name: level.bits for name, level in feature.levels.items()} for key, feature in FEATURES.items()}
PRIOR = -3.8  # bits before any comparison: a search for a name brings as many of theirs as of others
