"""The measured parts of the verdict, each beside what was published of other doctors.

Nothing here is a norm for French medicine: every comparison names its population.
"""

from typing import NamedTuple

from ereput.report.view.given import Given
from ereput.report.view.shapes import Part, Parts
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
    "controlled_share": Benchmark(
        N_("18 to 40% (two US specialties)"),
        N_("18% for 30,601 US radiologists (AJR 2016), 39.7% for 4,751 US neurosurgeons (World Neurosurgery 2018)"),
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
    "controlled_share": N_("yours on page 1"),
    "consistency": N_("details right"),
}
_LABELS = {"controlled_share": N_("page one of a search for the name: the share that is yours")}


def parts(given: Given) -> Parts:
    words = given.words
    return Parts(
        title=words.say("In figures"),
        headings=(words.say("part"), words.say("value"), words.say("n"), words.say("compare with")),
        rows=tuple(part for key in _NAMES if (part := _part(given, key))),
        nothing=words.say("nothing could be measured"),
    )


def _part(given: Given, key: str) -> Part | None:
    figure = given.figure(key)
    if figure is None:
        return None
    share = (figure.value - 1) / 4 if figure.unit == "stars" else figure.value
    return Part(
        key=key,
        name=given.words.say(_NAMES[key]),
        label=given.words.say(_LABELS.get(key, _NAMES[key])),
        value=given.of_unit(figure.value, figure.unit),
        interval=given.between(figure),
        n=given.whole(figure.n),
        share=min(1.0, max(0.0, share)),
        compare=given.words.say(_BENCHMARKS[key].short),
        population=given.words.say(_BENCHMARKS[key].population),
    )
