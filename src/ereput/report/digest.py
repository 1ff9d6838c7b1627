"""The digest of a batch as one page: a row for each practitioner, whoever needs most first, and the cohort's median.

It is private: comparing colleagues in public is against the profession's rules, so the median names nobody.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from ereput.report.brand import PLAIN, Brand
from ereput.report.inert import inert, shortened
from ereput.report.view.shapes import Head, Number
from ereput.words import Words

MOST = 500  # rows of a page that can still be read; the summary has them all
FEWEST = 5  # scores under which a median would tell of single people
_CHANGES = 3  # of a practitioner are told


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What is known of one practitioner of a batch."""

    name: str
    report: str = ""  # its address from where the digest lies
    score: float | None = None  # 0..100
    rating: float | None = None  # 1..5
    grade: str = ""
    reviews: int | None = None
    act: int = 0  # findings that ask for action
    deadline: date | None = None  # the nearest
    changes: tuple[str, ...] = ()
    reason: str = ""  # why there is no audit


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line as it is shown."""

    name: str
    report: str
    score: str
    rating: str
    grade: str
    reviews: str
    act: str
    deadline: str
    is_pressing: bool
    changes: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """The page in one language."""

    language: str
    title: str
    head: Head
    summary: str
    medians: tuple[tuple[str, Number], ...]
    note: str
    headings: tuple[str, ...]  # practitioner, to act on, no later than, score, rating, reviews, evidence, changes
    rows: tuple[Row, ...]
    order: str
    more: str
    page: str
    of_pages: str


def digest_html(lines: Iterable[Line], words: Words, made_on: date, tool: str = "ereput", brand: Brand = PLAIN) -> str:
    """The page of a batch; the same bytes for the same lines in any order."""
    from ereput.report import html

    shown = digest(list(lines), words, made_on, tool)
    return html.page("digest.html.jinja", brand, view=shown, say=shown)


def digest(lines: Sequence[Line], words: Words, made_on: date, tool: str) -> Digest:
    """What the page shows."""
    ordered = sorted(lines, key=_need)
    title = words.say("Practitioners, by what they need")
    return Digest(
        language=words.language,
        title=words.say("{title} – {day}", title=title, day=words.day(made_on)),
        head=Head(name=title, facts=(), day=words.day(made_on), made_on=made_on, tool=inert(tool, 40), card=()),
        summary=_summary(ordered, words),
        medians=tuple(_medians(ordered, words)),
        note=words.say(
            "For your eyes only: comparing colleagues in public is against the profession's rules. The medians name "
            "nobody, and under {least:n} practitioners none is given.",
            least=FEWEST,
        ),
        headings=(
            words.say("practitioner"),
            words.say("to act on"),
            words.say("no later than"),
            words.say("score"),
            words.say("rating"),
            words.say("reviews"),
            words.say("evidence"),
            words.say("changes"),
        ),
        rows=tuple(_row(line, words, made_on) for line in ordered[:MOST]),
        order=words.say("The most to act on first, then the nearest deadline, then the lowest score."),
        more=_more(len(ordered) - MOST, words),
        page=words.say("page"),
        of_pages=words.say("of"),
    )


def _need(line: Line) -> tuple[bool, int, date, float, str]:
    """Sorts who needs most first; those without an audit last."""
    score = line.score if line.score is not None else 101.0
    return (bool(line.reason), -line.act, line.deadline or date.max, score, line.name)


def _summary(lines: Sequence[Line], words: Words) -> str:
    audited = [line for line in lines if not line.reason]
    asking = sum(line.act > 0 for line in audited)
    said = [
        words.plural("{count:n} audited practitioner", "{count:n} audited practitioners", len(audited)),
        words.plural("{count:n} with something to act on", "{count:n} with something to act on", asking),
    ]
    if failed := len(lines) - len(audited):
        said.append(words.plural("{count:n} not audited", "{count:n} not audited", failed))
    return ", ".join(said) + "."


def _medians(lines: Sequence[Line], words: Words) -> Iterable[tuple[str, Number]]:
    scores = [line.score for line in lines if line.score is not None]
    ratings = [line.rating for line in lines if line.rating is not None]
    if len(scores) >= FEWEST:
        value = round(median(scores))
        yield words.say("median score, of 100"), Number(value=value, text=words.number(value))
    if len(ratings) >= FEWEST:
        mean = round(median(ratings), 1)
        yield words.say("median rating, of 5"), Number(value=mean, text=words.number(mean, 1))


def _row(line: Line, words: Words, today: date) -> Row:
    def told(value: float | None, decimals: int = 0) -> str:
        return "–" if value is None else words.number(round(value, decimals), decimals)

    return Row(
        name=inert(line.name, 80) or "–",
        report=line.report,
        score=told(line.score),
        rating=told(line.rating, 1),
        grade=inert(line.grade, 1) or "–",
        reviews=told(line.reviews),
        act=words.number(line.act),
        deadline=words.short_day(line.deadline) if line.deadline else "–",
        is_pressing=line.deadline is not None and (line.deadline - today).days <= 31,
        changes=tuple(shortened(inert(change), 160) for change in line.changes[:_CHANGES]),
        reason=inert(line.reason, 300),
    )


def _more(count: int, words: Words) -> str:
    if count <= 0:
        return ""
    return words.plural(
        "… and {count:n} more practitioner in summary.csv.", "… and {count:n} more practitioners in summary.csv.", count
    )
