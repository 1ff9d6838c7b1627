"""The measured parts of the verdict, each beside what was published of other doctors.

Nothing here is a norm for French medicine: every comparison names its population.
"""

from typing import NamedTuple

from ereput.checks.codes import plural
from ereput.report.view.given import Given
from ereput.report.view.shapes import Number, Part, Parts
from ereput.words import N_


class Benchmark(NamedTuple):
    """A published figure: in few words, and with its population and source."""

    short: str
    population: str


_BENCHMARKS = {
    "rating": Benchmark(
        N_("4.0 is the median (US, medical)"),
        N_(
            "4.0 is the median of medical specialties among 212,933 US providers rated on Healthgrades "
            "(JMIR 2018, e176)"
        ),
    ),
    "positive_share": Benchmark(
        N_("63 to 90% in five studies"),
        N_(
            "63 to 90% positive in five studies: US primary care 2012, US vascular surgeons 2021, Swiss physicians "
            "2019, Los Angeles surgeons 2019, and a systematic review of 2013"
        ),
    ),
    "page_one": Benchmark(
        N_("{share} held; 18 to 40% held (US)"),
        N_(
            "{share} of the results are held (your own, institutional, booking or claimed pages), beside 18% for "
            "30,601 US radiologists (AJR 2016), 39.7% for 4,751 US neurosurgeons (World Neurosurgery 2018)"
        ),
    ),
    "consistency": Benchmark(
        N_("same in all directories: 19% (US)"),
        N_(
            "19.4% of 449,282 US physicians had the same address and specialty in all the insurers' directories that "
            "list them, two at least (JAMA 2023): a share of doctors, not a mean of listings"
        ),
    ),
}

_NAMES = {
    "rating": N_("rating, of 5"),
    "positive_share": N_("positive texts"),
    "page_one": N_("page 1, weighted"),
    "consistency": N_("details right"),
}
_LABELS = {"page_one": N_("page one of a search for the name, weighted by rank and by who decides there")}
_COUNTED = {
    "rating": plural("{count:n} review", "{count:n} reviews"),
    "positive_share": plural("{count:n} text", "{count:n} texts"),
    "page_one": plural("{count:n} result", "{count:n} results"),
    "consistency": plural("{count:n} listing", "{count:n} listings"),
}


def parts(given: Given) -> Parts:
    words = given.words
    return Parts(
        title=words.say("In figures"),
        headings=(words.say("part"), words.say("value"), words.say("based on"), words.say("compare with")),
        rows=tuple(part for key in _NAMES if (part := _part(given, key))),
        nothing=words.say("nothing could be measured"),
    )


def _part(given: Given, key: str) -> Part | None:
    figure, words = given.figure(key), given.words
    if figure is None:
        return None
    share = (figure.value - 1) / 4 if figure.unit == "stars" else figure.value
    held = given.figure("controlled_share")
    beside = {"share": given.percent(held.value).text if held else "?"}
    return Part(
        key=key,
        name=words.say(_NAMES[key]),
        label=words.say(_LABELS.get(key, _NAMES[key])),
        value=given.of_unit(figure.value, figure.unit),
        interval=given.between(figure),
        n=Number(value=figure.n, text=words.plural(*_COUNTED[key], figure.n)),
        share=min(1.0, max(0.0, share)),
        compare=words.say(_BENCHMARKS[key].short, **beside),
        population=words.say(_BENCHMARKS[key].population, **beside),
    )
