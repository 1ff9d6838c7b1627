"""What reviewers say: the label of a text, its score, how sure that is, and the aspects it speaks of; offline.

French and English are read with the lexicons of `lexicons/`; from other languages the tool abstains.
"""

from collections.abc import Iterable, Sequence

import msgspec

from ereput.guide.triage import triage
from ereput.model import Harvest, Judgement, Listing, Match, Mention, Opinion, Rating, Review
from ereput.opinion.aspects import ASPECTS, aspects
from ereput.opinion.languages import language_of
from ereput.opinion.lexicon import LANGUAGES, lexicon
from ereput.opinion.reading import understood
from ereput.opinion.second import Second, reread
from ereput.opinion.sentiment import sentiment
from ereput.opinion.tokens import LONGEST, has_words, is_signs, pieces

__all__ = ["ASPECTS", "CHECKED", "Second", "opinion", "read_opinions"]

CHECKED = 0.5  # confidence under which a label is to be checked by a person
SURE = 0.8  # confidence under which a mention, which has no stars beside it, is left without a label
BAD, GOOD = 2.5, 3.5  # stars out of five: below is neg, above is pos
ATTACKS = ("threat_or_blackmail", "hate", "outrage")  # classes of the triage


def opinion(
    of: str,
    text: str | None,
    rating: Rating | None = None,
    language: str | None = None,
    second: Second | None = None,
) -> Opinion:
    """What a text says; `language` is the page's, and decides what short texts are written in.

    Label, score and confidence come from the text alone, so that they can be held against the stars. Only where there
    is no text, or one of marks and digits, does the rating speak: its stars give label and score, at confidence 1.
    Without either, and in other languages than French and English, label and score are None and confidence is 0.
    A `second` reader is asked where this one is in doubt.
    """
    if not text or not has_words(text):
        return _of_rating(of, rating)
    found = pieces(text)
    spoken = language_of(text[:LONGEST], found, language)
    if spoken not in LANGUAGES and not (spoken is None and is_signs(text)):
        return Opinion(of=of, label=None, score=None, confidence=0.0, language=spoken)
    lexicon_of = spoken or LANGUAGES[0]  # signs such as 👍 are read the same in both
    reading = understood(found, lexicon(lexicon_of))
    whole = reread(sentiment(reading, lexicon_of), text[:LONGEST], lexicon_of, second)
    return Opinion(
        of=of,
        label=whole.label,
        score=whole.score,
        confidence=whole.confidence,
        language=spoken,
        aspects=aspects(reading, whole, lexicon_of),
    )


def read_opinions(
    harvests: Sequence[Harvest], matches: Sequence[Match], second: Second | None = None
) -> tuple[Opinion, ...]:
    """Opinions of the reviews under listings judged the same, each review once; then of the mentions judged the same.

    A mention keeps its label and aspects only at confidence 0.8 or more.
    """
    ours = {match.listing.key for match in matches if match.judgement is Judgement.SAME}
    listings = ours & {match.listing.key for match in matches if isinstance(match.listing, Listing)}
    reviews = {review.key: review for review in _reviews(harvests) if review.listing in listings}
    mentions = {
        match.listing.key: match.listing
        for match in matches
        if match.judgement is Judgement.SAME and isinstance(match.listing, Mention)
    }
    return (
        *(_of_review(key, review, second) for key, review in reviews.items()),
        *(_of_mention(mention, second) for mention in mentions.values()),
    )


def _reviews(harvests: Iterable[Harvest]) -> Iterable[Review]:
    return (item for harvest in harvests for item in harvest.items if isinstance(item, Review))


def _of_review(key: str, review: Review, second: Second | None) -> Opinion:
    """Of a review; what is probably an insult, hate or a threat says nothing of the practice."""
    found = opinion(key, review.text, review.rating, review.language, second)
    if found.aspects and triage(review.text, review.language).label in ATTACKS:
        return msgspec.structs.replace(found, aspects={})
    return found


def _of_mention(mention: Mention, second: Second | None) -> Opinion:
    text = ". ".join(filter(None, (mention.title, mention.snippet)))
    found = opinion(mention.key, text, None, mention.language, second)
    if found.label is not None and found.confidence < SURE:
        return Opinion(of=found.of, label=None, score=found.score, confidence=found.confidence, language=found.language)
    return found


def _of_rating(of: str, rating: Rating | None) -> Opinion:
    if rating is None:
        return Opinion(of=of, label=None, score=None, confidence=0.0, language=None)
    label = "neg" if rating.stars < BAD else "pos" if rating.stars > GOOD else "neu"
    return Opinion(of=of, label=label, score=2 * rating.share - 1, confidence=1.0, language=None)
