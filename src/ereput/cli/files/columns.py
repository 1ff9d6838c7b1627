"""`--columns`: what the columns of a table of reviews are, as it is typed."""

import re

from ereput.errors import UsageError
from ereput.exports.headings import FIELDS


def typed(text: str | None) -> dict[str, str]:
    """`text=Avis,rating=Note /10` as fields and headings; a comma in a heading is no end where no field follows it."""
    found: dict[str, str] = {}
    for part in re.split(r",(?=\s*\w+\s*=)", text or ""):
        field, mark, heading = (word.strip() for word in part.partition("="))
        if not mark and not text:
            continue
        if not mark or not heading:
            raise UsageError("--columns is written text=Avis,rating=Note,date=Date, not {text!r}", text=text)
        if field not in FIELDS:
            raise UsageError("--columns knows {fields}, not {field!r}", fields=", ".join(FIELDS), field=field)
        found[field] = heading
    return found
