"""The pages of `ereput history`: tables for a terminal, or Markdown."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from ereput.figures import events
from ereput.figures.ours import once, ours
from ereput.guide.clocks import day
from ereput.history.audits import Row
from ereput.history.people import Person
from ereput.model import Audit
from ereput.report.inert import inert, json_inert, markdown_inert
from ereput.report.layout import Cell, Column, line, painted, table, wrapped
from ereput.report.sparks import spark
from ereput.report.view.details import Quarter
from ereput.report.view.given import Given
from ereput.report.view.quarters import by_quarter, quarters
from ereput.report.view.since import since, unread
from ereput.words import Words


def listed(rows: Sequence[Row], named: str, width: int, words: Words) -> str:
    """The audits, the latest first."""
    if not rows:
        return words.say("No audit is kept.") + "\n"
    columns = (
        Column(heading=words.say("number"), width=6, is_right=True),
        Column(heading=words.say("made on"), width=13),
        Column(heading=words.say("practitioner"), stretches=True),
        Column(heading=words.say("score"), width=5, is_right=True),
        Column(heading=words.say("grade"), width=5),
        Column(heading=words.say("key"), width=18),
    )
    cells = [_row(row, words) for row in rows]
    return _table(columns, cells, named, width)


def shown(person: Person, rows: Sequence[Row], audit: Audit, named: str, width: int, words: Words) -> str:
    """One practitioner over time."""
    reviews = once(ours(audit.harvests, audit.matches)).all_reviews
    given = Given(audit=audit, words=words, abouts={})
    told = quarters(given, by_quarter(reviews))
    today = day(audit.made_at)
    drift, tested = events.drift(reviews, today), events.tested(reviews, today)
    if named == "json":
        return _json(person, rows, told, drift, tested)
    name = inert(audit.practitioner.name, 80)
    lines = [
        f"{name} · {inert(person.key, 60)}" if person.key else name,
        _scores(rows, words),
        "",
        words.say("Marks given, quarter by quarter, with the interval of their mean (last audit):"),
    ]
    columns = (
        Column(heading=words.say("quarter"), width=9),
        Column(heading=words.say("reviews"), width=8, is_right=True),
        Column(heading=words.say("mean mark"), width=13, is_right=True),
        Column(heading=words.say("95% interval"), width=18),
        Column(heading="", stretches=True),
    )
    body = _table(columns, [_quarter(one) for one in told], named, width) if told else words.say("none dated.") + "\n"
    tail = [*_drift(drift, words), *_burst(tested, words), *unread(given)]
    return _paragraphs(lines, width) + body + "\n" + _paragraphs(tail, width)


def differing(audit: Audit, older: Audit, named: str, width: int, words: Words) -> str:
    """The changes, in the words of the report."""
    told = since(Given(audit=audit, words=words, abouts={}))
    changes = [one for one in told.changes if one not in told.facts]
    title = words.say(
        "{name}: from {first:date} to {last:date}",
        name=inert(audit.practitioner.name, 80),
        first=day(older.made_at),
        last=day(audit.made_at),
    )
    if named == "markdown":
        facts = [f"- {markdown_inert(text)}" for text in (*told.facts, *changes)]
        return "\n".join([f"# {markdown_inert(title)}", "", *facts]) + "\n"
    lines = [title, *(f"  {fact}" for fact in told.facts), *(f"  {one}" for one in changes)]
    return _paragraphs(lines, width)


def _row(row: Row, words: Words) -> list[str]:
    score = "–" if row.score is None else words.number(row.score)
    unhealthy = "" if row.is_healthy else words.say(" (few sources answered)")
    name = inert(row.name, 60) + unhealthy
    return [str(row.number), words.short_day(day(row.made_at)), name, score, row.grade, inert(row.key, 60) or "–"]


def _scores(rows: Sequence[Row], words: Words) -> str:
    scored = [row.score for row in reversed(rows)]
    known = [score for score in scored if score is not None]
    count = words.plural("{count:n} audit", "{count:n} audits", len(rows))
    if not known:
        return words.say("{count}, none with a score", count=count)
    if len(known) == 1:
        return words.say("{count} · score {only:n}", count=count, only=known[0])
    drawn = "".join(spark(None if score is None else score / 100) for score in scored[-40:])
    return words.say(
        "{count} · score {first:n} → {last:n} · {drawn}", count=count, first=known[0], last=known[-1], drawn=drawn
    )


def _quarter(one: Quarter) -> list[str]:
    interval = f"{one.low.text} – {one.high.text}" if one.low and one.high else "–"
    drawn = spark((one.mean.value - 1) / 4 if one.mean else None)
    return [one.name, one.count.text, one.mean.text if one.mean else "–", interval, f"{drawn} {one.remark}".strip()]


def _drift(drift: events.Drift | None, words: Words) -> list[str]:
    if drift is None:
        return [words.say("Drift: not tested, it takes five dated marks on either side of a year ago.")]
    values = {
        "after": drift.after.value,
        "before": drift.before.value,
        "n": drift.after.n,
        "n_before": drift.before.n,
        "p": _p(drift.p, words),
    }
    if drift.is_sure:
        return [
            words.say(
                "Drift: {after:.2} of 5 in the last twelve months ({n:n} marks), {before:.2} before ({n_before:n}):"
                " more than chance ({p}).",
                **values,
            )
        ]
    return [
        words.say(
            "No drift: {after:.2} of 5 in the last twelve months ({n:n} marks), {before:.2} before ({n_before:n}):"
            " within chance ({p}).",
            **values,
        )
    ]


def _burst(tested: events.Burst | None, words: Words) -> list[str]:
    if tested is None:
        return [words.say("Burst: not tested, it takes three months of dated reviews outside the fortnight.")]
    values = {**tested._asdict(), "p": _p(tested.p, words)}
    if events.is_burst(tested):
        return [
            words.say(
                "Burst: {n:n} reviews between {first:date} and {last:date}, {expected:.1} expected ({p}).", **values
            )
        ]
    return [
        words.plural(
            "No burst: at most {count:n} review in a fortnight ({first:date} to {last:date}), {expected:.1} expected"
            " ({p}).",
            "No burst: at most {count:n} reviews in a fortnight ({first:date} to {last:date}), {expected:.1} expected"
            " ({p}).",
            tested.n,
            **{name: value for name, value in values.items() if name != "n"},
        )
    ]


def _p(p: float, words: Words) -> str:
    least = 1e-6
    if p < least:
        return f"p\u00a0<\u00a0{words.number(least, 6)}"
    return f"p\u00a0=\u00a0{words.number(p, 3 if p >= 0.001 else 6)}"


def _json(
    person: Person,
    rows: Sequence[Row],
    told: Iterable[Quarter],
    drift: events.Drift | None,
    tested: events.Burst | None,
) -> str:
    found: dict[str, Any] = {
        "key": person.key,
        "audits": [row._asdict() for row in rows],
        "quarters": [
            {
                "quarter": one.name,
                "n": one.count.value,
                "mean": one.mean.value if one.mean else None,
                "low": one.low.value if one.low else None,
                "high": one.high.value if one.high else None,
            }
            for one in told
        ],
        "drift": {**drift._asdict(), "p": drift.p, "is_sure": drift.is_sure} if drift else None,
        "burst": {**tested._asdict(), "is_sure": events.is_burst(tested)} if tested else None,
    }
    return json_inert(msgspec.json.format(msgspec.json.encode(found), indent=2).decode()) + "\n"


def _table(columns: Sequence[Column], rows: Sequence[Sequence[str]], named: str, width: int) -> str:
    if named == "markdown":
        lines = [[column.heading for column in columns], ["---"] * len(columns), *rows]
        lines[2:] = [[markdown_inert(cell) for cell in row] for row in lines[2:]]
        return "".join("| " + " | ".join(row) + " |\n" for row in lines)
    return painted(table(columns, [[Cell(cell) for cell in row] for row in rows], width), width, colour=False)


def _paragraphs(lines: Iterable[str], width: int) -> str:
    return painted([line(part) for text in lines for part in _hanging(text, width)], width, colour=False)


def _hanging(text: str, width: int) -> list[str]:
    """The paragraph in lines, each as far in as the first."""
    lead = text[: len(text) - len(text.lstrip())]
    return [lead + part for part in wrapped(text.lstrip(), width - len(lead))] or [""]
