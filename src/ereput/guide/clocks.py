"""The law's time limits: the last day on which a step is still in time. Pure: today is a value.

Months are calendar months, added in one step: the same day number, else the month's last day. Weekends and holidays
are not counted in the reader's favour. A clock starts from the earliest day on which something can have happened.
"""

import calendar
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from ereput.model import Interval
from ereput.parsing import zones

# kind -> months, and the text that says so
MONTHS = {
    "press": 3,  # insult and defamation, from first publication: law of 29 July 1881, art. 65
    "press_discriminatory": 12,  # the same on grounds of origin, religion, sex, orientation, disability: art. 65-3
    "gdpr": 1,  # answer to a request, from its receipt: GDPR art. 12(3)
    "gdpr_extended": 3,  # the same when the two months more were notified: 1 + 2, in one step
    "dsa_complaint": 6,  # complaint to the platform, from its decision: Regulation (EU) 2022/2065, art. 20
    "reply_right": 3,  # request of a right of reply online, from publication: LCEN art. 1-1 III
}


def last_day(kind: str, start: date | None) -> date | None:
    """The last day that is still in time; None when the start is unknown, or the calendar ends before (year 9999).

    Raises ValueError for a kind that is not in MONTHS.
    """
    if kind not in MONTHS:
        raise ValueError(f"{kind!r} is not one of {', '.join(MONTHS)}")
    return None if start is None else _later(start, MONTHS[kind])


class Clock(StrEnum):
    """Where a clock stands on a given day, as far as an interval of dates lets it be known."""

    OPEN = "open"  # in time, even when counted from the earliest day
    DOUBTFUL = "doubtful"  # over when counted from the earliest day, open when counted from the latest
    UNKNOWN = "unknown"  # the earliest day is not known: it may already be over
    OVER = "over"  # over even when counted from the latest day


def clock(kind: str, start: Interval, today: date) -> Clock:
    """How things stand today for what began on a day within `start`."""
    first, last = last_day(kind, start.earliest), last_day(kind, start.latest)
    if last is not None and last < today:
        return Clock.OVER
    if first is None:
        return Clock.UNKNOWN
    return Clock.OPEN if today <= first else Clock.DOUBTFUL


def day(instant: datetime, zone: str | None = None) -> date:
    """The calendar day of an instant where the practice is: in Paris, unless a zone is set or given."""
    return instant.astimezone(ZoneInfo(zone) if zone else zones.here()).date()


def _later(start: date, months: int) -> date | None:
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    if year > date.max.year:
        return None
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))
