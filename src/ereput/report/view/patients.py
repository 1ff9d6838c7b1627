"""What patients say: aspects, and the reviews that findings point at."""

from collections import Counter, defaultdict
from collections.abc import Mapping

from ereput.checks import first_steps
from ereput.figures.opinions import FEWEST
from ereput.model import Review
from ereput.report.inert import inert, pseudonymised, shortened
from ereput.report.view.details import AspectRow, Aspects, Sensitive, SensitiveRow
from ereput.report.view.given import Given
from ereput.report.view.shapes import Step, Steps
from ereput.report.view.steps import step_id
from ereput.words import N_

QUOTE, WHOLE_QUOTE = 120, 220  # characters

# Each aspect: its name, and how far a practice can change it by itself.
_ASPECTS = {
    "listening": (N_("listening, manner"), N_("yes")),
    "explanations": (N_("explanations"), N_("yes")),
    "reception": (N_("welcome"), N_("yes")),
    "staff": (N_("staff"), N_("yes")),
    "online": (N_("phone, booking"), N_("yes")),
    "hygiene": (N_("hygiene"), N_("yes")),
    "waiting": (N_("waiting room"), N_("partly")),
    "availability": (N_("getting an appointment"), N_("partly")),
    "fees": (N_("fees"), N_("by informing")),
    "premises": (N_("premises, access"), N_("partly")),
    "competence": (N_("care, outcome"), N_("clinical")),
}


def aspects(given: Given) -> Aspects:
    words = given.words
    mentions = _mentions(given)
    keys = {key.partition(".")[2] for key in given.audit.figures if key.startswith("aspect.")} | set(mentions)
    most = _main_complaint(given, mentions)
    rows = [_aspect(given, key, mentions.get(key, Counter()), key == most) for key in keys]
    rows.sort(key=lambda row: (-row.mentions.value, row.key))
    return Aspects(
        title=words.say("What patients say"),
        headings=(
            words.say("aspect"),
            words.say("mentions"),
            words.say("positive"),
            words.say("yours to change"),
            words.say("in a patient's words"),
        ),
        rows=tuple(row for row in rows if row.mentions.value),
        too_few=words.say("too few"),
        nothing=words.say("No review says anything of an aspect."),
        note=words.say("Under {least:n} mentions only the count is given.", least=FEWEST),
    )


def _mentions(given: Given) -> Mapping[str, Counter[str]]:
    """How often each aspect is spoken of, by polarity, in reviews of the practitioner's own listings."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for review in given.reviews:
        opinion = given.opinions.get(review.key)
        for key, polarity in (opinion.aspects if opinion else {}).items():
            if polarity in ("pos", "neg"):
                counts[key][polarity] += 1
    return counts


def _main_complaint(given: Given, mentions: Mapping[str, Counter[str]]) -> str | None:
    """The aspect with most negative mentions, when more than half of at least five are negative."""
    bad = {key: c["neg"] for key, c in mentions.items() if c.total() >= FEWEST and 2 * c["neg"] > c.total()}
    return max(bad, key=lambda key: (bad[key], key), default=None)


def _aspect(given: Given, key: str, counts: Counter[str], is_main: bool) -> AspectRow:
    words, figure = given.words, given.figure(f"aspect.{key}")
    name, yours = _ASPECTS.get(key, (None, N_("unknown")))
    mentions = figure.n if figure else counts.total()
    is_enough = figure is not None and figure.unit == "share"
    return AspectRow(
        key=inert(key, 30),
        name=words.say(name) if name else inert(key, 30),
        mentions=given.whole(mentions),
        share=given.percent(figure.value) if figure and is_enough else None,
        interval=given.between(figure) if figure and is_enough else "",
        yours=words.say(yours),
        remark=words.say("main complaint") if is_main else "",
        quote=_quote(given, key),
    )


def _quote(given: Given, key: str) -> str:
    """The latest short text that speaks of the aspect as most do."""
    told = [
        (r, o.aspects[key]) for r in given.reviews if (o := given.opinions.get(r.key)) and key in o.aspects and r.text
    ]
    if not told:
        return ""
    usual = Counter(polarity for _review, polarity in told).most_common(1)[0][0]
    fitting = [review for review, polarity in told if polarity == usual and review.key not in given.delicate]
    if not fitting:
        return ""
    chosen = next((r for r in fitting if len(r.text or "") <= QUOTE), fitting[0])
    return quoted(given, chosen.text, QUOTE)


def quoted(given: Given, text: str | None, limit: int) -> str:
    """A patient's words between quotation marks: harmless, without names, shortened."""
    plain = shortened(pseudonymised(inert(text, 4 * limit)), limit)
    return given.words.quoted(plain) if plain else ""


def sensitive(given: Given, told: Steps) -> Sensitive:
    """The findings that point at a review, each with its words and its clock."""
    words = given.words
    by_key = {review.key: review for review in given.shown_reviews}
    steps = {step.id: step for step in (*told.rows, *told.others)}
    asking = [f for f in first_steps(given.audit.findings) if f.subject in by_key]
    return Sensitive(
        title=words.say("Sensitive items"),
        rows=tuple(_sensitive(given, steps[step_id(f)], by_key[f.subject or ""]) for f in asking),
        nothing=words.say("Nothing that calls for legal care was recognised in the reviews that were read.")
        if given.reviews
        else words.say("No review was read."),
        note=words.say(
            "Information, not legal advice. Each clock starts from the earliest day on which the text can have "
            "appeared."
        ),
    )


def _sensitive(given: Given, step: Step, review: Review) -> SensitiveRow:
    return SensitiveRow(
        step=step,
        where=given.place_of_key(review.listing),
        published=given.words.say("published: {when}", when=given.when(review.published)),
        by=given.words.say("no later than: {day}", day=step.by),
        quote=quoted(given, review.text, WHOLE_QUOTE),
    )
