"""IDN: what could not be told apart, and what the register says of the name."""

from collections.abc import Iterator

from ereput.checks.codes import Code, plural
from ereput.figures.coverage import pages
from ereput.model import Bearers, Census, Dossier, Finding, Judgement, Severity
from ereput.words import N_

CODES = {
    "IDN001": Code(
        "Listings and pages of which it is not sure whose they are: they count in no figure until you say.",
        Severity.WATCH,
        {
            "": plural(
                "{count:n} listing or page to settle, yours or a namesake's: it counts in no figure until you say.",
                "{count:n} listings or pages to settle, yours or a namesake's: they count in no figure until you say.",
            )
        },
    ),
    "IDN002": Code(
        "How many entries of the register bear the name: what is known of namesakes.",
        Severity.NOTE,
        {
            "": plural(
                "The register, asked live, knows {count:n} entry named {name}.",
                "The register, asked live, knows {count:n} entries named {name}.",
            ),
            "local": plural(
                "The register on this machine, of {day:date}, {entries:n} lines, knows {count:n} person named {name}.",
                "The register on this machine, of {day:date}, {entries:n} lines, knows {count:n} people named {name}.",
            ),
            "unknown": N_(
                "No register said how many bear this name: listings were told apart without it, and more stay unsure."
            ),
        },
    ),
}


def identity(dossier: Dossier) -> Iterator[Finding]:
    """What a person must decide, and what the register knows."""
    unsure = pages(dossier.matches, Judgement.UNSURE)
    if unsure:
        yield Finding(
            code="IDN001",
            severity=Severity.WATCH,
            statement="",
            values={"count": len(unsure)},
            evidence=tuple(unsure[key].evidence for key in sorted(unsure)[:5]),
        )
    yield _census(dossier)


def _census(dossier: Dossier) -> Finding:
    items = [item for harvest in dossier.harvests for item in harvest.items]
    if here := next((item for item in items if isinstance(item, Bearers)), None):
        return _counted(here)
    found = [item for item in items if isinstance(item, Census)]
    if not found:
        return Finding(code="IDN002", severity=Severity.NOTE, statement="", values={"case": "unknown"})
    finest = max(found, key=lambda census: (census.given is not None, -census.count, census.evidence.source))
    return Finding(
        code="IDN002",
        severity=Severity.NOTE,
        statement="",
        values={"count": finest.count, "name": f"{finest.given or ''} {finest.family}".strip()},
        evidence=(finest.evidence,),
    )


def _counted(here: Bearers) -> Finding:
    """By the copy of the register on this machine: the reader is told how old it is."""
    return Finding(
        code="IDN002",
        severity=Severity.NOTE,
        statement="",
        values={
            "case": "local",
            "count": here.full.everywhere,
            "name": f"{here.given or ''} {here.family}".strip(),
            "day": here.evidence.retrieved_at.date().isoformat(),
            "entries": here.entries,
        },
        evidence=(here.evidence,),
    )
