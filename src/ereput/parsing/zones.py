"""Whose calendar days count: the practice's, which are those of Paris unless the user set a zone overseas.

One for the whole process, set when the settings are read: an instant becomes a day in a dozen places, and none of them
may reckon by another calendar than its neighbour.
"""

from zoneinfo import ZoneInfo

PARIS = "Europe/Paris"

_of_the_practice = [ZoneInfo(PARIS)]


def here() -> ZoneInfo:
    """The zone whose days count."""
    return _of_the_practice[-1]


def use(name: str) -> None:
    """Sets the zone, by its IANA name; raises ValueError or KeyError (ZoneInfoNotFoundError) for one there is not."""
    _of_the_practice[:] = [ZoneInfo(name)]
