"""Files that a person brings: saved web pages and exports, recognised by what is in them, never by their names.

Nothing here raises for what a file holds, and nothing is unpacked to disk: what cannot be read is one sentence in
`problems`, and the rest is still read. The sentences are message ids and hold no figure; those about one member of a
folder or an archive begin with its name. Time and memory are bounded.
"""

import time
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from ereput.exports.bounded import within_bounds
from ereput.exports.bring import Export
from ereput.exports.order import SECONDS, Order

__all__ = ["SECONDS", "Export", "read_path"]


def read_path(path: Path, now: datetime, columns: Mapping[str, str] | None = None, seconds: float = SECONDS) -> Export:
    """What a file or a folder states. `now` is when it is read: a file's own date is not trusted.

    `columns` says what a table's columns are, a field of `tables.FIELDS` to a heading; `seconds` bounds the time.
    """
    order = Order(now=now, columns=dict(columns or {}), until=time.monotonic() + seconds)
    return within_bounds(path, order)
