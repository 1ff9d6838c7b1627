"""COV: who did not answer, what was cut short, what was not seen."""

from collections.abc import Iterator

from ereput.checks.codes import Code, plural
from ereput.errors import NOT_KEPT, NOT_RECORDED
from ereput.model import Dossier, Evidence, Finding, Harvest, Listing, Severity, Status
from ereput.words import N_

CODES = {
    "COV001": Code(
        "A source did not answer: its silence means nothing.",
        Severity.NOTE,
        {
            "disallowed": N_("{source} was not asked: its robots.txt or its terms say no."),
            "refused": N_("{source} refused to answer."),
            "throttled": N_("{source} asked to wait longer than an audit does."),
            "unreachable": N_("{source} could not be reached."),
            "broken": N_("{source} answered in a form that ereput does not know."),
            "recording": N_("{source} was not asked: answers are played from a recording, which lacks its own."),
            "offline": N_("{source} was not asked: offline, and none of its answers is kept."),
        },
    ),
    "COV002": Code(
        "A source answered in part.",
        Severity.NOTE,
        {
            "partial": N_("{source} answered in part: something is missing."),
            "limited": N_("{source} had more to say than was asked of it."),
        },
    ),
    "COV003": Code(
        "Sites to which searches were restricted, and that showed nothing that is or may be yours.",
        Severity.NOTE,
        {
            "": plural(
                "Nothing of yours among the results of searches restricted to {count:n} site "
                "(at most {results:n} results per query).",
                "Nothing of yours among the results of searches restricted to {count:n} sites "
                "(at most {results:n} results per query).",
            )
        },
    ),
    "COV004": Code(
        "Fewer reviews were read than the listings state.",
        Severity.NOTE,
        {
            "": N_(
                "{read:n} of {stated:n} reviews were read ({part:percent}); "
                "a listing read in part counts by the mean that it states."
            ),
            "none": plural(
                "The {count:n} review that is stated was not read; it counts by the stated mean.",
                "None of the {count:n} reviews that are stated was read; they count by the stated mean.",
            ),
        },
    ),
}
_NOBODY_ASKED = {NOT_RECORDED: "recording", NOT_KEPT: "offline"}


def coverage(dossier: Dossier) -> Iterator[Finding]:
    """Who did not answer, what was cut short, what was not seen, what was not read."""
    seen, harvests = dossier.coverage, {harvest.source: harvest for harvest in dossier.harvests}
    for silent_or_partial, code in ((seen.silent, "COV001"), (seen.partial, "COV002")):
        for source, status in silent_or_partial.items():
            yield Finding(
                code=code,
                severity=Severity.NOTE,
                statement="",
                values={"case": _case(status, harvests.get(source)), "source": source},
                evidence=_asked(harvests.get(source), dossier),
                subject=source,
            )
    if seen.unseen:
        sites, most = {row.site for row in seen.unseen}, max(row.results for row in seen.unseen)
        values = {"count": len(sites), "results": most}
        yield Finding(code="COV003", severity=Severity.NOTE, statement="", values=values)
    yield from _unread(dossier)


def _case(status: Status, harvest: Harvest | None) -> str:
    """How it ended; of what was only looked up among saved answers, in which."""
    template = harvest.problems[0].template if harvest and harvest.problems else None
    return _NOBODY_ASKED.get(template or "", status.value) if status is Status.UNREACHABLE else status.value


def _unread(dossier: Dossier) -> Iterator[Finding]:
    read, stated = dossier.coverage.reviews_read, dossier.coverage.reviews_stated
    if stated is None or read >= stated:
        return
    values = {"case": "" if read else "none", "read": read, "stated": stated, "count": stated, "part": read / stated}
    evidence = tuple(
        item.evidence
        for harvest in dossier.harvests
        for item in harvest.items
        if isinstance(item, Listing) and item.rating and item.rating.count
    )
    yield Finding(code="COV004", severity=Severity.NOTE, statement="", values=values, evidence=evidence[:5])


def _asked(harvest: Harvest | None, dossier: Dossier) -> tuple[Evidence, ...]:
    """The address that was asked in vain."""
    problems = harvest.problems[:1] if harvest else ()
    return tuple(Evidence(source=harvest.source, url=p.url, retrieved_at=dossier.now) for p in problems if harvest)
