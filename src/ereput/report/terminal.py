"""The page in the terminal: at most 45 lines of 80 to 100 columns.

It answers how am I doing, what changed, what must I do first and by when, and how sure is that. When all that there
is to say would not fit, the page is laid out again with less room for each table.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from wcwidth import width

from ereput.report.layout import (
    GAP,
    Cell,
    Column,
    Line,
    bar,
    clipped,
    ends,
    line,
    padded,
    painted,
    paragraph,
    table,
    wrapped,
)
from ereput.report.shortening import shorter
from ereput.report.view import View
from ereput.report.view.details import SIGNED, AspectRow, ListingRow
from ereput.report.view.shapes import Number, Part, Step, Tone

WIDEST, NARROWEST, TALLEST = 100, 80, 45
LEAST = 40  # columns; a terminal that is narrower still cuts lines itself

_TONES = {Tone.GOOD: "bold green", Tone.FAIR: "bold yellow", Tone.BAD: "bold red", Tone.PLAIN: "bold"}
_SIGNS = {"✓": "green", "~": "yellow", "✗": "bold red"}
_PRESSING = "bold red"
_WIDE = 28  # columns that a name may take in a table
_TIGHT = 2  # lines of a step on a page without room to spare
_ROUTED = 3  # of one that asks to act
_FEW = 4  # listings on a page without room to spare
_BESIDE = 7  # columns beside a listing's name
_NARROW = 5  # lines of a row on a page under 80 columns
_ROOMY = 90  # columns from which a number has a bar beside it
_MARGIN = 13  # columns for the labels beside paragraphs
_BLANK: Line = ()


class Room(NamedTuple):
    """How much of each thing is shown, in rows or lines."""

    steps: int = 5  # the others are told by their ids alone
    step_lines: int = 3
    routed: int = 5  # steps that ask to act and have a third line for what to do
    listings: int = 12
    aspects: int = 11
    lines: int = 4  # of a paragraph
    doors: int = 3


# What goes first, and next, where all would be too tall.
_LESS: tuple[Mapping[str, int], ...] = (
    {},
    {"listings": 8, "aspects": 6},
    {"listings": 6, "aspects": 5, "lines": 3, "doors": 2},
    {"step_lines": 2},
    {"doors": 1, "steps": 4},
    {"listings": 5, "aspects": 4},
    {"steps": 3},
    {"listings": 4, "lines": 2},
    {"aspects": 3},
    {"listings": 3},
    {"routed": 2},
    {"aspects": 2},
    {"listings": 2},
    {"lines": 1},
    {"routed": 1},
)
_ROOMS = tuple(accumulate(_LESS, lambda room, less: room._replace(**less), initial=Room()))


def render(view: View, columns: int, colour: bool) -> str:
    """The page at this width; under 80 columns it has the rows of one of 80, each at its full length."""
    columns = max(LEAST, min(columns, WIDEST))
    room, page = _fitted(view, max(columns, NARROWEST))
    if columns < NARROWEST:
        page = _page(view, columns, room._replace(steps=5, step_lines=9, routed=0, lines=20))
    return painted(page, columns, colour=colour)


def _fitted(view: View, columns: int) -> tuple[Room, list[Line]]:
    """The first of the rooms in which the page is not too tall, else the last."""
    pages = ((room, _page(view, columns, room)) for room in _ROOMS)
    return next(
        (fitted for fitted in pages if len(fitted[1]) <= TALLEST), (_ROOMS[-1], _page(view, columns, _ROOMS[-1]))
    )


def _page(view: View, columns: int, room: Room) -> list[Line]:
    """The sections, an empty line between them."""
    page: list[Line] = []
    for section in (_top, _steps, _parts, _listings, _sources, _aspects, _bottom):
        lines = list(section(view, columns, room))
        page += [*([_BLANK] if page and lines else []), *lines]
    return page


def _top(view: View, columns: int, room: Room) -> Iterator[Line]:
    head = view.head
    name = clipped(head.name, columns)
    facts = " · ".join(("", *head.facts))
    if width(name + facts + head.day) + 2 <= columns:
        yield ends((Cell(name, "bold"), Cell(facts)), Cell(head.day, "dim"), columns)
    else:
        yield ends((Cell(clipped(name, columns - width(head.day) - 2), "bold"),), Cell(head.day, "dim"), columns)
        yield line(clipped(" · ".join(head.facts), columns)) if head.facts else _BLANK
    yield line(Cell("─" * columns, "dim"))
    yield from _verdict(view, columns, room)
    facts_since = f"{view.since.intro} {' · '.join(view.since.facts)}".strip()
    yield from paragraph(view.since.title.upper(), facts_since, columns, _margin(columns), room.lines + 1)


def _verdict(view: View, columns: int, room: Room) -> Iterator[Line]:
    verdict, margin = view.verdict, _margin(columns)
    label, band = (
        Cell(padded(verdict.title.upper(), margin) if margin else "", "bold"),
        Cell(verdict.band.upper(), _TONES[verdict.tone]),
    )
    score = Cell(f"   {verdict.out_of}" if verdict.out_of else "", "bold")
    evidence = Cell(verdict.evidence, "")
    on_one = sum(width(c.text) for c in (label, band, score, evidence)) + 3 <= columns
    if verdict.why is None and on_one:
        yield line(label, band, score, "   ", evidence)
        return
    yield line(label, band, score)
    for said in filter(None, (verdict.why, verdict.evidence)):
        yield from (line(" " * margin, part) for part in wrapped(said, columns - margin, max(2, room.lines)))


def _steps(view: View, columns: int, room: Room) -> Iterator[Line]:
    told = view.steps
    if not told.rows:
        yield from paragraph(told.title.upper(), told.nothing, columns, max(_margin(columns), width(told.title) + 2), 2)
        return
    right = min(_WIDE, max(15, width(told.by_title), *(max(width(step.by), width(step.id)) for step in told.rows)))
    if columns < 60:
        yield line(Cell(clipped(told.title.upper(), columns), "bold"))
        for number, step in enumerate(told.rows[: room.steps], 1):
            said = " ".join(filter(None, (step.sentence, step.route, step.by, step.id)))
            yield from (line(part) for part in wrapped(f"{number} {said}", columns))
        return
    yield ends((Cell(told.title.upper(), "bold"),), Cell(told.by_title, "dim"), columns)
    for number, step in enumerate(told.rows[: room.steps], 1):
        is_timed = bool(step.route or step.has_clock)
        extra = _ROUTED + (is_timed and not step.deadline) if is_timed or step.severity == "act" else 0
        most = max(room.step_lines, extra if number <= room.routed else 0)
        yield from _step(number, step, columns, right, most, is_tight=room.step_lines == _TIGHT)
    if room.steps < len(told.rows):
        yield line(Cell(f"   {clipped(told.more[room.steps], columns - 3)}", "dim"))


def _step(number: int, step: Step, columns: int, right: int, most: int, *, is_tight: bool) -> Iterator[Line]:
    """The sentence at the left; at the right the day, and below it the finding's id."""
    texts = _told(step, columns - 3 - 2 - right, most, is_tight=is_tight)
    texts += [""] * (2 - len(texts))
    marks = [
        Cell(clipped(step.by, right), _PRESSING if step.is_pressing else "bold"),
        Cell(clipped(step.id, right), "dim"),
    ]
    for row, text in enumerate(texts):
        left = (Cell(f"{number}  " if row == 0 else "   ", "bold"), Cell(text))
        yield ends(left, marks[row], columns) if row < 2 else left


