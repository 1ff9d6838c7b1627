"""RAT: on how many reviews the rating rests, and which listing is rated low beyond doubt."""

from collections.abc import Iterator

from ereput.checks.codes import Code, Values, plural
from ereput.checks.places import place
from ereput.figures import rating
from ereput.figures.ours import Ours, once
from ereput.guide.clocks import day
from ereput.model import Dossier, Figure, Finding, Severity
from ereput.words import N_

LOW = 3.5  # stars under which the whole interval must lie; 4.0 is the median of published American ratings
FEW, SMALL = 5, 15  # effective reviews: under the first no score, under the second nothing fine can be said

CODES = {
    "RAT001": Code(
        "Few reviews: no score under five, and no fine differences under fifteen.",
        Severity.NOTE,
        {
            "none": N_("No review and no rating was seen that can be counted."),
            "few": plural(
                "{count:n} review, aged ({effective:.1} in effect), is too few for a score.",
                "{count:n} reviews, aged ({effective:.1} in effect), are too few for a score.",
            ),
            "small": plural(
                "{count:n} review is few: small differences mean nothing.",
                "{count:n} reviews are few: small differences mean nothing.",
            ),
        },
    ),
    "RAT002": Code(
        "A listing's rating is low, its whole interval considered.",
        Severity.WATCH,
        {
            "": plural(
                "{site}: {value:.1} of 5 on {count:n} review, between {low:.1} and {high:.1}, is low.",
                "{site}: {value:.1} of 5 on {count:n} reviews, between {low:.1} and {high:.1}, is low.",
            )
        },
    ),
    "RAT003": Code(
        "Part of the rating is known only from the lines that a search engine shows.",
        Severity.NOTE,
        {
            "": plural(
                "{count:n} review counts by a rating seen only in the lines of a search engine.",
                "{count:n} reviews count by a rating seen only in the lines of a search engine.",
            )
        },
    ),
}


def ratings(dossier: Dossier, own: Ours) -> Iterator[Finding]:
    """How sure the rating is, then each listing that is rated low."""
    yield from _few(dossier)
    if snippets := dossier.figures.get("snippet_reviews"):
        yield Finding(code="RAT003", severity=Severity.NOTE, statement="", values={"count": snippets.n})
    for key, stars in rating.by_listing(once(own), day(dossier.now)).items():
        figure = rating.posterior(stars)
        if figure.high is not None and figure.high < LOW:
            best = own.listings[key][0]
            values: Values = {"site": place(best), "count": stars.n, "value": figure.value, "low": figure.low}
            yield Finding(
                code="RAT002",
                severity=Severity.WATCH,
                statement="",
                values={**values, "high": figure.high},
                evidence=(best.evidence,),
                subject=key,
            )


def _few(dossier: Dossier) -> Iterator[Finding]:
    reviews = dossier.figures.get("effective_reviews", Figure(value=0.0))
    case = "none" if not reviews.n else "few" if reviews.value < FEW - 0.5 else "small"
    if reviews.value < SMALL - 0.5:
        values: Values = {"case": case, "count": reviews.n, "effective": reviews.value}
        yield Finding(code="RAT001", severity=Severity.NOTE, statement="", values=values)
