"""What changed since the audit before, or why nothing is said of it."""

from collections.abc import Iterator, Sequence

from ereput.changes import ONLY_COUNT
from ereput.checks.codes import plural
from ereput.guide.clocks import day
from ereput.model import Change, Figure
from ereput.parsing.phones import as_dialled
from ereput.report.inert import inert
from ereput.report.view.given import Given, kept_day
from ereput.report.view.shapes import Since
from ereput.report.view.verdict import field_name, figure_name
from ereput.words import N_

MOST_PLACES = 3  # are named
_NOT_COMPARED = {
    "first": N_("first audit of this practitioner: the next one will be compared with it"),
    "no_key": N_("not compared: the RPPS number, or the postcode, is needed to find earlier audits again"),
    "unhealthy": N_("not compared: too few sources answered, then or now"),
}
_EVENTS = {
    ("new", "review"): plural("{count:n} new review", "{count:n} new reviews"),
    ("gone", "review"): plural("{count:n} review no longer shown", "{count:n} reviews no longer shown"),
    ("missing", "review"): plural(
        "{count:n} review not seen this time (the next audit tells)",
        "{count:n} reviews not seen this time (the next audit tells)",
    ),
    ("changed", "review"): plural("{count:n} review changed", "{count:n} reviews changed"),
    ("new", "listing"): plural("{count:n} new listing", "{count:n} new listings"),
    ("gone", "listing"): plural("{count:n} listing no longer found", "{count:n} listings no longer found"),
    ("missing", "listing"): plural(
        "{count:n} listing not seen this time (the next audit tells)",
        "{count:n} listings not seen this time (the next audit tells)",
    ),
    ("changed", "listing"): plural("{count:n} listing changed", "{count:n} listings changed"),
}


def since(given: Given) -> Since:
    audit, words = given.audit, given.words
    title = words.say("Changes")
    if audit.coverage.asked and not audit.coverage.answered:
        silent = words.say("not compared: no source answered")
        return Since(title=title, intro=silent, facts=(), changes=())
    if audit.previous is None:
        reason = _NOT_COMPARED.get(audit.not_compared or "", N_("not compared with an earlier audit"))
        return Since(title=title, intro=words.say(reason), facts=(), changes=())
    events, moved = _summary(given), _moved(given)
    nothing = () if events or moved else (words.say("nothing new"),)
    intro = words.say("since {day}:", day=words.day(day(audit.previous)))
    return Since(
        title=title,
        intro=intro,
        facts=(*nothing, *events, *unread(given), *moved),
        changes=tuple(_told(given, c) for c in audit.changes if c.kind != "review" and c.what != "unread"),
    )


def unread(given: Given) -> Iterator[str]:
    """What only a file told of that was not brought again, by the day on which it was read."""
    left = [(kept_day(change.before), change.key) for change in given.audit.changes if change.what == "unread"]
    for read_on in sorted({read_on for read_on, _key in left if read_on}):
        keys = [key for when, key in left if when == read_on]
        yield given.words.plural(
            "{count:n} listing not compared: your file of {day:date} was not brought again",
            "{count:n} listings not compared: your file of {day:date} was not brought again",
            len(keys),
            day=read_on,
        ) + _places(given, keys)


def _summary(given: Given) -> list[str]:
    """How many of each kind of change; the marks of new reviews, and the sites of listings."""
    said = []
    for (what, kind), (one, many) in _EVENTS.items():
        keys = dict.fromkeys(change.key for change in given.audit.changes if (change.what, change.kind) == (what, kind))
        if keys:
            told = given.words.plural(one, many, len(keys))
            lowest = _lowest(given, len(keys)) if (what, kind) == ("new", "review") else ""
            said.append(told + lowest + (_places(given, list(keys)) if kind == "listing" else ""))
    return said


def _moved(given: Given) -> list[str]:
    """The score, else the rating, where it is not what it was."""
    figures = {change.key: change for change in given.audit.changes if change.kind == "figure"}
    moved = figures.get("score") or figures.get("rating")
    return [_told(given, moved)] if moved else []


def _lowest(given: Given, count: int) -> str:
    """The mark of the one new review, or the lowest of several; nothing where none gave any."""
    keys = {change.key for change in given.audit.changes if change.what == "new" and change.kind == "review"}
    marks = [review.rating.stars for review in given.own.all_reviews if review.key in keys and review.rating]
    if not marks:
        return ""
    lowest = min(marks)
    mark = given.words.number(lowest, 0 if lowest == round(lowest) else 1)
    told = f"{mark}★" if count == 1 else given.words.say("lowest {mark}★", mark=mark)
    return f" ({told})"


def _places(given: Given, keys: Sequence[str]) -> str:
    """The sites of a few listings, in brackets."""
    names = list(dict.fromkeys(filter(None, map(given.place_of_key, keys))))
    told = ", ".join(names[:MOST_PLACES]) + ("…" if len(names) > MOST_PLACES else "")
    return f" ({told})" if told else ""


def _told(given: Given, change: Change) -> str:
    """One change with what was before and after."""
    words = given.words
    if change.kind == "figure":
        return _figure_change(given, change)
    place = given.place_of_key(change.key)
    if change.what == "new":
        return words.say("{place}: new listing", place=place)
    if change.what == "gone":
        return words.say("{place}: listing no longer found", place=place)
    if change.what == "missing":
        return words.say("{place}: listing not seen this time", place=place)
    before, after = (inert(_value(given, change.field, text), 60) or "–" for text in (change.before, change.after))
    told = words.say(
        "{place}, {field}: {before} → {after}",
        place=place,
        field=field_name(given, change.field),
        before=before,
        after=after,
    )
    if change.remark == ONLY_COUNT:
        return words.say("{change} (the site counts fewer; no review that was read is missing)", change=told)
    return told


def _value(given: Given, field: str | None, text: str | None) -> str | None:
    if text and field == "rating" and _is_number(text):
        return given.words.number(float(text), 2)  # a mean moves little from one month to the next
    return as_dialled(text) if text and field in ("phone", "phones") else text


def _figure_change(given: Given, change: Change) -> str:
    figure = given.figure(change.key)
    unit = figure.unit if figure else "count"
    before, after = (_number(given, text, unit) for text in (change.before, change.after))
    told = given.words.say(
        "{figure} {before} → {after}", figure=figure_name(given, change.key), before=before, after=after
    )
    if change.field == "sources":
        return given.words.say("{change} (not comparable: other sources answered)", change=told)
    if _is_noise(figure, change.before):
        return given.words.say("{change} (within the margin of error)", change=told)
    return told


def _is_noise(figure: Figure | None, before: str | None) -> bool:
    """The value before lies in today's interval."""
    if figure is None or figure.low is None or figure.high is None or before is None or not _is_number(before):
        return False
    return figure.low <= float(before) <= figure.high


def _number(given: Given, text: str | None, unit: str) -> str:
    if text is None:
        return "–"
    return given.of_unit(float(text), unit).text if _is_number(text) else inert(text, 20)


def _is_number(text: str) -> bool:
    try:
        return abs(float(text)) < 1e9
    except ValueError:
        return False