def _told(step: Step, columns: int, most: int, *, is_tight: bool) -> list[str]:
    """What was found and what to do about it, in at most so many lines: what is quoted gives way to what to do."""
    first, *others = _sentences(step.sentence)
    if step.has_clock:  # it comes first; on a tight page its day stands at the right alone
        others = [] if is_tight and step.deadline else [*others[-1:], *others[:-1]]
    is_over = step.has_clock and step.severity != "act"  # what is left then matters before what to do
    to_do = step.route or ("" if step.has_clock else " ".join(others))
    if to_do and not is_over:
        sizes = tuple(shorter(first))
        fitting = next((one for one in sizes if len(wrapped(f"{one} {to_do}", columns)) <= most), None)
        if fitting is None and not step.route:
            return wrapped(f"{sizes[-1]} {to_do}", columns, most)
        first = fitting or first
    said = tuple(filter(None, (first, *others, step.route) if is_over else (first, step.route, *others))) or ("",)
    return wrapped(_fitting(said, columns, most, more=""), columns, most)


def _parts(view: View, columns: int, room: Room) -> Iterator[Line]:
    told = view.parts
    if not told.rows:
        return
    _part, value, n, compare = told.headings
    drawn = (Column(heading="", width=10),) if columns >= _ROOMY else ()
    sized = (
        Column(heading="", width=_widest(told.title, *(row.name for row in told.rows))),
        Column(heading=value, width=_widest(value, *map(_value, told.rows))),
        Column(heading=n, width=_widest(n, *(row.n.text for row in told.rows))),
        *drawn,
        Column(heading=compare, stretches=True),
    )
    rows = [
        (
            Cell(row.name),
            Cell(_value(row), "bold"),
            Cell(row.n.text),
            *(Cell(bar(row.share, column.width), "cyan") for column in drawn),
            Cell(row.compare, "dim"),
        )
        for row in told.rows
    ]
    yield from table(sized, rows, columns, 1 if columns >= NARROWEST else _NARROW, told.title.upper())


