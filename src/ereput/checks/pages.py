"""PAG: what a search for the name shows first."""

from collections.abc import Iterator

from ereput.checks.codes import Code
from ereput.figures import page_one
from ereput.figures.ours import Ours
from ereput.model import Dossier, Finding, Severity
from ereput.words import N_

CODES = {
    "PAG001": Code(
        "A page among the first results for your name is probably harmful: to be read by a person.",
        Severity.WATCH,
        {"": N_("Result no. {rank:n} for your name is probably harmful, to be read by a person: {title}")},
    ),
}


def pages(dossier: Dossier, own: Ours) -> Iterator[Finding]:
    """Each harmful page once, at its best rank."""
    rows = page_one.results(dossier.who, own, dossier.opinions)
    best: dict[str, page_one.Result] = {}
    for row in rows:
        if row.kind == "harmful" and (row.mention.url not in best or row.rank < best[row.mention.url].rank):
            best[row.mention.url] = row
    for url in sorted(best, key=lambda url: (best[url].rank, url)):
        mention = best[url].mention
        yield Finding(
            code="PAG001",
            severity=Severity.WATCH,
            statement="",
            values={"rank": best[url].rank, "title": mention.title},
            evidence=(mention.evidence,),
            subject=mention.key,
        )
