"""The register of health professionals (RPPS) on this machine: the open file, indexed once, asked offline.

`build` makes the index of a file, `Register` asks it: who bears a name, how many do, and what an audit hears of it.
"""

from ereput.register.building import Told, build
from ereput.register.cards import Card
from ereput.register.edition import Edition
from ereput.register.heard import SOURCE, harvest
from ereput.register.lookup import Register

__all__ = ["SOURCE", "Card", "Edition", "Register", "Told", "build", "harvest"]