def _value(row: Part | AspectRow) -> str:
    number = row.value if isinstance(row, Part) else row.share
    return f"{number.text} {row.interval}".strip() if number else ""


def _listings(view: View, columns: int, room: Room) -> Iterator[Line]:
    told = view.listings
    if not told.rows:
        yield from paragraph(told.title.upper(), told.nothing, columns, _margin(columns), 2)
        return
    _site, _yours, held, name, address, phone, rating, n, seen = told.headings
    rows = told.rows
    sized = (
        Column(heading="", stretches=True),
        Column(heading=held, width=_widest(held, *(row.control for row in rows))),
        *(Column(heading=heading, width=width(heading)) for heading in (name, address, phone)),
        Column(heading=rating, width=max(3, width(rating)), is_right=True),
        Column(heading=n, width=_widest(n, *(_text(row.count) for row in rows)), is_right=True),
        Column(heading=seen, width=_widest(seen, *(row.seen_word for row in rows))),
    )
    shown = rows[: room.listings]
    left = columns - sum(column.width for column in sized) - GAP * (len(sized) - 1)
    cells = [cells for row in shown for cells in _listing(row, left, has_room=room.listings > _FEW)]
    yield from table(sized, cells, columns, 1, told.title.upper())
    if left := len(rows) - len(shown):
        yield from (line(Cell(part, "dim")) for part in wrapped(told.more[left], columns))
    yield from (line(Cell(part, "dim")) for part in wrapped(" · ".join(told.legend(shown, SIGNED)), columns))


