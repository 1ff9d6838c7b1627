"""What every report shows: chosen, ordered, rounded and worded once, so that no two formats can disagree."""

from collections.abc import Mapping
from dataclasses import dataclass

from ereput.model import Audit
from ereput.report.view.captions import Captions, captions
from ereput.report.view.closing import closing, credits_due, evidence, manifest
from ereput.report.view.coverage import coverage, doors, identity
from ereput.report.view.details import Aspects, CoverageTable, Doors, Listings, Manifest, PageOne, Reviews, Sensitive
from ereput.report.view.given import Given
from ereput.report.view.listings import listings
from ereput.report.view.method import method
from ereput.report.view.page_one import page_one
from ereput.report.view.parts import parts
from ereput.report.view.patients import aspects
from ereput.report.view.reviews import reviews
from ereput.report.view.sensitive import sensitive
from ereput.report.view.shapes import Essay, Head, Parts, Since, Steps, Verdict
from ereput.report.view.since import since
from ereput.report.view.steps import steps
from ereput.report.view.verdict import head, verdict
from ereput.source import About
from ereput.words import Words

__all__ = ["View", "view"]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A whole report in one language."""

    language: str
    head: Head
    identity_title: str
    verdict: Verdict
    since: Since
    steps: Steps
    parts: Parts
    listings: Listings
    coverage: CoverageTable
    identity: Essay  # namesakes set aside, unsure listings
    doors: Doors
    page_one: PageOne
    reviews: Reviews
    aspects: Aspects
    sensitive: Sensitive
    method: Essay
    evidence: Essay
    manifest: Manifest
    captions: Captions
    closing: tuple[str, ...]  # what the figures are not
    credits: tuple[str, ...]  # lines that licences ask for


_NO_ABOUTS: Mapping[str, About] = {}


def view(audit: Audit, words: Words, abouts: Mapping[str, About] = _NO_ABOUTS) -> View:
    """The report of an audit in one language; `abouts` give sources their titles and the credits that they ask for."""
    given = Given(audit=audit, words=words, abouts=abouts)
    told, top, judged = steps(given), head(given), verdict(given)
    rows, found, said, themes = listings(given), page_one(given), reviews(given), aspects(given)
    return View(
        language=words.language,
        head=top,
        identity_title=words.say("Who was looked for"),
        verdict=judged,
        since=since(given),
        steps=told,
        parts=parts(given),
        listings=rows,
        coverage=coverage(given),
        identity=identity(given),
        doors=doors(given),
        page_one=found,
        reviews=said,
        aspects=themes,
        sensitive=sensitive(given, told),
        method=method(given),
        evidence=evidence(given),
        manifest=manifest(given),
        captions=captions(given, top, judged, rows, found, said, themes),
        closing=closing(given),
        credits=credits_due(given),
    )
