"""Evidence: pages kept byte for byte, with a manifest of hashes that shows any later change. Never a constat.

`taking` asks and writes through a `Witness`, `folder` makes the folder appear whole, `checked` says what changed since.
"""

from ereput.evidence.addresses import Agreement, Named, agreement, is_same_site
from ereput.evidence.checking import Checked, Difference, checked
from ereput.evidence.folder import Draft, abandoned
from ereput.evidence.kept import Kept, kept, listed
from ereput.evidence.manifest import Head, Manifest, Missed, Taken, sealed
from ereput.evidence.witness import Witness

__all__ = [
    "Agreement",
    "Checked",
    "Difference",
    "Draft",
    "Head",
    "Kept",
    "Manifest",
    "Missed",
    "Named",
    "Taken",
    "Witness",
    "abandoned",
    "agreement",
    "checked",
    "is_same_site",
    "kept",
    "listed",
    "sealed",
]
