"""A second reading, by a model that the user chose, of the texts of which the rules and the words are unsure."""

from collections.abc import Callable

from ereput.opinion.sentiment import Sentiment, concluded

Chances = tuple[float, float, float]  # of neg, neu and pos; together 1
Second = Callable[[str, str], Chances | None]  # of a text and its language; None: it cannot tell

DOUBTED = 0.6  # confidence under which a second reader is asked
SHARE = 0.5  # of its answer in the chances


def reread(own: Sentiment, text: str, language: str, second: Second | None) -> Sentiment:
    """The mean of both readings where ours is in doubt and there is another; else ours."""
    if second is None or own.confidence >= DOUBTED:
        return own
    other = second(text, language)
    if other is None:
        return own
    neg, neu, pos = ((1 - SHARE) * mine + SHARE * theirs for mine, theirs in zip(own.chances, other, strict=True))
    return concluded(neg, neu, pos, language)
