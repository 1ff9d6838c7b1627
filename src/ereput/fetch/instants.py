"""Dates as HTTP writes them (RFC 9110 §5.6.7), from servers that may write anything."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def instant(stated: str) -> datetime | None:
    """The instant that a header states; None for what is none. Without a zone it is UTC."""
    try:
        found = parsedate_to_datetime(stated)
    except (ValueError, OverflowError):  # a year or an hour of twenty digits overflows
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
