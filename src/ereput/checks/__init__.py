"""What an audit looks for in its evidence, in the order of the report; each finding worded in the reader's language.

A finding keeps its code and raw values, so that `sentence` can say it again in another language.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

import msgspec

from ereput.checks import clocks, coverage, identity, listings, pages, ratings, reviews, trend, unread
from ereput.checks.codes import Code
from ereput.figures.coverage import FILES
from ereput.figures.ours import Ours, ours
from ereput.model import Dossier, Finding, Severity
from ereput.parsing import hours, specialties
from ereput.parsing.phones import as_dialled
from ereput.words import Words

__all__ = ["CHECKS", "CODES", "check", "first_steps", "sentence"]

CHECKS: tuple[Callable[[Dossier, Ours], Iterator[Finding]], ...] = (
    reviews.reviews,
    listings.listings,
    ratings.ratings,
    pages.pages,
    trend.trend,
    lambda dossier, _: identity.identity(dossier),
    lambda dossier, _: coverage.coverage(dossier),
)

CODES: Mapping[str, Code] = {
    code: row
    for room in (reviews, listings, ratings, pages, trend, identity, coverage)
    for code, row in room.CODES.items()
}

# Of two steps without a deadline: what endangers, what may be nearly over, what loses patients, the rest.
_UNDATED = ("REV003", "REV009", "REV002", "REV001", "REV007", "NAP001", "NAP002", "NAP007", "REV004")

_TOLD = {"hours": hours.told, "specialty": specialties.told}  # what is said in the reader's own words


def check(dossier: Dossier, words: Words, titles: Mapping[str, str] | None = None) -> tuple[Finding, ...]:
    """Every finding, worded; `titles` are the sources' names for people, by key."""
    own = ours(dossier.harvests, dossier.matches)
    found = [finding for look in CHECKS for finding in look(dossier, own)]
    found[:0] = unread.unread(dossier, found)
    return tuple(msgspec.structs.replace(f, statement=sentence(f, words, titles)) for f in found)


def sentence(finding: Finding, words: Words, titles: Mapping[str, str] | None = None) -> str:
    """A finding in the words' language; as it was worded first where its code or its values are not known here."""
    code = CODES.get(finding.code)
    template = code.sentences.get(str(finding.values.get("case") or "")) if code else None
    if code is None or template is None:
        return finding.statement
    values = _sayable(finding, words, titles or {})
    try:
        said = _said(template, values, words)
        return f"{said} {clocks.said(values, words)}" if code.has_clock else said
    except (KeyError, ValueError, TypeError):
        return finding.statement


def first_steps(findings: Iterable[Finding]) -> list[Finding]:
    """What to do first: by deadline, then what has none, then what to watch; what is only to be known is left out."""
    asking = [finding for finding in findings if finding.severity is not Severity.NOTE]
    return sorted(asking, key=_pressing)


def _pressing(finding: Finding) -> tuple[bool, date, int]:
    code = finding.code
    place = _UNDATED.index(code) if code in _UNDATED else len(_UNDATED)
    return finding.severity is not Severity.ACT, finding.deadline or date.max, place


def _said(template: str | Sequence[str], values: Mapping[str, object], words: Words) -> str:
    if isinstance(template, str):
        return words.say(template, **values)
    one, many = template
    count = values["count"]
    if not isinstance(count, int):
        raise TypeError(f"{count!r} is no count")
    return words.plural(one, many, count, **{name: value for name, value in values.items() if name != "count"})


def _sayable(finding: Finding, words: Words, titles: Mapping[str, str]) -> dict[str, object]:
    """The raw values as a sentence shows them: numbers in pairs, quotation marks, names of sources."""
    values: dict[str, object] = {
        name: as_dialled(value) if isinstance(value, str) else value for name, value in finding.values.items()
    }
    if tell := _TOLD.get(str(values.get("field"))):
        values |= {name: tell(str(values.get(name) or ""), words.language) for name in ("shown", "expected")}
    if "said" in values:
        values["said"] = words.quoted(str(values["said"]))
    if "source" in values:
        title = titles.get(str(values["source"]), "")
        values["source"] = f"{title[:1].upper()}{title[1:]}" or values["source"]  # sentences begin with it
    if values.get("site") == FILES:
        values["site"] = words.say("a site that was not recognised in your file (--columns site=…)")
    if finding.unread_since and "site" in values:
        values["site"] = words.say(unread.known_by(finding), site=values["site"], day=finding.unread_since)
    return values
