"""The whole report as Markdown that GitHub and Pandoc both render: eleven sections, the verdict first."""

import re
from collections.abc import Iterable, Iterator, Sequence

from ereput.report.inert import markdown_inert as literal
from ereput.report.layout import bar
from ereput.report.sparks import spark
from ereput.report.view import View
from ereput.report.view.details import SIGNED, AspectRow, ListingRow, PageOneQuery, Quarter, SensitiveRow, Star
from ereput.report.view.shapes import Essay, Link, Number, Step

_BAR = 10  # characters
_WIDEST = 60  # dashes of a column
_URL = re.compile(r"\]\([^)\s]*\)")  # does not show


def render(view: View) -> str:
    """The report as one document, ending in a line end."""
    sections = (
        _verdict,
        _identity,
        _coverage,
        _listings,
        _page_one,
        _reviews,
        _aspects,
        _sensitive,
        _doors,
        _method,
        _annex,
    )
    blocks = [block for section in sections for block in section(view) if block]
    return "\n\n".join([*_title(view), *blocks, *_foot(view)]) + "\n"


def _title(view: View) -> Iterator[str]:
    yield f"# {literal(view.head.name)}"
    yield literal(" · ".join((*view.head.facts, view.head.day)))


def _verdict(view: View) -> Iterator[str]:
    told = view.verdict
    yield f"## {literal(told.title)}"
    yield f"**{literal(_capital(told.band))}**" + (f" — **{literal(told.out_of)}**" if told.out_of else "")
    yield literal(told.evidence) + (f" — {literal(told.why)}." if told.why else "")
    facts = " · ".join(view.since.facts)
    yield f"**{literal(view.since.title)}** — {literal(f'{view.since.intro} {facts}'.strip())}"
    yield _bullets(change for change in view.since.changes if change not in view.since.facts)
    yield f"### {literal(view.steps.title)}"
    yield _steps(view, view.steps.rows) or literal(view.steps.nothing)
    yield f"### {literal(view.parts.title)}"
    part, value, n, compare = view.parts.headings
    rows = [
        (row.label, f"{row.value.text} {row.interval}".strip(), row.n.text, bar(row.share, _BAR), row.population)
        for row in view.parts.rows
    ]
    yield _table((part, value, n, "", compare), rows) or literal(view.parts.nothing)


def _steps(view: View, steps: Sequence[Step]) -> str:
    found, by, id_ = view.steps.headings
    rows = [
        (
            str(number),
            " ".join(filter(None, (literal(step.sentence), literal(step.route), _links(step.links)))),
            literal(step.by),
            f"`{step.id}`",
        )
        for number, step in enumerate(steps, 1)
    ]
    return _raw_table(("", literal(found), literal(by), literal(id_)), rows)


def _identity(view: View) -> Iterator[str]:
    yield f"## {literal(view.identity_title)}"
    yield _table(view.listings.field_headings[:2], view.head.card)
    yield _bullets(view.identity.paragraphs)


def _coverage(view: View) -> Iterator[str]:
    told = view.coverage
    yield f"## {literal(told.title)}"
    yield literal(" ".join((told.summary, *told.silences, told.reviews)))
    yield _table(
        told.headings,
        [(r.name, " · ".join((r.word, *r.details)), r.asked.text, r.answered.text, r.items.text) for r in told.rows],
    )
    if told.unseen:
        yield f"### {literal(told.unseen_title)}"
        yield _bullets(told.unseen)


def _listings(view: View) -> Iterator[str]:
    told = view.listings
    yield f"## {literal(told.title)}"
    if not told.rows:
        yield literal(told.nothing)
        return
    yield _raw_table(tuple(map(literal, told.headings)), [_listing(row) for row in told.rows])
    yield literal(" · ".join(told.legend(told.rows, SIGNED)))
    for row in told.rows:
        yield f"### {literal(_place(row))} — {literal(row.sure)} ({literal(row.probability.text)})"
        yield f"{_link(row.link)} — {literal(row.seen_sentence)}."
        yield " ".join(_link(link) for link in row.claim)
        yield _table(
            told.field_headings, [(m.name, m.truth or "–", m.shown or "–", f"{m.symbol} {m.word}") for m in row.marks]
        )


def _listing(row: ListingRow) -> Sequence[str]:
    marks = {mark.field: mark.symbol for mark in row.marks}
    signs = [literal(marks.get(field, "?")) for field in SIGNED]
    link = _link(Link(text=_place(row), url=row.link.url))
    told = (row.sure, row.control), (_text(row.rating), _text(row.count), row.seen_word)
    return (link, *map(literal, told[0]), *signs, *map(literal, told[1]))


def _place(row: ListingRow) -> str:
    return f"{row.site}, {row.detail}" if row.detail else row.site


def _page_one(view: View) -> Iterator[str]:
    told = view.page_one
    yield f"## {literal(told.title)}"
    yield literal(told.summary)
    if not told.queries:
        yield literal(told.nothing)
    for query in told.queries:
        yield f"### {literal(query.query)} — {literal(query.engine)}"
        yield _raw_table(tuple(map(literal, told.headings)), list(_results(query)))


def _results(query: PageOneQuery) -> Iterator[Sequence[str]]:
    for row in query.rows:
        told = map(literal, (row.site, row.held_by, row.judgement))
        yield (_text(row.rank), _link(row.link), *told, _text(row.counts))


