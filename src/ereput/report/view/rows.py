"""Every review as a row of a table."""

from ereput.model import Review
from ereput.report.inert import inert, pseudonymised
from ereput.report.view.details import ReviewRow
from ereput.report.view.given import Given
from ereput.report.view.shapes import Number

TEXT = 1000  # characters of a review


def review_rows(given: Given) -> tuple[ReviewRow, ...]:
    """Reviews under listings that are, or may be, the practitioner's: the latest first, each once."""
    judgements = {match.listing.key: match.judgement.value for match in given.listings}
    return tuple(_row(given, review, judgements[review.listing]) for review in given.shown_reviews)


def _row(given: Given, review: Review, judgement: str) -> ReviewRow:
    opinion = given.opinions.get(review.key)
    aspects = sorted(opinion.aspects.items()) if opinion else []
    score = opinion.score if opinion else None
    return ReviewRow(
        key=inert(review.key, 300),
        listing=inert(review.listing, 300),
        site=inert(review.site or review.evidence.source, 60),
        judgement=judgement,
        earliest=review.published.earliest,
        latest=review.published.latest,
        stars=given.decimal(review.rating.stars) if review.rating else None,
        language=inert((opinion.language if opinion else None) or review.language, 10),
        opinion=(opinion.label or "") if opinion else "",
        score=Number(value=round(score, 2), text=given.words.number(score, 2)) if score is not None else None,
        aspects=" ".join(f"{inert(key, 30)}={inert(polarity, 10)}" for key, polarity in aspects),
        text=pseudonymised(inert(review.text, TEXT)),
        is_replied=review.reply is not None,
    )
