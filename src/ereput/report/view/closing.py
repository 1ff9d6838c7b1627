"""What the figures are not, whose data they rest on, and what was read."""

from collections import defaultdict
from math import sqrt

from ereput.guide.clocks import day
from ereput.model import Evidence
from ereput.report.inert import inert, shortened, web_address
from ereput.report.view.details import Manifest, Proof
from ereput.report.view.given import Given
from ereput.report.view.shapes import Essay, Link
from ereput.report.view.verdict import reviews_counted

MOST_PROOFS = 200  # addresses are listed
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
    return tuple(dict.fromkeys(inert(given.words.phrase(line), 160) for line in lines))


def evidence(given: Given) -> Essay:
    """How much of which source was read, and when."""
    words = given.words
    seen: dict[str, list[Evidence]] = defaultdict(list)
    for harvest in given.audit.harvests:
        for item in harvest.items:
            seen[harvest.source].append(item.evidence)
    return Essay(
        title=words.say("Evidence"),
        paragraphs=tuple(_told(given, source, read) for source, read in seen.items())
        or (words.say("Nothing was read."),),
    )


def _told(given: Given, source: str, read: list[Evidence]) -> str:
    addresses = {one.url for one in read}
    last = max(one.retrieved_at for one in read)
    return given.words.plural(
        "{source}: {items} from {count:n} address, last read {day}",
        "{source}: {items} from {count:n} addresses, last read {day}",
        len(addresses),
        source=given.source_title(source),
        items=given.words.plural("{count:n} item", "{count:n} items", len(read)),
        day=given.words.short_day(day(last)),
    )


def manifest(given: Given) -> Manifest:
    """Every address that was read, by source, each once; pages about namesakes are counted, not named."""
    words = given.words
    seen: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
    for harvest in given.audit.harvests:
        for item in harvest.items:
            if item.evidence.url not in given.of_others:
                seen[harvest.source, item.evidence.url].append(item.evidence)
    rows = [_proof(given, source, url, read) for (source, url), read in sorted(seen.items())]
    left = len(rows) - MOST_PROOFS
    return Manifest(
        title=words.say("What was read, address by address"),
        headings=(words.say("source"), words.say("address"), words.say("last read"), words.say("items read")),
        rows=tuple(rows[:MOST_PROOFS]),
        more=words.plural(
            "… and {count:n} more address in the JSON report.",
            "… and {count:n} more addresses in the JSON report.",
            left,
        )
        if left > 0
        else "",
    )


def _proof(given: Given, source: str, url: str, read: list[Evidence]) -> Proof:
    safe = web_address(url)
    return Proof(
        source=given.source_title(source),
        link=Link(text=shortened(safe.partition("://")[2] if safe else inert(url, 200), 90), url=safe),
        day=given.words.short_day(day(max(one.retrieved_at for one in read))),
        items=given.whole(len(read)),
    )
