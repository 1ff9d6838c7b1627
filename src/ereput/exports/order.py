"""How files are to be read: on which day, what their columns mean, and how long it may take."""

import math
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

SECONDS = 10.0  # for one path, its archive's members together


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is asked of every reader of files."""

    now: datetime  # when it is read, UTC: a file's own date is not trusted
    columns: Mapping[str, str] = field(default_factory=dict)  # of tables: a field's name -> the column's
    until: float = math.inf  # of time.monotonic(), which all processes share: nothing more is begun after it

    @property
    def is_late(self) -> bool:
        return time.monotonic() > self.until
