"""How the figures are made, with this report's own numbers put in.

The weights and limits are those of `figures`, so that the report cannot tell of others.
"""

from ereput.figures import composite, consistency, evidence, page_one, rating, shares
from ereput.model import Figure
from ereput.report.inert import inert
from ereput.report.view.given import Given
from ereput.report.view.shapes import Essay
from ereput.report.view.verdict import band_word, field_name, figure_name

_ROUNDING = 0.005  # a figure that today's rules do not make is not said to be theirs


def method(given: Given) -> Essay:
    told = (_principles, _rating, _positive, _page_one, _details, _score, _weights, _words, _privacy, _made)
    return Essay(title=given.words.say("Method"), paragraphs=tuple(filter(None, (tell(given) for tell in told))))


def _principles(given: Given) -> str:
    return given.words.say(
        "Two things are said and never mixed: the score (what was seen) and the evidence (how much was seen). "
        "Only what is judged yours with certainty enters a figure. What was not measured counts for nothing, "
        "neither for nor against. Brackets are 95% intervals. The score has no sales interest."
    )


def _rating(given: Given) -> str:
    words = given.words
    told = words.say(
        "Rating: marks are brought to 1–5; a mark loses half its weight every {months:n} months; {prior:n} marks of "
        "{mean:.1} on average are added (Dirichlet prior, simulated, to be fitted again), so that few marks prove "
        "little. Where only a mean and a count are known, the interval is the widest that they allow, and their age is "
        "not held against them.",
        months=rating.HALF_LIFE,
        prior=rating.PRIOR_WEIGHT,
        mean=sum(star * share for star, share in enumerate(rating.PRIOR, 1)),
    )
    figure, aged = given.figure("rating"), given.figure("effective_reviews")
    if figure is None or aged is None:
        return told
    here = words.plural(
        "Here: {count:n} mark, which weighs {aged:.1} by its age, and the {prior:n} that are added make {value}.",
        "Here: {count:n} marks, which weigh {aged:.1} by their age, and the {prior:n} that are added make {value}.",
        figure.n,
        aged=aged.value,
        prior=rating.PRIOR_WEIGHT,
        value=given.decimal(figure.value).text,
    )
    return f"{told} {here}"


def _positive(given: Given) -> str:
    told = given.words.say(
        "Positive opinions: the share of positive texts among those with an opinion; neutral and unreadable texts are "
        "left out, and reviews of stars alone count in the rating only. Wilson's interval (1927), whose middle enters "
        "the score."
    )
    figure = given.figure("positive_share")
    if figure is None or not figure.n:
        return told
    good = round(figure.value * figure.n)
    here = given.words.say(
        "Here: {good:n} / {whole:n} = {share}, middle {middle:.3}.",
        good=good,
        whole=figure.n,
        share=given.percent(figure.value).text,
        middle=shares.centre(good, figure.n),
    )
    return f"{told} {here}"


def _page_one(given: Given) -> str:
    told = given.words.say(
        "Page one: the first ten results of each search for the name, each weighted by 1/log2(rank + 1). Your own, "
        "institutional, booking and claimed pages count {own:.1}; directories, registers and the press "
        "{directory:.1}; a rating site what it says of you; an unknown page {unknown:.1}. Namesakes are left out. "
        "Value = Σ weight × count / Σ weight.",
        own=page_one.WORTH["own"],
        directory=page_one.WORTH["directory"],
        unknown=page_one.WORTH["unknown"],
    )
    rows = page_one.results(given.audit.practitioner, given.own, given.audit.opinions)
    figure = given.figure("page_one")
    counted, whole = sum(row.weight * row.worth for row in rows), sum(row.weight for row in rows)
    if figure is None or not rows or abs(counted / whole - figure.value) > _ROUNDING:
        return told
    share = given.percent(figure.value).text
    here = given.words.say("Here: {sum:.2} / {whole:.2} = {share}.", sum=counted, whole=whole, share=share)
    return f"{told} {here}"


def _details(given: Given) -> str:
    words = given.words
    parts = [f"{field_name(given, key)} {given.percent(w).text}" for key, w in consistency.WEIGHTS.items() if w]
    told = words.say(
        "Correct details: what listings show compared with your card: {parts}. Another way of writing costs nothing; "
        "what a listing leaves out, or what was not seen of it, is not wrong. A listing weighs 1/log2(rank + 1) by its "
        "best rank on page one, {least:.1} at least.",
        parts=", ".join(parts),
        least=consistency.LEAST,
    )
    figure = given.figure("consistency")
    if figure is None:
        return told
    here = words.plural(
        "Here: {count:n} listing, {share}.",
        "Here: {count:n} listings, {share}.",
        figure.n,
        share=given.percent(figure.value).text,
    )
    return f"{told} {here}"


def _score(given: Given) -> str:
    words = given.words
    parts = [f"{figure_name(given, key)} {given.percent(w).text}" for key, w in composite.WEIGHTS.items()]
    formula = words.say("Score = 100 × Σ weight × part / Σ weight: {parts}.", parts=", ".join(parts))
    score = given.figure("score")
    measured = {key: part for key in composite.WEIGHTS if (part := _part(key, given.figure(key))) is not None}
    if score is None or not measured or given.audit.grade == "D":
        return formula
    terms = [f"{words.number(composite.WEIGHTS[key], 2)} × {words.number(part, 3)}" for key, part in measured.items()]
    here = words.say(
        "Here: 100 × ({terms}) / {whole} = {score}.",
        terms=" + ".join(terms),
        whole=words.number(sum(composite.WEIGHTS[key] for key in measured), 2),
        score=words.number(score.value, 1),
    )
    return f"{formula} {here}"


def _part(key: str, figure: Figure | None) -> float | None:
    """A figure as it enters the score, on 0..1."""
    if figure is None:
        return None
    if key == "rating":
        return composite.share_of(figure.value)
    if key == "positive_share" and figure.n:
        return shares.centre(round(figure.value * figure.n), figure.n)
    return figure.value


def _weights(given: Given) -> str:
    swayed = given.figure("score.weights")
    if swayed is None or swayed.low is None or swayed.high is None or given.audit.grade == "D":
        return ""
    return given.words.say(
        "With any one weight halved or doubled the score lies between {low:n} and {high:n}.",
        low=swayed.low,
        high=swayed.high,
    )


def _words(given: Given) -> str:
    words = given.words
    bands = [
        words.say("{band} from {points:n}", band=band_word(words, key), points=points)
        if points
        else words.say("{band} below", band=band_word(words, key))
        for key, points in composite.BANDS
    ]
    grades = [
        words.say("{grade} from {reviews:n} reviews", grade=grade, reviews=reviews)
        + (words.say(" with {share:percent} of the sources answering", share=share) if share else "")
        for grade, (reviews, share) in evidence.GRADES.items()
    ]
    return words.say(
        "Words: {bands}. Evidence, reviews aged as above: {grades}; D under that: no score.",
        bands=", ".join(bands),
        grades=", ".join(grades),
    )


def _privacy(given: Given) -> str:
    return given.words.say(
        "Privacy: this report is made so that its subject may know and correct what is public about them. No "
        "reviewer's name is kept; quotations lose names, numbers and addresses. Everything stays on this machine, for "
        "the time that your settings say (ereput config path says where); ereput history forget erases it."
    )


def _made(given: Given) -> str:
    return given.words.say(
        "Made by ereput {version}, audit format {schema}.",
        version=inert(given.audit.tool_version, 20) or "?",
        schema=given.audit.schema_version,
    )
