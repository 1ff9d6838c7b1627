"""Where the lines of each chart run: values of the View as points of a drawing. Templates draw them.

Each chart is laid out twice, for a phone and for a page, so that its letters keep their size.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from ereput.report.view.details import AspectRow, Quarter, Star
from ereput.report.view.shapes import Number, Verdict

WIDTHS = {"wide": 660, "narrow": 312}  # CSS pixels


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A quarter's mean: where it stands, and from where to where its interval goes."""

    x: float
    y: float
    top: float
    bottom: float
    size: float
    name: str
    value: str
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    at: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar and what stands beside it."""

    x: float
    y: float
    width: float
    height: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    width: float
    height: float
    left: float
    right: float
    bottom: float  # of the marks; the counts stand below
    bands: tuple[str, ...]  # points of a polygon for each run of quarters
    lines: tuple[str, ...]
    dots: tuple[Dot, ...]
    marks: tuple[Tick, ...]  # 1 to 5
    names: tuple[Tick, ...]
    counts: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of bars with its name and number."""

    name: str
    y: float
    bars: tuple[Bar, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    width: float
    height: float
    left: float  # of the bars
    right: float
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gauge:
    width: float
    at: float
    low: float
    high: float
    bands: tuple[Bar, ...]


def gauge(verdict: Verdict, size: str) -> Gauge | None:
    """The score on 0..100 with its interval and the bands; None without a score."""
    if verdict.score is None:
        return None
    width = WIDTHS[size]
    scale = width / 100
    starts = [(points.value, band) for band, points in reversed(verdict.scale)]
    ends = [*(start for start, _ in starts[1:]), 100.0]
    return Gauge(
        width=width,
        at=_round(verdict.score.value * scale),
        low=_round((verdict.low or verdict.score).value * scale),
        high=_round((verdict.high or verdict.score).value * scale),
        bands=tuple(
            Bar(x=_round(start * scale), y=0, width=_round((end - start) * scale), height=8, text=band)
            for (start, band), end in zip(starts, ends, strict=True)
        ),
    )


_TOP, _MARKS, _COUNTS, _NAMES = 16, 132, 34, 20  # heights in CSS pixels


def timeline(quarters: Sequence[Quarter], size: str) -> Timeline | None:
    """Means over time on 1..5, with their intervals as a band and the counts below; None without a mark."""
    if not any(quarter.mean for quarter in quarters):
        return None
    width, left = WIDTHS[size], 22.0
    right = width - 8.0
    step = (right - left) / len(quarters)
    dots = [_dot(quarter, left + step * (at + 0.5)) for at, quarter in enumerate(quarters)]
    runs = [[dot for dot in run if dot] for is_there, run in groupby(dots, key=bool) if is_there]
    most = max(quarter.count.value for quarter in quarters) or 1
    foot = _TOP + _MARKS + 12 + _COUNTS
    every = -(-len(quarters) // max(1, int((right - left) / 64)))  # 64 pixels for a name
    return Timeline(
        width=width,
        height=foot + _NAMES,
        left=left,
        right=right,
        bottom=foot,
        bands=tuple(_band(run) for run in runs if len(run) > 1),
        lines=tuple(" ".join(f"{dot.x},{dot.y}" for dot in run) for run in runs if len(run) > 1),
        dots=tuple(dot for dot in dots if dot),
        marks=tuple(Tick(at=_height(mark), text=str(mark)) for mark in range(1, 6)),
        names=tuple(
            Tick(at=_round(left + step * (at + 0.5)), text=quarter.name)
            for at, quarter in enumerate(quarters)
            if (len(quarters) - 1 - at) % every == 0
        ),
        counts=tuple(_count(quarter, left + step * at, step, foot, most) for at, quarter in enumerate(quarters)),
    )


def _height(mark: float) -> float:
    return _round(_TOP + _MARKS * (5 - mark) / 4)


def _dot(quarter: Quarter, x: float) -> Dot | None:
    if quarter.mean is None:
        return None
    low, high = quarter.low or quarter.mean, quarter.high or quarter.mean
    return Dot(
        x=_round(x),
        y=_height(quarter.mean.value),
        top=_height(high.value),
        bottom=_height(low.value),
        size=4,
        name=quarter.name,
        value=quarter.mean.text,
        remark=quarter.remark,
    )


def _band(run: Sequence[Dot]) -> str:
    """Along the upper ends, and back along the lower ones."""
    there = [f"{dot.x},{dot.top}" for dot in run]
    back = [f"{dot.x},{dot.bottom}" for dot in reversed(run)]
    return " ".join((*there, *back))


def _count(quarter: Quarter, x: float, step: float, foot: float, most: float) -> Bar:
    height, width = quarter.count.value / most * (_COUNTS - 12), min(48.0, step * 0.6)
    return Bar(
        x=_round(x + (step - width) / 2),
        y=_round(foot - height),
        width=_round(width),
        height=_round(height),
        text=quarter.count.text if quarter.count.value else "",
    )


_ROW = 26


def bars(stars: Sequence[Star], size: str) -> Rows | None:
    """How many reviews gave each mark; None where none was read."""
    if not any(star.count.value for star in stars):
        return None
    left, right = 68.0, WIDTHS[size] - 148.0
    rows = [
        Row(
            name=star.name,
            y=at * _ROW,
            bars=(_bar(left, at, (right - left) * star.share, star.count),),
            text=f"{star.count.text} · {star.percent.text} {star.interval}" if star.percent else star.count.text,
        )
        for at, star in enumerate(stars)
    ]
    return Rows(width=WIDTHS[size], height=_ROW * len(rows), left=left, right=right, rows=tuple(rows))


def _bar(x: float, at: int, width: float, number: Number) -> Bar:
    return Bar(x=_round(x), y=at * _ROW + 5, width=_round(width), height=_ROW - 10, text=number.text)


_FOR_DIGITS = 7.5  # CSS pixels of one


def stacks(aspects: Sequence[AspectRow], all_rows: Sequence[AspectRow], size: str) -> Rows | None:
    """Positive, mixed and negative mentions side by side, on the scale of the most mentioned of all; None without."""
    most = max((row.spoken.value for row in all_rows), default=0)
    if not aspects or not most:
        return None
    width = WIDTHS[size]
    is_narrow = size == "narrow"
    left, right = (0.0, width - 44.0) if is_narrow else (216.0, width - 40.0)
    tall = 46 if is_narrow else 30
    rows = []
    for at, row in enumerate(aspects):
        x, drawn, y = left, [], at * tall + (20 if is_narrow else 6)
        for number in (row.positive, row.mixed, row.negative):
            length = (right - left) * number.value / most
            fits = length > _FOR_DIGITS * len(number.text) + 6
            drawn.append(Bar(x=_round(x), y=y, width=_round(length), height=18, text=number.text if fits else ""))
            x += length
        rows.append(Row(name=row.name, y=at * tall, bars=tuple(drawn), text=row.spoken.text))
    return Rows(width=width, height=tall * len(rows), left=left, right=right, rows=tuple(rows))


def spark(quarters: Sequence[Quarter]) -> Timeline | None:
    """The means alone, as small as a word, the last one as a point; None without any."""
    marked = [(at, quarter.mean.value) for at, quarter in enumerate(quarters) if quarter.mean]
    if not marked:
        return None
    width, height = 96.0, 24.0
    step = (width - 8) / max(1, len(quarters) - 1)
    points = [(_round(4 + at * step), _round(4 + (height - 8) * (5 - mean) / 4)) for at, mean in marked]
    last = Dot(x=points[-1][0], y=points[-1][1], top=0, bottom=0, size=3, name="", value="", remark="")
    return Timeline(
        width=width,
        height=height,
        left=4,
        right=width - 4,
        bottom=height - 4,
        bands=(),
        lines=(" ".join(f"{x},{y}" for x, y in points),),
        dots=(last,),
        marks=(),
        names=(),
        counts=(),
    )


def _round(value: float) -> float:
    return round(value, 1)
