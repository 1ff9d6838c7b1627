"""REV: texts that may call for a step, marks and texts that disagree, and many reviews at once.

A class is always probable: only a judge can say. Nothing is said of replies: not replying is the default advice.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from ereput.checks import clocks
from ereput.checks.codes import Code, Values
from ereput.checks.places import place
from ereput.figures import events
from ereput.figures.ours import Ours, once
from ereput.guide.clocks import day
from ereput.guide.triage import Triage, triage
from ereput.model import Dossier, Finding, Opinion, Review, Severity
from ereput.words import N_

CODES = {
    "REV001": Code(
        "A review is probably an insult: contempt or invective without a fact (law of 29 July 1881, art. 29 and 33).",
        Severity.ACT,
        {"": N_("Probable insult in a review on {site}: {said}.")},
        has_clock=True,
    ),
    "REV002": Code(
        "A review probably imputes a precise fact that can be proved or not, and attacks honour (art. 29 and 32).",
        Severity.ACT,
        {"": N_("Possible defamation in a review on {site}: {said}. The review probably imputes a precise fact.")},
        has_clock=True,
    ),
    "REV003": Code(
        "A review probably holds a threat or blackmail.",
        Severity.ACT,
        {
            "": N_(
                "A review on {site} is probably a threat or blackmail: {said}. Keep it, do not answer it; "
                "a complaint is possible."
            )
        },
    ),
    "REV004": Code(
        "A review is probably about another practitioner, another practice, or no doctor at all.",
        Severity.ACT,
        {"": N_("Review on {site} probably meant for another: {said}. The site can be asked to take it down.")},
    ),
    "REV005": Code(
        "A review's text and its mark disagree: one of them is probably a slip, or ereput misreads the text.",
        Severity.NOTE,
        {
            "negative": N_("A review on {site} gives {stars:.0} of 5 with a text that is probably negative."),
            "positive": N_("A review on {site} gives {stars:.0} of 5 with a text that is probably positive."),
        },
    ),
    "REV007": Code(
        "A review probably shows private data, or somebody's health data.",
        Severity.ACT,
        {
            "private_data": N_("A review on {site} probably shows private data; the site can be asked to remove them."),
            "health_data": N_(
                "A review on {site} probably shows somebody's health data; the site can be asked to remove them."
            ),
        },
    ),
    "REV008": Code(
        "More reviews in a fortnight than your own pace explains (Poisson, p < 0.001).",
        Severity.WATCH,
        {
            "": N_(
                "{n:n} reviews between {first:date} and {last:date}, where your usual pace makes {expected:.1}: "
                "one chance in {odds:n} for any one fortnight."
            )
        },
    ),
    "REV009": Code(
        "A review is probably hateful: origin, religion, sex, orientation or disability (art. 65-3: one year).",
        Severity.ACT,
        {"": N_("Probable hate in a review on {site}: {said}.")},
        has_clock=True,
    ),
    "REV010": Code(
        "A review probably attacks services rather than the person (denigration, C. civ. art. 1240: five years).",
        Severity.WATCH,
        {
            "": N_(
                "A review on {site} probably denigrates services: {said}. The press law's limit is not that of "
                "denigration, which lapses after five years; a lawyer says whether it is one."
            )
        },
    ),
}

SURE_OPINION = 0.75  # of the opinion, for a text and a mark that disagree
_PRESS = {"outrage": "REV001", "imputed_fact": "REV002", "hate": "REV009"}
_OTHERS = {
    "threat_or_blackmail": "REV003",
    "off_topic": "REV004",
    "private_data": "REV007",
    "health_data": "REV007",
    "services": "REV010",
}
_LONGEST = 80  # characters of a review that a sentence repeats


def reviews(dossier: Dossier, own: Ours) -> Iterator[Finding]:
    """Each review that may call for a step, then disagreements, then a burst."""
    for review in own.all_reviews:
        yield from _classed(dossier, review, triage(review.text, review.language))
    views = {opinion.of: opinion for opinion in dossier.opinions}
    for review in own.all_reviews:
        yield from _disagreeing(review, views)
    yield from _burst(dossier, own)


def _classed(dossier: Dossier, review: Review, found: Triage) -> Iterator[Finding]:
    # A reproach under four stars or more is more likely a misreading of ours.
    if found.label in (*_PRESS, "services") and review.rating and review.rating.stars >= 4:
        return
    if found.label in _PRESS:
        yield _pressing(dossier, review, found, found.label)
    elif found.label in _OTHERS:
        values = {"case": found.label if _OTHERS[found.label] == "REV007" else "", **_said(review, found)}
        yield _finding(_OTHERS[found.label], CODES[_OTHERS[found.label]].severity, review, values)


def _pressing(dossier: Dossier, review: Review, found: Triage, label: str) -> Finding:
    told = clocks.told(clocks.kind(label), review.published, day(dossier.now), review.edited)
    values = {**_said(review, found), **told.values}
    return _finding(_PRESS[label], told.severity, review, values, told.deadline)


def _said(review: Review, found: Triage) -> Values:
    words = " … ".join(found.words)
    shown = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
    return {"site": place(review), "said": shown, "class": found.label, "confidence": found.confidence}


def _disagreeing(review: Review, views: Mapping[str, Opinion]) -> Iterator[Finding]:
    view = views.get(review.key)
    if view is None or review.rating is None or view.confidence < SURE_OPINION:
        return
    stars = review.rating.stars
    case = {("neg", True): "negative", ("pos", False): "positive"}.get((view.label or "", stars > 3))
    if case and (stars >= 4 or stars <= 2):
        yield _finding("REV005", Severity.NOTE, review, {"case": case, "site": place(review), "stars": stars})


def _burst(dossier: Dossier, own: Ours) -> Iterator[Finding]:
    reviews = once(own).all_reviews
    found = events.burst(reviews, day(dossier.now))
    if found is None:
        return
    inside = [r for r in reviews if r.published.latest and found.first <= r.published.latest <= found.last]
    values: Values = {"first": found.first.isoformat(), "last": found.last.isoformat(), "n": found.n}
    yield Finding(
        code="REV008",
        severity=Severity.WATCH,
        statement="",
        values={**values, "expected": round(found.expected, 4), "p": found.p, "odds": round(1 / max(found.p, 1e-12))},
        evidence=tuple(dict.fromkeys(review.evidence for review in inside))[:5],
        subject=f"burst:{found.first.isoformat()}",
    )


def _finding(
    code: str,
    severity: Severity,
    review: Review,
    values: Values,
    deadline: date | None = None,
) -> Finding:
    return Finding(
        code=code,
        severity=severity,
        statement="",
        values=values,
        evidence=(review.evidence,),
        subject=review.key,
        deadline=deadline,
    )
