"""What patients say of each aspect of a practice."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping

from ereput.figures.opinions import FEWEST
from ereput.model import Figure, Opinion, Review
from ereput.report.inert import inert, pseudonymised, shortened
from ereput.report.view.details import AspectRow, Aspects
from ereput.report.view.given import Given
from ereput.words import N_

QUOTE = 120  # characters
NEUTRAL = 3  # stars
_POLARITIES = ("pos", "neu", "neg")
CLINICAL = "competence"

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


_GROUPS = {  # of the rows, in order
    "yours": N_("Yours to change"),
    "partly": N_("Partly yours to change"),
    "not": N_("Not a matter of organisation: care itself"),
}
_GROUP_OF = {"yes": "yours", "partly": "partly", "by informing": "partly", "clinical": "not"}


def aspects(given: Given) -> Aspects:
    words = given.words
    mentions = _mentions(given)
    keys = {key.partition(".")[2] for key in given.audit.figures if key.startswith("aspect.")} | set(mentions)
    most = _main_complaint(mentions)
    rows = [_aspect(given, key, mentions.get(key, Counter()), key == most) for key in keys]
    rows = sorted((row for row in rows if row.mentions.value), key=lambda row: (-row.mentions.value, row.key))
    return Aspects(
        title=words.say("What patients say"),
        headings=(
            words.say("aspect"),
            words.say("mentions"),
            words.say("positive"),
            words.say("yours to change"),
            words.say("in a patient's words"),
        ),
        rows=tuple(rows),
        groups=tuple(
            (words.say(title), tuple(row for row in rows if row.group == group))
            for group, title in _GROUPS.items()
            if any(row.group == group for row in rows)
        ),
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
            if polarity in _POLARITIES:
                counts[key][polarity] += 1
    return counts


def _main_complaint(mentions: Mapping[str, Counter[str]]) -> str | None:
    """The aspect with most negative mentions, when more than half of at least five are negative."""
    bad = {key: c["neg"] for key, c in mentions.items() if _clear(c) >= FEWEST and 2 * c["neg"] > _clear(c)}
    return max(bad, key=lambda key: (bad[key], key), default=None)


def _clear(counts: Counter[str]) -> int:
    """Mentions that say good or ill, not both."""
    return counts["pos"] + counts["neg"]


def _aspect(given: Given, key: str, counts: Counter[str], is_main: bool) -> AspectRow:
    words, figure = given.words, given.figure(f"aspect.{key}")
    name, yours = _ASPECTS.get(key, (None, N_("unknown")))
    mentions = figure.n if figure else _clear(counts)
    is_enough = figure is not None and figure.unit == "share"
    quote = _quote(given, key, _majority(figure if is_enough else None, counts))
    return AspectRow(
        key=inert(key, 30),
        name=words.say(name) if name else inert(key, 30),
        mentions=given.whole(mentions),
        share=given.percent(figure.value) if figure and is_enough else None,
        interval=given.between(figure) if figure and is_enough else "",
        yours=words.say(yours),
        group=_GROUP_OF.get(yours, "not"),
        is_clinical=key == CLINICAL,
        remark=words.say("main complaint") if is_main else "",
        quote=quoted(given, quote.text, QUOTE) if quote else "",
        quote_language=given.language_of(quote.key) if quote else "",
        positive=given.whole(counts["pos"]),
        mixed=given.whole(counts["neu"]),
        negative=given.whole(counts["neg"]),
        spoken=given.whole(counts.total()),
    )


def _majority(figure: Figure | None, counts: Counter[str]) -> tuple[str, ...]:
    """The polarity of most mentions; both where they are even."""
    positive = figure.value if figure else counts["pos"] / (_clear(counts) or 1)
    if positive == 0.5:
        return ("pos", "neg")
    return ("pos",) if positive > 0.5 else ("neg",)


def _quote(given: Given, key: str, polarities: Collection[str]) -> Review | None:
    """The latest text that speaks of the aspect as most do: rather one of a single mind, then a short one."""
    told = [(review, opinion) for review in given.reviews if (opinion := given.opinions.get(review.key))]
    fitting = [
        (review, opinion)
        for review, opinion in told
        if review.text and opinion.aspects.get(key) in polarities and review.key not in given.delicate
    ]
    chosen = min(
        fitting, key=lambda pair: (_is_torn(pair[0], pair[1], key), len(pair[0].text or "") > QUOTE), default=None
    )
    return chosen[0] if chosen else None


def _is_torn(review: Review, opinion: Opinion, key: str) -> bool:
    """The mark, the text as a whole, or what it says of another aspect, is of another polarity."""
    wanted = opinion.aspects[key]
    marked = wanted if review.rating is None else "pos" if review.rating.stars > NEUTRAL else "neg"
    return {opinion.label, *opinion.aspects.values(), marked} != {wanted}


def quoted(given: Given, text: str | None, limit: int) -> str:
    """A patient's words between quotation marks: harmless, without names, shortened."""
    plain = shortened(pseudonymised(inert(text, 4 * limit)), limit)
    return given.words.quoted(plain) if plain else ""
