"""What the words of reviews and mentions say as a whole: counts with what was not read, and the mixed ones in words."""

from collections import Counter
from collections.abc import Iterator

from ereput.model import Judgement, Mention, Opinion
from ereput.opinion import CHECKED
from ereput.report.view.given import Given
from ereput.report.view.patients import QUOTE, quoted
from ereput.report.view.shapes import Said
from ereput.words import N_

MOST_MIXED = 3  # mixed reviews that are shown in their own words
_HEADS = {True: N_("To be checked: {quote}"), False: N_("Mixed: {quote}")}  # by whether a person should look


def said(given: Given) -> tuple[str, ...]:
    """Sentences: how many texts were read and what they say, which languages were left alone, and the mentions."""
    return (*_of_reviews(given), *_of_mentions(given))


def mixed(given: Given) -> tuple[Said, ...]:
    """The latest reviews that praise and blame at once."""
    words = given.words
    found = {
        review.text: (review, opinion)  # the same words are shown once
        for review in reversed(given.reviews)
        if review.text and review.key not in given.delicate and (opinion := given.opinions.get(review.key))
        if {"pos", "neg"} <= {*opinion.aspects.values(), opinion.label} or _is_both(opinion)
    }
    return tuple(
        Said(
            text=words.say(
                _HEADS[opinion.confidence < CHECKED],
                quote=quoted(given, review.text, QUOTE),
            ),
            language=given.language_of(review.key),
        )
        for review, opinion in list(found.values())[: -MOST_MIXED - 1 : -1]
    )


def _is_both(opinion: Opinion) -> bool:
    return opinion.label == "neu" and bool(opinion.aspects)


def _of_reviews(given: Given) -> Iterator[str]:
    words = given.words
    opinions = [given.opinions[r.key] for r in given.reviews if r.text and r.key in given.opinions]
    labels = Counter(opinion.label for opinion in opinions if opinion.label)
    if total := labels.total():
        yield words.plural(
            "{count:n} text read: {good:n} positive, {mixed:n} mixed or neutral, {bad:n} negative.",
            "{count:n} texts read: {good:n} positive, {mixed:n} mixed or neutral, {bad:n} negative.",
            total,
            good=labels["pos"],
            mixed=labels["neu"],
            bad=labels["neg"],
        )
    if unsure := sum(opinion.label is not None and opinion.confidence < CHECKED for opinion in opinions):
        yield words.plural("Of these, {count:n} to be checked.", "Of these, {count:n} to be checked.", unsure)
    if abstained := sum(opinion.label is None for opinion in opinions):
        yield words.plural(
            "{count:n} text is in neither French nor English, or says nothing: it is not judged.",
            "{count:n} texts are in neither French nor English, or say nothing: they are not judged.",
            abstained,
        )


def _of_mentions(given: Given) -> Iterator[str]:
    """Pages that name the practitioner, without stars: labelled only where that is sure."""
    keys = {
        match.listing.key
        for match in given.audit.matches
        if isinstance(match.listing, Mention) and match.judgement is Judgement.SAME
    }
    labels = Counter(given.opinions[key].label for key in keys if key in given.opinions)
    if total := labels.total():
        yield given.words.plural(
            "{count:n} mention elsewhere: {good:n} positive, {bad:n} negative, {others:n} not classed.",
            "{count:n} mentions elsewhere: {good:n} positive, {bad:n} negative, {others:n} not classed.",
            total,
            good=labels["pos"],
            bad=labels["neg"],
            others=total - labels["pos"] - labels["neg"],
        )
