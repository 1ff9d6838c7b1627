"""What names a practitioner across audits, and which audits silence may be read in."""

from datetime import UTC, datetime

import msgspec

from ereput.model import Audit, Practitioner
from ereput.parsing.names import folded

HEALTHY = 0.5  # share of the asked sources that answered, from which on silence may mean something


def key(who: Practitioner) -> str | None:
    """What names a practitioner across audits: never the name alone; None when too little is known.

    The RPPS number, else name and postcode, else name, INSEE commune and specialty (contract).
    """
    if who.rpps:
        return f"rpps:{who.rpps}"
    name = folded(who.name)
    if who.address.postal_code:
        return f"name:{name}|{who.address.postal_code}"
    if who.address.insee and who.specialty:
        return f"name:{name}|{who.address.insee}|{folded(who.specialty)}"
    return None


def weaker(who: Practitioner) -> str | None:
    """What names a practitioner while their RPPS number is not known."""
    others = tuple(one for one in who.identifiers if one.system != "rpps")
    return key(msgspec.structs.replace(who, identifiers=others))


def is_healthy(audit: Audit) -> bool:
    """Enough sources answered for what is not there to mean something."""
    return audit.coverage.asked > 0 and audit.coverage.answered >= HEALTHY * audit.coverage.asked


def instant(moment: datetime) -> str:
    """A moment as the tables keep it: in UTC, so that text sorts as time does."""
    return moment.astimezone(UTC).isoformat()