def _reviews(view: View) -> Iterator[str]:
    told = view.reviews
    yield f"## {literal(told.title)}"
    yield literal(" ".join((told.summary, view.coverage.reviews)))
    mark, count, part = told.star_headings
    yield _table((mark, count, part, ""), [(s.name, s.count.text, _part(s), bar(s.share, _BAR)) for s in told.stars])
    if told.quarters:
        yield _timeline(told.quarters, told.quarter_headings)
        yield _table(told.quarter_headings, [(q.name, q.count.text, _mean(q)) for q in told.quarters])
    yield literal(told.undated)
    yield _bullets(told.gone)
    yield _bullets(f"{q.name} – {q.remark}" for q in told.quarters if q.remark)
    yield literal(" ".join(told.said))
    yield _bullets(said.text for said in told.mixed)
    if told.conflicts:
        yield f"### {literal(told.conflicts_title)}"
        yield _bullets(said.text for said in told.conflicts)


def _part(star: Star) -> str:
    return f"{star.percent.text} {star.interval}".strip() if star.percent else "–"


def _mean(quarter: Quarter) -> str:
    """With its interval."""
    if not (quarter.mean and quarter.low and quarter.high):
        return "–"
    return f"{quarter.mean.text} [{quarter.low.text}–{quarter.high.text}]"


def _timeline(quarters: Sequence[Quarter], headings: Sequence[str]) -> str:
    """Two rows of characters: how many reviews a quarter, and how good."""
    most = max(q.count.value for q in quarters) or 1
    counts = "".join(spark(q.count.value / most) for q in quarters)
    means = "".join(spark((q.mean.value - 1) / 4 if q.mean else None) for q in quarters)
    span = f"{literal(quarters[0].name)} – {literal(quarters[-1].name)}"
    return f"{span} — {literal(headings[1])} {counts} — {literal(headings[2])} {means}"


def _aspects(view: View) -> Iterator[str]:
    told = view.aspects
    yield f"## {literal(told.title)}"
    for title, rows in told.groups:
        yield f"### {literal(title)}"
        yield _table(told.headings, [_aspect(row, told.too_few) for row in rows])
    yield literal(told.note if told.rows else told.nothing)


def _aspect(row: AspectRow, too_few: str) -> Sequence[str]:
    share = f"{row.share.text} {row.interval}".strip() if row.share else too_few
    yours = f"{row.yours} ({row.remark})" if row.remark else row.yours
    return (row.name, row.mentions.text, share, yours, row.quote or "–")


def _sensitive(view: View) -> Iterator[str]:
    told = view.sensitive
    yield f"## {literal(told.title)}"
    yield "\n".join(map(_item, told.rows)) or literal(told.nothing)
    if told.route:
        yield f"### {literal(told.route_title)}"
        yield "\n".join(f"{number}. {literal(part)}" for number, part in enumerate(told.route, 1))
    yield f"_{literal(told.note)}_" if told.rows else ""


def _item(row: SensitiveRow) -> str:
    quote = f"\n  > {literal(row.quote)}\n" if row.quote else ""
    when = f"{literal(row.published)} — **{literal(row.by)}**"
    said = " ".join(filter(None, (row.step.sentence, row.step.route)))
    report = f"{literal(row.report_label)} {_link(row.report)}"
    return f"- **{literal(row.where)}** `{row.step.id}` — {when}\n{quote}\n  {literal(said)}\n\n  {report}\n"


def _doors(view: View) -> Iterator[str]:
    told = view.doors
    if not told.rows and not told.searches:
        return
    yield f"## {literal(told.title)}"
    if told.rows:
        yield literal(told.way_in)
        yield "\n".join(f"- {_link(link)}" for link in told.rows)
    if told.searches:
        yield f"### {literal(told.searches_title)}"
        yield "\n".join(f"- {_link(link)}" for link in told.searches)


def _method(view: View) -> Iterator[str]:
    yield from _essay(view.method)


def _annex(view: View) -> Iterator[str]:
    if view.steps.others:
        yield f"## {literal(view.steps.others_title)}"
        yield _steps(view, view.steps.others)
    yield f"## {literal(view.evidence.title)}"
    yield _bullets(view.evidence.paragraphs)
    if view.manifest.rows:
        yield f"### {literal(view.manifest.title)}"
        rows = [(literal(r.source), _link(r.link), literal(r.day), r.items.text) for r in view.manifest.rows]
        yield _raw_table(tuple(map(literal, view.manifest.headings)), rows)
        yield literal(view.manifest.more)


def _foot(view: View) -> Iterator[str]:
    yield "---"
    yield literal(" ".join(view.closing))
    if view.credits:
        yield literal(" · ".join(view.credits))


def _essay(essay: Essay) -> Iterator[str]:
    yield f"## {literal(essay.title)}"
    yield from map(literal, essay.paragraphs)


def _bullets(texts: Iterable[str]) -> str:
    return "\n".join(f"- {literal(text)}" for text in texts)


def _links(links: Sequence[Link]) -> str:
    return " ".join(f"({_link(link)})" for link in links[:3])


def _link(link: Link) -> str:
    """A link where there is an address, else its text."""
    text = literal(link.text) or "–"
    return f"[{text}]({link.url.replace('&', '&amp;')})" if link.url else text


def _text(number: Number | None) -> str:
    return number.text if number else "–"


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of plain texts; nothing where there are no rows."""
    return _raw_table([literal(h) for h in headings], [[literal(cell) for cell in row] for row in rows])


def _raw_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table of cells that are Markdown already."""
    if not rows:
        return ""
    lines = [headings, _rule(headings, rows), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def _rule(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Sequence[str]:
    """The line under the headings: its dashes are each column's share of the width in Pandoc; GitHub counts none."""
    longest = (max(len(_URL.sub("", cells[column])) for cells in (headings, *rows)) for column in range(len(headings)))
    return ["-" * min(_WIDEST, max(3, length)) for length in longest]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
