"""What an audit hears of the register on this machine: the cards of a name, and how many bear it."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from ereput.model import Bearers, Census, Counts, Evidence, Harvest, Item, Practitioner, Problem, Status
from ereput.parsing.addresses import departement
from ereput.parsing.rpps import HOME
from ereput.register.keys import fits
from ereput.register.lookup import Entry, Fits, Register
from ereput.words import N_

SOURCE = "rpps"  # whose place it takes: months with the one and the other can be compared
MOST_NAMESAKES, MOST_NEARBY = 100, 40  # people
CUT = N_("the nearest people of that name were kept, not all")


def harvest(register: Register, who: Practitioner) -> Harvest:
    """The practitioner's own card, everybody of that name, their family's name nearby, and the counts of both."""
    evidence = Evidence(source=SOURCE, url=HOME, retrieved_at=register.edition.day)
    families = [family for family in (who.family, who.birth_family) if family]
    bearers = [entry for number in _bearing(register, families) for entry in register.of_family(number)]
    within = _within(register, who)
    named = [entry for entry in bearers if who.given and fits(who.given, entry.given)]
    near = within.get("departement") or within.get("town")
    namesakes = _people(named, within.values())
    nearby = _people([entry for entry in bearers if near and near(entry)], within.values())
    numbers = [*([who.rpps] if who.rpps else []), *namesakes[:MOST_NAMESAKES], *nearby[:MOST_NEARBY]]
    cards = (register.card(number) for number in dict.fromkeys(numbers))
    items: tuple[Item, ...] = (
        *(listing for card in cards if card for listing in card.listings(evidence)),
        *_censuses(who, evidence, bearers, named),
        Bearers(
            evidence=evidence,
            family=who.family,
            given=who.given,
            entries=register.edition.rows,
            full=_counts(named if who.given else bearers, within),
            surname=_counts(bearers, within),
        ),
    )
    is_cut = len(namesakes) > MOST_NAMESAKES
    problems = (Problem(status=Status.LIMITED, url=HOME, detail=CUT),) if is_cut else ()
    return Harvest.of(SOURCE, items, problems, 0, 0)


def _bearing(register: Register, families: Iterable[str]) -> Iterable[int]:
    return dict.fromkeys(number for family in families for number in register.bearing(family))


def _within(register: Register, who: Practitioner) -> dict[str, Fits]:
    """What is known of the practitioner's place and work, as questions to an entry."""
    town = who.address.postal_code or who.address.locality
    county = departement(who.address.postal_code) or (
        register.departement_of(who.address.locality) if who.address.locality else None
    )
    found: dict[str, Fits] = {}
    if who.specialty:
        found["specialty"] = register.in_specialty(who.specialty)
    if who.address.locality or town:
        found["town"] = register.in_town(who.address.locality or town or "")
    if county:
        found["departement"] = register.in_departement(county)
    return found


def _people(entries: Iterable[Entry], nearness: Iterable[Callable[[Entry], bool]]) -> list[str]:
    """Each person once, those first of whom most is as it is of the practitioner."""
    questions = list(nearness)
    close: dict[int | str, int] = {}
    for entry in entries:
        agree = sum(question(entry) for question in questions)
        close[entry.number] = max(agree, close.get(entry.number, 0))
    return [str(number) for number in sorted(close, key=lambda number: (-close[number], str(number)))]


def _censuses(who: Practitioner, evidence: Evidence, bearers: list[Entry], named: list[Entry]) -> Iterator[Census]:
    """As the live register counts: entries of the family name, people of the full name."""
    yield Census(evidence=evidence, family=who.family, count=len(bearers))
    if who.given:
        yield Census(evidence=evidence, family=who.family, given=who.given, count=len({one.number for one in named}))


def _counts(entries: Iterable[Entry], within: Mapping[str, Fits]) -> Counts:
    entries = list(entries)
    narrower = {where: len({one.number for one in entries if fits_(one)}) for where, fits_ in within.items()}
    return Counts(everywhere=len({one.number for one in entries}), **narrower)
