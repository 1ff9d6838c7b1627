"""TRD: what moved since the audit before, and within the years."""

from collections.abc import Iterator

import msgspec

from ereput.checks.codes import Code
from ereput.figures import events
from ereput.figures.ours import Ours, once
from ereput.guide.clocks import day
from ereput.model import Dossier, Finding, Severity
from ereput.words import N_

CODES = {
    "TRD001": Code(
        "The score is not that of the audit before: within what chance explains, or beyond it.",
        Severity.WATCH,
        {
            "noise": N_("The score went from {before:n} to {after:n}: within what chance alone explains."),
            "down": N_("The score fell from {before:n} to {after:n}: more than chance explains."),
            "up": N_("The score rose from {before:n} to {after:n}: more than chance explains."),
        },
    ),
    "TRD002": Code(
        "The rating of the last twelve months is surely not that of the time before.",
        Severity.WATCH,
        {
            "down": N_(
                "The last twelve months are rated {after:.1} of 5, lower than before ({before:.1}): "
                "{n:n} marks against {n_before:n}, one chance in {odds:n}."
            ),
            "up": N_(
                "The last twelve months are rated {after:.1} of 5, higher than before ({before:.1}): "
                "{n:n} marks against {n_before:n}, one chance in {odds:n}."
            ),
        },
    ),
}


def trend(dossier: Dossier, own: Ours) -> Iterator[Finding]:
    """The score since the audit before, then the rating of the last twelve months."""
    score = dossier.figures.get("score")
    moved = next((c for c in dossier.changes if c.kind == "figure" and c.key == "score" and c.before and c.after), None)
    if moved and score and moved.field == "value":  # not where other sources answered
        before = float(moved.before or 0)
        is_noise = (score.low or 0) <= before <= (score.high or 100)
        case = "noise" if is_noise else "down" if score.value < before else "up"
        yield _finding("TRD001", case, before, score.value)
    drift = events.drift(once(own).all_reviews, day(dossier.now))
    if drift and drift.is_sure:
        case = "down" if drift.after.value < drift.before.value else "up"
        told = _finding("TRD002", case, drift.before.value, drift.after.value)
        counted = {"n": drift.after.n, "n_before": drift.before.n, "p": drift.p, "odds": round(1 / max(drift.p, 1e-12))}
        yield msgspec.structs.replace(told, values={**told.values, **counted})


def _finding(code: str, case: str, before: float, after: float) -> Finding:
    severity = Severity.WATCH if case == "down" else Severity.NOTE
    return Finding(
        code=code, severity=severity, statement="", values={"case": case, "before": before, "after": round(after, 6)}
    )
