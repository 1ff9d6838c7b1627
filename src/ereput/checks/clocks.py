"""The sentence that a legal clock adds to a finding, and its deadline."""

from datetime import date
from typing import NamedTuple

from ereput.checks.codes import Values
from ereput.guide.clocks import MONTHS, Clock, clock, last_day
from ereput.model import Interval, Severity
from ereput.words import N_

SENTENCES = {
    "open_on": N_("Act no later than {last_day:date} (published on {earliest:date})."),
    "open_between": N_("Act no later than {last_day:date} (published between {earliest:date} and {latest:date})."),
    "open_after": N_("Act no later than {last_day:date} (published on {earliest:date} at the earliest)."),
    "doubtful": N_(
        "The time limit may already be over: had it been published on {earliest:date}, it ended on {last_day:date}."
    ),
    "unknown": N_("Its first publication is not known: the limit of {months:n} months may already be over."),
    "over": N_(
        "The press law's time limit has been over since {last_day:date}; there remain the site's own report form, "
        "a notice to its host (DSA, article 16) and the GDPR."
    ),
}


class Told(NamedTuple):
    """How a clock stands: what a sentence needs, how grave that is, and the deadline while it can still be kept."""

    values: Values
    severity: Severity
    deadline: date | None


def told(kind: str, published: Interval, today: date) -> Told:
    """The press law's clock for a text published within an interval; the earliest day counts."""
    stands = clock(kind, published, today)
    counted_from = published.latest if stands is Clock.OVER else published.earliest
    last = last_day(kind, counted_from)
    values: Values = {
        "clock": _open(published) if stands is Clock.OPEN else stands.value,
        "months": MONTHS[kind],
        "last_day": last.isoformat() if last else None,
        "earliest": published.earliest.isoformat() if published.earliest else None,
        "latest": published.latest.isoformat() if published.latest else None,
    }
    severity = Severity.WATCH if stands is Clock.OVER else Severity.ACT
    return Told(values, severity, last if stands is Clock.OPEN else None)


def _open(published: Interval) -> str:
    if published.latest is None:
        return "open_after"
    return "open_on" if published.earliest == published.latest else "open_between"
