"""What the figures are not, whose data they rest on, and what was read."""

from collections import defaultdict
from math import sqrt

from ereput.guide.clocks import day
from ereput.model import Evidence
from ereput.report.inert import inert
from ereput.report.view.given import Given
from ereput.report.view.shapes import Essay
from ereput.report.view.verdict import reviews_counted

FEW = 5  # under so many nothing can be told apart
MANY = 400  # reviews from which chance moves a share by less than five points


def closing(given: Given) -> tuple[str, ...]:
    words, read = given.words, reviews_counted(given)
    said = []
    if 0 < read < FEW:
        said.append(
            words.plural(
                "{count:n} review is too few to conclude anything.",
                "{count:n} reviews are too few to conclude anything.",
                read,
            )
        )
    elif FEW <= read < MANY:
        said.append(
            words.plural(
                "{count:n} review is few: differences under {points:n} points are not meaningful.",
                "{count:n} reviews are few: differences under {points:n} points are not meaningful.",
                read,
                points=round(98 / sqrt(read)),  # half the 95 % interval of a share of one half
            )
        )
    said.append(words.say("Opinion only: this is not a measure of the quality of care."))
    return tuple(said)


def credits_due(given: Given) -> tuple[str, ...]:
    """The lines that licences ask for, of sources that gave something."""
    gave = {harvest.source for harvest in given.audit.harvests if harvest.items}
    lines = [a.attribution for name, a in sorted(given.abouts.items()) if name in gave and a.attribution]
    return tuple(dict.fromkeys(inert(line, 160) for line in lines))


def evidence(given: Given) -> Essay:
    """How much of which source was read, and when."""
    words = given.words
    seen: dict[str, list[Evidence]] = defaultdict(list)
    for harvest in given.audit.harvests:
        for item in harvest.items:
            seen[harvest.source].append(item.evidence)
    return Essay(
        title=words.say("Evidence"),
        paragraphs=tuple(_told(given, source, read) for source, read in seen.items()),
    )


def _told(given: Given, source: str, read: list[Evidence]) -> str:
    addresses = {one.url for one in read}
    last = max(one.retrieved_at for one in read)
    return given.words.plural(
        "{source}: {items} from {count:n} address, last read {day}",
        "{source}: {items} from {count:n} addresses, last read {day}",
        len(addresses),
        source=given.source_name(source),
        items=given.words.plural("{count:n} item", "{count:n} items", len(read)),
        day=given.words.short_day(day(last)),
    )
