"""What the register does for an audit: it says who is meant; one on this machine answers in place of the live one."""

from collections.abc import Sequence

import msgspec

from ereput import settings
from ereput.cli.auditing.choosing import Candidate, decided
from ereput.cli.prose import remark
from ereput.collect import Fetch, Progress, collect, unwatched
from ereput.errors import UsageError
from ereput.identity import candidates
from ereput.model import Address, Audit, Bearers, Harvest, Identifier, Listing, Practitioner, Status
from ereput.parsing.names import PersonName, person
from ereput.parsing.rpps import is_checked
from ereput.register import SOURCE, Card, Register, harvest
from ereput.register.keys import differing
from ereput.report.inert import inert
from ereput.source import Source
from ereput.words import Words


def heard(
    who: Practitioner, sources: Sequence[Source], words: Words, *, asks: bool = True
) -> tuple[Practitioner, list[Source], list[Harvest]]:
    """Who is meant, the sources that are still to be asked, and what the register says of them.

    Without a register on this machine everything is left as it is. Raises UsageError where several people are meant
    by what was typed, and nobody is there to be asked, or is not to be (`asks`).
    """
    path = settings.register_file()
    if not path.exists():
        return who, list(sources), []
    with Register(path) as register:
        if who.rpps and asks:
            card = register.card(who.rpps)
            known = words.say("the register of {day:date}", day=register.edition.day)
            told(who, card.name if card else None, known, words)
        who = decided(who, [_candidate(card) for card in good(who, register)], words, asks=asks)
        return who, [one for one in sources if one.about.name != SOURCE], [harvest(register, who)]


def good(who: Practitioner, register: Register) -> tuple[Card, ...]:
    """Everybody of the register who is as typed in everything; doctors alone where a doctor is looked for."""
    if who.rpps:
        return ()
    name = PersonName(given=who.given, family=who.family, birth_family=who.birth_family)
    found: tuple[Card, ...] = ()
    places = [place for place in (who.address.postal_code, who.address.locality) if place]
    for place in places or (None,):
        found = found or register.find(name, city=place, specialty=who.specialty)
    found = tuple(card for card in found if card.how in ("exact", "inverted"))
    doctors = tuple(card for card in found if card.is_doctor)
    found = doctors if who.title and doctors else found
    numbers = {*who.phones, *who.former_phones}
    theirs = tuple(card for card in found if numbers.intersection(card.phones))
    return theirs or found


def is_answered(audit: Audit) -> bool:
    """Somebody answered who was asked: a copy of the register on this machine is nobody."""
    return any(said.status.answered for said in audit.harvests if not _is_copy(said))


def _is_copy(said: Harvest) -> bool:
    return any(isinstance(item, Bearers) for item in said.items)


async def meant(
    who: Practitioner, sources: Sequence[Source], fetch: Fetch, words: Words, progress: Progress = unwatched
) -> tuple[Practitioner, list[Source], list[Harvest]]:
    """Who is meant, as `heard`, by what the live register answers; it is asked before the others, whose questions hang
    on the answer.

    What it said is kept where nothing had to be chosen; else it is asked anew, by number.
    """
    live = [one for one in sources if one.about.name == SOURCE]
    if not live:
        return who, list(sources), []
    [said] = await collect(who, live, fetch, progress)
    if who.rpps:
        if said.status in (Status.FOUND, Status.NOTHING):
            told(who, bearer(said, who.rpps), words.say("the register"), words)
        return who, [one for one in sources if one not in live], [said]
    found = candidates(who, [item for item in said.items if isinstance(item, Listing)])
    if (known := decided(who, [_candidate_of(one) for one in found], words)) != who:
        return known, list(sources), []
    return who, [one for one in sources if one not in live], [said]


def bearer(said: Harvest, number: str) -> PersonName | None:
    """Who has the number, as the live register says."""
    own = Identifier(system=SOURCE, value=number)
    names = (one.name for one in said.items if isinstance(one, Listing) and own in one.identifiers)
    return next((person(name) for name in names if name), None)


def told(who: Practitioner, theirs: PersonName | None, register: str, words: Words) -> None:
    """Says what does not fit between a practitioner and their number; UsageError where it is another person's.

    Whose it is, is nobody's business: their name is not printed.
    """
    number = who.rpps or ""
    if theirs is None:
        nobody(number, register, words)
        return
    match differing(who, theirs):
        case True, True:
            raise UsageError(
                "RPPS {number} is not the number of {name}, but another person's: check its digits, or leave it out",
                number=number,
                name=inert(who.name, 80),
            )
        case True, _:
            said = words.say(
                "RPPS {number} stands under another family name; if it is theirs, add it to the card (birth_name)",
                number=number,
            )
            remark(said)
        case _, True:
            said = words.say("RPPS {number} stands under another first name; check the number", number=number)
            remark(said)


def nobody(number: str, register: str, words: Words) -> None:
    """Says that the register holds nobody of that number, and when it is likely to be mistyped."""
    remark(words.say("{register} holds nobody under {number}", register=register, number=number))
    if not is_checked(number):
        remark(words.say("one of its digits is probably mistyped: the last one does not fit"))


def _candidate(card: Card) -> Candidate:
    first = card.rows[0]
    place = Address(postal_code=first["postcode"], locality=first["town"], insee=first["insee"])
    return Candidate(card.number, card.specialties, card.towns, place)


def _candidate_of(card: Sequence[Listing]) -> Candidate:
    places = [listing.address for listing in card if not listing.address.is_empty]
    return Candidate(
        number=next(one.value for listing in card for one in listing.identifiers if one.system == "rpps"),
        specialties=tuple(dict.fromkeys(listing.specialty for listing in card if listing.specialty)),
        towns=tuple(dict.fromkeys(place.locality for place in places if place.locality)),
        place=msgspec.structs.replace(places[0], street=None) if places else Address(),
    )
