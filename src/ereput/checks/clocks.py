"""The sentence that a legal clock adds to a finding, and its deadline."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from ereput.checks.codes import Values
from ereput.guide.clocks import MONTHS, Clock, clock, last_day
from ereput.model import Interval, Severity
from ereput.words import N_, Words

SENTENCES = {
    "open_on": N_("Act no later than {last_day:date} (published on {earliest:date})."),
    "open_within": N_("Act no later than {last_day:date} (published between {earliest:day} and {latest:day_month})."),
    "open_between": N_("Act no later than {last_day:date} (published between {earliest:date} and {latest:date})."),
    "open_after": N_("Act no later than {last_day:date} (published on {earliest:date} at the earliest)."),
    "doubtful": N_(
        "The time limit may already be over: had it been published on {earliest:date}, it ended on {last_day:date}."
    ),
    "unknown": N_("Its first publication is not known: the limit of {months:n} months may already be over."),
    "over": N_(
        "The press law's time limit ended on {last_day:date}; there remain the site's own report form, "
        "a notice to its host (DSA, article 16) and the GDPR."
    ),
    "over_by": N_(
        "The press law's time limit ended on {last_day:date} at the latest; there remain the site's own report form, "
        "a notice to its host (DSA, article 16) and the GDPR."
    ),
    "edited": N_(
        "The time limit may already be over: the review was published on {earliest:date} at the earliest, and edited "
        "since; the limit of {months:n} months may run from the edit."
    ),
    # after one of those above, of what is discriminatory only if a court says so
    "short_open": N_(
        "That day holds only if the discriminatory character is accepted (art. 65-3); otherwise it is "
        "{short_day:date}: act by then."
    ),
    "short_over": N_(
        "That day holds only if the discriminatory character is accepted (art. 65-3); otherwise the limit may have "
        "ended on {short_day:date}."
    ),
}


class Told(NamedTuple):
    """How a clock stands: what a sentence needs, how grave that is, and the deadline while it can still be kept."""

    values: Values
    severity: Severity
    deadline: date | None


def kind(label: str) -> str:
    """The clock of a text that the triage put under this label."""
    return "press_discriminatory" if label == "hate" else "press"


def said(values: Mapping[str, object], words: Words) -> str:
    """The clock's sentence, and the cautious day beside a longer one. KeyError for values of another version."""
    names = [str(values["clock"]), *([str(values["short"])] if values.get("short") else [])]
    return " ".join(words.say(SENTENCES[name], **values) for name in names)


def told(kind: str, published: Interval, today: date, edited: Interval | None = None) -> Told:
    """The press law's clock for a text published within an interval; the earliest day counts.

    Over, but edited since and not yet over from that day, it is doubtful: what is said may have come with the edit.
    """
    stands = clock(kind, published, today)
    if stands is Clock.OVER and edited and clock(kind, edited, today) is not Clock.OVER:
        values = {**_values(kind, published, stands, published.earliest), "clock": _reopened(published)}
        return Told(values, Severity.ACT, None)
    counted_from = published.latest if stands is Clock.OVER else published.earliest
    severity = Severity.WATCH if stands is Clock.OVER else Severity.ACT
    deadline = last_day(kind, counted_from) if stands is Clock.OPEN else None
    values = _values(kind, published, stands, counted_from)
    if kind == "press_discriminatory":
        values |= _short(published, today) if deadline else {"short": None}
    return Told(values, severity, deadline)


def _short(published: Interval, today: date) -> Values:
    """The day that holds where no court finds the text discriminatory: that of any other insult or defamation."""
    last = last_day("press", published.earliest)
    is_open = clock("press", published, today) is Clock.OPEN
    return {"short": "short_open" if is_open else "short_over", "short_day": last.isoformat() if last else None}


def _values(kind: str, published: Interval, stands: Clock, counted_from: date | None) -> Values:
    last = last_day(kind, counted_from)
    return {
        "clock": _sentence(published, stands),
        "months": MONTHS[kind],
        "last_day": last.isoformat() if last else None,
        "earliest": published.earliest.isoformat() if published.earliest else None,
        "latest": published.latest.isoformat() if published.latest else None,
    }


def _reopened(published: Interval) -> str:
    return "edited" if published.earliest else Clock.UNKNOWN.value


def _sentence(published: Interval, stands: Clock) -> str:
    if stands is Clock.OVER:
        return "over" if published.earliest == published.latest else "over_by"
    if stands is not Clock.OPEN:
        return stands.value
    if published.latest is None:
        return "open_after"
    if published.earliest == published.latest:
        return "open_on"
    return "open_within" if _month(published.earliest) == _month(published.latest) else "open_between"


def _month(day: date | None) -> tuple[int, int] | None:
    return (day.year, day.month) if day else None
