"""What the register on this machine does for an audit: it says who is meant, and answers in place of the live one."""

import sys
from collections.abc import Sequence

import msgspec
import typer

from ereput import settings
from ereput.errors import UsageError
from ereput.model import Address, Bearers, Harvest, Identifier, Practitioner
from ereput.parsing.names import PersonName
from ereput.parsing.specialties import called
from ereput.register import SOURCE, Card, Register, harvest
from ereput.report.inert import inert
from ereput.source import Source
from ereput.words import Words

SHOWN = 5  # candidates named in a sentence


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
        who = _decided(who, good(who, register), words, asks=asks)
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


def is_copy(said: Harvest) -> bool:
    """It comes from the register on this machine: nobody was asked for it."""
    return any(isinstance(item, Bearers) for item in said.items)


def _decided(who: Practitioner, candidates: Sequence[Card], words: Words, *, asks: bool) -> Practitioner:
    if len(candidates) < 2:
        return who
    if not (asks and sys.stdin.isatty() and sys.stderr.isatty()):
        shown = "; ".join(_said(card) for card in candidates[:SHOWN])
        raise UsageError(
            "{count} people named {name} are registered: {cards}; say which: --rpps, or --city and --specialty",
            count=len(candidates),
            name=inert(who.name, 80),
            cards=shown + ("; …" if len(candidates) > SHOWN else ""),
        )
    chosen = _asked(who, candidates, words)
    return who if chosen is None else _known(who, chosen)


def _asked(who: Practitioner, candidates: Sequence[Card], words: Words) -> Card | None:
    """The one that a person names; None: none of them."""
    said = words.say("{count:n} people named {name} are registered:", count=len(candidates), name=inert(who.name, 80))
    typer.echo(said, err=True)
    for nth, card in enumerate(candidates, 1):
        typer.echo(f"{nth:>4}  {_said(card)}", err=True)
    question = words.say("Which one? (its number; an empty answer: none of them)")
    while answer := typer.prompt(question, default="", show_default=False, err=True).strip():
        if answer.isascii() and answer.isdigit() and 1 <= int(answer) <= len(candidates):
            return candidates[int(answer) - 1]
    return None


def _said(card: Card) -> str:
    """ "dermatologue, Lyon 6e Arrondissement, RPPS 19990418305"."""
    works = dict.fromkeys(called(one) or one for one in card.specialties)
    return inert(", ".join([*works, *card.towns, f"RPPS {card.number}"]), 120)


def _known(who: Practitioner, card: Card) -> Practitioner:
    """With the number, and what was not typed: engines are asked with specialty and town."""
    first = card.rows[0]
    specialty = next(iter(card.specialties), None)
    place = Address(postal_code=first["postcode"], locality=first["town"], insee=first["insee"])
    return msgspec.structs.replace(
        who,
        identifiers=(*who.identifiers, Identifier(system="rpps", value=card.number)),
        specialty=who.specialty or called(specialty) or specialty,
        address=place if who.address.is_empty else who.address,
    )
