"""Evidence: pages kept byte for byte, with a manifest of hashes that shows any later change. Never a constat.

`taking` asks and writes through a `Witness`, `folder` makes the folder appear whole, `checked` says what changed since.
"""

from ereput.evidence.checking import Checked, Difference, checked
from ereput.evidence.folder import Draft
from ereput.evidence.kept import Kept, kept, listed
from ereput.evidence.manifest import Head, Manifest, Missed, Taken, sealed
from ereput.evidence.witness import Witness

__all__ = [
    "Checked",
    "Difference",
    "Draft",
    "Head",
    "Kept",
    "Manifest",
    "Missed",
    "Taken",
    "Witness",
    "checked",
    "kept",
    "listed",
    "sealed",
]
