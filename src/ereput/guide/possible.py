"""Answers that cannot be: days to come, days before the web, an order of days that no calendar has. Pure."""

from calendar import monthrange
from datetime import date

from ereput.errors import UsageError
from ereput.guide.cases import Case
from ereput.guide.clocks import Clock, clock, last_day
from ereput.guide.tree import Kind, Tree
from ereput.guide.walk import UNKNOWN, Given, accepted, interval
from ereput.model import Interval
from ereput.words import N_

FIRST_PAGE = date(1991, 8, 6)  # before that day there was no page on the web

_RUNS = {"waiting": "gdpr", "extended": "gdpr_extended"}  # answers that say that a limit still runs, and which


def possible(tree: Tree, name: str, given: Given, case: Case, today: date) -> Given:
    """The answer to a question, a month that is not over ended today; UsageError says why it cannot be.

    `given` is as `walk.accepted` gives it; `case` holds the other answers, with which it has to agree.
    """
    if name == "answered":
        _in_time(given, _days(tree, case, "sent"), today)
    if tree.nodes[name].kind is not Kind.DATE or given == UNKNOWN:
        return given
    days = _until(interval(given), today)
    _on_a_calendar(days, today)
    if name == "published":
        _in_order(days, _days(tree, case, "decided"), case.about.seen_on)
    if name == "decided":
        _in_order(_days(tree, case, "published"), days, None)
    first, last = days.earliest, days.latest
    return f"{first}/{last}" if first != last else str(first)


def _until(days: Interval, today: date) -> Interval:
    """A whole month that is not over, until today; anything else as it is."""
    first, last = days.earliest, days.latest
    if first is None or last is None or not first <= today < last:
        return days
    is_month = first.day == 1 and last == first.replace(day=monthrange(first.year, first.month)[1])
    return Interval(earliest=first, latest=today) if is_month else days


def _on_a_calendar(days: Interval, today: date) -> None:
    assert days.earliest is not None
    if days.earliest < FIRST_PAGE:
        raise UsageError("{day:date} is before the first page of the web", day=days.earliest)
    last = days.latest or days.earliest
    if last > today:
        raise UsageError("{day:date} is still to come: today is {today:date}", day=last, today=today)


def _in_order(published: Interval, decided: Interval, seen_on: date | None) -> None:
    """What was published was there when it was decided on, and when it was read."""
    first = published.earliest
    if first and seen_on and first > seen_on:
        raise UsageError(
            "it cannot have been published on {day:date}: the audit read it on {seen:date}", day=first, seen=seen_on
        )
    if first and decided.latest and decided.latest < first:
        raise UsageError(
            "the site cannot have decided on {decided:date} what was published on {day:date}",
            decided=decided.latest,
            day=first,
        )


def _in_time(given: Given, sent: Interval, today: date) -> None:
    """The limit still runs where the answer says so, and is over where it says that."""
    if given == "silence" and (last := last_day("gdpr", sent.earliest)) and last >= today:
        raise UsageError("the month to answer is not over: it runs until {last:date}", last=last)
    kind = _RUNS.get(str(given))
    if kind and clock(kind, sent, today) is Clock.OVER:
        raise UsageError(_ENDED[kind], last=last_day(kind, sent.latest))


_ENDED = {
    "gdpr": N_("the month to answer ended on {last:date}: choose that nothing came, or what came"),
    "gdpr_extended": N_("the extended limit ended on {last:date}: choose that nothing came, or what came"),
}


def _days(tree: Tree, case: Case, name: str) -> Interval:
    return interval(accepted(tree.nodes[name], case.answers.get(name)))