def _listing(row: ListingRow, columns: int, *, has_room: bool) -> Iterator[tuple[Cell, ...]]:
    """The row; what tells an unsure one from another hangs below it when its own line is full and the page is not."""
    marks = {mark.field: mark.symbol for mark in row.marks}
    site = row.site if row.judgement == "same" else f"{row.sure} – {row.site}"  # a long name is cut at its end
    whole = f"{site}, {row.detail}" if row.detail else site
    is_broken = has_room and 0 < columns < width(whole) and bool(row.detail)
    signs = [marks.get(field, "?") for field in SIGNED]
    yield (
        Cell(site if is_broken else whole, "" if row.judgement == "same" else "dim"),
        Cell(row.control),
        *(Cell(f" {sign}", _SIGNS.get(sign, "dim")) for sign in signs),
        Cell(_text(row.rating)),
        Cell(_text(row.count)),
        Cell(row.seen_word, "dim"),
    )
    if is_broken:
        yield (Cell(f"  {row.detail}", "dim"), *(Cell("") for _ in range(_BESIDE)))


def _text(number: Number | None) -> str:
    return number.text if number else "–"


def _sources(view: View, columns: int, room: Room) -> Iterator[Line]:
    told, margin = view.coverage, _margin(columns)
    said = _fitting((told.summary, *told.silences), columns - margin, 1 + room.lines)
    yield from paragraph(told.title.upper(), said, columns, margin)
    if view.identity.paragraphs:
        said = _fitting(view.identity.paragraphs, columns - margin, room.lines)
        yield from paragraph(view.identity.title.upper(), said, columns, margin)
    if view.doors.rows:
        yield from paragraph(view.doors.label.upper(), view.doors.way_in, columns, margin, max(2, room.lines))
        for door in view.doors.rows[: room.doors]:
            yield line(" " * margin, clipped(f"{door.text} – {door.url}", columns - margin))


def _sentences(text: str) -> Sequence[str]:
    """The text in sentences; a quotation is of one piece."""
    found = [""]
    for part in re.split(r"(?<=[.!?]) (?=[A-ZÀ-Ý])", text):
        if found[-1] and not _is_quoting(found[-1]):
            found.append(part)
        else:
            found[-1] = f"{found[-1]} {part}".strip()
    return found


def _is_quoting(text: str) -> bool:
    return text.count("«") > text.count("»") or text.count("“") > text.count("”")


def _fitting(sentences: Sequence[str], columns: int, most: int, more: str = "…") -> str:
    """As many whole sentences as so many lines hold, the first ones, and an ellipsis for the others."""
    for kept in range(len(sentences), 0, -1):
        text = " ".join((*sentences[:kept], more if kept < len(sentences) else "")).strip()
        if len(wrapped(text, columns)) <= most:
            return text
    return " ".join(wrapped(sentences[0], columns, most))


def _aspects(view: View, columns: int, room: Room) -> Iterator[Line]:
    told = view.aspects
    if not told.rows:
        return
    _aspect, mentions, positive, yours, _words = told.headings
    remarked = [row for row in told.rows[room.aspects :] if row.remark]  # the main complaint is always shown
    shown = [*told.rows[: room.aspects - len(remarked)], *remarked]
    sized = (
        Column(heading="", width=_widest(told.title, *(row.name for row in shown))),
        Column(heading=mentions, width=width(mentions), is_right=True),
        Column(heading=positive, width=_widest(positive, told.too_few, *map(_value, shown))),
        Column(heading=yours, stretches=True),
    )
    rows = [
        (
            Cell(row.name),
            Cell(row.mentions.text),
            Cell(_value(row) or told.too_few, "bold" if row.share else "dim"),
            Cell(f"{row.yours}   ← {row.remark}" if row.remark else row.yours, "yellow" if row.remark else ""),
        )
        for row in shown
    ]
    yield from table(sized, rows, columns, 1 if columns >= NARROWEST else _NARROW, told.title.upper())


def _bottom(view: View, columns: int, room: Room) -> Iterator[Line]:
    for text in (" ".join(view.closing), " · ".join(view.credits)):
        if text:
            yield from (line(Cell(part, "dim")) for part in wrapped(text, columns, room.lines + 1))


def _widest(*texts: str) -> int:
    return min(_WIDE, max(map(width, texts)))


def _margin(columns: int) -> int:
    return _MARGIN if columns >= 60 else 0
