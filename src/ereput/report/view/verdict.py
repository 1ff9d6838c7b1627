"""How the practitioner is doing, and how sure that is."""

from ereput.figures import bands
from ereput.figures.composite import BANDS
from ereput.figures.evidence import GRADES
from ereput.model import Figure
from ereput.parsing import hours, specialties
from ereput.parsing.phones import as_dialled
from ereput.parsing.towns import written
from ereput.report.inert import inert
from ereput.report.view.given import Given
from ereput.report.view.shapes import Head, Number, Tone, Verdict
from ereput.words import N_, Words

_BANDS = {
    "solid": (N_("solid"), Tone.GOOD),
    "fair": (N_("fair"), Tone.FAIR),
    "exposed": (N_("exposed"), Tone.BAD),
    "at_risk": (N_("at risk"), Tone.BAD),
}

_GRADES = {
    "A": N_("much was seen: the figures are firm"),
    "B": N_("enough was seen for a verdict with its margin"),
    "C": N_("little was seen: take the figures as a hint"),
    "D": N_("too little was seen for a verdict"),
}

_FIELDS = {
    "name": N_("name"),
    "practice": N_("practice"),
    "specialty": N_("specialty"),
    "address": N_("address"),
    "street": N_("street"),
    "postal_code": N_("postcode"),
    "town": N_("town"),
    "locality": N_("town"),
    "phone": N_("telephone"),
    "phones": N_("telephone"),
    "hours": N_("opening hours"),
    "opening_hours": N_("opening hours"),
    "website": N_("web site"),
    "rating": N_("rating"),
    "count": N_("number of reviews"),
    "is_claimed": N_("claimed"),
    "is_closed": N_("closed"),
}


def field_name(given: Given, key: str | None) -> str:
    """A field of a listing or a card in the reader's words."""
    return given.words.say(_FIELDS[key]) if key in _FIELDS else inert(key, 30)


def head(given: Given) -> Head:
    who, words = given.audit.practitioner, given.words
    name = inert(f"{who.title or ''} {who.name}", 60)
    rpps = f"RPPS {inert(who.rpps, 20)}" if who.rpps else ""
    town = written(inert(who.address.locality, 40))
    specialty = specialties.told(who.specialty, words.language)
    facts = (inert(specialty, 40), town, rpps)
    place = " ".join(filter(None, (who.address.postal_code, town)))
    address = ", ".join(filter(None, (who.address.street, place)))
    card = (
        ("name", name),
        ("specialty", inert(specialty, 80)),
        ("practice", inert(who.practice, 80)),
        ("address", inert(address, 120)),
        ("phone", inert(", ".join(map(as_dialled, who.phones)), 80)),
        ("hours", hours.told(inert(who.opening_hours, 80), words.language)),
        ("website", inert(who.website, 120)),
    )
    return Head(
        name=name,
        facts=tuple(filter(None, facts)),
        day=words.day(given.today),
        made_on=given.today,
        tool=f"ereput {inert(given.audit.tool_version, 20)}".strip(),
        card=(
            *((field_name(given, key), value) for key, value in card if value),
            *((("RPPS", rpps[5:]),) if rpps else ()),
        ),
    )


def verdict(given: Given) -> Verdict:
    words, score = given.words, given.figure("score")
    if score is None or given.audit.grade == "D":
        why, band = _why_no_score(given), words.say("no score")
        return Verdict(
            title=words.say("Verdict"),
            band=band,
            tone=Tone.PLAIN,
            score=None,
            out_of="",
            scale=_scale(given),
            grade=inert(given.audit.grade, 1),
            grade_words=_grade_words(given),
            evidence=_evidence(given),
            why=why,
        )
    best, *others = bands(score)
    number = given.whole(score.value)
    return Verdict(
        title=words.say("Verdict"),
        band=_band_words(words, best, others[-1] if others else None),
        tone=Tone.FAIR if others else _BANDS[best][1],
        score=number,
        out_of=f"{number.text} / 100 {given.between(score)}".strip(),
        low=given.whole(score.low) if score.low is not None else None,
        high=given.whole(score.high) if score.high is not None else None,
        likely=_likely(given, score),
        scale=_scale(given),
        grade=inert(given.audit.grade, 1),
        grade_words=_grade_words(given),
        evidence=_evidence(given),
        why=None,
    )


def _scale(given: Given) -> tuple[tuple[str, Number], ...]:
    return tuple((band_word(given.words, key), given.whole(points)) for key, points in BANDS)


def _likely(given: Given, score: Figure) -> str:
    """What the brackets mean; nothing where they have no width."""
    if not given.between(score):
        return ""
    return given.words.say("very likely between {low:n} and {high:n} (95%)", low=score.low, high=score.high)


def _grade_words(given: Given) -> str:
    """What the letter means; nothing for a letter that is none of ours."""
    told = _GRADES.get(given.audit.grade)
    return given.words.say(told) if told else ""


def reviews_counted(given: Given) -> int:
    """How many reviews the rating rests on, those known by their mean included."""
    reviews = given.figure("reviews")
    return reviews.n if reviews else 0


def _band_words(words: Words, best: str, worst: str | None) -> str:
    """The band's word, or both ends of what the interval spans."""
    said = band_word(words, best)
    return said if worst is None else words.say("{worst} to {best}", worst=band_word(words, worst), best=said)


def band_word(words: Words, key: str) -> str:
    return words.say(_BANDS[key][0])


def _evidence(given: Given) -> str:
    words = given.words
    return words.say(
        "evidence {grade}: {reviews}, {answered}",
        grade=inert(given.audit.grade, 1),
        reviews=words.plural("{count:n} review", "{count:n} reviews", reviews_counted(given)),
        answered=answered(given),
    )


def answered(given: Given) -> str:
    """How many of the sources that were asked answered."""
    coverage, words = given.audit.coverage, given.words
    if not coverage.asked:
        return words.say("no source was asked")
    if not coverage.answered:
        return words.plural(
            "the only source that was asked did not answer", "none of the {count:n} sources answered", coverage.asked
        )
    return words.plural(
        "{count:n} of {asked:n} sources answered",
        "{count:n} of {asked:n} sources answered",
        coverage.answered,
        asked=coverage.asked,
    )


def _why_no_score(given: Given) -> str:
    coverage, words, least = given.audit.coverage, given.words, GRADES["C"][0]
    if coverage.asked and not coverage.answered and reviews_counted(given):
        return words.say("no source answered: what stands here rests on your files alone")
    if coverage.asked and not coverage.answered:
        return words.say("no source answered: nothing can be said, neither good nor bad")
    if reviews_counted(given) < least:
        return words.say("a score takes at least {least:n} reviews: here are the facts", least=least)
    return words.say("the reviews are too old for a score: here are the facts")


def figure_name(given: Given, key: str) -> str:
    """A figure in the reader's words."""
    names = {
        "score": N_("score"),
        "rating": N_("rating"),
        "positive_share": N_("positive opinions"),
        "page_one": N_("page one"),
        "controlled_share": N_("page one controlled"),
        "consistency": N_("correct details"),
        "reviews": N_("number of reviews"),
    }
    return given.words.say(names[key]) if key in names else inert(key, 30)
